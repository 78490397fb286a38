/* SPDX-License-Identifier: MIT */
/*
 * literal: the plain values in a script of settings (JavaScript, TypeScript, Python), without
 * running it.
 *
 * Gives a map of every name that the file's top level gives a value: `const x = "…"`, `x = "…"`,
 * and the keys of what it exports (module.exports = {…}, export default {…}, f({…}) or a function
 * that returns {…}, also through a name). Strings, numbers, truths, lists, tuples, maps; names that
 * were given values before; the literal of `a || "b"`, of getenv("A", "b"), of a function that ends
 * in `return "b"`. What needs running has no value.
 */
#ifndef SETTINGS_LITERAL_H
#define SETTINGS_LITERAL_H

#include <stddef.h>

#include "format/value.h"

enum literal_language { LITERAL_SCRIPT, LITERAL_PYTHON };

/* Never fails; nesting and size are bounded, what goes beyond has no value. */
void literal_parse(const char *bytes, size_t len, enum literal_language language,
		   struct value_tree *tree);

#endif
