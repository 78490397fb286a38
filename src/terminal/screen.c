/* SPDX-License-Identifier: MIT */
/*
 * Curses paints and knows the terminal's sequences; keys are read here (decode.h) and signals are
 * caught here (catch.h), because curses waits for both in ways of its own.
 */
#include "terminal/screen.h"

#include <assert.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <curses.h>

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "terminal/capability.h"
#include "terminal/catch.h"
#include "terminal/decode.h"
#include "terminal/glyph.h"
#include "terminal/osc.h"
#include "terminal/stray.h"

enum {
	ESCAPE_TICKS = 25,        /* how long what may follow an Escape may take */
	REST_TICKS = 400,         /* how long the rest of what was begun may take */
	DOUBLE_CLICK_TICKS = 400, /* between the clicks of a double click */
};

static const char mouse_on[] = "\033[?1000h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1000l";
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
static const char title_kept[] = "\033[22;0t", title_back[] = "\033[23;0t";

static struct {
	bool is_open;
	FILE *in, *out;
	SCREEN *curses;
	struct termios modes; /* as they were */
	bool has_mouse, has_title;
	struct decode decode;
	struct key click; /* the last one */
	int64_t click_ticks;
	struct canvas painted;
	bool is_painted; /* `painted` is what the terminal shows */
	bool owes_modes; /* send_modes() is due when the first screen is painted */
	cchar_t *glyphs; /* a row */
} screen;

static void send_bytes(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fileno(screen.out), bytes, len);

		if (n < 0 && errno != EINTR)
			return;
		bytes += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
}

static void send_text(const char *text)
{
	send_bytes(text, strlen(text));
}

/* What curses does not ask the terminal for. */
static void send_modes(void)
{
	send_text(paste_on);
	if (screen.has_mouse)
		send_text(mouse_on);
}

/* What gives the terminal back without curses. */
static void prepare_death(void)
{
	struct str sequence = { 0 };

	str_text(&sequence, paste_off);
	if (screen.has_mouse)
		str_text(&sequence, mouse_off);
	if (screen.has_title)
		str_text(&sequence, title_back);
	capability_add("sgr0", &sequence);
	capability_add("rmkx", &sequence);
	capability_add("cnorm", &sequence);
	capability_add("rmcup", &sequence);
	if (sequence.len > 255)
		sequence.len = 0;
	catch_prepare(fileno(screen.out), &screen.modes, str_bytes(&sequence), sequence.len);
	str_release(&sequence);
}

/* The size that the terminal says it has; curses believes what it was told at its start. */
static void sync_size(void)
{
	struct winsize size;

	if (ioctl(fileno(screen.out), TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0 && (size.ws_row != LINES || size.ws_col != COLS))
		resizeterm(size.ws_row, size.ws_col);
	screen.glyphs = mem_resize(screen.glyphs, (size_t)COLS + 1, sizeof(*screen.glyphs));
	screen.is_painted = false;
}

/* Terminals speak UTF-8; where no locale says so, the characters must still have widths. */
static void need_utf8(void)
{
	static const char *const locales[] = { "C.UTF-8", "C.utf8", "en_US.UTF-8" };

	for (size_t i = 0; i < sizeof(locales) / sizeof(*locales); i++) {
		if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
			return;
		setlocale(LC_CTYPE, locales[i]);
	}
}

static bool open_files(void)
{
	screen.in = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "re");
	screen.out = isatty(STDOUT_FILENO) ? stdout : fopen("/dev/tty", "we");
	return screen.in && screen.out && tcgetattr(fileno(screen.out), &screen.modes) == 0;
}

static void close_files(void)
{
	if (screen.in && screen.in != stdin)
		fclose(screen.in);
	if (screen.out && screen.out != stdout)
		fclose(screen.out);
	screen.in = screen.out = NULL;
}

/* A terminal that this machine does not know is taken for an xterm, as nearly all of them are. */
static SCREEN *start_curses(void)
{
	const char *name = getenv("TERM");
	SCREEN *curses = newterm(name, screen.out, screen.in);

	if (!curses && name && *name && strcmp(name, "dumb") != 0)
		curses = newterm("xterm-256color", screen.out, screen.in);
	return curses;
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	keypad(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	idlok(stdscr, FALSE);
}

static int fail_open(const char *sentence, struct err *err)
{
	if (screen.curses) {
		endwin();
		delscreen(screen.curses);
		screen.curses = NULL;
	}
	catch_stop();
	close_files();
	return err_set(err, "%s", sentence);
}

int screen_open(const struct screen_options *options, struct err *err)
{
	assert(!screen.is_open);
	if (!open_files()) {
		close_files();
		return err_set(err, _("There is no terminal to draw on."));
	}
	need_utf8();
	if (catch_start(err) < 0) {
		close_files();
		return -1;
	}
	screen.curses = start_curses();
	if (!screen.curses)
		return fail_open(_("This kind of terminal (TERM) is not known here."), err);
	if (!capability_find("cup"))
		return fail_open(_("This kind of terminal (TERM) cannot be drawn on."), err);
	set_modes();
	glyph_start(options->theme, options->has_color);
	screen.has_mouse = options->has_mouse && capability_find("kmous");
	canvas_init(&screen.painted);
	screen.is_open = true;
	prepare_death();
	err_on_death(catch_restore);
	screen.owes_modes = true;
	stray_start();
	sync_size();
	return 0;
}

void screen_close(void)
{
	if (!screen.is_open)
		return;
	screen_leave();
	err_on_death(NULL);
	delscreen(screen.curses);
	catch_stop();
	close_files();
	canvas_release(&screen.painted);
	decode_release(&screen.decode);
	free(screen.glyphs);
	memset(&screen, 0, sizeof(screen));
}

bool screen_is_open(void)
{
	return screen.is_open;
}

void screen_size(int *rows, int *columns)
{
	*rows = LINES;
	*columns = COLS;
}

int screen_fd(void)
{
	return fileno(screen.in);
}

int screen_signal_fd(void)
{
	return catch_fd();
}

enum screen_signal screen_signal(void)
{
	switch (catch_next()) {
	case 0:
		return SCREEN_SIGNAL_NONE;
	case SIGCHLD:
		return SCREEN_SIGNAL_CHILD;
	case SIGWINCH:
		sync_size();
		return SCREEN_SIGNAL_RESIZE;
	case SIGTSTP:
		screen_suspend();
		return SCREEN_SIGNAL_RESIZE;
	case SIGCONT: /* after SIGSTOP: somebody else had the terminal */
		screen_leave();
		screen_enter();
		return SCREEN_SIGNAL_RESIZE;
	default:
		return SCREEN_SIGNAL_STOP;
	}
}

/* Reads what is there within some milliseconds; false where nothing comes. A signal, as of a new
 * size, is no reason to give up what was begun. */
static bool read_more(int ticks)
{
	struct pollfd poll_fd = { .fd = screen_fd(), .events = POLLIN };
	int64_t end = clock_ticks() + ticks;
	char bytes[1024];
	ssize_t n;
	int ready;

	do
		ready = poll(&poll_fd, 1, ticks);
	while (ready < 0 && errno == EINTR && (ticks = (int)(end - clock_ticks())) >= 0);
	if (ready <= 0)
		return false;
	n = read(poll_fd.fd, bytes, sizeof(bytes));
	if (n > 0)
		decode_feed(&screen.decode, bytes, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		catch_raise(SIGHUP); /* the terminal is gone */
	return n > 0;
}

static void count_clicks(struct key *key)
{
	int64_t now = clock_ticks();

	if (screen.click.clicks == 1 && now - screen.click_ticks < DOUBLE_CLICK_TICKS &&
	    key->row == screen.click.row && key->column == screen.click.column)
		key->clicks = 2;
	screen.click = *key;
	screen.click_ticks = now;
}

static bool next_key(struct key *key)
{
	static const int ticks_of[] = {
		[DECODE_UNSURE] = ESCAPE_TICKS,
		[DECODE_PART] = REST_TICKS,
	};

	while (!decode_key(&screen.decode, false, key)) {
		int ticks = ticks_of[decode_waits(&screen.decode)];

		if (!read_more(ticks))
			return ticks > 0 && decode_key(&screen.decode, true, key);
	}
	return true;
}

bool screen_key(struct key *key)
{
	if (!next_key(key))
		return false;
	if (key->kind == KEY_CLICK)
		count_clicks(key);
	return true;
}

static bool same_cell(const struct canvas *a, const struct cell *in_a, const struct canvas *b,
		      const struct cell *in_b)
{
	return in_a->len == in_b->len && in_a->columns == in_b->columns &&
	       in_a->role == in_b->role && in_a->styles == in_b->styles &&
	       memcmp(a->clusters.bytes + in_a->text, b->clusters.bytes + in_b->text, in_a->len) ==
		       0;
}

static bool same_row(const struct canvas *a, const struct canvas *b, int row)
{
	size_t first = (size_t)row * (size_t)a->columns;

	for (int i = 0; i < a->columns; i++) {
		if (!same_cell(a, &a->cells[first + (size_t)i], b, &b->cells[first + (size_t)i]))
			return false;
	}
	return true;
}

/* What is painted, kept for the comparison with what is painted next. */
static void keep(const struct canvas *canvas)
{
	struct canvas *kept = &screen.painted;
	size_t n_cells = (size_t)canvas->rows * (size_t)canvas->columns;

	if (kept->rows != canvas->rows || kept->columns != canvas->columns)
		canvas_resize(kept, canvas->rows, canvas->columns);
	if (n_cells > 0)
		memcpy(kept->cells, canvas->cells, n_cells * sizeof(*kept->cells));
	str_clear(&kept->clusters);
	str_add(&kept->clusters, canvas->clusters.bytes, canvas->clusters.len);
}

static void paint_row(const struct canvas *canvas, int row, bool is_empty)
{
	int columns, n = glyph_row(canvas, row, screen.glyphs, &columns);

	if (n > 0)
		mvadd_wchnstr(row, 0, screen.glyphs, n);
	if (!is_empty && columns < COLS && move(row, columns) != ERR)
		clrtoeol();
}

void screen_paint(const struct canvas *canvas)
{
	bool is_known = screen.is_painted && screen.painted.rows == canvas->rows &&
			screen.painted.columns == canvas->columns;
	bool has_cursor = canvas->cursor_row >= 0 && canvas->cursor_row < LINES &&
			  canvas->cursor_column < COLS;

	assert(canvas->columns <= COLS || !is_known);
	if (canvas->columns > COLS)
		return; /* the size has just changed; the next canvas fits */
	if (!is_known)
		erase();
	for (int row = 0; row < canvas->rows && row < LINES; row++) {
		if (!is_known || !same_row(canvas, &screen.painted, row))
			paint_row(canvas, row, !is_known);
	}
	curs_set(has_cursor);
	if (has_cursor)
		move(canvas->cursor_row, canvas->cursor_column);
	refresh();
	keep(canvas);
	screen.is_painted = true;
	if (screen.owes_modes)
		send_modes();
	screen.owes_modes = false;
}

void screen_redraw(void)
{
	clearok(curscr, TRUE);
	screen.is_painted = false;
}

void screen_leave(void)
{
	send_text(paste_off);
	if (screen.has_mouse)
		send_text(mouse_off);
	if (screen.has_title)
		send_text(title_back);
	screen.has_title = false;
	endwin();
	stray_stop();
	catch_prepare(0, NULL, NULL, 0);
}

void screen_enter(void)
{
	reset_prog_mode();
	prepare_death();
	stray_start();
	refresh();
	send_modes();
	decode_release(&screen.decode);
	sync_size();
	screen_redraw();
}

void screen_pause(const char *sentence)
{
	struct termios modes = screen.modes;
	char byte;

	modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	send_text(sentence);
	tcsetattr(screen_fd(), TCSAFLUSH, &modes);
	(void)!read(screen_fd(), &byte, 1);
	tcsetattr(screen_fd(), TCSAFLUSH, &screen.modes);
	send_text("\n");
}

void screen_suspend(void)
{
	screen_leave();
	catch_let(SIGTSTP);
	catch_let(SIGCONT);
	kill(0, SIGTSTP);
	catch_again(SIGCONT);
	catch_again(SIGTSTP);
	screen_enter();
}

void screen_copy(const char *text, size_t len)
{
	struct str osc = { 0 };

	if (!screen.is_open)
		return;
	osc_copy(text, len, &osc);
	send_bytes(str_bytes(&osc), osc.len);
	str_release(&osc);
}

void screen_title(const char *title)
{
	const char *term = getenv("TERM");
	struct str osc = { 0 };

	if (!screen.is_open || !*title || !term || str_starts(term, "linux"))
		return;
	if (!screen.has_title) {
		send_text(title_kept);
		screen.has_title = true;
		prepare_death();
	}
	osc_title(title, &osc);
	send_bytes(str_bytes(&osc), osc.len);
	str_release(&osc);
}
