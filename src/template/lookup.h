/* SPDX-License-Identifier: MIT */
/*
 * lookup: the names that templates know: the site's settings and data, the page's front matter, the
 * template's own.
 */
#ifndef TEMPLATE_LOOKUP_H
#define TEMPLATE_LOOKUP_H

#include <stddef.h>

#include "template/render.h"

enum lookup_kind {
	LOOKUP_UNKNOWN,
	LOOKUP_VALUE,
	LOOKUP_SITE, /* site.x */
	LOOKUP_DATA, /* site.data.x: a folder of data files */
	LOOKUP_PAGE, /* page.x */
};

struct lookup {
	enum lookup_kind kind;
	const struct value *value;
	const char *folder; /* LOOKUP_DATA: below the tree */
};

/* From a name that has nothing in front: the template's own, else the page's or the site's. */
void lookup_start(struct render *render, const char *name, size_t len, struct lookup *place);

/* What stands at that place under the key; LOOKUP_UNKNOWN where nothing does. */
void lookup_step(struct render *render, const char *key, size_t len, struct lookup *place);

/* What was reached: NULL where it is not known. */
const struct value *lookup_value(const struct lookup *place);

/* A copy that may be added to another list. */
struct value *lookup_copy(struct render *render, const struct value *value);

#endif
