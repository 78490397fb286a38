/* SPDX-License-Identifier: MIT */
/*
 * bare: addresses that stand in a text by themselves.
 */
#ifndef DOCUMENT_BARE_H
#define DOCUMENT_BARE_H

#include <stdbool.h>
#include <stddef.h>

struct bare {
	size_t start, len;
	const char *scheme; /* what its words lack to be a target: "", "http://" or "mailto:" */
};

enum { BARE_KINDS = 3 };

/* A walk through a text; with its text and nothing else set it begins. The text must outlive it. */
struct bare_walk {
	const char *text;
	size_t len;
	size_t from; /* what is before it has been given */
	struct {
		bool is_known, is_none;
		struct bare bare;
	} next[BARE_KINDS];
};

/*
 * The next address: http, https or ftp, "www." or an e-mail address, without the punctuation that
 * follows it in a sentence. False where there is none.
 */
bool bare_next(struct bare_walk *walk, struct bare *found);

/* Whether there may be one: quick. */
bool bare_may(const char *text, size_t len);

/* Whether one paragraph holds thousands of them or of what is like them. */
bool bare_crowded(const char *text, size_t len);

#endif
