/* SPDX-License-Identifier: MIT */
/*
 * attributes: those of one HTML tag, read as the HTML standard has it (13.2.5.32 to 40).
 */
#ifndef DOCUMENT_ATTRIBUTES_H
#define DOCUMENT_ATTRIBUTES_H

#include <stddef.h>

#include "base/str.h"

enum attribute {
#define ATTRIBUTE(id, name) ATTRIBUTE_##id,
#include "document/attributes.def"
#undef ATTRIBUTE
	N_ATTRIBUTES
};

struct attributes;

struct attributes *attributes_new(void);
void attributes_free(struct attributes *attributes);

/*
 * The bytes of a tag from behind its name up to the '>' that ends it; `len` where none does. A '>'
 * in quotes ends no tag, but for a quote that is never closed.
 */
size_t attributes_len(const char *text, size_t len);

/* What stands in a tag behind its name, without the '>'. Forgets what was read before. Whether a
 * slash closes the tag at once. */
bool attributes_read(struct attributes *attributes, const char *text, size_t len);

/* Its value with entities decoded, "" where it has none, NULL where it is not there; borrowed until
 * the next read. */
const char *attributes_value(const struct attributes *attributes, enum attribute attribute);

/* Adds the language that a class or data attribute names; false where none does. */
bool attributes_language(const struct attributes *attributes, struct str *out);

#endif
