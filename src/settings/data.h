/* SPDX-License-Identifier: MIT */
/*
 * data: the files of a tree that hold values: settings, _data, authors. Each is read once, when it
 * is first asked for, and stays as long as the data.
 */
#ifndef SETTINGS_DATA_H
#define SETTINGS_DATA_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/notes.h"
#include "base/tree.h"
#include "format/value.h"

enum { DATA_LIMIT = 4 * 1024 * 1024 }; /* bytes of one such file */

struct data_file;

struct data {
	struct tree *tree;
	const struct notes *notes; /* what cannot be read is told here, once */
	struct map files;          /* path to struct data_file; also those that could not be read */
	struct data_file *newest;
	uint64_t hash; /* of the names and bytes of all that was read so far */
};

void data_init(struct data *data, struct tree *tree, const struct notes *notes);
void data_release(struct data *data);

/* The file's text as UTF-8, or NULL where there is none; borrowed. */
const char *data_text(struct data *data, const char *path);

/*
 * The file's values by its extension: YAML, JSON, TOML, CSV with a head (a list of maps), the
 * literals of JavaScript and Python (settings/literal.h). NULL where there is none or it cannot be
 * read.
 */
const struct value *data_values(struct data *data, const char *path);

/* data_values() of FOLDER/NAME.EXT for the first extension there is; `name` without one. */
const struct value *data_named(struct data *data, const char *folder, const char *name);

#endif
