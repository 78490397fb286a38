/* SPDX-License-Identifier: MIT */
#include "config/opml.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "config/subscribe.h"
#include "format/xml.h"
#include "text/charset.h"
#include "text/safe.h"
#include "text/url.h"

/* The first of the attributes that says something. */
static const char *first_of(const struct xml_node *node, const char *const *names)
{
	for (; *names; names++) {
		const char *value = xml_attribute(node, *names);

		if (value && *value)
			return value;
	}
	return NULL;
}

static void read_outline(const struct xml_node *node, struct sources *sources)
{
	static const char *const addresses[] = { "xmlUrl", "xmlurl", "url", "htmlUrl", NULL };
	static const char *const names[] = { "title", "text", NULL };
	char *address = safe_line_copy(first_of(node, addresses));
	size_t n_before = sources->n_items;

	if (address && *address)
		sources_add(sources, address);
	if (sources->n_items > n_before)
		sources->items[n_before].name = safe_line_copy(first_of(node, names));
	free(address);
}

void opml_read(const char *bytes, size_t len, struct sources *sources)
{
	char *encoding = xml_encoding(bytes, len);
	struct xml_tree tree = { 0 };
	struct str decoded = { 0 };

	charset_decode(bytes, len, encoding, &decoded);
	xml_parse(str_bytes(&decoded), decoded.len, XML_STRICT, &tree);
	for (const struct xml_node *node = tree.root; node; node = xml_walk(tree.root, node)) {
		if (node->name && strcmp(node->name, "outline") == 0)
			read_outline(node, sources);
	}
	xml_release(&tree);
	str_release(&decoded);
	free(encoding);
}

static void add_attribute(struct str *out, const char *name, const char *value)
{
	static const struct {
		char byte;
		const char *entity;
	} entities[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" } };

	str_format(out, " %s=\"", name);
	for (; *value; value++) {
		const char *entity = NULL;

		for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++) {
			if (entities[i].byte == *value)
				entity = entities[i].entity;
		}
		if (entity)
			str_text(out, entity);
		else
			str_byte(out, *value);
	}
	str_byte(out, '"');
}

/* As other programs understand it. */
static char *exchanged(const char *address)
{
	struct str url = { 0 };
	char *path;

	if (*address != '/')
		return mem_string(address);
	path = url_encode(address, "/");
	str_format(&url, "file://%s", path);
	free(path);
	return str_take(&url);
}

void opml_write(const struct sources *sources, struct str *out)
{
	str_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
		      "<head><title>" PACKAGE_NAME "</title></head>\n<body>\n");
	for (size_t i = 0; i < sources->n_items; i++) {
		const struct source *source = &sources->items[i];
		char *url = exchanged(source->address);

		str_text(out, "<outline type=\"rss\"");
		add_attribute(out, "text", source->name ? source->name : source->address);
		add_attribute(out, "xmlUrl", url);
		str_text(out, "/>\n");
		free(url);
	}
	str_text(out, "</body>\n</opml>\n");
}

static int add_all(const char *path, const struct sources *found, const struct sources *there,
		   struct err *err)
{
	int n_added = 0;

	for (size_t i = 0; i < found->n_items; i++) {
		const struct source *source = &found->items[i];

		if (sources_find(there, source->address))
			continue;
		if (subscribe_add(path, source->address, source->name, err) < 0)
			return -1;
		n_added++;
	}
	return n_added;
}

int opml_import(const char *path, const char *bytes, size_t len, struct err *err)
{
	struct sources found = { 0 }, there = { 0 };
	int result = sources_read(&there, path, NULL, err);

	opml_read(bytes, len, &found);
	if (result == 0 && found.n_items == 0)
		result = err_set(err, _("No source is listed there."));
	if (result == 0)
		result = add_all(path, &found, &there, err);
	sources_release(&found);
	sources_release(&there);
	return result;
}
