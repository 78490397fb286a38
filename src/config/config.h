/* SPDX-License-Identifier: MIT */
/*
 * config: the options, from options.def and the user's config.yaml.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>

#include "base/err.h"
#include "base/notes.h"
#include "format/value.h"

enum option {
#define OPTION(id, name, type, otherwise, least, most, help) OPTION_##id,
#include "config/options.def"
#undef OPTION
	N_OPTIONS
};

enum option_type {
	OPTION_TYPE_NUMBER,
	OPTION_TYPE_TRUTH,
	OPTION_TYPE_TEXT,
	OPTION_TYPE_CHOICE, /* `otherwise` lists the words; the first is the default */
};

struct option_info {
	const char *name, *otherwise, *help; /* help is not translated yet */
	enum option_type type;
	int least, most;
};

const struct option_info *config_info(enum option option);

/* False where there is no option of that name. */
bool config_find(const char *name, enum option *option);

struct config;

/* All options at their defaults, then what `path` (may be NULL or missing) says; what is wrong in
 * it is a warning with file, line and key, and the default stays. Never NULL. */
struct config *config_new(const char *path, const struct notes *notes);
void config_free(struct config *config);

int config_number(const struct config *config, enum option option);
bool config_truth(const struct config *config, enum option option);
const char *config_text(const struct config *config, enum option option); /* borrowed */

/* Sets one by its text, as on the command line. */
int config_set(struct config *config, enum option option, const char *text, struct err *err);

/* A section of config.yaml: "keys" (keymap), "colors" (theme), "views" (name: query), or NULL.
 * Borrowed. */
const struct value *config_section(const struct config *config, const char *name);

/* The file that was read, for warnings about its sections; "" for none. Borrowed. */
const char *config_path(const struct config *config);

#endif
