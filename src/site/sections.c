/* SPDX-License-Identifier: MIT */
#include "site/sections.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "post/glance.h"
#include "settings/language.h"

enum { LEAST = 20, PER_CENT = 90 };

/* The path of the section: the first folder below the content's, or below a language's in it. The
 * caller frees. */
static char *section_of(const struct candidate *candidate)
{
	const struct settings *settings = candidate->settings;
	const char *path = settings->data->tree->entries[candidate->entry].path, *at = path;
	size_t len;

	at = path_below(at, settings->folder);
	len = strlen(settings->content);
	if (len && strncmp(at, settings->content, len) == 0 && at[len] == '/')
		at += len + 1;
	len = strcspn(at, "/");
	if (at[len] == '/' && language_is_declared(settings, at, len))
		at += len + 1;
	at += strcspn(at, "/");
	return mem_copy(path, (size_t)(at - path));
}

static bool has_date(struct tree *tree, size_t entry)
{
	struct front front;
	bool is_known;

	glance_front(tree, entry, &front);
	is_known = glance_date(&front, tree->entries[entry].path).is_known;
	front_release(&front);
	return is_known;
}

static bool look(const struct sections *sections, const char *section)
{
	const struct candidates *all = sections->candidates;
	size_t n = 0, dated = 0, len = strlen(section);

	for (size_t i = 0; i < all->n_items; i++) {
		struct tree *tree = all->items[i].settings->data->tree;
		const char *path = tree->entries[all->items[i].entry].path;

		if (all->items[i].place != DISCOVER_SECTION || strncmp(path, section, len) != 0 ||
		    path[len] != '/')
			continue;
		n++;
		dated += has_date(tree, all->items[i].entry);
	}
	return n >= LEAST && dated * 100 >= n * PER_CENT;
}

bool sections_hold_posts(struct sections *sections, const struct candidate *candidate)
{
	char *section = section_of(candidate);
	const char *known = map_find(&sections->known, section);

	if (!known) {
		known = look(sections, section) ? "yes" : "no";
		map_put(&sections->known, section, (char *)known);
	}
	free(section);
	return *known == 'y';
}

void sections_release(struct sections *sections)
{
	map_release(&sections->known);
}
