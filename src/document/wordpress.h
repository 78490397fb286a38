/* SPDX-License-Identifier: MIT */
/*
 * wordpress: what WordPress left in brackets, made HTML: "[caption …]image words[/caption]" becomes
 * a figure, "[embed]address[/embed]" and "[youtube address]" the address; galleries vanish.
 */
#ifndef DOCUMENT_WORDPRESS_H
#define DOCUMENT_WORDPRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* False, and nothing added, where there is none outside of fenced and indented code. */
bool wordpress_expand(const char *text, size_t len, struct str *out);

#endif
