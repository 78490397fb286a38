/* SPDX-License-Identifier: MIT */
/*
 * index: the posts of all sources in one SQLite file (WAL), which may be deleted at any time.
 *
 * hallway-fetch writes it in small transactions while readers read. A file that is damaged or of a
 * newer schema is set aside and made anew, with a sentence; an older schema is upgraded.
 */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"
#include "post/links.h"
#include "post/post.h"

struct index;

enum index_mode { INDEX_READ, INDEX_WRITE };

/* `path` is made where it is missing, and its folder. In INDEX_READ a missing or unwritable place
 * gives an empty index in memory, with a note. NULL on failure. */
struct index *index_open(const char *path, enum index_mode mode, const struct notes *notes,
			 struct err *err);
void index_close(struct index *index);

/* False for the empty one in memory: what is fetched does not come into it. */
bool index_is_kept(const struct index *index);

/* What is known of a source. All texts owned by the struct; absent ones NULL. */
struct index_source {
	char *address; /* as subscribed: the key */
	char *title, *url;
	uint64_t fingerprint;  /* of the settings that the posts were read with */
	int64_t fetched;       /* UTC seconds of the last success; 0 never */
	int64_t tried;         /* UTC seconds of the last try */
	int64_t next;          /* UTC seconds before which it is not fetched by itself */
	int64_t bytes;         /* of the last fetch */
	unsigned failures;     /* in a row */
	char *error;           /* the sentence of the last failure, NULL after a success */
	char *etag, *modified; /* HTTP validators */
	char *moved;           /* where a permanent redirect led */
	size_t n_posts;        /* filled in by reading only */
};

/* False where the source is not known. */
bool index_source(struct index *index, const char *address, struct index_source *source);
int index_put_source(struct index *index, const struct index_source *source, struct err *err);
/* With its pages. */
int index_remove_source(struct index *index, const char *address, struct err *err);
void index_source_release(struct index_source *source);

/* Writing (hallway-fetch). Between begin and commit; a commit is one small transaction. */
int index_begin(struct index *index, struct err *err);
int index_commit(struct index *index, struct err *err);
void index_abort(struct index *index);

/* Starts a pass over a source: every file it still has is kept or put before index_sweep(). */
int index_pass(struct index *index, const char *source, struct err *err);

/* True where the file is as it was (size, mtime): then it is kept and need not be read. Files that
 * were left out count too. */
bool index_keep(struct index *index, const char *source, const char *path, int64_t size,
		int64_t mtime);

/* Whether the file gave a post before; for a source in a pass. */
bool index_has(const struct index *index, const char *source, const char *path);

/* Puts the post of a file in place of what the file gave before; NULL: the file gives none. */
int index_put(struct index *index, const char *source, const char *path, int64_t size,
	      int64_t mtime, const struct post *post, struct err *err);

/* Ends a pass; what it neither kept nor put stays. */
void index_leave(struct index *index, const char *source);

/* Ends a pass, and forgets what it neither kept nor put. */
int index_sweep(struct index *index, const char *source, size_t *n_removed, struct err *err);

/* The second phase: posts whose links and words are not in the index yet, one at a time. False when
 * all are done. `post` is released by the caller. */
bool index_next_bare(struct index *index, const char *source, struct post *post);
int index_put_texts(struct index *index, const struct post *post, const struct links *links,
		    const char *words, struct err *err);

/* The links of a source's posts (NULL: of all sources) that ask their reader to do something (their
 * `action` is not NULL): of the newest post first, one for each action and canonical URL, at most
 * 200. What is visited is borrowed during the call. The number visited, or -1. */
typedef void index_action_fn(void *context, const struct post_link *link, const char *post_id,
			     const char *post_title);
int index_actions(struct index *index, const char *source, index_action_fn *visit, void *context);

/* The same of one post. */
int index_post_actions(struct index *index, const char *id, index_action_fn *visit, void *context);

/* A whole post with its body; false where it is not there. */
bool index_post(struct index *index, const char *id, struct post *post);

/* The body that a post had when its content was this one (state_of()'s: when it was read); the
 * caller frees. NULL where it is not kept: only the last few of posts that changed are. */
char *index_old_body(struct index *index, const char *id, uint64_t content);

/* The name of the source under which the pages of a site are put that are no posts, but are read
 * beside them (a talk, the venue): it is in no list, and index_post() gives them the source that
 * they belong to. The caller frees. */
char *index_annex(const char *source);

/* The id of the post, or else the page of the source, that a URL, slug or source path leads to;
 * false where there is none. */
bool index_find(struct index *index, const char *source, const char *target, char *id);

/* Changes with every commit of any program: a reader asks again where it differs from before. */
int64_t index_version(struct index *index);

#endif
