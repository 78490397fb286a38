/* SPDX-License-Identifier: MIT */
/*
 * myst: the directives and roles that Sphinx's Markdown has of reStructuredText, as plain Markdown:
 * ```{note}, :::{figure} x.png, ```{eval-rst}, {doc}`words <target>`.
 */
#ifndef DIALECT_MYST_H
#define DIALECT_MYST_H

#include <stdbool.h>

#include "base/str.h"

/* Adds the text as Markdown; false, and nothing added, where there is nothing to change. */
bool myst_flatten(const char *text, size_t len, struct str *out);

#endif
