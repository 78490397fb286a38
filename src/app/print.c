/* SPDX-License-Identifier: MIT */
#include "app/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/parts.h"
#include "app/pen.h"
#include "app/select.h"
#include "config/theme.h"
#include "layout/layout.h"
#include "post/links.h"
#include "terminal/ansi.h"
#include "terminal/bidi.h"
#include "terminal/typography.h"
#include "text/url.h"
#include "view/head.h"

enum { MOST_WIDTH = 80 };

struct print {
	struct layout_options options;
	struct theme theme;
	struct pen pen;
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

/* Where the links of one post lead. */
struct targets {
	const struct post *post;
	const struct document *document;
	int link;  /* the last one that was asked for: its words may go over many lines */
	char *url; /* of it; NULL: none was */
};

static const char *url_of(void *context, int link)
{
	struct targets *targets = context;

	if (!targets->url || link != targets->link) {
		free(targets->url);
		targets->url = links_resolve(targets->post, targets->document->links[link].target);
		targets->link = link;
	}
	return url_is_absolute(targets->url) ? targets->url : NULL;
}

static void add_line(struct print *print, const struct line *line, struct targets *targets)
{
	size_t start = print->text.len;

	for (size_t i = 0; i < line->n_pieces; i++)
		pen_piece(&print->pen, &line->pieces[i], url_of, targets);
	pen_line(&print->pen, start);
}

static void flush(struct print *print)
{
	fwrite(str_bytes(&print->text), 1, print->text.len, stdout);
	str_clear(&print->text);
}

static void print_document(struct print *print, const struct post *post,
			   const struct document *document)
{
	struct targets targets = { .post = post, .document = document };
	struct layout *layout = layout_new(document, &print->options);
	const struct line *line;

	for (size_t i = 0; (line = layout_line(layout, i)); i++) {
		add_line(print, line, &targets);
		if (print->text.len > 64 * 1024) {
			flush(print);
			layout_forget(layout, i);
		}
	}
	flush(print);
	layout_free(layout);
	free(targets.url);
}

static void print_post(void *context, const struct post *post, const struct state_of *state)
{
	struct print *print = context;
	struct strings lines = { 0 };
	struct document_input input;
	struct document *document;
	struct parts *parts;

	(void)state;
	if (print->n_printed++ > 0)
		str_text(&print->text, "\n\n");
	print->options.n_links = 0;
	print->options.language = post->lang;
	head_lines(post, print->options.is_ascii, &lines);
	input = links_input(post, (const char *const *)lines.items, lines.n_items);
	parts = parts_new(&input);
	while ((document = parts_next(parts))) {
		print_document(print, post, document);
		print->options.n_links += document->n_links;
		parts_done(parts, document);
	}
	parts_free(parts);
	strings_release(&lines);
}

int print_posts(struct session *session, struct err *err)
{
	struct print print = { 0 };
	bool has_styles = is_styled(session);
	int result;

	print.options = (struct layout_options){
		.width = own_width(session),
		.is_ascii = config_truth(session->config, OPTION_ASCII),
		.is_visual = isatty(STDOUT_FILENO) && bidi_is_ours(session->config),
		.is_typeset = typography_is_wanted(session->config),
		.is_linear = session->flags->is_set[FLAG_LINEAR],
		.has_numbers = session->flags->is_set[FLAG_LINEAR],
	};
	if (has_styles)
		theme_init(&print.theme, session->config, &session->notes);
	pen_init(&print.pen, has_styles ? &print.theme : NULL, has_styles ? ansi_colors() : 0,
		 &print.text);
	print.pen.is_drawn = isatty(STDOUT_FILENO);
	result = select_each(session, print_post, &print, err);
	pen_release(&print.pen);
	str_release(&print.text);
	return result;
}
