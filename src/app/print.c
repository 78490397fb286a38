/* SPDX-License-Identifier: MIT */
#include "app/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/select.h"
#include "config/theme.h"
#include "layout/layout.h"
#include "post/links.h"
#include "terminal/ansi.h"
#include "terminal/bidi.h"
#include "view/head.h"

enum { MOST_WIDTH = 80 };

struct print {
	struct session *session;
	struct layout_options options;
	struct theme theme;
	int n_colors;
	bool is_styled;
	size_t n_printed;
	struct str text;
};

static int own_width(const struct session *session)
{
	struct winsize size;
	int most = config_number(session->config, OPTION_WIDTH);

	if (session->flags->width > 0)
		return session->flags->width;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return most < MOST_WIDTH ? most : MOST_WIDTH;
	return size.ws_col < most ? size.ws_col : most;
}

static bool is_styled(const struct session *session)
{
	const char *when = session->flags->values[FLAG_COLOR], *no_color = getenv("NO_COLOR");

	if (!when)
		when = config_text(session->config, OPTION_COLOR);
	if (strcmp(when, "always") == 0)
		return true;
	return strcmp(when, "never") != 0 && isatty(STDOUT_FILENO) && !(no_color && *no_color);
}

static void add_piece(struct print *print, const struct piece *piece, const struct links *links)
{
	bool is_link = print->is_styled && piece->link >= 0 &&
		       (size_t)piece->link < links->n_items &&
		       links->items[piece->link].is_resolved;

	if (is_link)
		ansi_link(links->items[piece->link].url, &print->text);
	if (print->is_styled)
		ansi_look(&print->theme.looks[piece->role], piece->styles, print->n_colors,
			  &print->text);
	str_add(&print->text, piece->text, piece->len);
	if (print->is_styled)
		ansi_plain(&print->text);
	if (is_link)
		ansi_link(NULL, &print->text);
}

static void add_line(struct print *print, const struct line *line, const struct links *links)
{
	size_t start = print->text.len;

	for (size_t i = 0; i < line->n_pieces; i++)
		add_piece(print, &line->pieces[i], links);
	while (print->text.len > start && print->text.bytes[print->text.len - 1] == ' ')
		print->text.bytes[--print->text.len] = '\0';
	str_byte(&print->text, '\n');
}

static void flush(struct print *print)
{
	fwrite(str_bytes(&print->text), 1, print->text.len, stdout);
	str_clear(&print->text);
}

static void print_document(struct print *print, const struct document *document,
			   const struct links *links)
{
	struct layout *layout = layout_new(document, &print->options);
	const struct line *line;

	for (size_t i = 0; (line = layout_line(layout, i)); i++) {
		add_line(print, line, links);
		if (print->text.len > 64 * 1024) {
			flush(print);
			layout_forget(layout, i);
		}
	}
	flush(print);
	layout_free(layout);
}

static void print_post(void *context, const struct post *post, const struct state_of *state)
{
	struct print *print = context;
	struct strings lines = { 0 };
	struct document *document;
	struct links links;

	(void)state;
	if (print->n_printed++ > 0)
		str_text(&print->text, "\n\n");
	head_lines(post, print->options.is_ascii, &lines);
	document = links_document(post, (const char *const *)lines.items, lines.n_items);
	links_read(post, document, print->session->kinds, &links);
	print_document(print, document, &links);
	links_release(&links);
	document_free(document);
	strings_release(&lines);
}

int print_posts(struct session *session, struct err *err)
{
	struct print print = { .session = session, .is_styled = is_styled(session) };
	int result;

	if (!session_kinds(session, err))
		return -1;
	print.options = (struct layout_options){
		.width = own_width(session),
		.is_ascii = config_truth(session->config, OPTION_ASCII),
		.is_visual = isatty(STDOUT_FILENO) && bidi_is_ours(session->config),
		.is_linear = session->flags->is_set[FLAG_LINEAR],
		.has_numbers = session->flags->is_set[FLAG_LINEAR],
	};
	theme_init(&print.theme, session->config, &session->notes);
	print.n_colors = print.is_styled ? ansi_colors() : 0;
	result = select_each(session, print_post, &print, err);
	str_release(&print.text);
	return result;
}
