/* SPDX-License-Identifier: MIT */
/*
 * search: memmem() by way of memchr() for the rarest byte of the word: several times as fast in
 * wording, where the word is markup.
 */
#ifndef DOCUMENT_SEARCH_H
#define DOCUMENT_SEARCH_H

#include <stddef.h>

/* Where `word` first stands in the text, or NULL. The word is not empty. */
const char *search_word(const char *text, size_t len, const char *word);

#endif
