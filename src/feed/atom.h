/* SPDX-License-Identifier: MIT */
/*
 * atom: Atom 1.0 (RFC 4287) and 0.3.
 */
#ifndef FEED_ATOM_H
#define FEED_ATOM_H

#include "feed/feed.h"
#include "format/xml.h"

void atom_read(const struct xml_node *root, const struct feed_input *input, struct feed *feed);

#endif
