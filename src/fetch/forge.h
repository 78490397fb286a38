/* SPDX-License-Identifier: MIT */
/*
 * forge: addresses of repositories on GitHub, GitLab, Forgejo and the like, and where their
 * archives are. data/forges.yaml says it for each forge; the user's file of the same form goes
 * before it.
 *
 * A path pattern is matched name by name: {owner} is one name, {project+} one or more, {folder*}
 * any number of them up to what follows. An archive's address is a pattern filled in: with what
 * matched, {scheme}, {host} (with its port) and {branch}.
 */
#ifndef FETCH_FORGE_H
#define FETCH_FORGE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/notes.h"
#include "base/strings.h"

struct forges;

struct forge_match {
	const char *name;        /* of the forge; lives as long as the forges */
	struct strings archives; /* addresses to try, in this order */
	char *file;   /* where the address is one of a file: its own bytes' address; or NULL */
	char *folder; /* the folder of the repository that is meant, or NULL for all */
};

/* Reads the shipped file and, where it exists, the user's; mistakes are warnings with their line.
 */
struct forges *forge_list(const char *shipped, const char *user, const struct notes *notes);
void forge_list_free(struct forges *forges);

/* False where the address is no repository of a known forge. */
bool forge_find(const struct forges *forges, const char *address, struct forge_match *match);
void forge_match_release(struct forge_match *match);

#endif
