/* SPDX-License-Identifier: MIT */
/*
 * render: a template being resolved: what is left of its text, where the result goes, which names
 * are known.
 *
 * What the files that resolve tags share (expression.h, tags.h, shortcode.h); template.h is the way
 * in.
 */
#ifndef TEMPLATE_RENDER_H
#define TEMPLATE_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/str.h"
#include "format/value.h"
#include "template/template.h"
#include "template/untouched.h"

/* A name that the template itself gave a value: assign, for, capture, a parameter. */
struct render_name {
	const char *name;
	const struct value *value; /* NULL: known to be nothing */
	struct render_name *older;
	size_t n; /* this one and all that are older */
};

/* {% macro name(a, b="c") %} … {% endmacro %} */
struct render_macro {
	const char *name, *parameters, *body; /* parameters as written between the brackets */
	size_t parameters_len, len;
	struct render_macro *older;
	size_t n; /* this one and all that are older */
};

/* A file that is being put in. */
struct render_file {
	const char *path;
	const struct render_file *around;
};

/* What all parts of one body share, so that the whole is bounded. */
struct render_shared {
	const struct template_input *input;
	struct value_tree values; /* everything that is made while rendering */
	unsigned steps;           /* tags and loops so far */
	size_t bytes;             /* written so far, also what was thrown away again */
	unsigned includes;        /* how deep */
	unsigned calls;           /* of macros, how deep */
	unsigned looks;           /* at members of lists */
	size_t unresolved;
	struct render_name *assigned; /* names of the whole body, whatever block gave them */
	struct render_macro *macros;
	const struct render_file *file; /* NULL: the body itself */
	struct map last;                /* where a name's {% endNAME %} stands last, plus 1 */
	const struct value *event;      /* what lookup.c found for the event of the page */
	bool has_event;                 /* it was looked for */
};

struct render {
	struct render_shared *shared;
	const char *start, *at, *end;
	const struct untouched *code;
	struct str *out;
	struct render_name *names;
	int depth;         /* of blocks */
	bool is_dead;      /* a branch not taken: read, but neither resolved nor written */
	bool is_html;      /* there is no Markdown in the text */
	bool is_call;      /* a template that knows its arguments, and no names of the page's */
	bool is_flat;      /* the text's own blanks at the starts of lines are left out */
	bool is_quiet;     /* what cannot be resolved adds nothing and is not counted */
	bool is_over;      /* a bound was reached */
	bool has_no_close; /* no comment closes any more */
};

/* Renders the whole of an input; `is_quiet`: what cannot be resolved adds nothing. */
void render_run(const struct template_input *input, bool is_quiet, struct str *out);

/* Renders up to one of the tags `stops` (ended by NULL; NULL: to the end), which is taken in. Its
 * index, or -1 at the end. `args` (may be NULL) gets what stood behind the tag's name. */
int render_until(struct render *render, const char *const *stops, const char **args,
		 size_t *args_len);

/* Renders another text in the same place, with the same names; false where a bound was reached.
 * `is_html`: it holds no Markdown. */
bool render_text(struct render *render, const char *text, size_t len, bool is_html);

/* Gives a name a value until `names` is again what it was before. */
void render_name(struct render *render, const char *name, size_t len, const struct value *value);

/* The same for the rest of the body, as Liquid's assign does: the name that there is gets the
 * value, whatever block it is of. */
void render_assign(struct render *render, const char *name, size_t len, const struct value *value);

/* The name that the template gave a value last, or NULL. */
struct render_name *render_find(struct render *render, const char *name, size_t len);

/* Adds what a tag became: escaped as a link's target needs it, where it stands in one. */
void render_add(struct render *render, const char *text);

/* Adds a placeholder for what cannot be resolved: nothing in a link's target. `words` are shown. */
void render_placeholder(struct render *render, const char *words, size_t len);

/* Adds text of a template of markup: blanks behind a newline would make code and paragraphs of it
 * in the midst of Markdown, so they are left out. */
void render_flat(struct str *out, const char *text, size_t len);

/* Adds markup that a template of the site made. A block of HTML goes on to a blank line, so it gets
 * one on each side where there are words in its line. */
void render_markup(struct render *render, const char *text, size_t len);

/* Whether what is added next stands in a link's target, or in an attribute's value. */
bool render_is_in_target(const struct render *render);

/* Counts one step; false where the template has used up its own. */
bool render_step(struct render *render);

/* The same for work that costs as much as n steps. */
void render_steps(struct render *render, size_t n);

/* The same for one look at a member of a list: many of them are a step. */
bool render_look(struct render *render);

/* Counts what was written elsewhere than to render->out. */
void render_bytes(struct render *render, size_t n);

enum { RENDER_TEXT = 1024 * 1024 }; /* bytes of a value */

/* A new list, map or nothing among the values that live as long as the rendering. */
struct value *render_new(struct render *render, enum value_kind kind);

/* A new text among the values that live as long as the rendering. */
struct value *render_value(struct render *render, const char *text, size_t len);

#endif
