/* SPDX-License-Identifier: MIT */
/*
 * includes: {% include "x.html" %}: a file of the site put in, if all in it can be resolved.
 */
#ifndef TEMPLATE_INCLUDES_H
#define TEMPLATE_INCLUDES_H

#include "template/tags.h"

/* One that cannot be found, is no plain text or holds what cannot be resolved becomes a
 * placeholder. */
void includes_run(struct render *render, const struct tags_tag *tag);

/*
 * A shortcode of Zola's by the site's own template for it (templates/shortcodes/NAME.md or .html):
 * its arguments are names there, what it stands around is `body` (NULL: it stands alone). False,
 * and nothing added, where there is none or it holds too much that cannot be known.
 */
bool includes_shortcode(struct render *render, const char *name, size_t len, const char *args,
			const char *end, const char *body);

/* The same for a file below the tree with the names that render->names has; its text is put in
 * without the blanks at the starts of its lines where it is HTML. False where there is none; then
 * nothing was added. */
bool includes_file(struct render *render, const char *path);

#endif
