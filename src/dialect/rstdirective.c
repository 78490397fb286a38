/* SPDX-License-Identifier: MIT */
#include "dialect/rstdirective.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void rstdirective_code(const struct strings *lines, const char *language, struct str *out)
{
	str_format(out, "````%s\n", language);
	for (size_t i = 0; i < lines->n_items; i++) {
		if (i > 0 || *lines->items[i])
			str_format(out, "%s\n", lines->items[i]);
	}
	str_text(out, "````\n\n");
}

void rstdirective_marked(struct str *inner, const char *first, const char *others, struct str *out)
{
	const char *text = str_bytes(inner);
	size_t left = inner->len;

	str_trim(&text, &left);
	for (bool is_first = true; left; is_first = false) {
		size_t len = strcspn(text, "\n");

		len = len < left ? len : left;
		str_format(out, "%s%.*s\n", is_first ? first : others, (int)len, text);
		len += len < left;
		text += len;
		left -= len;
	}
	str_byte(out, '\n');
	str_release(inner);
}

struct directive {
	char *name, *argument, *alt, *target;
	struct strings content;
};

static void as_image(const struct rstdirective_place *place, const struct directive *directive)
{
	if (directive->target)
		str_byte(place->out, '[');
	str_format(place->out, "![%s](%s)", directive->alt ? directive->alt : "",
		   directive->argument);
	if (directive->target)
		str_format(place->out, "](%s)", directive->target);
	str_text(place->out, "\n\n");
	place->nested(place->context, &directive->content, place->out);
}

static void as_code(const struct rstdirective_place *place, const struct directive *directive)
{
	rstdirective_code(&directive->content, directive->argument, place->out);
}

static void as_html(const struct rstdirective_place *place, const struct directive *directive)
{
	for (size_t i = 0; i < directive->content.n_items; i++)
		str_format(place->out, "%s\n", directive->content.items[i]);
	str_byte(place->out, '\n');
}
static void as_note(const struct rstdirective_place *place, const struct directive *directive)
{
	struct str inner = { 0 };
	bool has_title = str_equal(directive->name, "admonition") ||
			 str_equal(directive->name, "topic") ||
			 str_equal(directive->name, "sidebar");

	if (has_title && *directive->argument)
		str_format(&inner, "**%s**\n\n", directive->argument);
	else
		str_format(&inner, "**%c%s**\n\n", toupper((unsigned char)*directive->name),
			   directive->name + 1);
	if (!has_title && *directive->argument) {
		rstline_add(place->names, directive->argument, &inner);
		str_text(&inner, "\n\n");
	}
	place->nested(place->context, &directive->content, &inner);
	rstdirective_marked(&inner, "> ", "> ", place->out);
}

/* What is said by a name and its argument alone. */
static void as_words(const struct rstdirective_place *place, const struct directive *directive)
{
	str_format(place->out, "**%s**\n\n", directive->argument);
	place->nested(place->context, &directive->content, place->out);
}

static void as_quote(const struct rstdirective_place *place, const struct directive *directive)
{
	struct str inner = { 0 };

	place->nested(place->context, &directive->content, &inner);
	rstdirective_marked(&inner, "> ", "> ", place->out);
}

static void as_video(const struct rstdirective_place *place, const struct directive *directive)
{
	str_format(place->out, "[YouTube](https://www.youtube.com/watch?v=%s)\n\n",
		   directive->argument);
}

static void as_nothing(const struct rstdirective_place *place, const struct directive *directive)
{
	(void)place;
	(void)directive;
}

static const struct {
	const char *name;
	void (*add)(const struct rstdirective_place *place, const struct directive *directive);
} directives[] = {
	{ "image", as_image },
	{ "figure", as_image },
	{ "thumbnail", as_image },
	{ "code-block", as_code },
	{ "code", as_code },
	{ "sourcecode", as_code },
	{ "highlight", as_nothing },
	{ "raw", as_html },
	{ "note", as_note },
	{ "warning", as_note },
	{ "tip", as_note },
	{ "important", as_note },
	{ "caution", as_note },
	{ "danger", as_note },
	{ "hint", as_note },
	{ "attention", as_note },
	{ "admonition", as_note },
	{ "seealso", as_note },
	{ "error", as_note },
	{ "topic", as_note },
	{ "sidebar", as_note },
	{ "rubric", as_words },
	{ "epigraph", as_quote },
	{ "pull-quote", as_quote },
	{ "highlights", as_quote },
	{ "parsed-literal", as_code },
	{ "youtube", as_video },
	{ "contents", as_nothing },
	{ "toctree", as_nothing },
	{ "meta", as_nothing },
	{ "post", as_nothing },
	{ "postlist", as_nothing },
	{ "datatemplate", as_nothing },
	{ "include", as_nothing },
	{ "class", as_nothing },
	{ "feed", as_nothing },
	{ "update", as_nothing },
	{ "role", as_nothing },
	{ "default-role", as_nothing },
	{ "sectnum", as_nothing },
	{ "index", as_nothing },
	{ "replace", as_nothing },
	{ "unicode", as_nothing },
	{ "html_meta", as_nothing },
};

static void set(char **slot, const char *line)
{
	const char *value = strchr(line + 1, ':');

	if (value && !*slot)
		*slot = mem_string(value + 1 + strspn(value + 1, " "));
}

/* Options stand at the start of the content: :alt: words */
static void take_options(struct directive *directive, const struct strings *all)
{
	size_t i = 0;

	for (; i < all->n_items && *all->items[i] == ':'; i++) {
		if (strncmp(all->items[i], ":alt:", 5) == 0)
			set(&directive->alt, all->items[i]);
		else if (strncmp(all->items[i], ":target:", 8) == 0)
			set(&directive->target, all->items[i]);
	}
	for (; i < all->n_items; i++)
		strings_add(&directive->content, all->items[i]);
}

/* What has neither meaning nor content here: its address, or its words. */
static void add_unknown(const struct rstdirective_place *place, const struct directive *directive)
{
	if (directive->content.n_items)
		place->nested(place->context, &directive->content, place->out);
	else if (strstr(directive->argument, "://"))
		str_format(place->out, "<%.*s>\n\n", (int)strcspn(directive->argument, " "),
			   directive->argument);
	else if (*directive->argument)
		str_format(place->out, "\xEE\x80\x80%s\xEE\x80\x81\n\n", directive->argument);
}

static void run(const struct rstdirective_place *place, const struct directive *directive)
{
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		if (str_equal(directives[i].name, directive->name)) {
			directives[i].add(place, directive);
			return;
		}
	}
	add_unknown(place, directive);
}

void rstdirective_add(const struct rstdirective_place *place, const char *name, size_t len,
		      const char *argument, const struct strings *block)
{
	struct directive directive = { .name = mem_copy(name, len),
				       .argument = mem_string(argument) };

	take_options(&directive, block);
	run(place, &directive);
	free(directive.name);
	free(directive.argument);
	free(directive.alt);
	free(directive.target);
	strings_release(&directive.content);
}
