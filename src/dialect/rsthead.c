/* SPDX-License-Identifier: MIT */
#include "dialect/rsthead.h"

#include <ctype.h>
#include <string.h>

#include "dialect/rstline.h"

bool rsthead_is_field(const char *line)
{
	size_t n = 1;

	if (*line != ':' || !isalpha((unsigned char)line[1]))
		return false;
	while (isalnum((unsigned char)line[n]) || (line[n] && strchr("_-. ", line[n])) ||
	       (line[n] == ':' && isalnum((unsigned char)line[n + 1])))
		n++;
	return line[n] == ':' && (line[n + 1] == ' ' || !line[n + 1]);
}

const char *rsthead_colon(const char *line)
{
	const char *colon = strchr(line + 1, ':');

	while (colon[1] && colon[1] != ' ')
		colon = strchr(colon + 1, ':');
	return colon;
}

void rsthead_field(struct str *out, const char *name, size_t len, const char *value,
		   size_t value_len)
{
	str_trim(&value, &value_len);
	str_add(out, name, len);
	str_text(out, ": \"");
	for (size_t i = 0; i < value_len; i++) {
		if (value[i] == '"' || value[i] == '\\')
			str_byte(out, '\\');
		str_byte(out, value[i] == '\n' || value[i] == '\r' ? ' ' : value[i]);
	}
	str_text(out, "\"\n");
}

void rsthead_prepare(struct str *text)
{
	struct strings lines = { 0 };
	struct str head = { 0 };
	size_t at = 0, fields;

	rstline_split(str_bytes(text), text->len, &lines);
	str_text(&head, "---\n");
	while (at < lines.n_items && rstline_is_blank(lines.items[at]))
		at++;
	if (at < lines.n_items && rstline_rule(lines.items[at]))
		at++;
	if (at + 1 < lines.n_items && rstline_rule(lines.items[at + 1])) {
		rsthead_field(&head, "title", 5, lines.items[at], strlen(lines.items[at]));
		at += 2;
	}
	while (at < lines.n_items && rstline_is_blank(lines.items[at]))
		at++;
	for (fields = 0; at < lines.n_items && rsthead_is_field(lines.items[at]); at++, fields++) {
		const char *colon = rsthead_colon(lines.items[at]);

		rsthead_field(&head, lines.items[at] + 1, (size_t)(colon - lines.items[at]) - 1,
			      colon + 1, strlen(colon + 1));
	}
	if (fields) {
		str_text(&head, "---\n");
		for (; at < lines.n_items; at++)
			str_format(&head, "%s\n", lines.items[at]);
		str_release(text);
		*text = head;
	} else {
		str_release(&head);
	}
	strings_release(&lines);
}
