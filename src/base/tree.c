/* SPDX-License-Identifier: MIT */
#include "base/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

void tree_add(struct tree *tree, const char *path, int64_t size, int64_t mtime)
{
	tree->entries = mem_grow(tree->entries, tree->n_entries, sizeof(*tree->entries));
	tree->entries[tree->n_entries++] = (struct tree_entry){ .path = mem_string(path),
								.size = size,
								.mtime = mtime };
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct tree_entry *)a)->path, ((const struct tree_entry *)b)->path);
}

void tree_sort(struct tree *tree)
{
	if (tree->n_entries > 0)
		qsort(tree->entries, tree->n_entries, sizeof(*tree->entries), compare);
}

const struct tree_entry *tree_measured(struct tree *tree, size_t i)
{
	if (tree->entries[i].size < 0 && tree->measure)
		tree->measure(tree, i);
	return &tree->entries[i];
}

ptrdiff_t tree_find(const struct tree *tree, const char *path)
{
	const struct tree_entry *found = NULL;
	char *key = mem_string(path);

	if (tree->n_entries > 0)
		found = bsearch(&(struct tree_entry){ .path = key }, tree->entries, tree->n_entries,
				sizeof(*tree->entries), compare);
	free(key);
	return found ? found - tree->entries : -1;
}

int tree_read(struct tree *tree, const char *path, size_t limit, struct str *out, struct err *err)
{
	ptrdiff_t at = tree_find(tree, path);

	if (at < 0)
		return err_set(err, _("There is no file “%s”."), path);
	return tree->read(tree, (size_t)at, limit, out, err);
}

void tree_release(struct tree *tree)
{
	if (tree->release)
		tree->release(tree);
	for (size_t i = 0; i < tree->n_entries; i++)
		free(tree->entries[i].path);
	free(tree->entries);
	*tree = (struct tree){ 0 };
}
