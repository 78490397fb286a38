/* SPDX-License-Identifier: MIT */
#include "feed/space.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/url.h"

static const struct {
	enum space space;
	const char *prefix; /* "" for none that is usual */
	const char *uri;
} spaces[] = {
	{ SPACE_CORE, "", "http://purl.org/rss/1.0/" },
	{ SPACE_CORE, "", "http://my.netscape.com/rdf/simple/0.9/" },
	{ SPACE_CORE, "", "http://channel.netscape.com/rdf/simple/0.9/" },
	{ SPACE_ATOM, "atom", "http://www.w3.org/2005/Atom" },
	{ SPACE_ATOM, "", "http://purl.org/atom/ns#" },
	{ SPACE_CONTENT, "content", "http://purl.org/rss/1.0/modules/content/" },
	{ SPACE_DUBLIN, "dc", "http://purl.org/dc/elements/1.1/" },
	{ SPACE_DUBLIN, "dcterms", "http://purl.org/dc/terms/" },
	{ SPACE_MEDIA, "media", "http://search.yahoo.com/mrss/" },
	{ SPACE_MEDIA, "", "http://search.yahoo.com/mrss" },
	{ SPACE_ITUNES, "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd" },
	{ SPACE_FEEDBURNER, "feedburner", "http://rssnamespace.org/feedburner/ext/1.0" },
	{ SPACE_SYNDICATION, "sy", "http://purl.org/rss/1.0/modules/syndication/" },
	{ SPACE_HTML, "xhtml", "http://www.w3.org/1999/xhtml" },
};

/* RSS 2.0 has no namespace, but some feeds give it one. */
static enum space by_prefix(const struct xml_node *node)
{
	for (size_t i = 0; *node->prefix && i < sizeof(spaces) / sizeof(*spaces); i++) {
		if (strcmp(spaces[i].prefix, node->prefix) == 0)
			return spaces[i].space;
	}
	return *node->prefix ? SPACE_OTHER : SPACE_CORE;
}

enum space space_of(const struct xml_node *node)
{
	for (size_t i = 0; *node->space && i < sizeof(spaces) / sizeof(*spaces); i++) {
		if (strcasecmp(spaces[i].uri, node->space) == 0)
			return spaces[i].space;
	}
	return *node->space && *node->prefix ? SPACE_OTHER : by_prefix(node);
}

static const struct xml_node *find_from(const struct xml_node *node, enum space space,
					const char *name)
{
	for (; node; node = node->next) {
		if (node->name && strcasecmp(node->name, name) == 0 && space_of(node) == space)
			return node;
	}
	return NULL;
}

const struct xml_node *space_find(const struct xml_node *parent, enum space space, const char *name)
{
	return parent ? find_from(parent->first, space, name) : NULL;
}

const struct xml_node *space_again(const struct xml_node *node)
{
	return find_from(node->next, space_of(node), node->name);
}

static bool has_elements(const struct xml_node *node)
{
	for (const struct xml_node *child = node->first; child; child = child->next) {
		if (child->name)
			return true;
	}
	return false;
}

char *space_text(const struct xml_node *node)
{
	char *text = node && has_elements(node) ? xml_markup(node) : xml_text(node);
	const char *start = text;
	size_t len = text ? strlen(text) : 0;
	char *trimmed;

	str_trim(&start, &len);
	trimmed = len > 0 ? mem_copy(start, len) : NULL;
	free(text);
	return trimmed;
}

void space_add(const struct xml_node *parent, enum space space, const char *name,
	       struct strings *texts)
{
	const struct xml_node *node = space_find(parent, space, name);

	for (; node; node = space_again(node)) {
		char *text = space_text(node);

		if (text)
			strings_add(texts, text);
		free(text);
	}
}

char *space_base(const struct xml_node *node, const char *url)
{
	const char *bases[8];
	char *base = NULL;
	int n = 0;

	for (; node && n < 8; node = node->parent) {
		bases[n] = xml_attribute(node, "xml:base");
		n += bases[n] != NULL;
	}
	while (n > 0) {
		char *inner = url_resolve(base ? base : url, bases[--n]);

		free(base);
		base = inner;
	}
	if (base && url_is_absolute(base))
		return base;
	free(base);
	return NULL;
}

char *space_resolve(const struct xml_node *node, const char *url, const char *address)
{
	const char *text = address ? address : "";
	size_t len = strlen(text);
	char *base, *trimmed, *whole;

	str_trim(&text, &len);
	if (len == 0)
		return NULL;
	base = space_base(node, url);
	trimmed = mem_copy(text, len);
	whole = url_resolve(base ? base : url, trimmed);
	free(trimmed);
	free(base);
	if (url_is_absolute(whole))
		return whole;
	free(whole);
	return NULL;
}

const char *space_lang(const struct xml_node *node)
{
	const char *lang = NULL;

	for (; node && !lang; node = node->parent)
		lang = xml_attribute(node, "xml:lang");
	return lang && *lang ? lang : NULL;
}
