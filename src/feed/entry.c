/* SPDX-License-Identifier: MIT */
#include "feed/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "post/markup.h"
#include "post/mojibake.h"
#include "post/names.h"
#include "text/safe.h"
#include "text/url.h"
#include "text/width.h"

enum { TITLE_COLUMNS = 70 }; /* of a title that is made from the text */

/* The first that can be read. */
static bool read_when(const struct strings *texts, struct when *when)
{
	for (size_t i = 0; i < texts->n_items; i++) {
		if (when_parse(texts->items[i], NULL, when))
			return true;
	}
	return false;
}

static void read_dates(const struct entry *entry, const struct feed_input *input, struct post *post)
{
	struct when updated = { 0 };

	read_when(&entry->updated, &updated);
	if (!read_when(&entry->published, &post->published))
		post->published = updated;
	else if (updated.seconds != post->published.seconds)
		post->updated = updated;
	if (!post->published.is_known && entry->published.n_items > 0)
		notes_add(input->notes, NOTES_DETAIL,
			  _("“%s”: “%.80s” is no date that can be read."), input->source,
			  entry->published.items[0]);
}

/* A long text's beginning, cut at a blank where there is one. */
static char *shorten(char *text)
{
	size_t len = strlen(text), cut = width_fit(text, len, TITLE_COLUMNS, NULL), blank = cut;
	struct str title = { 0 };

	if (cut == len)
		return text;
	while (blank > 0 && text[blank] != ' ')
		blank--;
	str_add(&title, text, blank > 0 ? blank : cut);
	str_text(&title, "\u2026");
	free(text);
	return str_take(&title);
}

/* Short notes have no title: their text is one, else their address. */
static char *make_title(const struct entry *entry)
{
	char *title = markup_line(entry->title);

	if (title)
		return title;
	title = markup_line(entry->body);
	if (!title)
		title = markup_line(entry->summary);
	if (title)
		return shorten(title);
	title = safe_line_copy(entry->url ? entry->url : entry->id);
	if (title && *title)
		return title;
	free(title);
	return mem_string("\u2026");
}

static void add_escaped(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			str_text(out, "&amp;");
		else if (*text == '<')
			str_text(out, "&lt;");
		else if (*text == '"')
			str_text(out, "&quot;");
		else
			str_byte(out, *text);
	}
}

/* A link to each file, so that it can be opened. */
static void add_files(const struct entry *entry, struct str *body)
{
	for (size_t i = 0; i < entry->files.n_items; i++) {
		const char *url = entry->files.items[i];
		char *name = mem_copy(path_base(url), strcspn(path_base(url), "?#"));

		if (strstr(str_bytes(body), url)) {
			free(name);
			continue;
		}
		if (entry->kind == POST_HTML) {
			str_text(body, "\n<p><a href=\"");
			add_escaped(body, url);
			str_text(body, "\">");
			add_escaped(body, *name ? name : url);
			str_text(body, "</a></p>\n");
		} else {
			str_format(body, "\n\n%s\n", url);
		}
		free(name);
	}
}

static void read_body(const struct entry *entry, struct post *post)
{
	struct str body = { 0 };

	post->kind = entry->kind;
	str_text(&body, entry->body ? entry->body : entry->summary);
	add_files(entry, &body);
	post->body_len = body.len;
	post->body = str_take(&body);
	if (entry->body)
		post->excerpt = markup_line(entry->summary);
}

static char *site_of(const struct feed *feed, const struct post *post)
{
	const char *from = feed->url ? feed->url : post->url;

	return from ? url_resolve(from, "/") : NULL;
}

static void read_places(const struct entry *entry, const struct feed_input *input,
			struct feed *feed, struct post *post)
{
	post->source = mem_string(input->source);
	post->url = safe_line_copy(entry->url);
	post->base = mem_string(entry->base ? entry->base : post->url);
	if (!post->base)
		post->base = mem_string(input->url);
	post->site = site_of(feed, post);
	post->cover_url = safe_line_copy(entry->cover);
	post->cover_alt = markup_line(entry->cover_alt);
	post->lang = safe_line_copy(entry->lang ? entry->lang : feed->lang);
}

static void read_id(const struct entry *entry, size_t number, struct post *post)
{
	char place[32];

	snprintf(place, sizeof(place), "#%zu", number);
	post->path = safe_line_copy(entry->id);
	if (!post->path)
		post->path = mem_string(post->url ? post->url : place);
	post_identify(post);
}

static void read_categories(const struct entry *entry, struct post *post)
{
	for (size_t i = 0; i < entry->categories.n_items; i++) {
		char *category = markup_line(entry->categories.items[i]);

		if (category && !strings_have(&post->categories, category))
			strings_add(&post->categories, category);
		free(category);
	}
}

void entry_post(const struct entry *entry, const struct feed_input *input, size_t number,
		struct feed *feed)
{
	struct post *post;

	feed->posts = mem_grow(feed->posts, feed->n_posts, sizeof(*feed->posts));
	post = &feed->posts[feed->n_posts++];
	*post = (struct post){ 0 };
	post->title = make_title(entry);
	for (size_t i = 0; i < entry->authors.n_items; i++)
		names_split(entry->authors.items[i], NULL, &post->authors);
	read_categories(entry, post);
	read_dates(entry, input, post);
	read_body(entry, post);
	read_places(entry, input, feed, post);
	read_id(entry, number, post);
	if (!input->no_repair)
		mojibake_repair(post, post->url ? post->url : input->source, input->notes);
	post->content = hash_bytes(hash_text(HASH_START, post->title), post->body, post->body_len);
}

void entry_release(struct entry *entry)
{
	char *texts[] = { entry->title, entry->summary, entry->body,      entry->url, entry->base,
			  entry->id,    entry->cover,   entry->cover_alt, entry->lang };
	struct strings *lists[] = { &entry->authors, &entry->categories, &entry->published,
				    &entry->updated, &entry->files };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free(texts[i]);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		strings_release(lists[i]);
	*entry = (struct entry){ 0 };
}
