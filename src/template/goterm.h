/* SPDX-License-Identifier: MIT */
/*
 * goterm: a value in a template of Go's, and the functions that Hugo gives such templates.
 */
#ifndef TEMPLATE_GOTERM_H
#define TEMPLATE_GOTERM_H

#include "template/lookup.h"
#include "template/render.h"

struct goterm {
	struct lookup place; /* LOOKUP_VALUE with a NULL value: known to be nothing */
	bool is_markdown;    /* words to be read as Markdown, wherever they are put */
	bool is_context;     /* what the template was called with */
};

struct goterm goterm_unknown(void);
struct goterm goterm_value(const struct value *value);
struct goterm goterm_text(struct render *render, const char *text);

/* Whether it can be known at all, even that it is nothing. */
bool goterm_is_known(const struct goterm *term);

/* As `if` takes it: nothing, false, 0, "" and what is empty are untrue. */
bool goterm_is_true(const struct goterm *term);

/* As it is written: "" for nothing, lists and maps. Borrowed. */
const char *goterm_string(struct render *render, const struct goterm *term);

/* A function by its name ("upper", "strings.ToUpper"); unknown where there is no such function, or
 * where its result cannot be known. */
struct goterm goterm_call(struct render *render, const char *name, size_t len,
			  const struct goterm *arguments, size_t n_arguments);

#endif
