/* SPDX-License-Identifier: MIT */
#include "template/render.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "template/embeds.h"
#include "template/expression.h"
#include "template/includes.h"
#include "template/shortcode.h"
#include "template/tags.h"

enum {
	STEPS = 100 * 1000,      /* tags and turns of loops in one body */
	ROOM = 16 * 1024 * 1024, /* bytes written, beyond four times the body's own */
	INCLUDES = 8,            /* one in the other */
	BLOCKS = 32,             /* one in the other */
	PLACEHOLDER = 40,        /* bytes of its words */
	FAR = 4096,              /* bytes in which a tag must close */
	LOOKS = 64,              /* at members of lists for a step */
	NAMES = 256,             /* that are gone through for a step */
	VALUE = 16,              /* bytes that a value counts for besides its text */
};

bool render_step(struct render *render)
{
	if (render->shared->steps >= STEPS)
		render->is_over = true;
	else
		render->shared->steps++;
	return !render->is_over;
}

void render_steps(struct render *render, size_t n)
{
	render->shared->steps += n < STEPS ? (unsigned)n : STEPS;
}

bool render_look(struct render *render)
{
	return ++render->shared->looks % LOOKS ? !render->is_over : render_step(render);
}

void render_bytes(struct render *render, size_t n)
{
	render->shared->bytes += n;
	if (render->shared->bytes / 4 > ROOM / 4 + render->shared->input->len)
		render->is_over = true;
}

struct value *render_new(struct render *render, enum value_kind kind)
{
	render_bytes(render, VALUE);
	return value_new(&render->shared->values, kind, 0);
}

struct value *render_value(struct render *render, const char *text, size_t len)
{
	struct value *value = render_new(render, VALUE_TEXT);

	render_bytes(render, len);
	if (len > RENDER_TEXT || render->is_over)
		len = 0;
	value_set_text(&render->shared->values, value, text, len);
	return value;
}

static struct render_name *new_name(struct render *render, const char *name, size_t len,
				    const struct value *value, struct render_name *older)
{
	struct arena *arena = &render->shared->values.arena;
	struct render_name *known = arena_alloc(arena, 1, sizeof(*known));

	render_bytes(render, VALUE);
	known->name = len ? arena_copy(arena, name, len) : "";
	known->value = value;
	known->older = older;
	known->n = older ? older->n + 1 : 1;
	return known;
}

void render_name(struct render *render, const char *name, size_t len, const struct value *value)
{
	render->names = new_name(render, name, len, value, render->names);
}

static struct render_name *find_name(struct render *render, struct render_name *names,
				     const char *name, size_t len)
{
	render_steps(render, names ? names->n / NAMES : 0);
	while (names && (strncmp(names->name, name, len) != 0 || names->name[len]))
		names = names->older;
	return names;
}

struct render_name *render_find(struct render *render, const char *name, size_t len)
{
	struct render_name *known = find_name(render, render->names, name, len);

	return known || render->is_call ? known
					: find_name(render, render->shared->assigned, name, len);
}

void render_assign(struct render *render, const char *name, size_t len, const struct value *value)
{
	struct render_name *known = render_find(render, name, len);

	if (known)
		known->value = value;
	else
		render->shared->assigned = new_name(render, name, len, value,
						    render->shared->assigned);
}

/* Where the line begins that is being written. */
static size_t line_start(const struct str *out)
{
	size_t at = out->len;

	while (at > 0 && out->bytes[at - 1] != '\n' && out->len - at < FAR)
		at--;
	return at;
}

/* Behind `](` or `]: `, with no blank and no bracket that closes since. */
static bool is_in_link(const struct str *out, size_t line)
{
	size_t at = out->len;
	int open = 0;

	while (at > line && !isspace((unsigned char)out->bytes[at - 1])) {
		char c = out->bytes[at - 1];

		if (c == '(' && at > line + 1 && out->bytes[at - 2] == ']' && open == 0)
			return true;
		open += (c == ')') - (c == '(' && open > 0);
		at--;
	}
	while (at > line && isspace((unsigned char)out->bytes[at - 1]))
		at--;
	if (at > line + 1 && out->bytes[at - 1] == '(' && out->bytes[at - 2] == ']')
		return true;
	return at > line + 2 && out->bytes[at - 1] == ':' && out->bytes[at - 2] == ']' &&
	       out->bytes[line] == '[';
}

/* Inside the quotes of an attribute. */
static bool is_in_attribute(const struct str *out, size_t line)
{
	for (size_t at = out->len; at > line + 1; at--) {
		char c = out->bytes[at - 1];

		if (c == '"' || c == '\'')
			return out->bytes[at - 2] == '=';
		if (c == '>' || c == '<')
			return false;
	}
	return false;
}

bool render_is_in_target(const struct render *render)
{
	size_t line = line_start(render->out);

	return is_in_link(render->out, line) || is_in_attribute(render->out, line);
}

/* A value that holds tags itself is not run again; their marks go. */
static void add_unmarked(struct str *out, const char *text)
{
	static const char *const marks[] = { "{{", "}}", "{%", "%}" };

	while (*text) {
		size_t i = 0;

		while (i < 4 && strncmp(text, marks[i], 2) != 0)
			i++;
		if (i == 4)
			str_byte(out, *text++);
		else
			text += 2;
	}
}

void render_add(struct render *render, const char *text)
{
	if (render->is_dead)
		return;
	if (strstr(text, "{{") || strstr(text, "{%")) {
		add_unmarked(render->out, text);
		return;
	}
	if (!strpbrk(text, " \t\n()") || render->is_quiet ||
	    !is_in_link(render->out, line_start(render->out))) {
		str_text(render->out, text);
		return;
	}
	for (; *text; text++) {
		if (isspace((unsigned char)*text))
			str_text(render->out, "%20");
		else if (*text == '(')
			str_text(render->out, "%28");
		else if (*text == ')')
			str_text(render->out, "%29");
		else
			str_byte(render->out, *text);
	}
}

static void add_words(struct str *out, const char *words, size_t len)
{
	size_t start = out->len;

	for (size_t i = 0; i < len && out->len - start < PLACEHOLDER; i++) {
		unsigned char c = (unsigned char)words[i];

		if (isalnum(c) || c >= 0x80 || strchr(".-_ /:", c))
			str_byte(out, (char)c);
	}
	/* A letter that was cut, and marks that Markdown would see at the end. */
	while (out->len > start && str_is_inside(out->bytes[out->len - 1]) &&
	       out->len - start >= PLACEHOLDER)
		out->len--;
	if (out->len > start && (unsigned char)out->bytes[out->len - 1] >= 0xC0)
		out->len--;
	while (out->len > start && strchr("._- /:", out->bytes[out->len - 1]))
		out->len--;
}

void render_placeholder(struct render *render, const char *words, size_t len)
{
	struct str *out = render->out;

	if (render->is_dead || render->is_quiet)
		return;
	render->shared->unresolved++;
	if (render_is_in_target(render))
		return;
	if (out->len && out->bytes[out->len - 1] == '<' && render->at < render->end &&
	    *render->at == '>') {
		out->len--;
		render->at++;
	}
	while (len && strchr("._- /:", *words)) {
		words++;
		len--;
	}
	str_text(out, "\xEE\x80\x80");
	size_t before = out->len;

	add_words(out, words, len);
	if (out->len == before)
		str_text(out, "…");
	str_text(out, "\xEE\x80\x81");
}

/* An output tag is not closed behind a blank line or another such tag. */
static bool gives_up(const char *at, const char *mark)
{
	return *mark == '}' && ((at[0] == '{' && at[1] == '{') || (at[0] == '\n' && at[1] == '\n'));
}

/* An apostrophe inside of a word opens nothing. */
static bool opens_quote(const char *at)
{
	unsigned char before = (unsigned char)at[-1];

	return *at == '"' || *at == '`' || (*at == '\'' && !isalnum(before) && before < 0x80);
}

/* Where the mark that closes a tag stands: not inside of quotes, unless they are none. */
static const char *find_close(const struct render *render, const char *from, const char *mark,
			      bool has_quotes)
{
	const char *end = render->end - from > FAR ? from + FAR : render->end;
	char quote = '\0';

	for (const char *at = from; at + 1 < end; at++) {
		if (quote && *at == quote)
			quote = '\0';
		else if (quote)
			continue;
		else if (has_quotes && opens_quote(at))
			quote = *at;
		else if (at[0] == mark[0] && at[1] == mark[1])
			return at;
		else if (gives_up(at, mark))
			return NULL;
	}
	return has_quotes ? find_close(render, from, mark, false) : NULL;
}

void render_flat(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool is_start = out->len == 0 || out->bytes[out->len - 1] == '\n';

		if (!is_start || !isspace((unsigned char)text[i]))
			str_byte(out, text[i]);
	}
}

/* Whether the markup begins with an element that stands in lines of its own. */
static bool is_block(const char *text, size_t len)
{
	static const char *const names[] = { "div",    "p",       "figure",     "section",
					     "aside",  "article", "details",    "table",
					     "ul",     "ol",      "dl",         "center",
					     "header", "footer",  "blockquote", "pre",
					     "h1",     "h2",      "h3",         "h4" };
	size_t n = 1;

	if (len < 3 || *text != '<')
		return false;
	while (n < len && isalnum((unsigned char)text[n]))
		n++;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strlen(names[i]) == n - 1 && strncasecmp(names[i], text + 1, n - 1) == 0)
			return true;
	}
	return false;
}

static bool is_blank_up_to(const char *at, const char *end)
{
	while (at < end && strchr(" \t\r", *at))
		at++;
	return at == end;
}

void render_markup(struct render *render, const char *text, size_t len)
{
	struct str *out = render->out;
	const char *newline = memchr(render->at, '\n', (size_t)(render->end - render->at));
	size_t line = line_start(out);

	if (render->is_dead)
		return;
	if (render->is_html || render->is_flat || !is_block(text, len)) {
		str_add(out, text, len);
		return;
	}
	if (!is_blank_up_to(str_bytes(out) + line, str_bytes(out) + out->len))
		str_text(out, "\n\n");
	str_add(out, text, len);
	if (!is_blank_up_to(render->at, newline ? newline : render->end))
		str_text(out, "\n\n");
}

static void copy(struct render *render, const char *to)
{
	if (!render->is_dead) {
		(render->is_flat ? render_flat : str_add)(render->out, render->at,
							  (size_t)(to - render->at));
		render_bytes(render, (size_t)(to - render->at));
	}
	render->at = to;
}

static bool has_templates(const struct render *render, unsigned which)
{
	const struct settings *settings = render->shared->input->settings;

	return !settings || !settings->generator || settings->templates & which;
}

/* Behind {% raw %} or {% endraw %} at `at`, else NULL. */
static const char *raw_mark(const char *at, const char *end)
{
	if (end - at < 9 || at[0] != '{' || at[1] != '%')
		return NULL;
	for (at += 2; at < end && (*at == '-' || isspace((unsigned char)*at)); at++)
		;
	if (end - at > 3 && strncmp(at, "end", 3) == 0)
		at += 3;
	if (end - at < 5 || strncmp(at, "raw", 3) != 0)
		return NULL;
	for (at += 3; at < end && (*at == '-' || *at == ' '); at++)
		;
	return end - at >= 2 && at[0] == '%' && at[1] == '}' ? at + 2 : NULL;
}

/* Code is left alone, but {% raw %}, which code needs to be left alone, goes. */
static void copy_code(struct render *render, const char *to)
{
	while (has_templates(render, SETTINGS_TAGS) && render->at < to) {
		const char *mark = memmem(render->at, (size_t)(to - render->at), "{%", 2);
		const char *behind;

		if (!mark)
			break;
		behind = raw_mark(mark, to);
		copy(render, behind ? mark : mark + 2);
		render->at = behind ? behind : render->at;
	}
	copy(render, to);
}

/* {{ name "argument" }} of Go and {{ name(argument=…) }} of Zola. */
static bool is_call(struct render *render, const char *text, size_t len)
{
	const char *at = text, *end = text + len, *name;

	while (at < end && (isalnum((unsigned char)*at) || *at == '_' || *at == '-'))
		at++;
	name = at;
	if (at == text || at == end)
		return false;
	if (*at == '(' && end[-1] == ')')
		return includes_shortcode(render, text, (size_t)(name - text), at + 1, end - 1,
					  NULL) ||
		       embeds_call(render, text, (size_t)(name - text), at + 1, end - 1);
	while (at < end && isspace((unsigned char)*at))
		at++;
	if (at > name && at < end && strchr("\"`", *at))
		return embeds_call(render, text, (size_t)(name - text), at, end);
	return false;
}

/* name(arguments) that nobody knows: what it says in quotes, or where it leads. */
static bool unknown_call(struct render *render, const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && (isalnum((unsigned char)text[n]) || text[n] == '_'))
		n++;
	if (n == 0 || n == len || text[n] != '(' || text[len - 1] != ')' || render->is_quiet)
		return false;
	embeds_unknown(render, text, n, text + n + 1, text + len - 1);
	return true;
}

static bool is_go_comment(const char *text, size_t len)
{
	return len >= 4 && memcmp(text, "/*", 2) == 0 && memcmp(text + len - 2, "*/", 2) == 0;
}

static void output(struct render *render, const char *text, size_t len)
{
	const struct value *value;

	str_trim(&text, &len);
	if (render->is_dead || len == 0 || is_go_comment(text, len) || is_call(render, text, len))
		return;
	value = expression_value(render, text, len);
	if (value && value->kind != VALUE_MAP)
		render_add(render, expression_text(render, value));
	else if (!unknown_call(render, text, len))
		render_placeholder(render, text, len);
}

static void trim_out(struct render *render)
{
	struct str *out = render->out;

	while (!render->is_dead && out->len && isspace((unsigned char)out->bytes[out->len - 1]))
		str_cut(out, out->len - 1);
}

static void skip_blanks(struct render *render)
{
	while (render->at < render->end && isspace((unsigned char)*render->at))
		render->at++;
}

/* What stands between two marks of two bytes, with the '-' that eats blanks taken off. */
struct inside {
	const char *text;
	size_t len;
	bool trims_behind;
};

static bool open_tag(struct render *render, const char *mark, struct inside *inside)
{
	const char *text = render->at + 2, *close = find_close(render, text, mark, true);

	if (!close)
		return false;
	inside->trims_behind = close > text && close[-1] == '-';
	inside->text = text;
	inside->len = (size_t)(close - text) - inside->trims_behind;
	if (inside->len && strchr("-~+", *text)) {
		if (*text == '-')
			trim_out(render);
		inside->text++;
		inside->len--;
	}
	render->at = close + 2;
	return true;
}

static bool run_output(struct render *render)
{
	struct inside inside;

	if (!open_tag(render, "}}", &inside))
		return false;
	if (inside.len && *inside.text == '{') { /* {{{ x }}} */
		inside.text++;
		inside.len--;
		render->at += render->at < render->end && *render->at == '}';
	}
	output(render, inside.text, inside.len);
	if (inside.trims_behind)
		skip_blanks(render);
	return true;
}

static int stop_index(const char *const *stops, const struct tags_tag *tag)
{
	for (int i = 0; stops && stops[i]; i++) {
		if (strlen(stops[i]) == tag->name_len &&
		    strncmp(stops[i], tag->name, tag->name_len) == 0)
			return i;
	}
	return -1;
}

/* Takes {% … %} apart. */
static bool read_tag(struct render *render, struct tags_tag *tag, bool *trims_behind)
{
	struct inside inside;
	const char *text;
	size_t n = 0;

	tag->start = render->at;
	if (!open_tag(render, "%}", &inside))
		return false;
	*trims_behind = inside.trims_behind;
	text = inside.text;
	str_trim(&text, &inside.len);
	while (n < inside.len && (isalnum((unsigned char)text[n]) || strchr("_-", text[n])))
		n++;
	*tag = (struct tags_tag){ tag->start, text, n, text + n, inside.len - n };
	str_trim(&tag->args, &tag->args_len);
	return true;
}

/* A comment of Jinja, Nunjucks and Liquid: {# … #}; and no {#anchor}. */
static bool run_comment(struct render *render)
{
	const char *close;

	if (render->end - render->at < 4 || !strchr(" -\n\t", render->at[2]) ||
	    render->has_no_close || !has_templates(render, SETTINGS_TAGS))
		return false;
	close = memmem(render->at, (size_t)(render->end - render->at), "#}", 2);
	render->has_no_close = !close;
	if (!close)
		return false;
	render->at = close + 2;
	return true;
}

/* The next run of code that starts here or later; found anew where a tag ended inside of one. */
static const struct untouched_run *next_code(struct render *render, struct untouched *own)
{
	size_t at = (size_t)(render->at - render->start);
	const struct untouched_run *run = untouched_at(render->code, at);

	if (!run || run->start >= at)
		return run;
	render_steps(render, (size_t)(render->end - render->at) / 256);
	untouched_release(own);
	untouched_find(render->at, (size_t)(render->end - render->at), render->is_html, own);
	for (size_t i = 0; i < own->n_runs; i++) {
		own->runs[i].start += at;
		own->runs[i].end += at;
	}
	render->code = own;
	return untouched_at(own, at);
}

/* One tag at '{'. The index of a stop, or -1 to go on. */
static int take_mark(struct render *render, const char *const *stops, struct tags_tag *tag)
{
	char c = render->at + 1 < render->end ? render->at[1] : '\0';
	bool trims_behind = false;
	int stop;

	if (c == '{' && shortcode_run(render))
		return -1;
	if ((c == '{' && run_output(render)) || (c == '#' && run_comment(render)))
		return -1;
	if (c != '%' || !read_tag(render, tag, &trims_behind)) {
		copy(render, render->at + 1);
		return -1;
	}
	if (trims_behind)
		skip_blanks(render);
	stop = stop_index(stops, tag);
	if (stop < 0)
		tags_run(render, tag);
	return stop;
}

/* The same; what it wrote is counted, unless it was already. */
static int run_mark(struct render *render, const char *const *stops, struct tags_tag *tag)
{
	size_t before = render->out->len, counted = render->shared->bytes, more;
	int stop = take_mark(render, stops, tag);

	more = render->out->len > before ? render->out->len - before : 0;
	counted = render->shared->bytes - counted;
	if (more > counted)
		render_bytes(render, more - counted);
	return stop;
}

int render_until(struct render *render, const char *const *stops, const char **args,
		 size_t *args_len)
{
	const struct untouched *code = render->code;
	struct untouched own = { 0 };
	int stop = -1;

	if (render->depth >= BLOCKS)
		render->is_over = true;
	render->depth++;
	while (render->at < render->end && stop < 0 && !render->is_over) {
		const struct untouched_run *run = next_code(render, &own);
		const char *limit = run ? render->start + run->start : render->end;
		const char *brace = limit > render->at
					    ? memchr(render->at, '{', (size_t)(limit - render->at))
					    : NULL;
		struct tags_tag tag = { 0 };

		copy(render, brace ? brace : limit);
		if (!brace && run) {
			copy_code(render, render->start + run->end);
		} else if (brace && render_step(render)) {
			stop = run_mark(render, stops, &tag);
			if (stop >= 0 && args) {
				*args = tag.args;
				*args_len = tag.args_len;
			}
		}
	}
	render->depth--;
	if (render->code == &own)
		render->code = code;
	untouched_release(&own);
	return stop;
}

bool render_text(struct render *render, const char *text, size_t len, bool is_html)
{
	struct untouched code;
	struct render inner = *render;

	if (render->shared->includes >= INCLUDES || render->is_over)
		return false;
	untouched_find(text, len, is_html, &code);
	inner.is_html = is_html;
	inner.start = inner.at = text;
	inner.end = text + len;
	inner.code = &code;
	inner.has_no_close = false;
	render->shared->includes++;
	render_until(&inner, NULL, NULL, NULL);
	render->shared->includes--;
	untouched_release(&code);
	render->is_over |= inner.is_over;
	return true;
}

void render_run(const struct template_input *input, bool is_quiet, struct str *out)
{
	struct render_shared shared = { .input = input };
	struct render render = { .shared = &shared, .out = out, .is_quiet = is_quiet };

	str_text(out, "");
	render_text(&render, input->body, input->len, input->is_html);
	if (render.is_over)
		render_placeholder(&render, "", 0);
	map_release(&shared.last);
	value_release(&shared.values);
}
