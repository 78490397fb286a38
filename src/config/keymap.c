/* SPDX-License-Identifier: MIT */
#include "config/keymap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/keyname.h"
#include "config/layer.h"
#include "config/mistake.h"
#include "config/nearest.h"

struct binding {
	char key[KEYNAME_ROOM];
	enum action action;
	unsigned where; /* 0: taken away */
	bool is_new;    /* from the layer that is being read */
};

struct keymap {
	struct binding *bindings; /* in the order in which the keys were given */
	size_t n_bindings;
	char *keys[N_ACTIONS];
	char first[N_ACTIONS][KEYNAME_ROOM];
};

/* Takes the key from the others; true where the same layer had given it to one of them. */
static bool take_key(struct keymap *keymap, const char *key, enum action action)
{
	unsigned where = action_info(action)->where;
	bool is_double = false;

	for (size_t i = 0; i < keymap->n_bindings; i++) {
		struct binding *other = &keymap->bindings[i];

		if (*other->key != *key || (other->where & where) == 0 ||
		    strcmp(other->key, key) != 0)
			continue;
		is_double |= other->is_new && other->action != action;
		other->where &= ~where;
	}
	return is_double;
}

static void add_key(struct keymap *keymap, const char *key, enum action action, bool is_new)
{
	struct binding *binding;

	keymap->bindings = mem_grow(keymap->bindings, keymap->n_bindings,
				    sizeof(*keymap->bindings));
	binding = &keymap->bindings[keymap->n_bindings++];
	*binding = (struct binding){ .action = action,
				     .where = action_info(action)->where,
				     .is_new = is_new };
	memcpy(binding->key, key, sizeof(binding->key));
}

static void add_defaults(struct keymap *keymap)
{
	for (int i = 0; i < N_ACTIONS; i++) {
		const char *at = action_info((enum action)i)->keys;

		for (at += strspn(at, " "); *at; at += strspn(at, " ")) {
			size_t len = strcspn(at, " ");
			char key[KEYNAME_ROOM];
			bool is_key = keyname_read(at, len, key);
			bool is_taken = take_key(keymap, key, (enum action)i);

			assert(is_key && !is_taken);
			add_key(keymap, key, (enum action)i, true);
			at += len;
		}
	}
}

static void read_key(struct keymap *keymap, const char *typed, size_t len,
		     const struct value *value, enum action action, const struct mistake *mistake)
{
	char key[KEYNAME_ROOM];
	struct err err;

	if (!keyname_read(typed, len, key)) {
		err_set(&err, _("“%.*s” is no key."), (int)len, typed);
		mistake_tell(mistake, value->line, err.text);
		return;
	}
	if (take_key(keymap, key, action)) {
		err_set(&err, _("“%s” is given to two actions; “%s” gets it."), key,
			action_info(action)->name);
		mistake_tell(mistake, value->line, err.text);
	}
	add_key(keymap, key, action, true);
}

/* The keys in a text with blanks between. */
static void read_text(struct keymap *keymap, const struct value *value, enum action action,
		      const struct mistake *mistake)
{
	const char *at = value->text + strspn(value->text, " \t");

	while (*at) {
		size_t len = strcspn(at, " \t");

		read_key(keymap, at, len, value, action, mistake);
		at += len;
		at += strspn(at, " \t");
	}
}

static void clear_action(struct keymap *keymap, enum action action)
{
	for (size_t i = 0; i < keymap->n_bindings; i++) {
		if (keymap->bindings[i].action == action)
			keymap->bindings[i].where = 0;
	}
}

static const char *action_name(size_t i)
{
	return action_info((enum action)i)->name;
}

static void read_action(struct keymap *keymap, const struct value *value,
			const struct mistake *mistake)
{
	enum action action;

	if (!action_find(value->key, &action)) {
		mistake_unknown(mistake, value->line, value->key,
				nearest_name(value->key, action_name, N_ACTIONS));
		return;
	}
	clear_action(keymap, action);
	if (value->kind != VALUE_LIST)
		read_text(keymap, value, action, mistake);
	for (const struct value *item = value->first; item; item = item->next)
		read_text(keymap, item, action, mistake);
}

static void read_layer(struct keymap *keymap, const struct value *map,
		       const struct mistake *mistake)
{
	for (size_t i = 0; i < keymap->n_bindings; i++)
		keymap->bindings[i].is_new = false;
	for (const struct value *value = map ? map->first : NULL; value; value = value->next)
		read_action(keymap, value, mistake);
}

static void read_profile(struct keymap *keymap, const char *name, const struct notes *notes)
{
	struct layer layer;

	layer_read(&layer, "keys", name, notes);
	read_layer(keymap, layer.tree.root, &(struct mistake){ notes, layer.path });
	layer_release(&layer);
}

static void list_keys(struct keymap *keymap, enum action action)
{
	struct str keys = { 0 };

	for (size_t i = 0; i < keymap->n_bindings; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (binding->action != action || binding->where == 0)
			continue;
		if (keys.len == 0)
			memcpy(keymap->first[action], binding->key, sizeof(binding->key));
		else
			str_byte(&keys, ' ');
		str_text(&keys, binding->key);
	}
	keymap->keys[action] = str_take(&keys);
}

struct keymap *keymap_new(const struct config *config, const struct notes *notes)
{
	struct keymap *keymap = mem_alloc(1, sizeof(*keymap));
	struct mistake mistake = { notes, config_path(config) };
	const char *profile = config_text(config, OPTION_KEY_PROFILE);

	add_defaults(keymap);
	if (*profile)
		read_profile(keymap, profile, notes);
	read_layer(keymap, config_section(config, "keys"), &mistake);
	for (int i = 0; i < N_ACTIONS; i++)
		list_keys(keymap, (enum action)i);
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	for (int i = 0; i < N_ACTIONS; i++)
		free(keymap->keys[i]);
	free(keymap->bindings);
	free(keymap);
}

enum action keymap_find(const struct keymap *keymap, const char *key, unsigned where)
{
	for (size_t i = 0; i < keymap->n_bindings; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if ((binding->where & where) != 0 && strcmp(binding->key, key) == 0)
			return binding->action;
	}
	return ACTION_NONE;
}

const char *keymap_keys(const struct keymap *keymap, enum action action)
{
	assert(action < N_ACTIONS);
	return keymap->keys[action];
}

const char *keymap_key(const struct keymap *keymap, enum action action)
{
	assert(action < N_ACTIONS);
	return keymap->first[action];
}
