/* SPDX-License-Identifier: MIT */
#include "template/targets.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "settings/discover.h"
#include "template/embeds.h"
#include "template/expression.h"
#include "template/untouched.h"
#include "text/url.h"

enum { LONGEST = 512 }; /* bytes of a target that is looked at */

/* The path without "." and ".."; the caller frees. */
static char *tidy(const char *folder, const char *name)
{
	char *whole = *folder ? path_join(folder, name) : mem_string(name);
	struct str out = { 0 };

	for (const char *at = whole; *at;) {
		size_t len = strcspn(at, "/");

		if (len == 2 && strncmp(at, "..", 2) == 0) {
			while (out.len && out.bytes[out.len - 1] != '/')
				out.len--;
			out.len -= out.len > 0;
		} else if (len && !(len == 1 && *at == '.')) {
			if (out.len)
				str_byte(&out, '/');
			str_add(&out, at, len);
		}
		at += len + (at[len] == '/');
	}
	free(whole);
	str_add(&out, "", 0);
	if (out.bytes)
		out.bytes[out.len] = '\0';
	return str_take(&out);
}

/* The address of that file, or of it with an ending that texts have. */
static char *address(const struct template_input *input, const char *folder, const char *name)
{
	static const char *const ends[] = { "",          ".md",        ".mdx",
					    "/index.md", "/_index.md", ".markdown" };
	char *path = tidy(folder, name), *url = NULL;

	for (size_t i = 0; *path && !url && i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct str whole = { 0 };

		str_format(&whole, "%s%s", path, ends[i]);
		if (tree_find(input->settings->data->tree, str_bytes(&whole)) >= 0)
			url = input->url_of(input->context, str_bytes(&whole));
		str_release(&whole);
	}
	free(path);
	return url;
}

/* Looks beside the page, then below the content, then below the site. */
static char *look(const struct template_input *input, const char *name)
{
	const struct settings *settings = input->settings;
	char *content = settings_path(settings, settings->content ? settings->content : "");
	char *folder = path_folder(input->page->path), *beside = settings_path(settings, folder);
	char *url = NULL;

	if (*name != '/')
		url = address(input, beside, name);
	name += *name == '/';
	if (!url && *content)
		url = address(input, content, name);
	if (!url)
		url = address(input, settings->folder, name);
	free(beside);
	free(folder);
	free(content);
	return url;
}

/* "/x.md", "/x" and "/b/x" are ends of the path of x.md, b/x.md, b/x/index.md. */
static bool is_called(const char *path, const char *ending)
{
	size_t len = strlen(path), end = strlen(ending);
	size_t bare = len - strlen(path_extension(path));

	if (len >= end && strcmp(path + len - end, ending) == 0)
		return true;
	if (str_ends(path, "/index.md"))
		bare = len - 9;
	return bare >= end && strncmp(path + bare - end, ending, end) == 0;
}

/* Hugo takes a bare name for the page that is called so, wherever it lies; if there is one only. */
static char *anywhere(const struct template_input *input, const char *name)
{
	const struct tree *tree = input->settings->data->tree;
	const char *only = NULL;
	struct str ending = { 0 };
	size_t n = 0;

	if (*name == '/' || strstr(name, "..") || !*name)
		return NULL;
	str_format(&ending, "/%s", name);
	for (size_t i = 0; i < tree->n_entries && n < 2; i++) {
		const char *path = tree->entries[i].path;

		if (is_called(path, str_bytes(&ending)) && discover_is_markdown(path) &&
		    path_below(path, input->settings->folder)) {
			only = path;
			n++;
		}
	}
	str_release(&ending);
	return n == 1 ? input->url_of(input->context, only) : NULL;
}

char *targets_of(const struct template_input *input, const char *reference)
{
	size_t len = strcspn(reference, "#?");
	char *name, *decoded, *url;
	struct str whole = { 0 };

	if (!input->settings || !input->url_of || len == 0)
		return NULL;
	if (str_starts(reference, "@/")) {
		reference += 1;
		len -= 1;
	}
	name = mem_copy(reference, len);
	decoded = url_decode(name);
	url = look(input, decoded);
	if (!url)
		url = anywhere(input, decoded);
	free(decoded);
	free(name);
	if (!url)
		return NULL;
	str_format(&whole, "%s%s", url, reference + len);
	free(url);
	return str_take(&whole);
}

/* Of Jekyll's posts, by the file's name without its extension. */
static char *post_address(const struct template_input *input, const char *name)
{
	const struct tree *tree = input->settings->data->tree;
	size_t len;

	name += *name == '/'; /* /folder/2024-01-02-x */
	len = strlen(name);
	for (size_t i = 0; len && i < tree->n_entries; i++) {
		const char *path = tree->entries[i].path, *at = strstr(path, "_posts/");

		at = at ? strstr(at + 6, name) : NULL;
		if (at && at[-1] == '/' && (at[len] == '.' || at[len] == '\0') &&
		    discover_is_text(path))
			return input->url_of(input->context, path);
	}
	return NULL;
}

/* Hexo: {% link words address [external] [title] %} */
static bool is_outside(struct render *render, const struct tags_tag *tag)
{
	const char *end = tag->args + tag->args_len;
	const char *scheme = memmem(tag->args, tag->args_len, "://", 3), *url = scheme;
	size_t len = 0, n;

	while (url && url > tag->args && !isspace((unsigned char)url[-1]))
		url--;
	if (!url)
		return false;
	while (url + len < end && !isspace((unsigned char)url[len]))
		len++;
	n = (size_t)(url - tag->args);
	while (n && isspace((unsigned char)tag->args[n - 1]))
		n--;
	char *words = mem_copy(tag->args, n), *target = mem_copy(url, len);

	embeds_link(render, words, target);
	free(words);
	free(target);
	return true;
}

void targets_link(struct render *render, const struct tags_tag *tag)
{
	const struct template_input *input = render->shared->input;
	bool is_post = strncmp(tag->name, "post", 4) == 0;
	bool has_words = tag->name_len == 9; /* post_link */
	struct expression_argument first;
	const char *at = tag->args, *end = at + tag->args_len;
	struct str line = { 0 };
	char *url = NULL;

	if (!expression_argument(&at, end, &first) || is_outside(render, tag))
		return;
	char *name = mem_copy(first.value, first.value_len);

	if (strstr(name, "{{") && input->settings)
		template_line(input->settings, input->page, name, &line);
	else
		str_text(&line, name);
	if (input->settings && input->url_of)
		url = is_post ? post_address(input, str_bytes(&line))
			      : targets_of(input, str_bytes(&line));
	if (url && has_words) {
		struct expression_argument words = { .value_len = 0 };

		if (expression_argument(&at, end, &words) && !words.is_quoted)
			words.value_len = (size_t)(end - words.value); /* all that is left */
		char *shown = words.value_len ? mem_copy(words.value, words.value_len)
					      : mem_string(name);

		embeds_link(render, shown, url);
		free(shown);
	} else if (url) {
		render_add(render, url);
	} else {
		render_placeholder(render, name, strlen(name));
	}
	str_release(&line);
	free(name);
	free(url);
}

/* The marks of Pelican, and what of the site they stand before. */
static const struct {
	const char *mark;
	bool is_file; /* of the tree; else a path of the site */
} marks[] = {
	{ "{filename}", true },     { "|filename|", true },   { "{attach}", true },
	{ "|attach|", true },       { "{static}", false },    { "|static|", false },
	{ "%7Bfilename%7D", true }, { "%7Battach%7D", true }, { "%7Bstatic%7D", false },
	{ "{index}", false },       { "%7Bindex%7D", false },
};

static void add_site_path(const struct template_input *input, const char *path, struct str *out)
{
	const struct settings *settings = input->settings;

	if (settings->address)
		str_format(out, "%s%s%s", settings->address, settings->base,
			   *path == '/' ? "" : "/");
	str_text(out, path);
}

static bool marked(const struct template_input *input, const char *target, struct str *out)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *path = target + strlen(marks[i].mark);
		char *url;

		if (strncasecmp(target, marks[i].mark, strlen(marks[i].mark)) != 0)
			continue;
		url = marks[i].is_file ? targets_of(input, path) : NULL;
		if (url)
			str_text(out, url);
		else if (*path == '/' || !marks[i].is_file)
			add_site_path(input, path, out);
		else
			str_text(out, path);
		free(url);
		return true;
	}
	return false;
}

static bool is_text_path(const char *target)
{
	static const char *const ends[] = { ".md", ".mdx", ".markdown" };
	size_t len = strcspn(target, "#?");

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i]);

		if (len > n && strncasecmp(target + len - n, ends[i], n) == 0)
			return !url_is_absolute(target) && !str_starts(target, "//");
	}
	return str_starts(target, "@/");
}

/* Adds what the target becomes; false, and nothing added, where it stays. */
static bool rewrite(const struct template_input *input, const char *text, size_t len,
		    struct str *out)
{
	char *target = mem_copy(text, len), *url = NULL;
	bool is_marked = marked(input, target, out);

	if (!is_marked && is_text_path(target))
		url = targets_of(input, target);
	if (url)
		str_text(out, url);
	free(target);
	free(url);
	return is_marked || url;
}

/* Where a target may begin behind `at`: ](, ]: and ="; 0 where none does. */
static size_t target_start(const char *text, size_t at, size_t len)
{
	size_t start;

	if (text[at] == ']' && at + 2 < len && (text[at + 1] == '(' || text[at + 1] == ':')) {
		for (start = at + 2; start < len && (text[start] == ' ' || text[start] == '<');)
			start++;
		return start;
	}
	if (text[at] == '=' && at + 2 < len && (text[at + 1] == '"' || text[at + 1] == '\''))
		return at + 2;
	return 0;
}

static size_t target_length(const char *text, size_t start, size_t len)
{
	size_t n = 0;
	int open = 0;

	while (start + n < len && n < LONGEST) {
		char c = text[start + n];

		if (isspace((unsigned char)c) || c == '"' || c == '\'' || c == '>' ||
		    (c == ')' && open == 0))
			break;
		open += (c == '(') - (c == ')');
		n++;
	}
	return n;
}

/* Whether the target may be one that is rewritten: marked, or a path to a text. */
static bool is_ours(const char *text, size_t start, size_t len)
{
	size_t n;

	if (!start || start + 3 > len)
		return false;
	if (strchr("{|@", text[start]) || strncasecmp(text + start, "%7B", 3) == 0)
		return true;
	if (strncmp(text + start, "http", 4) == 0)
		return false;
	n = target_length(text, start, len);
	for (size_t i = start; i + 2 < start + n; i++) {
		if (text[i] == '.' && (text[i + 1] | 32) == 'm' && strchr("aAdD", text[i + 2]))
			return true;
	}
	return false;
}

static bool has_something(const char *text, size_t len)
{
	for (size_t i = 0; i < 2; i++) {
		const char *at = text;

		while ((at = memchr(at, i ? '=' : ']', len - (size_t)(at - text)))) {
			size_t place = (size_t)(at - text);

			if (is_ours(text, target_start(text, place, len), len))
				return true;
			at++;
		}
	}
	return false;
}

static void rewrite_all(const struct template_input *input, const struct untouched *code,
			struct str *out)
{
	const char *text = input->body;
	size_t done = 0;

	for (size_t at = 0; at < input->len; at++) {
		const struct untouched_run *run;
		size_t start, len;

		if (text[at] != ']' && text[at] != '=')
			continue;
		run = untouched_at(code, at);
		if (run && run->start <= at) {
			at = run->end - 1;
			continue;
		}
		start = target_start(text, at, input->len);
		len = start ? target_length(text, start, input->len) : 0;
		if (!len)
			continue;
		size_t before = out->len;

		str_add(out, text + done, start - done);
		if (rewrite(input, text + start, len, out)) {
			done = start + len;
			at = done - 1;
		} else {
			out->len = before;
		}
	}
	str_add(out, text + done, input->len - done);
}

bool targets_rewrite(const struct template_input *input, struct str *out)
{
	struct untouched code;

	if (!input->settings || !has_something(input->body, input->len))
		return false;
	untouched_find(input->body, input->len, input->is_html, &code);
	rewrite_all(input, &code, out);
	untouched_release(&code);
	return true;
}
