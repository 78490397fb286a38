/* SPDX-License-Identifier: MIT */
#include "site/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "site/generator.h"

/* Files of one folder that are left out for where they lie are told in one sentence. */
struct group {
	char *folder;
	size_t n;
};

struct finding {
	const struct candidates_search *search;
	const struct tree *tree;
	const struct notes *notes; /* NULL to tell nothing */
	bool is_checkout;          /* a plain folder, but with the files that checkouts have */
	bool is_plain;             /* whatever the site says */
	struct group group;
};

const struct settings *candidates_site(const struct settings *sites, size_t n_sites,
				       const char *path)
{
	for (size_t i = 0; i < n_sites; i++) {
		if (path_below(path, sites[i].folder))
			return &sites[i];
	}
	return NULL;
}

/* In a plain folder every text may be a post; the path is below that folder. */
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

static enum discover place(const struct finding *finding, const struct candidate *candidate,
			   const char *path)
{
	const struct settings *site = candidate->settings;

	if (candidate->is_plain)
		return plain_place(finding, path_below(path, finding->search->below));
	return site->generator->place(site, path_below(path, site->folder));
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
	char *whole = path_join(finding->search->shown, path), *folder = path_folder(whole);

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
		whole = path_join(finding->search->shown, path);
		tell_one(finding, whole, place);
		free(whole);
	} else if (discover_is_markdown(path)) {
		add_to_group(finding, path);
	}
}

static void visit(struct finding *finding, size_t entry, struct candidates *candidates)
{
	const char *path = finding->tree->entries[entry].path;
	struct candidate found = { .entry = entry };

	found.settings = candidates_site(finding->search->sites, finding->search->n_sites, path);
	if (!found.settings || !path_below(path, finding->search->below))
		return;
	found.is_plain = finding->is_plain || !found.settings->generator;
	found.place = place(finding, &found, path);
	if (found.place < DISCOVER_SURE) {
		tell(finding, path, found.place);
		return;
	}
	candidates->items = mem_grow(candidates->items, candidates->n_items,
				     sizeof(*candidates->items));
	candidates->items[candidates->n_items++] = found;
}

static void find(struct finding *finding, struct candidates *candidates)
{
	*candidates = (struct candidates){ 0 };
	for (size_t i = 0; i < finding->tree->n_entries; i++)
		visit(finding, i, candidates);
	tell_group(finding);
}

void candidates_find_all(struct candidates *candidates, const struct candidates_search *search)
{
	const struct candidates_search all = { search->sites, search->n_sites, search->shown, "" };

	find(&(struct finding){ .search = &all, .tree = search->sites->data->tree }, candidates);
}

void candidates_find(struct candidates *candidates, const struct candidates_search *search)
{
	const struct data *data = search->sites->data;
	struct finding finding = { .search = search,
				   .tree = data->tree,
				   .is_checkout = discover_is_checkout(data->tree, search->below) };

	if (*search->below) {
		find(&finding, candidates);
		finding.is_plain = candidates->n_items == 0;
		candidates_release(candidates);
	}
	finding.notes = data->notes;
	find(&finding, candidates);
}

void candidates_copy(struct candidates *to, const struct candidates *from)
{
	*to = (struct candidates){ .n_items = from->n_items };
	if (from->n_items == 0)
		return;
	to->items = mem_alloc(from->n_items, sizeof(*to->items));
	memcpy(to->items, from->items, from->n_items * sizeof(*to->items));
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
