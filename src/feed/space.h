/* SPDX-License-Identifier: MIT */
/*
 * space: the namespaces of feeds, and what stands in them.
 */
#ifndef FEED_SPACE_H
#define FEED_SPACE_H

#include "base/strings.h"
#include "format/xml.h"

enum space {
	SPACE_CORE, /* no prefix, or RSS 1.0's own */
	SPACE_ATOM,
	SPACE_CONTENT, /* content:encoded */
	SPACE_DUBLIN,  /* dc: and dcterms: */
	SPACE_MEDIA,
	SPACE_ITUNES,
	SPACE_FEEDBURNER,
	SPACE_SYNDICATION,
	SPACE_HTML,
	SPACE_OTHER,
};

/* By the URI; where nobody declared the prefix, by the prefix as everybody uses it. */
enum space space_of(const struct xml_node *node);

/* The first child of that space and name; NULL where there is none, or for a NULL node. */
const struct xml_node *space_find(const struct xml_node *parent, enum space space,
				  const char *name);

/* The next sibling of the same space and name; NULL where there is none. */
const struct xml_node *space_again(const struct xml_node *node);

/*
 * What an element says, blanks at its ends gone: its text, or the markup where there is markup in
 * it. NULL where it is empty or `node` is NULL. The caller frees.
 */
char *space_text(const struct xml_node *node);

/* Adds space_text() of each such child. */
void space_add(const struct xml_node *parent, enum space space, const char *name,
	       struct strings *texts);

/* The address that addresses in the element are seen from: xml:base of it and those around it, seen
 * from `url`. NULL where none says so. The caller frees. */
char *space_base(const struct xml_node *node, const char *url);

/* The address seen from where the element stands, else from `url`; NULL for none. The caller frees.
 */
char *space_resolve(const struct xml_node *node, const char *url, const char *address);

/* xml:lang of the element or the nearest around it; NULL where none says so. */
const char *space_lang(const struct xml_node *node);

#endif
