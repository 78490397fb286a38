/* SPDX-License-Identifier: MIT */
/*
 * prompt: a line that the user types, of at most 4096 bytes.
 */
#ifndef VIEW_PROMPT_H
#define VIEW_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "terminal/canvas.h"

struct prompt {
	const char *label; /* translated; borrowed */
	struct str text;
	size_t cursor; /* byte in the text, at a cluster's start */
};

enum prompt_reply {
	PROMPT_CHANGED, /* the text is another one */
	PROMPT_MOVED,
	PROMPT_ENTER,
	PROMPT_CANCEL,
	PROMPT_IGNORED, /* not a key of a prompt */
};

/* `text` is what stands there at first; the cursor behind it. */
void prompt_init(struct prompt *prompt, const char *label, const char *text);
void prompt_release(struct prompt *prompt);

/* A key by its name (terminal/key.h): readline's common ones. */
enum prompt_reply prompt_key(struct prompt *prompt, const char *key);

/* Draws label and text in the box's first row and puts the cursor; `error` (may be NULL) stands
 * behind. */
void prompt_draw(const struct prompt *prompt, const struct box *box, const char *error);

#endif
