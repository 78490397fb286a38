/* SPDX-License-Identifier: MIT */
#include "view/head.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/intl.h"
#include "base/str.h"
#include "layout/ornament.h"

static void add_part(struct str *line, const char *dot, const char *text)
{
	if (!text || !*text)
		return;
	if (line->len > 0)
		str_text(line, dot);
	str_text(line, text);
}

static void add_list(struct str *line, const char *dot, const struct strings *list)
{
	char *joined = strings_join(list, ", ");

	add_part(line, dot, joined);
	free(joined);
}

static void add_line(struct strings *lines, struct str *line)
{
	if (line->len > 0)
		strings_add(lines, line->bytes);
	str_release(line);
}

void head_lines(const struct post *post, bool is_ascii, struct strings *lines)
{
	const char *dot = ornament_text(ORNAMENT_DOT, is_ascii);
	struct str line = { 0 };
	char day[16];

	when_day(&post->published, day, sizeof(day));
	add_list(&line, dot, &post->authors);
	add_part(&line, dot, day);
	add_list(&line, dot, &post->categories);
	add_line(lines, &line);
	if (post->cover_alt && *post->cover_alt) {
		/* TRANSLATORS: the words that describe the picture on top of a post. */
		str_format(&line, _("Cover: %s"), post->cover_alt);
		add_line(lines, &line);
	}
	if (post->repaired) {
		str_format(&line,
			   _("This text had been decoded wrongly as %s; it is repaired here."),
			   post->repaired);
		add_line(lines, &line);
	}
	if (post->problem)
		strings_add(lines, post->problem);
}
