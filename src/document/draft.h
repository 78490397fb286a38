/* SPDX-License-Identifier: MIT */
/*
 * draft: Markdown as it is given to md4c, with directives in it for what md4c does not know.
 *
 * Most of it is the source as it was written. A directive is written as an HTML tag, so md4c hands
 * it out where it stands; it is known again by its place, so nothing in a source can pass for one.
 */
#ifndef DOCUMENT_DRAFT_H
#define DOCUMENT_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/builder.h"
#include "document/line.h"

enum directive_kind {
	DIRECTIVE_OPEN,
	DIRECTIVE_CLOSE,
	DIRECTIVE_BACK, /* a link from a footnote to where it is referred to */
};

struct directive {
	size_t at; /* where it stands in the draft */
	enum directive_kind kind;
	enum element element;
	struct traits traits;
};

struct draft {
	const char *source, *copied, *end; /* the source, and how far it has come into the draft */
	struct str text;                   /* nothing while the draft is the source itself */
	struct directive *directives;
	size_t n_directives, n_found;
	struct arena arena;
};

/* The source is borrowed. */
void draft_init(struct draft *draft, const char *source, size_t len);

/* Takes the source over up to `upto`, where that is not done yet. */
void draft_copy(struct draft *draft, const char *upto);

/* Leaves out the source up to `upto`. */
void draft_skip(struct draft *draft, const char *upto);

void draft_text(struct draft *draft, const char *text, size_t len);

/* A directive on lines of its own, indented as `like` is (may be NULL). The strings are borrowed.
 */
void draft_open(struct draft *draft, enum element element, const struct traits *traits,
		const struct line *like);
void draft_close(struct draft *draft, enum element element, const struct line *like);

/* Takes in what another draft holds, at the end; the other one is released but for its arena. */
void draft_join(struct draft *draft, struct draft *other);

/* A link back, within a line. */
void draft_back(struct draft *draft, const char *target);

/* What is to be parsed, all of it; borrowed. */
const char *draft_finish(struct draft *draft, size_t *len);

/* The directive that stands at `text`, a place in what draft_finish() gave; NULL where there is
 * none. Asked in the order of the text. */
const struct directive *draft_find(struct draft *draft, const char *text);

void draft_release(struct draft *draft);

#endif
