/* SPDX-License-Identifier: MIT */
/*
 * fold: text as searches compare it: case folded (Unicode, full), accents and other marks taken off
 * (NFKD without Mn), so "Zürich" is found by "zurich". ß is ss.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Where folded bytes come from: byte by byte from `text` on, or all from one character there. */
struct fold_run {
	size_t folded; /* the first of them */
	size_t text;
	bool is_one;
};

struct fold_places {
	struct fold_run *runs;
	size_t n_runs;
};

/* Adds the folded text, and where its bytes come from (`places` may be NULL, and is empty at
 * first). */
void fold_text(const char *text, size_t len, struct str *out, struct fold_places *places);

/* The same for what is searched and sought: typographic punctuation becomes what people type for
 * it, so “don’t” is found by "don't", – by -- and … by three dots, and the other way round. */
void fold_search(const char *text, size_t len, struct str *out, struct fold_places *places);

/* The byte of the text that byte `at` of what was added comes from: its own where folding changed
 * nothing, else the first of its character; the text's length for the one past the last. */
size_t fold_place(const struct fold_places *places, size_t at);

void fold_release(struct fold_places *places);

/* The folded form; the caller frees. */
char *fold_copy(const char *text);
char *fold_search_copy(const char *text);

/* Compares for sorting by eye: folded, then by bytes. Like strcmp(). */
int fold_compare(const char *a, const char *b);

#endif
