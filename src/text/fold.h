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

/* Adds the folded text. With `places` (may be NULL) also, for each byte added and one past the
 * last, the byte of `text` it comes from; *places is reallocated and the caller's to free. */
void fold_text(const char *text, size_t len, struct str *out, size_t **places);

/* The folded form; the caller frees. */
char *fold_copy(const char *text);

/* Compares for sorting by eye: folded, then by bytes. Like strcmp(). */
int fold_compare(const char *a, const char *b);

#endif
