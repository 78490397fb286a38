/* SPDX-License-Identifier: MIT */
/*
 * pairs: the plainest YAML, read without a parser of YAML: front matter and themes are often
 * nothing but lines of "name: some words", and are read in large numbers or before the first paint.
 */
#ifndef FORMAT_PAIRS_H
#define FORMAT_PAIRS_H

#include "format/value.h"

/* True where each line is a comment, empty, or a pair that YAML would read as just this text; then
 * the tree is what yaml_parse() makes of it. Else the tree stays empty. */
bool pairs_parse(const char *bytes, size_t len, unsigned first_line, struct value_tree *tree);

#endif
