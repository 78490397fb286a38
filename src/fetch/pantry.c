/* SPDX-License-Identifier: MIT */
/*
 * The file: a line that says what it is; then for each item a line with its address, its validators
 * and the number of its bytes, tabs between, the bytes, and a newline.
 */
#include "fetch/pantry.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "base/xdg.h"

static const char mark[] = "hallway listing 1\n";

struct items {
	struct pantry_item **items;
	size_t n_items;
};

struct pantry {
	char *path;
	struct arena arena;
	struct str bytes; /* of the file; the kept items' texts stand in it */
	struct items kept, put;
	struct map by_url; /* the kept ones */
};

static void add(struct pantry *pantry, struct items *items, const struct pantry_item *item)
{
	struct pantry_item *copy = arena_alloc(&pantry->arena, 1, sizeof(*copy));

	*copy = *item;
	items->items = mem_grow(items->items, items->n_items, sizeof(*items->items));
	items->items[items->n_items++] = copy;
}

/* The text up to `end`, which becomes its NUL; NULL where there is none. Moves on behind it. */
static char *take_field(char **at, char end)
{
	char *field = *at, *stop = strchr(field, end);

	if (!stop)
		return NULL;
	*stop = '\0';
	*at = stop + 1;
	return field;
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

static bool read_item(struct pantry *pantry, char **at, const char *end)
{
	const char *url = take_field(at, '\t'), *etag = url ? take_field(at, '\t') : NULL;
	const char *modified = etag ? take_field(at, '\t') : NULL;
	const char *len = modified ? take_field(at, '\n') : NULL;
	struct pantry_item item;

	if (!len)
		return false;
	item = (struct pantry_item){ url, or_null(etag), or_null(modified), *at,
				     strtoul(len, NULL, 10) };
	if (item.len >= (size_t)(end - *at) || (*at)[item.len] != '\n')
		return false;
	add(pantry, &pantry->kept, &item);
	map_put(&pantry->by_url, url, pantry->kept.items[pantry->kept.n_items - 1]);
	*at += item.len + 1;
	return true;
}

static void read_items(struct pantry *pantry)
{
	char *at = pantry->bytes.bytes, *end = at + pantry->bytes.len;

	if (!at || !str_starts(at, mark))
		return;
	at += strlen(mark);
	while (at < end && read_item(pantry, &at, end))
		;
}

struct pantry *pantry_open(const char *address)
{
	struct pantry *pantry = mem_alloc(1, sizeof(*pantry));
	struct str name = { 0 };
	struct err ignored;

	str_format(&name, "listings/%016llx", (unsigned long long)hash_text(HASH_START, address));
	pantry->path = xdg_path(XDG_CACHE, name.bytes);
	if (access(pantry->path, R_OK) == 0 &&
	    file_read(pantry->path, SIZE_MAX / 2, &pantry->bytes, &ignored) == 0)
		read_items(pantry);
	str_release(&name);
	return pantry;
}

void pantry_close(struct pantry *pantry)
{
	if (!pantry)
		return;
	free(pantry->path);
	free(pantry->kept.items);
	free(pantry->put.items);
	map_release(&pantry->by_url);
	str_release(&pantry->bytes);
	arena_release(&pantry->arena);
	free(pantry);
}

const struct pantry_item *pantry_find(const struct pantry *pantry, const char *url)
{
	return map_find(&pantry->by_url, url);
}

const struct pantry_item *pantry_item(const struct pantry *pantry, size_t i)
{
	return i < pantry->kept.n_items ? pantry->kept.items[i] : NULL;
}

/* A text that a field can hold; else it is left out. */
static const char *copy_field(struct pantry *pantry, const char *text)
{
	return text && !strpbrk(text, "\t\n") ? arena_copy(&pantry->arena, text, strlen(text))
					      : NULL;
}

void pantry_put(struct pantry *pantry, const struct pantry_item *item)
{
	struct pantry_item copy = {
		.url = copy_field(pantry, item->url),
		.etag = copy_field(pantry, item->etag),
		.modified = copy_field(pantry, item->modified),
		.bytes = item->bytes,
		.len = item->len,
	};

	if (copy.url)
		add(pantry, &pantry->put, &copy);
}

static bool is_same(const struct pantry_item *a, const struct pantry_item *b)
{
	return b && str_equal(a->etag, b->etag) && str_equal(a->modified, b->modified) &&
	       a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

static bool has_changed(const struct pantry *pantry)
{
	if (pantry->put.n_items != pantry->kept.n_items)
		return true;
	for (size_t i = 0; i < pantry->put.n_items; i++) {
		const struct pantry_item *item = pantry->put.items[i];

		if (!is_same(item, pantry_find(pantry, item->url)))
			return true;
	}
	return false;
}

static void write_item(struct str *bytes, const struct pantry_item *item)
{
	str_format(bytes, "%s\t%s\t%s\t%zu\n", item->url, item->etag ? item->etag : "",
		   item->modified ? item->modified : "", item->len);
	str_add(bytes, item->bytes, item->len);
	str_byte(bytes, '\n');
}

void pantry_save(const struct pantry *pantry)
{
	char *folder = path_folder(pantry->path);
	struct str bytes = { 0 };
	struct err ignored;

	if (has_changed(pantry) && file_make_folder(folder, &ignored) == 0) {
		str_text(&bytes, mark);
		for (size_t i = 0; i < pantry->put.n_items; i++)
			write_item(&bytes, pantry->put.items[i]);
		file_write(pantry->path, bytes.bytes, bytes.len, &ignored);
	}
	str_release(&bytes);
	free(folder);
}
