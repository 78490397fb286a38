/* SPDX-License-Identifier: MIT */
#include "post/gotemplate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "post/data.h"
#include "post/expression.h"
#include "post/goterm.h"
#include "post/markdownify.h"
#include "post/settings.h"
#include "post/template.h"

enum { LONGEST = 64 * 1024, DEEPEST = 24, ARGUMENTS = 12, PARTIALS = 4 };

/* What ended a block: {{ end }}, {{ else … }}, or the text. */
enum stop { STOP_TEXT, STOP_END, STOP_ELSE };

struct gotemplate {
	struct render *render;
	const struct gotemplate_call *call;
	const char *at, *end;
	struct goterm root; /* $ */
	struct str *out;
	const char *more; /* behind the `else` that ended a block */
	size_t more_len;
	int depth;    /* of blocks and of brackets */
	int partials; /* one in the other */
	bool is_lost; /* something was needed that cannot be known */
};

/* An expression, and how far it is read. */
struct reader {
	struct gotemplate *go;
	const struct goterm *dot;
	const char *at, *end;
};

static struct goterm pipeline(struct reader *r);
static enum stop block(struct gotemplate *go, const struct goterm *dot, bool is_live);

static const char *text_at(const struct settings *settings, const char *path)
{
	char *whole = settings_path(settings, path);
	const char *text = NULL;

	if (tree_find(settings->data->tree, whole) >= 0)
		text = data_text(settings->data, whole);
	free(whole);
	return text;
}

/* The site's own layouts come before those of its theme. */
static const char *in_layouts(const struct settings *settings, const char *path)
{
	const struct value *theme = settings_find(settings->own, "theme");
	const char *text = text_at(settings, path);

	if (theme && theme->kind == VALUE_LIST)
		theme = theme->first;
	if (!text && theme && theme->kind == VALUE_TEXT) {
		struct str in_theme = { 0 };

		str_format(&in_theme, "themes/%s/%s", theme->text, path);
		text = text_at(settings, str_bytes(&in_theme));
		str_release(&in_theme);
	}
	return text;
}

/* The text of the first that there is; borrowed. */
static const char *find_text(const struct render *render, const char *const *folders,
			     const char *name, size_t len)
{
	const struct settings *settings = render->shared->input->settings;
	const char *text = NULL;

	if (!settings || memmem(name, len, "..", 2))
		return NULL;
	for (; *folders && !text; folders++) {
		struct str path = { 0 };

		str_format(&path, "layouts/%s/%.*s", *folders, (int)len, name);
		if (!str_ends(str_bytes(&path), ".html"))
			str_text(&path, ".html");
		text = in_layouts(settings, str_bytes(&path));
		str_release(&path);
	}
	return text && strlen(text) <= LONGEST ? text : NULL;
}

static const char *shortcode_text(const struct render *render, const char *name, size_t len)
{
	static const char *const folders[] = { "shortcodes", "_shortcodes", NULL };

	return find_text(render, folders, name, len);
}

static bool name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static char peek(struct reader *r)
{
	while (r->at < r->end && isspace((unsigned char)*r->at))
		r->at++;
	return r->at < r->end ? *r->at : '\0';
}

static size_t read_name(struct reader *r, const char **name, bool has_dots)
{
	*name = r->at;
	while (r->at < r->end && (name_byte(*r->at) || (has_dots && *r->at == '.')))
		r->at++;
	return (size_t)(r->at - *name);
}

static bool is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

static struct goterm quoted(struct reader *r)
{
	char mark = *r->at++;
	struct str text = { 0 };
	struct goterm term;

	while (r->at < r->end && *r->at != mark) {
		bool is_escape = mark == '"' && *r->at == '\\' && r->at + 1 < r->end;

		r->at += is_escape;
		str_byte(&text, is_escape && *r->at == 'n'   ? '\n'
				: is_escape && *r->at == 't' ? '\t'
							     : *r->at);
		r->at++;
	}
	r->at += r->at < r->end;
	term = goterm_text(r->go->render, str_bytes(&text));
	str_release(&text);
	return term;
}

static const struct value *argument_value(struct render *render,
					  const struct expression_argument *argument)
{
	return render_value(render, argument->value ? argument->value : "", argument->value_len);
}

/* The parameters of the call: a list, or a map where they have names. */
static struct value *parameters(const struct gotemplate *go)
{
	struct value_tree *values = &go->render->shared->values;
	struct value *list = value_new(values, VALUE_LIST, 0);
	const char *at = go->call->args;
	struct expression_argument argument;

	while (expression_argument(&at, go->call->end, &argument)) {
		struct value *value = lookup_copy(go->render,
						  argument_value(go->render, &argument));

		if (argument.name_len)
			list->kind = VALUE_MAP; /* what has no name cannot be asked for then */
		value_set_key(values, value, argument.name, argument.name_len);
		value_add(list, value);
	}
	return list;
}

/* .Get 0, .Get "name" */
static struct goterm parameter(const struct gotemplate *go, const struct goterm *key)
{
	struct goterm all = goterm_value(parameters(go));
	const char *name = goterm_string(go->render, key);

	if (all.place.value->kind == VALUE_MAP)
		return goterm_value(value_find(all.place.value, name));
	if (strspn(name, "0123456789") != strlen(name))
		return goterm_value(NULL);
	lookup_step(go->render, name, strlen(name), &all.place);
	return goterm_value(lookup_value(go->render, &all.place));
}

static struct goterm inner(const struct gotemplate *go)
{
	struct goterm term = goterm_text(go->render, go->call->inner ? go->call->inner : "");

	term.is_markdown = true;
	return term;
}

/* A field of what the template was called with. */
static struct goterm context_field(const struct gotemplate *go, const char *name, size_t len,
				   const struct goterm *arguments, size_t n)
{
	if (is(name, len, "Get"))
		return n ? parameter(go, &arguments[0]) : goterm_unknown();
	if (is(name, len, "Inner") || is(name, len, "InnerDeindent"))
		return inner(go);
	if (is(name, len, "Params"))
		return goterm_value(parameters(go));
	if (is(name, len, "IsNamedParams"))
		return goterm_text(go->render,
				   parameters(go)->kind == VALUE_MAP ? "true" : "false");
	if (is(name, len, "Ordinal"))
		return goterm_text(go->render, "0");
	if (is(name, len, "Name"))
		return goterm_value(render_value(go->render, go->call->name, go->call->name_len));
	if (is(name, len, "Page"))
		return (struct goterm){ .place = { LOOKUP_PAGE, NULL, NULL } };
	if (is(name, len, "Site"))
		return (struct goterm){ .place = { LOOKUP_SITE, NULL, NULL } };
	return goterm_unknown();
}

static struct goterm field(const struct gotemplate *go, const struct goterm *from, const char *name,
			   size_t len, const struct goterm *arguments, size_t n)
{
	struct goterm term = *from;

	if (from->is_context)
		return context_field(go, name, len, arguments, n);
	if (from->place.kind == LOOKUP_PAGE && is(name, len, "RenderString") && n)
		return goterm_call(go->render, name, len, arguments, n);
	if (from->place.kind == LOOKUP_PAGE && is(name, len, "Site"))
		return (struct goterm){ .place = { LOOKUP_SITE, NULL, NULL } };
	if (from->place.kind == LOOKUP_VALUE && !from->place.value)
		return *from; /* a field of nothing */
	if (from->place.kind == LOOKUP_SITE && is(name, len, "Data"))
		name = "data";
	if (n && from->place.kind == LOOKUP_PAGE && is(name, len, "Param")) {
		name = "Params";
		len = 6;
	} else {
		n = 0;
	}
	lookup_step(go->render, name, len, &term.place);
	if (n && goterm_is_known(&term))
		return field(go, &term, goterm_string(go->render, &arguments[0]),
			     strlen(goterm_string(go->render, &arguments[0])), NULL, 0);
	/* Front matter, settings and data are known whole. */
	if (term.place.kind == LOOKUP_UNKNOWN && from->place.kind == LOOKUP_VALUE)
		return goterm_value(NULL);
	return term;
}

static struct goterm operand(struct reader *r, bool takes_arguments);

static size_t read_arguments(struct reader *r, struct goterm *arguments)
{
	size_t n = 0;

	while (n < ARGUMENTS - 1) {
		char c = peek(r);
		const char *before = r->at;

		if (!c || c == '|' || c == ')')
			break;
		arguments[n] = operand(r, false);
		if (r->at == before)
			break;
		n++;
	}
	return n;
}

/* .a.b of a term, with arguments behind the last name where they belong to it. */
static struct goterm fields(struct reader *r, struct goterm term, bool takes_arguments)
{
	while (r->at + 1 < r->end && *r->at == '.' && name_byte(r->at[1])) {
		struct goterm arguments[ARGUMENTS];
		const char *name;
		size_t len, n = 0;

		r->at++;
		len = read_name(r, &name, false);
		if (takes_arguments && (r->at == r->end || *r->at != '.'))
			n = read_arguments(r, arguments);
		term = field(r->go, &term, name, len, arguments, n);
	}
	return term;
}

static struct goterm variable(struct reader *r)
{
	const char *start = r->at++, *name;
	size_t len = read_name(r, &name, false) + 1;

	if (len == 1)
		return r->go->root;
	for (const struct render_name *n = r->go->render->names; n; n = n->older) {
		if (is(start, len, n->name))
			return goterm_value(n->value);
	}
	return goterm_unknown();
}

static struct goterm bracketed(struct reader *r)
{
	struct goterm term;

	r->at++;
	if (r->go->depth >= DEEPEST) {
		r->at = r->end;
		return goterm_unknown();
	}
	r->go->depth++;
	term = pipeline(r);
	r->go->depth--;
	if (peek(r) == ')')
		r->at++;
	return term;
}

static struct goterm digits(struct reader *r)
{
	const char *start = r->at++;

	while (r->at < r->end && (isdigit((unsigned char)*r->at) || *r->at == '.'))
		r->at++;
	return goterm_value(render_value(r->go->render, start, (size_t)(r->at - start)));
}

static struct goterm partial(struct reader *r, const struct goterm *arguments, size_t n)
{
	static const char *const folders[] = { "partials", "_partials", NULL };
	struct gotemplate inner = *r->go;
	const char *name = n ? goterm_string(r->go->render, &arguments[0]) : "";
	struct str out = { 0 };
	struct goterm term = goterm_unknown();

	inner.at = *name ? find_text(r->go->render, folders, name, strlen(name)) : NULL;
	if (!inner.at || inner.partials >= PARTIALS)
		return term;
	inner.end = inner.at + strlen(inner.at);
	inner.root = n > 1 ? arguments[1] : goterm_value(NULL);
	inner.out = &out;
	inner.partials++;
	if (block(&inner, &inner.root, true) == STOP_TEXT && !inner.is_lost)
		term = goterm_text(r->go->render, str_bytes(&out));
	str_release(&out);
	return term;
}

/* T "key", i18n "key": the words that the site has for it in the page's language. */
static struct goterm translated(struct reader *r, const struct goterm *key)
{
	const struct template_input *input = r->go->render->shared->input;
	const char *lang = input->page->post->lang, *name = goterm_string(r->go->render, key);
	char *folder = settings_path(input->settings, "i18n");
	const struct value *all, *words;

	lang = lang ? lang : input->settings->lang ? input->settings->lang : "en";
	all = data_named(input->settings->data, folder, lang);
	words = value_find(all, name);
	if (words && words->kind == VALUE_MAP)
		words = value_find(words, "other");
	for (const struct value *v = all && all->kind == VALUE_LIST ? all->first : NULL; v;
	     v = v->next) {
		if (str_equal(value_text(v, "id"), name))
			words = value_find(v, "translation");
	}
	free(folder);
	return words ? goterm_value(words) : goterm_unknown();
}

/* A function, or one of the words that are values. */
static struct goterm word(struct reader *r, bool takes_arguments)
{
	struct goterm arguments[ARGUMENTS];
	const char *name;
	size_t len = read_name(r, &name, true), n;

	if (is(name, len, "true") || is(name, len, "false"))
		return goterm_value(render_value(r->go->render, name, len));
	if (is(name, len, "nil"))
		return goterm_value(NULL);
	n = takes_arguments ? read_arguments(r, arguments) : 0;
	if (is(name, len, "partial") || is(name, len, "partialCached"))
		return partial(r, arguments, n);
	if (n && (is(name, len, "T") || is(name, len, "i18n")))
		return translated(r, &arguments[0]);
	if (len > 5 && memcmp(name, "site.", 5) == 0) {
		struct reader rest = *r;

		rest.at = name + 4;
		rest.end = name + len;
		return fields(&rest, (struct goterm){ .place = { LOOKUP_SITE, NULL, NULL } },
			      false);
	}
	return goterm_call(r->go->render, name, len, arguments, n);
}

static struct goterm operand(struct reader *r, bool takes_arguments)
{
	char c = peek(r);

	if (c == '"' || c == '`')
		return quoted(r);
	if (c == '(')
		return fields(r, bracketed(r), takes_arguments);
	if (c == '$')
		return fields(r, variable(r), takes_arguments);
	if (c == '.') {
		if (r->at + 1 < r->end && name_byte(r->at[1]))
			return fields(r, *r->dot, takes_arguments);
		r->at++;
		return *r->dot;
	}
	if (isdigit((unsigned char)c) || c == '-')
		return digits(r);
	if (name_byte(c))
		return word(r, takes_arguments);
	r->at = r->end;
	return goterm_unknown();
}

/* Behind '|': a function or a method that gets the value as its last argument. */
static struct goterm piped(struct reader *r, const struct goterm *value)
{
	struct goterm arguments[ARGUMENTS];
	const char *name;
	size_t len, n;

	peek(r);
	if (r->at < r->end && *r->at == '$')
		r->at++; /* $.Page.RenderString */
	len = read_name(r, &name, true);
	n = read_arguments(r, arguments);
	arguments[n++] = *value;
	if (len == 0)
		return goterm_unknown();
	if (is(name, len, "partial"))
		return partial(r, arguments, n);
	return goterm_call(r->go->render, name, len, arguments, n);
}

static struct goterm pipeline(struct reader *r)
{
	struct goterm value = operand(r, true);

	while (peek(r) == '|') {
		r->at++;
		value = piped(r, &value);
	}
	return value;
}

/* Gives a variable its value: `$x := …` a new one, `$x = …` the one that there is. */
static void set(struct gotemplate *go, const char *name, size_t len, bool is_new,
		const struct goterm *term)
{
	if (!goterm_is_known(term))
		go->is_lost |= !is_new;
	for (struct render_name *n = go->render->names; n && !is_new; n = n->older) {
		if (is(name, len, n->name)) {
			n->value = term->place.value;
			return;
		}
	}
	if (goterm_is_known(term))
		render_name(go->render, name, len, term->place.value);
}

/* The names in front of := or = ; 0 where there are none. The reader stands behind the sign. */
static size_t declared(struct reader *r, const char **names, size_t *lens, bool *is_new)
{
	struct reader ahead = *r;
	size_t n = 0;

	while (n < 2 && peek(&ahead) == '$') {
		const char *rest;

		names[n] = ahead.at++;
		lens[n++] = 1 + read_name(&ahead, &rest, false);
		if (peek(&ahead) == ',')
			ahead.at++;
	}
	*is_new = peek(&ahead) == ':';
	ahead.at += *is_new;
	if (!n || ahead.at >= ahead.end || *ahead.at != '=')
		return 0;
	ahead.at++;
	*r = ahead;
	return n;
}

/* The value of an action's expression; a variable that is declared in it gets it. */
static struct goterm evaluate(struct gotemplate *go, const struct goterm *dot, const char *text,
			      size_t len, bool *is_declared)
{
	struct reader r = { go, dot, text, text + len };
	const char *names[2];
	size_t lens[2], n;
	bool is_new;
	struct goterm term;

	n = declared(&r, names, lens, &is_new);
	term = pipeline(&r);
	if (peek(&r))
		term = goterm_unknown();
	if (n)
		set(go, names[0], lens[0], is_new, &term);
	*is_declared = n > 0;
	return term;
}

static bool holds(struct gotemplate *go, const struct goterm *term)
{
	go->is_lost |= !goterm_is_known(term);
	return goterm_is_true(term);
}

/* if … else if … else … end, and the same of with, which sets the dot. */
static void conditional(struct gotemplate *go, const struct goterm *dot, bool is_live,
			const char *args, size_t len, bool is_with)
{
	struct render_name *names = go->render->names;
	bool is_done = false, is_declared;
	enum stop stop;

	do {
		struct goterm term = goterm_value(NULL);
		bool is_taken = false;

		str_trim(&args, &len);
		if (is_live && !is_done && len)
			term = evaluate(go, dot, args, len, &is_declared);
		if (is_live && !is_done)
			is_taken = !len || holds(go, &term);
		stop = block(go, is_with && is_taken && len ? &term : dot, is_taken);
		is_done |= is_taken;
		args = go->more;
		len = go->more_len;
		str_trim(&args, &len);
		if (len > 3 && memcmp(args, "if ", 3) == 0) {
			is_with = false;
			args += 3;
			len -= 3;
		} else if (len > 5 && memcmp(args, "with ", 5) == 0) {
			is_with = true;
			args += 5;
			len -= 5;
		}
	} while (stop == STOP_ELSE && !go->is_lost);
	go->render->names = names;
}

static void one_turn(struct gotemplate *go, const char *const *names, const size_t *lens,
		     size_t n_names, const struct value *member, size_t i)
{
	struct goterm dot = goterm_value(member), key;
	struct str digits = { 0 };

	str_format(&digits, "%zu", i);
	key = goterm_text(go->render,
			  member->key && *member->key ? member->key : str_bytes(&digits));
	str_release(&digits);
	if (n_names == 2)
		set(go, names[0], lens[0], true, &key);
	if (n_names)
		set(go, names[n_names - 1], lens[n_names - 1], true, &dot);
	block(go, &dot, true);
}

/* range $i, $x := … else … end */
static void range(struct gotemplate *go, const struct goterm *dot, bool is_live, const char *args,
		  size_t len)
{
	struct reader r = { go, dot, args, args + len };
	struct render_name *names = go->render->names;
	const char *start = go->at, *variables[2];
	size_t lens[2], n_variables = 0, i = 0;
	struct goterm all = goterm_value(NULL);
	bool is_new;

	if (is_live) {
		n_variables = declared(&r, variables, lens, &is_new);
		all = pipeline(&r);
		go->is_lost |= !goterm_is_known(&all);
	}
	for (const struct value *v = all.place.value ? all.place.value->first : NULL;
	     v && !go->is_lost && render_step(go->render); v = v->next) {
		go->at = start;
		one_turn(go, variables, lens, n_variables, v, i++);
		go->render->names = names;
	}
	if (i == 0 && block(go, dot, false) == STOP_ELSE)
		block(go, dot, is_live);
	go->render->names = names;
}

/* Whether an element is open in which every byte counts. */
static bool is_in_code(const struct str *out)
{
	const char *text = str_bytes(out), *open = NULL, *close = NULL;

	for (const char *at = text; (at = strstr(at, "<pre")); at++)
		open = at;
	for (const char *at = text; (at = strstr(at, "</pre")); at++)
		close = at;
	return open && open > close;
}

/* Inside of a start tag: the name of the attribute that is being written does not matter, but for
 * those that lead somewhere. */
static bool is_needed(const struct str *out)
{
	const char *text = str_bytes(out), *tag = strrchr(text, '<'), *equals;

	if (!tag || strchr(tag, '>'))
		return true;
	equals = strrchr(tag, '=');
	return equals && ((equals - tag > 4 && memcmp(equals - 4, "href", 4) == 0) ||
			  (equals - tag > 3 && memcmp(equals - 3, "src", 3) == 0));
}

static void add_attribute(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '"')
			str_text(out, "&quot;");
		else
			str_byte(out, *text);
	}
}

static void write_term(struct gotemplate *go, const struct goterm *term)
{
	const char *text = goterm_string(go->render, term);
	const char *tag = strrchr(str_bytes(go->out), '<');
	bool is_in_tag = tag && !strchr(tag, '>');

	if (!goterm_is_known(term) || term->is_context)
		go->is_lost |= is_needed(go->out);
	else if (is_in_tag)
		add_attribute(go->out, text);
	else if (term->is_markdown && !is_in_code(go->out))
		markdownify_add(go->out, text);
	else
		str_text(go->out, text);
}

static bool starts(const char **text, size_t *len, const char *word)
{
	size_t n = strlen(word);

	if (*len < n || memcmp(*text, word, n) != 0 || (*len > n && name_byte((*text)[n])))
		return false;
	*text += n;
	*len -= n;
	return true;
}

/* {{ define "x" }} … {{ end }} is for others; {{ block }} and {{ template }} are not known. */
static bool is_elsewhere(struct gotemplate *go, const struct goterm *dot, const char *text,
			 size_t len)
{
	if (starts(&text, &len, "define")) {
		block(go, dot, false);
		return true;
	}
	if (!starts(&text, &len, "template") && !starts(&text, &len, "block") &&
	    !starts(&text, &len, "return") && !starts(&text, &len, "break") &&
	    !starts(&text, &len, "continue"))
		return false;
	go->is_lost = true;
	return true;
}

static enum stop action(struct gotemplate *go, const struct goterm *dot, bool is_live,
			const char *text, size_t len)
{
	bool is_declared;
	struct goterm term;

	str_trim(&text, &len);
	if (starts(&text, &len, "end"))
		return STOP_END;
	if (starts(&text, &len, "else")) {
		go->more = text;
		go->more_len = len;
		return STOP_ELSE;
	}
	if (starts(&text, &len, "if")) {
		conditional(go, dot, is_live, text, len, false);
	} else if (starts(&text, &len, "with")) {
		conditional(go, dot, is_live, text, len, true);
	} else if (starts(&text, &len, "range")) {
		range(go, dot, is_live, text, len);
	} else if (!is_elsewhere(go, dot, text, len) && is_live && len &&
		   (len < 2 || memcmp(text, "/*", 2) != 0)) {
		term = evaluate(go, dot, text, len, &is_declared);
		if (!is_declared)
			write_term(go, &term);
	}
	return STOP_TEXT;
}

static void trim_end(struct str *out)
{
	while (out->len && isspace((unsigned char)out->bytes[out->len - 1]))
		out->bytes[--out->len] = '\0';
}

/* Behind "{{" : where "}}" stands, texts in quotes passed over. */
static const char *find_close(const char *at, const char *end)
{
	char quote = '\0';

	if (end - at > 2 && (memcmp(at, "/*", 2) == 0 || memcmp(at, "- /*", 3) == 0)) {
		const char *close = memmem(at, (size_t)(end - at), "*/", 2);

		at = close ? close + 2 : end;
	}
	for (; at + 1 < end; at++) {
		if (quote)
			quote = *at == quote && at[-1] != '\\' ? '\0' : quote;
		else if (*at == '"' || *at == '`')
			quote = *at;
		else if (at[0] == '}' && at[1] == '}')
			return at;
	}
	return NULL;
}

static enum stop block(struct gotemplate *go, const struct goterm *dot, bool is_live)
{
	enum stop stop = STOP_TEXT;

	go->more_len = 0;
	go->more = "";
	if (++go->depth > DEEPEST)
		go->is_lost = true;
	while (go->at < go->end && stop == STOP_TEXT && !go->is_lost) {
		const char *open = memmem(go->at, (size_t)(go->end - go->at), "{{", 2);
		const char *close = open ? find_close(open + 2, go->end) : NULL;
		size_t len = (size_t)((open ? open : go->end) - go->at);

		if (is_live)
			render_flat(go->out, go->at, len);
		if (!close || !render_step(go->render)) {
			go->is_lost |= open != NULL;
			go->at = go->end;
			break;
		}
		open += 2;
		go->at = close + 2;
		if (*open == '-' && open < close) {
			open++;
			if (is_live)
				trim_end(go->out);
		}
		if (close > open && close[-1] == '-') {
			close--;
			while (go->at < go->end && isspace((unsigned char)*go->at))
				go->at++;
		}
		stop = action(go, dot, is_live, open, (size_t)(close - open));
	}
	go->depth--;
	return stop;
}

bool gotemplate_has(const struct render *render, const char *name, size_t len)
{
	return shortcode_text(render, name, len) != NULL;
}

bool gotemplate_run(struct render *render, const struct gotemplate_call *call)
{
	const char *text = shortcode_text(render, call->name, call->name_len);
	struct render_name *names = render->names;
	struct str out = { 0 };
	struct gotemplate go = { .render = render,
				 .call = call,
				 .root = { .is_context = true, .place = { .kind = LOOKUP_VALUE } },
				 .out = &out };
	bool is_good;

	if (!text)
		return false;
	go.at = text;
	go.end = text + strlen(text);
	render->names = NULL;
	is_good = block(&go, &go.root, true) == STOP_TEXT && !go.is_lost;
	render->names = names;
	if (is_good) {
		const char *result = str_bytes(&out);
		size_t len = out.len;

		str_trim(&result, &len);
		render_markup(render, result, len);
	}
	str_release(&out);
	return is_good;
}
