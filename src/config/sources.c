/* SPDX-License-Identifier: MIT */
#include "config/sources.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "config/address.h"
#include "config/mistake.h"
#include "config/nearest.h"
#include "format/yaml.h"

enum { MOST_BYTES = 4 * 1024 * 1024 };

static const char *const keys[] = { "address", "name", "url", "permalink" };

enum { N_KEYS = sizeof(keys) / sizeof(*keys) };

static const char *key_name(size_t i)
{
	return keys[i];
}

char *sources_address(const char *typed)
{
	return address_normal(typed, NULL);
}

const struct source *sources_find(const struct sources *sources, const char *address)
{
	for (size_t i = 0; i < sources->n_items; i++) {
		if (strcmp(sources->items[i].address, address) == 0)
			return &sources->items[i];
	}
	return NULL;
}

/* The new source, which owns `address`; NULL, and the address freed, where it is there already. */
static struct source *push(struct sources *sources, char *address)
{
	struct source *source;

	if (sources_find(sources, address)) {
		free(address);
		return NULL;
	}
	sources->items = mem_grow(sources->items, sources->n_items, sizeof(*sources->items));
	source = &sources->items[sources->n_items++];
	*source = (struct source){ .address = address };
	return source;
}

void sources_add(struct sources *sources, const char *typed)
{
	push(sources, sources_address(typed));
}

/* A file's items as they are read. */
struct reading {
	struct sources *sources;
	char *folder; /* of the file */
	struct mistake mistake;
};

static void check_keys(const struct value *map, const struct mistake *mistake)
{
	for (const struct value *value = map->first; value; value = value->next) {
		size_t i = 0;

		while (i < N_KEYS && strcmp(keys[i], value->key) != 0)
			i++;
		if (i == N_KEYS)
			mistake_unknown(mistake, value->line, value->key,
					nearest_name(value->key, key_name, N_KEYS));
	}
}

static void read_item(struct reading *reading, const struct value *item)
{
	const char *typed = item->kind == VALUE_TEXT ? item->text : value_text(item, "address");
	struct source *source;
	struct err err;

	if (item->kind == VALUE_MAP)
		check_keys(item, &reading->mistake);
	if (!typed || !*typed) {
		mistake_tell(&reading->mistake, item->line, _("This source has no address."));
		return;
	}
	source = push(reading->sources, address_normal(typed, reading->folder));
	if (!source) {
		err_set(&err, _("“%s” is listed twice."), typed);
		mistake_tell(&reading->mistake, item->line, err.text);
		return;
	}
	source->name = mem_string(value_text(item, "name"));
	source->url = mem_string(value_text(item, "url"));
	source->permalink = mem_string(value_text(item, "permalink"));
}

static void read_items(struct reading *reading, const struct value *root)
{
	if (!root || root->kind == VALUE_NULL)
		return;
	if (root->kind != VALUE_LIST) {
		mistake_tell(
			&reading->mistake, root->line,
			_("Here should be a list: lines that start with “- ” and an address."));
		return;
	}
	for (const struct value *item = root->first; item; item = item->next)
		read_item(reading, item);
}

int sources_parse(struct sources *sources, const char *bytes, size_t len, const char *path,
		  const struct notes *notes, struct err *err)
{
	struct reading reading = { sources, path_folder(path), { notes, path } };
	struct value_tree tree = { 0 };
	int result = yaml_parse(bytes, len, path, 1, &tree, notes, err);

	if (result == 0)
		read_items(&reading, tree.root);
	value_release(&tree);
	free(reading.folder);
	return result;
}

int sources_read(struct sources *sources, const char *path, const struct notes *notes,
		 struct err *err)
{
	struct str bytes = { 0 };
	int result;

	if (access(path, F_OK) < 0)
		return 0;
	result = file_read(path, MOST_BYTES, &bytes, err);
	if (result == 0)
		result = sources_parse(sources, str_bytes(&bytes), bytes.len, path, notes, err);
	str_release(&bytes);
	return result;
}

void sources_release(struct sources *sources)
{
	for (size_t i = 0; i < sources->n_items; i++) {
		free(sources->items[i].address);
		free(sources->items[i].name);
		free(sources->items[i].url);
		free(sources->items[i].permalink);
	}
	free(sources->items);
	*sources = (struct sources){ 0 };
}
