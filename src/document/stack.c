/* SPDX-License-Identifier: MIT */
#include "document/stack.h"

#include <stdlib.h>

#include "base/mem.h"

/* Deeper containers make no blocks, and an end tag does not look further. */
enum { MAX_DEPTH = 60, MAX_SEARCH = 300 };

void stack_init(struct stack *stack)
{
	stack->room = 64;
	stack->open = mem_alloc(stack->room, sizeof(*stack->open));
	stack->open[0].mark = (struct flow_mark){ 0, -1, -1 };
	stack->open[0].link = -1;
	stack->n_open = 1;
}

void stack_release(struct stack *stack)
{
	free(stack->open);
	*stack = (struct stack){ 0 };
}

struct open *stack_top(const struct stack *stack)
{
	return &stack->open[stack->n_open - 1];
}

void stack_push(struct stack *stack, enum element element, const struct traits *traits)
{
	static const struct traits none;
	const struct open around = *stack_top(stack);
	struct open *open;

	if (stack->n_open == stack->room) {
		stack->room *= 2;
		stack->open = mem_resize(stack->open, stack->room, sizeof(*open));
	}
	open = &stack->open[stack->n_open];
	*open = around;
	open->element = element;
	open->traits = traits ? *traits : none;
	open->block = 0;
	open->link = -1;
	open->is_implied = false;
	if (element != ELEMENT_CODE || !around.is_pre)
		open->mark.styles |= element_styles(element);
	open->is_pre |= element == ELEMENT_PRE;
	open->is_dropped |= element_role(element) == DROP;
	if (element == ELEMENT_EMBED && around.element == ELEMENT_MEDIA)
		open->is_dropped = stack->open[stack->n_open - 2].is_dropped;
	stack->n_open++;
	if (element_is_inline(element))
		return;
	open->is_flat = around.is_sealed;
	open->is_head = element == ELEMENT_SECTION ? open->traits.is_head : around.is_head;
	if (element_is_structure(element))
		open->structure = stack->n_open - 1;
	if (open->is_flat)
		return;
	open->leaf = element_role(element) == LEAF ? stack->n_open - 1 : 0;
	open->is_sealed = open->leaf && element != ELEMENT_PARAGRAPH;
	open->depth += element_role(element) == CONTAINER;
	open->lists += element == ELEMENT_LIST;
	if (open->depth > MAX_DEPTH && element_needs(element) == ELEMENT_NONE)
		open->is_buried = true;
}

size_t stack_find(const struct stack *stack, enum element element, bool is_raw)
{
	size_t i = stack->n_open - 1;

	if (!is_raw) {
		while (i > 0 && stack->open[i].traits.is_raw)
			i--;
		return i;
	}
	for (int n = 0; i > 0 && n < MAX_SEARCH && stack->open[i].traits.is_raw; n++, i--)
		if (stack->open[i].element == element)
			return i;
	return 0;
}

size_t stack_around(const struct stack *stack, enum element element)
{
	size_t i = stack->n_open - 1;

	if (element_is_inline(element) || element_role(element) == LEAF)
		return 0;
	for (int n = 0; i > 0 && n < MAX_SEARCH && stack->open[i].traits.is_raw; n++, i--)
		if (!element_is_inline(stack->open[i].element))
			return 0;
	if (i == 0 || stack->open[i].element != ELEMENT_PARAGRAPH)
		return 0;
	i--;
	for (int n = 0; i > 0 && n < MAX_SEARCH && stack->open[i].traits.is_raw; n++, i--)
		if (stack->open[i].element == element)
			return i;
	return 0;
}

bool stack_is_across(const struct stack *stack, size_t i)
{
	if (!element_is_inline(stack->open[i].element))
		return false;
	for (i++; i < stack->n_open; i++)
		if (!element_is_inline(stack->open[i].element))
			return true;
	return false;
}

void stack_end_across(struct stack *stack, size_t i)
{
	unsigned styles = element_styles(stack->open[i].element) & ~stack->open[i - 1].mark.styles;
	int link = stack->open[i].link;

	for (size_t k = i; k < stack->n_open; k++) {
		stack->open[k].mark.styles &= ~styles;
		if (link >= 0 && stack->open[k].mark.link == link)
			stack->open[k].mark.link = -1;
		stack->open[k].is_dropped &= stack->open[i - 1].is_dropped;
	}
	stack->open[i].element = ELEMENT_NONE;
}
