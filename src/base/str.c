/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

static void grow(struct str *str, size_t more)
{
	size_t room = str->room ? str->room : 32;

	if (more > SIZE_MAX / 4 - str->len)
		err_die("str: size out of range");
	while (room <= str->len + more)
		room *= 2;
	str->bytes = mem_resize(str->bytes, room, 1);
	str->room = room;
}

static void reserve(struct str *str, size_t more)
{
	if (more >= str->room - str->len || !str->bytes)
		grow(str, more);
}

void str_add(struct str *str, const char *bytes, size_t len)
{
	reserve(str, len);
	if (len > 0)
		memcpy(str->bytes + str->len, bytes, len);
	str->len += len;
	str->bytes[str->len] = '\0';
}

void str_text(struct str *str, const char *text)
{
	if (text)
		str_add(str, text, strlen(text));
}

void str_byte(struct str *str, char byte)
{
	reserve(str, 1);
	str->bytes[str->len++] = byte;
	str->bytes[str->len] = '\0';
}

void str_format(struct str *str, const char *format, ...)
{
	va_list ap;
	int len;

	va_start(ap, format);
	len = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (len < 0)
		return;
	reserve(str, (size_t)len);
	va_start(ap, format);
	vsnprintf(str->bytes + str->len, (size_t)len + 1, format, ap);
	va_end(ap);
	str->len += (size_t)len;
}

bool str_is_inside(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

void str_reserve(struct str *str, size_t more)
{
	if (!str->bytes && more < SIZE_MAX) {
		str->room = more + 1; /* it is known how many will come */
		str->bytes = mem_resize(NULL, str->room, 1);
	}
	reserve(str, more);
	str->bytes[str->len] = '\0';
}

void str_cut(struct str *str, size_t len)
{
	str->len = len;
	if (str->bytes)
		str->bytes[len] = '\0';
}

void str_clear(struct str *str)
{
	str_cut(str, 0);
}

const char *str_bytes(const struct str *str)
{
	return str->bytes ? str->bytes : "";
}

char *str_take(struct str *str)
{
	char *bytes = str->bytes ? str->bytes : mem_copy(NULL, 0);

	*str = (struct str){ 0 };
	return bytes;
}

void str_release(struct str *str)
{
	free(str->bytes);
	*str = (struct str){ 0 };
}

bool str_starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

bool str_ends(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

bool str_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_equal_folded(const char *a, const char *b)
{
	return a == b || (a && b && strcasecmp(a, b) == 0);
}

static bool is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

void str_trim(const char **text, size_t *len)
{
	while (*len > 0 && is_blank(**text)) {
		++*text;
		--*len;
	}
	while (*len > 0 && is_blank((*text)[*len - 1]))
		--*len;
}
