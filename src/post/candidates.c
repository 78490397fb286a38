/* SPDX-License-Identifier: MIT */
#include "post/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "post/generator.h"

/* Files of one folder that are left out for where they lie are told in one sentence. */
struct group {
	char *folder;
	size_t n;
};

struct finding {
	const struct settings *sites;
	size_t n_sites;
	const char *shown;
	const struct notes *notes;
	bool is_checkout; /* a plain folder, but with the files that checkouts have */
	struct group group;
};

const struct settings *candidates_site(const struct settings *sites, size_t n_sites,
				       const char *path)
{
	for (size_t i = 0; i < n_sites; i++) {
		size_t len = strlen(sites[i].folder);

		if (len == 0 || (strncmp(path, sites[i].folder, len) == 0 && path[len] == '/'))
			return &sites[i];
	}
	return NULL;
}

/* In a plain folder every text may be a post. */
static enum discover plain_place(const struct finding *finding, const char *path)
{
	if (!discover_is_text(path))
		return DISCOVER_NO;
	for (const char *at = path; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL) {
		if (*at == '.' || strncmp(at, "node_modules/", 13) == 0)
			return DISCOVER_NO;
		if (strncmp(at, "_drafts/", 8) == 0 || strncmp(at, "drafts/", 7) == 0)
			return DISCOVER_DRAFT;
	}
	if (*path_base(path) == '_')
		return DISCOVER_TEMPLATE;
	if (finding->is_checkout && discover_is_project(path))
		return DISCOVER_PROJECT;
	return DISCOVER_SURE;
}

static enum discover place(const struct finding *finding, const struct settings *site,
			   const char *path)
{
	if (!site->generator)
		return plain_place(finding, path);
	return site->generator->place(site, path + strlen(site->folder) + (*site->folder != '\0'));
}

static void tell_group(struct finding *finding)
{
	struct group *group = &finding->group;

	if (group->n)
		notes_add(finding->notes, NOTES_DETAIL,
			  ngettext("%zu file in “%s” is left out: posts do not lie there.",
				   "%zu files in “%s” are left out: posts do not lie there.",
				   group->n),
			  group->n, group->folder);
	free(group->folder);
	*group = (struct group){ 0 };
}

static void add_to_group(struct finding *finding, const char *path)
{
	char *whole = path_join(finding->shown, path), *folder = path_folder(whole);

	free(whole);
	if (!finding->group.folder || !str_equal(folder, finding->group.folder)) {
		tell_group(finding);
		finding->group.folder = folder;
		folder = NULL;
	}
	finding->group.n++;
	free(folder);
}

static void tell_one(const struct finding *finding, const char *whole, enum discover place)
{
	if (place == DISCOVER_DRAFT)
		notes_add(finding->notes, NOTES_DETAIL, _("“%s” is left out: it is a draft."),
			  whole);
	else if (place == DISCOVER_TEMPLATE)
		notes_add(finding->notes, NOTES_DETAIL,
			  _("“%s” is left out: its name starts with '_'."), whole);
	else
		notes_add(finding->notes, NOTES_DETAIL,
			  _("“%s” is left out: it is about the checkout, not of the site."), whole);
}

static void tell(struct finding *finding, const char *path, enum discover place)
{
	char *whole;

	if (!finding->notes)
		return;
	if (place != DISCOVER_NO) {
		whole = path_join(finding->shown, path);
		tell_one(finding, whole, place);
		free(whole);
	} else if (discover_is_markdown(path)) {
		add_to_group(finding, path);
	}
}

static bool is_checkout(const struct tree *tree)
{
	static const char *const starts[] = { "LICENSE",      "LICENCE",    "COPYING",
					      "CONTRIBUTING", ".gitignore", ".gitattributes",
					      ".git/",        ".github/",   ".gitlab-ci.yml",
					      "Makefile" };

	for (size_t i = 0; i < tree->n_entries; i++) {
		for (size_t j = 0; j < sizeof(starts) / sizeof(starts[0]); j++) {
			if (str_starts(tree->entries[i].path, starts[j]))
				return true;
		}
	}
	return false;
}

void candidates_find(struct candidates *candidates, const struct settings *sites, size_t n_sites,
		     const char *shown)
{
	const struct tree *tree = sites->data->tree;
	struct finding finding = { .sites = sites,
				   .n_sites = n_sites,
				   .shown = shown,
				   .notes = sites->data->notes,
				   .is_checkout = is_checkout(tree) };

	*candidates = (struct candidates){ 0 };
	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = tree->entries[i].path;
		const struct settings *site = candidates_site(sites, n_sites, path);
		enum discover where = site ? place(&finding, site, path) : DISCOVER_NO;

		if (where < DISCOVER_SURE) {
			tell(&finding, path, where);
			continue;
		}
		candidates->items = mem_grow(candidates->items, candidates->n_items,
					     sizeof(*candidates->items));
		candidates->items[candidates->n_items++] = (struct candidate){ i, site, where };
	}
	tell_group(&finding);
}

const struct candidate *candidates_of(const struct candidates *candidates, size_t entry)
{
	size_t low = 0, high = candidates->n_items;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (candidates->items[middle].entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return low < candidates->n_items && candidates->items[low].entry == entry
		       ? &candidates->items[low]
		       : NULL;
}

void candidates_release(struct candidates *candidates)
{
	free(candidates->items);
	*candidates = (struct candidates){ 0 };
}
