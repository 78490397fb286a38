/* SPDX-License-Identifier: MIT */
/*
 * keymap: from a key to an action. Keys are named as terminal/key.h names them: "j", "Space", "^F",
 * "PageDown", "Alt-x". The defaults stand in actions.def; a key profile (data/keys/NAME.yaml, or a
 * file, by the option key-profile) lays over them, and config.yaml's `keys` over both
 * ("ticket: t T", "quit: ''" for none). A key that is given to an action is taken from the others
 * that are reached from the same place.
 */
#ifndef CONFIG_KEYMAP_H
#define CONFIG_KEYMAP_H

#include "base/notes.h"
#include "config/action.h"
#include "config/config.h"

struct keymap;

struct keymap *keymap_new(const struct config *config, const struct notes *notes);
void keymap_free(struct keymap *keymap);

/* ACTION_NONE where the key does nothing there. */
enum action keymap_find(const struct keymap *keymap, const char *key, unsigned where);

/* The keys of an action with blanks between, or only the first (for hints); "" where it has none.
 * Borrowed. */
const char *keymap_keys(const struct keymap *keymap, enum action action);
const char *keymap_key(const struct keymap *keymap, enum action action);

#endif
