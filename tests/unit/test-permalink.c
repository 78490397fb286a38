/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/tree.h"
#include "post/dates.h"
#include "settings/literal.h"
#include "site/site.h"

struct sample {
	const char *config, *settings; /* a file and its text */
	const char *path, *text;       /* the post */
	const char *url;               /* NULL for none */
};

#define POST "---\ntitle: \"What's On, in Zürich?\"\ndate: 2025-03-05 09:30:00\n---\nx\n"
#define SLUG "---\ntitle: T\ndate: 2025-03-05\nslug: given\ncategories: [Big News, b]\n---\nx\n"

static const struct sample samples[] = {
	{ "_config.yml", "url: https://a.example", "_posts/2025-03-05-x-y.md", POST,
	  "https://a.example/2025/03/05/x-y.html" },
	{ "_config.yml", "url: https://a.example\npermalink: pretty", "_posts/2025-03-05-x-y.md",
	  SLUG, "https://a.example/big%20news/b/2025/03/05/given/" },
	{ "_config.yml", "url: https://a.example\npermalink: /:slugified_categories/:slug",
	  "zh_TW/_posts/2025-03-05-x.md", SLUG, "https://a.example/zh-tw/big-news/b/given" },
	{ "_config.yml", "url: https://a.example\npermalink: /:categories/:slug",
	  "zh_TW/_posts/2025-03-05-x.md", POST, "https://a.example/zh_tw/x" },
	{ "_config.yml", "url: https://a.example/\nbaseurl: /b/\npermalink: news/:title/",
	  "_posts/2025-03-05-x-y.md", POST, "https://a.example/b/news/x-y/" },
	{ "_config.yml", "url: https://a.example\npermalink: /:categories/:year/:month/:title/",
	  "en/news/_posts/2025-03-05-x.md", POST, "https://a.example/en/news/2025/03/x/" },
	{ "_config.yml",
	  "url: https://a.example\ndefaults:\n  - scope: {path: '', type: posts}\n"
	  "    values: {permalink: '/blog/:i_day-:i_month-:short_year/:slug'}",
	  "_posts/2025-03-05-X_y.md", POST, "https://a.example/blog/5-3-25/x-y" },
	{ "_config.yml", "url: https://a.example", "_posts/2025-03-05-x.md",
	  "---\npermalink: /own/\n---\nx\n", "https://a.example/own/" },
	{ "_config.yml", "url: https://a.example\ncollections:\n  news:\n    output: true",
	  "_news/x.md", POST, "https://a.example/news/x.html" },
	{ "_config.yml",
	  "url: https://a.example\npermalink: /p/:title/\ncollections:\n  news: {output: true}",
	  "_news/x.md", POST, "https://a.example/news/x/" },
	{ "_config.yml",
	  "url: https://a.example\npermalink: /p/:title\ncollections:\n  news: {output: true}",
	  "_news/x.md", POST, "https://a.example/news/x" },
	{ "_config.yml",
	  "url: https://a.example\ncollections_dir: c\ncollections:\n  news: {output: true}\n"
	  "defaults:\n- scope: {path: '', type: news}\n  values: {permalink: '/n/:title/'}",
	  "c/_news/x.md", POST, "https://a.example/n/x/" },
	{ "_config.yml", "url: http://localhost:4000", "_posts/2025-03-05-x.md", POST, NULL },
	{ "_config.yml", "domain: a.example", "_posts/2025-3-5-x.md", POST,
	  "https://a.example/2025/03/05/x.html" },
	{ "eleventy.config.js", "", "blog/2025-03-05-x.md", POST, NULL },
	{ "hugo.toml", "baseURL = '//a.example/'", "content/posts/My Post.md", POST,
	  "https://a.example/posts/my-post/" },
	{ "hugo.toml", "baseURL = 'https://a.example/s/'\n[permalinks]\nposts = '/:year/:title'",
	  "content/posts/x.md", POST, "https://a.example/s/2025/whats-on-in-z%C3%BCrich" },
	{ "hugo.toml", "baseURL = 'https://a.example'\ndisablePathToLower = true",
	  "content/posts/Big.md", POST, "https://a.example/posts/Big/" },
	{ "hugo.yaml", "baseURL: https://a.example\nuglyURLs: true", "content/posts/x/index.md",
	  SLUG, "https://a.example/posts/given.html" },
	{ "hugo.toml",
	  "baseURL = 'https://a.example'\ndefaultContentLanguage = 'en'\n[languages.de]\n"
	  "contentDir = './inhalt/'",
	  "inhalt/news/x.md", POST, "https://a.example/de/news/x/" },
	{ "hugo.toml",
	  "baseURL = 'https://a.example'\n[languages.en]\ncontentDir = 'content/english'",
	  "content/english/news/x.md", POST, "https://a.example/news/x/" },
	{ "hugo.toml", "baseURL = 'https://a.example'\n[languages.de]\nweight = 1",
	  "content/de/news/x.md", POST, "https://a.example/de/news/x/" },
	{ "config.toml", "base_url = 'https://a.example'", "content/b/2025-03-05_X Y.md", POST,
	  "https://a.example/b/x-y/" },
	{ "config.toml", "base_url = 'https://a.example'", "content/b/x.md",
	  "+++\ntitle = 't'\npath = '2025/03/05/Own'\n+++\nx\n",
	  "https://a.example/2025/03/05/Own/" },
	{ "pelicanconf.py", "SITEURL = u'https://a.example'", "content/x.md",
	  "Title: Ação já\nDate: 2025-03-05\n\nx\n", "https://a.example/acao-ja.html" },
	{ "pelicanconf.py",
	  "SITEURL = 'https://' + 'a.example'\n"
	  "ARTICLE_URL = '{date:%Y}/{date:%b}/{category}/{slug}/'",
	  "content/x.md", "Title: T\nDate: 2025-03-05\nCategory: Big News\n\nx\n",
	  "https://a.example/2025/Mar/big-news/t/" },
	{ "astro.config.mjs",
	  "export default defineConfig({ site: 'https://a.example', base: 'b' })",
	  "src/content/blog/X Y.md", POST, "https://a.example/b/blog/x-y/" },
	{ "docusaurus.config.ts",
	  "const c: Config = { url: 'https://a.example', baseUrl: '/p/' };\nexport default c;",
	  "blog/2025/03/05/x.md", POST, "https://a.example/p/blog/2025/03/05/x" },
	{ "docusaurus.config.js",
	  "module.exports = { url: 'https://a.example', plugins: "
	  "[['@docusaurus/plugin-content-blog', "
	  "{ id: 'n', path: './newsletter', routeBasePath: 'letters' }]] };",
	  "newsletter/12/index.mdx", POST, "https://a.example/letters/12" },
	{ "config.yml",
	  "\xEF\xBB\xBF"
	  "domain: a.example\nposts_url: /<year>/<title>/",
	  "_posts/2025-03-05-X-y.md", POST, "https://a.example/2025/x-y/" },
	{ "docusaurus.config.js",
	  "export default async function make() {\n  const url = process.env.U || "
	  "'https://a.example';\n  if (x) { return { url: 'no' }; }\n  return { url, baseUrl: '/' "
	  "};\n}",
	  "blog/2025-03-05-x.md", POST, "https://a.example/blog/2025/03/05/x" },
	{ "astro.config.mjs",
	  "export default defineConfig(({ mode }) => ({ site: 'https://a.example' }));",
	  "src/content/blog/x.md", POST, "https://a.example/blog/x/" },
	{ "x.lektorproject", "[project]\nurl = https://a.example\n", "content/blog/x/contents.lr",
	  "title: T\n---\npub_date: 2025-03-05\n---\nbody: x\n", "https://a.example/blog/x/" },
	{ "x.lektorproject", "[project]\nurl = https://a.example\n", "content/blog/x/contents.lr",
	  "title: T\n---\npub_date: 2025-03-05\n---\n_slug: own/way\n---\nbody: x\n",
	  "https://a.example/blog/own/way/" },
	{ "conf.py", "extensions = ['ablog']\nblog_baseurl = 'https://a.example'\n",
	  "news/2025/x/index.md",
	  "# T\n\n```{post} 2025-03-05\n:author: Jo \"Kelp\" Reef\n```\n\nx\n",
	  "https://a.example/news/2025/x/" },
	{ "astro.config.mjs", "export default { site: 'https://a.example' }",
	  "src/pages/blog/x/index.md", POST, "https://a.example/blog/x/" },
	{ "CNAME", "a.example\n", "news/x.md", POST, NULL },
	{ "nanoc.yaml", "base_url: https://a.example/2025", "content/news/2025-03-05-x.html", POST,
	  "https://a.example/2025/news/2025-03-05-x/" },
	{ "mkdocs.yml", "site_url: https://a.example", "docs/blog/posts/x.md", POST,
	  "https://a.example/blog/2025/03/05/whats-on-in-z%C3%BCrich/" },
	{ "package.json", "{\"homepage\": \"https://github.com/a/b#readme\"}",
	  "app/news/[slug]/x.md", POST, NULL },
	{ "package.json", "{\"homepage\": \"https://a.example\"}", "app/news/[slug]/x.md", POST,
	  "https://a.example/news/x" },
	{ "CNAME", "a.example\n", "news/x.md",
	  "---\ntitle: t\ndate: 2025-01-01\nurl: /u/\n---\nx\n", "https://a.example/u/" },
};

static int read_file(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const struct sample *sample = tree->context;

	(void)limit;
	(void)err;
	if (strcmp(tree->entries[i].path, sample->path) == 0)
		str_text(out, sample->text);
	else if (strcmp(tree->entries[i].path, sample->config) == 0 ||
		 strcmp(tree->entries[i].path, ".git/config") == 0)
		str_text(out, sample->settings);
	return 0;
}

/* `mark` is a third file, an empty one, or NULL. */
static char *url_of_three(const struct sample *sample, const char *mark,
			  const struct site_options *options)
{
	struct tree tree = { .read = read_file, .context = (void *)sample };
	struct post post;
	struct site *site;
	struct err why;
	char *url;

	tree_add(&tree, sample->config, 1, 1);
	if (mark)
		tree_add(&tree, mark, 1, 1);
	tree_add(&tree, sample->path, 1, 1);
	tree_sort(&tree);
	site = site_new(&tree, options, NULL);
	assert_int_equal(site_n_candidates(site), 1);
	assert_int_equal(site_read(site, site_candidate(site, 0), NULL, &post, &why), SITE_POST);
	url = post.url ? strdup(post.url) : NULL;
	post_release(&post);
	site_free(site);
	tree_release(&tree);
	return url;
}

static char *url_of(const struct sample *sample, const struct site_options *options)
{
	return url_of_three(sample, NULL, options);
}

static void test_generators(void **state)
{
	const struct site_options options = { .source = "test" };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *url = url_of(&samples[i], &options);

		if (!url != !samples[i].url || (url && strcmp(url, samples[i].url) != 0))
			print_message("# %s: %s\n", samples[i].config, samples[i].settings);
		if (samples[i].url) {
			assert_non_null(url);
			assert_string_equal(url, samples[i].url);
		} else {
			assert_null(url);
		}
		free(url);
	}
}

/* A site that lies below its repository's name is shown by the forge. */
static void test_pages(void **state)
{
	static const struct {
		const char *source, *config, *url;
	} pages[] = {
		{ "https://github.com/Ada/kelp", "baseurl: /kelp",
		  "https://ada.github.io/kelp/2025/03/05/x-y.html" },
		{ "https://gitlab.com/ada/kelp/-/tree/main/docs", "baseurl: kelp/", NULL },
		{ "https://github.com/ada/kelp", "baseurl: /other", NULL },
		{ "https://github.com/ada/kelp-two", "baseurl: /kelp", NULL },
		{ "https://github.com/ada/kelp", "title: x", NULL },
		{ "/home/me/x", "baseurl: /kelp\n#\turl = git@github.com:Ada/kelp.git\n",
		  "https://ada.github.io/kelp/2025/03/05/x-y.html" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		const struct site_options options = { .source = pages[i].source };
		const struct sample sample = { "_config.yml", pages[i].config,
					       "_posts/2025-03-05-x-y.md", POST, NULL };
		char *url = url_of_three(&sample, ".git/config", &options);

		if (!url != !pages[i].url)
			print_message("# %s\n", pages[i].source);
		assert_int_equal(!url, !pages[i].url);
		if (url)
			assert_string_equal(url, pages[i].url);
		free(url);
	}
}

/* What the user says of a source goes before what the site says. */
static void test_user(void **state)
{
	const struct site_options options = { .source = "test",
					      .url = "https://mine.example/sub",
					      .permalink = ":year/:title.html" };
	char *url = url_of(&samples[0], &options);

	(void)state;
	assert_string_equal(url, "https://mine.example/sub/2025/x-y.html");
	free(url);
}

static void test_dates(void **state)
{
	static const struct {
		const char *format, *expected;
	} formats[] = {
		{ "%Y-%m-%d", "2025-03-05" },
		{ "%-d.%-m.%y", "5.3.25" },
		{ "%A, %d %B", "Wednesday, 05 March" },
		{ "%a %b %e", "Wed Mar  5" },
		{ "%H:%M:%S %z", "23:30:00 -0500" },
		{ "%I:%M %p", "11:30 PM" },
		{ "%j %F %T", "064 2025-03-05 23:30:00" },
		{ "100%% %Q", "100% %Q" },
		{ "%", "%" },
	};
	struct when when;

	(void)state;
	assert_true(when_parse("2025-03-05T23:30:00-05:00", NULL, &when));
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		struct str out = { 0 };

		dates_format(&when, formats[i].format, &out);
		assert_string_equal(str_bytes(&out), formats[i].expected);
		str_release(&out);
	}
}

static void test_literals(void **state)
{
	static const struct {
		const char *code, *path, *expected;
		enum literal_language language;
	} codes[] = {
		{ "// a: 'no'\nexport default { a: 'b', c: [1, 'x'], d: { e: \"f\" } };", "d.e",
		  "f", LITERAL_SCRIPT },
		{ "const u = process.env.U || 'https://x.example';\nmodule.exports = { u };", "u",
		  "https://x.example", LITERAL_SCRIPT },
		{ "const f = () => {\n  if (x) return 'no';\n  return 'yes';\n};\n"
		  "export default g({ a: f() });",
		  "a", "yes", LITERAL_SCRIPT },
		{ "export const a: string = `b`;", "a", "b", LITERAL_SCRIPT },
		{ "export default { now: new Date(), a: 'b' }", "a", "b", LITERAL_SCRIPT },
		{ "module.exports = { a: 'x' + 'y', b: c ? 'd' : 'e' }", "a", "xy",
		  LITERAL_SCRIPT },
		{ "module.exports = { b: c ? 'd' : 'e' }", "b", "d", LITERAL_SCRIPT },
		{ "A = u'b'  # c\n", "A", "b", LITERAL_PYTHON },
		{ "B = 'x'\nif y:\n    B = 'z'\n", "B", "x", LITERAL_PYTHON },
		{ "A = os.getenv('A', 'b')", "A", "b", LITERAL_PYTHON },
		{ "C = ('a'\n     'b')\n", "C", "ab", LITERAL_PYTHON },
		{ "D = {'k': ('p', 'q')}\nE = D\n", "D.k", NULL, LITERAL_PYTHON },
		{ "F = f'{x}'\n", "F", NULL, LITERAL_PYTHON },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		struct value_tree tree = { .root = NULL };
		const struct value *value;

		literal_parse(codes[i].code, strlen(codes[i].code), codes[i].language, &tree);
		value = value_path(tree.root, codes[i].path);
		if (codes[i].expected) {
			if (!value || strcmp(value->text, codes[i].expected) != 0)
				print_message("# %s\n", codes[i].code);
			assert_non_null(value);
			assert_string_equal(value->text, codes[i].expected);
		} else {
			assert_true(!value || value->kind != VALUE_TEXT);
		}
		value_release(&tree);
	}
}

/* The slug_format of Lektor's models. */
static void test_lektor(void **state)
{
	static const struct {
		const char *rule, *url;
	} rules[] = {
		{ "{{ ((this.pub_date.year ~ '/' ~ this.pub_date.month ~ '/') if this.pub_date) ~ "
		  "this._id }}",
		  "https://a.example/blog/2025/3/x/" },
		{ "{{ this.pub_date.strftime('%Y/%m/%d') }}/{{ this.title|slugify }}",
		  "https://a.example/blog/2025/03/05/whats-on-in-z%C3%BCrich/" },
		{ "n/{{ this._id }}", "https://a.example/blog/n/x/" },
	};
	const struct site_options options = { .source = "test", .url = "https://a.example" };

	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		char model[300], *url;
		const struct sample sample = { "models/blog.ini", model,
					       "content/blog/x/contents.lr",
					       "title: What's On, in Zürich?\n---\npub_date: "
					       "2025-03-05\n---\nbody: x\n",
					       NULL };

		snprintf(model, sizeof(model), "[children]\nslug_format = %s\n", rules[i].rule);
		url = url_of_three(&sample, "x.lektorproject", &options);
		assert_non_null(url);
		assert_string_equal(url, rules[i].url);
		free(url);
	}
}

/* The pages that Astro shows posts with. */
static void test_routes(void **state)
{
	static const struct {
		const char *page, *path, *url;
	} routes[] = {
		{ "src/pages/blog/[...slug].astro", "src/content/blog/x.md",
		  "https://a.example/blog/x/" },
		{ "src/pages/blog/[slug]/index.astro", "src/content/blog/x/index.md",
		  "https://a.example/blog/x/" },
		{ "src/pages/[lang]/blog/[...slug].astro", "src/content/blog/es/x.md",
		  "https://a.example/es/blog/x/" },
		{ "src/pages/news/[year]/[slug].astro", "src/content/blog/x.md",
		  "https://a.example/blog/x/" },
		{ "src/pages/[year]/news/[slug].astro", "src/content/blog/x.md",
		  "https://a.example/2025/news/x/" },
		{ "src/pages/[planet]/news/[slug].astro", "src/content/blog/x.md",
		  "https://a.example/blog/x/" },
		{ "src/pages/blog/[page].astro", "src/content/posts/x.md",
		  "https://a.example/posts/x/" },
	};
	const struct site_options options = { .source = "test" };

	(void)state;
	for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++) {
		const struct sample sample = { "astro.config.mjs",
					       "export default { site: 'https://a.example' };",
					       routes[i].path, POST, NULL };
		char *url = url_of_three(&sample, routes[i].page, &options);

		assert_non_null(url);
		if (strcmp(url, routes[i].url) != 0)
			print_message("# %s\n", routes[i].page);
		assert_string_equal(url, routes[i].url);
		free(url);
	}
}

/* Where the settings do not say where the site is. */
static void test_homes(void **state)
{
	static const struct {
		const char *source, *name, *text, *expected;
	} homes[] = {
		{ "/home/me/2025.conf.example.org", "LICENSE", "",
		  "https://2025.conf.example.org" },
		{ "/home/me/2025.conf.example.org-main.tar.gz", "LICENSE", "",
		  "https://2025.conf.example.org" },
		{ "/home/me/2025.my-conf.example.org-gh-pages.zip", "LICENSE", "",
		  "https://2025.my-conf.example.org" },
		{ "/home/me/my-conf-site", "LICENSE", "", NULL },
		{ "https://git.example/ada/2025.conf.org/tree/main", "LICENSE", "",
		  "https://2025.conf.org" },
		{ "/home/me/site", "CNAME", "\nwww.a.example \n", "https://www.a.example" },
		{ "/home/me/site", "static/CNAME", "a.example", "https://a.example" },
		{ "/home/me/site", "tests/x/CNAME", "a.example", NULL },
		{ "/home/me/site", ".git/config",
		  "[remote \"origin\"]\n\turl = git@git.example:ada/ada.github.io.git\n",
		  "https://ada.github.io" },
		{ "/home/me/site", ".git/config",
		  "\turl = https://t:k@git.example/ada/node.js.git\n", NULL },
		{ "/home/me/socket.py", "LICENSE", "", NULL },
		{ "/home/me/site", "netlify.toml",
		  "[context.production.environment]\nURL = 'https://a.example'\n",
		  "https://a.example" },
		{ "/home/me/site", "package.json", "{\"homepage\": \"https://a.example/x\"}",
		  "https://a.example/x" },
		{ "/home/me/site", "package.json", "{\"homepage\": \"https://gitlab.com/a/b\"}",
		  NULL },
		{ "/home/me/site", "README.md",
		  "# Kelp Days\n\nBuilt with the website maker https://maker.example/.\n\n"
		  "This is the source of the (http://kelp.example/) website.\n",
		  "http://kelp.example" },
		{ "/home/me/site", "README.md", "# [Kelp](https://kelp.example)\n",
		  "https://kelp.example" },
		{ "/home/me/site", "README.md",
		  "Visit http://127.0.0.1:8000 or https://github.com/ada\n", NULL },
		{ "/home/me/site", "src/lib/rss.ts",
		  "import x from 'https://cdn.example/x';\nconst A = '/x';\n"
		  "export const SITE_URL = process.env.U ?? \"https://a.example\";\n",
		  "https://a.example" },
		{ "/home/me/site", "src/app/layout.tsx",
		  "export const metadata = { metadataBase: new URL('https://a.example/'), };",
		  "https://a.example" },
		{ "/home/me/site", "src/config.ts",
		  "fetch(config.siteUrl); const baseUrl = `${x}`;", NULL },
		{ "/home/me/site", "static/robots.txt",
		  "User-agent: *\nSitemap: https://a.example/sitemap.xml\n", "https://a.example" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(homes) / sizeof(*homes); i++) {
		const struct sample sample = { homes[i].name, homes[i].text,
					       "_posts/2025-03-05-x.md", POST, NULL };
		const struct site_options options = { .source = homes[i].source };
		char *url = url_of_three(&sample, "_config.yml", &options);
		char expected[200];

		snprintf(expected, sizeof(expected), "%s/2025/03/05/x.html",
			 homes[i].expected ? homes[i].expected : "");
		if (!url != !homes[i].expected || (url && strcmp(url, expected) != 0))
			print_message("# %s, %s: %s\n", homes[i].source, homes[i].name,
				      url ? url : "-");
		assert_int_equal(!url, !homes[i].expected);
		if (url)
			assert_string_equal(url, expected);
		free(url);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_generators), cmocka_unit_test(test_lektor),
		cmocka_unit_test(test_routes),     cmocka_unit_test(test_homes),
		cmocka_unit_test(test_pages),      cmocka_unit_test(test_user),
		cmocka_unit_test(test_dates),      cmocka_unit_test(test_literals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
