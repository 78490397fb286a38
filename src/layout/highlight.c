/* SPDX-License-Identifier: MIT */
#include "layout/highlight.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"

enum trait {
	HAS_TRIPLE = 1 << 0,        /* three quotes go on over lines */
	HAS_LONG_BACKTICK = 1 << 1, /* so do backticks */
	HAS_DECORATORS = 1 << 2,    /* @name */
	HAS_VARIABLES = 1 << 3,     /* $name */
	HAS_KEYS = 1 << 4,          /* name: or name = */
	HAS_TAGS = 1 << 5,          /* <name name="..."> */
	HAS_MACROS = 1 << 6,        /* name!() and #[name] */
	HAS_DIRECTIVES = 1 << 7,    /* #name at the start of a line */
	SPACED_COMMENT = 1 << 8,    /* a comment starts after a blank only */
	SPACED_QUOTE = 1 << 9,  /* so does a quoted string, and a key's colon stands before one */
	RAW_SINGLE = 1 << 10,   /* no escapes in '...' */
	SHORT_SINGLE = 1 << 11, /* '...' holds one character */
	IGNORES_CASE = 1 << 12,
	IS_DIFF = 1 << 13,
	SPACED_SINGLE = 1 << 14, /* '...' does not start right behind a word: It's */
};

struct highlight_language {
	const char *names;
	const char *comment, *open, *close;
	const char *quotes;
	unsigned traits;
	const char *keywords;
};

static const struct highlight_language languages[] = {
#define LANGUAGE(names, comment, open, close, quotes, traits, keywords) \
	{ names, comment, open, close, quotes, traits, keywords },
#include "layout/languages.def"
#undef LANGUAGE
};

/* A line, and how far it is read. */
struct scan {
	struct highlight *highlight;
	const char *line;
	size_t len, at;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' || (byte & 0x80);
}

static bool is_word(char byte)
{
	return is_letter(byte) || is_digit(byte);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Whether the list of words, with blanks between them, holds the word. */
static bool holds(const char *words, const char *word, size_t len, bool ignores_case)
{
	while (*words) {
		size_t n = strcspn(words, " ");

		if (n == len &&
		    (ignores_case ? strncasecmp(words, word, n) : memcmp(words, word, n)) == 0)
			return true;
		words += n;
		words += strspn(words, " ");
	}
	return false;
}

void highlight_start(struct highlight *highlight, const char *info)
{
	size_t len;

	*highlight = (struct highlight){ .language = NULL };
	if (!info)
		return;
	info += str_starts(info, "language-") ? strlen("language-") : strspn(info, " {.");
	len = strcspn(info, " ,{}\t;:");
	for (size_t i = 0; len > 0 && i < sizeof(languages) / sizeof(*languages); i++)
		if (holds(languages[i].names, info, len, true))
			highlight->language = &languages[i];
}

static bool has(const struct scan *scan, unsigned trait)
{
	return (scan->highlight->language->traits & trait) != 0;
}

static bool starts(const struct scan *scan, const char *text)
{
	size_t n = text ? strlen(text) : 0;

	return n > 0 && scan->len - scan->at >= n && memcmp(scan->line + scan->at, text, n) == 0;
}

static char before(const struct scan *scan)
{
	return scan->at > 0 ? scan->line[scan->at - 1] : ' ';
}

static char byte_at(const struct scan *scan, size_t at)
{
	return at < scan->len ? scan->line[at] : '\0';
}

/* To the end of what goes on until `close`, on this line or one below. */
static size_t until_close(const struct scan *scan, size_t from, const char *close, enum role role)
{
	const char *end = memmem(scan->line + from, scan->len - from, close, strlen(close));

	scan->highlight->close = end ? NULL : close;
	scan->highlight->role = role;
	return end ? (size_t)(end - scan->line) + strlen(close) - scan->at : scan->len - scan->at;
}

/* Each of these gives the bytes of what it knows at scan->at, or 0. */
typedef size_t read_part(const struct scan *scan, enum role *role);

static size_t read_rest(const struct scan *scan, enum role *role)
{
	if (!scan->highlight->close)
		return 0;
	*role = scan->highlight->role;
	return until_close(scan, scan->at, scan->highlight->close, *role);
}

static size_t read_comment(const struct scan *scan, enum role *role)
{
	const struct highlight_language *language = scan->highlight->language;

	*role = ROLE_CODE_COMMENT;
	if (starts(scan, language->open))
		return until_close(scan, scan->at + strlen(language->open), language->close, *role);
	if (!starts(scan, language->comment) ||
	    (has(scan, SPACED_COMMENT) && !is_blank(before(scan))))
		return 0;
	return scan->len - scan->at;
}

static size_t read_diff(const struct scan *scan, enum role *role)
{
	static const struct {
		const char *start;
		enum role role;
	} starts_of[] = {
		{ "+++", ROLE_CODE_NAME },   { "---", ROLE_CODE_NAME },
		{ "@@", ROLE_CODE_KEYWORD }, { "diff ", ROLE_CODE_KEYWORD },
		{ "+", ROLE_ADDED },         { "-", ROLE_REMOVED },
	};

	for (size_t i = 0;
	     has(scan, IS_DIFF) && scan->at == 0 && i < sizeof(starts_of) / sizeof(*starts_of);
	     i++) {
		if (!starts(scan, starts_of[i].start))
			continue;
		*role = starts_of[i].role;
		return scan->len;
	}
	return 0;
}

/* Whether what ends before `at` is a key: a colon or equals sign follows. */
static bool is_key(const struct scan *scan, size_t at)
{
	while (is_blank(byte_at(scan, at)))
		at++;
	if (byte_at(scan, at) == ':' && has(scan, SPACED_QUOTE))
		return at + 1 == scan->len || is_blank(scan->line[at + 1]);
	return byte_at(scan, at) == ':' ||
	       (byte_at(scan, at) == '=' && byte_at(scan, at + 1) != '=');
}

static size_t string_end(const struct scan *scan, char quote, bool has_escapes)
{
	size_t i = scan->at + 1;

	while (i < scan->len && scan->line[i] != quote)
		i += has_escapes && scan->line[i] == '\\' ? 2 : 1;
	return i < scan->len ? i + 1 : scan->len;
}

/* 'a' or '\n', but no lifetime. */
static bool is_short_string(const struct scan *scan)
{
	enum { MOST = 11 };
	const char *text = scan->line + scan->at;
	size_t len = scan->len - scan->at, end = 1;

	while (end < len && end <= MOST && text[end] != '\'')
		end += text[end] == '\\' ? 2 : 1;
	return end < len && end > 1 && end <= MOST && (text[1] == '\\' || end <= 5);
}

/* Whether what starts with the quote can be no string. */
static bool is_no_string(const struct scan *scan, char quote)
{
	if (!strchr(scan->highlight->language->quotes, quote))
		return true;
	if (has(scan, SPACED_QUOTE) || (quote == '\'' && has(scan, SPACED_SINGLE)))
		return is_word(before(scan));
	return has(scan, HAS_TAGS) && !scan->highlight->is_in_tag;
}

static size_t read_string(const struct scan *scan, enum role *role)
{
	static const char *const triples[] = { "\"\"\"", "'''" };
	char quote = scan->line[scan->at];
	bool has_escapes = quote != '\'' || !has(scan, RAW_SINGLE);
	size_t end;

	*role = ROLE_CODE_STRING;
	if (is_no_string(scan, quote))
		return 0;
	for (int i = 0; i < 2 && has(scan, HAS_TRIPLE); i++)
		if (starts(scan, triples[i]))
			return until_close(scan, scan->at + 3, triples[i], *role);
	if (quote == '`' && has(scan, HAS_LONG_BACKTICK))
		return until_close(scan, scan->at + 1, "`", *role);
	if (quote == '\'' && has(scan, SHORT_SINGLE) && !is_short_string(scan))
		return 0;
	end = string_end(scan, quote, has_escapes);
	if (has(scan, HAS_KEYS) && is_key(scan, end))
		*role = ROLE_CODE_NAME;
	return end - scan->at;
}

static size_t word_end(const struct scan *scan, size_t at)
{
	bool has_hyphens = has(scan, HAS_KEYS | HAS_TAGS);

	while (at < scan->len &&
	       (is_word(scan->line[at]) || (has_hyphens && scan->line[at] == '-')))
		at++;
	return at;
}

static size_t read_tag(const struct scan *scan, enum role *role)
{
	struct highlight *highlight = scan->highlight;
	size_t from = scan->at + 1;

	*role = ROLE_CODE_KEYWORD;
	if (!has(scan, HAS_TAGS))
		return 0;
	if (highlight->is_in_tag && (starts(scan, ">") || starts(scan, "/>"))) {
		highlight->is_in_tag = false;
		return starts(scan, ">") ? 1 : 2;
	}
	if (highlight->is_in_tag || !starts(scan, "<"))
		return 0;
	from += strchr("/!?", byte_at(scan, from)) && from < scan->len;
	if (!is_letter(byte_at(scan, from)))
		return 0;
	highlight->is_in_tag = true;
	return word_end(scan, from) - scan->at;
}

/* Whether the byte goes on with a number: a sign in 1e-5, a mark between digits in 1'000. */
static bool is_in_number(const struct scan *scan, size_t at)
{
	char byte = scan->line[at], last = scan->line[at - 1];

	if (is_word(byte) || byte == '.')
		return true;
	if (!is_digit(byte_at(scan, at + 1)))
		return false;
	if (byte == '-' || byte == '+')
		return (last | 0x20) == 'e' && (byte_at(scan, scan->at + 1) | 0x20) != 'x';
	return byte == '\'' && is_digit(last);
}

static size_t read_number(const struct scan *scan, enum role *role)
{
	size_t end = scan->at + 1;

	*role = ROLE_CODE_NUMBER;
	if (has(scan, HAS_TAGS) || !is_digit(scan->line[scan->at]) || is_word(before(scan)))
		return 0;
	while (end < scan->len && is_in_number(scan, end))
		end++;
	while (scan->line[end - 1] == '.')
		end--;
	return end - scan->at;
}

/* @name, $name, ${name}, #name and #[name. */
static size_t read_sigil(const struct scan *scan, enum role *role)
{
	static const struct {
		char sigil;
		unsigned trait;
	} sigils[] = {
		{ '@', HAS_DECORATORS },
		{ '$', HAS_VARIABLES },
		{ '#', HAS_DIRECTIVES },
		{ '#', HAS_MACROS },
	};
	size_t end = scan->at + 1;

	*role = ROLE_CODE_NAME;
	end += strchr("{[!", byte_at(scan, end)) && end < scan->len;
	for (size_t i = 0; i < sizeof(sigils) / sizeof(*sigils); i++)
		if (scan->line[scan->at] == sigils[i].sigil && has(scan, sigils[i].trait) &&
		    is_letter(byte_at(scan, end)))
			return word_end(scan, end) - scan->at;
	return 0;
}

/* Words of YAML are such only where they are all of a value. */
static bool is_whole(const struct scan *scan, size_t end)
{
	size_t start = scan->at;

	while (start > 0 && is_blank(scan->line[start - 1]))
		start--;
	while (is_blank(byte_at(scan, end)))
		end++;
	return (start == 0 || strchr(":=-[{,", scan->line[start - 1])) &&
	       (end == scan->len || strchr(",]}#", scan->line[end]));
}

/* Whether the word up to `end` is a keyword, by what stands beside it: not in /usr/local, x.in. */
static bool may_be_keyword(const struct scan *scan, size_t end)
{
	char first = before(scan), next = byte_at(scan, end);

	if (first == '.' || (first == '\'' && has(scan, SHORT_SINGLE)))
		return false;
	if (has(scan, HAS_VARIABLES) && has(scan, SPACED_COMMENT))
		return first != '/' && first != '-' && !(next && strchr("/-.=", next));
	return !has(scan, SPACED_QUOTE) || is_whole(scan, end);
}

/* Where a word at scan->at ends; it may begin with hyphens where names have them: --x. */
static size_t any_word_end(const struct scan *scan)
{
	size_t start = scan->at;

	if (has(scan, HAS_KEYS | HAS_TAGS))
		while (start < scan->at + 2 && byte_at(scan, start) == '-')
			start++;
	if (start > scan->at && !is_letter(byte_at(scan, start)))
		return scan->at;
	return word_end(scan, start);
}

static size_t read_word(const struct scan *scan, enum role *role)
{
	const struct highlight_language *language = scan->highlight->language;
	const char *word = scan->line + scan->at;
	size_t end = any_word_end(scan), len = end - scan->at;

	if (len == 0)
		return 0;
	*role = ROLE_CODE_BLOCK;
	if (has(scan, HAS_TAGS))
		*role = scan->highlight->is_in_tag ? ROLE_CODE_NAME : ROLE_CODE_BLOCK;
	else if (has(scan, HAS_KEYS) && is_key(scan, end))
		*role = ROLE_CODE_NAME;
	else if (holds(language->keywords, word, len, has(scan, IGNORES_CASE)) &&
		 may_be_keyword(scan, end))
		*role = ROLE_CODE_KEYWORD;
	else if (byte_at(scan, end) == '(' || (has(scan, HAS_MACROS) && byte_at(scan, end) == '!' &&
					       byte_at(scan, end + 1) != '='))
		*role = ROLE_CODE_NAME;
	return len;
}

/* One part, not yet joined with plain ones behind it. */
static size_t read_one(const struct scan *scan, enum role *role)
{
	static read_part *const readers[] = { read_rest,   read_diff,   read_comment, read_tag,
					      read_string, read_number, read_sigil,   read_word };

	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		size_t n = readers[i](scan, role);

		if (n > 0)
			return n;
	}
	*role = ROLE_CODE_BLOCK;
	return 1;
}

size_t highlight_next(struct highlight *highlight, const char *line, size_t len, size_t at,
		      enum role *role)
{
	struct scan scan = { highlight, line, len, at };
	struct highlight state;
	enum role next;
	size_t n;

	*role = ROLE_CODE_BLOCK;
	if (!highlight->language)
		return len - at;
	scan.at += read_one(&scan, role);
	while (*role == ROLE_CODE_BLOCK && scan.at < len) {
		state = *highlight;
		n = read_one(&scan, &next);
		if (next != ROLE_CODE_BLOCK) {
			*highlight = state;
			break;
		}
		scan.at += n;
	}
	return scan.at - at;
}
