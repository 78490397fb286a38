/* SPDX-License-Identifier: MIT */
/*
 * permalink: a rule for addresses and what a post is called, into the path of its page.
 *
 * Knows the rules of Jekyll, Hugo, Hexo and the user (":year/:title/") and of Pelican
 * ("{date:%Y}/{slug}.html").
 */
#ifndef SETTINGS_PERMALINK_H
#define SETTINGS_PERMALINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "format/value.h"
#include "post/post.h"

/* What is known of a post when its address is made. */
struct page {
	const char *path;          /* below the site's folder */
	const struct value *front; /* its front matter, or NULL */
	const struct post *post;   /* with what fields_read() found */
};

struct permalink_field {
	const char *name; /* "slug" */
	const char *value;
};

struct permalink_rule {
	const char *pattern;
	const struct permalink_field *fields;
	size_t n_fields;
	const struct when *when; /* for year, month, day …; as it was written */
};

/* Adds the path; a field that is not known adds nothing. Slashes that meet become one. */
void permalink_expand(const struct permalink_rule *rule, struct str *out);

/* Adds the text as generators make slugs of titles: lower case, '-' for what is no letter or digit;
 * accents are dropped where `is_ascii`. */
void permalink_slug(const char *text, bool is_ascii, struct str *out);

/* The file's name without extension and date; of x/index.md that of its folder. The caller frees.
 */
char *permalink_name(const char *path, bool keeps_date);

#endif
