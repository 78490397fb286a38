/* SPDX-License-Identifier: MIT */
#include "config/presets.h"

void presets_each(const struct config *config,
		  void (*visit)(void *context, const char *name, const char *query), void *context)
{
	const struct value *views = config_section(config, "views");

	for (const struct value *one = views ? views->first : NULL; one; one = one->next) {
		if (one->kind == VALUE_TEXT && one->key)
			visit(context, one->key, one->text);
	}
}
