/* SPDX-License-Identifier: MIT */
/*
 * mojibake: a post whose texts were decoded wrongly before they were saved, made right again.
 */
#ifndef POST_MOJIBAKE_H
#define POST_MOJIBAKE_H

#include "base/notes.h"
#include "post/post.h"

/*
 * Its title, body, names and so on, as text/repair.h does it. Where something was repaired,
 * post->repaired says what the text was taken for, and a detail is told that names `name`. The hash
 * of the content is not set anew.
 */
void mojibake_repair(struct post *post, const char *name, const struct notes *notes);

#endif
