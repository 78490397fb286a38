/* SPDX-License-Identifier: MIT */
#include "view/changes.h"

#include <string.h>

#include "base/str.h"
#include "post/links.h"
#include "view/diff.h"

static const struct {
	const char *before, *behind;
} marks[] = {
	[DIFF_SAME] = { "", "" },
	[DIFF_REMOVED] = { "<del>[-", "-]</del> " },
	[DIFF_ADDED] = { "<ins>{+", "+}</ins> " },
};

static void add_escaped(struct str *html, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '<')
			str_text(html, "&lt;");
		else if (text[i] == '&')
			str_text(html, "&amp;");
		else
			str_byte(html, text[i]);
	}
}

/* One line of a run; the blanks at its end stay outside the marks. */
static void add_line(struct str *html, enum diff_kind kind, const char *text, size_t len)
{
	size_t words = len;

	while (words > 0 && text[words - 1] == ' ')
		words--;
	if (words == 0)
		return;
	str_text(html, marks[kind].before);
	add_escaped(html, text, words);
	str_text(html, marks[kind].behind);
	add_escaped(html, text + words, len - words);
}

/* A newline of the new text ends a paragraph; one that went with removed words only ends their
 * line. */
static void add_run(struct str *html, enum diff_kind kind, const char *text, size_t len)
{
	const char *end = text + len, *newline;

	while ((newline = memchr(text, '\n', (size_t)(end - text)))) {
		add_line(html, kind, text, (size_t)(newline - text));
		str_text(html, kind == DIFF_REMOVED ? " " : "</p><p>");
		text = newline + 1;
	}
	add_line(html, kind, text, (size_t)(end - text));
}

static void write_html(struct str *html, const struct document *before, const struct document *now)
{
	struct diff diff;

	diff_init(&diff, before->text, before->len, now->text, now->len);
	str_text(html, "<p>");
	for (size_t i = 0; i < diff.n_runs; i++) {
		const struct diff_run *run = &diff.runs[i];
		const char *text = run->kind == DIFF_REMOVED ? before->text : now->text;

		add_run(html, run->kind, text + run->start, run->len);
	}
	str_text(html, "</p>");
	diff_release(&diff);
}

struct document *changes_document(const struct post *post, const char *old_body)
{
	struct post old = *post, new = *post;
	struct document *before, *now, *document;
	struct document_input input = { .kind = DOCUMENT_HTML, .title = post->title };
	struct str html = { 0 };

	old.title = new.title = NULL; /* the document has it once, on top */
	old.body = (char *)old_body;
	old.body_len = strlen(old_body);
	before = links_document(&old, NULL, 0);
	now = links_document(&new, NULL, 0);
	write_html(&html, before, now);
	input.bytes = html.bytes;
	input.len = html.len;
	document = document_new(&input);
	str_release(&html);
	document_free(now);
	document_free(before);
	return document;
}
