/* SPDX-License-Identifier: MIT */
/*
 * rsthead: what reStructuredText has instead of front matter: a title and a list of fields.
 */
#ifndef DIALECT_RSTHEAD_H
#define DIALECT_RSTHEAD_H

#include <stdbool.h>

#include "base/str.h"

/* A title and a list of fields (:date: 2024-01-02) at the start, as Pelican has them, become front
 * matter; nothing is changed where there are none. */
void rsthead_prepare(struct str *text);

/* Adds a line of front matter, the value in quotes and without the blanks around it. */
void rsthead_field(struct str *out, const char *name, size_t len, const char *value,
		   size_t value_len);

/* Whether the line is a field, ":name: value"; and the colon that ends its name: not the one inside
 * of og:image. */
bool rsthead_is_field(const char *line);
const char *rsthead_colon(const char *line);

#endif
