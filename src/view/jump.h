/* SPDX-License-Identifier: MIT */
/*
 * jump: following links: in the page, to another post of the index, or out to the browser.
 */
#ifndef VIEW_JUMP_H
#define VIEW_JUMP_H

#include <stdbool.h>

#include "terminal/browser.h"
#include "view/reader.h"

/* Follows a link of the page's post: to a part of it, to another post or page of its site, or out
 * to the browser. */
void jump_follow(struct reader *reader, const struct post_link *link);

/* The same for an address that some post of the page's site has: to a post or page of the site, or
 * out. */
void jump_reach(struct reader *reader, const char *url);

/* What WISH_PAGE asked for is in the index now, if it can be had, and `id` is that of it, where
 * that was told (else NULL): opens it, or says the failure (or NULL), or leaves it to the browser.
 */
void jump_page(struct reader *reader, const char *url, const char *id, const char *failure);

/* Opens an address in the browser; asks where its scheme is none of http, https and mailto, refuses
 * what is no safe URL. */
void jump_browse(struct reader *reader, const char *url);

/* The same without asking; url_verdict() must not have refused it. */
enum browser_result jump_open(struct reader *reader, const char *url);

/* Copies a text; false, and said so, where it is too long. */
bool jump_copy(struct reader *reader, const char *text);

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
