/* SPDX-License-Identifier: MIT */
/*
 * discover: which files of a site's checkout are posts, by where they lie and what they are called.
 */
#ifndef SETTINGS_DISCOVER_H
#define SETTINGS_DISCOVER_H

#include <stdbool.h>

#include "settings/settings.h"

enum discover {
	DISCOVER_NO,       /* no post, and nobody would think so */
	DISCOVER_DRAFT,    /* in a folder of drafts */
	DISCOVER_TEMPLATE, /* its name starts with '_' */
	DISCOVER_PROJECT,  /* README and the like: about the checkout, not of the site */
	DISCOVER_SURE,     /* a post */
	DISCOVER_DATED,    /* a post if it has a date */
	DISCOVER_SECTION,  /* a post if it and nearly all of its folder have dates */
};

/* Whether the name is that of a text with a markup: .md and its relatives, .html, .txt, .rst … */
bool discover_is_text(const char *path);

/* The same without .html, .txt and .rst: what needs no front matter to be a text of its own. */
bool discover_is_markdown(const char *path);

/* Whether some folder on the way to the path is never looked into: hidden, or of a program,
 * layouts, tests, examples. */
bool discover_skips(const char *path);

/* A folder that holds news: posts, blog, news, articles … */
bool discover_is_news_folder(const char *name, size_t len);

/* Whether some folder on the way to the path is one. */
bool discover_in_news(const char *path);

/* The index of such a folder, which lists its posts: blog/index.md. */
bool discover_is_listing(const char *path);

/* A name that starts with a date: 2024-07-16-x.md, 2018-8-6-x. */
bool discover_has_date(const char *name);

/* README, CONTRIBUTING, CHANGELOG, LICENSE and their relatives, in any language (README-ko.md). */
bool discover_is_project(const char *path);

/* Whether the folder of the tree holds what checkouts do: LICENSE, .gitignore … */
bool discover_is_checkout(const struct tree *tree, const char *folder);

/* What the file may be in a checkout of no known generator; `path` below the site's folder. */
enum discover discover_place(const struct settings *settings, const char *path);

#endif
