/* SPDX-License-Identifier: MIT */
/*
 * post: one piece of news, as parsing leaves it, the index keeps it and the reader shows it.
 *
 * All texts are safe (text/safe.h) and owned by the post; absent ones are NULL.
 */
#ifndef POST_POST_H
#define POST_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strings.h"
#include "post/when.h"

enum { POST_ID_ROOM = 17 };

enum post_kind { POST_MARKDOWN, POST_HTML, POST_PLAIN };

struct post {
	char id[POST_ID_ROOM]; /* 16 hex digits: of the canonical URL, else of source and path */
	char *source;          /* the address it was found at, as subscribed */
	char *path;            /* below the source; "" for a source that is one file */
	char *url;             /* canonical, absolute */
	char *base;  /* what relative links are resolved against: the URL, or file:///… */
	char *site;  /* the site's address with its base path ("https://x.org/"), for /links */
	char *title; /* never NULL: from the first heading or the file name at the least */
	struct strings authors, categories, tags;
	struct when published, updated;
	char *excerpt;
	char *cover_url, *cover_alt;
	char *slug, *lang;
	char *ticket;   /* the URL that sells the ticket, once links were read */
	char *problem;  /* a sentence: why this file could not be read as a post (it is listed all
			   the same) */
	char *repaired; /* the encoding that text was wrongly read as, where it was repaired */
	enum post_kind kind;
	bool keep_breaks; /* newlines in paragraphs are line breaks */
	char *body; /* UTF-8, template tags resolved, front matter gone; never NULL once read */
	size_t body_len;
	uint64_t content; /* hash of title and body: the same post found twice, or changed */
};

/* Sets the id from url, else source and path; call it when these stand. */
void post_identify(struct post *post);

void post_release(struct post *post);

#endif
