/* SPDX-License-Identifier: MIT */
/*
 * rules: what data/actions.yaml says, ready to be asked.
 *
 * A file is laid over those read before: its patterns and words are added to their actions', new
 * actions come last.
 */
#ifndef POST_RULES_H
#define POST_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/map.h"
#include "base/notes.h"
#include "base/strings.h"
#include "post/pattern.h"

enum { RULES_ACTIONS = 64 }; /* at most: an action is a bit */

/* An address that means an action or, with `is_not`, does not. */
struct rule {
	struct pattern pattern;
	uint64_t action; /* its bit; 0: none, whatever the words say */
	bool is_not;
	struct rule *next; /* with the same key */
};

struct rule_words {
	char *phrase;
	uint64_t action;
	bool is_not;
};

/* A name of a site's variables whose value means an action. */
struct rule_name {
	char *pattern; /* folded, '_' for '-'; * is any part of a name */
	uint64_t action;
};

struct rules {
	struct strings names, titles; /* of the actions; a title may be "" */
	struct strings shared;        /* hosts below which strangers have their sites */
	struct rule **all;
	size_t n_all;
	struct rule *own, *any, *schemes; /* on the own site, on any host, of another scheme */
	struct map hosts;                 /* by pattern_key() */
	struct rule_words *words;
	size_t n_words;
	struct rule_name *variables;
	size_t n_variables;
};

/* The actions that a site's variable of that name means; 0 for none. */
uint64_t rules_variable(const struct rules *rules, const char *name);

/* { NULL } before the first. What is wrong in the file is told in `notes`; -1 where it cannot be
 * read at all. */
int rules_read(struct rules *rules, const char *path, const struct notes *notes, struct err *err);
void rules_release(struct rules *rules);

#endif
