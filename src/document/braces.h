/* SPDX-License-Identifier: MIT */
/*
 * braces: attribute lists, "{: .class #id}" behind a block or span, and "{#id .class}".
 */
#ifndef DOCUMENT_BRACES_H
#define DOCUMENT_BRACES_H

#include <stdbool.h>
#include <stddef.h>

struct braces {
	const char *id; /* or NULL; into the text */
	size_t id_len;
	bool is_toc;    /* "{:toc}": a table of contents stands here */
	bool has_colon; /* "{:", which nothing else begins with */
};

/* The attribute list at the start of `text`: its length, braces included; 0 where it is none. */
size_t braces_list(const char *text, size_t len, struct braces *list);

#endif
