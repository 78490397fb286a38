/* SPDX-License-Identifier: MIT */
#include "view/hints.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The home row first; no letter that is hard to tell from another. */
static const char letters[] = "asdfghjkewrtuiopcvbnm";

static size_t label_length(size_t n)
{
	size_t length = 1;

	for (size_t room = sizeof(letters) - 1; room < n && length < HINTS_ROOM - 1;
	     room *= sizeof(letters) - 1)
		length++;
	return length;
}

static void write_label(char *label, size_t index, size_t length)
{
	for (size_t i = length; i-- > 0; index /= sizeof(letters) - 1)
		label[i] = letters[index % (sizeof(letters) - 1)];
	label[length] = '\0';
}

void hints_init(struct hints *hints, const size_t *numbers, size_t n_numbers)
{
	size_t length = label_length(n_numbers);

	*hints = (struct hints){ .n_items = n_numbers };
	hints->items = mem_alloc(n_numbers, sizeof(*hints->items));
	for (size_t i = 0; i < n_numbers; i++) {
		hints->items[i].number = numbers[i];
		write_label(hints->items[i].label, i, length);
	}
}

void hints_release(struct hints *hints)
{
	free(hints->items);
	*hints = (struct hints){ 0 };
}

static const char *rest(const struct hints *hints, const struct hint *hint)
{
	size_t len = strlen(hints->typed);

	return strncmp(hint->label, hints->typed, len) == 0 ? hint->label + len : NULL;
}

const char *hints_label(const struct hints *hints, size_t number)
{
	for (size_t i = 0; i < hints->n_items; i++) {
		if (hints->items[i].number == number)
			return rest(hints, &hints->items[i]);
	}
	return NULL;
}

enum hints_reply hints_key(struct hints *hints, const char *key, size_t *number)
{
	size_t len = strlen(hints->typed);
	bool leads_on = false;

	if (strlen(key) != 1 || len + 1 >= HINTS_ROOM)
		return HINTS_NONE;
	hints->typed[len] = *key;
	for (size_t i = 0; i < hints->n_items; i++) {
		const char *left = rest(hints, &hints->items[i]);

		if (left && !*left) {
			*number = hints->items[i].number;
			return HINTS_FOUND;
		}
		leads_on |= left != NULL;
	}
	return leads_on ? HINTS_MORE : HINTS_NONE;
}
