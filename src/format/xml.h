/* SPDX-License-Identifier: MIT */
/*
 * xml: XML, and the like of it, into a plain tree: feeds, OPML, pages in HTML.
 *
 * It reads what people publish, so it never fails: a bare & is a text, an element that is not
 * closed ends with the one around it, an end tag without a start is passed over, HTML's named
 * characters are known. A DOCTYPE is passed over, entities of its own are not expanded. The tree is
 * one arena; nothing in it is freed alone.
 */
#ifndef FORMAT_XML_H
#define FORMAT_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum {
	XML_DEPTH = 256,        /* deeper elements lose their tags and keep their texts */
	XML_NODES = 500 * 1000, /* elements, texts and attributes; more elements are passed over */
};

struct xml_attribute {
	const char *name;  /* as written, with its prefix: "xml:base" */
	const char *value; /* entities decoded */
	struct xml_attribute *next;
};

struct xml_node {
	const char *name;   /* of an element, without its prefix; NULL for a text */
	const char *prefix; /* as written; "" where there is none */
	const char *space;  /* the namespace that the prefix stands for; "" where there is none */
	const char *text;   /* of a text, entities decoded, UTF-8; "" for an element */
	struct xml_attribute *attributes; /* in the order written */
	struct xml_node *parent, *first, *last, *next;
};

struct xml_tree {
	struct arena arena;
	struct xml_node *root; /* holds the top elements and has the name ""; NULL before parsing */
};

enum xml_kind {
	XML_STRICT, /* names are kept as written */
	XML_HTML,   /* names are in lower case; void elements have no end tag, scripts no markup */
};

/* The bytes are UTF-8 (text/charset.h; xml_encoding() says what they were declared to be). */
void xml_parse(const char *bytes, size_t len, enum xml_kind kind, struct xml_tree *tree);
void xml_release(struct xml_tree *tree);

/* The encoding that an XML declaration or an HTML meta element at the start names; NULL where none
 * does. The caller frees. */
char *xml_encoding(const char *bytes, size_t len);

/* The first child of that name; a NULL space is any. NULL where there is none, or for a NULL node.
 */
const struct xml_node *xml_child(const struct xml_node *node, const char *space, const char *name);

/* The next sibling of the same name and space. */
const struct xml_node *xml_again(const struct xml_node *node);

/* The next element in the order written, below `top`; begin with `top` itself. NULL at the end. */
const struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *node);

/* The value, or NULL. The name is compared as it was written, in HTML in lower case. */
const char *xml_attribute(const struct xml_node *node, const char *name);

/* All texts inside, joined; the caller frees. NULL for a NULL node. */
char *xml_text(const struct xml_node *node);

/* What is inside as markup again, its texts escaped, as HTML without prefixes; the caller frees. */
char *xml_markup(const struct xml_node *node);

#endif
