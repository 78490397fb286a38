/* SPDX-License-Identifier: MIT */
/*
 * byline: who wrote a post and when, where its text says so itself: "Published on the 25th Jan 2016
 * by Ola Sitarska" below the title, as texts without front matter have it.
 */
#ifndef POST_BYLINE_H
#define POST_BYLINE_H

#include "post/post.h"
#include "post/when.h"

/*
 * Fills in the date and the authors that the post has not got, by one of the first lines of a
 * Markdown or plain body; the line stays. Only a line that begins with such a word ("Published",
 * "Posted", "Written", "By") and is short counts.
 */
void byline_read(const struct when_rule *rule, struct post *post);

#endif
