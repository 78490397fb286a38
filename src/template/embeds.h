/* SPDX-License-Identifier: MIT */
/*
 * embeds: what tags, shortcodes and functions of any generator stand for: an image, a video, a
 * link.
 */
#ifndef TEMPLATE_EMBEDS_H
#define TEMPLATE_EMBEDS_H

#include <stdbool.h>
#include <stddef.h>

#include "template/render.h"

/*
 * A call by name with arguments as expression_argument() reads them. True where it was known and
 * its meaning added; false where nothing was.
 */
bool embeds_call(struct render *render, const char *name, size_t len, const char *args,
		 const char *end);

/*
 * A call that nobody knows: a link where an argument is an address, nothing where its name is that
 * of a picture, a placeholder otherwise.
 */
void embeds_unknown(struct render *render, const char *name, size_t len, const char *args,
		    const char *end);

/* Whether a pair of tags of that name stands around a remark: note, warning, callout. */
bool embeds_is_remark(const char *name, size_t len);

/* Adds what stands between them as an admonition; the arguments may give its kind and its title. */
void embeds_remark(struct render *render, const char *name, size_t len, const char *args,
		   const char *end, const char *inner);

/* The address of what an element of that name (in any case: YouTube, Vimeo) shows by its id, and
 * the words for it; false where it is none of these. */
bool embeds_address(const char *name, size_t len, const char *id, struct str *url,
		    const char **label);

/* Adds a link, as Markdown or HTML; in a link's target only where it leads. No words, or NULL: the
 * target is what is shown. */
void embeds_link(struct render *render, const char *words, const char *target);

/* Adds code in lines of its own, with a fence that holds it or in <pre>; `language` may be "". */
void embeds_code(struct render *render, const char *language, size_t language_len, const char *code,
		 size_t len);

#endif
