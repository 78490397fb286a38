/* SPDX-License-Identifier: MIT */
/*
 * highlight: which role each part of a line of code has.
 *
 * By tables of comments, quotes and keywords (languages.def), not by a grammar: what posts show is
 * short, often cut, and in many languages; what is not understood stays plain.
 */
#ifndef LAYOUT_HIGHLIGHT_H
#define LAYOUT_HIGHLIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/role.h"

struct highlight_language;

struct highlight {
	const struct highlight_language *language; /* NULL: all is plain */
	const char *close; /* of a comment or string that goes on over lines; NULL: none */
	enum role role;    /* of that */
	bool is_in_tag;
};

/* Starts a block of code; `info` is what stands behind its fence ("python", "rust,ignore"), or
 * NULL. */
void highlight_start(struct highlight *highlight, const char *info);

/*
 * The bytes of the part that starts at byte `at` of a line (without its newline), at least 1, and
 * its role: ROLE_CODE_BLOCK where it is plain. Lines have to be given in order, each from its start
 * on.
 */
size_t highlight_next(struct highlight *highlight, const char *line, size_t len, size_t at,
		      enum role *role);

#endif
