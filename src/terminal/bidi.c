/* SPDX-License-Identifier: MIT */
#include "terminal/bidi.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* A variable of the environment that such a terminal sets; with the start of its value, or "" for
 * any. */
static const struct {
	const char *name, *start;
} terminals[] = {
	{ "VTE_VERSION", "" },
	{ "KONSOLE_VERSION", "" },
	{ "MLTERM", "" },
	{ "TERM_PROGRAM", "Apple_Terminal" },
	{ "TERM_PROGRAM", "iTerm" },
};

static bool is_done_by_terminal(void)
{
	for (size_t i = 0; i < sizeof(terminals) / sizeof(*terminals); i++) {
		const char *value = getenv(terminals[i].name);

		if (value && *value && str_starts(value, terminals[i].start))
			return true;
	}
	return false;
}

bool bidi_is_ours(const struct config *config)
{
	const char *choice = config_text(config, OPTION_VISUAL_ORDER);

	if (strcmp(choice, "auto") == 0)
		return !is_done_by_terminal();
	return strcmp(choice, "yes") == 0;
}
