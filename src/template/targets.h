/* SPDX-License-Identifier: MIT */
/*
 * targets: links to other files of the site, written as their public addresses.
 *
 * Relative .md paths, @/x.md of Zola, {filename}x.md of Pelican, {% link %}, {% post_url %}, ref
 * and relref.
 */
#ifndef TEMPLATE_TARGETS_H
#define TEMPLATE_TARGETS_H

#include <stddef.h>

#include "template/tags.h"

/* {% link _pages/x.md %}, {% post_url 2024-01-02-x %}, Hexo's {% link words address %} and {%
 * post_link x %}. */
void targets_link(struct render *render, const struct tags_tag *tag);

/*
 * The address of a file named as its site names it ("post/x.md", "/x", "../y.md#part"), seen from
 * the page; NULL where it is not in the tree or has no address. The caller frees.
 */
char *targets_of(const struct template_input *input, const char *reference);

/* Adds the body with the targets of its links rewritten; what leads to no file stays as it is.
 * Nothing is added, and false, where there is nothing to rewrite. */
bool targets_rewrite(const struct template_input *input, struct str *out);

#endif
