/* SPDX-License-Identifier: MIT */
/*
 * render: shows what the layout makes of a file, for the golden tests and the eye.
 *
 *	render [OPTION]... WIDTH FILE
 *
 * --ascii, --linear, --numbers, --greedy, --visual, --typeset: the layout's own options;
 * --wide=COLUMNS: with the room at the sides; --language=CODE: whose quotation marks; --open: all
 *details open;
 * --title=TITLE, --byline=LINE: the head of a post; --breaks: newlines are kept; --html, --plain:
 *whatever the name of the file says; --looks: each piece with its role and styles; --parts: as many
 *parts as can be made, one after another, which look like the whole.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "document/document.h"
#include "layout/layout.h"

enum { MOST_BYTES = 64 * 1024 * 1024 };

struct choices {
	struct layout_options layout;
	struct document_input input;
	const char *byline;
	bool has_looks, is_open, has_parts;
	int kind; /* -1: by the name */
	const char *words[2];
	int n_words;
};

static void print_looks(const struct piece *piece)
{
	static const char letters[] = "bdiurs";

	printf("{%s", role_name(piece->role));
	if (piece->styles)
		putchar('.');
	for (int i = 0; letters[i]; i++)
		if (piece->styles & (1U << i))
			putchar(letters[i]);
	if (piece->link >= 0)
		printf(" %d", piece->link + 1);
	printf("|%.*s}", (int)piece->len, piece->text);
}

static bool is_plain(const struct piece *piece)
{
	return piece->role == ROLE_TEXT && piece->styles == 0 && piece->link < 0;
}

/* As it stands beside the others, where there is room at the sides. */
static void print_start(const struct line *line, const struct layout_options *options)
{
	int side = options->wide > options->width ? (options->wide - options->width) / 2 : 0;

	printf("%*s", line->n_pieces > 0 ? side - line->outdent : 0, "");
}

static void print_line(const struct line *line, bool has_looks)
{
	size_t n = line->n_pieces;

	while (n > 0 && line->pieces[n - 1].is_ornament &&
	       strspn(line->pieces[n - 1].text, " ") >= line->pieces[n - 1].len)
		n--;
	for (size_t i = 0; i < n; i++) {
		const struct piece *piece = &line->pieces[i];
		int len = (int)piece->len;

		while (i + 1 == n && piece->is_ornament && len > 0 && piece->text[len - 1] == ' ')
			len--;
		if (has_looks && !is_plain(piece))
			print_looks(piece);
		else
			printf("%.*s", len, piece->text);
	}
	putchar('\n');
}

static void print(const struct document *document, const struct choices *choices)
{
	struct layout *layout = layout_new(document, &choices->layout);
	const struct line *line;

	for (size_t i = 0; (line = layout_line(layout, i)); i++) {
		print_start(line, &choices->layout);
		print_line(line, choices->has_looks);
	}
	layout_free(layout);
}

static struct document *print_part(void *context, struct document *part)
{
	struct choices *choices = context;

	print(part, choices);
	choices->layout.n_links += part->n_links;
	return part;
}

static bool take_option(struct choices *choices, const char *option)
{
	const struct {
		const char *name;
		bool *flag;
	} flags[] = {
		{ "--ascii", &choices->layout.is_ascii },
		{ "--linear", &choices->layout.is_linear },
		{ "--numbers", &choices->layout.has_numbers },
		{ "--visual", &choices->layout.is_visual },
		{ "--greedy", &choices->layout.is_greedy },
		{ "--typeset", &choices->layout.is_typeset },
		{ "--open", &choices->is_open },
		{ "--breaks", &choices->input.keep_breaks },
		{ "--looks", &choices->has_looks },
		{ "--parts", &choices->has_parts },
	};

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		if (str_equal(option, flags[i].name))
			return *flags[i].flag = true;
	if (str_starts(option, "--title="))
		choices->input.title = strchr(option, '=') + 1;
	else if (str_starts(option, "--language="))
		choices->layout.language = strchr(option, '=') + 1;
	else if (str_starts(option, "--wide="))
		choices->layout.wide = (int)strtol(strchr(option, '=') + 1, NULL, 10);
	else if (str_starts(option, "--byline="))
		choices->byline = strchr(option, '=') + 1;
	else if (str_equal(option, "--html"))
		choices->kind = DOCUMENT_HTML;
	else if (str_equal(option, "--plain"))
		choices->kind = DOCUMENT_PLAIN;
	else
		return false;
	return true;
}

static enum document_kind kind_of(const struct choices *choices, const char *path)
{
	if (choices->kind >= 0)
		return (enum document_kind)choices->kind;
	if (str_ends(path, ".html"))
		return DOCUMENT_HTML;
	return str_ends(path, ".txt") ? DOCUMENT_PLAIN : DOCUMENT_MARKDOWN;
}

static void render(struct choices *choices, const struct str *body)
{
	struct document *document;
	unsigned char *open;

	choices->input.kind = kind_of(choices, choices->words[1]);
	choices->input.bytes = str_bytes(body);
	choices->input.len = body->len;
	choices->input.bylines = &choices->byline;
	choices->input.n_bylines = choices->byline ? 1 : 0;
	if (choices->has_parts) {
		document_parts(&choices->input, 1, print_part, choices);
		return;
	}
	document = document_new(&choices->input);
	open = mem_alloc(document->n_blocks, 1);
	memset(open, 1, document->n_blocks);
	choices->layout.open = choices->is_open ? open : NULL;
	print(document, choices);
	document_free(document);
	free(open);
}

int main(int argc, char **argv)
{
	struct choices choices = { .kind = -1 };
	struct str body = { 0 };
	struct err err;

	for (int i = 1; i < argc; i++)
		if (!take_option(&choices, argv[i]) && choices.n_words < 2)
			choices.words[choices.n_words++] = argv[i];
	if (choices.n_words < 2) {
		fprintf(stderr, "usage: %s [OPTION]... WIDTH FILE\n", argv[0]);
		return 2;
	}
	choices.layout.width = (int)strtol(choices.words[0], NULL, 10);
	if (file_read(choices.words[1], MOST_BYTES, &body, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	render(&choices, &body);
	str_release(&body);
	return 0;
}
