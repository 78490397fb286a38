/* SPDX-License-Identifier: MIT */
/*
 * generator: the programs that make sites, and which of them a checkout is for.
 *
 * A row each: the files that show it, how its settings are read, where its posts lie, and the
 * address of a post's page. The functions are in the generator's own file (jekyll.h, hugo.h …).
 */
#ifndef SITE_GENERATOR_H
#define SITE_GENERATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "post/front.h"
#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

struct generator {
	const char *name;
	unsigned templates; /* enum settings_templates */
	/* Whether the file `path` (its name is one of the generator's marks) shows such a site. */
	bool (*is)(struct data *data, const char *path);
	/* settings->folder and ->data stand; the rest is filled in as far as the site says it. */
	void (*read)(struct settings *settings);
	enum discover (*place)(const struct settings *settings, const char *path);
	/* Adds the path of the post's page, with or without '/' in front; nothing where it is not
	 * known. */
	void (*address)(const struct settings *settings, const struct page *page, struct str *out);
	/* Gives a text of the generator's own form front matter as others have it; or NULL. */
	void (*prepare)(const struct settings *settings, const char *path, struct str *text);
	/* Adds to the front matter what the settings say of all files like it; or NULL. */
	void (*complete)(const struct settings *settings, const char *path, struct front *front);
};

/* A site found in a tree. */
struct generator_site {
	const struct generator *generator;
	char *folder; /* the caller frees */
};

/*
 * The sites below the folder of the tree, the deepest folders first, or where there are none those
 * that the folder is part of; their number, *sites the caller's to free. A tree that shows no
 * generator but the signs of a site made by hand gives that; a plain folder gives none. `below` is
 * "" for the whole tree.
 */
size_t generator_find(struct data *data, const char *below, struct generator_site **sites);

#endif
