/* SPDX-License-Identifier: MIT */
#include "site/authors.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "post/front.h"
#include "post/names.h"

enum { MOST_FILES = 5000 };

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (str_equal_folded(name, *names))
			return true;
	}
	return false;
}

/* Somebody else's, or made up. */
static bool is_foreign(const char *path)
{
	static const char *const folders[] = { "node_modules", "vendor",      "test",    "tests",
					       "fixtures",     "spec",        "example", "examples",
					       "themes",       "exampleSite", "_site",   NULL };

	if (*path == '.' || (strstr(path, "/.") && !str_equal(strstr(path, "/."), "/.authors.yml")))
		return true;
	for (const char *const *folder = folders; *folder; folder++) {
		if (path_has_folder(path, *folder))
			return true;
	}
	return false;
}

static bool has_values(const char *path)
{
	static const char *const extensions[] = { ".yml", ".yaml", ".json", ".toml", ".js",
						  ".mjs", ".cjs",  ".ts",   NULL };

	return is_one_of(path_extension(path), extensions);
}

/* One file for all of them. */
static bool is_list(const char *path)
{
	static const char *const names[] = { "authors", "author", "people", "contributors",
					     "members", "team",   NULL };
	char *stem = path_stem(path), *folder = path_folder(path);
	bool is_data = is_one_of(path_base(folder), (const char *const[]){ "_data", "data", NULL });
	bool is = has_values(path) && (str_equal(stem, "authors") || str_equal(stem, ".authors") ||
				       (is_data && is_one_of(stem, names)));

	free(stem);
	free(folder);
	return is;
}

/* The id of a file about one of them, or NULL; the caller frees. A page of its own (ID/index.md) is
 * called as its folder is. Their folder lies on top, or among data or content. */
static char *one_id(const char *path)
{
	static const char *const markdown[] = { ".md", ".mdx", ".markdown", NULL };
	static const char *const pages[] = { "index", "_index", NULL };
	static const char *const names[] = { "author", "authors", "_authors", "people", NULL };
	static const char *const above[] = { "data", "_data", "content", NULL };
	char *id = path_stem(path), *folder = path_folder(path), *outer;
	bool is;

	if (is_one_of(id, pages)) {
		free(id);
		id = mem_string(path_base(folder));
		folder[strlen(folder) - strlen(id) - (strchr(folder, '/') != NULL)] = '\0';
	}
	outer = path_folder(folder);
	is = (has_values(path) || is_one_of(path_extension(path), markdown)) &&
	     is_one_of(path_base(folder), names) &&
	     (!*outer || is_one_of(path_base(outer), above) ||
	      str_equal(path_base(folder), "_authors"));
	free(outer);
	free(folder);
	if (is)
		return id;
	free(id);
	return NULL;
}

static void add(struct authors *authors, const char *id, const char *name)
{
	if (id && *id && name && *name && !map_find(&authors->names, id))
		map_put(&authors->names, id, arena_copy(&authors->arena, name, strlen(name)));
}

static const char *name_of(const struct value *value)
{
	const char *name;

	if (value->kind != VALUE_MAP)
		return value->kind == VALUE_TEXT ? value->text : NULL;
	name = names_in(value);
	return name ? name : value_text(value, "title");
}

static void read_list(struct authors *authors, const struct value *values)
{
	for (const struct value *child = values->first; child; child = child->next)
		add(authors, child->key ? child->key : names_id(child), name_of(child));
}

/* A file about one may have its values in front matter, and another id among them. */
static void read_one(struct authors *authors, const char *id, const struct value *value)
{
	if (!value || value->kind != VALUE_MAP)
		return;
	add(authors, id, name_of(value));
	add(authors, names_id(value), name_of(value));
	add(authors, value_text(value, "short_name"), name_of(value));
}

static void read_one_file(struct authors *authors, struct data *data, const char *path,
			  const char *id)
{
	const char *text;
	struct front front;

	if (has_values(path)) {
		read_one(authors, id, data_values(data, path));
		return;
	}
	text = data_text(data, path);
	if (!text)
		return;
	front_read(text, strlen(text), path, data->notes, &front);
	read_one(authors, id, front.tree.root);
	front_release(&front);
}

/* Whether the file was one of authors; `inner` is its path below what is looked at. */
static bool read_file(struct authors *authors, struct data *data, const char *path,
		      const char *inner)
{
	const struct value *values = is_list(path) ? data_values(data, path) : NULL;
	char *id;

	/* MkDocs has them below a key. */
	if (values && value_find(values, "authors") && !values->first->next)
		values = value_find(values, "authors");
	if (values && values->first) {
		read_list(authors, values);
		return true;
	}
	id = one_id(inner);
	if (id)
		read_one_file(authors, data, path, id);
	free(id);
	return id != NULL;
}

void authors_read(struct authors *authors, struct data *data, const char *below)
{
	const struct tree *tree = data->tree;
	int n_files = 0;

	for (size_t i = 0; i < tree->n_entries && n_files < MOST_FILES; i++) {
		const char *path = tree->entries[i].path, *inner = path_below(path, below);

		if (!inner)
			inner = path;
		if (!is_foreign(inner) && read_file(authors, data, path, inner))
			n_files++;
	}
}

void authors_release(struct authors *authors)
{
	map_release(&authors->names);
	arena_release(&authors->arena);
}
