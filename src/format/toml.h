/* SPDX-License-Identifier: MIT */
/*
 * toml: TOML 1.0 into a plain tree: tables, arrays, inline tables, all strings; numbers, dates and
 * truths are kept as text.
 */
#ifndef FORMAT_TOML_H
#define FORMAT_TOML_H

#include <stddef.h>

#include "base/err.h"
#include "format/value.h"

int toml_parse(const char *bytes, size_t len, const char *name, unsigned first_line,
	       struct value_tree *tree, struct err *err);

#endif
