/* SPDX-License-Identifier: MIT */
/*
 * includes: {% include "x.html" %}: a file of the site put in, if all in it can be resolved.
 */
#ifndef POST_INCLUDES_H
#define POST_INCLUDES_H

#include "post/tags.h"

/* One that cannot be found, is no plain text or holds what cannot be resolved becomes a
 * placeholder. */
void includes_run(struct render *render, const struct tags_tag *tag);

/* The same for a file below the tree with the names that render->names has; its text is put in
 * without the blanks at the starts of its lines where it is HTML. False where there is none; then
 * nothing was added. */
bool includes_file(struct render *render, const char *path);

#endif
