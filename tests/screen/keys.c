/* SPDX-License-Identifier: MIT */
/*
 * A program for screen tests: opens the screen, draws the names of the keys as they come, one a
 * row, and does what some of them say: q ends, ^Z suspends, A fails an assertion, S crashes, O
 * overflows the stack, D dies, l runs what PAGER says, c copies "copied text".
 */
#include <assert.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/strings.h"
#include "terminal/clipboard.h"
#include "terminal/screen.h"
#include "terminal/spawn.h"

enum { MOST_ROWS = 100 };

static struct {
	struct err rows[MOST_ROWS];
	int n_rows;
	bool is_done;
} shown;

static void show(const char *text)
{
	err_set(&shown.rows[shown.n_rows % MOST_ROWS], "%s", text);
	shown.n_rows++;
}

static void draw(struct canvas *canvas)
{
	struct box box;
	char size[40];
	int rows, columns;

	screen_size(&rows, &columns);
	canvas_resize(canvas, rows, columns);
	box = canvas_box(canvas);
	snprintf(size, sizeof(size), "%d columns, %d rows", columns, rows);
	canvas_text(&box, 0, 0, columns, size, strlen(size), ROLE_HEAD_BAR, 0);
	for (int row = 1; row < rows; row++) {
		int i = shown.n_rows - (rows - 1) + row - 1;

		if (shown.n_rows < rows)
			i = row - 1;
		if (i >= 0 && i < shown.n_rows)
			canvas_line(&box, row, 0, columns, shown.rows[i % MOST_ROWS].text,
				    ROLE_TEXT, 0);
	}
	canvas_text(&box, rows - 1, columns - 2, 2, "語", 3, ROLE_LINK, 0);
	screen_paint(canvas);
}

static void run_pager(void)
{
	struct strings argv = { 0 };
	struct err err;

	strings_add(&argv, getenv("PAGER"));
	screen_leave();
	if (spawn_foreground(&argv, &err) < 0)
		show(err.text);
	screen_pause("press a key");
	screen_enter();
	strings_release(&argv);
}

static void crash(void)
{
	raise(SIGSEGV);
}

/* Uses up the stack. */
static int sink(int depth)
{
	volatile char room[4096];

	room[0] = (char)depth;
	return depth < 0 ? room[0] : sink(depth + 1) + room[0];
}

static void overflow(void)
{
	err_set(&shown.rows[0], "%d", sink(0));
}

static void fail(void)
{
	assert(shown.n_rows < 0);
}

static void die(void)
{
	err_die("there is no memory");
}

static void quit(void)
{
	shown.is_done = true;
}

static void copy(void)
{
	clipboard_copy("copied text", strlen("copied text"));
}

static const struct {
	const char *key;
	void (*act)(void);
} acts[] = {
	{ "q", quit }, { "^Z", screen_suspend }, { "A", fail }, { "O", overflow }, { "S", crash },
	{ "D", die },  { "l", run_pager },       { "c", copy },
};

static void take(const struct key *key)
{
	char text[80];

	if (key->kind == KEY_CLICK)
		snprintf(text, sizeof(text), "click %d at %d,%d", key->clicks, key->row,
			 key->column);
	else if (key->kind == KEY_WHEEL)
		snprintf(text, sizeof(text), "wheel %d at %d,%d", key->amount, key->row,
			 key->column);
	else
		snprintf(text, sizeof(text), "key %s", key->name);
	show(text);
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
		if (key->kind == KEY_PRESS && strcmp(acts[i].key, key->name) == 0)
			acts[i].act();
	}
}

static void take_signals(void)
{
	enum screen_signal signal;
	struct err err;

	while ((signal = screen_signal()) != SCREEN_SIGNAL_NONE) {
		shown.is_done |= signal == SCREEN_SIGNAL_STOP;
		if (signal == SCREEN_SIGNAL_RESIZE)
			show("resized");
		while (signal == SCREEN_SIGNAL_CHILD && spawn_reap(&err))
			show(err.text);
	}
}

int main(int argc, char **argv)
{
	struct theme theme = { 0 };
	struct canvas canvas;
	struct err err;
	struct key key;

	setlocale(LC_ALL, "");
	for (int i = 0; i < N_ROLES; i++)
		theme.looks[i] = (struct look){ THEME_DEFAULT, THEME_DEFAULT, 0 };
	theme.looks[ROLE_HEAD_BAR] = (struct look){ 133, THEME_DEFAULT, STYLE_BOLD };
	if (screen_open(&(struct screen_options){ &theme, argc < 2, true }, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	canvas_init(&canvas);
	screen_title(argc > 1 ? argv[1] : "keys");
	while (!shown.is_done) {
		struct pollfd fds[] = { { screen_fd(), POLLIN, 0 },
					{ screen_signal_fd(), POLLIN, 0 } };

		draw(&canvas);
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			break;
		take_signals();
		while (!shown.is_done && screen_key(&key))
			take(&key);
	}
	canvas_release(&canvas);
	screen_close();
	return 0;
}
