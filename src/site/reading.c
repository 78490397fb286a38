/* SPDX-License-Identifier: MIT */
#include "site/reading.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "dialect/flowblocks.h"
#include "dialect/kramdown.h"
#include "dialect/mdx.h"
#include "dialect/myst.h"
#include "dialect/rst.h"
#include "dialect/rsthead.h"
#include "post/byline.h"
#include "post/fields.h"
#include "post/heading.h"
#include "post/mojibake.h"
#include "settings/discover.h"
#include "settings/permalink.h"
#include "site/generator.h"
#include "site/lektor.h"
#include "site/nikola.h"
#include "site/sphinx.h"
#include "template/targets.h"
#include "template/template.h"
#include "text/charset.h"
#include "text/safe.h"

/* A title out of a file's name: 2024-07-16-my-talk.md is "My talk". The caller frees. */
static char *title_of_name(const char *name)
{
	char *bare = permalink_name(name, false), *title;

	for (char *at = bare; *at; at++) {
		if (*at == '-' || *at == '_')
			*at = ' ';
	}
	if (islower((unsigned char)*bare))
		*bare = (char)toupper((unsigned char)*bare);
	title = safe_line_copy(bare);
	free(bare);
	if (!*title) {
		free(title);
		title = safe_line_copy(path_base(name));
	}
	return title;
}

static enum post_kind kind_of(const struct reading *reading)
{
	const char *extension = path_extension(reading->name);

	if (str_equal_folded(extension, ".html") || str_equal_folded(extension, ".htm"))
		return POST_HTML;
	if (str_equal_folded(extension, ".txt") && reading->front.kind == FRONT_NONE)
		return POST_PLAIN;
	return POST_MARKDOWN;
}

void reading_fail(const struct reading *reading, const char *problem, struct post *post)
{
	free(post->problem);
	post->problem = safe_line_copy(problem);
	if (!post->title)
		post->title = title_of_name(*reading->path ? reading->path : reading->name);
	if (!post->body)
		post->body = mem_string("");
	post->content = hash_text(hash_text(HASH_START, post->title), problem);
}

static bool is_blank(const char *text, size_t len)
{
	str_trim(&text, &len);
	return len == 0;
}

static void note_charset(const struct reading *reading, const char *charset)
{
	if (!str_starts(charset, "UTF-"))
		notes_add(reading->notes, NOTES_WARNING, _("“%s” is not UTF-8; it is read as %s."),
			  reading->name, charset);
}

/* The text of the file, or false where it is none. */
static bool decode(const struct reading *reading, struct str *bytes, struct str *text,
		   struct post *post)
{
	const char *charset = charset_take(bytes, text);
	struct err err;

	if (memchr(str_bytes(text), '\0', text->len))
		err_set(&err, _("“%s” is no text."), reading->name);
	else if (is_blank(str_bytes(text), text->len))
		err_set(&err, _("“%s” is empty."), reading->name);
	else {
		note_charset(reading, charset);
		return true;
	}
	reading_fail(reading, err.text, post);
	return false;
}

/* The site's other dates are looked at only where one needs them. */
static enum when_order order_of(const struct reading *reading)
{
	const char *date = reading->order_of ? fields_date(reading->front.tree.root) : NULL;
	struct when in_path;

	if (date && when_says(date) == WHEN_SAYS_EITHER && !when_from_path(reading->path, &in_path))
		return reading->order_of(reading->context);
	return WHEN_MONTH_FIRST;
}

static void read_fields(const struct reading *reading, struct post *post)
{
	const struct settings *settings = reading->settings;
	const struct fields_rule rule = {
		.when = { .order = order_of(reading),
			  .zone_name = settings ? settings->zone_name : NULL },
		.path = *reading->path ? reading->path : reading->name,
		.name = reading->name,
		.authors = reading->authors,
		.notes = reading->notes,
	};

	fields_read(reading->front.tree.root, &rule, post);
}

/* Nikola takes .txt for reStructuredText, too. */
static bool is_rst(const struct reading *reading)
{
	const char *extension = path_extension(reading->name);
	const struct generator *generator = reading->settings ? reading->settings->generator : NULL;

	return str_equal(extension, ".rst") ||
	       (str_equal(extension, ".txt") && generator && generator->prepare == nikola_prepare);
}

static void prepare(const struct reading *reading, struct str *text)
{
	const struct generator *generator = reading->settings ? reading->settings->generator : NULL;

	if (is_rst(reading))
		rsthead_prepare(text);
	if (generator && generator->prepare)
		generator->prepare(reading->settings, reading->path, text);
}

static void complete(struct reading *reading)
{
	const struct generator *generator = reading->settings ? reading->settings->generator : NULL;

	if (generator && generator->complete)
		generator->complete(reading->settings, reading->path, &reading->front);
}

/* One step over the body: its result takes the body's place, where it gives one. */
static void replace_body(struct post *post, struct str *body, bool is_changed)
{
	if (is_changed) {
		free(post->body);
		post->body_len = body->len;
		post->body = str_take(body);
	}
	str_release(body);
}

/* What only one generator writes so becomes Markdown. */
static void to_markdown(const struct reading *reading, struct post *post)
{
	const struct generator *generator = reading->settings ? reading->settings->generator : NULL;
	struct str body = { 0 };

	if (is_rst(reading)) {
		rst_to_markdown(post->body, post->body_len, &body);
		replace_body(post, &body, true);
		post->kind = POST_MARKDOWN;
	} else if (generator && generator->prepare == sphinx_prepare) {
		replace_body(post, &body, myst_flatten(post->body, post->body_len, &body));
	} else if (generator && generator->prepare == lektor_prepare) {
		replace_body(post, &body, flowblocks_flatten(post->body, post->body_len, &body));
	}
}

/* What stands behind the front matter, in the text's own memory: bodies may be long. */
static char *without_front(struct str *text, size_t front)
{
	size_t len = text->len - front;
	char *body = str_take(text);

	memmove(body, body + front, len + 1);
	return mem_resize(body, len + 1, 1);
}

void reading_parse(struct reading *reading, struct str *bytes, struct post *post)
{
	struct str text = { 0 };

	if (decode(reading, bytes, &text, post)) {
		if (!reading->no_repair)
			mojibake_repair_file(post, &text);
		prepare(reading, &text);
		front_read(str_bytes(&text), text.len, reading->name, reading->notes,
			   &reading->front);
		complete(reading);
		read_fields(reading, post);
		post->kind = kind_of(reading);
		post->keep_breaks = reading->settings && reading->settings->keep_breaks;
		post->body_len = text.len - reading->front.body;
		post->body = without_front(&text, reading->front.body);
		to_markdown(reading, post);
		if (reading->front.kind == FRONT_NONE && post->kind != POST_HTML)
			byline_read(NULL, post);
		if (!post->title)
			post->title = heading_find(post->body, post->body_len, post->kind);
		if (!post->title)
			post->title = title_of_name(*reading->path ? reading->path : reading->name);
	}
	str_release(&text);
}

/* Titles and summaries may hold tags, too; what cannot be resolved leaves nothing there. */
static void resolve_line(const struct reading *reading, const struct page *page, char **text)
{
	struct str line = { 0 };

	if (!*text || (!strstr(*text, "{{") && !strstr(*text, "{%")))
		return;
	template_line(reading->settings, page, *text, &line);
	free(*text);
	*text = safe_line_copy(str_bytes(&line));
	str_release(&line);
}

static void resolve_lines(const struct reading *reading, struct post *post)
{
	const struct page page = { reading->path, reading->front.tree.root, post };
	char *title = mem_string(post->title);

	resolve_line(reading, &page, &title);
	free(post->title);
	post->title = title;
	resolve_line(reading, &page, &post->excerpt);
	resolve_line(reading, &page, &post->cover_alt);
	resolve_line(reading, &page, &post->cover_url);
	for (size_t i = 0; i < post->tags.n_items; i++)
		resolve_line(reading, &page, &post->tags.items[i]);
	for (size_t i = 0; i < post->categories.n_items; i++)
		resolve_line(reading, &page, &post->categories.items[i]);
	if (!*post->title) {
		free(post->title);
		post->title = title_of_name(*reading->path ? reading->path : reading->name);
	}
}

static void resolve(const struct reading *reading, struct post *post)
{
	const struct page page = { reading->path, reading->front.tree.root, post };
	struct template_input input = { .settings = reading->settings,
					.page = &page,
					.is_html = post->kind == POST_HTML,
					.url_of = reading->url_of,
					.context = reading->context };
	struct str body = { 0 };
	bool is_mdx = mdx_is(reading->settings, reading->name);

	const struct mdx_input mdx = { post->body, post->body_len, reading->settings,
				       reading->path };

	replace_body(post, &body, is_mdx && mdx_flatten(&mdx, &body));
	input.body = post->body;
	input.len = post->body_len;
	replace_body(post, &body, template_body(&input, &body));
	input.body = post->body;
	input.len = post->body_len;
	replace_body(post, &body, targets_rewrite(&input, &body));
	if (post->kind == POST_MARKDOWN)
		replace_body(post, &body, kramdown_strip(post->body, post->body_len, &body));
}

/* The same number on every machine, written so that compilers make one load of it. */
static uint64_t eight_at(const unsigned char *at)
{
	return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
	       (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
	       (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

/* As hash_bytes(), but eight bytes at a time: bodies are long. */
static uint64_t hash_body(uint64_t hash, const char *bytes, size_t len)
{
	for (; len >= 8; bytes += 8, len -= 8) {
		hash = (hash ^ eight_at((const unsigned char *)bytes)) *
		       UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 29;
	}
	return hash_bytes(hash, bytes, len);
}

void reading_finish(struct reading *reading, struct post *post)
{
	if (post->problem)
		return;
	resolve_lines(reading, post);
	if (post->kind != POST_PLAIN)
		resolve(reading, post);
	if (!reading->no_repair)
		mojibake_repair(post, reading->name, reading->notes);
	post->content = hash_body(hash_text(HASH_START, post->title), post->body, post->body_len);
}

void reading_release(struct reading *reading)
{
	front_release(&reading->front);
}
