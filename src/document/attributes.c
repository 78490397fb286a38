/* SPDX-License-Identifier: MIT */
#include "document/attributes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "text/reference.h"

struct attributes {
	struct str values;       /* one after the other, each with its NUL */
	size_t at[N_ATTRIBUTES]; /* where in values, from 1; 0 where there is none */
};

static const struct {
	const char *name;
	size_t len;
} names[] = {
#define ATTRIBUTE(id, name) { name, sizeof(name) - 1 },
#include "document/attributes.def"
#undef ATTRIBUTE
};

/* A tag behind its name, as it is being read. */
struct reader {
	const char *at, *end;
	bool is_slash; /* a slash that is in no value was the last thing that was read */
	bool is_torn;  /* the last value has no quote at its end */
	/* the attribute that was read last */
	const char *name, *value;
	size_t name_len, value_len;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static void skip_blanks(struct reader *reader)
{
	while (reader->at < reader->end && is_blank(*reader->at))
		reader->at++;
}

/* 13.2.5.33; an '=' that comes first belongs to the name. */
static void read_name(struct reader *reader)
{
	reader->name = reader->at++;
	while (reader->at < reader->end && !is_blank(*reader->at) && !strchr("/>=", *reader->at))
		reader->at++;
	reader->name_len = (size_t)(reader->at - reader->name);
}

/* 13.2.5.36 and 37, at the quote. */
static void read_quoted(struct reader *reader)
{
	size_t left = (size_t)(reader->end - reader->at) - 1;
	const char *quote = memchr(reader->at + 1, *reader->at, left);

	reader->value = reader->at + 1;
	reader->value_len = quote ? (size_t)(quote - reader->value) : left;
	reader->is_torn = !quote;
	reader->at = quote ? quote + 1 : reader->end;
}

/* 13.2.5.38 */
static void read_bare(struct reader *reader)
{
	reader->value = reader->at;
	while (reader->at < reader->end && !is_blank(*reader->at) && *reader->at != '>')
		reader->at++;
	reader->value_len = (size_t)(reader->at - reader->value);
}

/* 13.2.5.34 and 35, behind the name. */
static void read_value(struct reader *reader)
{
	reader->value = reader->at;
	reader->value_len = 0;
	skip_blanks(reader);
	if (reader->at == reader->end || *reader->at != '=')
		return;
	reader->at++;
	skip_blanks(reader);
	if (reader->at < reader->end && (*reader->at == '"' || *reader->at == '\''))
		read_quoted(reader);
	else
		read_bare(reader);
}

/* 13.2.5.32, 39 and 40: the next attribute; false at the '>' or at the end. */
static bool next(struct reader *reader)
{
	reader->is_slash = false;
	for (;;) {
		skip_blanks(reader);
		if (reader->at == reader->end || *reader->at == '>')
			return false;
		if (*reader->at != '/')
			break;
		reader->is_slash = true;
		reader->at++;
	}
	read_name(reader);
	read_value(reader);
	return true;
}

size_t attributes_len(const char *text, size_t len)
{
	struct reader reader = { .at = text, .end = text + len };
	const char *end;

	while (next(&reader))
		;
	end = reader.is_torn ? memchr(text, '>', len) : reader.at;
	return end ? (size_t)(end - text) : len;
}

struct attributes *attributes_new(void)
{
	return mem_alloc(1, sizeof(struct attributes));
}

void attributes_free(struct attributes *attributes)
{
	str_release(&attributes->values);
	free(attributes);
}

/* Of several of one name the first counts. */
static void keep(struct attributes *attributes, const struct reader *reader)
{
	for (size_t i = 0; i < N_ATTRIBUTES; i++) {
		if (names[i].len != reader->name_len ||
		    strncasecmp(names[i].name, reader->name, reader->name_len) != 0)
			continue;
		if (attributes->at[i])
			return;
		attributes->at[i] = attributes->values.len + 1;
		reference_value(reader->value, reader->value_len, &attributes->values);
		str_byte(&attributes->values, '\0');
		return;
	}
}

bool attributes_read(struct attributes *attributes, const char *text, size_t len)
{
	struct reader reader = { .at = text, .end = text + len };

	memset(attributes->at, 0, sizeof(attributes->at));
	str_clear(&attributes->values);
	while (next(&reader))
		keep(attributes, &reader);
	return reader.is_slash;
}

const char *attributes_value(const struct attributes *attributes, enum attribute attribute)
{
	size_t at = attributes->at[attribute];

	return at ? attributes->values.bytes + at - 1 : NULL;
}

/* The word in a class, such as "language-python" or "brush: python". */
static const char *class_language(const char *class)
{
	static const char *const starts[] = { "language-",  "lang-",   "highlight-source-",
					      "highlight-", "brush: ", "brush:",
					      "sourceCode " };
	const char *found;

	for (size_t i = 0; class && i < sizeof(starts) / sizeof(*starts); i++) {
		found = strstr(class, starts[i]);
		if (found && (found == class || found[-1] == ' '))
			return found + strlen(starts[i]);
	}
	return NULL;
}

bool attributes_language(const struct attributes *attributes, struct str *out)
{
	const char *word = attributes_value(attributes, ATTRIBUTE_DATA_LANG);
	size_t n;

	if (!word)
		word = attributes_value(attributes, ATTRIBUTE_DATA_LANGUAGE);
	if (!word)
		word = class_language(attributes_value(attributes, ATTRIBUTE_CLASS));
	n = word ? strcspn(word, " ;,\t\n") : 0;
	str_add(out, n > 0 ? word : "", n);
	return n > 0;
}
