/* SPDX-License-Identifier: MIT */
#include "settings/skim.h"

#include <ctype.h>
#include <string.h>

bool skim_is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

bool skim_at(const struct skim *skim, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(skim->end - skim->at) >= len && memcmp(skim->at, text, len) == 0;
}

char skim_peek(const struct skim *skim)
{
	return skim->at < skim->end ? *skim->at : '\0';
}

void skim_line(struct skim *skim)
{
	const char *newline = memchr(skim->at, '\n', (size_t)(skim->end - skim->at));

	skim->at = newline ? newline : skim->end;
}

void skim_past(struct skim *skim, const char *text)
{
	while (skim->at < skim->end && !skim_at(skim, text))
		skim->at++;
	if (skim->at < skim->end)
		skim->at += strlen(text);
}

/* Blanks and comments; newlines too where they do not end the statement. */
void skim_blank(struct skim *skim)
{
	while (skim->at < skim->end) {
		if (skim->is_python && *skim->at == '#')
			skim_line(skim);
		else if (!skim->is_python && skim_at(skim, "//"))
			skim_line(skim);
		else if (!skim->is_python && skim_at(skim, "/*"))
			skim_past(skim, "*/");
		else if (skim->is_python && skim->depth == 0 && *skim->at == '\n')
			return;
		else if (*skim->at == '\\' && skim->at + 1 < skim->end && skim->at[1] == '\n')
			skim->at += 2;
		else if (isspace((unsigned char)*skim->at))
			skim->at++;
		else
			return;
	}
}

void skim_escape(struct skim *skim, struct str *out)
{
	static const char from[] = "ntr0", to[] = "\n\t\r";
	const char *place = strchr(from, *skim->at);

	if (*skim->at == '\n')
		return;
	if (place && *place != '0' && *place)
		str_byte(out, to[place - from]);
	else if (!place)
		str_byte(out, *skim->at);
}

/* Text of Python may stand between three marks. */
static size_t mark_length(const struct skim *skim)
{
	bool is_three = skim->is_python && skim->end - skim->at >= 3 && skim->at[1] == *skim->at &&
			skim->at[2] == *skim->at;

	return is_three ? 3 : 1;
}

void skim_quoted(struct skim *skim, struct str *out)
{
	char mark[4] = { 0 };
	size_t len = mark_length(skim);

	memcpy(mark, skim->at, len);
	skim->at += len;
	while (skim->at < skim->end && !skim_at(skim, mark)) {
		if (*skim->at == '\\' && skim->at + 1 < skim->end) {
			skim->at++;
			skim_escape(skim, out);
		} else {
			str_byte(out, *skim->at);
		}
		skim->at++;
	}
	if (skim->at < skim->end)
		skim->at += len;
}

void skim_over(struct skim *skim)
{
	struct str text = { 0 };

	skim_quoted(skim, &text);
	str_release(&text);
}

bool skim_is_quote(const struct skim *skim, char c)
{
	return c == '"' || c == '\'' || (c == '`' && !skim->is_python);
}

/* Over one bracket with all it holds. */
void skim_bracket(struct skim *skim)
{
	int open = 0;
	int depth = skim->depth;

	skim->depth = depth + 1;
	while (skim->at < skim->end) {
		skim_blank(skim);
		char c = skim_peek(skim);

		if (skim_is_quote(skim, c)) {
			skim_over(skim);
			continue;
		}
		if (c && strchr("([{", c))
			open++;
		if (c && strchr(")]}", c))
			open--;
		if (skim->at < skim->end)
			skim->at++;
		if (open <= 0)
			break;
	}
	skim->depth = depth;
}

/* To where the value ends that is being read and cannot be understood. */
void skim_value(struct skim *skim)
{
	while (skim->at < skim->end) {
		skim_blank(skim);
		char c = skim_peek(skim);

		if (!c || strchr(",;)]}", c) || (c == '\n' && skim->is_python))
			return;
		if (skim_is_quote(skim, c))
			skim_over(skim);
		else if (strchr("([{", c))
			skim_bracket(skim);
		else if (!skim->is_python && skim->depth == 0 && c == 'c' &&
			 skim_at(skim, "const "))
			return;
		else
			skim->at++;
	}
}

size_t skim_word(struct skim *skim, const char **word)
{
	*word = skim->at;
	while (skim->at < skim->end && skim_is_word(*skim->at))
		skim->at++;
	return (size_t)(skim->at - *word);
}
