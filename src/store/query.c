/* SPDX-License-Identifier: MIT */
#include "store/query.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/span.h"
#include "text/terms.h"

enum { MOST_DEEP = 40, MOST_LONG = 4096 };

struct parser {
	const char *text;
	size_t at;
	int deep;
	int64_t today;
	struct err *err;
};

/* A value as it was written: a word, or what stood between quotes. */
struct value {
	char *text;
	size_t at;
	bool is_quoted;
};

static struct query_node *parse_or(struct parser *parser);

static struct query_node *new_node(enum query_kind kind)
{
	struct query_node *node = mem_alloc(1, sizeof(*node));

	node->kind = kind;
	return node;
}

static void add_node(struct query_node *node, struct query_node *child)
{
	node->nodes = mem_grow(node->nodes, node->n_nodes, sizeof(struct query_node *));
	node->nodes[node->n_nodes++] = child;
}

void query_free(struct query_node *node)
{
	if (!node)
		return;
	for (size_t i = 0; i < node->n_nodes; i++)
		query_free(node->nodes[i]);
	free(node->nodes);
	free(node->text);
	free(node);
}

/* Characters are what the user counts; bytes that go on one count nothing. */
static size_t character(const struct parser *parser, size_t at)
{
	size_t n = 1;

	for (size_t i = 0; i < at; i++)
		n += ((unsigned char)parser->text[i] & 0xC0) != 0x80;
	return n;
}

static void skip_blanks(struct parser *parser)
{
	while (parser->text[parser->at] == ' ' || parser->text[parser->at] == '\t')
		parser->at++;
}

/* Whether the word stands here, alone; letters in any case. */
static bool sees_word(const struct parser *parser, const char *word)
{
	size_t len = strlen(word);
	const char *at = parser->text + parser->at;

	return strncasecmp(at, word, len) == 0 && (!at[len] || strchr(" \t()", at[len]));
}

static bool take_word(struct parser *parser, const char *word)
{
	if (!sees_word(parser, word))
		return false;
	parser->at += strlen(word);
	skip_blanks(parser);
	return true;
}

/* False where a quote is not closed. */
static bool read_value(struct parser *parser, struct value *value)
{
	const char *start = parser->text + parser->at;
	bool is_quoted = *start == '"';
	size_t len = is_quoted ? strcspn(start + 1, "\"") : strcspn(start, " \t()\"");

	*value = (struct value){ .at = parser->at, .is_quoted = is_quoted };
	if (is_quoted && !start[len + 1]) {
		err_set(parser->err, _("Character %zu: this quote is not closed."),
			character(parser, parser->at));
		return false;
	}
	value->text = mem_copy(start + is_quoted, len);
	parser->at += is_quoted ? len + 2 : len;
	return true;
}

static bool has_terms(const char *text)
{
	struct terms terms = { .text = text, .len = strlen(text) };
	struct term term;
	bool has = terms_next(&terms, &term);

	terms_release(&terms);
	return has;
}

/* Each of these takes a value for its field; false where the value is mistaken. */

static bool take_text(struct parser *parser, struct value *value, struct query_node *node)
{
	if (!has_terms(value->text)) {
		err_set(parser->err, _("Character %zu: there is no letter or digit in “%s”."),
			character(parser, value->at), value->text);
		return false;
	}
	node->is_prefix = !value->is_quoted;
	node->text = value->text;
	value->text = NULL;
	return true;
}

static bool take_choice(struct parser *parser, struct value *value, struct query_node *node)
{
	static const struct {
		enum query_field of, to;
		const char *name;
	} choices[] = {
		{ QUERY_UNREAD, QUERY_UNREAD, "unread" },
		{ QUERY_UNREAD, QUERY_READ, "read" },
		{ QUERY_UNREAD, QUERY_STARRED, "starred" },
		{ QUERY_UNREAD, QUERY_CHANGED, "changed" },
		{ QUERY_TICKET, QUERY_TICKET, "ticket" },
		{ QUERY_TICKET, QUERY_IMAGE, "image" },
	};

	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++) {
		if (choices[i].of == node->field &&
		    str_equal_folded(choices[i].name, value->text)) {
			node->field = choices[i].to;
			return true;
		}
	}
	if (node->field == QUERY_UNREAD)
		err_set(parser->err,
			_("Character %zu: “is:” takes unread, read, starred or changed, not “%s”."),
			character(parser, value->at), value->text);
	else
		err_set(parser->err, _("Character %zu: “has:” takes ticket or image, not “%s”."),
			character(parser, value->at), value->text);
	return false;
}

static bool no_date(struct parser *parser, const struct value *value)
{
	err_set(parser->err,
		_("Character %zu: “%s” is no date; dates are today, 7d, 2024, 2024-07 or "
		  "2024-07-16."),
		character(parser, value->at), value->text);
	return false;
}

static bool take_date(struct parser *parser, struct value *value, struct query_node *node)
{
	return span_read(value->text, parser->today, &node->from, &node->to) ||
	       no_date(parser, value);
}

static bool take_after(struct parser *parser, struct value *value, struct query_node *node)
{
	if (!take_date(parser, value, node))
		return false;
	node->to = SPAN_END;
	return true;
}

static bool take_before(struct parser *parser, struct value *value, struct query_node *node)
{
	if (!take_date(parser, value, node))
		return false;
	node->to = node->from;
	node->from = -SPAN_END;
	return true;
}

static bool take_year(struct parser *parser, struct value *value, struct query_node *node)
{
	if (span_years(value->text, &node->from, &node->to))
		return true;
	err_set(parser->err, _("Character %zu: “%s” is no year; years are 2024 or 2019..2021."),
		character(parser, value->at), value->text);
	return false;
}

static const struct field {
	const char *name;
	enum query_field field;
	bool (*take)(struct parser *, struct value *, struct query_node *);
} fields[] = {
	{ "title", QUERY_TITLE, take_text },       { "author", QUERY_AUTHOR, take_text },
	{ "category", QUERY_CATEGORY, take_text }, { "tag", QUERY_TAG, take_text },
	{ "source", QUERY_SOURCE, take_text },     { "year", QUERY_DAYS, take_year },
	{ "date", QUERY_DAYS, take_date },         { "after", QUERY_DAYS, take_after },
	{ "before", QUERY_DAYS, take_before },     { "is", QUERY_UNREAD, take_choice },
	{ "has", QUERY_TICKET, take_choice },      { "lang", QUERY_LANG, take_text },
};

static const struct field text_field = { "", QUERY_TEXT, take_text };

/* "Word:" before something that is no address and no time of day is meant to be a field. */
static size_t field_len(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return len > 0 && text[len] == ':' && strncmp(text + len, "://", 3) != 0 ? len : 0;
}

static const struct field *find_field(struct parser *parser, size_t len)
{
	const char *name = parser->text + parser->at;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (strlen(fields[i].name) == len && strncasecmp(fields[i].name, name, len) == 0)
			return &fields[i];
	}
	err_set(parser->err,
		_("Character %zu: there is no “%.*s:”; there are title, author, category, tag, "
		  "source, year, date, after, before, is, has and lang."),
		character(parser, parser->at), (int)len, name);
	return NULL;
}

/* What comes next is the end, or one of the signs that no value begins with. */
static bool is_missing(struct parser *parser, size_t at, size_t len, const char *signs)
{
	const char *next = parser->text + parser->at;

	if (*next && !strchr(signs, *next))
		return false;
	err_set(parser->err, _("Character %zu: something is missing after “%.*s”."),
		character(parser, at + len), (int)len, parser->text + at);
	return true;
}

static struct query_node *parse_term(struct parser *parser)
{
	size_t at = parser->at, len = field_len(parser->text + at);
	const struct field *field = &text_field;
	struct query_node *node;
	struct value value;
	bool is_good;

	if (len > 0) {
		field = find_field(parser, len);
		parser->at += len + 1;
		if (!field || is_missing(parser, at, len + 1, " \t()"))
			return NULL;
	}
	if (!read_value(parser, &value))
		return NULL;
	node = new_node(QUERY_TERM);
	node->field = field->field;
	is_good = field->take(parser, &value, node);
	free(value.text);
	if (is_good)
		return node;
	query_free(node);
	return NULL;
}

static struct query_node *parse_group(struct parser *parser)
{
	size_t at = parser->at++;
	struct query_node *node;

	skip_blanks(parser);
	if (is_missing(parser, at, 1, ")"))
		return NULL;
	node = parse_or(parser);
	if (!node)
		return NULL;
	if (parser->text[parser->at] == ')') {
		parser->at++;
		return node;
	}
	err_set(parser->err, _("Character %zu: this parenthesis is not closed."),
		character(parser, at));
	query_free(node);
	return NULL;
}

static struct query_node *parse_one(struct parser *parser);

static struct query_node *parse_not(struct parser *parser, size_t at, size_t len)
{
	struct query_node *node, *inner;

	if (is_missing(parser, at, len, " \t)"))
		return NULL;
	inner = parse_one(parser);
	if (!inner)
		return NULL;
	node = new_node(QUERY_NOT);
	add_node(node, inner);
	return node;
}

static struct query_node *parse_one(struct parser *parser)
{
	struct query_node *node;
	size_t at = parser->at;

	if (++parser->deep > MOST_DEEP) {
		err_set(parser->err, _("Character %zu: this is nested too deeply."),
			character(parser, at));
		return NULL;
	}
	if (parser->text[at] == '-') {
		parser->at++;
		node = parse_not(parser, at, 1);
	} else if (take_word(parser, "not")) {
		node = parse_not(parser, at, 3);
	} else if (parser->text[at] == '(') {
		node = parse_group(parser);
	} else {
		node = parse_term(parser);
	}
	parser->deep--;
	return node;
}

/* Where a row of terms ends: at the end, at a closing parenthesis, before an "or". */
static bool is_end(const struct parser *parser)
{
	return !parser->text[parser->at] || parser->text[parser->at] == ')' ||
	       sees_word(parser, "or");
}

static struct query_node *parse_and(struct parser *parser)
{
	struct query_node *node = new_node(QUERY_AND), *child;

	while (!is_end(parser)) {
		child = parse_one(parser);
		if (!child) {
			query_free(node);
			return NULL;
		}
		add_node(node, child);
		skip_blanks(parser);
		take_word(parser, "and");
	}
	return node;
}

static struct query_node *parse_or(struct parser *parser)
{
	struct query_node *node = new_node(QUERY_OR), *child;

	for (;;) {
		size_t at = parser->at;

		child = parse_and(parser);
		if (!child)
			break;
		add_node(node, child);
		if (child->n_nodes == 0 && sees_word(parser, "or")) {
			err_set(parser->err, _("Character %zu: something is missing before “or”."),
				character(parser, at));
			break;
		}
		at = parser->at;
		if (!take_word(parser, "or"))
			return node;
		if (is_missing(parser, at, 2, ")"))
			break;
	}
	query_free(node);
	return NULL;
}

static struct query_node *parse_all(struct parser *parser)
{
	struct query_node *node;

	skip_blanks(parser);
	node = parse_or(parser);
	if (!node || !parser->text[parser->at])
		return node;
	err_set(parser->err, _("Character %zu: “)” closes nothing."),
		character(parser, parser->at));
	query_free(node);
	return NULL;
}

struct query_node *query_parse(const char *text, int64_t today, struct err *err)
{
	struct parser parser = { .text = text, .today = today, .err = err };

	if (strlen(text) <= MOST_LONG)
		return parse_all(&parser);
	err_set(err, _("This is longer than %d bytes."), MOST_LONG);
	return NULL;
}

bool query_has_state(const struct query_node *node)
{
	if (node->kind == QUERY_TERM)
		return node->field >= QUERY_UNREAD;
	for (size_t i = 0; i < node->n_nodes; i++) {
		if (query_has_state(node->nodes[i]))
			return true;
	}
	return false;
}

void query_terms(const struct query_node *node, const struct query_node ***terms, size_t *n)
{
	if (node->kind == QUERY_NOT)
		return;
	if (node->kind == QUERY_TERM && node->field <= QUERY_TAG) {
		*terms = mem_grow(*terms, *n, sizeof(**terms));
		(*terms)[(*n)++] = node;
	}
	for (size_t i = 0; i < node->n_nodes; i++)
		query_terms(node->nodes[i], terms, n);
}
