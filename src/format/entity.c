/* SPDX-License-Identifier: MIT */
#include "format/entity.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

enum { LONGEST = 12 }; /* bytes between & and ;, more than any name or number needs */

static void add_character(struct str *out, unsigned long code)
{
	char bytes[4];
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char starts[] = { 0, 0x00, 0xc0, 0xe0, 0xf0 };

	if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
		str_text(out, "\xef\xbf\xbd");
		return;
	}
	for (size_t i = n; i-- > 1; code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3f));
	bytes[0] = (char)(starts[n] | code);
	str_add(out, bytes, n);
}

/* The text between &# and ; is a number and nothing else. */
static bool read_number(const char *name, unsigned long *code)
{
	bool is_hex = *name == 'x' || *name == 'X';
	const char *digits = name + is_hex;
	char *end;

	if (strspn(digits, is_hex ? "0123456789abcdefABCDEF" : "0123456789") != strlen(digits))
		return false;
	*code = strtoul(digits, &end, is_hex ? 16 : 10);
	return end > digits && !*end;
}

static bool read_name(const char *name, unsigned long *code)
{
	const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);

	if (entity)
		*code = entity->value;
	return entity != NULL;
}

size_t entity_read(const char *text, size_t len, struct str *out)
{
	const char *end = memchr(text, ';', len > LONGEST + 2 ? LONGEST + 2 : len);
	size_t name_len = end ? (size_t)(end - text) - 1 : 0;
	char name[LONGEST + 1];
	unsigned long code;

	if (name_len == 0 || name_len > LONGEST)
		return 0;
	memcpy(name, text + 1, name_len);
	name[name_len] = '\0';
	if (!(*name == '#' ? read_number(name + 1, &code) : read_name(name, &code)))
		return 0;
	if (out)
		add_character(out, code);
	return name_len + 2;
}

void entity_decode(const char *text, size_t len, struct str *out)
{
	const char *end = text + len;

	while (text < end) {
		const char *sign = memchr(text, '&', (size_t)(end - text));
		size_t used;

		str_add(out, text, (size_t)((sign ? sign : end) - text));
		if (!sign)
			return;
		used = entity_read(sign, (size_t)(end - sign), out);
		if (used == 0)
			str_byte(out, '&');
		text = sign + (used > 0 ? used : 1);
	}
}
