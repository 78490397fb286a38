/* SPDX-License-Identifier: MIT */
#include "site/handmade.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "post/dates.h"
#include "settings/discover.h"
#include "settings/language.h"

/* What stands on top of the source of a site or a program, and not of a folder of texts. */
static bool is_mark(const char *name)
{
	static const char *const marks[] = {
		"package.json",     "Gemfile",        "requirements.txt", "pyproject.toml",
		"manage.py",        "setup.py",       "Cargo.toml",       "go.mod",
		"composer.json",    "conf.py",        "mkdocs.yml",       "book.toml",
		"gatsby-config.js", "next.config.js", "next.config.mjs",  "nuxt.config.ts",
		"svelte.config.js", "vite.config.ts", "vite.config.js",   "CNAME",
		"netlify.toml",     "vercel.json",    "deno.json",        "Package.swift",
		"config.rb",        "quarto.yml",     "_quarto.yml",      "config.yml",
		"nanoc.yaml",       "nanoc.yml",      "metalsmith.json",  "_cobalt.yml",
		"site.hs",          "mix.exs",        "gulpfile.js",      "Gruntfile.js",
		"antora.yml",       "wp-config.php",  "shard.yml",        "stack.yaml",
		"pom.xml",          "build.gradle",   "build.sbt",        "deps.edn",
		"project.clj",      "flake.nix",      "Dockerfile",       "docker-compose.yml",
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (str_equal(name, marks[i]))
			return true;
	}
	return false;
}

/* Whether there is news in the folder, with other texts beside it: else its folder may be all that
 * somebody wrote. */
static bool has_news_and_pages(const struct tree *tree, const char *folder)
{
	bool has_news = false, has_pages = false;

	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = path_below(tree->entries[i].path, folder);

		if (!path || !discover_is_markdown(path) || discover_skips(path) ||
		    discover_is_project(path))
			continue;
		if (discover_in_news(path))
			has_news = true;
		else
			has_pages = true;
	}
	return has_news && has_pages;
}

static bool has_news_below(const struct tree *tree, const char *folder)
{
	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = tree->entries[i].path;

		if (path_below(path, folder) && discover_in_news(path) && discover_is_text(path))
			return true;
	}
	return false;
}

static bool has_marks(const struct tree *tree, const char *folder)
{
	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = path_below(tree->entries[i].path, folder);

		if (path && is_mark(path))
			return true;
	}
	return discover_is_checkout(tree, folder) && has_news_and_pages(tree, folder);
}

/* The folder that holds everything in the tree, as in most archives; NULL where there is none. The
 * caller frees. */
static char *only_folder(const struct tree *tree)
{
	const char *first = tree->n_entries > 0 ? tree->entries[0].path : "";
	char *folder = mem_copy(first, strcspn(first, "/"));
	bool holds_all = *folder && strlen(folder) < strlen(first);

	for (size_t i = 0; holds_all && i < tree->n_entries; i++)
		holds_all = path_below(tree->entries[i].path, folder) != NULL;
	if (holds_all)
		return folder;
	free(folder);
	return NULL;
}

char *handmade_find(struct data *data, const char *below)
{
	char *only;

	if (has_marks(data->tree, below))
		return mem_string(below);
	if (*below)
		return has_news_below(data->tree, below) && has_marks(data->tree, "")
			       ? mem_string("")
			       : NULL;
	only = only_folder(data->tree);
	if (only && has_marks(data->tree, only))
		return only;
	free(only);
	return NULL;
}

/* Files of settings that say the address and the title, and where in them. */
static const struct {
	const char *name; /* without its extension */
	const char *address, *title;
} configs[] = {
	{ "gatsby-config", "siteMetadata.siteUrl", "siteMetadata.title" },
	{ "gatsby-config", "siteMetadata.url", "siteMetadata.title" },
	{ "next-sitemap.config", "siteUrl", "title" },
	{ "nuxt.config", "site.url", "site.name" },
	{ "mkdocs", "site_url", "site_name" },
	{ "nanoc", "base_url", "title" },
	{ "_quarto", "website.site-url", "website.title" },
	{ "antora-playbook", "site.url", "site.title" },
	{ "site.config", "url", "title" },
	{ "site.config", "siteUrl", "name" },
	{ "site", "url", "title" },
	{ "siteConfig", "url", "title" },
	{ "config", "url", "title" },
	{ "config", "locals.url", "locals.name" },
	{ "config", "siteUrl", "title" },
	{ "config", "base_url", "title" },
	{ "data/siteMetadata", "siteUrl", "title" },
	{ "src/config", "url", "title" },
	{ "src/site.config", "url", "title" },
	{ ".vitepress/config", "sitemap.hostname", "title" },
	{ "docs/.vitepress/config", "sitemap.hostname", "title" },
};

/* VitePress says apart from the address where on its host the site begins. */
static const struct value *vitepress(const struct settings *settings)
{
	static const char *const places[] = { ".vitepress/config", "docs/.vitepress/config" };
	const struct value *values = NULL;

	for (size_t i = 0; i < 2 && !values; i++)
		values = data_named(settings->data, settings->folder, places[i]);
	return values;
}

void handmade_read(struct settings *settings)
{
	for (size_t i = 0; i < sizeof(configs) / sizeof(configs[0]); i++) {
		const struct value *values = data_named(settings->data, settings->folder,
							configs[i].name);

		if (!settings->address)
			settings_set_address(settings,
					     settings_first(values, &configs[i].address, 1));
		if (!settings->title)
			settings_set(&settings->title,
				     settings_first(values, &configs[i].title, 1));
	}
	settings->own = vitepress(settings);
	settings_set(&settings->base, value_text(settings->own, "base"));
	settings_set(&settings->lang, value_text(settings->own, "lang"));
}

/* The folder of a route "news/[slug]/page.tsx" or "news/[slug].vue": its last name; len 0 where the
 * path is none, or one of tags and other listings. */
static const char *route_in(const char *path, size_t *len)
{
	static const char *const posts[] = { "[slug",    "[...slug", "[id",    "[post", "[...post",
					     "[article", "[news",    "[...id", "[name" };
	const char *at = strstr(path, "/["), *start = at;

	*len = 0;
	for (size_t i = 0; at && i < sizeof(posts) / sizeof(posts[0]); i++) {
		if (!str_starts(at + 1, posts[i]))
			continue;
		while (start > path && start[-1] != '/')
			start--;
		*len = (size_t)(at - start);
	}
	return start;
}

/* The route that shows what lies in that folder: one that is called so, or else the only one that
 * is called like news. Borrowed from the tree. */
static const char *find_route(const struct settings *settings, const char *folder, size_t *len)
{
	const struct tree *tree = settings->data->tree;
	const char *only = NULL, *route;
	size_t only_len = 0, found, want = *len;
	bool is_one = true, has_mark = *folder == '_';

	folder += has_mark;
	want -= has_mark;
	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = path_below(tree->entries[i].path, settings->folder);

		route = path ? route_in(path, &found) : NULL;
		if (!route || !found || !discover_is_news_folder(route, found))
			continue;
		*len = found;
		if (found == want && strncmp(route, folder, want) == 0)
			return route;
		is_one &= !only || (only_len == found && strncmp(only, route, found) == 0);
		only = route;
		only_len = found;
	}
	*len = only_len;
	return is_one ? only : NULL;
}

/* Programs that make a page's path of its file's: the settings that show them, the folder beside
 * those that their pages are in, what a path ends with. */
static const struct {
	const char *mark; /* without its extension */
	const char *folder, *end;
} programs[] = {
	{ "next.config", "pages", "" },
	{ "next.config", "src/pages", "" },
	{ "nanoc", "content", "/" },
	{ "nuxt.config", "content", "" },
	{ "mkdocs", "docs", "/" },
	{ "go", "_content", "" },
	{ "_quarto", "", ".html" },
	{ "_cobalt", "", ".html" },
	{ "gridsome.config", "content", "/" },
	{ "Package", "Content", "" },
	{ "site", "", ".html" },
	{ ".vitepress/config", "", ".html" },
};

static bool has_file(const struct tree *tree, const char *folder, const char *stem)
{
	static const char *const ends[] = { ".js",   ".mjs", ".ts",    ".mts", ".yml",
					    ".yaml", ".mod", ".swift", ".hs" };
	bool is_there = false;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) && !is_there; i++) {
		struct str name = { 0 };

		str_format(&name, "%s%s%s%s", folder, *folder ? "/" : "", stem, ends[i]);
		is_there = tree_find(tree, str_bytes(&name)) >= 0;
		str_release(&name);
	}
	return is_there;
}

/* The post's path below the folder of pages, where the settings stand beside that; or NULL. */
static const char *below_pages(const struct settings *settings, const char *path, size_t program)
{
	const char *folder = programs[program].folder;

	for (const char *at = path; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL) {
		const char *inner = path_below(at, folder);
		char *outer = mem_copy(path, at > path ? (size_t)(at - path - 1) : 0);
		char *place = *outer ? settings_path(settings, outer)
				     : mem_string(settings->folder);
		bool is_there = inner &&
				has_file(settings->data->tree, place, programs[program].mark);

		free(place);
		free(outer);
		if (is_there)
			return inner;
	}
	return NULL;
}

/* MkDocs' blog has its posts in posts/, and their pages by their dates. */
static bool add_dated(const struct page *page, const char *below, struct str *out)
{
	const char *posts = strstr(below, "/posts/");
	char *name;

	if (!posts || !page->post->published.is_known)
		return false;
	str_format(out, "/%.*s/", (int)(posts - below), below);
	dates_format(&page->post->published, "%Y/%m/%d/", out);
	name = permalink_name(page->path, false);
	permalink_slug(page->post->slug    ? page->post->slug
		       : page->post->title ? page->post->title
					   : name,
		       false, out);
	str_byte(out, '/');
	free(name);
	return true;
}

/* Nuxt sorts by numbers that addresses do not have: blog/1.first. */
static char *without_numbers(const char *path)
{
	size_t len = strlen(path) - strlen(path_extension(path));
	struct str out = { 0 };

	for (size_t i = 0; i < len; i++) {
		size_t digits = i == 0 || path[i - 1] == '/' ? strspn(path + i, "0123456789") : 0;

		if (digits && digits < 4 && path[i + digits] == '.')
			i += digits;
		else
			str_byte(&out, path[i]);
	}
	str_text(&out, "");
	return str_take(&out);
}

static void by_program(const struct settings *settings, const struct page *page, struct str *out)
{
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]) && !out->len; i++) {
		const char *below = below_pages(settings, page->path, i);
		char *bare;

		if (!below ||
		    (str_equal(programs[i].mark, "mkdocs") && add_dated(page, below, out)))
			continue;
		bare = without_numbers(below);
		if (str_ends(bare, "/index"))
			bare[strlen(bare) - 6] = '\0';
		str_format(out, "/%s%s", bare,
			   value_truth(settings->own, "cleanUrls", false) ? "" : programs[i].end);
		free(bare);
	}
}

/* Many programs have one page for all posts of a folder. */
static void by_route(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *at = page->path, *slash, *route;
	char *name;

	for (; !out->len && (slash = strchr(at, '/')); at = slash + 1) {
		size_t len = (size_t)(slash - at);

		if (!discover_is_news_folder(at, len))
			continue;
		route = find_route(settings, at, &len);
		if (!route)
			continue;
		name = permalink_name(page->path, true);
		name[strlen(name) - language_suffix(settings, name)] = '\0';
		str_format(out, "/%.*s/%s", (int)len, route,
			   page->post->slug ? page->post->slug : name);
		free(name);
	}
}

/* Where nobody says how the pages are called, they have no address. */
void handmade_address(const struct settings *settings, const struct page *page, struct str *out)
{
	static const char *const keys[] = { "permalink", "url" };
	const char *written = settings_first(page->front, keys, 2);

	if (written && *written == '/')
		str_text(out, written);
	if (!out->len)
		by_route(settings, page, out);
	if (!out->len)
		by_program(settings, page, out);
}
