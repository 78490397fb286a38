/* SPDX-License-Identifier: MIT */
/*
 * phrase: whether some words occur in a text as whole words, whatever their case and accents.
 *
 * "ticket*" fits "Tickets"; words of scripts that leave no blanks fit anywhere.
 */
#ifndef POST_PHRASE_H
#define POST_PHRASE_H

#include <stdbool.h>

/* The words as phrase_fits() wants them; the caller frees. */
char *phrase_new(const char *words);

/* The text as phrase_fits() wants it; the caller frees. */
char *phrase_text(const char *text);

bool phrase_fits(const char *phrase, const char *text);

#endif
