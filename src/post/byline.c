/* SPDX-License-Identifier: MIT */
#include "post/byline.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "post/linewise.h"
#include "post/names.h"

enum { LINES = 6, LONGEST = 160 };

/* What is left of the line. */
struct rest {
	const char *at;
	size_t len;
};

/* The word at the start goes, with what stands behind it. */
static bool takes(struct rest *rest, const char *word)
{
	static const char behind[] = " \t:*_";
	size_t n = strlen(word);

	if (rest->len <= n || strncasecmp(rest->at, word, n) != 0 || !strchr(behind, rest->at[n]))
		return false;
	for (; n < rest->len && strchr(behind, rest->at[n]); n++)
		;
	rest->at += n;
	rest->len -= n;
	return true;
}

static bool takes_some(struct rest *rest, const char *const *words)
{
	bool is_any = false;

	for (; *words; words++)
		is_any |= takes(rest, *words);
	return is_any;
}

/* Without the marks of quotation and stress at both ends. */
static struct rest words_of(const struct linewise_line *row)
{
	struct rest rest = { row->text, row->len };

	while (rest.len && strchr("> \t*_", *rest.at)) {
		rest.at++;
		rest.len--;
	}
	while (rest.len && strchr(" *_.", rest.at[rest.len - 1]))
		rest.len--;
	return rest;
}

/* Where the word stands alone in the rest, or NULL. */
static const char *find_word(const struct rest *rest, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 1; i + n < rest->len; i++) {
		if (rest->at[i - 1] == ' ' && rest->at[i + n] == ' ' &&
		    strncasecmp(rest->at + i, word, n) == 0)
			return rest->at + i;
	}
	return NULL;
}

static bool read_date(struct rest rest, const struct when_rule *rule, struct when *when)
{
	static const char *const words[] = { "on", "the", NULL };
	char *text;
	bool is_date;

	takes_some(&rest, words);
	while (rest.len && strchr(" ,|-", rest.at[rest.len - 1]))
		rest.len--;
	text = mem_copy(rest.at, rest.len);
	is_date = when_parse(text, rule, when);
	free(text);
	return is_date;
}

static void add_names(struct rest rest, struct strings *authors)
{
	char *text = mem_copy(rest.at, rest.len);

	names_split(text, NULL, authors);
	free(text);
}

struct byline {
	struct when when;
	struct strings authors;
};

/* [on the] DATE [by NAMES] */
static void date_first(struct rest rest, const struct when_rule *rule, struct byline *byline)
{
	const char *by = find_word(&rest, "by");
	struct rest date = { rest.at, by ? (size_t)(by - rest.at) : rest.len };

	if (!read_date(date, rule, &byline->when) || !by)
		return;
	rest.len -= (size_t)(by + 3 - rest.at);
	rest.at = by + 3;
	add_names(rest, &byline->authors);
}

/* NAMES on DATE: both, or it is a sentence that begins with "By". */
static void names_first(struct rest rest, const struct when_rule *rule, struct byline *byline)
{
	const char *on = find_word(&rest, "on");
	struct rest names = { rest.at, on ? (size_t)(on - rest.at) : 0 };

	if (!on)
		return;
	rest.len -= names.len;
	rest.at = on;
	if (read_date(rest, rule, &byline->when))
		add_names(names, &byline->authors);
}

static bool read_line(struct rest rest, const struct when_rule *rule, struct byline *byline)
{
	static const char *const verbs[] = { "first",  "originally", "published",
					     "posted", "written",    NULL };
	bool has_verb = takes_some(&rest, verbs);

	if (takes(&rest, "by"))
		names_first(rest, rule, byline);
	else if (has_verb)
		date_first(rest, rule, byline);
	return byline->when.is_known;
}

void byline_read(const struct when_rule *rule, struct post *post)
{
	struct linewise rows = { post->body, post->body_len, 0, 1 };
	struct byline byline = { .authors = { 0 } };
	struct linewise_line row;

	for (int n = 0; n < LINES && linewise_next(&rows, &row);) {
		struct rest rest = words_of(&row);

		n += rest.len > 0;
		if (rest.len && rest.len <= LONGEST && read_line(rest, rule, &byline))
			break;
	}
	if (byline.when.is_known && !post->published.is_known)
		post->published = byline.when;
	if (post->authors.n_items == 0) {
		strings_release(&post->authors);
		post->authors = byline.authors;
	} else {
		strings_release(&byline.authors);
	}
}
