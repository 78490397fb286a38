/* SPDX-License-Identifier: MIT */
/*
 * settings: what a site says about itself, whatever it is made with.
 *
 * Each generator's file (jekyll.h, hugo.h, …) fills them in from the site's own settings; the rest
 * of the room reads only these.
 */
#ifndef SETTINGS_SETTINGS_H
#define SETTINGS_SETTINGS_H

#include <stdbool.h>

#include "base/strings.h"
#include "format/value.h"
#include "settings/data.h"

struct generator;

enum settings_templates {
	SETTINGS_TAGS = 1 << 0,       /* {{ x }} and {% x %} in a body are run */
	SETTINGS_SHORTCODES = 1 << 1, /* {{< x >}} */
	SETTINGS_MDX = 1 << 2,        /* .md may hold JSX as .mdx does */
};

struct settings {
	const struct generator
		*generator; /* NULL where it is not known: all tags may stand in a body */
	unsigned templates; /* enum settings_templates: what the generator reads */
	struct data *data;
	char *folder;    /* the site's below the tree; "" for the tree itself */
	char *content;   /* the folder, below the site's, that its posts are in; "" for all of it */
	char *title;     /* these are NULL where the site does not say */
	char *address;   /* "https://x.org", no slash at its end */
	char *base;      /* the path below the address: "/blog"; "" where there is none */
	char *permalink; /* the rule, in the generator's own way of writing */
	char *zone_name;
	char *lang;                    /* what the site is written in first */
	struct strings langs;          /* all that it says it is written in */
	struct strings lang_folders;   /* where each of these has its posts, below the site's; ""
					  where it has no folder of its own; may be shorter */
	const struct value *variables; /* {{ site.x }}; or NULL */
	const struct value *own;       /* all settings, for the generator's own use; or NULL */
	const struct value *rules;     /* rules for addresses by section or collection; or NULL */
	char *includes;                /* the folder of files to include, below the tree; or NULL */
	char *values;                  /* the folder of data files, below the tree; or NULL */
	bool keep_breaks;              /* newlines in paragraphs are line breaks */
	struct value_tree made; /* values that a script gives one by one; `own` may be its root */
	bool has_posts;         /* Jekyll, Mynt: there is a _posts, so nothing else holds posts */
};

void settings_release(struct settings *settings);

/* The path below the tree of a name below the site's folder; the caller frees. */
char *settings_path(const struct settings *settings, const char *name);

/* The text of that file of the site as UTF-8, or NULL; borrowed. */
const char *settings_file(const struct settings *settings, const char *name);

/* Values of that file of the site, or NULL. */
const struct value *settings_values(const struct settings *settings, const char *name);

/*
 * Takes an address as written in settings: one with a scheme and a host that others can reach;
 * "//host" and "host" get https. Its path becomes the base. False, and nothing changed, where it is
 * none.
 */
bool settings_set_address(struct settings *settings, const char *address);

/* Puts a copy in place of *text unless `value` is NULL or empty. */
void settings_set(char **text, const char *value);

/* The same for a folder: "./x/" is "x", "." is "". */
void settings_set_folder(char **folder, const char *value);

/* The member of a map whatever the case of its key; NULL where there is none. */
const struct value *settings_find(const struct value *map, const char *key);

/* Its text, or NULL. */
const char *settings_text(const struct value *map, const char *key);

/* The first of those files of the site that has values, or NULL. */
const struct value *settings_some(const struct settings *settings, const char *const *names,
				  size_t n_names);

/* The first of those keys (paths, "a.b") that holds a text; NULL where none does. */
const char *settings_first(const struct value *map, const char *const *keys, size_t n_keys);

#endif
