/* SPDX-License-Identifier: MIT */
#include "template/gotemplate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "settings/data.h"
#include "settings/settings.h"
#include "template/goexpression.h"
#include "template/markdownify.h"
#include "template/template.h"

enum { LONGEST = 64 * 1024, LONGEST_TAG = 4096, PARTIALS = 4 };

/* What ended a block: {{ end }}, {{ else … }}, or the text. */
enum stop { STOP_TEXT, STOP_END, STOP_ELSE };

struct gotemplate {
	struct goscope scope; /* first: partial() finds the template by it */
	const char *at, *end;
	struct str *out;
	struct {
		size_t seen;    /* bytes of `out` that were looked at */
		size_t tag;     /* where the last '<' stands */
		bool is_in_tag; /* that has no '>' yet */
		bool is_in_pre;
	} markup;
	const char *more; /* behind the `else` that ended a block */
	size_t more_len;
	int partials; /* one in the other */
};

static enum stop block(struct gotemplate *go, const struct goterm *dot, bool is_live);

/* The site's own layouts come before those of its theme. */
static const char *in_layouts(const struct settings *settings, const char *path)
{
	const struct value *theme = settings_find(settings->own, "theme");
	const char *text = settings_file(settings, path);

	if (theme && theme->kind == VALUE_LIST)
		theme = theme->first;
	if (!text && theme && theme->kind == VALUE_TEXT) {
		struct str in_theme = { 0 };

		str_format(&in_theme, "themes/%s/%s", theme->text, path);
		text = settings_file(settings, str_bytes(&in_theme));
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

static bool holds(struct gotemplate *go, const struct goterm *term)
{
	go->scope.is_lost |= !goterm_is_known(term);
	return goterm_is_true(term);
}

/* if … else if … else … end, and the same of with, which sets the dot. */
static void conditional(struct gotemplate *go, const struct goterm *dot, bool is_live,
			const char *args, size_t len, bool is_with)
{
	struct render_name *names = go->scope.render->names;
	bool is_done = false;
	enum stop stop;

	do {
		struct goterm term = goterm_value(NULL);
		bool is_taken = false;

		str_trim(&args, &len);
		if (is_live && !is_done && len)
			goexpression_evaluate(&go->scope, dot, args, len, &term);
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
	} while (stop == STOP_ELSE && !go->scope.is_lost);
	go->scope.render->names = names;
}

static enum stop one_turn(struct gotemplate *go, const struct goexpression_range *range,
			  const struct value *member, size_t i)
{
	struct goterm dot = goterm_value(member), key;
	struct str digits = { 0 };
	size_t n = range->n_names;

	str_format(&digits, "%zu", i);
	key = goterm_text(go->scope.render,
			  member->key && *member->key ? member->key : str_bytes(&digits));
	str_release(&digits);
	if (n == 2)
		goexpression_set(&go->scope, range->names[0], range->lens[0], true, &key);
	if (n)
		goexpression_set(&go->scope, range->names[n - 1], range->lens[n - 1], true, &dot);
	return block(go, &dot, true);
}

/* range $i, $x := … else … end */
static void range(struct gotemplate *go, const struct goterm *dot, bool is_live, const char *args,
		  size_t len)
{
	struct goexpression_range range = { .list = goterm_value(NULL) };
	struct render_name *names = go->scope.render->names;
	const struct value *all;
	const char *start = go->at;
	enum stop stop = STOP_ELSE;
	size_t i = 0;

	if (is_live)
		goexpression_range(&go->scope, dot, args, len, &range);
	all = range.list.place.value;
	for (const struct value *v = all ? all->first : NULL;
	     v && !go->scope.is_lost && render_step(go->scope.render); v = v->next) {
		go->at = start;
		stop = one_turn(go, &range, v, i++);
		go->scope.render->names = names;
	}
	if (i == 0)
		stop = block(go, dot, false);
	if (stop == STOP_ELSE)
		block(go, dot, is_live && i == 0);
	go->scope.render->names = names;
}

/* Finds out what is open at the end of what was written: a tag, <pre>, in which every byte counts.
 */
static void look_at_markup(struct gotemplate *go)
{
	const char *text = str_bytes(go->out);

	for (size_t at = go->markup.seen; at < go->out->len; at++) {
		if (text[at] == '<') {
			go->markup.tag = at;
			go->markup.is_in_tag = true;
		} else if (text[at] == '>' && go->markup.is_in_tag) {
			go->markup.is_in_tag = false;
			if (str_starts(text + go->markup.tag, "<pre"))
				go->markup.is_in_pre = true;
			else if (str_starts(text + go->markup.tag, "</pre"))
				go->markup.is_in_pre = false;
		}
	}
	go->markup.seen = go->out->len;
}

/* Inside of a start tag: the name of the attribute that is being written does not matter, but for
 * those that lead somewhere. */
static bool is_needed(const struct gotemplate *go)
{
	const char *tag = str_bytes(go->out) + go->markup.tag, *equals;
	size_t len = go->out->len - go->markup.tag;

	if (!go->markup.is_in_tag || len > LONGEST_TAG)
		return true;
	equals = memrchr(tag, '=', len);
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
	const char *text = goterm_string(go->scope.render, term);

	look_at_markup(go);
	render_bytes(go->scope.render, strlen(text));
	if (!goterm_is_known(term) || term->is_context)
		go->scope.is_lost |= is_needed(go);
	else if (go->markup.is_in_tag)
		add_attribute(go->out, text);
	else if (term->is_markdown && !go->markup.is_in_pre)
		markdownify_add(go->out, text);
	else
		str_text(go->out, text);
}

static bool starts(const char **text, size_t *len, const char *word)
{
	size_t n = strlen(word);

	if (*len < n || memcmp(*text, word, n) != 0 ||
	    (*len > n && isalnum((unsigned char)(*text)[n])))
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
	go->scope.is_lost = true;
	return true;
}

static enum stop action(struct gotemplate *go, const struct goterm *dot, bool is_live,
			const char *text, size_t len)
{
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
		if (!goexpression_evaluate(&go->scope, dot, text, len, &term))
			write_term(go, &term);
	}
	return STOP_TEXT;
}

static void trim_end(struct gotemplate *go)
{
	struct str *out = go->out;

	while (out->len && isspace((unsigned char)out->bytes[out->len - 1]))
		str_cut(out, out->len - 1);
	if (go->markup.seen > out->len)
		go->markup.seen = out->len;
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
	if (++go->scope.depth > GOEXPRESSION_DEEPEST)
		go->scope.is_lost = true;
	while (go->at < go->end && stop == STOP_TEXT && !go->scope.is_lost) {
		const char *open = memmem(go->at, (size_t)(go->end - go->at), "{{", 2);
		const char *close = open ? find_close(open + 2, go->end) : NULL;
		size_t len = (size_t)((open ? open : go->end) - go->at);

		if (is_live) {
			render_flat(go->out, go->at, len);
			render_bytes(go->scope.render, len);
		}
		if (!close || !render_step(go->scope.render)) {
			go->scope.is_lost |= open != NULL;
			go->at = go->end;
			break;
		}
		open += 2;
		go->at = close + 2;
		if (*open == '-' && open < close) {
			open++;
			if (is_live)
				trim_end(go);
		}
		if (close > open && close[-1] == '-') {
			close--;
			while (go->at < go->end && isspace((unsigned char)*go->at))
				go->at++;
		}
		stop = action(go, dot, is_live, open, (size_t)(close - open));
	}
	go->scope.depth--;
	return stop;
}

static struct goterm partial(struct goscope *scope, const struct goterm *arguments, size_t n)
{
	static const char *const folders[] = { "partials", "_partials", NULL };
	struct gotemplate inner = *(struct gotemplate *)scope;
	struct render_name *names = scope->render->names;
	const char *name = n ? goterm_string(scope->render, &arguments[0]) : "";
	struct str out = { 0 };
	struct goterm term = goterm_unknown();

	inner.at = *name ? find_text(scope->render, folders, name, strlen(name)) : NULL;
	if (!inner.at || inner.partials >= PARTIALS)
		return term;
	inner.end = inner.at + strlen(inner.at);
	inner.scope.root = n > 1 ? arguments[1] : goterm_value(NULL);
	inner.out = &out;
	memset(&inner.markup, 0, sizeof(inner.markup));
	inner.partials++;
	scope->render->names = NULL;
	if (block(&inner, &inner.scope.root, true) == STOP_TEXT && !inner.scope.is_lost)
		term = goterm_text(scope->render, str_bytes(&out));
	scope->render->names = names;
	str_release(&out);
	return term;
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
	struct gotemplate go = {
		.scope = { .render = render,
			   .call = call,
			   .root = { .is_context = true, .place = { .kind = LOOKUP_VALUE } },
			   .partial = partial },
		.out = &out,
	};
	bool is_good;

	if (!text)
		return false;
	go.at = text;
	go.end = text + strlen(text);
	render->names = NULL;
	is_good = block(&go, &go.scope.root, true) == STOP_TEXT && !go.scope.is_lost;
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
