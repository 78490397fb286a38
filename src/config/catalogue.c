/* SPDX-License-Identifier: MIT */
#include "config/catalogue.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/str.h"
#include "base/xdg.h"
#include "config/mistake.h"
#include "config/sources.h"
#include "format/yaml.h"

enum { MOST_BYTES = 4 * 1024 * 1024 };

static bool is_there(const struct catalogue *catalogue, const char *address)
{
	for (size_t i = 0; i < catalogue->n_items; i++) {
		if (strcmp(catalogue->items[i].address, address) == 0)
			return true;
	}
	return false;
}

/* A list of words, or one word. */
static void read_words(const struct value *value, struct strings *words)
{
	if (value && value->kind == VALUE_TEXT)
		strings_add(words, value->text);
	for (const struct value *item = value ? value->first : NULL; item; item = item->next)
		strings_add(words, item->text);
}

static void read_entry(struct catalogue *catalogue, const struct value *value,
		       const struct mistake *mistake)
{
	const char *typed = value_text(value, "address"), *name = value_text(value, "name");
	struct catalogue_entry *entry;
	char *address;

	if (!typed) {
		mistake_tell(mistake, value->line, _("This source has no address."));
		return;
	}
	address = sources_address(typed);
	if (is_there(catalogue, address)) {
		free(address);
		return;
	}
	catalogue->items = mem_grow(catalogue->items, catalogue->n_items,
				    sizeof(*catalogue->items));
	entry = &catalogue->items[catalogue->n_items++];
	*entry = (struct catalogue_entry){
		mem_string(name ? name : typed), address, { NULL, 0 }, { NULL, 0 }
	};
	read_words(value_find(value, "languages"), &entry->languages);
	read_words(value_find(value, "topics"), &entry->topics);
}

void catalogue_read(struct catalogue *catalogue, const char *path, const struct notes *notes)
{
	struct mistake mistake = { notes, path };
	struct value_tree tree = { 0 };
	struct str bytes = { 0 };
	struct err err;

	if (access(path, F_OK) < 0)
		return;
	if (file_read(path, MOST_BYTES, &bytes, &err) < 0 ||
	    yaml_parse(str_bytes(&bytes), bytes.len, path, 1, &tree, notes, &err) < 0)
		notes_add(notes, NOTES_WARNING, "%s", err.text);
	for (const struct value *value = tree.root ? tree.root->first : NULL; value;
	     value = value->next)
		read_entry(catalogue, value, &mistake);
	value_release(&tree);
	str_release(&bytes);
}

void catalogue_init(struct catalogue *catalogue, const struct notes *notes)
{
	char *own = xdg_path(XDG_CONFIG, "catalogue.yaml"), *shipped = place_data("catalogue.yaml");

	*catalogue = (struct catalogue){ 0 };
	catalogue_read(catalogue, own, notes);
	catalogue_read(catalogue, shipped, notes);
	free(shipped);
	free(own);
}

void catalogue_release(struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->n_items; i++) {
		free(catalogue->items[i].name);
		free(catalogue->items[i].address);
		strings_release(&catalogue->items[i].languages);
		strings_release(&catalogue->items[i].topics);
	}
	free(catalogue->items);
	*catalogue = (struct catalogue){ 0 };
}
