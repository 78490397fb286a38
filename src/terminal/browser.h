/* SPDX-License-Identifier: MIT */
/*
 * browser: what opens a URL: the option `browser` (blanks between words, "quotes", %u for the URL),
 * else BROWSER (a list with ':' between, %s for the URL), else xdg-open, open, wslview. The URL is
 * one word of an argv; no shell sees it.
 */
#ifndef TERMINAL_BROWSER_H
#define TERMINAL_BROWSER_H

#include <stdbool.h>

#include "base/err.h"

enum browser_result {
	BROWSER_OPENED, /* started; it may still fail, see spawn_reap() */
	BROWSER_COPIED, /* there is none that could show it here (SSH, no display): copied instead
			 */
	BROWSER_FAILED, /* the sentence says which command and why */
};

/* Whether there is one that could show a page here: else browser_open() copies. */
bool browser_is_here(const char *option);

/* `option` is the user's option, "" for none. The URL must have passed url_verdict(). Text browsers
 * (w3m, lynx, links, elinks, www-browser, …) get the terminal; others never block. `who` is set to
 * the command's name, borrowed until the next call. */
enum browser_result browser_open(const char *option, const char *url, const char **who,
				 struct err *err);

#endif
