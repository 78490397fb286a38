/* SPDX-License-Identifier: MIT */
/*
 * kinds: what a link asks its reader to do: buy a ticket, hand in a talk, book a room.
 *
 * Rules from data/actions.yaml, the user's file of the same form laid over it. The target decides
 * (host and path); the words only where the target does not.
 */
#ifndef POST_KINDS_H
#define POST_KINDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/notes.h"

struct kinds;

/* Reads the shipped file and, where it exists, the user's; what is wrong in the latter is told in
 * `notes`. NULL where the shipped one cannot be read. */
struct kinds *kinds_new(const char *shipped, const char *user, const struct notes *notes,
			struct err *err);
void kinds_free(struct kinds *kinds);

/*
 * The action's name ("ticket", "cfp", "hotel", …; owned by kinds), or NULL. `site` is the site's
 * address (/tickets/ on it, and on other hosts of its domain, counts), or NULL; `words` those of
 * the link, or NULL. A url without a host is taken for a path of the site.
 */
const char *kinds_of(const struct kinds *kinds, const char *url, const char *words,
		     const char *site);

/* A variable of a site holds that address: where its name means an action and the address does not
 * say what it is, links to it are of that action from now on, whatever their words say. */
void kinds_learn(struct kinds *kinds, const char *name, const char *url);

/* The action of that name; borrowed, NULL where there is none. */
const char *kinds_action(const struct kinds *kinds, const char *name);

/* Whether an address is on the same site as another: its host, or another one of its domain, unless
 * strangers have their sites below that. */
bool kinds_same_site(const struct kinds *kinds, const char *url, const char *site);

/* The actions in the order of the files. */
size_t kinds_n(const struct kinds *kinds);
const char *kinds_name(const struct kinds *kinds, size_t i);

/* What the action is called for the user, translated; its name where nothing better is known. */
const char *kinds_title(const struct kinds *kinds, const char *action);

#endif
