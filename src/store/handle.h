/* SPDX-License-Identifier: MIT */
/*
 * handle: what an open index is, for the files of this room.
 */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include <sys/types.h>

#include "store/fresh.h"
#include "store/index.h"
#include "store/seen.h"
#include "store/sql.h"

/* The row of the table of that name; read at the begin of a transaction, written at its end. */
struct facts {
	int64_t n_posts; /* that lead */
	int64_t changes; /* grows with every commit that changes what a listing shows */
	int64_t last;    /* the highest n that was ever given to a post */
	int64_t n_texts; /* rows of the full text, with those that lead nowhere */
};

/* With which one and two ASCII letters or digits the words of the row begin that is being put into
 * the full text: 0-9 are 0 to 9, a-z 10 to 35, and 36 is nothing. */
struct starts {
	bool has[37][37];
};

/* Posts that came to the shelf of a source, or went: told to its row at the commit. */
struct gain {
	int64_t s;
	int64_t n_posts;
};

/* The number of an address in `sites`, as it was asked for last. */
struct known_site {
	char *address; /* NULL: none */
	int64_t site;
};

enum { KNOWN_SITES = 2 };

struct memo;
struct order;

struct index {
	struct sql sql;
	struct starts starts;
	enum index_mode mode;
	struct notes notes;
	char *path;
	int64_t n_files; /* that were opened in place of the first */
	dev_t device;    /* of the file that is open; 0, 0: it is in memory */
	ino_t inode;
	bool is_memory;  /* no file could be opened */
	bool is_writing; /* between begin and commit */
	bool is_changed; /* what listings show: facts->changes is due at the commit */
	bool is_counted; /* another of the facts is due */
	struct facts facts;
	struct gain gain;
	struct fresh fresh; /* ids and contents */
	struct known_site known_sites[KNOWN_SITES];
	size_t page_bytes;         /* of the file; 0: not asked yet */
	size_t page_room;          /* left of the page that bodies are put on; store/body.c */
	struct memo *memo;         /* store/memo.h; or NULL */
	struct order *known_order; /* of known_shelf, at known_version; or NULL */
	int64_t known_shelf, known_version;
	int64_t n_commits;         /* of this handle */
	int64_t bare, bare_source; /* what index_next_bare() gave last: n and s */
	struct seen **passes;
	size_t n_passes;
};

/* Another number after every commit, of this program or another; it does not look whether another
 * file stands there now. */
int64_t handle_version(struct index *index);

/* Grows with all that changes what listings show, in any program; another file counts anew. */
int64_t handle_changes(struct index *index);

/* Runs `step` in the transaction that is open, or in one of its own. */
int handle_within(struct index *index, int (*step)(struct index *, void *, struct err *),
		  void *context, struct err *err);

#endif
