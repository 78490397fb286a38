/* SPDX-License-Identifier: MIT */
#include "fetch/forge.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "format/value.h"
#include "format/yaml.h"
#include "text/url.h"

enum { MOST_NAMES = 64, MOST_BOUND = 12, LARGEST_FILE = 1024 * 1024 };

struct forges {
	struct value_tree trees[2];
	const struct value **rows; /* the user's first */
	size_t n_rows;
};

/* What stands for what in one address; the texts are borrowed or in `owned`. */
struct bound {
	const char *name;
	size_t name_len;
	char *text;
};

struct matching {
	struct bound bounds[MOST_BOUND];
	size_t n_bounds;
	struct strings names; /* of the address's path */
};

static void read_file(struct forges *forges, struct value_tree *tree, const char *path,
		      const struct notes *notes)
{
	struct str bytes = { 0 };
	struct err err;

	if (!path || access(path, F_OK) < 0)
		return;
	if (file_read(path, LARGEST_FILE, &bytes, &err) < 0 ||
	    yaml_parse(str_bytes(&bytes), bytes.len, path, 1, tree, notes, &err) < 0)
		notes_add(notes, NOTES_WARNING, "%s", err.text);
	else if (tree->root->kind != VALUE_LIST && tree->root->kind != VALUE_NULL)
		notes_add(notes, NOTES_WARNING, _("“%s” is no list of forges."), path);
	for (const struct value *row = tree->root ? tree->root->first : NULL; row;
	     row = row->next) {
		if (row->kind != VALUE_MAP)
			continue;
		forges->rows = mem_grow(forges->rows, forges->n_rows, sizeof(*forges->rows));
		forges->rows[forges->n_rows++] = row;
	}
	str_release(&bytes);
}

struct forges *forge_list(const char *shipped, const char *user, const struct notes *notes)
{
	struct forges *forges = mem_alloc(1, sizeof(*forges));

	read_file(forges, &forges->trees[0], user, notes);
	read_file(forges, &forges->trees[1], shipped, notes);
	return forges;
}

void forge_list_free(struct forges *forges)
{
	if (!forges)
		return;
	value_release(&forges->trees[0]);
	value_release(&forges->trees[1]);
	free(forges->rows);
	free(forges);
}

/* What the forge says under that key, or the one that it is like. */
static const struct value *says(const struct forges *forges, const struct value *row,
				const char *key)
{
	const struct value *value = value_find(row, key);
	const char *like = value_text(row, "like");

	for (size_t i = 0; !value && like && i < forges->n_rows; i++) {
		if (forges->rows[i] != row && str_equal(value_text(forges->rows[i], "name"), like))
			value = value_find(forges->rows[i], key);
	}
	return value;
}

/* The items of a list, or the text alone; NULL after the last. */
static const struct value *first_item(const struct value *value)
{
	return value && value->kind == VALUE_LIST ? value->first : value;
}

static bool is_host(const struct value *hosts, const char *host, size_t len)
{
	size_t bare = strcspn(host, ":") < len ? strcspn(host, ":") : len;

	for (const struct value *item = first_item(hosts); item; item = item->next) {
		size_t n = strlen(item->text);

		if ((n == len || n == bare) && strncasecmp(item->text, host, n) == 0)
			return true;
		if (*item->text == '.' && n < bare &&
		    strncasecmp(host + bare - n, item->text, n) == 0)
			return true;
	}
	return false;
}

static void bind_text(struct matching *matching, const char *name, size_t name_len, char *text)
{
	if (matching->n_bounds == MOST_BOUND) {
		free(text);
		return;
	}
	matching->bounds[matching->n_bounds++] = (struct bound){ .name = name,
								 .name_len = name_len,
								 .text = text };
}

static void unbind(struct matching *matching, size_t n)
{
	while (matching->n_bounds > n)
		free(matching->bounds[--matching->n_bounds].text);
}

static char *join_names(const struct matching *matching, size_t first, size_t n)
{
	const struct strings some = { matching->names.items + first, n };

	return strings_join(&some, "/");
}

static bool match_names(struct matching *matching, const char *pattern, size_t at);

/* {name}, {name+} or {name*}, the pattern standing behind its brace; the fewest names first. */
static bool match_bound(struct matching *matching, const char *pattern, size_t at)
{
	size_t len = strcspn(pattern, "+*}"), n = pattern[len] != '*', before = matching->n_bounds;
	const char *rest = pattern + strcspn(pattern, "}");
	size_t most = pattern[len] == '}' ? 1 : matching->names.n_items - at;

	rest += *rest == '}';
	for (; n <= most && at + n <= matching->names.n_items; n++) {
		bind_text(matching, pattern, len, join_names(matching, at, n));
		if (match_names(matching, rest, at + n))
			return true;
		unbind(matching, before);
	}
	return false;
}

/* Whether the path's names from `at` on are what the pattern asks for. */
static bool match_names(struct matching *matching, const char *pattern, size_t at)
{
	const char *name;
	size_t len;

	pattern += strspn(pattern, "/");
	if (!*pattern)
		return at == matching->names.n_items;
	if (*pattern == '{')
		return match_bound(matching, pattern + 1, at);
	len = strcspn(pattern, "/");
	if (at == matching->names.n_items)
		return false;
	name = matching->names.items[at];
	return strlen(name) == len && strncmp(name, pattern, len) == 0 &&
	       match_names(matching, pattern + len, at + 1);
}

static const char *bound_text(const struct matching *matching, const char *name, size_t len)
{
	for (size_t i = matching->n_bounds; i-- > 0;) {
		const struct bound *bound = &matching->bounds[i];

		if (bound->name_len == len && strncmp(bound->name, name, len) == 0)
			return bound->text;
	}
	return NULL;
}

/* The pattern with what matched put in; the caller frees. */
static char *fill(const struct matching *matching, const char *pattern)
{
	struct str filled = { 0 };

	while (*pattern) {
		size_t plain = strcspn(pattern, "{"), len;

		str_add(&filled, pattern, plain);
		pattern += plain;
		if (!*pattern)
			break;
		len = strcspn(++pattern, "}");
		str_text(&filled, bound_text(matching, pattern, len));
		pattern += len + (pattern[len] == '}');
	}
	return str_take(&filled);
}

static void split_path(struct matching *matching, const struct url_part *path)
{
	size_t at = 0;

	while (at < path->len && matching->names.n_items < MOST_NAMES) {
		size_t start = at;

		while (at < path->len && path->at[at] != '/')
			at++;
		if (at > start)
			strings_add_bytes(&matching->names, path->at + start, at - start);
		at++;
	}
}

static bool match_any(struct matching *matching, const struct value *patterns)
{
	for (const struct value *item = first_item(patterns); item; item = item->next) {
		size_t before = matching->n_bounds;

		if (match_names(matching, item->text, 0))
			return true;
		unbind(matching, before);
	}
	return false;
}

/* A clone's address ends in .git; the pages' addresses do not. */
static void cut_git(struct matching *matching)
{
	for (size_t i = 0; i < matching->n_bounds; i++) {
		char *text = matching->bounds[i].text;

		if (str_ends(text, ".git"))
			text[strlen(text) - 4] = '\0';
	}
}

static void list_archives(const struct forges *forges, const struct value *row,
			  struct matching *matching, struct forge_match *match)
{
	const struct value *archive = says(forges, row, "archive");
	const struct value *branch = first_item(says(forges, row, "branches"));
	bool is_named = bound_text(matching, "branch", 6) != NULL;
	size_t before = matching->n_bounds;

	for (; archive && (is_named || branch); branch = branch->next) {
		char *url;

		if (!is_named)
			bind_text(matching, "branch", 6, mem_string(branch->text));
		url = fill(matching, archive->text);
		strings_add(&match->archives, url);
		free(url);
		unbind(matching, before);
		if (is_named)
			break;
	}
}

static bool match_row(const struct forges *forges, const struct value *row,
		      struct matching *matching, struct forge_match *match)
{
	const struct value *raw = says(forges, row, "raw");
	const char *folder;

	if (raw && match_any(matching, says(forges, row, "files"))) {
		match->file = fill(matching, raw->text);
		return true;
	}
	if (!match_any(matching, says(forges, row, "paths")))
		return false;
	cut_git(matching);
	folder = bound_text(matching, "folder", 6);
	match->folder = folder && *folder ? url_decode(folder) : NULL;
	list_archives(forges, row, matching, match);
	return match->archives.n_items > 0;
}

static void bind_host(struct matching *matching, const struct url *url, const struct str *host)
{
	bind_text(matching, "scheme", 6, mem_copy(url->scheme.at, url->scheme.len));
	bind_text(matching, "host", 4, mem_copy(host->bytes, host->len));
}

bool forge_find(const struct forges *forges, const char *address, struct forge_match *match)
{
	struct matching matching = { 0 };
	struct str host = { 0 };
	struct url url;
	bool is_found = false;

	*match = (struct forge_match){ 0 };
	url_split(address, &url);
	str_add(&host, url.host.at, url.host.len);
	if (url.port.len > 0)
		str_format(&host, ":%.*s", (int)url.port.len, url.port.at);
	split_path(&matching, &url.path);
	bind_host(&matching, &url, &host);
	for (size_t i = 0; !is_found && forges && url.scheme.at && i < forges->n_rows; i++) {
		const struct value *row = forges->rows[i];

		is_found = is_host(says(forges, row, "hosts"), host.bytes, host.len) &&
			   match_row(forges, row, &matching, match);
		if (is_found)
			match->name = value_text(row, "name");
		else
			unbind(&matching, 2);
	}
	unbind(&matching, 0);
	strings_release(&matching.names);
	str_release(&host);
	return is_found;
}

void forge_match_release(struct forge_match *match)
{
	strings_release(&match->archives);
	free(match->file);
	free(match->folder);
	*match = (struct forge_match){ 0 };
}
