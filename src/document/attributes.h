/* SPDX-License-Identifier: MIT */
/*
 * attributes: those of one HTML tag, read by libxml2.
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

/* What stands in a tag after its name, without the '>'. Forgets what was read before. */
void attributes_read(struct attributes *attributes, const char *text, size_t len);

/* Its value with entities decoded, "" where it has none, NULL where it is not there; borrowed until
 * the next read. */
const char *attributes_value(const struct attributes *attributes, enum attribute attribute);

/* Adds the language that a class or data attribute names; false where none does. */
bool attributes_language(const struct attributes *attributes, struct str *out);

#endif
