/* SPDX-License-Identifier: MIT */
#include "dialect/flowblocks.h"

#include <ctype.h>
#include <string.h>

#include "post/linewise.h"

/* Fields by their names, and what is put around what they hold. */
static const struct {
	const char *name, *before, *behind; /* NULL: it is not shown */
} fields[] = {
	{ "image", "![](", ")" },     { "src", "![](", ")" },    { "title", "## ", "" },
	{ "heading", "## ", "" },     { "headline", "## ", "" }, { "class", NULL, NULL },
	{ "class_name", NULL, NULL }, { "type", NULL, NULL },    { "id", NULL, NULL },
	{ "height", NULL, NULL },     { "width", NULL, NULL },   { "align", NULL, NULL },
	{ "background", NULL, NULL }, { "color", NULL, NULL },   { "style", NULL, NULL },
	{ "columns", NULL, NULL },    { "size", NULL, NULL },
};

enum { N_FIELDS = sizeof(fields) / sizeof(fields[0]) };

/* "#### text ####" */
static bool is_block(const struct linewise_line *row)
{
	const char *at = row->text, *end = at + row->len;

	if (row->len < 11 || memcmp(at, "####", 4) != 0 || memcmp(end - 4, "####", 4) != 0)
		return false;
	for (at += 4, end -= 4; at < end; at++) {
		if (!isalnum((unsigned char)*at) && !strchr(" _-#", *at))
			return false;
	}
	return true;
}

/* The length of the name in front of a field's colon, or 0. */
static size_t name_length(const struct linewise_line *row)
{
	size_t n = 0;

	while (n < row->len && (isalnum((unsigned char)row->text[n]) || row->text[n] == '_'))
		n++;
	return n < row->len && row->text[n] == ':' ? n : 0;
}

static size_t find_field(const char *name, size_t len)
{
	size_t i = 0;

	while (i < N_FIELDS &&
	       (strlen(fields[i].name) != len || memcmp(fields[i].name, name, len) != 0))
		i++;
	return i;
}

static void add_field(const char *name, size_t name_len, const char *text, size_t len,
		      struct str *out)
{
	size_t i = find_field(name, name_len);

	str_trim(&text, &len);
	if (len == 0 || (i < N_FIELDS && !fields[i].before))
		return;
	str_format(out, "%s%.*s%s\n\n", i < N_FIELDS ? fields[i].before : "", (int)len, text,
		   i < N_FIELDS ? fields[i].behind : "");
}

/* From a field's line up to the dashes that end it, or to the next block; the rows stand behind. */
static void take_field(struct linewise *rows, const struct linewise_line *first, struct str *out)
{
	size_t n = name_length(first);
	const char *text = first->text + n + 1, *end = rows->bytes + rows->at;
	struct linewise ahead = *rows;
	struct linewise_line row;

	while (linewise_next(&ahead, &row) && !is_block(&row)) {
		*rows = ahead;
		if (linewise_is(&row, "----"))
			break;
		end = rows->bytes + rows->at;
	}
	add_field(first->text, n, text, (size_t)(end - text), out);
}

bool flowblocks_flatten(const char *text, size_t len, struct str *out)
{
	struct linewise rows = { text, len, 0, 1 };
	struct linewise_line row = { 0 };

	while (linewise_next(&rows, &row) && row.len == 0)
		;
	if (!is_block(&row))
		return false;
	while (linewise_next(&rows, &row)) {
		if (name_length(&row))
			take_field(&rows, &row, out);
	}
	str_text(out, "");
	return true;
}
