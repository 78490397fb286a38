/* SPDX-License-Identifier: MIT */
/*
 * flat: the YAML that nearly all front matter is, at a tenth of what libyaml takes: a key a line,
 * each with a text behind it (plain or in quotes, on that line), with plain items in brackets, with
 * lines of "- item" or further keys below it, or with nothing.
 *
 * What it reads it reads as libyaml does, and of anything that it is not sure of it reads nothing:
 * yaml_parse() asks it first. The tests hold the two against each other.
 */
#ifndef FORMAT_FLAT_H
#define FORMAT_FLAT_H

#include <stdbool.h>
#include <stddef.h>

#include "format/value.h"

/* False, and the tree empty, where the bytes are something else: no mistake is told. */
bool flat_parse(const char *bytes, size_t len, unsigned first_line, struct value_tree *tree);

/* Whether plain text is what YAML calls null: nothing, ~, null. */
bool flat_is_null(const char *text, size_t len);

#endif
