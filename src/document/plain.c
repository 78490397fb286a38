/* SPDX-License-Identifier: MIT */
#include "document/plain.h"

#include <string.h>

#include "base/str.h"

static bool is_empty(const char *text, size_t len)
{
	str_trim(&text, &len);
	return len == 0;
}

static bool begins_anew(const char *line, size_t len)
{
	size_t digits = 0;

	while (digits < len && line[digits] >= '0' && line[digits] <= '9')
		digits++;
	return len > 0 && (strchr(" \t>-*+|#", *line) ||
			   (digits > 0 && digits < len && strchr(".)", line[digits])));
}

void plain_build(struct builder *builder, const char *text, size_t len, bool keep_breaks)
{
	const struct traits none = { 0 };
	const char *end = text + len;

	builder_open(builder, ELEMENT_PARAGRAPH, &none);
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text);

		if (is_empty(text, n)) {
			builder_close(builder, ELEMENT_PARAGRAPH, false);
			builder_open(builder, ELEMENT_PARAGRAPH, &none);
		} else if (keep_breaks || begins_anew(text, n)) {
			builder_break(builder);
		}
		builder_text(builder, text, n);
		builder_text(builder, " ", 1);
		text = stop ? stop + 1 : end;
	}
	builder_close(builder, ELEMENT_PARAGRAPH, false);
}
