/* SPDX-License-Identifier: MIT */
#include "feed/rss.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "feed/entry.h"
#include "feed/space.h"
#include "post/markup.h"
#include "text/safe.h"
#include "text/url.h"

static char *text_of(const struct xml_node *parent, enum space space, const char *name)
{
	return space_text(space_find(parent, space, name));
}

static char *address_of(const struct xml_node *node, const char *url, const char *attribute)
{
	return node ? space_resolve(node, url, xml_attribute(node, attribute)) : NULL;
}

static bool is_image(const struct xml_node *node)
{
	const char *type = xml_attribute(node, "type"), *medium = xml_attribute(node, "medium");

	return (type && strncasecmp(type, "image/", 6) == 0) ||
	       (medium && strcasecmp(medium, "image") == 0);
}

/* A relation that is not said is the page itself (RFC 4287). */
static char *atom_link(const struct xml_node *item, const char *url)
{
	const struct xml_node *node = space_find(item, SPACE_ATOM, "link");

	for (; node; node = space_again(node)) {
		const char *rel = xml_attribute(node, "rel");

		if (!rel || strcasecmp(rel, "alternate") == 0)
			return address_of(node, url, "href");
	}
	return NULL;
}

/* The text of `name` as an address seen from where it stands. */
static char *text_address(const struct xml_node *item, enum space space, const char *name,
			  const char *url)
{
	const struct xml_node *node = space_find(item, space, name);
	char *text = space_text(node), *address = space_resolve(node, url, text);

	free(text);
	return address;
}

/* An id is an address unless it says that it is none. */
static char *guid_address(const struct xml_node *item)
{
	const struct xml_node *guid = space_find(item, SPACE_CORE, "guid");
	const char *is_permalink = guid ? xml_attribute(guid, "isPermaLink") : NULL;
	char *text = space_text(guid);

	if (text && !(is_permalink && strcasecmp(is_permalink, "false") == 0) &&
	    (str_starts(text, "http://") || str_starts(text, "https://")))
		return text;
	free(text);
	return NULL;
}

static void read_address(const struct xml_node *item, const char *url, struct entry *entry)
{
	entry->url = text_address(item, SPACE_FEEDBURNER, "origLink", url);
	if (!entry->url)
		entry->url = text_address(item, SPACE_CORE, "link", url);
	if (!entry->url)
		entry->url = address_of(space_find(item, SPACE_CORE, "link"), url, "href");
	if (!entry->url)
		entry->url = guid_address(item);
	if (!entry->url)
		entry->url = atom_link(item, url);
	entry->id = text_of(item, SPACE_CORE, "guid");
	if (!entry->id)
		entry->id = mem_string(xml_attribute(item, "rdf:about"));
}

static void read_body(const struct xml_node *item, const char *url, struct entry *entry)
{
	static const struct {
		enum space space;
		const char *name;
	} bodies[] = {
		{ SPACE_CONTENT, "encoded" },
		{ SPACE_HTML, "body" },
		{ SPACE_HTML, "div" },
		{ SPACE_ATOM, "content" },
	};
	const struct xml_node *body = NULL;

	for (size_t i = 0; !body && i < sizeof(bodies) / sizeof(*bodies); i++)
		body = space_find(item, bodies[i].space, bodies[i].name);
	entry->kind = POST_HTML;
	entry->body = space_text(body);
	entry->base = space_base(body ? body : item, url);
	entry->summary = text_of(item, SPACE_CORE, "description");
	if (!entry->summary)
		entry->summary = text_of(item, SPACE_ITUNES, "summary");
	if (!entry->summary)
		entry->summary = text_of(item, SPACE_MEDIA, "description");
}

static void read_people(const struct xml_node *item, struct entry *entry)
{
	space_add(item, SPACE_DUBLIN, "creator", &entry->authors);
	if (entry->authors.n_items == 0)
		space_add(item, SPACE_CORE, "author", &entry->authors);
	if (entry->authors.n_items == 0)
		space_add(item, SPACE_ITUNES, "author", &entry->authors);
	space_add(item, SPACE_CORE, "category", &entry->categories);
	space_add(item, SPACE_DUBLIN, "subject", &entry->categories);
}

static void read_dates(const struct xml_node *item, struct entry *entry)
{
	space_add(item, SPACE_CORE, "pubDate", &entry->published);
	space_add(item, SPACE_DUBLIN, "date", &entry->published);
	space_add(item, SPACE_DUBLIN, "issued", &entry->published);
	space_add(item, SPACE_DUBLIN, "created", &entry->published);
	space_add(item, SPACE_ATOM, "published", &entry->published);
	space_add(item, SPACE_CORE, "date", &entry->published);
	space_add(item, SPACE_ATOM, "updated", &entry->updated);
	space_add(item, SPACE_DUBLIN, "modified", &entry->updated);
}

static void set_cover(const struct xml_node *node, const char *url, const char *attribute,
		      struct entry *entry)
{
	if (entry->cover)
		return;
	entry->cover = address_of(node, url, attribute);
	if (entry->cover) {
		entry->cover_alt = text_of(node, SPACE_MEDIA, "description");
		if (!entry->cover_alt)
			entry->cover_alt = text_of(node, SPACE_MEDIA, "title");
	}
}

static void read_media(const struct xml_node *parent, const char *url, struct entry *entry)
{
	const struct xml_node *node = space_find(parent, SPACE_MEDIA, "content");

	for (; node; node = space_again(node)) {
		if (is_image(node))
			set_cover(node, url, "url", entry);
		set_cover(space_find(node, SPACE_MEDIA, "thumbnail"), url, "url", entry);
	}
	set_cover(space_find(parent, SPACE_MEDIA, "thumbnail"), url, "url", entry);
}

static void read_enclosures(const struct xml_node *item, const char *url, struct entry *entry)
{
	const struct xml_node *node = space_find(item, SPACE_CORE, "enclosure");

	for (; node; node = space_again(node)) {
		char *address = address_of(node, url, "url");

		if (is_image(node))
			set_cover(node, url, "url", entry);
		else if (address)
			strings_add(&entry->files, address);
		free(address);
	}
}

static void read_item(const struct xml_node *item, const struct feed_input *input,
		      struct feed *feed)
{
	struct entry entry = { 0 };

	entry.title = text_of(item, SPACE_CORE, "title");
	if (!entry.title)
		entry.title = text_of(item, SPACE_DUBLIN, "title");
	read_address(item, input->url, &entry);
	read_body(item, input->url, &entry);
	read_people(item, &entry);
	read_dates(item, &entry);
	read_media(item, input->url, &entry);
	read_media(space_find(item, SPACE_MEDIA, "group"), input->url, &entry);
	read_enclosures(item, input->url, &entry);
	set_cover(space_find(item, SPACE_ITUNES, "image"), input->url, "href", &entry);
	entry.lang = text_of(item, SPACE_DUBLIN, "language");
	if (!entry.lang)
		entry.lang = mem_string(space_lang(item));
	entry_post(&entry, input, feed->n_posts + 1, feed);
	entry_release(&entry);
}

static int64_t number_of(const struct xml_node *parent, enum space space, const char *name)
{
	char *text = text_of(parent, space, name), *end;
	long number = text ? strtol(text, &end, 10) : 0;

	free(text);
	return number > 0 && number < 1000 * 1000 ? number : 0;
}

/* RSS says it in minutes, its syndication module in parts of a period. */
static int64_t ttl_of(const struct xml_node *channel)
{
	static const struct {
		const char *name;
		int64_t seconds;
	} periods[] = { { "hourly", 3600 },
			{ "daily", 86400 },
			{ "weekly", 7 * 86400 },
			{ "monthly", 30 * 86400 },
			{ "yearly", 365 * 86400 } };
	char *period = text_of(channel, SPACE_SYNDICATION, "updatePeriod");
	int64_t times = number_of(channel, SPACE_SYNDICATION, "updateFrequency");
	int64_t ttl = number_of(channel, SPACE_CORE, "ttl") * 60;

	for (size_t i = 0; period && ttl == 0 && i < sizeof(periods) / sizeof(*periods); i++) {
		if (strcasecmp(period, periods[i].name) == 0)
			ttl = periods[i].seconds / (times > 0 ? times : 1);
	}
	free(period);
	return ttl;
}

static void read_channel(const struct xml_node *channel, const struct feed_input *input,
			 struct feed *feed)
{
	char *title = text_of(channel, SPACE_CORE, "title");
	char *lang = text_of(channel, SPACE_CORE, "language");

	if (!lang)
		lang = text_of(channel, SPACE_DUBLIN, "language");
	feed->title = markup_line(title);
	feed->lang = safe_line_copy(lang ? lang : space_lang(channel));
	feed->url = text_address(channel, SPACE_CORE, "link", input->url);
	if (!feed->url)
		feed->url = atom_link(channel, input->url);
	feed->ttl = ttl_of(channel);
	free(title);
	free(lang);
}

/* The items stand in the channel, in RSS 1.0 beside it. */
void rss_read(const struct xml_node *root, const struct feed_input *input, struct feed *feed)
{
	const struct xml_node *channel = space_find(root, SPACE_CORE, "channel");
	const struct xml_node *const parents[] = { channel, root };
	struct feed_input seen = *input;

	if (channel)
		read_channel(channel, input, feed);
	if (feed->url)
		seen.url = feed->url; /* nothing says what relative addresses are relative to */
	for (int i = 0; i < 2; i++) {
		const struct xml_node *item = space_find(parents[i], SPACE_CORE, "item");

		for (; item; item = space_again(item))
			read_item(item, &seen, feed);
	}
}
