/* SPDX-License-Identifier: MIT */
/*
 * signpost: what an HTML page leads to: the feeds that it names, or the files of a folder listing.
 */
#ifndef FETCH_SIGNPOST_H
#define FETCH_SIGNPOST_H

#include <stdbool.h>
#include <stddef.h>

struct signpost_link {
	char *url;   /* absolute */
	char *title; /* of a feed, or NULL */
};

struct signpost {
	char *title; /* or NULL */
	struct signpost_link *feeds;
	size_t n_feeds;              /* in the order written; feeds of comments last */
	bool is_article;             /* it says that it is one article */
	size_t n_articles;           /* <article> elements */
	bool is_listing;             /* nginx, Apache and the like */
	struct signpost_link *files; /* of a listing: posts by their names, below the page */
	size_t n_files;
	struct signpost_link *folders; /* of a listing: folders below the page */
	size_t n_folders;
};

/* `bytes` are UTF-8, `url` is where they came from. */
void signpost_read(const char *bytes, size_t len, const char *url, struct signpost *page);
void signpost_release(struct signpost *page);

#endif
