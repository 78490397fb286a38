/* SPDX-License-Identifier: MIT */
#include "template/tags.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "template/embeds.h"
#include "template/expression.h"
#include "template/includes.h"
#include "template/loops.h"
#include "template/targets.h"

/* Where a tag of that name stands next: *behind it, and its own place; NULL where there is none. */
static const char *find_tag(const struct render *render, const char *name, const char **behind)
{
	const char *at = render->at;
	size_t len = strlen(name);

	while ((at = memmem(at, (size_t)(render->end - at), "{%", 2))) {
		const char *start = at;

		for (at += 2; at < render->end && (*at == '-' || isspace((unsigned char)*at)); at++)
			;
		if ((size_t)(render->end - at) < len + 2 || strncmp(at, name, len) != 0)
			continue;
		for (at += len; at < render->end && (*at == '-' || isspace((unsigned char)*at));
		     at++)
			;
		if (render->end - at >= 2 && at[0] == '%' && at[1] == '}') {
			*behind = at + 2;
			return start;
		}
	}
	return NULL;
}

/* All up to the tag of that name, which is taken in; to the end where it is missing. */
static const char *take_until(struct render *render, const char *name, size_t *len)
{
	const char *start = render->at, *behind = render->end;
	const char *end = find_tag(render, name, &behind);

	*len = (size_t)((end ? end : render->end) - start);
	render->at = behind;
	return start;
}

static void raw(struct render *render, const struct tags_tag *tag)
{
	size_t len;
	const char *text = take_until(render, *tag->name == 'r' ? "endraw" : "endverbatim", &len);

	if (!render->is_dead)
		str_add(render->out, text, len);
}

static void comment(struct render *render, const struct tags_tag *tag)
{
	size_t len;

	(void)tag;
	take_until(render, "endcomment", &len);
}

static void highlight(struct render *render, const struct tags_tag *tag)
{
	size_t len, word = expression_word(tag->args, tag->args_len);
	const char *code = take_until(render, "endhighlight", &len), *language = tag->args;

	if (word > 2 && strchr("\"'", *language)) {
		language++;
		word -= 2;
	}
	embeds_code(render, language, word, code, len);
}

static void add_strong(struct render *render, const char *words)
{
	str_format(render->out, render->is_html ? "<strong>%s</strong>" : "**%s**", words);
}

/* What stands in front of the options of a block of code: its title, an address, words for that. */
static void code_title(struct render *render, const struct tags_tag *tag)
{
	const char *at = tag->args, *end = at + tag->args_len, *link = NULL;
	struct str words = { 0 };

	if (render->is_dead)
		return;
	while (at < end) {
		size_t n = expression_word(at, (size_t)(end - at));
		bool is_link = n > 8 && memmem(at, n, "://", 3);

		if (is_link)
			link = arena_copy(&render->shared->values.arena, at, n);
		else if (n && !memchr(at, ':', n))
			str_format(&words, "%s%.*s", words.len ? " " : "", (int)n, at);
		at += n + (at + n < end);
	}
	if (words.len) {
		str_text(render->out, "\n\n");
		if (link)
			embeds_link(render, str_bytes(&words), link);
		else
			add_strong(render, str_bytes(&words));
		str_text(render->out, "\n\n");
	}
	str_release(&words);
}

/* Hexo: {% codeblock [title] [lang:x] … %}, {% code %} */
static void codeblock(struct render *render, const struct tags_tag *tag)
{
	const char *end = tag->name[4] == 'b' ? "endcodeblock" : "endcode", *code;
	const char *language = memmem(tag->args, tag->args_len, "lang:", 5);
	size_t len, word = 0;

	if (language) {
		language += 5;
		word = expression_word(language, tag->args_len - (size_t)(language - tag->args));
	}
	code = take_until(render, end, &len);
	code_title(render, tag);
	embeds_code(render, language ? language : "", word, code, len);
}

/* Whether the value is among those of {% when a, b %} or {% when a or b %}. */
static bool is_when(struct render *render, const char *value, const char *args, size_t len)
{
	const char *end = args + len;
	struct expression_argument argument;

	while (expression_argument(&args, end, &argument)) {
		const struct value *one = argument.is_quoted
						  ? render_value(render, argument.value,
								 argument.value_len)
						  : expression_value(render, argument.value,
								     argument.value_len);

		if (one && str_equal(expression_text(render, one), value))
			return true;
	}
	return false;
}

/* What {% when %} is asked with, for {% case %}; an if asks its own words. */
struct question {
	bool is_case;
	const struct value *value; /* NULL: not known */
};

/* Whether the branch that begins with the stop is the one: the second stop is always `else`. */
static bool is_answer(struct render *render, const struct question *question, int stop,
		      const char *args, size_t len)
{
	if (stop <= 1)
		return stop == 1;
	if (!question->is_case)
		return expression_holds(render, args, len);
	return question->value &&
	       is_when(render, expression_text(render, question->value), args, len);
}

/* The branches up to the first of the stops; only the first that is taken is written. */
static void branches(struct render *render, bool is_taken, const char *const *stops,
		     const struct question *question)
{
	bool was_dead = render->is_dead, is_done = false;
	const char *args = NULL;
	size_t len = 0;
	int stop;

	do {
		render->is_dead = was_dead || !is_taken;
		is_done |= is_taken;
		stop = render_until(render, stops, &args, &len);
		render->is_dead = was_dead;
		is_taken = !is_done && !was_dead && is_answer(render, question, stop, args, len);
	} while (stop > 0);
}

static void if_tag(struct render *render, const struct tags_tag *tag)
{
	static const char *const stops[] = { "endif", "else", "elsif", "elif", "elseif", NULL };

	branches(render, !render->is_dead && expression_holds(render, tag->args, tag->args_len),
		 stops, &(struct question){ .is_case = false });
}

static void unless_tag(struct render *render, const struct tags_tag *tag)
{
	static const char *const stops[] = { "endunless", "else", "elsif", NULL };

	branches(render, !render->is_dead && !expression_holds(render, tag->args, tag->args_len),
		 stops, &(struct question){ .is_case = false });
}

static void case_tag(struct render *render, const struct tags_tag *tag)
{
	static const char *const stops[] = { "endcase", "else", "when", NULL };
	struct question question = { .is_case = true };

	if (!render->is_dead)
		question.value = expression_value(render, tag->args, tag->args_len);
	branches(render, false, stops, &question);
}

/* What Liquid assigns holds for the rest of the body, what Jinja sets for the block. */
static void set_name(struct render *render, const struct tags_tag *tag, size_t len,
		     const struct value *value)
{
	(*tag->name == 's' ? render_name : render_assign)(render, tag->args, len, value);
}

/* name = value; without '=' the text up to the end is the value. */
static void assign(struct render *render, const struct tags_tag *tag)
{
	const char *equals = memchr(tag->args, '=', tag->args_len), *name = tag->args;
	size_t name_len = expression_word(name, tag->args_len);

	if (equals && !render->is_dead)
		set_name(render, tag,
			 name_len < (size_t)(equals - name) ? name_len : (size_t)(equals - name),
			 expression_value(render, equals + 1,
					  tag->args_len - (size_t)(equals + 1 - name)));
}

static void capture(struct render *render, const struct tags_tag *tag)
{
	static const char *const stops[] = { "endcapture", "endset", NULL };
	struct str *out = render->out, text = { 0 };
	struct render_name *names = render->names;

	if (*tag->name == 's' && memchr(tag->args, '=', tag->args_len)) {
		assign(render, tag);
		return;
	}
	render->out = &text;
	render_until(render, stops, NULL, NULL);
	render->out = out;
	render->names = names;
	if (!render->is_dead)
		set_name(render, tag, expression_word(tag->args, tag->args_len),
			 render_value(render, str_bytes(&text), text.len));
	str_release(&text);
}

static void add_quotation(struct str *out, const char *body, size_t len, const struct tags_tag *tag)
{
	str_text(out, "\n> ");
	for (size_t i = 0; i < len; i++) {
		str_byte(out, body[i]);
		if (body[i] == '\n')
			str_text(out, "> ");
	}
	if (tag->args_len)
		str_format(out, "\n>\n> — %.*s", (int)tag->args_len, tag->args);
	str_text(out, "\n");
}

/* Hexo: {% blockquote author, source %} */
static void blockquote(struct render *render, const struct tags_tag *tag)
{
	const char *const stops[] = { tag->name[0] == 'q' ? "endquote" : "endblockquote", NULL };
	struct str *out = render->out, text = { 0 };

	render->out = &text;
	render_until(render, stops, NULL, NULL);
	render->out = out;
	const char *body = str_bytes(&text);
	size_t len = text.len;

	str_trim(&body, &len);
	if (!render->is_dead && render->is_html)
		str_format(out, "<blockquote>%.*s%s%.*s</blockquote>", (int)len, body,
			   tag->args_len ? "<p>— " : "", (int)tag->args_len, tag->args);
	else if (!render->is_dead)
		add_quotation(out, body, len, tag);
	str_release(&text);
}

static void include(struct render *render, const struct tags_tag *tag)
{
	if (!render->is_dead)
		includes_run(render, tag);
}

static void link(struct render *render, const struct tags_tag *tag)
{
	if (!render->is_dead)
		targets_link(render, tag);
}

static void stop_loop(struct render *render, const struct tags_tag *tag)
{
	(void)tag;
	(void)render; /* the loop goes on: a little more text, and nothing lost */
}

static void nothing(struct render *render, const struct tags_tag *tag)
{
	(void)render;
	(void)tag;
}

/* Text that is put in where its name is called: {% macro name(a, b="c") %} */
static void macro(struct render *render, const struct tags_tag *tag)
{
	struct arena *arena = &render->shared->values.arena;
	const char *open = memchr(tag->args, '(', tag->args_len);
	const char *close = memrchr(tag->args, ')', tag->args_len), *body;
	struct render_macro *known = arena_alloc(arena, 1, sizeof(*known));
	size_t len = open ? (size_t)(open - tag->args) : expression_word(tag->args, tag->args_len);

	known->name = arena_copy(arena, tag->args, len);
	known->parameters = "";
	if (open && close > open) {
		known->parameters_len = (size_t)(close - open - 1);
		known->parameters = arena_copy(arena, open + 1, known->parameters_len);
	}
	body = take_until(render, "endmacro", &known->len);
	known->body = arena_copy(arena, body, known->len);
	known->older = render->shared->macros;
	known->n = known->older ? known->older->n + 1 : 1;
	render->shared->macros = known;
}

/* {% from "x.njk" import y %}: of the file only its macros count. */
static void import(struct render *render, const struct tags_tag *tag)
{
	struct str *out = render->out, nowhere = { 0 };
	size_t unresolved = render->shared->unresolved;

	if (render->is_dead)
		return;
	render->out = &nowhere;
	includes_run(render, tag);
	render->out = out;
	render->shared->unresolved = unresolved;
	str_release(&nowhere);
}

static const struct {
	const char *name;
	void (*run)(struct render *render, const struct tags_tag *tag);
	const char *needs; /* the tag that ends it; without it in the text, it is another tag */
} tags[] = {
	{ "raw", raw, "raw" },
	{ "verbatim", raw, "verbatim" },
	{ "comment", comment, NULL },
	{ "highlight", highlight, "highlight" },
	{ "codeblock", codeblock, "codeblock" },
	{ "code", codeblock, "code" },
	{ "if", if_tag, NULL },
	{ "unless", unless_tag, NULL },
	{ "case", case_tag, NULL },
	{ "for", loops_run, NULL },
	{ "assign", assign, NULL },
	{ "set", capture, NULL },
	{ "capture", capture, NULL },
	{ "blockquote", blockquote, "blockquote" },
	{ "quote", blockquote, "quote" },
	{ "include", include, NULL },
	{ "include_cached", include, NULL },
	{ "include_relative", include, NULL },
	{ "render", include, NULL },
	{ "link", link, NULL },
	{ "post_url", link, NULL },
	{ "post_link", link, NULL },
	{ "post_path", link, NULL },
	{ "break", stop_loop, NULL },
	{ "continue", stop_loop, NULL },
	{ "else", nothing, NULL },
	{ "elsif", nothing, NULL },
	{ "elif", nothing, NULL },
	{ "when", nothing, NULL },
	{ "increment", nothing, NULL },
	{ "decrement", nothing, NULL },
	{ "cycle", nothing, NULL },
	{ "macro", macro, "macro" },
	{ "import", import, NULL },
	{ "from", import, NULL },
};

/* Notes of each {% endNAME %} of the text where it stands last, once for all. */
static void note_ends(struct render *render)
{
	const char *at = render->start;

	while ((at = memmem(at, (size_t)(render->end - at), "{%", 2))) {
		char name[64];
		size_t n = 0;

		for (at += 2; at < render->end && (*at == '-' || isspace((unsigned char)*at)); at++)
			;
		while (at + n < render->end && n < sizeof(name) - 1 &&
		       (isalnum((unsigned char)at[n]) || strchr("_-", at[n])) && at[n]) {
			name[n] = at[n];
			n++;
		}
		name[n] = '\0';
		if (n >= 3 && strncmp(name, "end", 3) == 0)
			map_put(&render->shared->last, name, (void *)(at + n));
	}
	map_put(&render->shared->last, "", (void *)render->start);
}

/* Whether {% endNAME %} (or Zola's {% end %}) is still to come. */
static bool has_end(struct render *render, const char *name, size_t len, bool is_zola)
{
	char end[64];
	const char *last;

	if (len > sizeof(end) - 4)
		return false;
	if (map_find(&render->shared->last, "") != render->start) {
		map_release(&render->shared->last);
		note_ends(render);
		render_steps(render, (size_t)(render->end - render->start) / 1024);
	}
	snprintf(end, sizeof(end), "end%.*s", is_zola ? 0 : (int)len, name);
	last = map_find(&render->shared->last, end);
	return last && last > render->at;
}

/* What stands up to {% endNAME %}, or Zola's {% end %}, resolved. */
static void take_inner(struct render *render, const struct tags_tag *tag, bool is_zola,
		       struct str *inner)
{
	struct str *out = render->out;
	char end[64];
	const char *const stops[] = { end, NULL };

	snprintf(end, sizeof(end), "end%.*s", is_zola ? 0 : (int)tag->name_len, tag->name);
	render->out = inner;
	render_until(render, stops, NULL, NULL);
	render->out = out;
}

/* {% name(a="b") %} … {% end %} of Zola, by the site's template; without one the text stays. */
static void zola(struct render *render, const struct tags_tag *tag)
{
	struct str inner = { 0 };

	take_inner(render, tag, true, &inner);
	if (!render->is_dead &&
	    !includes_shortcode(render, tag->name, tag->name_len, tag->args + 1,
				tag->args + tag->args_len - 1, str_bytes(&inner)))
		str_text(render->out, str_bytes(&inner));
	str_release(&inner);
}

/* {% note %} … {% endnote %} */
static void remark(struct render *render, const struct tags_tag *tag)
{
	struct str inner = { 0 };

	take_inner(render, tag, false, &inner);
	if (!render->is_dead)
		embeds_remark(render, tag->name, tag->name_len, tag->args,
			      tag->args + tag->args_len, str_bytes(&inner));
	str_release(&inner);
}

void tags_run(struct render *render, const struct tags_tag *tag)
{
	const char *end = tag->args + tag->args_len, *args = tag->args;
	bool is_zola = tag->args_len >= 2 && *args == '(' && end[-1] == ')';

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		const char *needs = tags[i].needs;

		if (strlen(tags[i].name) != tag->name_len ||
		    strncmp(tags[i].name, tag->name, tag->name_len) != 0 ||
		    (needs && !has_end(render, needs, strlen(needs), false)))
			continue;
		tags[i].run(render, tag);
		return;
	}
	if (is_zola && tag->name_len && has_end(render, tag->name, tag->name_len, true)) {
		zola(render, tag);
		return;
	}
	if (embeds_is_remark(tag->name, tag->name_len) &&
	    has_end(render, tag->name, tag->name_len, false)) {
		remark(render, tag);
		return;
	}
	if (tag->name_len == 0 || strncmp(tag->name, "end", 3) == 0 ||
	    has_end(render, tag->name, tag->name_len, is_zola))
		return;
	if (is_zola) {
		args++;
		end--;
	}
	if (!embeds_call(render, tag->name, tag->name_len, args, end))
		embeds_unknown(render, tag->name, tag->name_len, args, end);
}
