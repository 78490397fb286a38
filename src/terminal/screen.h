/* SPDX-License-Identifier: MIT */
/*
 * screen: the terminal itself, by ncurses. The only file that writes to it while it is open.
 *
 * There is one screen. It is given back on screen_close(), when the program is stopped by a signal
 * or dies (err_on_death, SIGABRT of a failed assertion), and while it is suspended.
 */
#ifndef TERMINAL_SCREEN_H
#define TERMINAL_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "config/theme.h"
#include "terminal/canvas.h"
#include "terminal/key.h"

struct screen_options {
	const struct theme *theme;
	bool has_color; /* false: NO_COLOR or --color=never: attributes only */
	bool has_mouse;
};

int screen_open(const struct screen_options *options, struct err *err);
void screen_close(void);
bool screen_is_open(void);

void screen_size(int *rows, int *columns);

/* Readable when keys may wait; poll() it. A signal's pipe, too (SIGWINCH, SIGCHLD, SIGTERM …). */
int screen_fd(void);
int screen_signal_fd(void);

enum screen_signal {
	SCREEN_SIGNAL_NONE,
	SCREEN_SIGNAL_RESIZE,
	SCREEN_SIGNAL_CHILD,
	SCREEN_SIGNAL_STOP, /* SIGTERM, SIGHUP: leave now, in good order */
};

/* The next signal that came; SCREEN_SIGNAL_NONE when there is none. */
enum screen_signal screen_signal(void);

/* The next key without waiting (but for the rest of an escape sequence); false when there is none.
 */
bool screen_key(struct key *key);

/* Copies the canvas to the terminal; only what changed is sent. */
void screen_paint(const struct canvas *canvas);

/* Everything is sent anew at the next paint. */
void screen_redraw(void);

/* ^Z: gives the terminal back, stops the program, and takes the terminal again on SIGCONT. */
void screen_suspend(void);

/* Around a program that gets the terminal. */
void screen_leave(void);
void screen_enter(void);

/* While the screen is left: prints the sentence and waits for a key. */
void screen_pause(const char *sentence);

/* Text to the clipboard by OSC 52 (base64, at most 100,000 bytes), passed through tmux and screen.
 */
void screen_copy(const char *text, size_t len);

/* The window's title (safe text); "" sets none. */
void screen_title(const char *title);

#endif
