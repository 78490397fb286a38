/* SPDX-License-Identifier: MIT */
/*
 * window: what is chosen from in a window over the panes: the links of a post, the keys.
 */
#ifndef VIEW_WINDOW_H
#define VIEW_WINDOW_H

#include <stddef.h>

struct reader;

struct window_use {
	void (*chosen)(struct reader *reader, size_t tag); /* Enter; NULL: closes */
	const char *(*address)(struct reader *reader,
			       size_t tag); /* what copying copies; or NULL */
	void (*again)(
		struct reader *reader); /* opens it anew, where what it shows changes; or NULL */
};

/* An empty window of that title, which is borrowed; rows are added to reader->window (picker_add).
 */
void window_open(struct reader *reader, const char *title, const struct window_use *use);

/* Shows what it shows as it is now, the same row chosen; nothing while its rows are filtered or
 * marked. */
void window_again(struct reader *reader);

void window_links(struct reader *reader);
void window_help(struct reader *reader);
void window_contents(struct reader *reader);
void window_close(struct reader *reader);

#endif
