/* SPDX-License-Identifier: MIT */
/*
 * emoji: the names that are written between colons.
 */
#ifndef DOCUMENT_EMOJI_H
#define DOCUMENT_EMOJI_H

#include <stdbool.h>
#include <stddef.h>

/* What stands for the ":name:" at the start of `text`, whose length is put into *used; NULL where
 * it is none. */
const char *emoji_find(const char *text, size_t len, size_t *used);

/* Whether there is one anywhere. */
bool emoji_any(const char *text, size_t len);

#endif
