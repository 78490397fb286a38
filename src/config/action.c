/* SPDX-License-Identifier: MIT */
#include "config/action.h"

#include <assert.h>
#include <string.h>

#include "base/intl.h"

static const struct action_info actions[N_ACTIONS] = {
#define ACTION(id, name, keys, where, help) [ACTION_##id] = { name, keys, help, where },
#include "config/actions.def"
#undef ACTION
};

const struct action_info *action_info(enum action action)
{
	assert(action < N_ACTIONS);
	return &actions[action];
}

bool action_find(const char *name, enum action *action)
{
	for (int i = 0; i < N_ACTIONS; i++) {
		if (strcmp(actions[i].name, name) == 0) {
			*action = (enum action)i;
			return true;
		}
	}
	return false;
}
