/* SPDX-License-Identifier: MIT */
/*
 * gotemplate: a site's own shortcodes: layouts/shortcodes/NAME.html, written in what of Go's
 * template language such files are made of: parameters, variables, if, with, range, partials.
 */
#ifndef TEMPLATE_GOTEMPLATE_H
#define TEMPLATE_GOTEMPLATE_H

#include "template/render.h"

struct gotemplate_call {
	const char *name;
	size_t name_len;
	const char *args, *end; /* as they stand behind the name */
	const char *inner;      /* what stands between the call and its end, resolved; or NULL */
};

/* Whether the site has a template of that name. */
bool gotemplate_has(const struct render *render, const char *name, size_t len);

/*
 * Adds what the site's template makes of the call. False, and nothing added, where the site has no
 * such template or it needs what cannot be known here, as sizes of images.
 */
bool gotemplate_run(struct render *render, const struct gotemplate_call *call);

#endif
