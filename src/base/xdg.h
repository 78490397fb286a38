/* SPDX-License-Identifier: MIT */
/*
 * xdg: the user's folders (XDG Base Directory Specification 0.8). Nothing is written outside them.
 */
#ifndef BASE_XDG_H
#define BASE_XDG_H

enum xdg {
	XDG_CONFIG, /* what the user writes: config.yaml, sources.yaml */
	XDG_STATE,  /* what cannot be had again: the journals */
	XDG_CACHE,  /* what can be had again: the index */
};

/*
 * hallway's own folder of that sort with `name` behind it ("" for the folder alone); the caller
 * frees. The environment's variable counts where it holds an absolute path, else the default below
 * HOME, else below the home folder that the system knows. The folder may not exist.
 */
char *xdg_path(enum xdg sort, const char *name);

#endif
