/* SPDX-License-Identifier: MIT */
#include "store/memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum { N_KEPT = 8 };

struct memo {
	int64_t version; /* of the index */
	struct kept {
		char *expression; /* NULL: none */
		struct set set;
		uint64_t used;
	} kept[N_KEPT];
	uint64_t n_uses;
};

static void clear(struct kept *kept)
{
	free(kept->expression);
	set_release(&kept->set);
	*kept = (struct kept){ 0 };
}

void memo_forget(struct index *index)
{
	for (size_t i = 0; index->memo && i < N_KEPT; i++)
		clear(&index->memo->kept[i]);
	free(index->memo);
	index->memo = NULL;
}

/* The memo, without what is of another version. */
static struct memo *current(struct index *index)
{
	int64_t version = handle_version(index);

	if (index->memo && index->memo->version != version)
		memo_forget(index);
	if (!index->memo) {
		index->memo = mem_alloc(1, sizeof(*index->memo));
		index->memo->version = version;
	}
	return index->memo;
}

const struct set *memo_find(struct index *index, const char *expression)
{
	struct memo *memo = index->is_writing ? NULL : current(index);

	for (size_t i = 0; memo && i < N_KEPT; i++) {
		struct kept *kept = &memo->kept[i];

		if (!str_equal(kept->expression, expression))
			continue;
		kept->used = ++memo->n_uses;
		return &kept->set;
	}
	return NULL;
}

void memo_keep(struct index *index, const char *expression, const struct set *set)
{
	struct memo *memo;
	struct kept *oldest;

	if (index->is_writing)
		return;
	memo = current(index);
	oldest = &memo->kept[0];
	for (size_t i = 1; i < N_KEPT; i++) {
		if (memo->kept[i].used < oldest->used)
			oldest = &memo->kept[i];
	}
	clear(oldest);
	oldest->expression = mem_string(expression);
	oldest->used = ++memo->n_uses;
	set_or(&oldest->set, set);
}
