/* SPDX-License-Identifier: MIT */
#include "settings/discover.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/path.h"
#include "base/str.h"

static bool in_table(const char *const *table, size_t n, const char *text, size_t len)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(table[i]) == len && strncasecmp(table[i], text, len) == 0)
			return true;
	}
	return false;
}

bool discover_is_markdown(const char *path)
{
	static const char *const kinds[] = { ".md",   ".markdown", ".mdown", ".mkd",
					     ".mkdn", ".mkdown",   ".mdx",   ".mdwn" };
	const char *extension = path_extension(path);

	return in_table(kinds, sizeof(kinds) / sizeof(kinds[0]), extension, strlen(extension));
}

bool discover_is_text(const char *path)
{
	static const char *const kinds[] = { ".html", ".htm", ".txt", ".rst", ".textile", ".adoc" };
	const char *extension = path_extension(path);

	return discover_is_markdown(path) ||
	       in_table(kinds, sizeof(kinds) / sizeof(kinds[0]), extension, strlen(extension));
}

/* Folders that hold no texts of a site, wherever they lie. */
static bool is_foreign(const char *name, size_t len)
{
	static const char *const foreign[] = {
		"node_modules", "_site",     "_static",     "layouts",       "_layouts",
		"_includes",    "includes",  "templates",   "archetypes",    "_data",
		"example",      "examples",  "exampleSite", "site_template", "scaffolds",
		"_templates",   "__tests__", "_build",
	};

	return *name == '.' || (len > 7 && strncmp(name, "_static", 7) == 0) ||
	       in_table(foreign, sizeof(foreign) / sizeof(foreign[0]), name, len);
}

/* Folders of programs: below a folder of news they are what posts are sorted by. */
static bool is_of_program(const char *name, size_t len)
{
	static const char *const programs[] = {
		"vendor", "dist",   "build", "out",   "public", "static",   "assets",
		"theme",  "themes", "test",  "tests", "spec",   "fixtures", "features",
	};

	return in_table(programs, sizeof(programs) / sizeof(programs[0]), name, len);
}

/* Folders of what is served as it is: posts that a page fetches lie there, too (static/blog/x.md).
 */
static bool is_served(const char *name, size_t len)
{
	static const char *const served[] = { "static", "public", "assets" };

	return in_table(served, sizeof(served) / sizeof(served[0]), name, len);
}

static bool is_drafts(const char *name, size_t len)
{
	static const char *const drafts[] = { "draft", "drafts", "_drafts", "_draft" };

	return in_table(drafts, sizeof(drafts) / sizeof(drafts[0]), name, len);
}

bool discover_is_news_folder(const char *name, size_t len)
{
	static const char *const news[] = {
		"post",
		"posts",
		"_posts",
		"blog",
		"blogs",
		"blogpost",
		"blogposts",
		"blog-post",
		"blog-posts",
		"weblog",
		"news",
		"newsitems",
		"news-items",
		"newsposts",
		"newsroom",
		"article",
		"articles",
		"newsletter",
		"newsletters",
		"announcement",
		"announcements",
		"updates",
		"journal",
		"noticias",
		"novedades",
		"anuncios",
		"articulos",
		"artigos",
		"actualites",
		"nouvelles",
		"nachrichten",
		"neuigkeiten",
		"aktuelles",
		"beitraege",
		"artikel",
		"notizie",
		"articoli",
		"nieuws",
		"nyheter",
		"nyheder",
		"uutiset",
		"aktualnosci",
		"novinky",
		"aktuality",
		"hirek",
		"novosti",
		"haberler",
		"stiri",
		"docusaurus-plugin-content-blog",
	};

	if (len > 30 && strncmp(name, "docusaurus-plugin-content-blog-", 31) == 0)
		return true;
	return in_table(news, sizeof(news) / sizeof(news[0]), name, len);
}

bool discover_in_news(const char *path)
{
	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		if (discover_is_news_folder(path, (size_t)(slash - path)))
			return true;
	}
	return false;
}

static size_t digits(const char *text, size_t most)
{
	size_t n = 0;

	while (n < most && isdigit((unsigned char)text[n]))
		n++;
	return n;
}

bool discover_has_date(const char *name)
{
	size_t month, day;

	/* A year of the web: talks are kept as posts of the year 200, too. */
	if (digits(name, 5) != 4 || name[4] != '-' || strncmp(name, "1990", 4) < 0 ||
	    strncmp(name, "2100", 4) > 0)
		return false;
	month = digits(name + 5, 3);
	if (month < 1 || month > 2 || name[5 + month] != '-')
		return false;
	day = digits(name + 6 + month, 3);
	return day >= 1 && day <= 2 && name[6 + month + day] &&
	       strchr("-_.", name[6 + month + day]);
}

static bool is_upper(const char *name, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (islower((unsigned char)name[i]))
			return false;
	}
	return len > 0;
}

bool discover_is_project(const char *path)
{
	static const char *const always[] = {
		"readme",         "contributing", "changelog",       "license",
		"licence",        "copying",      "code_of_conduct", "pull_request_template",
		"issue_template",
	};
	static const char *const shouted[] = {
		"CHANGES",       "CODE-OF-CONDUCT", "SECURITY",     "SUPPORT",       "MAINTAINERS",
		"GOVERNANCE",    "AUTHORS",         "AGENTS",       "EDITORS_GUIDE", "TODO",
		"HISTORY",       "RELEASE_NOTES",   "CONTRIBUTORS", "CODEOWNERS",    "TRANSLATION",
		"DOCUMENTATION", "NOTES",
	};
	const char *name = path_base(path);
	size_t len = strcspn(name, ". ");
	const char *dash = memchr(name, '-', len);

	/* license.md in a folder of news may be news; LICENSE.md and readme.md are not. */
	if (in_table(always, sizeof(always) / sizeof(always[0]), name, len))
		return is_upper(name, len) || in_table(always, 1, name, len) ||
		       !discover_in_news(path);
	if (is_upper(name, len) &&
	    in_table(shouted, sizeof(shouted) / sizeof(shouted[0]), name, len))
		return true;
	return dash && is_upper(name, (size_t)(dash - name)) &&
	       in_table(always, sizeof(always) / sizeof(always[0]), name, (size_t)(dash - name));
}

bool discover_is_checkout(const struct tree *tree, const char *folder)
{
	static const char *const starts[] = { "LICENSE",      "LICENCE",    "COPYING",
					      "CONTRIBUTING", ".gitignore", ".gitattributes",
					      ".git/",        ".github/",   ".gitlab-ci.yml",
					      "Makefile" };

	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = path_below(tree->entries[i].path, folder);

		for (size_t j = 0; path && j < sizeof(starts) / sizeof(starts[0]); j++) {
			if (str_starts(path, starts[j]))
				return true;
		}
	}
	return false;
}

bool discover_is_listing(const char *path)
{
	const char *name = path_base(path), *end = name > path ? name - 1 : path, *start = end;

	while (start > path && start[-1] != '/')
		start--;
	return str_starts(name, "index.") && discover_is_news_folder(start, (size_t)(end - start));
}

static bool is_page(const char *path)
{
	static const char *const pages[] = { "404", "_index", "index.html", "index.htm",
					     "index.rst" };
	const char *name = path_base(path);
	size_t stem = strcspn(name, ".");

	return in_table(pages, 2, name, stem) || in_table(pages + 2, 3, name, strlen(name)) ||
	       discover_is_listing(path);
}

/* '_' starts the name of what a generator keeps for itself; but WordPress writes __trashed. */
static bool is_kept_back(const char *name, size_t len)
{
	static const char *const shown[] = { "_posts", "_content" };

	if (*name != '_' || in_table(shown, 2, name, len))
		return false;
	return len < 3 || name[1] != '_' || (name[len - 1] == '_' && name[len - 2] == '_');
}

struct folders {
	bool is_skipped, is_draft, is_kept_back, is_news;
};

static void walk(const char *path, struct folders *folders)
{
	const char *slash;

	*folders = (struct folders){ false };
	for (; (slash = strchr(path, '/')); path = slash + 1) {
		size_t len = (size_t)(slash - path);

		folders->is_skipped |= is_foreign(path, len) ||
				       (!folders->is_news && is_of_program(path, len));
		folders->is_draft |= is_drafts(path, len);
		folders->is_kept_back |= is_kept_back(path, len);
		folders->is_news |= discover_is_news_folder(path, len);
	}
}

bool discover_skips(const char *path)
{
	struct folders folders;

	walk(path, &folders);
	return folders.is_skipped;
}

/* HTML is mostly pages and templates: only a name with a date speaks for a post. */
static bool may_be_post(const char *path)
{
	return discover_is_markdown(path) || str_equal(path_extension(path), ".rst") ||
	       (discover_is_text(path) && discover_has_date(path_base(path)));
}

/* The path below a folder of what is served where news lies in it; else the path itself. */
static const char *below_served(const char *path)
{
	size_t len = strcspn(path, "/"), news;
	const char *below = path[len] ? path + len + 1 : "";

	news = strcspn(below, "/");
	return is_served(path, len) && below[news] && discover_is_news_folder(below, news) &&
			       discover_is_markdown(path)
		       ? below
		       : path;
}

/* content/ may hold news alone where no folder is called so. */
static bool is_flat_content(const char *path)
{
	const char *name = path_below(path, "content");

	return name && !strchr(name, '/') && discover_is_markdown(name);
}

enum discover discover_place(const struct settings *settings, const char *path)
{
	struct folders folders;

	(void)settings;
	path = below_served(path);
	if (!may_be_post(path))
		return DISCOVER_NO;
	walk(path, &folders);
	if (folders.is_skipped || *path_base(path) == '.')
		return DISCOVER_NO;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	if (folders.is_draft)
		return DISCOVER_DRAFT;
	if (is_page(path))
		return DISCOVER_NO;
	if (*path_base(path) == '_')
		return folders.is_news ? DISCOVER_TEMPLATE : DISCOVER_NO;
	if (folders.is_kept_back)
		return DISCOVER_NO;
	if (folders.is_news)
		return DISCOVER_DATED;
	return is_flat_content(path) ? DISCOVER_SECTION : DISCOVER_NO;
}
