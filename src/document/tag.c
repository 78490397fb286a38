/* SPDX-License-Identifier: MIT */
#include "document/tag.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "document/alert.h"

struct tag {
	const char *name;
	enum element element;
	void (*start)(struct tags *tags, const struct tag *tag);
	int number;
};

/* What the attributes that are nobody else's say. */
static void common(struct tags *tags, struct traits *traits)
{
	traits->is_raw = true;
	traits->anchor = attributes_value(tags->attributes, ATTRIBUTE_ID);
}

static const char *value(struct tags *tags, enum attribute attribute)
{
	return attributes_value(tags->attributes, attribute);
}

static bool has_class(struct tags *tags, const char *part)
{
	const char *class = value(tags, ATTRIBUTE_CLASS);

	return class && strcasestr(class, part);
}

static unsigned number(struct tags *tags, enum attribute attribute, unsigned otherwise)
{
	const char *text = value(tags, attribute);
	unsigned long n = text ? strtoul(text, NULL, 10) : 0;

	return n > 0 && n < 1000000 ? (unsigned)n : otherwise;
}

static void plain(struct tags *tags, const struct tag *tag)
{
	struct traits traits = { .level = tag->number, .is_head = tag->number > 0 };

	common(tags, &traits);
	builder_open(tags->builder, tag->element, &traits);
}

static void lost(struct tags *tags, const struct tag *tag)
{
	const char *id = value(tags, ATTRIBUTE_ID);

	(void)tag;
	if (id)
		builder_anchor(tags->builder, id);
}

static void line_break(struct tags *tags, const struct tag *tag)
{
	(void)tag;
	builder_break(tags->builder);
}

/* A zero width space: a line may end there. */
static void may_break(struct tags *tags, const struct tag *tag)
{
	(void)tag;
	builder_text(tags->builder, "\xE2\x80\x8B", 3);
}

static void rule(struct tags *tags, const struct tag *tag)
{
	(void)tag;
	builder_rule(tags->builder);
}

static void anchor(struct tags *tags, const struct tag *tag)
{
	struct traits traits = {
		.target = value(tags, ATTRIBUTE_HREF),
		.title = value(tags, ATTRIBUTE_TITLE),
		.words = value(tags, ATTRIBUTE_LABEL),
	};

	common(tags, &traits);
	if (!traits.anchor)
		traits.anchor = value(tags, ATTRIBUTE_NAME);
	if (!traits.words)
		traits.words = traits.title;
	if (has_class(tags, "btn") || has_class(tags, "button"))
		builder_text(tags->builder, " ", 1);
	builder_open(tags->builder, tag->element, &traits);
}

/* A picture of one point counts readers and shows nothing. */
static bool is_pixel(struct tags *tags)
{
	const char *width = value(tags, ATTRIBUTE_WIDTH), *height = value(tags, ATTRIBUTE_HEIGHT);
	const char *style = value(tags, ATTRIBUTE_STYLE);

	if (style && strstr(style, "display:none"))
		return true;
	return width && height && strlen(width) == 1 && strlen(height) == 1 && *width <= '1' &&
	       *height <= '1';
}

static void image(struct tags *tags, const struct tag *tag)
{
	struct traits traits = {
		.target = value(tags, ATTRIBUTE_SRC),
		.title = value(tags, ATTRIBUTE_TITLE),
	};
	const char *alt = value(tags, ATTRIBUTE_ALT), *later = value(tags, ATTRIBUTE_DATA_SRC);

	common(tags, &traits);
	if (later && (!traits.target || str_starts(traits.target, "data:")))
		traits.target = later;
	if (is_pixel(tags) ||
	    (tags->is_noscript && str_equal(traits.target, str_bytes(&tags->image))))
		return;
	str_clear(&tags->image);
	str_text(&tags->image, traits.target);
	if (alt && has_class(tags, "emoji")) {
		builder_text(tags->builder, alt, strlen(alt));
		return;
	}
	builder_open(tags->builder, tag->element, &traits);
	if (alt)
		builder_text(tags->builder, alt, strlen(alt));
	builder_close(tags->builder, tag->element, true);
}

/* What a page shows without scripts: often an image that a script would have loaded later. */
static void noscript(struct tags *tags, const struct tag *tag)
{
	(void)tag;
	tags->is_noscript = true;
}

static void embed(struct tags *tags, const char *target)
{
	struct traits traits = { .target = target, .words = value(tags, ATTRIBUTE_TITLE) };

	common(tags, &traits);
	builder_embed(tags->builder, &traits);
}

static void frame(struct tags *tags, const struct tag *tag)
{
	const char *target = value(tags, ATTRIBUTE_SRC);

	(void)tag;
	if (!target || str_starts(target, "about:"))
		target = value(tags, ATTRIBUTE_DATA_SRC);
	if (target && !is_pixel(tags))
		embed(tags, target);
}

static void source(struct tags *tags, const struct tag *tag)
{
	const char *target = value(tags, ATTRIBUTE_SRC);

	(void)tag;
	if (tags->is_media && target)
		embed(tags, target);
	tags->is_media = tags->is_media && !target;
}

static void input(struct tags *tags, const struct tag *tag)
{
	const char *type = value(tags, ATTRIBUTE_TYPE);

	(void)tag;
	if (type && strcasecmp(type, "checkbox") == 0)
		builder_task(tags->builder, value(tags, ATTRIBUTE_CHECKED));
}

static void list(struct tags *tags, const struct tag *tag)
{
	struct traits traits = { .is_ordered = tag->number > 0 };

	common(tags, &traits);
	traits.number = traits.is_ordered ? number(tags, ATTRIBUTE_START, 1) : 0;
	builder_open(tags->builder, tag->element, &traits);
}

static void item(struct tags *tags, const struct tag *tag)
{
	struct traits traits = { .number = number(tags, ATTRIBUTE_VALUE, 0) };

	common(tags, &traits);
	traits.number += traits.number > 0;
	builder_open(tags->builder, tag->element, &traits);
}

/* Tables that number the lines of code, or place the parts of a letter, are no tables to a reader.
 */
static void table(struct tags *tags, const struct tag *tag)
{
	const char *role = value(tags, ATTRIBUTE_ROLE);
	bool is_layout = (role && strcasecmp(role, "presentation") == 0) ||
			 has_class(tags, "highlighttable") || has_class(tags, "rouge-table");
	struct traits traits = { 0 };

	common(tags, &traits);
	builder_open(tags->builder, is_layout ? ELEMENT_LAYOUT : tag->element, &traits);
}

static enum block_align alignment(struct tags *tags)
{
	static const struct {
		const char *word;
		enum block_align align;
	} words[] = {
		{ "left", ALIGN_LEFT },
		{ "center", ALIGN_CENTER },
		{ "right", ALIGN_RIGHT },
	};
	const char *align = value(tags, ATTRIBUTE_ALIGN), *style = value(tags, ATTRIBUTE_STYLE);
	const char *at = style ? strstr(style, "text-align") : NULL;

	if (!align && at)
		align = at + strlen("text-align") + strspn(at + strlen("text-align"), ": ");
	for (size_t i = 0; align && i < sizeof(words) / sizeof(*words); i++)
		if (strncasecmp(align, words[i].word, strlen(words[i].word)) == 0)
			return words[i].align;
	return ALIGN_NONE;
}

static void cell(struct tags *tags, const struct tag *tag)
{
	struct traits traits = { .is_head = tag->number > 0, .align = alignment(tags) };

	common(tags, &traits);
	traits.columns = number(tags, ATTRIBUTE_COLSPAN, 1);
	traits.rows = number(tags, ATTRIBUTE_ROWSPAN, 1);
	builder_open(tags->builder, tag->element, &traits);
}

static void details(struct tags *tags, const struct tag *tag)
{
	struct traits traits = { .is_done = value(tags, ATTRIBUTE_OPEN) };

	common(tags, &traits);
	builder_open(tags->builder, tag->element, &traits);
}

/* A box that is an alert has one in it, so that the box's end ends both. */
static void open_alert(struct tags *tags)
{
	const char *class = value(tags, ATTRIBUTE_CLASS);
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
	builder_open(tags->builder, ELEMENT_ALERT, &traits);
	str_release(&title);
}

/* A box that may stand around code and say its language; one without a language in it does not
 * take it back. */
static void box(struct tags *tags, const struct tag *tag)
{
	struct str language = { 0 };

	if (attributes_language(tags->attributes, &language)) {
		str_release(&tags->language);
		tags->language = language;
	} else {
		str_release(&language);
	}
	plain(tags, tag);
	open_alert(tags);
}

/* The title that a generator gives an alert is a paragraph of it. */
static void paragraph(struct tags *tags, const struct tag *tag)
{
	const struct traits raw = { .is_raw = true };

	plain(tags, tag);
	if (has_class(tags, "admonition-title") || has_class(tags, "markdown-alert-title"))
		builder_open(tags->builder, ELEMENT_STRONG, &raw);
}

static void pre(struct tags *tags, const struct tag *tag)
{
	struct traits traits = { 0 };

	attributes_language(tags->attributes, &tags->language);
	common(tags, &traits);
	traits.info = tags->language.len > 0 ? tags->language.bytes : NULL;
	builder_open(tags->builder, tag->element, &traits);
	str_clear(&tags->language);
}

static void code(struct tags *tags, const struct tag *tag)
{
	str_clear(&tags->language);
	if (attributes_language(tags->attributes, &tags->language))
		builder_language(tags->builder, tags->language.bytes);
	str_clear(&tags->language);
	plain(tags, tag);
}

/* What is never closed would lose all that follows. */
static void drop(struct tags *tags, const struct tag *tag)
{
	if (tags->has_end)
		plain(tags, tag);
}

static void media(struct tags *tags, const struct tag *tag)
{
	const char *target = value(tags, ATTRIBUTE_SRC);

	tags->is_media = !target;
	if (target)
		embed(tags, target);
	drop(tags, tag);
}

/* A script or style: nothing in it is a tag but its own end. */
static void raw(struct tags *tags, const struct tag *tag)
{
	tags->raw = tag->name;
	drop(tags, tag);
}

static const struct tag all[] = {
#define TAG(name, element, start, number) { name, ELEMENT_##element, start, number },
#include "document/tags.def"
#undef TAG
};

static int compare(const void *name, const void *tag)
{
	return strcmp(name, ((const struct tag *)tag)->name);
}

const struct tag *tag_find(const char *name)
{
	return bsearch(name, all, sizeof(all) / sizeof(*all), sizeof(*all), compare);
}

bool tag_loses(const struct tag *tag)
{
	return element_role(tag->element) == DROP;
}

void tag_open(struct tags *tags, const struct tag *tag)
{
	tag->start(tags, tag);
}

void tag_close(struct tags *tags, const struct tag *tag)
{
	if (tag->element == ELEMENT_PARAGRAPH || tag->start == box)
		str_clear(&tags->language);
	if (tag->element == ELEMENT_MEDIA)
		tags->is_media = false;
	if (tag->start == noscript)
		tags->is_noscript = false;
	if (tag->element != ELEMENT_NONE)
		builder_close(tags->builder, tag->element, true);
	if (tag->element == ELEMENT_TABLE)
		builder_close(tags->builder, ELEMENT_LAYOUT, true);
}

void tag_release(struct tags *tags)
{
	str_release(&tags->image);
	str_release(&tags->language);
}
