/* SPDX-License-Identifier: MIT */
#include "document/attributes.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/mem.h"

/* A parser keeps all that was fed into it, so it is made anew now and then. */
enum { MOST_FED = 1 << 20 };

struct attributes {
	htmlParserCtxtPtr parser;
	size_t fed;
	struct str tag;
	struct str values;       /* one after the other, each with its NUL */
	size_t at[N_ATTRIBUTES]; /* where in values, from 1; 0 where there is none */
};

static const char *const names[] = {
#define ATTRIBUTE(id, name) name,
#include "document/attributes.def"
#undef ATTRIBUTE
};

static void keep(struct attributes *attributes, const char *name, const char *value)
{
	for (size_t i = 0; i < N_ATTRIBUTES; i++) {
		if (strcmp(names[i], name) != 0 || attributes->at[i])
			continue;
		attributes->at[i] = attributes->values.len + 1;
		str_text(&attributes->values, value);
		str_byte(&attributes->values, '\0');
	}
}

static void start_element(void *data, const xmlChar *name, const xmlChar **pairs)
{
	if (strcmp((const char *)name, "br") != 0 || !pairs)
		return;
	for (; *pairs; pairs += 2)
		keep(data, (const char *)pairs[0], pairs[1] ? (const char *)pairs[1] : "");
}

/* Without the elements around it the parser would stop after the first tag. */
static void start_parser(struct attributes *attributes)
{
	static const char begin[] = "<html><body>";
	htmlSAXHandler sax = { .startElement = start_element };

	attributes->parser = htmlCreatePushParserCtxt(&sax, attributes, NULL, 0, NULL,
						      XML_CHAR_ENCODING_UTF8);
	attributes->fed = 0;
	if (!attributes->parser)
		return;
	htmlCtxtUseOptions(attributes->parser, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
						       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	htmlParseChunk(attributes->parser, begin, (int)strlen(begin), 0);
}

static void stop_parser(struct attributes *attributes)
{
	if (attributes->parser)
		htmlFreeParserCtxt(attributes->parser);
	attributes->parser = NULL;
}

struct attributes *attributes_new(void)
{
	return mem_alloc(1, sizeof(struct attributes));
}

void attributes_free(struct attributes *attributes)
{
	stop_parser(attributes);
	str_release(&attributes->tag);
	str_release(&attributes->values);
	free(attributes);
}

static bool is_nothing(const char *text, size_t len)
{
	str_trim(&text, &len);
	return len == 0 || (len == 1 && *text == '/');
}

/*
 * They are read as those of a <br>, whatever the tag is: libxml2 leaves no <br> open and closes
 * nothing before it, so it keeps no stack that could grow.
 */
void attributes_read(struct attributes *attributes, const char *text, size_t len)
{
	memset(attributes->at, 0, sizeof(attributes->at));
	str_clear(&attributes->values);
	if (is_nothing(text, len))
		return;
	str_clear(&attributes->tag);
	str_text(&attributes->tag, "<br ");
	str_add(&attributes->tag, text, len);
	str_byte(&attributes->tag, '>');
	if (attributes->fed > MOST_FED)
		stop_parser(attributes);
	if (!attributes->parser)
		start_parser(attributes);
	if (!attributes->parser)
		return;
	htmlParseChunk(attributes->parser, attributes->tag.bytes, (int)attributes->tag.len, 0);
	attributes->fed += attributes->tag.len;
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
