/* SPDX-License-Identifier: MIT */
/*
 * diff: two texts compared word by word (Myers, “An O(ND) Difference Algorithm”, 1986).
 */
#ifndef VIEW_DIFF_H
#define VIEW_DIFF_H

#include <stdbool.h>
#include <stddef.h>

enum diff_kind { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };

/* A run of words: of the old text where they are removed, else of the new one. White space behind a
 * word belongs to it. */
struct diff_run {
	enum diff_kind kind;
	size_t start, len; /* bytes */
};

struct diff {
	struct diff_run *runs; /* in reading order */
	size_t n_runs;
	bool has_changes;
};

/* Texts that differ in more than some thousand words are shown as replaced where they do. The
 * caller releases. */
void diff_init(struct diff *diff, const char *before, size_t before_len, const char *now,
	       size_t now_len);
void diff_release(struct diff *diff);

#endif
