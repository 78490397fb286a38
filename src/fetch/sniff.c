/* SPDX-License-Identifier: MIT */
#include "fetch/sniff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "fetch/naming.h"
#include "format/unpack.h"
#include "format/xml.h"
#include "text/charset.h"
#include "text/url.h"

static bool is_feed_root(const char *name)
{
	static const char *const roots[] = { "rss", "RDF", "feed", "channel" };

	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		if (strcasecmp(name, roots[i]) == 0)
			return true;
	}
	return false;
}

/* What the first element says; SNIFF_POST where it says nothing. */
static enum sniff_kind of_markup(const struct str *text)
{
	static const char *const pages[] = { "html", "head", "body",  "title",
					     "meta", "link", "style", "script" };
	struct xml_tree tree = { 0 };
	const struct xml_node *first;
	enum sniff_kind kind = SNIFF_POST;

	xml_parse(text->bytes, text->len, XML_STRICT, &tree);
	first = xml_walk(tree.root, tree.root);
	if (first && is_feed_root(first->name))
		kind = SNIFF_FEED;
	for (size_t i = 0; first && i < sizeof(pages) / sizeof(*pages); i++) {
		if (strcasecmp(first->name, pages[i]) == 0)
			kind = SNIFF_PAGE;
	}
	xml_release(&tree);
	return kind;
}

static bool is_json_feed(const struct str *text)
{
	return memmem(text->bytes, text->len, "jsonfeed.org/version", 20) != NULL ||
	       memmem(text->bytes, text->len, "jsonfeed.org\\/version", 21) != NULL;
}

static bool has_nul(const struct str *text)
{
	return memchr(text->bytes, '\0', text->len) != NULL;
}

static const char *skip_blanks(const struct str *text)
{
	const char *start = text->bytes;
	size_t len = text->len;

	str_trim(&start, &len);
	return start;
}

static enum sniff_kind of_type(const char *type)
{
	static const struct {
		const char *start;
		enum sniff_kind kind;
	} types[] = {
		{ "image/", SNIFF_OTHER },           { "video/", SNIFF_OTHER },
		{ "audio/", SNIFF_OTHER },           { "font/", SNIFF_OTHER },
		{ "application/pdf", SNIFF_OTHER },  { "text/html", SNIFF_PAGE },
		{ "application/xhtml", SNIFF_PAGE }, { "application/rss", SNIFF_FEED },
		{ "application/atom", SNIFF_FEED },  { "application/feed+json", SNIFF_FEED },
	};

	for (size_t i = 0; type && i < sizeof(types) / sizeof(*types); i++) {
		if (str_starts(type, types[i].start))
			return types[i].kind;
	}
	return SNIFF_POST;
}

static bool is_text(const char *url)
{
	struct url parts;
	char *path;
	bool is_it;

	url_split(url, &parts);
	path = mem_copy(parts.path.at, parts.path.len);
	is_it = naming_is_text(path);
	free(path);
	return is_it;
}

static enum sniff_kind of_text(const struct str *text, const char *type, const char *url)
{
	const char *start = skip_blanks(text);
	enum sniff_kind kind = SNIFF_POST;

	if (has_nul(text))
		return SNIFF_OTHER;
	if (*start == '{' && is_json_feed(text))
		return SNIFF_FEED;
	if (*start == '<' && !is_text(url))
		kind = of_markup(text);
	if (kind == SNIFF_POST && !is_text(url))
		kind = of_type(type);
	return kind;
}

enum sniff_kind sniff(const char *bytes, size_t len, const char *type, const char *url)
{
	struct str text = { 0 };
	enum sniff_kind kind;

	if (unpack_knows(bytes, len))
		return SNIFF_ARCHIVE;
	str_text(&text, "");
	charset_decode(bytes, len, NULL, &text);
	kind = of_text(&text, type, url);
	str_release(&text);
	return kind;
}
