/* SPDX-License-Identifier: MIT */
/*
 * action: everything that the reader can be asked to do, a line each in actions.def. The key map,
 * the names in config.yaml, the help, the hints in the status line and the manual are made from it.
 */
#ifndef CONFIG_ACTION_H
#define CONFIG_ACTION_H

#include <stdbool.h>

enum action {
#define ACTION(id, name, keys, where, help) ACTION_##id,
#include "config/actions.def"
#undef ACTION
	N_ACTIONS,
	ACTION_NONE = N_ACTIONS
};

enum action_where {
	ON_LIST = 1 << 0,
	ON_PAGE = 1 << 1,
	ON_PICK = 1 << 2, /* windows over the panes: links, help, contents */
};

struct action_info {
	const char *name; /* as config.yaml spells it */
	const char *keys; /* default keys with blanks between, as terminal/key.h names them */
	const char *help; /* not translated yet */
	unsigned where;
};

const struct action_info *action_info(enum action action);

/* False where there is no action of that name. */
bool action_find(const char *name, enum action *action);

#endif
