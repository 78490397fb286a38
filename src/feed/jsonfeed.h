/* SPDX-License-Identifier: MIT */
/*
 * jsonfeed: JSON Feed 1.0 and 1.1.
 */
#ifndef FEED_JSONFEED_H
#define FEED_JSONFEED_H

#include "feed/feed.h"
#include "format/value.h"

void jsonfeed_read(const struct value *root, const struct feed_input *input, struct feed *feed);

#endif
