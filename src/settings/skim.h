/* SPDX-License-Identifier: MIT */
/*
 * skim: going over the text of a script (JavaScript, TypeScript, Python) without running it: blanks
 * and comments, words, texts in quotes, brackets with all they hold.
 */
#ifndef SETTINGS_SKIM_H
#define SETTINGS_SKIM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct skim {
	const char *at, *end;
	bool is_python;
	int depth; /* of brackets; 0: a newline ends what is read, in Python */
};

/* The byte that stands here, or '\0' at the end. */
char skim_peek(const struct skim *skim);

/* Whether the text stands here. */
bool skim_at(const struct skim *skim, const char *text);

bool skim_is_word(char c);

/* Whether it opens a text in this language. */
bool skim_is_quote(const struct skim *skim, char c);

/* To the end of the line. */
void skim_line(struct skim *skim);

/* Behind the text where it stands next, or to the end. */
void skim_past(struct skim *skim, const char *text);

/* Over blanks and comments; over newlines where they do not end the statement. */
void skim_blank(struct skim *skim);

/* Over a word, which may be empty: its length. */
size_t skim_word(struct skim *skim, const char **word);

/* Over a text in quotes, which opens here; what it says is added to `out`. */
void skim_quoted(struct skim *skim, struct str *out);

void skim_over(struct skim *skim); /* the same, and nothing is added */

/* Adds what the byte behind a backslash, which stands here, stands for. */
void skim_escape(struct skim *skim, struct str *out);

/* Over one bracket with all it holds. */
void skim_bracket(struct skim *skim);

/* To where a value ends that cannot be understood. */
void skim_value(struct skim *skim);

#endif
