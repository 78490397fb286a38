/* SPDX-License-Identifier: MIT */
/*
 * trust: whether a link leads where its words say.
 */
#ifndef VIEW_TRUST_H
#define VIEW_TRUST_H

#include "post/links.h"

/* A translated warning: the words show another host than the target's, or the host's letters are of
 * scripts that are mixed to look like another. The caller frees; NULL where nothing is odd. */
char *trust_warning(const struct kinds *kinds, const struct post_link *link);

#endif
