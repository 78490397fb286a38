/* SPDX-License-Identifier: MIT */
#include "dialect/rstline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LONGEST_NAME = 100 }; /* bytes of a role's, a footnote's, a target's */

struct words {
	const char *at;
	size_t len;
};

static void add_words(struct str *out, struct words words)
{
	str_trim(&words.at, &words.len);
	str_add(out, words.at, words.len);
}

/* An address may be broken over lines; other blanks are those of a template's tag. */
static void add_target(struct str *out, struct words target)
{
	bool is_start = false;

	for (size_t i = 0; i < target.len; i++) {
		is_start = target.at[i] == '\n' || (is_start && target.at[i] == ' ');
		if (!is_start)
			str_byte(out, target.at[i]);
	}
}

static bool has_target(const struct rstline_names *names, struct words name)
{
	struct str small = { 0 };
	bool has;

	for (size_t i = 0; i < name.len; i++)
		str_byte(&small, (char)tolower((unsigned char)name.at[i]));
	has = map_find(&names->targets, str_bytes(&small)) != NULL;
	str_release(&small);
	return has;
}

/* "words <target>" taken apart; false where it is only one of them. */
static bool split_target(struct words all, struct words *words, struct words *target)
{
	const char *angle = memrchr(all.at, '<', all.len);

	*words = all;
	if (!angle || angle == all.at || all.at[all.len - 1] != '>')
		return false;
	words->len = (size_t)(angle - all.at);
	target->at = angle + 1;
	target->len = all.len - words->len - 2;
	return true;
}

/* A name that stands below as `.. _name: address` is a link to it, as in Markdown [name]. */
static void add_reference(const struct rstline_names *names, struct words name, struct str *out)
{
	bool is_known = has_target(names, name);

	str_text(out, is_known ? "[" : "");
	add_words(out, name);
	str_text(out, is_known ? "]" : "");
}

static void add_link(const struct rstline_names *names, struct words all, struct str *out)
{
	struct words words, target;

	if (!split_target(all, &words, &target)) {
		add_reference(names, all, out);
		return;
	}
	str_byte(out, '[');
	add_words(out, words);
	if (target.len && target.at[target.len - 1] == '_') { /* `words <name_>`_ */
		str_text(out, "][");
		target.len--;
		add_words(out, target);
		str_byte(out, ']');
	} else {
		str_text(out, "](");
		add_target(out, target);
		str_byte(out, ')');
	}
}

/* `words <target>`_ and `words`_; `words` alone are stressed. */
static const char *quoted(const struct rstline_names *names, const char *at, struct str *out)
{
	const char *close = strchr(at + 1, '`');
	struct words all = { at + 1, close ? (size_t)(close - at - 1) : 0 };

	if (all.len == 0)
		return NULL;
	if (close[1] == '_') {
		add_link(names, all, out);
		return close + 1 + strspn(close + 1, "_");
	}
	str_format(out, "*%.*s*", (int)all.len, all.at);
	return close + 1;
}

/* :doc:`words <target>`: the words; behind it, or NULL where there is no role. */
static const char *role(const char *at, struct str *out)
{
	size_t n = 1;
	const char *close;
	struct words all, words, target;

	while (n < LONGEST_NAME &&
	       (isalpha((unsigned char)at[n]) || (at[n] && strchr("-:_.", at[n]))))
		n++;
	close = n > 2 && at[n - 1] == ':' && at[n] == '`' ? strchr(at + n + 1, '`') : NULL;
	if (!close)
		return NULL;
	all = (struct words){ at + n + 1, (size_t)(close - at) - n - 1 };
	if (strncmp(at, ":code:", 6) == 0 || strncmp(at, ":literal:", 9) == 0) {
		str_format(out, "`%.*s`", (int)all.len, all.at);
		return close + 1;
	}
	if (!split_target(all, &words, &target) && all.len > 1 && strchr("~!", *all.at)) {
		words.at++;
		words.len--;
	}
	add_words(out, words);
	return close + 1;
}

/* [1]_, [#name]_, [Name2020]_ */
static const char *footnote(const char *at, struct str *out)
{
	size_t n = 0;

	while (n < LONGEST_NAME && at[n] && !strchr("]\n ", at[n]))
		n++;
	if (at[n] != ']' || at[n + 1] != '_' || n < 2)
		return NULL;
	str_format(out, "[^%.*s]", (int)n - 1, at + 1);
	return at + n + 2;
}

static const char *substitution(const struct rstline_names *names, const char *at, struct str *out)
{
	size_t n = 1 + strcspn(at + 1, "|\n");
	char *name = at[n] == '|' ? mem_copy(at + 1, n - 1) : NULL;
	const char *words = name ? map_find(&names->words, name) : NULL;

	free(name);
	if (!words)
		return NULL;
	str_text(out, words);
	at += n + 1;
	return at + strspn(at, "_");
}

/* name_ where there is such a target. */
static const char *bare_name(const struct rstline_names *names, const char *at, struct str *out)
{
	size_t n = 0;

	while (n < LONGEST_NAME &&
	       (isalnum((unsigned char)at[n]) ||
		(at[n] && strchr("-_.", at[n]) && isalnum((unsigned char)at[n + 1]))))
		n++;
	if (!n || at[n] != '_' || isalnum((unsigned char)at[n + 1]) ||
	    !has_target(names, (struct words){ at, n }))
		return NULL;
	add_reference(names, (struct words){ at, n }, out);
	return at + n + 1 + strspn(at + n + 1, "_");
}

static const char *literal(const char *at, struct str *out)
{
	const char *close = strstr(at + 2, "``");

	if (!close)
		return NULL;
	close += 2 + strspn(close + 2, "`");
	str_add(out, at, (size_t)(close - at));
	return close;
}

static const char *mark(const struct rstline_names *names, const char *at, bool is_in_word,
			struct str *out)
{
	if (at[0] == '`' && at[1] == '`')
		return literal(at, out);
	if (*at == '`')
		return quoted(names, at, out);
	if (*at == ':' && !is_in_word)
		return role(at, out);
	if (*at == '[')
		return footnote(at, out);
	if (*at == '|')
		return substitution(names, at, out);
	if (*at == '\\' && at[1] == ' ')
		return at + 2;
	return is_in_word ? NULL : bare_name(names, at, out);
}

void rstline_add(const struct rstline_names *names, const char *text, struct str *out)
{
	const char *at = text;

	while (*at) {
		bool is_in_word = at > text && isalnum((unsigned char)at[-1]);
		const char *next = mark(names, at, is_in_word, out);

		if (!next)
			str_byte(out, *at++);
		else
			at = next;
	}
}

bool rstline_is_blank(const char *line)
{
	return line[strspn(line, " \t\r")] == '\0';
}

char rstline_rule(const char *line)
{
	size_t n = 0;

	if (!*line || !ispunct((unsigned char)*line))
		return '\0';
	while (line[n] == *line)
		n++;
	return n >= 3 && rstline_is_blank(line + n) ? *line : '\0';
}

void rstline_split(const char *text, size_t len, struct strings *lines)
{
	for (size_t at = 0; at < len;) {
		const char *newline = memchr(text + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - text) : len, n = end - at;

		while (n && (text[at + n - 1] == '\r' || text[at + n - 1] == ' '))
			n--;
		strings_add_bytes(lines, text + at, n);
		at = end + 1;
	}
}
