/* SPDX-License-Identifier: MIT */
/*
 * tags: {% … %} of Liquid, Jinja, Nunjucks and Tera, with those that Jekyll, Eleventy and Hexo add.
 */
#ifndef TEMPLATE_TAGS_H
#define TEMPLATE_TAGS_H

#include <stddef.h>

#include "template/render.h"

struct tags_tag {
	const char *start; /* its '{' */
	const char *name;
	size_t name_len;
	const char *args;
	size_t args_len;
};

/*
 * Resolves a tag; render->at stands behind it, and then behind all that belongs to it. A tag that
 * is not known keeps the text between it and its end; without an end it becomes a link if it names
 * an address, else a placeholder.
 */
void tags_run(struct render *render, const struct tags_tag *tag);

#endif
