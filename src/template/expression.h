/* SPDX-License-Identifier: MIT */
/*
 * expression: what stands between {{ and }}: names, texts, comparisons, filters, as Liquid, Jinja,
 * Nunjucks and Tera write them.
 */
#ifndef TEMPLATE_EXPRESSION_H
#define TEMPLATE_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "template/render.h"

/* The value, or NULL where it cannot be known. It lives as long as the rendering. */
const struct value *expression_value(struct render *render, const char *text, size_t len);

/* Whether a condition holds: what cannot be known does not. */
bool expression_holds(struct render *render, const char *text, size_t len);

/* The value as it is written into a text; "" for lists and maps. Borrowed. */
const char *expression_text(struct render *render, const struct value *value);

/* Nothing, false, the empty text and the empty list are untrue; so is what cannot be known. */
bool expression_is_true(const struct value *value);

/* A list of the whole numbers from the one to the other. */
struct value *expression_numbers(struct render *render, double from, double to);

/* The number that the text is; false, and 0, where it is none. */
bool expression_number(const char *text, double *number);

/* Whether a text holds the words, a list a member that is the same, a map the key. */
bool expression_contains(struct render *render, const struct value *all, const char *one);

/* How two texts are in order, as numbers where both are: below, at or above 0. */
int expression_order(const char *a, const char *b);

/* The length of the word that the text begins with: up to a blank or a comma. */
size_t expression_word(const char *text, size_t len);

/*
 * The next argument of a tag: `"text"`, `word`, `name=value` or `name: value`, with or without a
 * comma behind. False at the end. `name` is "" where there is none; `value` is as written, without
 * its quotes.
 */
struct expression_argument {
	const char *name, *value;
	size_t name_len, value_len;
	bool is_quoted;
};

bool expression_argument(const char **at, const char *end, struct expression_argument *argument);

/* Its words: \" in quotes is a quote. */
const struct value *expression_words(struct render *render,
				     const struct expression_argument *argument);

#endif
