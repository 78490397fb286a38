/* SPDX-License-Identifier: MIT */
#include "document/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "document/alert.h"
#include "document/attributes.h"
#include "document/search.h"
#include "text/reference.h"

enum { MAX_NAME = 32 };

struct html {
	struct builder *builder;
	const char *source;
	size_t len;
	bool is_searched;
	struct map ends; /* the names of the end tags in the source, to where the last one stands */
	struct attributes *attributes;
	struct str scratch;
	struct str image;    /* the address of the last image */
	struct str language; /* of code that comes next, as a box around it says */
	bool is_media;       /* in a video or audio whose address has not come yet */
	bool is_noscript;
	const char *place; /* where in the source the tag stands that is being read */
	const char *piece; /* what is being read, which stands in the source at */
	const char *origin;
	const char *skip; /* the name of a script or style that is being skipped */
	bool is_endless;  /* no tag ends in what is left of the piece */
};

struct tag {
	const char *name;
	enum element element;
	void (*start)(struct html *html, const struct tag *tag);
	int number;
};

/* What the attributes that are nobody else's say. */
static void common(struct html *html, struct traits *traits)
{
	traits->is_raw = true;
	traits->anchor = attributes_value(html->attributes, ATTRIBUTE_ID);
}

static const char *value(struct html *html, enum attribute attribute)
{
	return attributes_value(html->attributes, attribute);
}

static bool has_class(struct html *html, const char *part)
{
	const char *class = value(html, ATTRIBUTE_CLASS);

	return class && strcasestr(class, part);
}

static unsigned number(struct html *html, enum attribute attribute, unsigned otherwise)
{
	const char *text = value(html, attribute);
	unsigned long n = text ? strtoul(text, NULL, 10) : 0;

	return n > 0 && n < 1000000 ? (unsigned)n : otherwise;
}

static void plain(struct html *html, const struct tag *tag)
{
	struct traits traits = { .level = tag->number, .is_head = tag->number > 0 };

	common(html, &traits);
	builder_open(html->builder, tag->element, &traits);
}

static void lost(struct html *html, const struct tag *tag)
{
	const char *id = value(html, ATTRIBUTE_ID);

	(void)tag;
	if (id)
		builder_anchor(html->builder, id);
}

static void line_break(struct html *html, const struct tag *tag)
{
	(void)tag;
	builder_break(html->builder);
}

static void rule(struct html *html, const struct tag *tag)
{
	(void)tag;
	builder_rule(html->builder);
}

static void anchor(struct html *html, const struct tag *tag)
{
	struct traits traits = {
		.target = value(html, ATTRIBUTE_HREF),
		.title = value(html, ATTRIBUTE_TITLE),
		.words = value(html, ATTRIBUTE_LABEL),
	};

	common(html, &traits);
	if (!traits.anchor)
		traits.anchor = value(html, ATTRIBUTE_NAME);
	if (!traits.words)
		traits.words = traits.title;
	if (has_class(html, "btn") || has_class(html, "button"))
		builder_text(html->builder, " ", 1);
	builder_open(html->builder, tag->element, &traits);
}

/* A picture of one point counts readers and shows nothing. */
static bool is_pixel(struct html *html)
{
	const char *width = value(html, ATTRIBUTE_WIDTH), *height = value(html, ATTRIBUTE_HEIGHT);
	const char *style = value(html, ATTRIBUTE_STYLE);

	if (style && strstr(style, "display:none"))
		return true;
	return width && height && strlen(width) == 1 && strlen(height) == 1 && *width <= '1' &&
	       *height <= '1';
}

static void image(struct html *html, const struct tag *tag)
{
	struct traits traits = {
		.target = value(html, ATTRIBUTE_SRC),
		.title = value(html, ATTRIBUTE_TITLE),
	};
	const char *alt = value(html, ATTRIBUTE_ALT), *later = value(html, ATTRIBUTE_DATA_SRC);

	common(html, &traits);
	if (later && (!traits.target || str_starts(traits.target, "data:")))
		traits.target = later;
	if (is_pixel(html) ||
	    (html->is_noscript && str_equal(traits.target, str_bytes(&html->image))))
		return;
	str_clear(&html->image);
	str_text(&html->image, traits.target);
	if (alt && has_class(html, "emoji")) {
		builder_text(html->builder, alt, strlen(alt));
		return;
	}
	builder_open(html->builder, tag->element, &traits);
	if (alt)
		builder_text(html->builder, alt, strlen(alt));
	builder_close(html->builder, tag->element, true);
}

/* What a page shows without scripts: often an image that a script would have loaded later. */
static void noscript(struct html *html, const struct tag *tag)
{
	(void)tag;
	html->is_noscript = true;
}

static void embed(struct html *html, const char *target)
{
	struct traits traits = { .target = target, .words = value(html, ATTRIBUTE_TITLE) };

	common(html, &traits);
	builder_embed(html->builder, &traits);
}

static void frame(struct html *html, const struct tag *tag)
{
	const char *target = value(html, ATTRIBUTE_SRC);

	(void)tag;
	if (!target || str_starts(target, "about:"))
		target = value(html, ATTRIBUTE_DATA_SRC);
	if (target && !is_pixel(html))
		embed(html, target);
}

static void source(struct html *html, const struct tag *tag)
{
	const char *target = value(html, ATTRIBUTE_SRC);

	(void)tag;
	if (html->is_media && target)
		embed(html, target);
	html->is_media = html->is_media && !target;
}

static void input(struct html *html, const struct tag *tag)
{
	const char *type = value(html, ATTRIBUTE_TYPE);

	(void)tag;
	if (type && strcasecmp(type, "checkbox") == 0)
		builder_task(html->builder, value(html, ATTRIBUTE_CHECKED));
}

static void list(struct html *html, const struct tag *tag)
{
	struct traits traits = { .is_ordered = tag->number > 0 };

	common(html, &traits);
	traits.number = traits.is_ordered ? number(html, ATTRIBUTE_START, 1) : 0;
	builder_open(html->builder, tag->element, &traits);
}

static void item(struct html *html, const struct tag *tag)
{
	struct traits traits = { .number = number(html, ATTRIBUTE_VALUE, 0) };

	common(html, &traits);
	traits.number += traits.number > 0;
	builder_open(html->builder, tag->element, &traits);
}

/* Tables that number the lines of code, or place the parts of a letter, are no tables to a reader.
 */
static void table(struct html *html, const struct tag *tag)
{
	const char *role = value(html, ATTRIBUTE_ROLE);
	bool is_layout = (role && strcasecmp(role, "presentation") == 0) ||
			 has_class(html, "highlighttable") || has_class(html, "rouge-table");
	struct traits traits = { 0 };

	common(html, &traits);
	builder_open(html->builder, is_layout ? ELEMENT_LAYOUT : tag->element, &traits);
}

static enum block_align alignment(struct html *html)
{
	static const struct {
		const char *word;
		enum block_align align;
	} words[] = {
		{ "left", ALIGN_LEFT },
		{ "center", ALIGN_CENTER },
		{ "right", ALIGN_RIGHT },
	};
	const char *align = value(html, ATTRIBUTE_ALIGN), *style = value(html, ATTRIBUTE_STYLE);
	const char *at = style ? strstr(style, "text-align") : NULL;

	if (!align && at)
		align = at + strlen("text-align") + strspn(at + strlen("text-align"), ": ");
	for (size_t i = 0; align && i < sizeof(words) / sizeof(*words); i++)
		if (strncasecmp(align, words[i].word, strlen(words[i].word)) == 0)
			return words[i].align;
	return ALIGN_NONE;
}

static void cell(struct html *html, const struct tag *tag)
{
	struct traits traits = { .is_head = tag->number > 0, .align = alignment(html) };

	common(html, &traits);
	traits.columns = number(html, ATTRIBUTE_COLSPAN, 1);
	traits.rows = number(html, ATTRIBUTE_ROWSPAN, 1);
	builder_open(html->builder, tag->element, &traits);
}

static void details(struct html *html, const struct tag *tag)
{
	struct traits traits = { .is_done = value(html, ATTRIBUTE_OPEN) };

	common(html, &traits);
	builder_open(html->builder, tag->element, &traits);
}

/* A box that is an alert has one in it, so that the box's end ends both. */
static void open_alert(struct html *html)
{
	const char *class = value(html, ATTRIBUTE_CLASS);
	struct traits traits = { .is_raw = true };
	struct str title = { 0 };
	struct alert alert;
	bool has_title;

	if (!class || !alert_class(class, &alert, &has_title))
		return;
	traits.info = alert.info;
	if (!has_title)
		alert_title(&alert, &title);
	traits.title = has_title || title.len > 0 ? str_bytes(&title) : NULL;
	builder_open(html->builder, ELEMENT_ALERT, &traits);
	str_release(&title);
}

/* A box that may stand around code and say its language; one without a language in it does not
 * take it back. */
static void box(struct html *html, const struct tag *tag)
{
	struct str language = { 0 };

	if (attributes_language(html->attributes, &language)) {
		str_release(&html->language);
		html->language = language;
	} else {
		str_release(&language);
	}
	plain(html, tag);
	open_alert(html);
}

/* The title that a generator gives an alert is a paragraph of it. */
static void paragraph(struct html *html, const struct tag *tag)
{
	const struct traits raw = { .is_raw = true };

	plain(html, tag);
	if (has_class(html, "admonition-title") || has_class(html, "markdown-alert-title"))
		builder_open(html->builder, ELEMENT_STRONG, &raw);
}

static void pre(struct html *html, const struct tag *tag)
{
	struct traits traits = { 0 };

	attributes_language(html->attributes, &html->language);
	common(html, &traits);
	traits.info = html->language.len > 0 ? html->language.bytes : NULL;
	builder_open(html->builder, tag->element, &traits);
	str_clear(&html->language);
}

static void code(struct html *html, const struct tag *tag)
{
	str_clear(&html->language);
	if (attributes_language(html->attributes, &html->language))
		builder_language(html->builder, html->language.bytes);
	str_clear(&html->language);
	plain(html, tag);
}

static bool ends_later(struct html *html, const char *name);

/* What is never closed would lose all that follows. */
static void drop(struct html *html, const struct tag *tag)
{
	if (ends_later(html, tag->name))
		plain(html, tag);
}

static void media(struct html *html, const struct tag *tag)
{
	const char *target = value(html, ATTRIBUTE_SRC);

	html->is_media = !target;
	if (target)
		embed(html, target);
	drop(html, tag);
}

/* A script or style: nothing in it is a tag but its own end. */
static void raw(struct html *html, const struct tag *tag)
{
	html->skip = tag->name;
	drop(html, tag);
}

static const struct tag tags[] = {
#define TAG(name, element, start, number) { name, ELEMENT_##element, start, number },
#include "document/tags.def"
#undef TAG
};

static int compare(const void *name, const void *tag)
{
	return strcmp(name, ((const struct tag *)tag)->name);
}

/* The name at the start of `text` in small letters; its length, 0 where there is none. */
static size_t read_name(const char *text, size_t len, char name[MAX_NAME + 1])
{
	size_t n = 0;

	while (n < len && n < MAX_NAME) {
		char c = text[n];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		else if (!(c >= 'a' && c <= 'z') &&
			 (n == 0 || !((c >= '0' && c <= '9') || strchr("-_:.", c) || !c)))
			break;
		name[n++] = c;
	}
	name[n] = '\0';
	return n;
}

static const struct tag *find(const char *name)
{
	return bsearch(name, tags, sizeof(tags) / sizeof(*tags), sizeof(*tags), compare);
}

static void search_ends(struct html *html)
{
	const char *at = html->source, *end = html->source + html->len;
	char name[MAX_NAME + 1];

	html->is_searched = true;
	while ((at = search_word(at, (size_t)(end - at), "</"))) {
		at += 2;
		if (read_name(at, (size_t)(end - at), name) > 0)
			map_put(&html->ends, name, (void *)at);
	}
}

/* Whether the source has an end tag of that name behind the tag that is being read. */
static bool ends_later(struct html *html, const char *name)
{
	const char *last;

	if (!html->is_searched)
		search_ends(html);
	last = map_find(&html->ends, name);
	return last && last > html->place;
}

struct html *html_new(struct builder *builder, const char *source, size_t len)
{
	struct html *html = mem_alloc(1, sizeof(*html));

	html->builder = builder;
	html->source = source;
	html->len = len;
	html->attributes = attributes_new();
	return html;
}

void html_free(struct html *html)
{
	map_release(&html->ends);
	attributes_free(html->attributes);
	str_release(&html->scratch);
	str_release(&html->image);
	str_release(&html->language);
	free(html);
}

static void add_text(struct html *html, const char *text, size_t len)
{
	if (!memchr(text, '&', len)) {
		builder_text(html->builder, text, len);
		return;
	}
	str_clear(&html->scratch);
	reference_text(text, len, &html->scratch);
	builder_text(html->builder, html->scratch.bytes, html->scratch.len);
}

/* The bytes from '<' to '>', both included; 0 where the tag has no end. */
static size_t tag_len(const char *text, size_t len)
{
	char name[MAX_NAME + 1];
	size_t n = 1 + (text[1] == '/');

	n += read_name(text + n, len - n, name);
	n += attributes_len(text + n, len - n);
	return n < len ? n + 1 : 0;
}

static bool is_empty(const char *text, size_t len)
{
	str_trim(&text, &len);
	return len == 0;
}

/* A tag of an unknown name: whether it is text after all. `rest` is what stands behind the name. */
static bool looks_like_text(struct html *html, const char *name, const char *rest, size_t len)
{
	if (len > 0 && !strchr(" \t\n/", *rest))
		return true;
	return is_empty(rest, len) && !ends_later(html, name);
}

static void close_tag(struct html *html, const char *name)
{
	const struct tag *tag = find(name);

	if (!tag)
		return;
	if (tag->element == ELEMENT_PARAGRAPH || tag->start == box)
		str_clear(&html->language);
	if (tag->element == ELEMENT_MEDIA)
		html->is_media = false;
	if (tag->start == noscript)
		html->is_noscript = false;
	if (tag->element != ELEMENT_NONE)
		builder_close(html->builder, tag->element, true);
	if (tag->element == ELEMENT_TABLE)
		builder_close(html->builder, ELEMENT_LAYOUT, true);
}

/* A start tag of len bytes with its angle brackets; false where it is text. */
static bool open_tag(struct html *html, const char *text, size_t len)
{
	char name[MAX_NAME + 1];
	size_t n = 1 + read_name(text + 1, len - 2, name);
	const struct tag *tag = find(name);
	bool is_closed;

	html->place = html->origin + (text - html->piece);
	if (!tag || (n < len - 1 && !strchr(" \t\n/", text[n])))
		return !looks_like_text(html, name, text + n, len - n - 1);
	is_closed = attributes_read(html->attributes, text + n, len - n - 1);
	tag->start(html, tag);
	if (is_closed)
		close_tag(html, name);
	return true;
}

/* The bytes of a comment, declaration or instruction; all where it does not end. */
static size_t comment_len(const char *text, size_t len)
{
	const char *end;

	if (len < 4 || memcmp(text, "<!--", 4) != 0) {
		end = memchr(text, '>', len);
		return end ? (size_t)(end - text) + 1 : len;
	}
	end = memmem(text + 2, len - 2, "-->", 3);
	return end ? (size_t)(end - text) + 3 : len;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_tag_start(const char *text, size_t len)
{
	return len > 2 && (is_letter(text[1]) || (text[1] == '/' && is_letter(text[2])));
}

/* What begins with '<'; its bytes, all of which are done with. */
static size_t markup(struct html *html, const char *text, size_t len)
{
	char name[MAX_NAME + 1];
	size_t n;

	if (len > 1 && (text[1] == '!' || text[1] == '?'))
		return comment_len(text, len);
	if (html->is_endless || !is_tag_start(text, len)) {
		add_text(html, text, 1);
		return 1;
	}
	n = tag_len(text, len);
	html->is_endless = n == 0;
	if (n > 0 && text[1] == '/') {
		read_name(text + 2, n - 3, name);
		close_tag(html, name);
		return n;
	}
	if (n > 0 && open_tag(html, text, n))
		return n;
	add_text(html, text, n > 0 ? n : 1);
	return n > 0 ? n : 1;
}

/* The bytes of a script or style up to its end tag. */
static size_t skipped(struct html *html, const char *text, size_t len)
{
	size_t n = strlen(html->skip);

	for (const char *at = text; (at = memmem(at, len - (size_t)(at - text), "</", 2));
	     at += 2) {
		if (len - (size_t)(at - text) < n + 2 || strncasecmp(at + 2, html->skip, n) != 0)
			continue;
		html->skip = NULL;
		return (size_t)(at - text);
	}
	html->skip = NULL;
	return len;
}

void html_piece(struct html *html, const char *text, size_t len, const char *origin)
{
	html->piece = text;
	html->origin = origin;
	while (len > 0) {
		const char *start = memchr(text, '<', len);
		size_t n = start ? (size_t)(start - text) : len;

		if (html->skip)
			n = skipped(html, text, len);
		else if (n > 0)
			add_text(html, text, n);
		else
			n = markup(html, text, len);
		text += n;
		len -= n;
	}
	html->skip = NULL;
	html->is_endless = false;
}
