/* SPDX-License-Identifier: MIT */
#include "post/generator.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "post/astro.h"
#include "post/docusaurus.h"
#include "post/eleventy.h"
#include "post/handmade.h"
#include "post/hexo.h"
#include "post/hugo.h"
#include "post/jekyll.h"
#include "post/lektor.h"
#include "post/mynt.h"
#include "post/nikola.h"
#include "post/pelican.h"
#include "post/sphinx.h"
#include "post/zola.h"

enum { DEEPEST = 3 }; /* folders above a mark */

static const struct generator generators[] = {
	{ "Hexo", GENERATOR_TAGS, hexo_is, hexo_read, hexo_place, hexo_address, NULL },
	{ "Jekyll", GENERATOR_TAGS, jekyll_is, jekyll_read, jekyll_place, jekyll_address, NULL },
	{ "Eleventy", GENERATOR_TAGS, eleventy_is, eleventy_read, eleventy_place, eleventy_address,
	  NULL },
	{ "Hugo", GENERATOR_SHORTCODES, hugo_is, hugo_read, hugo_place, hugo_address, NULL },
	{ "Zola", 0, zola_is, zola_read, zola_place, zola_address, NULL },
	{ "Pelican", GENERATOR_TAGS, pelican_is, pelican_read, pelican_place, pelican_address,
	  NULL },
	{ "Astro", 0, astro_is, astro_read, astro_place, astro_address, NULL },
	{ "Docusaurus", GENERATOR_MDX, docusaurus_is, docusaurus_read, docusaurus_place,
	  docusaurus_address, NULL },
	{ "Mynt", GENERATOR_TAGS, mynt_is, mynt_read, mynt_place, mynt_address, NULL },
	{ "Nikola", GENERATOR_SHORTCODES, nikola_is, nikola_read, nikola_place, nikola_address,
	  nikola_prepare },
	{ "Lektor", 0, lektor_is, lektor_read, lektor_place, lektor_address, lektor_prepare },
	{ "Sphinx", GENERATOR_TAGS, sphinx_is, sphinx_read, sphinx_place, sphinx_address,
	  sphinx_prepare },
	{ "handmade", GENERATOR_TAGS, handmade_is, handmade_read, discover_place, handmade_address,
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

/* Looks for one generator's marks in the whole tree. */
static void look(struct data *data, const struct generator *generator,
		 struct generator_site **sites, size_t *n)
{
	for (size_t i = 0; i < data->tree->n_entries; i++) {
		const char *path = data->tree->entries[i].path;

		if (slashes(path) > DEEPEST + 1 || !generator->is(data, path) ||
		    discover_skips(path))
			continue;
		char *folder = path_folder(path);

		if (str_ends(folder, "config/_default"))
			folder[strlen(folder) > 15 ? strlen(folder) - 16 : 0] = '\0';
		found(generator, folder, sites, n);
		free(folder);
	}
}

size_t generator_find(struct data *data, struct generator_site **sites)
{
	size_t n = 0;

	*sites = NULL;
	for (size_t i = 0; i < HANDMADE; i++)
		look(data, &generators[i], sites, &n);
	for (size_t i = 0; i < n; i++) {
		if (!*(*sites)[i].folder)
			goto out;
	}
	for (size_t i = 0; i < data->tree->n_entries; i++) {
		if (n > 0 || handmade_is(data, data->tree->entries[i].path)) {
			found(&generators[HANDMADE], "", sites, &n);
			break;
		}
	}
out:
	if (n)
		qsort(*sites, n, sizeof(**sites), by_depth);
	return n;
}
