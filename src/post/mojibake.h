/* SPDX-License-Identifier: MIT */
/*
 * mojibake: a post whose texts were decoded wrongly before they were saved, made right again.
 */
#ifndef POST_MOJIBAKE_H
#define POST_MOJIBAKE_H

#include "base/notes.h"
#include "base/str.h"
#include "post/post.h"

/*
 * The text of a whole file, before its front matter is read: parsing drops characters that the
 * damage is known by. post->repaired says then what it was taken for.
 */
void mojibake_repair_file(struct post *post, struct str *text);

/*
 * What a post holds, as text/repair.h does it: all of it, but of one whose file was repaired
 * nothing more. Where something was repaired, post->repaired says what it was taken for, and a
 * detail is told that names `name`. The hash of the content is not set anew.
 */
void mojibake_repair(struct post *post, const char *name, const struct notes *notes);

#endif
