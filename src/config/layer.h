/* SPDX-License-Identifier: MIT */
/*
 * layer: a YAML file of the user's or of the program's own that others are laid over: themes, key
 * profiles.
 */
#ifndef CONFIG_LAYER_H
#define CONFIG_LAYER_H

#include "base/notes.h"
#include "format/value.h"

struct layer {
	struct value_tree tree; /* the root is a map, or NULL */
	char *path;
};

/*
 * Reads what is called `name` in the folder `kind` ("themes", "keys"): NAME.yaml in the user's
 * folder, else in the program's; a name with a slash or with .yaml behind it is a file (~/ is
 * HOME). Where there is none or it cannot be read, a warning is given and the root stays NULL.
 */
void layer_read(struct layer *layer, const char *kind, const char *name, const struct notes *notes);

void layer_release(struct layer *layer);

#endif
