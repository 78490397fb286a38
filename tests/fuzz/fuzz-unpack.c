/* SPDX-License-Identifier: MIT */
/* Any bytes as an archive: what comes out has a name that stays inside, and bytes that can be read.
 */
#include <assert.h>
#include <string.h>

#include "base/str.h"
#include "format/unpack.h"
#include "fuzz.h"

static void check_path(const char *path)
{
	assert(*path && *path != '/' && !str_ends(path, "/"));
	assert(strcmp(path, "..") != 0 && !str_starts(path, "../") && !strstr(path, "/../") &&
	       !str_ends(path, "/.."));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct unpack_rule rule = {
		.entries = 100, .bytes = 1 << 20, .kept = 1 << 18, .of_one = 1 << 16, .ratio = 50
	};
	const struct unpack_input input = { .bytes = (const char *)bytes, .len = len };
	struct tree tree = { 0 };
	struct err err;

	if (len == 0 || unpack_tree(&input, "x.tar", &rule, NULL, &tree, &err) < 0)
		return 0;
	for (size_t i = 0; i < tree.n_entries; i++) {
		struct str text = { 0 };

		check_path(tree.entries[i].path);
		assert(tree.entries[i].mtime < 0);
		if (tree.read(&tree, i, 1 << 20, &text, &err) == 0)
			assert((int64_t)text.len == tree.entries[i].size);
		str_release(&text);
	}
	tree_release(&tree);
	return 0;
}
