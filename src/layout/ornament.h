/* SPDX-License-Identifier: MIT */
/*
 * ornament: the signs that the layout adds to the words, in Unicode and in ASCII.
 *
 * All are of characters that take one column everywhere and that no terminal shows as an emoji.
 */
#ifndef LAYOUT_ORNAMENT_H
#define LAYOUT_ORNAMENT_H

#include <stdbool.h>
#include <stddef.h>

enum ornament {
#define ORNAMENT(id, unicode, ascii) ORNAMENT_##id,
#include "layout/ornaments.def"
#undef ORNAMENT
	N_ORNAMENTS
};

enum { ORNAMENT_BLANKS = 256 };

const char *ornament_text(enum ornament ornament, bool is_ascii);

/* Columns of a text of ornaments: its characters. */
int ornament_columns(const char *text);

/* ORNAMENT_BLANKS blanks. */
const char *ornament_blanks(void);

/* The digit or sign raised or lowered ("²", "₂"); NULL where there is no such character. */
const char *ornament_super(char digit);
const char *ornament_sub(char digit);

/* Whether all of a text is such digits and signs, and no more than are read as raised. */
bool ornament_raises(const char *text, size_t len);

#endif
