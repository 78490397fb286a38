/* SPDX-License-Identifier: MIT */
#include "template/embeds.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "template/excerpt.h"
#include "template/expression.h"
#include "template/markdownify.h"
#include "text/url.h"

enum { ARGUMENTS = 16 };

struct call {
	struct render *render;
	const struct embed *embed;
	struct expression_argument arguments[ARGUMENTS];
	size_t n_arguments;
};

struct embed {
	const char *name;
	void (*add)(struct call *call);
	const char *start, *label; /* of the address, and the link's words */
};

static void read_arguments(struct call *call, const char *args, const char *end)
{
	while (call->n_arguments < ARGUMENTS &&
	       expression_argument(&args, end, &call->arguments[call->n_arguments]))
		call->n_arguments++;
}

/* An argument that is a name of the template's gives its value. */
static const char *text_of(const struct call *call, const struct expression_argument *argument)
{
	const struct value *value = NULL;

	if (!argument->is_quoted && argument->value_len)
		value = expression_value(call->render, argument->value, argument->value_len);
	if (value && value->kind == VALUE_TEXT)
		return value->text;
	return expression_words(call->render, argument)->text;
}

/* The first argument of one of those names ("src|url"), or the n-th without a name; or NULL. */
static const char *find(const struct call *call, const char *names, size_t nth)
{
	for (size_t i = 0; i < call->n_arguments; i++) {
		const struct expression_argument *argument = &call->arguments[i];

		for (const char *at = names; *at && argument->name_len;) {
			size_t len = strcspn(at, "|");

			if (len == argument->name_len && strncmp(at, argument->name, len) == 0)
				return text_of(call, argument);
			at += len + (at[len] == '|');
		}
	}
	for (size_t i = 0; i < call->n_arguments; i++) {
		if (call->arguments[i].name_len == 0 && nth-- == 0)
			return text_of(call, &call->arguments[i]);
	}
	return NULL;
}

static bool is_address(const char *text)
{
	return text && (strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0 ||
			strncmp(text, "//", 2) == 0 || strncmp(text, "mailto:", 7) == 0);
}

/* Words inside of [ ]: what would end or nest them is escaped. */
static void add_words(struct str *out, const char *words)
{
	for (; *words; words++) {
		if (*words == '[' || *words == ']')
			str_byte(out, '\\');
		str_byte(out, *words == '\n' ? ' ' : *words);
	}
}

static void add_target(struct str *out, const char *target)
{
	char *safe = url_encode(target, ":/?#[]@!$&'*+,;=%~");

	str_text(out, safe);
	free(safe);
}

static void add_attribute(struct str *out, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	str_format(out, " %s=\"", name);
	for (; *text; text++) {
		if (*text == '"')
			str_text(out, "&quot;");
		else if (*text == '<')
			str_text(out, "&lt;");
		else
			str_byte(out, *text);
	}
	str_byte(out, '"');
}

static void add_anchor(struct str *out, const char *words, const char *target)
{
	str_text(out, "<a");
	add_attribute(out, "href", target);
	str_byte(out, '>');
	markdownify_escape(out, words, strlen(words));
	str_text(out, "</a>");
}

void embeds_link(struct render *render, const char *words, const char *target)
{
	if (render->is_dead)
		return;
	if (render_is_in_target(render)) {
		render_add(render, target);
		return;
	}
	if (render->is_html) {
		add_anchor(render->out, words && *words ? words : target, target);
		return;
	}
	str_byte(render->out, '[');
	add_words(render->out, words && *words ? words : target);
	str_text(render->out, "](");
	add_target(render->out, target);
	str_byte(render->out, ')');
}

/* A video or a post elsewhere, known by its id. */
static void add_remote(struct call *call)
{
	const char *id = find(call, "id|src|url|video|slug", 0), *user = find(call, "user", 1);
	struct str url = { 0 };

	if (!id || !*id) {
		render_placeholder(call->render, call->embed->name, strlen(call->embed->name));
		return;
	}
	if (is_address(id))
		str_text(&url, id);
	else
		str_format(&url, "%s%s", call->embed->start, id);
	/* gist user id; x user="" id="" */
	if (user && !is_address(id) && strstr(call->embed->start, "gist"))
		str_format(&url, "/%s", user);
	embeds_link(call->render, call->embed->label, str_bytes(&url));
	str_release(&url);
}

static void add_status(struct call *call)
{
	const char *id = find(call, "id|url", 0), *user = find(call, "user", 9);
	struct str url = { 0 };

	if (is_address(id))
		str_text(&url, id);
	else if (id)
		str_format(&url, "https://x.com/%s/status/%s", user ? user : "i", id);
	if (url.len)
		embeds_link(call->render, "X", str_bytes(&url));
	str_release(&url);
}

/* In a document of HTML that is no Markdown. */
static void add_html_image(struct str *out, const char *source, const char *alt)
{
	str_text(out, "<img");
	add_attribute(out, "src", source);
	add_attribute(out, "alt", alt);
	str_byte(out, '>');
}

static void add_figure(struct call *call)
{
	struct str *out = call->render->out;
	const char *source = find(call, "src|url|path|image|file", 0);
	const char *caption = find(call, "caption|attr", 99), *title = find(call, "title", 99);
	const char *alt = find(call, "alt", 1), *link = find(call, "link|href", 99);

	str_text(out, "<figure>");
	if (link) {
		str_text(out, "<a");
		add_attribute(out, "href", link);
		str_byte(out, '>');
	}
	add_html_image(out, source, alt ? alt : caption ? caption : title);
	str_text(out, link ? "</a>" : "");
	if (caption || title) {
		str_text(out, "<figcaption>");
		markdownify_add(out, title ? title : "");
		str_text(out, title && caption ? ": " : "");
		markdownify_add(out, caption ? caption : "");
		str_text(out, "</figcaption>");
	}
	str_text(out, "</figure>");
}

static bool looks_like_image(const char *text)
{
	return text && strchr(text, '.') && !strchr(text, ' ');
}

/* 100%, 300, 4/3 */
static bool is_size(const char *text)
{
	return text && text[strspn(text, "0123456789px%./:")] == '\0';
}

/* Hexo's words for a picture need no quotes: all that stands behind the path, but sizes. */
static const char *rest_behind(const struct call *call, const char *source)
{
	struct str words = { 0 };
	bool is_behind = false;
	const char *text;

	for (size_t i = 0; i < call->n_arguments; i++) {
		const char *one = text_of(call, &call->arguments[i]);

		if (is_behind && !is_size(one))
			str_format(&words, "%s%s", words.len ? " " : "", one);
		is_behind |= strcmp(one, source) == 0;
	}
	text = arena_copy(&call->render->shared->values.arena, str_bytes(&words), words.len);
	str_release(&words);
	return text;
}

/* Hexo: {% img [class] /path [width] [height] "title" %}; others: path, alt. */
static void add_image(struct call *call)
{
	struct str *out = call->render->out;
	const char *source = find(call, "src|url|path|image|file|filename", 0);
	const char *alt = find(call, "alt|caption|title", 1);

	for (size_t i = 0; i < call->n_arguments && !looks_like_image(source); i++) {
		source = find(call, "", i);
		alt = find(call, "alt|caption|title", i + 1);
	}
	if (strcmp(call->embed->name, "asset_img") == 0 && source && alt && !is_size(alt))
		alt = rest_behind(call, source);
	if (!looks_like_image(source)) {
		render_placeholder(call->render, call->embed->name, strlen(call->embed->name));
		return;
	}
	/* Other arguments are sizes, folders, names of classes. */
	for (size_t i = 2; i < call->n_arguments && alt && !strchr(alt, ' '); i++)
		alt = find(call, "alt|caption|title", i);
	if (alt && !find(call, "alt|caption|title", 99) && !strchr(alt, ' ') &&
	    (strchr(alt, '/') || strspn(alt, "0123456789px%") == strlen(alt)))
		alt = NULL;
	if (call->render->is_html) {
		add_html_image(out, source, alt);
		return;
	}
	str_text(out, "![");
	add_words(out, alt ? alt : "");
	str_text(out, "](");
	add_target(out, source);
	str_byte(out, ')');
}

static void add_video(struct call *call)
{
	const char *source = find(call, "src|url|mp4|webm|file", 0);
	const char *words = find(call, "title|alt|caption", 1);

	if (source && *source)
		embeds_link(call->render, is_size(words) ? NULL : words, source);
}

/* {{code "x.go" `/START/` `/END/`}} and {{play …}} of go.dev */
static void add_excerpt(struct call *call)
{
	const char *file = find(call, "file|src", 0);

	if (!file || !excerpt_add(call->render, file, find(call, "", 1), find(call, "", 2)))
		render_placeholder(call->render, file ? file : call->embed->name,
				   strlen(file ? file : call->embed->name));
}

/* Go's {{raw `…`}}: HTML as it is. */
static void add_raw(struct call *call)
{
	const char *text = find(call, "", 0);

	str_text(call->render->out, text ? text : "");
}

static void add_nothing(struct call *call)
{
	(void)call;
}

static const struct embed embeds[] = {
	{ "youtube", add_remote, "https://www.youtube.com/watch?v=", "YouTube" },
	{ "youtubeEmbed", add_remote, "https://www.youtube.com/watch?v=", "YouTube" },
	{ "youtube_embed", add_remote, "https://www.youtube.com/watch?v=", "YouTube" },
	{ "youtubelite", add_remote, "https://www.youtube.com/watch?v=", "YouTube" },
	{ "lite_youtube", add_remote, "https://www.youtube.com/watch?v=", "YouTube" },
	{ "yt", add_remote, "https://www.youtube.com/watch?v=", "YouTube" },
	{ "vimeo", add_remote, "https://vimeo.com/", "Vimeo" },
	{ "gist", add_remote, "https://gist.github.com/", "Gist" },
	{ "instagram", add_remote, "https://www.instagram.com/p/", "Instagram" },
	{ "jsfiddle", add_remote, "https://jsfiddle.net/", "JSFiddle" },
	{ "asciinema", add_remote, "https://asciinema.org/a/", "asciinema" },
	{ "speakerdeck", add_remote, "https://speakerdeck.com/", "Speaker Deck" },
	{ "tweet", add_status, NULL, NULL },
	{ "twitter", add_status, NULL, NULL },
	{ "x", add_status, NULL, NULL },
	{ "figure", add_figure, NULL, NULL },
	{ "image", add_image, NULL, NULL },
	{ "img", add_image, NULL, NULL },
	{ "picture", add_image, NULL, NULL },
	{ "asset_img", add_image, NULL, NULL },
	{ "responsive_image", add_image, NULL, NULL },
	{ "resize_image", add_image, NULL, NULL },
	{ "video", add_video, NULL, NULL },
	{ "audio", add_video, NULL, NULL },
	{ "iframe", add_video, NULL, NULL },
	{ "code", add_excerpt, NULL, NULL },
	{ "play", add_excerpt, NULL, NULL },
	{ "raw", add_raw, NULL, NULL },
	{ "rawhtml", add_raw, NULL, NULL },
	{ "seo", add_nothing, NULL, NULL },
	{ "feed_meta", add_nothing, NULL, NULL },
	{ "toc", add_nothing, NULL, NULL },
	{ "more", add_nothing, NULL, NULL },
	{ "extends", add_nothing, NULL, NULL },
	{ "octicon", add_nothing, NULL, NULL },
	{ "icon", add_nothing, NULL, NULL },
};

bool embeds_call(struct render *render, const char *name, size_t len, const char *args,
		 const char *end)
{
	for (size_t i = 0; i < sizeof(embeds) / sizeof(embeds[0]); i++) {
		if (strlen(embeds[i].name) != len || strncmp(embeds[i].name, name, len) != 0)
			continue;
		if (!render->is_dead) {
			struct call call = { .render = render, .embed = &embeds[i] };

			read_arguments(&call, args, end);
			embeds[i].add(&call);
		}
		return true;
	}
	return false;
}

static const char *const remarks[] = {
	"note",      "info",    "tip",   "hint",    "important", "warning", "caution",    "danger",
	"attention", "success", "error", "callout", "notice",    "alert",   "admonition",
};

enum { N_KINDS = 11, N_REMARKS = sizeof(remarks) / sizeof(remarks[0]) }; /* the rest names none */

static size_t remark_of(const char *name, size_t len)
{
	size_t i = 0;

	while (i < N_REMARKS &&
	       (strlen(remarks[i]) != len || strncasecmp(remarks[i], name, len) != 0))
		i++;
	return i;
}

bool embeds_is_remark(const char *name, size_t len)
{
	return remark_of(name, len) < N_REMARKS;
}

/* One small word says how a remark looks. */
static bool is_class(const char *text)
{
	return !text[strspn(text, "abcdefghijklmnopqrstuvwxyz-_")];
}

void embeds_remark(struct render *render, const char *name, size_t len, const char *args,
		   const char *end, const char *inner)
{
	struct call call = { .render = render };
	size_t kind = remark_of(name, len);
	struct str loose = { 0 }; /* a title without quotes */
	const char *title;

	read_arguments(&call, args, end);
	title = find(&call, "title|heading", 99);
	for (size_t i = 0; i < call.n_arguments; i++) {
		const char *text = text_of(&call, &call.arguments[i]);

		if (remark_of(text, strlen(text)) < N_KINDS)
			kind = remark_of(text, strlen(text));
		else if (i == 0 && strncasecmp("warning", text, strlen(text)) == 0 && *text)
			kind = remark_of("warning", 7);
		else if (i > 0 && !call.arguments[i].is_quoted && !call.arguments[i].name_len)
			str_format(&loose, "%s%s", loose.len ? " " : "", text);
		else if (!title && call.arguments[i].is_quoted && !call.arguments[i].name_len &&
			 !is_class(text))
			title = text;
	}
	len = strlen(inner);
	str_trim(&inner, &len);
	if (render->is_html)
		str_add(render->out, inner, len);
	else
		str_format(render->out, "\n\n::::%s %s\n\n%.*s\n\n::::\n\n",
			   remarks[kind < N_KINDS ? kind : 0], title ? title : str_bytes(&loose),
			   (int)len, inner);
	str_release(&loose);
}

bool embeds_address(const char *name, size_t len, const char *id, struct str *url,
		    const char **label)
{
	for (size_t i = 0; i < sizeof(embeds) / sizeof(embeds[0]); i++) {
		if (embeds[i].add != add_remote || strlen(embeds[i].name) != len ||
		    strncasecmp(embeds[i].name, name, len) != 0)
			continue;
		str_format(url, "%s%s", is_address(id) ? "" : embeds[i].start, id);
		*label = embeds[i].label;
		return true;
	}
	return false;
}

static bool is_picture_name(const char *name, size_t len)
{
	static const char *const parts[] = {
		"avatar", "icon", "image", "svg", "screenshot", "img"
	};
	bool is_picture = false;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		for (size_t at = 0; at + strlen(parts[i]) <= len; at++)
			is_picture |= strncasecmp(name + at, parts[i], strlen(parts[i])) == 0;
	}
	return is_picture;
}

void embeds_unknown(struct render *render, const char *name, size_t len, const char *args,
		    const char *end)
{
	struct call call = { .render = render };
	const char *target = NULL, *words = NULL;

	if (render->is_dead)
		return;
	read_arguments(&call, args, end);
	for (size_t i = 0; i < call.n_arguments; i++) {
		const char *text = text_of(&call, &call.arguments[i]);
		bool is_path = *text == '/' && !strchr(text, ' ') && text[1] != '\0';

		if (!target && (is_address(text) || is_path))
			target = text;
		else if (!words && call.arguments[i].is_quoted && *text)
			words = text;
	}
	if (is_picture_name(name, len))
		return; /* what it shows has no words */
	if (target)
		embeds_link(render, words, target);
	else if (words)
		render_placeholder(render, words, strlen(words));
	else
		render_placeholder(render, name, len);
}

static size_t longest_run(const char *code, size_t len)
{
	size_t longest = 0, n = 0;

	for (size_t i = 0; i < len; i++) {
		n = code[i] == '`' ? n + 1 : 0;
		longest = n > longest ? n : longest;
	}
	return longest;
}

/* Whether every line that is not blank starts with as many blanks. */
static bool has_indent(const char *code, size_t len, size_t indent)
{
	for (size_t at = 0; at < len;) {
		const char *newline = memchr(code + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - code) : len, n = 0;

		while (at + n < end && (code[at + n] == ' ' || code[at + n] == '\t'))
			n++;
		if (at + n < end && n < indent)
			return false;
		at = end + 1;
	}
	return true;
}

static void add_blanks(struct str *out, size_t n)
{
	while (n-- > 0)
		str_byte(out, ' ');
}

static void add_lines(struct str *out, const char *code, size_t len, size_t indent)
{
	bool is_indented = has_indent(code, len, indent);

	for (size_t at = 0; at < len;) {
		const char *newline = memchr(code + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - code) : len;

		add_blanks(out, is_indented ? 0 : indent);
		str_add(out, code + at, end - at);
		str_byte(out, '\n');
		at = end + 1;
	}
}

static void add_pre(struct str *out, const char *language, size_t language_len, const char *code,
		    size_t len)
{
	str_text(out, "<pre><code");
	if (language_len)
		str_format(out, " class=\"language-%.*s\"", (int)language_len, language);
	str_byte(out, '>');
	markdownify_escape(out, code, len);
	str_text(out, "</code></pre>");
}

/* Newlines in front and blanks at the end taken off. */
static void trim_code(const char **code, size_t *len)
{
	while (*len && (**code == '\n' || **code == '\r')) {
		++*code;
		--*len;
	}
	while (*len && isspace((unsigned char)(*code)[*len - 1]))
		--*len;
}

void embeds_code(struct render *render, const char *language, size_t language_len, const char *code,
		 size_t len)
{
	struct str *out = render->out;
	size_t fence = longest_run(code, len) + 1, indent = 0;

	if (render->is_dead)
		return;
	trim_code(&code, &len);
	if (render->is_html) {
		add_pre(out, language, language_len, code, len);
		return;
	}
	while (indent < out->len && out->bytes[out->len - 1 - indent] == ' ')
		indent++;
	if (indent < out->len && out->bytes[out->len - 1 - indent] != '\n') {
		str_text(out, "\n\n");
		indent = 0;
	}
	if (fence < 3)
		fence = 3;
	for (size_t i = 0; i < fence; i++)
		str_byte(out, '`');
	str_add(out, language, language_len);
	str_byte(out, '\n');
	add_lines(out, code, len, indent);
	add_blanks(out, indent);
	for (size_t i = 0; i < fence; i++)
		str_byte(out, '`');
	str_byte(out, '\n');
}
