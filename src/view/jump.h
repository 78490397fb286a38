/* SPDX-License-Identifier: MIT */
/*
 * jump: following links: in the page, to another post of the index, or out to the browser.
 */
#ifndef VIEW_JUMP_H
#define VIEW_JUMP_H

#include <stdbool.h>

#include "view/reader.h"

/* The id (POST_ID_ROOM bytes) of the post that a link of a post of this source leads to; false
 * where it leads elsewhere. */
bool jump_finds(struct index *index, const char *source, const char *url, char *id);

/* Follows a link of the page's post. */
void jump_follow(struct reader *reader, const struct post_link *link);

/* Opens an address in the browser; asks where its scheme is none of http, https and mailto, refuses
 * what is no safe URL. */
void jump_browse(struct reader *reader, const char *url);

/* The same without asking; url_verdict() must not have refused it. */
void jump_open(struct reader *reader, const char *url);

/* Opens another post in the page; where it stood before can be gone back to. */
bool jump_post(struct reader *reader, const char *id);

/* Goes to the heading or footnote of that anchor (without '#') in the page; false where there is
 * none. */
bool jump_anchor(struct reader *reader, const char *anchor);

/* One step in the history; false where there is none. */
bool jump_back(struct reader *reader);
bool jump_forward(struct reader *reader);

/* Forgets the history. */
void jump_forget(struct reader *reader);

#endif
