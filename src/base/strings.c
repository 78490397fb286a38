/* SPDX-License-Identifier: MIT */
#include "base/strings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

void strings_add(struct strings *strings, const char *text)
{
	strings_add_bytes(strings, text, strlen(text));
}

void strings_add_bytes(struct strings *strings, const char *bytes, size_t len)
{
	strings->items = mem_grow(strings->items, strings->n_items, sizeof(*strings->items));
	strings->items[strings->n_items++] = mem_copy(bytes, len);
}

bool strings_have(const struct strings *strings, const char *text)
{
	for (size_t i = 0; i < strings->n_items; i++) {
		if (strcmp(strings->items[i], text) == 0)
			return true;
	}
	return false;
}

char *strings_join(const struct strings *strings, const char *between)
{
	struct str all = { 0 };

	for (size_t i = 0; i < strings->n_items; i++) {
		if (i > 0)
			str_text(&all, between);
		str_text(&all, strings->items[i]);
	}
	return str_take(&all);
}

void strings_release(struct strings *strings)
{
	for (size_t i = 0; i < strings->n_items; i++)
		free(strings->items[i]);
	free(strings->items);
	*strings = (struct strings){ 0 };
}
