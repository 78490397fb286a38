/* SPDX-License-Identifier: MIT */
#include "feed/atom.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "feed/entry.h"
#include "feed/space.h"
#include "post/markup.h"
#include "text/safe.h"

/* Atom's own, with its namespace or where it was forgotten. */
static const struct xml_node *find(const struct xml_node *parent, const char *name)
{
	const struct xml_node *node = space_find(parent, SPACE_ATOM, name);

	return node ? node : space_find(parent, SPACE_CORE, name);
}

static char *text_of(const struct xml_node *parent, const char *name)
{
	return space_text(find(parent, name));
}

static bool has_type(const struct xml_node *node, const char *start)
{
	const char *type = xml_attribute(node, "type");

	return type && strncasecmp(type, start, strlen(start)) == 0;
}

/* The address of the first link of that relation, a page rather than something else. */
static char *link_of(const struct xml_node *parent, const char *rel, const char *url)
{
	const struct xml_node *best = NULL, *node = find(parent, "link");

	for (; node; node = space_again(node)) {
		const char *own = xml_attribute(node, "rel");

		if (strcasecmp(own ? own : "alternate", rel) != 0)
			continue;
		if (!best || (has_type(node, "text/html") && !has_type(best, "text/html")))
			best = node;
	}
	return best ? space_resolve(best, url, xml_attribute(best, "href")) : NULL;
}

static void read_people(const struct xml_node *parent, struct entry *entry)
{
	const struct xml_node *person = find(parent, "author");

	for (; person; person = space_again(person)) {
		char *name = text_of(person, "name");

		if (!name)
			name = text_of(person, "email");
		if (!name && !find(person, "uri"))
			name = space_text(person);
		if (name)
			strings_add(&entry->authors, name);
		free(name);
	}
}

static void read_categories(const struct xml_node *node, struct entry *entry)
{
	for (const struct xml_node *each = find(node, "category"); each; each = space_again(each)) {
		const char *label = xml_attribute(each, "label");
		const char *term = xml_attribute(each, "term");

		if (label && *label)
			strings_add(&entry->categories, label);
		else if (term && *term)
			strings_add(&entry->categories, term);
	}
	space_add(node, SPACE_DUBLIN, "subject", &entry->categories);
}

/* Text that is none: some say nothing and write HTML all the same. */
static bool looks_like_html(const char *text)
{
	return strstr(text, "</") || strstr(text, "/>") || strstr(text, "<p>") ||
	       strstr(text, "<br");
}

static enum post_kind kind_of(const struct xml_node *content, const char *text)
{
	const char *mode = xml_attribute(content, "mode");

	if (has_type(content, "text/markdown") || has_type(content, "text/x-markdown"))
		return POST_MARKDOWN;
	if (has_type(content, "html") || has_type(content, "xhtml") ||
	    has_type(content, "text/html") || has_type(content, "application/xhtml") ||
	    (mode && strcasecmp(mode, "xml") == 0))
		return POST_HTML;
	return looks_like_html(text) ? POST_HTML : POST_PLAIN;
}

static void read_body(const struct xml_node *node, const char *url, struct entry *entry)
{
	const struct xml_node *content = find(node, "content"), *summary = find(node, "summary");
	char *file = content ? space_resolve(content, url, xml_attribute(content, "src")) : NULL;

	entry->body = space_text(content);
	entry->summary = space_text(summary);
	if (!entry->summary)
		entry->summary = text_of(space_find(node, SPACE_MEDIA, "group"), "description");
	if (entry->body)
		entry->kind = kind_of(content, entry->body);
	else if (entry->summary)
		entry->kind = summary ? kind_of(summary, entry->summary) : POST_PLAIN;
	else
		entry->kind = POST_HTML;
	entry->base = space_base(entry->body ? content : node, url);
	if (file)
		strings_add(&entry->files, file);
	free(file);
}

static void add_dates(const struct xml_node *node, const char *const *names, struct strings *dates)
{
	for (; *names; names++) {
		char *text = text_of(node, *names);

		if (text)
			strings_add(dates, text);
		free(text);
	}
}

static void read_dates(const struct xml_node *node, struct entry *entry)
{
	static const char *const published[] = { "published", "issued", "created", NULL };
	static const char *const updated[] = { "updated", "modified", NULL };

	add_dates(node, published, &entry->published);
	space_add(node, SPACE_DUBLIN, "date", &entry->published);
	add_dates(node, updated, &entry->updated);
}

static void read_files(const struct xml_node *node, const char *url, struct entry *entry)
{
	for (const struct xml_node *each = find(node, "link"); each; each = space_again(each)) {
		const char *rel = xml_attribute(each, "rel");
		char *address = space_resolve(each, url, xml_attribute(each, "href"));

		if (!rel || strcasecmp(rel, "enclosure") != 0 || !address) {
			free(address);
		} else if (has_type(each, "image/") && !entry->cover) {
			entry->cover = address;
		} else {
			strings_add(&entry->files, address);
			free(address);
		}
	}
}

static void read_cover(const struct xml_node *node, const char *url, struct entry *entry)
{
	const struct xml_node *group = space_find(node, SPACE_MEDIA, "group");
	const struct xml_node *picture = space_find(group ? group : node, SPACE_MEDIA, "thumbnail");

	if (!picture)
		picture = space_find(node, SPACE_MEDIA, "content");
	if (!picture || entry->cover)
		return;
	entry->cover = space_resolve(picture, url, xml_attribute(picture, "url"));
	entry->cover_alt = space_text(space_find(picture, SPACE_MEDIA, "description"));
}

static void read_entry(const struct xml_node *node, const struct feed_input *input,
		       struct feed *feed)
{
	struct entry entry = { 0 };
	char *origin = space_text(space_find(node, SPACE_FEEDBURNER, "origLink"));

	entry.title = text_of(node, "title");
	entry.id = text_of(node, "id");
	entry.url = origin ? origin : link_of(node, "alternate", input->url);
	if (!entry.url && entry.id &&
	    (str_starts(entry.id, "http://") || str_starts(entry.id, "https://")))
		entry.url = mem_string(entry.id);
	read_body(node, input->url, &entry);
	read_people(node, &entry);
	if (entry.authors.n_items == 0)
		read_people(find(node, "source"), &entry);
	if (entry.authors.n_items == 0)
		read_people(node->parent, &entry);
	read_categories(node, &entry);
	read_dates(node, &entry);
	read_files(node, input->url, &entry);
	read_cover(node, input->url, &entry);
	entry.lang = mem_string(space_lang(node));
	entry_post(&entry, input, feed->n_posts + 1, feed);
	entry_release(&entry);
}

void atom_read(const struct xml_node *root, const struct feed_input *input, struct feed *feed)
{
	char *title = text_of(root, "title");

	feed->title = markup_line(title);
	feed->lang = safe_line_copy(space_lang(root));
	feed->url = link_of(root, "alternate", input->url);
	for (const struct xml_node *node = find(root, "entry"); node; node = space_again(node))
		read_entry(node, input, feed);
	free(title);
}
