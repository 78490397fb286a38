/* SPDX-License-Identifier: MIT */
/*
 * fetch: an address in, a tree of files or a feed out.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"
#include "base/str.h"
#include "base/tree.h"
#include "fetch/bounds.h"

enum fetched_kind {
	FETCHED_FILES,
	FETCHED_FEED,
	FETCHED_SAME, /* nothing changed since last time */
};

struct fetched {
	enum fetched_kind kind;
	const char *form; /* what the source is, as EVENT_DONE tells it (base/event.h); or NULL */
	/* FETCHED_FILES */
	struct tree tree;
	char *root;  /* the folder on disk that the tree stands for, or NULL */
	char *only;  /* where the source is one file: its path in the tree (the tree may hold the
			site around it, for its settings); else NULL */
	char *below; /* only what is below this folder of the tree is meant; or NULL */
	/* FETCHED_FEED */
	struct str feed;
	char *charset; /* that its server declared, or NULL */
	/* What came over the network; texts absent or of local addresses are NULL. */
	char *url;   /* where it came from in the end: what relative links are seen from */
	char *moved; /* ask here next time, if that is not the address itself */
	char *etag, *modified; /* HTTP validators */
	int64_t fresh;         /* seconds for which there is no need to ask again; 0 unknown */
	int64_t retry;         /* after a failure: seconds to stay away for; 0 none asked for */
	int64_t received;      /* bytes */
	bool is_offline;       /* it failed, and perhaps only because there is no network */
};

struct fetch_rule {
	const struct bounds *bounds; /* of archives */
	const struct notes *notes;
};

/* Whether fetch_local() reads it; else it is for struct remote (remote.h). */
bool fetch_is_local(const char *address);

/*
 * Local addresses: a path or file:///…; a folder, a site's checkout, an archive, a feed, or one
 * file. For one file, or a folder in a checkout, the tree is that of the checkout around it where
 * there is one (a folder above with .git or a generator's settings, at most 8 up), else the file or
 * folder alone. Of .git only the config is in it: where the site comes from may say what it is
 * called.
 */
int fetch_local(const char *address, const struct fetch_rule *rule, struct fetched *fetched,
		struct err *err);

/* Empty again, and usable again. */
void fetch_release(struct fetched *fetched);

#endif
