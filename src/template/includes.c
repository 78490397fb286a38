/* SPDX-License-Identifier: MIT */
#include "template/includes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "settings/discover.h"
#include "template/expression.h"
#include "template/lookup.h"

enum { LONGEST = 64 * 1024, UNKNOWN = 3, WORDS = 20 };

static bool is_plain(const char *path)
{
	static const char *const kinds[] = { ".html", ".htm",    ".md", ".markdown", ".txt",
					     ".njk",  ".liquid", ".j2", ".jinja" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (str_equal(path_extension(path), kinds[i]))
			return true;
	}
	return false;
}

static bool is_html(const char *text)
{
	text += strspn(text, " \t\r\n");
	return *text == '<' || *text == '{';
}

/* Whether it says enough to be shown: a few placeholders are better than none of its words. */
static bool is_worth(const char *text, size_t unresolved)
{
	size_t letters = 0;
	bool is_in_tag = false;

	for (; *text && unresolved; text++) {
		is_in_tag = *text == '<' || (is_in_tag && *text != '>');
		letters += !is_in_tag &&
			   ((unsigned char)*text >= 0xC0 || isalpha((unsigned char)*text));
	}
	return unresolved <= UNKNOWN && (!unresolved || letters >= WORDS * unresolved);
}

/* Whether that file is being put in: then it would put in itself. */
static bool is_open(const struct render *render, const char *path)
{
	const struct render_file *file = render->shared->file;

	while (file && !str_equal(file->path, path))
		file = file->around;
	return file != NULL;
}

bool includes_file(struct render *render, const char *path)
{
	struct data *data = render->shared->input->settings->data;
	const struct render_file file = { path, render->shared->file };
	struct str *out = render->out, text = { 0 };
	size_t unresolved = render->shared->unresolved;
	bool was_flat = render->is_flat;
	const char *source;
	bool is_good;

	if (tree_find(data->tree, path) < 0 || !is_plain(path) || is_open(render, path))
		return false;
	source = data_text(data, path);
	if (!source || strlen(source) > LONGEST)
		return false;
	render_steps(render, 10 + strlen(source) / 256);
	render->shared->file = &file;
	render->out = &text;
	render->is_flat = is_html(source);
	is_good = render_text(render, source, strlen(source), !discover_is_markdown(path)) &&
		  is_worth(str_bytes(&text), render->shared->unresolved - unresolved);
	render->shared->file = file.around;
	render->out = out;
	render->is_flat = was_flat;
	if (!is_good)
		render->shared->unresolved = unresolved;
	else
		render_markup(render, str_bytes(&text), text.len);
	str_release(&text);
	return is_good;
}

/* The file's name: quoted, bare, or a name that has it as its value. */
static char *file_name(struct render *render, const struct expression_argument *argument)
{
	char *name = mem_copy(argument->value, argument->value_len);
	struct str out = { 0 };

	if (strstr(name, "{{") && render->shared->input->settings)
		template_line(render->shared->input->settings, render->shared->input->page, name,
			      &out);
	else
		str_text(&out, name);
	free(name);
	return str_take(&out);
}

static void name_parameters(struct render *render, const char *at, const char *end)
{
	struct value *map = render_new(render, VALUE_MAP);
	struct expression_argument argument;

	while (expression_argument(&at, end, &argument)) {
		const struct value *value = argument.is_quoted
						    ? render_value(render, argument.value,
								   argument.value_len)
						    : expression_value(render, argument.value,
								       argument.value_len);

		if (!argument.name_len || !value)
			continue;
		struct value *copy = lookup_copy(render, value);

		value_set_key(&render->shared->values, copy, argument.name, argument.name_len);
		value_add(map, copy);
		render_name(render, argument.name, argument.name_len, value);
	}
	render_name(render, "include", 7, map);
}

bool includes_shortcode(struct render *render, const char *name, size_t len, const char *args,
			const char *end, const char *body)
{
	static const char *const kinds[] = { "md", "html" };
	const struct settings *settings = render->shared->input->settings;
	struct render_name *names = render->names;
	bool is_done = false, was_call = render->is_call;

	if (!settings || memmem(name, len, "..", 2))
		return false;
	for (size_t i = 0; i < 2 && !is_done; i++) {
		struct str below = { 0 };
		char *path;

		str_format(&below, "templates/shortcodes/%.*s.%s", (int)len, name, kinds[i]);
		path = settings_path(settings, str_bytes(&below));
		if (tree_find(settings->data->tree, path) >= 0) {
			name_parameters(render, args, end);
			if (body)
				render_name(render, "body", 4,
					    render_value(render, body, strlen(body)));
			render->is_call = true;
			is_done = includes_file(render, path);
			render->is_call = was_call;
		}
		render->names = names;
		free(path);
		str_release(&below);
	}
	return is_done;
}

static char *folder_of(const struct render *render, const struct tags_tag *tag)
{
	const struct settings *settings = render->shared->input->settings;
	char *below, *folder;

	if (tag->name_len < 16) /* all but include_relative */
		return mem_string(settings->includes ? settings->includes : "");
	below = path_folder(render->shared->input->page->path);
	folder = settings_path(settings, below);
	free(below);
	return folder;
}

void includes_run(struct render *render, const struct tags_tag *tag)
{
	static const char *const ends[] = { "", ".html", ".liquid", ".njk", ".md" };
	const char *at = tag->args, *end = tag->args + tag->args_len;
	struct render_name *names = render->names;
	struct expression_argument argument;
	bool is_done = false;
	char *name, *folder;

	if (!render->shared->input->settings || !expression_argument(&at, end, &argument)) {
		render_placeholder(render, tag->args, tag->args_len);
		return;
	}
	name = file_name(render, &argument);
	folder = folder_of(render, tag);
	name_parameters(render, at, end);
	for (size_t i = 0; !is_done && i < sizeof(ends) / sizeof(ends[0]); i++) {
		char *path = *folder ? path_join(folder, name) : mem_string(name);
		struct str whole = { 0 };

		str_format(&whole, "%s%s", path, ends[i]);
		is_done = includes_file(render, str_bytes(&whole));
		str_release(&whole);
		free(path);
	}
	render->names = names;
	if (!is_done && !str_equal(path_extension(name), ".svg")) {
		char *stem = path_stem(name);

		render_placeholder(render, stem, strlen(stem));
		free(stem);
	}
	free(folder);
	free(name);
}
