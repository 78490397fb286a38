/* SPDX-License-Identifier: MIT */
/*
 * volume: a document together with the memory that it stands in.
 */
#ifndef DOCUMENT_VOLUME_H
#define DOCUMENT_VOLUME_H

#include "base/arena.h"
#include "document/blocks.h"
#include "document/document.h"
#include "document/flow.h"
#include "document/slug.h"

struct volume {
	struct document document; /* the first: a document is a volume */
	struct blocks blocks;
	struct flow flow;   /* text, spans, links */
	struct arena arena; /* strings */
	struct slugs slugs;
};

/* An empty volume, in the memory of a document that is done with; NULL: in new memory. */
struct volume *volume_of(struct document *document);

#endif
