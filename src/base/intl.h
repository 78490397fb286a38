/* SPDX-License-Identifier: MIT */
/*
 * intl: the marks for words that the user reads.
 */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#include <libintl.h>

#define _(text)  gettext(text)
#define N_(text) text

#endif
