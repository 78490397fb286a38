/* SPDX-License-Identifier: MIT */
/*
 * scan: small pieces taken from the front of a text that is folded and ends in NUL.
 *
 * Each moves *at behind what it took, or leaves it where it was.
 */
#ifndef POST_SCAN_H
#define POST_SCAN_H

#include <stdbool.h>
#include <stddef.h>

bool scan_is_digit(char byte);
bool scan_is_letter(char byte); /* a to z */

/* One byte of `set`. */
bool scan_byte(const char **at, const char *set);

/* All bytes of `set`. */
void scan_skip(const char **at, const char *set);

/* A run of digits of that length, no more and no fewer: its length, or 0. At most 9 digits. */
int scan_number(const char **at, int least, int most, int *number);

/* The bytes of letters at the front. */
size_t scan_word_length(const char *at);

/* The whole word; one of the words up to a NULL. */
bool scan_word(const char **at, const char *word);
bool scan_some_word(const char **at, const char *const *words);

#endif
