/* SPDX-License-Identifier: MIT */
/*
 * width: UTF-8 text in clusters and columns.
 *
 * A cluster is an extended grapheme cluster (UAX #29): what is never split and what the selection,
 * the wrapping and the canvas count in; one that would take more than two columns is cut there.
 * Columns are those that terminals and tmux use (wcwidth() of the base, East Asian ambiguous
 * characters one column), so what is laid out here never shifts there. All functions take any
 * bytes; what is no UTF-8 counts one column a byte.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Columns of one character by itself: 0 (combining), 1 or 2; a control character counts 1. */
int width_of(uint32_t code);

struct cluster {
	size_t len;  /* bytes, at least 1 */
	int columns; /* 0, 1 or 2; a tab or newline counts 1 */
};

/* The cluster at byte `at`; false at the end of the text. */
bool width_cluster(const char *text, size_t len, size_t at, struct cluster *cluster);

/* Columns of all of it; a run of printable ASCII costs one pass. */
int width_columns(const char *text, size_t len);

/* The bytes of the longest start that fits into `columns`; its columns in *used (may be NULL). */
size_t width_fit(const char *text, size_t len, int columns, int *used);

/*
 * What is drawn for a cluster, so that every terminal gives it the columns that were counted: the
 * base and its combining marks; of a joined emoji (ZWJ) the first, of a flag its two letters, an
 * emoji without its skin tone, nothing for a variation selector, soft hyphen or other invisible
 * character and for a mark without a base; a blank for a control character, U+FFFD for what is no
 * UTF-8 or no character yet. Two columns may be two characters of one column each (a flag, a letter
 * of an Indic script with a spacing vowel sign). Writes at most `room` bytes, gives their number.
 */
size_t width_drawn(const char *cluster, size_t len, char *out, size_t room);

/* Of what is drawn in two columns the bytes of the first: less than `len` where that are two
 * characters of one column each, with their marks. */
size_t width_first(const char *drawn, size_t len);

#endif
