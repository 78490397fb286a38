/* SPDX-License-Identifier: MIT */
/*
 * site: what a tree of files says about itself, and its posts.
 *
 * Finds the generator (Jekyll, Eleventy, Hugo, …) by its settings, or none in a plain folder; from
 * that which files may be posts, the site's address, variables and rule for permalinks. The tree
 * must outlive the site.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/strings.h"
#include "base/tree.h"
#include "post/post.h"

struct site;

enum { SITE_LIMIT = 32 * 1024 * 1024 }; /* bytes of one post's file */

struct site_options {
	const char *source;    /* the address, for post->source and messages */
	const char *root;      /* the tree's place on disk with its file:// address, or NULL */
	const char *url;       /* the user's word on the site's address, or NULL */
	const char *permalink; /* the user's rule for permalinks (":year/:title/"), or NULL */
	const char *lang;      /* the reader's language ("de"), for posts with translations */
	const char *only;      /* where the source is one file: its path in the tree; it is a post
				  whatever it is called and says. Else NULL */
	const char *below;     /* the folder of the tree that is the source, whose settings stand
				  above it; or NULL for all of the tree */
	bool no_repair;        /* leave mojibake as it is */
};

struct site *site_new(struct tree *tree, const struct site_options *options,
		      const struct notes *notes);
void site_free(struct site *site);

/* The site's own title and address; NULL where it does not say. Borrowed. */
const char *site_title(const struct site *site);
const char *site_url(const struct site *site);

/* The program that the site is made with ("Jekyll"), or NULL for a plain folder. */
const char *site_generator(const struct site *site);

/* Of the settings that posts depend on: where it changes, all posts are to be read again. */
uint64_t site_fingerprint(const struct site *site);

/* The entries of the tree that may be posts, by their paths, in no promised order. */
size_t site_n_candidates(const struct site *site);
size_t site_candidate(const struct site *site, size_t i);

/* The path of that entry below the source: post->path. Borrowed from the tree. */
const char *site_path(const struct site *site, size_t entry);

enum site_verdict {
	SITE_POST,     /* `post` is filled in; it may have a `problem` */
	SITE_LEFT_OUT, /* no post, or hidden; `why` says it in a sentence */
};

/*
 * Reads and parses entry i of the tree, which may be any: one that is no candidate was asked for by
 * name and is a post. `bytes` are what site_load() gave, and may be gone then; NULL: they are
 * loaded first. What is left out is told as NOTES_DETAIL, too.
 */
enum site_verdict site_read(struct site *site, size_t entry, struct str *bytes, struct post *post,
			    struct err *why);

/* Adds the bytes of entry i. Another thread may do it while the site is in use. */
int site_load(const struct site *site, size_t entry, struct str *bytes, struct err *err);

/* Visits the texts among the variables of the site ({{ site.x }}), by their last names. */
void site_each_variable(const struct site *site,
			void (*visit)(void *context, const char *name, const char *text),
			void *context);

/* Where an entry is published: its address, or its path ("/venue/") where the site does not say its
 * own. The caller frees; NULL where that is not known. */
char *site_place(struct site *site, size_t entry);

/* Visits the entries of the pages and posts that are published at these addresses, or whose files
 * they are below the root. Reads the front matter of files until all are found. */
void site_find_pages(struct site *site, const struct strings *addresses,
		     void (*visit)(void *context, size_t entry), void *context);

/* One post from bytes alone, which may be gone then, without a site: standard input. `name` for
 * messages and the title. */
void site_read_bytes(struct str *bytes, const char *name, const struct notes *notes,
		     struct post *post);

#endif
