/* SPDX-License-Identifier: MIT */
/*
 * authors: the names behind the ids that a site's posts give for their authors.
 *
 * They stand in one file (_data/authors.yml, Docusaurus' authors.yml beside its posts), in a file
 * each (data/author/ID.json, src/content/authors/ID.md, _authors/ID.md), or in none.
 */
#ifndef SITE_AUTHORS_H
#define SITE_AUTHORS_H

#include "base/arena.h"
#include "base/map.h"
#include "settings/data.h"

struct authors {
	struct map names; /* from an id to a name (const char *): what fields_rule.authors takes */
	struct arena arena;
};

/* Adds those of the data's tree, but not of its tests and the like; those that `below` is in are
 * meant ("" for none). Where two files have the same id, the first path counts. */
void authors_read(struct authors *authors, struct data *data, const char *below);

void authors_release(struct authors *authors);

#endif
