/* SPDX-License-Identifier: MIT */
#include "app/bars.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/intl.h"
#include "layout/ornament.h"
#include "text/safe.h"
#include "text/width.h"
#include "view/amount.h"

enum {
	BAR = 10,   /* columns */
	PAUSE = 50, /* milliseconds between two paints that only move bars */
};

void bars_init(struct bars *bars, bool is_ascii)
{
	const char *terminal = getenv("TERM");

	*bars = (struct bars){
		.is_on = isatty(STDERR_FILENO),
		.is_plain = !terminal || !*terminal || strcmp(terminal, "dumb") == 0,
		.is_ascii = is_ascii,
	};
}

static struct winsize window(void)
{
	struct winsize size = { 0 };

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 || size.ws_col == 0)
		size = (struct winsize){ .ws_row = 24, .ws_col = 80 };
	return size;
}

void bars_wipe(struct bars *bars)
{
	if (bars->n_lines > 0)
		fprintf(stderr, "\033[%dA\033[J", bars->n_lines);
	bars->n_lines = 0;
}

/* What has come, or been read, of a source that is not done. */
static void add_numbers(const struct progress_item *item, struct str *line)
{
	if (item->files > 0) {
		str_format(line, " %lld/%lld", (long long)item->done, (long long)item->files);
	} else if (item->bytes > 0) {
		str_byte(line, ' ');
		amount_size(item->bytes, line);
	}
}

static void paint_bar(struct bars *bars, const struct progress_item *item, int columns)
{
	char *source = safe_line_copy(item->source);
	struct str line = { 0 };

	amount_bar(progress_item_part(item, BAR), BAR,
		   ornament_text(ORNAMENT_PROGRESS, bars->is_ascii),
		   ornament_text(ORNAMENT_NO_PROGRESS, bars->is_ascii), &line);
	add_numbers(item, &line);
	str_format(&line, " %s", source);
	/* A line that reaches the edge might become two. */
	fprintf(stderr, "%.*s\n", (int)width_fit(line.bytes, line.len, columns - 1, NULL),
		line.bytes);
	bars->n_lines++;
	str_release(&line);
	free(source);
}

static void paint(struct bars *bars)
{
	struct winsize size = window();

	bars_wipe(bars);
	for (size_t i = 0; i < bars->progress.n_items && bars->n_lines < size.ws_row - 2; i++) {
		if (!bars->progress.items[i]->is_settled)
			paint_bar(bars, bars->progress.items[i], size.ws_col);
	}
	bars->painted = clock_ticks();
}

static void say_done(const struct event *event)
{
	char *source = safe_line_copy(event->source);

	fprintf(stderr,
		ngettext("%s: %lld post\n", "%s: %lld posts\n", (unsigned long)event->numbers[0]),
		source, (long long)event->numbers[0]);
	free(source);
}

void bars_event(struct bars *bars, const struct event *event)
{
	if (!bars->is_on)
		return;
	progress_event(&bars->progress, event);
	if (event->kind == EVENT_DONE) {
		bars_wipe(bars);
		say_done(event);
	}
	if (!bars->is_plain && (event->kind == EVENT_DONE || event->kind == EVENT_FAIL ||
				clock_ticks() - bars->painted >= PAUSE))
		paint(bars);
}

void bars_release(struct bars *bars)
{
	bars_wipe(bars);
	progress_clear(&bars->progress);
}
