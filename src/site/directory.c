/* SPDX-License-Identifier: MIT */
#include "site/directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "text/fold.h"
#include "text/url.h"

struct search {
	const struct directory *directory;
	struct map wanted; /* canonical addresses; those that were found are marked so */
	struct map slugs;  /* their last names, folded */
	size_t n_left;
	void (*visit)(void *context, size_t entry);
	void *context;
};

static char is_wanted, was_found;

bool directory_is_page(const char *path)
{
	static const char *const extensions[] = { ".md",   ".markdown", ".mdx",
						  ".html", ".mdown",    ".mkd" };

	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		if (str_equal_folded(path_extension(path), extensions[i]))
			return true;
	}
	return false;
}

/* The file that an address below the root is, or -1. */
static ptrdiff_t file_at(const struct directory *directory, const char *address)
{
	char *root = directory->root ? url_decode(directory->root) : NULL;
	char *plain = url_decode(address);
	size_t len = root ? strlen(root) : 0;
	ptrdiff_t entry = -1;

	while (len > 0 && root[len - 1] == '/')
		len--;
	if (len > 0 && strncmp(plain, root, len) == 0 && plain[len] == '/')
		entry = tree_find(directory->tree, plain + len + 1);
	free(plain);
	free(root);
	return entry >= 0 && directory_is_page(directory->tree->entries[entry].path) ? entry : -1;
}

static void want(struct search *search, const char *address)
{
	char *plain = mem_copy(address, strcspn(address, "#?"));
	char *canonical = url_canonical(plain), *slug = path_stem(canonical);
	char *folded = fold_copy(slug);
	ptrdiff_t entry = file_at(search->directory, plain);

	if (!map_find(&search->wanted, canonical)) {
		map_put(&search->wanted, canonical, entry < 0 ? &is_wanted : &was_found);
		search->n_left += entry < 0;
		if (entry >= 0)
			search->visit(search->context, (size_t)entry);
		if (*folded)
			map_put(&search->slugs, folded, &is_wanted);
	}
	free(folded);
	free(slug);
	free(canonical);
	free(plain);
}

/* Whether a file's name speaks for its being one of the pages: venue.md, venue/index.md. */
static bool is_named(const struct search *search, const char *path)
{
	char *stem = path_stem(path), *folder = path_folder(path);
	char *name = fold_copy(str_equal_folded(stem, "index") ? path_base(folder) : stem);
	bool is = map_find(&search->slugs, name) != NULL;

	free(name);
	free(folder);
	free(stem);
	return is;
}

static void look(struct search *search, size_t entry)
{
	const struct directory *directory = search->directory;
	char *url = directory->url_of(directory->context, directory->tree->entries[entry].path);
	char *canonical = url ? url_canonical(url) : NULL;

	if (canonical && map_find(&search->wanted, canonical) == &is_wanted) {
		map_put(&search->wanted, canonical, &was_found);
		search->n_left--;
		search->visit(search->context, entry);
	}
	free(canonical);
	free(url);
}

/* Among the files whose names speak for it, or among the others. */
static void look_through(struct search *search, bool is_by_name)
{
	const struct tree *tree = search->directory->tree;

	for (size_t i = 0; i < tree->n_entries && search->n_left > 0; i++) {
		const char *path = tree->entries[i].path;

		if (directory_is_page(path) && is_named(search, path) == is_by_name)
			look(search, i);
	}
}

void directory_find(const struct directory *directory, const struct strings *addresses,
		    void (*visit)(void *context, size_t entry), void *context)
{
	struct search search = { .directory = directory, .visit = visit, .context = context };

	for (size_t i = 0; i < addresses->n_items; i++)
		want(&search, addresses->items[i]);
	look_through(&search, true);
	if (directory->tree->n_entries <= directory->most)
		look_through(&search, false);
	map_release(&search.wanted);
	map_release(&search.slugs);
}
