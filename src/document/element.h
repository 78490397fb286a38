/* SPDX-License-Identifier: MIT */
/*
 * element: what Markdown and HTML are made of, and what may stand in what.
 */
#ifndef DOCUMENT_ELEMENT_H
#define DOCUMENT_ELEMENT_H

#include <stdbool.h>

#include "document/document.h"

enum element {
#define ELEMENT(id, role, block, styles) ELEMENT_##id,
#include "document/elements.def"
#undef ELEMENT
	N_ELEMENTS
};

/* What an element says of itself; whatever it has nothing to say about is 0. The strings are copied
 * and made safe. */
struct traits {
	const char *target, *title; /* of links, images, embeds, alerts and code */
	const char *info, *anchor;
	const char *words; /* of links, images and embeds: shown where it holds no words */
	int level;
	unsigned number, columns, rows;
	enum block_align align;
	bool is_ordered, is_tight, is_task, is_done, is_head;
	bool is_raw; /* comes from HTML */
};

enum element_role { BOX, CONTAINER, LEAF, INLINE, DROP };

enum element_role element_role(enum element element);

/* The kind of block that a container or leaf becomes. */
enum block_kind element_block(enum element element);

/* The styles that an inline element adds. */
unsigned element_styles(enum element element);

/* Inline elements and those that drop what is in them make and end no lines. */
bool element_is_inline(enum element element);

/* Containers, cells, terms and tables for layout: what others are looked for in. */
bool element_is_structure(enum element element);

/* What has to be directly around an element; ELEMENT_NONE if anything may. */
enum element element_needs(enum element element);

/* What directly holds other blocks within an element; ELEMENT_NONE if they stand in it themselves.
 */
enum element element_holds(enum element element);

/* Whether an element that opens closes one that is open, and whether it looks for that one beyond
 * `other`. */
bool element_closes(enum element element, enum element other);
bool element_passes(enum element element, enum element other);

#endif
