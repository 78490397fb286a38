/* SPDX-License-Identifier: MIT */
/*
 * refusal: why a file that was read is not listed.
 */
#ifndef SITE_REFUSAL_H
#define SITE_REFUSAL_H

#include "base/err.h"
#include "post/post.h"
#include "site/candidates.h"
#include "site/reading.h"
#include "site/sections.h"

enum refusal {
	REFUSAL_NONE, /* it is a post */
	REFUSAL_DRAFT,
	REFUSAL_HIDDEN,
	REFUSAL_UNPUBLISHED,
	REFUSAL_REDIRECT, /* it only leads elsewhere */
	REFUSAL_NO_FRONT, /* in a plain folder: no Markdown, and no front matter */
	REFUSAL_FAR,      /* its date is of no time that news are of */
	REFUSAL_UNDATED,  /* it lies where posts do, but has no date */
	REFUSAL_PAGES,    /* its folder holds pages */
};

enum refusal refusal_of(const struct candidate *candidate, struct sections *sections,
			const struct reading *reading, const struct post *post);

/* Sets the sentence that says it; nothing for REFUSAL_NONE. */
void refusal_say(enum refusal refusal, const char *name, struct err *why);

#endif
