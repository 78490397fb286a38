/* SPDX-License-Identifier: MIT */
/*
 * schema: the tables of the index, and how an older file becomes a new one.
 *
 *	facts	one row: what must be known without counting
 *	sources	s, and what is known of each
 *	files	(s, hash of the path) -> what the file was when it was read: size, mtime, and the
 *		post n that came of it (NULL: none)
 *	posts	n, and a post as one file gave it. Of several that are the same post one leads, and
 *		`lead` of the others names its n. n grows and is never used again, so that full text
 *		can be added without taking any away
 *	parts	n << 20 | 0, 1, ... -> the body, in parts that fill the pages (store/body.h)
 *	sites	addresses that many posts have in common, by numbers
 *	shelves	the posts that lead, newest first, on shelf 0 and on that of each source with them
 *	texts	n -> words (store/fulltext.h)
 *	starts	n -> the first one and two letters of its words, all and those of each part
 *	actions	n, number of the link -> what it asks the reader to do
 *	olds	(id, content) -> the body of a post that had this content before it changed: what it
 *		has between its first `head` and last `tail` bytes, which it shares with the body of
 *		the content `upon` (NULL: all of it), and a hash of the whole
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "base/err.h"
#include "store/sql.h"

enum schema_state { SCHEMA_GOOD, SCHEMA_NEWER, SCHEMA_DAMAGED, SCHEMA_FAILED };

/* Makes or upgrades the tables. `err` is set unless they are good. */
enum schema_state schema_ready(struct sql *sql, struct err *err);

#endif
