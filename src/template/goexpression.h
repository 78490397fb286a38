/* SPDX-License-Identifier: MIT */
/*
 * goexpression: what stands between {{ and }} of a template of Go's: pipelines of functions,
 * fields, variables.
 */
#ifndef TEMPLATE_GOEXPRESSION_H
#define TEMPLATE_GOEXPRESSION_H

#include "template/gotemplate.h"
#include "template/goterm.h"

/* What an expression stands in. */
struct goscope {
	struct render *render; /* its names are the variables, with their $ */
	const struct gotemplate_call *call;
	struct goterm root; /* $ */
	/* What a partial template makes of its name and what it is given; unknown where there is
	 * none. */
	struct goterm (*partial)(struct goscope *scope, const struct goterm *arguments, size_t n);
	int depth;    /* of blocks and of brackets */
	bool is_lost; /* something was needed that cannot be known */
};

enum { GOEXPRESSION_DEEPEST = 24 };

/* Evaluates an expression. True where it was `$x := …` or `$x = …`, which has set the variable. */
bool goexpression_evaluate(struct goscope *scope, const struct goterm *dot, const char *text,
			   size_t len, struct goterm *value);

/* `$i, $x := list` of a range: the list, and the variables that its turns set. */
struct goexpression_range {
	struct goterm list;
	const char *names[2];
	size_t lens[2], n_names;
};

void goexpression_range(struct goscope *scope, const struct goterm *dot, const char *text,
			size_t len, struct goexpression_range *range);

/* Gives a variable its value: a new one, or the one that there is. */
void goexpression_set(struct goscope *scope, const char *name, size_t len, bool is_new,
		      const struct goterm *term);

#endif
