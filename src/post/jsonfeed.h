/* SPDX-License-Identifier: MIT */
/*
 * jsonfeed: JSON Feed 1.0 and 1.1.
 */
#ifndef POST_JSONFEED_H
#define POST_JSONFEED_H

#include "format/value.h"
#include "post/feed.h"

void jsonfeed_read(const struct value *root, const struct feed_input *input, struct feed *feed);

#endif
