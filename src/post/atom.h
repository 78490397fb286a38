/* SPDX-License-Identifier: MIT */
/*
 * atom: Atom 1.0 (RFC 4287) and 0.3.
 */
#ifndef POST_ATOM_H
#define POST_ATOM_H

#include "format/xml.h"
#include "post/feed.h"

void atom_read(const struct xml_node *root, const struct feed_input *input, struct feed *feed);

#endif
