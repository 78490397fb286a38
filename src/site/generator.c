/* SPDX-License-Identifier: MIT */
#include "site/generator.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "site/astro.h"
#include "site/docusaurus.h"
#include "site/eleventy.h"
#include "site/franklin.h"
#include "site/handmade.h"
#include "site/hexo.h"
#include "site/hugo.h"
#include "site/jekyll.h"
#include "site/lektor.h"
#include "site/mynt.h"
#include "site/nikola.h"
#include "site/pelican.h"
#include "site/sphinx.h"
#include "site/zola.h"

enum { DEEPEST = 3 }; /* folders above a mark */

static const struct generator generators[] = {
	{ "Hexo", SETTINGS_TAGS, hexo_is, hexo_read, hexo_place, hexo_address, NULL, NULL },
	{ "Jekyll", SETTINGS_TAGS, jekyll_is, jekyll_read, jekyll_place, jekyll_address, NULL,
	  jekyll_complete },
	{ "Eleventy", SETTINGS_TAGS, eleventy_is, eleventy_read, eleventy_place, eleventy_address,
	  NULL, NULL },
	{ "Hugo", SETTINGS_SHORTCODES, hugo_is, hugo_read, hugo_place, hugo_address, NULL, NULL },
	{ "Zola", 0, zola_is, zola_read, zola_place, zola_address, NULL, NULL },
	{ "Pelican", SETTINGS_TAGS, pelican_is, pelican_read, pelican_place, pelican_address, NULL,
	  NULL },
	{ "Astro", 0, astro_is, astro_read, astro_place, astro_address, NULL, NULL },
	{ "Docusaurus", SETTINGS_MDX, docusaurus_is, docusaurus_read, docusaurus_place,
	  docusaurus_address, NULL, NULL },
	{ "Franklin", 0, franklin_is, franklin_read, franklin_place, franklin_address, NULL, NULL },
	{ "Mynt", SETTINGS_TAGS, mynt_is, mynt_read, mynt_place, mynt_address, NULL, NULL },
	{ "Nikola", SETTINGS_SHORTCODES, nikola_is, nikola_read, nikola_place, nikola_address,
	  nikola_prepare, NULL },
	{ "Lektor", 0, lektor_is, lektor_read, lektor_place, lektor_address, lektor_prepare, NULL },
	{ "Sphinx", SETTINGS_TAGS, sphinx_is, sphinx_read, sphinx_place, sphinx_address,
	  sphinx_prepare, NULL },
	{ "handmade", SETTINGS_TAGS, NULL, handmade_read, discover_place, handmade_address, NULL,
	  NULL },
};

enum { HANDMADE = sizeof(generators) / sizeof(generators[0]) - 1 };

static size_t slashes(const char *path)
{
	size_t n = 0;

	for (; *path; path++)
		n += *path == '/';
	return n;
}

static void found(const struct generator *generator, const char *folder,
		  struct generator_site **sites, size_t *n)
{
	for (size_t i = 0; i < *n; i++) {
		if (str_equal((*sites)[i].folder, folder))
			return;
	}
	*sites = mem_grow(*sites, *n, sizeof(**sites));
	(*sites)[*n] = (struct generator_site){ generator, mem_string(folder) };
	(*n)++;
}

static int by_depth(const void *a, const void *b)
{
	const char *x = ((const struct generator_site *)a)->folder;
	const char *y = ((const struct generator_site *)b)->folder;
	size_t depth = slashes(x) + (*x != '\0'), other = slashes(y) + (*y != '\0');

	return depth == other ? strcmp(x, y) : depth < other ? 1 : -1;
}

struct search {
	struct data *data;
	const char *below;
	bool is_around; /* for the sites that `below` is part of, else for those below it */
};

/* The folder of the site that the mark is one of. The caller frees. */
static char *folder_of(const char *mark)
{
	char *folder = path_folder(mark);

	if (str_ends(folder, "config/_default"))
		folder[strlen(folder) > 15 ? strlen(folder) - 16 : 0] = '\0';
	return folder;
}

/* Most files of most trees; Franklin's settings are the only Markdown that is a mark. */
static bool is_prose(const char *path)
{
	return str_ends(path, ".md") && !str_ends(path, "config.md");
}

/* Whether the file may be a mark of a site that is looked for. */
static bool may_be(const struct search *search, const char *path)
{
	const char *inner = path_below(path, search->below);
	bool is_above;
	char *folder;

	if (is_prose(path))
		return false;
	if (!search->is_around)
		return inner && slashes(inner) <= DEEPEST + 1 && !discover_skips(inner);
	folder = folder_of(path);
	is_above = path_below(search->below, folder) != NULL;
	free(folder);
	return is_above;
}

/* The files that may be marks, for all generators at once: a tree has many more. */
static size_t list_marks(const struct search *search, const char ***paths)
{
	const struct tree *tree = search->data->tree;
	size_t n = 0;

	*paths = NULL;
	for (size_t i = 0; i < tree->n_entries; i++) {
		if (!may_be(search, tree->entries[i].path))
			continue;
		*paths = mem_grow(*paths, n, sizeof(**paths));
		(*paths)[n++] = tree->entries[i].path;
	}
	return n;
}

static void look_for_all(const struct search *search, struct generator_site **sites, size_t *n)
{
	const char **marks;
	size_t n_marks = list_marks(search, &marks);

	for (size_t i = 0; i < HANDMADE; i++) {
		for (size_t j = 0; j < n_marks; j++) {
			char *folder;

			if (!generators[i].is(search->data, marks[j]))
				continue;
			folder = folder_of(marks[j]);
			found(&generators[i], folder, sites, n);
			free(folder);
		}
	}
	free(marks);
}

static bool has_top(const struct generator_site *sites, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!*sites[i].folder)
			return true;
	}
	return false;
}

/* What no generator's site is in: a site made by hand, or what lies around the others'. */
static void add_handmade(struct data *data, const char *below, struct generator_site **sites,
			 size_t *n)
{
	char *folder = *n ? NULL : handmade_find(data, below);

	if (folder)
		found(&generators[HANDMADE], folder, sites, n);
	else if (*n && !has_top(*sites, *n))
		found(&generators[HANDMADE], "", sites, n);
	free(folder);
}

size_t generator_find(struct data *data, const char *below, struct generator_site **sites)
{
	struct search search = { data, below, false };
	size_t n = 0;

	*sites = NULL;
	look_for_all(&search, sites, &n);
	search.is_around = n == 0 && *below;
	if (search.is_around)
		look_for_all(&search, sites, &n);
	add_handmade(data, below, sites, &n);
	if (n)
		qsort(*sites, n, sizeof(**sites), by_depth);
	return n;
}
