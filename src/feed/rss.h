/* SPDX-License-Identifier: MIT */
/*
 * rss: RSS 0.9x, 1.0 (RDF) and 2.0, with the modules content, Dublin Core, media, iTunes.
 */
#ifndef FEED_RSS_H
#define FEED_RSS_H

#include "feed/feed.h"
#include "format/xml.h"

void rss_read(const struct xml_node *root, const struct feed_input *input, struct feed *feed);

#endif
