/* SPDX-License-Identifier: MIT */
/*
 * What was edited is parsed again before it is written: where the file is laid out in a way that
 * these edits do not know, it stays as it is.
 */
#include "config/subscribe.h"

#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "config/address.h"
#include "config/sources.h"
#include "format/yaml.h"

enum { MOST_BYTES = 4 * 1024 * 1024 };

static const char template[] =
	"# What hallway reads: a file, a folder, a site, a feed, an archive or a repository a "
	"line.\n"
	"# Where the site's own settings do not say it, a source may be written as\n"
	"#\n"
	"#\t- address: https://conference.example/feed.xml\n"
	"#\t  name: The conference\n"
	"#\t  url: https://conference.example\n"
	"#\t  permalink: /news/:year/:slug/\n"
	"\n";

/* sources.yaml before and after. */
struct edit {
	char *path; /* what a link leads to */
	struct str before, after;
	struct sources sources; /* before */
};

static int edit_open(struct edit *edit, const char *path, struct err *err)
{
	char real[PATH_MAX];

	*edit = (struct edit){ .path = mem_string(realpath(path, real) ? real : path) };
	if (access(edit->path, F_OK) < 0)
		str_text(&edit->before, template);
	else if (file_read(edit->path, MOST_BYTES, &edit->before, err) < 0)
		return -1;
	return sources_parse(&edit->sources, str_bytes(&edit->before), edit->before.len, edit->path,
			     NULL, err);
}

static void edit_release(struct edit *edit)
{
	free(edit->path);
	str_release(&edit->before);
	str_release(&edit->after);
	sources_release(&edit->sources);
}

/* Whether the edited bytes list what they should: one more or less, and `address` or not. */
static bool is_right(const struct edit *edit, const char *address, bool is_added)
{
	struct sources sources = { 0 };
	struct err err;
	bool is_right = sources_parse(&sources, str_bytes(&edit->after), edit->after.len,
				      edit->path, NULL, &err) == 0 &&
			sources.n_items == edit->sources.n_items + (is_added ? 1 : -1) &&
			(sources_find(&sources, address) != NULL) == is_added;

	sources_release(&sources);
	return is_right;
}

static int edit_write(struct edit *edit, const char *address, bool is_added, struct err *err)
{
	char *folder = path_folder(edit->path);
	int result;

	if (!is_right(edit, address, is_added))
		result = err_set(
			err,
			_("“%s” is not laid out as a list with lines of its own for each source, "
			  "so it must be changed by hand."),
			edit->path);
	else if (*folder && file_make_folder(folder, err) < 0)
		result = -1;
	else
		result = file_write(edit->path, str_bytes(&edit->after), edit->after.len, err);
	free(folder);
	return result;
}

/* A scalar, in quotes where it could be taken for something else. */
static void add_scalar(struct str *out, const char *text)
{
	bool is_plain = isalnum((unsigned char)*text) || *text == '/';

	for (const char *c = text; *c; c++)
		is_plain = is_plain && (isalnum((unsigned char)*c) || strchr("/._~?&=%+@,:-", *c));
	if (is_plain && !str_ends(text, ":") && !str_equal_folded(text, "null")) {
		str_text(out, text);
		return;
	}
	str_byte(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_byte(out, '\'');
		str_byte(out, *text);
	}
	str_byte(out, '\'');
}

/* Whether the line starts an item; how far its dash is indented. */
static bool is_item(const char *line, size_t *indent)
{
	*indent = strspn(line, " ");
	return line[*indent] == '-' && strchr(" \t\r\n", line[*indent + 1]);
}

static size_t list_indent(const char *bytes)
{
	size_t indent;

	for (const char *line = bytes; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		if (is_item(line, &indent))
			return indent;
	}
	return 0;
}

static void append(struct edit *edit, const char *address, const char *name)
{
	int indent = (int)list_indent(str_bytes(&edit->before));
	struct str *out = &edit->after;

	str_add(out, str_bytes(&edit->before), edit->before.len);
	if (out->len > 0 && out->bytes[out->len - 1] != '\n')
		str_byte(out, '\n');
	str_format(out, "%*s- %s", indent, "", name ? "address: " : "");
	add_scalar(out, address);
	str_byte(out, '\n');
	if (!name)
		return;
	str_format(out, "%*s  name: ", indent, "");
	add_scalar(out, name);
	str_byte(out, '\n');
}

int subscribe_add(const char *path, const char *typed, const char *name, struct err *err)
{
	char *address = sources_address(typed);
	struct edit edit;
	int result = edit_open(&edit, path, err);

	if (result == 0 && sources_find(&edit.sources, address)) {
		result = err_set(err, _("“%s” is subscribed already."), address);
	} else if (result == 0) {
		append(&edit, address, name);
		result = edit_write(&edit, address, true, err);
	}
	edit_release(&edit);
	free(address);
	return result;
}

static const struct source *find(const struct sources *sources, const char *typed)
{
	char *address = sources_address(typed);
	const struct source *found = sources_find(sources, address);

	free(address);
	for (size_t i = 0; !found && i < sources->n_items; i++) {
		if (str_equal_folded(sources->items[i].name, typed))
			found = &sources->items[i];
	}
	return found;
}

/* The number of the line where the item of `address` stands, and of the item behind it (0: none).
 */
static bool find_lines(const struct edit *edit, const char *address, unsigned *line, unsigned *next)
{
	struct value_tree tree = { 0 };
	char *folder = path_folder(edit->path);
	struct err err;
	bool is_found = false;

	*next = 0;
	yaml_parse(str_bytes(&edit->before), edit->before.len, edit->path, 1, &tree, NULL, &err);
	for (const struct value *item = tree.root ? tree.root->first : NULL; item && !is_found;
	     item = item->next) {
		const char *typed = item->kind == VALUE_TEXT ? item->text
							     : value_text(item, "address");
		char *normal = address_normal(typed ? typed : "", folder);

		is_found = strcmp(normal, address) == 0;
		*line = item->line;
		*next = is_found && item->next ? item->next->line : 0;
		free(normal);
	}
	value_release(&tree);
	free(folder);
	return is_found;
}

/* The lines of a text, each with its newline. */
struct lines {
	const char **starts; /* n_lines + 1 */
	size_t n_lines;
};

static void lines_init(struct lines *lines, const char *text)
{
	*lines = (struct lines){ 0 };
	for (;; lines->n_lines++) {
		lines->starts = mem_grow(lines->starts, lines->n_lines, sizeof(*lines->starts));
		lines->starts[lines->n_lines] = text;
		if (!*text)
			return;
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
}

/* From a line inside of an item back to the one with its dash. */
static size_t item_start(const struct lines *lines, size_t line)
{
	size_t indent;

	while (line > 0 && !is_item(lines->starts[line], &indent))
		line--;
	return line;
}

static bool is_comment(const char *line)
{
	line += strspn(line, " \t\r");
	return *line == '#' || *line == '\n' || !*line;
}

static void cut(struct edit *edit, unsigned line, unsigned next)
{
	struct lines lines;
	size_t start, end;

	lines_init(&lines, str_bytes(&edit->before));
	start = item_start(&lines, line - 1);
	end = next ? item_start(&lines, next - 1) : lines.n_lines;
	while (end > start + 1 && is_comment(lines.starts[end - 1]))
		end--;
	str_add(&edit->after, lines.starts[0], (size_t)(lines.starts[start] - lines.starts[0]));
	str_text(&edit->after, lines.starts[end]);
	free(lines.starts);
}

int subscribe_remove(const char *path, const char *typed, char **address, struct err *err)
{
	const struct source *source;
	struct edit edit;
	int result = edit_open(&edit, path, err);
	unsigned line, next;

	if (address)
		*address = NULL;
	if (result < 0)
		goto out;
	source = find(&edit.sources, typed);
	if (!source) {
		result = err_set(err, _("“%s” is not subscribed."), typed);
		goto out;
	}
	if (find_lines(&edit, source->address, &line, &next) && line > 0) {
		cut(&edit, line, next);
		result = edit_write(&edit, source->address, false, err);
	}
	if (result == 0 && address)
		*address = mem_string(source->address);
out:
	edit_release(&edit);
	return result;
}
