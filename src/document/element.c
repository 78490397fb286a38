/* SPDX-License-Identifier: MIT */
#include "document/element.h"

#include <stdint.h>

static const struct {
	enum element_role role;
	enum block_kind block;
	unsigned styles;
} kinds[N_ELEMENTS] = {
#define ELEMENT(id, role, block, styles) [ELEMENT_##id] = { role, BLOCK_##block, styles },
#include "document/elements.def"
#undef ELEMENT
};

/* What is put around an element whose parent is missing; what it closes where that is open, and
 * what may stand between. */
static const struct rule {
	enum element needs;
	uint64_t closes, passes;
} rules[N_ELEMENTS] = {
	[ELEMENT_SECTION] = { ELEMENT_NONE, 1ull << ELEMENT_ROW, ~(1ull << ELEMENT_TABLE) },
	[ELEMENT_ITEM] = { ELEMENT_LIST, 1ull << ELEMENT_ITEM, 0 },
	[ELEMENT_ROW] = { ELEMENT_TABLE, 1ull << ELEMENT_ROW, ~(1ull << ELEMENT_TABLE) },
	[ELEMENT_CELL] = { ELEMENT_ROW, 1ull << ELEMENT_CELL, ~(1ull << ELEMENT_TABLE) },
	[ELEMENT_TERM] = { ELEMENT_DEFINITIONS, 1ull << ELEMENT_TERM | 1ull << ELEMENT_DEFINITION,
			   0 },
	[ELEMENT_DEFINITION] = { ELEMENT_DEFINITIONS,
				 1ull << ELEMENT_TERM | 1ull << ELEMENT_DEFINITION, 0 },
	[ELEMENT_FOOTNOTE] = { ELEMENT_FOOTNOTES, 1ull << ELEMENT_FOOTNOTE, 0 },
};

/* What stands directly in an element; other blocks are put into one of these. */
static const enum element holds[N_ELEMENTS] = {
	[ELEMENT_LIST] = ELEMENT_ITEM,          [ELEMENT_TABLE] = ELEMENT_ROW,
	[ELEMENT_ROW] = ELEMENT_CELL,           [ELEMENT_DEFINITIONS] = ELEMENT_DEFINITION,
	[ELEMENT_FOOTNOTES] = ELEMENT_FOOTNOTE,
};

enum element_role element_role(enum element element)
{
	return kinds[element].role;
}

enum block_kind element_block(enum element element)
{
	return kinds[element].block;
}

unsigned element_styles(enum element element)
{
	return kinds[element].styles;
}

bool element_is_inline(enum element element)
{
	return kinds[element].role == INLINE || kinds[element].role == DROP;
}

bool element_is_structure(enum element element)
{
	return kinds[element].role == CONTAINER || element == ELEMENT_CELL ||
	       element == ELEMENT_TERM || element == ELEMENT_LAYOUT;
}

enum element element_needs(enum element element)
{
	return rules[element].needs;
}

enum element element_holds(enum element element)
{
	return holds[element];
}

bool element_closes(enum element element, enum element other)
{
	return rules[element].closes >> other & 1;
}

bool element_passes(enum element element, enum element other)
{
	return rules[element].passes >> other & 1;
}
