/* SPDX-License-Identifier: MIT */
/*
 * language: which language a file of a site is in, by its path, and which files are the same post
 * in others.
 */
#ifndef SETTINGS_LANGUAGE_H
#define SETTINGS_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "settings/settings.h"

/* Whether the word looks like a language's code: de, pt-BR, zh_tw, zh-Hans. */
bool language_is_code(const char *word, size_t len);

/* Whether the site says that it is written in it, too. */
bool language_is_declared(const struct settings *settings, const char *word, size_t len);

/* The language that the site keeps in that folder of its own (content_de/…), and the path below it;
 * NULL where it keeps none there. Borrowed. */
const char *language_of_folder(const struct settings *settings, const char *path,
			       const char **below);

/* The bytes of a language's suffix of a file's stem: 3 for "index.de"; 0 where there is none. */
size_t language_suffix(const struct settings *settings, const char *stem);

/* The language in a file's name (x.de.md), or NULL; borrowed from the path. */
const char *language_of_name(const struct settings *settings, const char *path, size_t *len);

/*
 * The language that the path of a file says (a folder LANG/, i18n/LANG/, the suffix .LANG) or NULL,
 * and the path without it, which all translations of a post share. Both are the caller's to free.
 */
char *language_split(const struct settings *settings, const char *path, char **key);

#endif
