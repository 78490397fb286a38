/* SPDX-License-Identifier: MIT */
#include "feed/jsonfeed.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "feed/entry.h"
#include "post/markup.h"
#include "text/safe.h"
#include "text/url.h"

/* NULL also where it is empty. */
static const char *text_of(const struct value *map, const char *key)
{
	const char *text = value_text(map, key);

	return text && *text ? text : NULL;
}

static char *address_of(const struct value *map, const char *key, const char *url)
{
	const char *text = text_of(map, key);
	char *address = text ? url_resolve(url, text) : NULL;

	if (!address || url_is_absolute(address))
		return address;
	free(address);
	return NULL;
}

static void add(struct strings *strings, const char *text)
{
	if (text && *text)
		strings_add(strings, text);
}

static const struct value *list_of(const struct value *map, const char *key)
{
	const struct value *list = value_find(map, key);

	return list && list->kind == VALUE_LIST ? list->first : NULL;
}

/* Version 1.0 had one author, 1.1 has a list. */
static void read_people(const struct value *map, struct entry *entry)
{
	for (const struct value *each = list_of(map, "authors"); each; each = each->next)
		add(&entry->authors, text_of(each, "name"));
	if (entry->authors.n_items == 0)
		add(&entry->authors, text_of(value_find(map, "author"), "name"));
}

static void read_body(const struct value *item, struct entry *entry)
{
	const char *html = text_of(item, "content_html"), *plain = text_of(item, "content_text");

	entry->kind = html || !plain ? POST_HTML : POST_PLAIN;
	entry->body = mem_string(html ? html : plain);
	entry->summary = mem_string(text_of(item, "summary"));
}

static void read_files(const struct value *item, const char *url, struct entry *entry)
{
	for (const struct value *each = list_of(item, "attachments"); each; each = each->next) {
		char *address = address_of(each, "url", url);

		add(&entry->files, address);
		free(address);
	}
}

static void read_item(const struct value *item, const struct value *root,
		      const struct feed_input *input, struct feed *feed)
{
	struct entry entry = { 0 };

	entry.title = mem_string(text_of(item, "title"));
	entry.id = mem_string(text_of(item, "id"));
	entry.url = address_of(item, "url", input->url);
	if (!entry.url)
		entry.url = address_of(item, "external_url", input->url);
	if (!entry.url && entry.id && str_starts(entry.id, "http"))
		entry.url = address_of(item, "id", input->url);
	read_body(item, &entry);
	read_people(item, &entry);
	if (entry.authors.n_items == 0)
		read_people(root, &entry);
	for (const struct value *tag = list_of(item, "tags"); tag; tag = tag->next)
		add(&entry.categories, tag->text);
	add(&entry.published, text_of(item, "date_published"));
	add(&entry.updated, text_of(item, "date_modified"));
	entry.cover = address_of(item, "image", input->url);
	if (!entry.cover)
		entry.cover = address_of(item, "banner_image", input->url);
	entry.lang = mem_string(text_of(item, "language"));
	read_files(item, input->url, &entry);
	entry_post(&entry, input, feed->n_posts + 1, feed);
	entry_release(&entry);
}

void jsonfeed_read(const struct value *root, const struct feed_input *input, struct feed *feed)
{
	feed->title = markup_line(text_of(root, "title"));
	feed->lang = safe_line_copy(text_of(root, "language"));
	feed->url = address_of(root, "home_page_url", input->url);
	for (const struct value *item = list_of(root, "items"); item; item = item->next) {
		if (item->kind == VALUE_MAP)
			read_item(item, root, input, feed);
	}
}
