/* SPDX-License-Identifier: MIT */
/*
 * tag: what the tags of HTML mean, driven into a builder. Where a tag begins and ends, and what is
 * text, is not known here.
 */
#ifndef DOCUMENT_TAG_H
#define DOCUMENT_TAG_H

#include <stdbool.h>

#include "base/str.h"
#include "document/attributes.h"
#include "document/builder.h"

struct tag;

/* What is known while a tag is opened, and what is remembered of those before it. */
struct tags {
	struct builder *builder;
	struct attributes *attributes; /* of the tag */
	bool has_end;        /* an end tag of its name comes later; only asked of tags that lose */
	const char *raw;     /* the name of a tag was opened in which all is text but its own end */
	struct str image;    /* the address of the last image */
	struct str language; /* of code that comes next, as a box around it says */
	bool is_media;       /* in a video or audio whose address has not come yet */
	bool is_noscript;
};

/* By its name in small letters; NULL where it is none of HTML's. */
const struct tag *tag_find(const char *name);

/* Whether what is in it is lost. */
bool tag_loses(const struct tag *tag);

void tag_open(struct tags *tags, const struct tag *tag);
void tag_close(struct tags *tags, const struct tag *tag);

/* Frees what is remembered; the builder and the attributes are the caller's. */
void tag_release(struct tags *tags);

#endif
