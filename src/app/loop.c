/* SPDX-License-Identifier: MIT */
/*
 * One thread: wait for a key, a signal, the fetcher or the next look at the index; handle all that
 * came; paint once.
 */
#include "app/loop.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/fetcher.h"
#include "app/watch.h"
#include "base/clock.h"
#include "base/heap.h"
#include "base/intl.h"
#include "base/mem.h"
#include "config/keymap.h"
#include "terminal/bidi.h"
#include "terminal/screen.h"
#include "terminal/spawn.h"
#include "view/input.h"
#include "view/jump.h"
#include "view/list.h"
#include "view/local.h"
#include "view/page.h"
#include "view/reader.h"
#include "view/subscriptions.h"

enum {
	TICK = 1000,  /* milliseconds between looks at the index and the journals */
	LOOK = 10000, /* between looks whether a source's time has come */
};

struct loop {
	struct session *session;
	struct reader reader;
	struct keymap *keymap;
	struct canvas canvas;
	struct fetcher fetcher;
	struct fetcher finder; /* looks for one page of a site */
	char *page;            /* its address */
	char *page_id;         /* that was found; or NULL */
	char *page_failure;    /* why it could not look; or NULL */
	struct watch watch;
	bool is_stale; /* the watched file changed; its source is read again when the fetcher is
			  free */
	int64_t ticked, looked; /* clock_ticks() */
	int64_t typed;  /* when the last key came, while memory is kept for the next; or 0 */
	bool is_if_due; /* what is being fetched is that whose time had come */
	bool rests;     /* what is due now was tried: not again unless it is asked for */
	bool is_again;  /* all is to be fetched after it */
	char *wanted;   /* the address to look at as soon as the fetcher is free; or NULL */
	char *tried; /* the address that is being looked at before it is subscribed to; or NULL */
	bool is_done;
	bool opens_single; /* the only post is to be shown when it is there */
};

static void on_event(void *context, const struct event *event)
{
	struct loop *loop = context;

	fetching_event(&loop->reader, event);
	if (loop->tried && event->kind == EVENT_DONE)
		fetching_found(&loop->reader, loop->tried, event->text);
	if (loop->opens_single && event->kind == EVENT_DONE) {
		loop->opens_single = false;
		fetching_show(&loop->reader);
		reader_open_single(&loop->reader);
	}
}

/* The fetcher is not running any more; `sentence` as of fetching_end(). */
static void end_fetching(struct loop *loop, const char *sentence)
{
	loop->is_if_due = false;
	free(loop->tried);
	loop->tried = NULL;
	fetching_end(&loop->reader, sentence);
}

static void launch(struct loop *loop, const struct strings *arguments)
{
	struct err err;

	if (fetcher_start(&loop->fetcher, arguments, &err) < 0)
		end_fetching(loop, err.text);
	else
		fetching_begin(&loop->reader);
}

/* All sources, or one of them. While those are fetched whose time has come, it waits: all follow.
 */
static void start_fetching(struct loop *loop, const char *only, bool if_due)
{
	struct strings arguments = { 0 };

	if (loop->session->addresses.n_items == 0)
		return;
	if (loop->fetcher.pid != 0) {
		loop->is_again = loop->is_if_due && !if_due;
		return;
	}
	loop->is_again = false;
	loop->is_if_due = if_due;
	session_fetch_arguments(loop->session, only, if_due, &arguments);
	launch(loop, &arguments);
	strings_release(&arguments);
}

static void read_fetcher(struct loop *loop)
{
	struct err err;

	if (fetcher_read(&loop->fetcher, false, on_event, loop, &err))
		return;
	end_fetching(loop, *err.text ? err.text : NULL);
}

/* Looks what an address holds, before it is subscribed to. */
static void try_address(struct loop *loop)
{
	struct strings arguments = { 0 };

	loop->tried = sources_address(loop->wanted);
	free(loop->wanted);
	loop->wanted = NULL;
	loop->is_if_due = false;
	if (*loop->tried != '/')
		strings_add(&arguments, "--force"); /* what it is and leads to is told only then */
	session_fetch_arguments(loop->session, "", false, &arguments);
	strings_add(&arguments, loop->tried);
	launch(loop, &arguments);
	strings_release(&arguments);
}

static void want_address(struct loop *loop)
{
	free(loop->wanted);
	loop->wanted = mem_string(loop->reader.address);
	if (loop->fetcher.pid != 0)
		status_say(&loop->reader.status,
			   _("“%s” is looked at after what is being fetched now."), loop->wanted);
}

static void on_page(void *context, const struct event *event)
{
	struct loop *loop = context;

	char **text = event->kind == EVENT_FAIL ? &loop->page_failure : &loop->page_id;

	/* The id of a page is the text of its EVENT_DONE; that of a whole source is none. */
	if (event->kind != EVENT_FAIL &&
	    (event->kind != EVENT_DONE || strlen(event->text) != POST_ID_ROOM - 1))
		return;
	free(*text);
	*text = mem_string(event->text);
}

static void forget_page(struct loop *loop)
{
	free(loop->page_id);
	free(loop->page_failure);
	loop->page_id = loop->page_failure = NULL;
}

/* Looks for the page that a link of the open post leads to. */
static void find_page(struct loop *loop)
{
	const struct post *post = page_post(&loop->reader.page);
	struct strings arguments = { 0 };
	struct str option = { 0 };
	struct err err;

	fetcher_stop(&loop->finder);
	forget_page(loop);
	free(loop->page);
	loop->page = mem_string(loop->reader.address);
	str_format(&option, "--page=%s", loop->reader.address);
	strings_add(&arguments, option.bytes);
	session_fetch_arguments(loop->session, "", false, &arguments);
	strings_add(&arguments, post->source);
	if (fetcher_start(&loop->finder, &arguments, &err) < 0)
		status_fail(&loop->reader.status, "%s", err.text);
	strings_release(&arguments);
	str_release(&option);
}

static void read_finder(struct loop *loop)
{
	struct err err;

	if (fetcher_read(&loop->finder, false, on_page, loop, &err))
		return;
	jump_page(&loop->reader, loop->page, loop->page_id, loop->page_failure);
	forget_page(loop);
}

static void subscribe(struct loop *loop)
{
	struct err err;

	if (session_subscribe(loop->session, loop->reader.address, &err) < 0) {
		status_fail(&loop->reader.status, "%s", err.text);
		return;
	}
	list_filter(&loop->reader.list, "", &err);
	status_say(&loop->reader.status, _("Subscribed to %s."), loop->reader.address);
}

static void resize(struct loop *loop)
{
	int rows, columns;

	screen_size(&rows, &columns);
	canvas_resize(&loop->canvas, rows, columns);
}

static void read_signals(struct loop *loop)
{
	enum screen_signal signal;
	struct err err;

	while ((signal = screen_signal()) != SCREEN_SIGNAL_NONE) {
		if (signal == SCREEN_SIGNAL_STOP)
			loop->is_done = true;
		else if (signal == SCREEN_SIGNAL_RESIZE)
			resize(loop);
		else if (signal == SCREEN_SIGNAL_CHILD && spawn_reap(&err))
			status_fail(&loop->reader.status, "%s", err.text);
	}
}

static void cancel(struct loop *loop)
{
	fetcher_stop(&loop->fetcher);
	loop->is_again = false;
	loop->rests = true;
	end_fetching(loop, _("The fetching was cancelled; what had come is kept."));
}

static void grant(struct loop *loop, enum reader_wish wish)
{
	switch (wish) {
	case WISH_QUIT:
		loop->is_done = true;
		break;
	case WISH_REFRESH:
		start_fetching(loop, loop->reader.address, false);
		break;
	case WISH_REFRESH_ALL:
		start_fetching(loop, NULL, false);
		break;
	case WISH_CANCEL:
		cancel(loop);
		break;
	case WISH_TRY:
		want_address(loop);
		break;
	case WISH_SUBSCRIBE:
		subscribe(loop);
		break;
	case WISH_PAGE:
		find_page(loop);
		break;
	case WISH_SUSPEND:
		screen_suspend();
		resize(loop);
		break;
	case WISH_REDRAW:
		screen_redraw();
		break;
	case WISH_NONE:
		break;
	}
}

static void read_keys(struct loop *loop)
{
	struct key key;

	while (!loop->is_done && screen_key(&key)) {
		loop->typed = clock_ticks();
		if (key.kind == KEY_RESIZE)
			resize(loop);
		else
			input_key(&loop->reader, &key);
		grant(loop, reader_wish(&loop->reader));
	}
	input_settle(&loop->reader);
}

/* Whoever writes the post sees it here as they save it. */
static void follow_file(struct loop *loop)
{
	const struct post *post = page_post(&loop->reader.page);
	char *path = post ? local_file(post) : NULL;

	watch_file(&loop->watch, path);
	free(path);
	if (watch_changed(&loop->watch))
		loop->is_stale = true;
	if (loop->is_stale && loop->fetcher.pid == 0) {
		loop->is_stale = false;
		start_fetching(loop, post ? post->source : NULL, false);
	}
}

static void wait_for_something(struct loop *loop)
{
	struct pollfd wanted[] = {
		{ .fd = screen_fd(), .events = POLLIN },
		{ .fd = screen_signal_fd(), .events = POLLIN },
		{ .fd = loop->fetcher.pid ? loop->fetcher.fd : -1, .events = POLLIN },
		{ .fd = loop->watch.fd, .events = POLLIN },
		{ .fd = loop->finder.pid ? loop->finder.fd : -1, .events = POLLIN },
	};

	poll(wanted, sizeof(wanted) / sizeof(*wanted), TICK);
	if (wanted[0].revents & (POLLHUP | POLLERR | POLLNVAL))
		loop->is_done = true; /* the terminal is gone */
}

static void paint(struct loop *loop)
{
	fetching_show(&loop->reader);
	reader_draw(&loop->reader, &loop->canvas);
	screen_paint(&loop->canvas);
}

static bool is_any_due(struct loop *loop)
{
	const struct strings *addresses = &loop->session->addresses;
	struct index_source source;
	bool is_due = false;

	for (size_t i = 0; i < addresses->n_items && !is_due; i++) {
		index_source(loop->session->index, addresses->items[i], &source);
		is_due = *addresses->items[i] != '/' && source.failures == 0 && source.next > 0 &&
			 source.next <= clock_now();
		index_source_release(&source);
	}
	return is_due;
}

/* A reader that stays open brings in what is new. What is due still after it was tried (it was
 * cancelled, or cannot be kept) is not asked for over and over. */
static void fetch_due(struct loop *loop, int64_t now)
{
	bool is_due;

	if (now - loop->looked < LOOK || loop->fetcher.pid != 0)
		return;
	loop->looked = now;
	is_due = is_any_due(loop);
	if (is_due && !loop->rests)
		start_fetching(loop, NULL, true);
	loop->rests = is_due;
}

static void rest(struct loop *loop, int64_t now)
{
	if (loop->typed == 0 || now - loop->typed < TICK)
		return;
	loop->typed = 0;
	heap_rest();
}

static void turn(struct loop *loop)
{
	int64_t now;

	paint(loop);
	if (page_finish(&loop->reader.page))
		paint(loop);
	wait_for_something(loop);
	read_signals(loop);
	read_keys(loop);
	if (loop->fetcher.pid != 0)
		read_fetcher(loop);
	if (loop->finder.pid != 0)
		read_finder(loop);
	if (loop->wanted && loop->fetcher.pid == 0)
		try_address(loop);
	else if (loop->is_again && loop->fetcher.pid == 0)
		start_fetching(loop, NULL, false);
	follow_file(loop);
	now = clock_ticks();
	fetch_due(loop, now);
	if (now - loop->ticked >= TICK) {
		loop->ticked = now;
		reader_tick(&loop->reader);
		rest(loop, now);
	}
}

static bool has_color(const struct session *session)
{
	const char *when = session->flags->values[FLAG_COLOR], *no_color = getenv("NO_COLOR");

	if (!when)
		when = config_text(session->config, OPTION_COLOR);
	if (strcmp(when, "always") == 0)
		return true;
	return strcmp(when, "never") != 0 && !(no_color && *no_color);
}

/* After a post was read from a pipe, the keys still come from the terminal. */
static int take_keyboard(struct err *err)
{
	int fd;

	if (isatty(STDIN_FILENO))
		return 0;
	fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, _("There is no terminal to read keys from."));
	dup2(fd, STDIN_FILENO);
	close(fd);
	return 0;
}

static int open_screen(struct loop *loop, struct err *err)
{
	static struct theme theme;
	struct screen_options options = { &theme, has_color(loop->session),
					  config_truth(loop->session->config, OPTION_MOUSE) };

	theme_init(&theme, loop->session->config, &loop->session->notes);
	if (take_keyboard(err) < 0 || screen_open(&options, err) < 0)
		return -1;
	loop->session->keeps_notes = true;
	canvas_init(&loop->canvas);
	loop->canvas.is_ascii = config_truth(loop->session->config, OPTION_ASCII);
	loop->canvas.is_visual = bidi_is_ours(loop->session->config);
	resize(loop);
	return 0;
}

/* The list is painted before anything that it does not need is read; what is open, after that. */
static void show_list(struct loop *loop)
{
	loop->reader.is_hurried = true;
	paint(loop);
	loop->reader.is_hurried = false;
}

static void show_single(struct loop *loop)
{
	if (loop->session->piped) {
		reader_show(&loop->reader, loop->session->piped);
		return;
	}
	reader_open_single(&loop->reader);
	loop->opens_single = !loop->reader.is_single;
}

static int show_first(struct loop *loop, struct err *err)
{
	struct session *session = loop->session;
	bool has_single = session->piped || session_is_single(session);

	if (!has_single && session->addresses.n_items > 0)
		show_list(loop);
	loop->reader.context.kinds = session_kinds(session, err);
	if (!loop->reader.context.kinds)
		return -1;
	if (has_single)
		show_single(loop);
	else if (session->addresses.n_items == 0)
		subscriptions_offer(&loop->reader);
	paint(loop); /* before the fetcher wants the processor and the disk for itself */
	start_fetching(loop, NULL, true);
	reader_tick(&loop->reader); /* what was not needed for it */
	return 0;
}

int loop_run(struct session *session, struct err *err)
{
	struct loop loop = { .session = session, .fetcher = { .fd = -1 }, .finder = { .fd = -1 } };
	struct view_context context = { .config = session->config,
					.index = session->index,
					.state = session->state };
	int result;

	loop.keymap = keymap_new(session->config, &session->notes);
	context.keymap = loop.keymap;
	if (reader_init(&loop.reader, &context, &session->shown, session->flags->values[FLAG_QUERY],
			err) < 0) {
		keymap_free(loop.keymap);
		return -1;
	}
	if (open_screen(&loop, err) < 0) {
		reader_release(&loop.reader);
		keymap_free(loop.keymap);
		return -1;
	}
	watch_init(&loop.watch);
	result = show_first(&loop, err);
	heap_keep();
	while (result == 0 && !loop.is_done)
		turn(&loop);
	screen_close();
	session->keeps_notes = false;
	fetcher_stop(&loop.fetcher);
	fetcher_stop(&loop.finder);
	forget_page(&loop);
	free(loop.page);
	free(loop.wanted);
	free(loop.tried);
	watch_release(&loop.watch);
	canvas_release(&loop.canvas);
	reader_release(&loop.reader);
	keymap_free(loop.keymap);
	return result;
}
