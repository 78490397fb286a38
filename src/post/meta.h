/* SPDX-License-Identifier: MIT */
/*
 * meta: "Key: value" lines at the head of a text, as Python-Markdown, Pelican and MultiMarkdown
 * have them: indented lines go on with the value above, a blank line or --- ends them. With them
 * what others have in such a place: ".. key: value" of Nikola, @def key = "value" of Franklin.
 */
#ifndef POST_META_H
#define POST_META_H

#include <stdbool.h>
#include <stddef.h>

#include "format/value.h"
#include "post/linewise.h"

/*
 * Whether the rows ahead are such a head: then its keys are a map in the tree and the rows stand at
 * the body. Prose may begin with a word and a colon, so a head must have a title, or a date beside
 * another key of posts. Else nothing is changed.
 */
bool meta_read(struct linewise *rows, struct value_tree *tree);

#endif
