/* SPDX-License-Identifier: MIT */
/*
 * stack: the elements that are open, the root first.
 */
#ifndef DOCUMENT_STACK_H
#define DOCUMENT_STACK_H

#include <stdbool.h>
#include <stddef.h>

#include "document/element.h"
#include "document/flow.h"

/* An element that is open. What it has from those around it is worked out once, when it opens. */
struct open {
	enum element element;
	struct traits traits;
	struct flow_mark mark; /* of words in it */
	unsigned block;        /* its block, once it has one */
	unsigned container;    /* the block that blocks in it stand in, once settled */
	size_t structure;      /* the nearest container, cell or term, here or around */
	size_t leaf;           /* the element that says which leaf words in it become, or 0 */
	unsigned depth, lists; /* containers and lists, this one counted */
	int link;              /* the link that it made, or -1 */
	bool is_flat;          /* stands in a leaf: makes no block */
	bool is_sealed;        /* what is in it is flat */
	bool is_buried;        /* too deep for a block */
	bool is_dropped, is_pre, is_head;
	bool is_implied; /* was not written, but had to be there */
};

struct stack {
	struct open *open; /* open[0] is the root */
	size_t n_open, room;
};

void stack_init(struct stack *stack);
void stack_release(struct stack *stack);

/* The innermost element that is open; until the next change of the stack. */
struct open *stack_top(const struct stack *stack);

/* The strings of the traits are borrowed. */
void stack_push(struct stack *stack, enum element element, const struct traits *traits);

/*
 * The element that an end tag closes: its place, 0 where there is none. Markdown closes in the
 * order it has opened; HTML closes what it has opened itself, with nothing of Markdown's between.
 */
size_t stack_find(const struct stack *stack, enum element element, bool is_raw);

/* The block of HTML's own that is open around the paragraph of Markdown which the end tag stands
 * in; 0 where there is none. */
size_t stack_around(const struct stack *stack, enum element element);

/* Whether an element of lines is open in the inline element at `i`. */
bool stack_is_across(const struct stack *stack, size_t i);

/* Ends such an element, and leaves open what is open in it. */
void stack_end_across(struct stack *stack, size_t i);

#endif
