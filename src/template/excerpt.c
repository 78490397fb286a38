/* SPDX-License-Identifier: MIT */
#include "template/excerpt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "post/linewise.h"
#include "settings/data.h"
#include "settings/settings.h"
#include "template/embeds.h"
#include "template/template.h"

enum { LONGEST = 256 * 1024 };

static const char *file_text(const struct render *render, const char *file)
{
	const struct template_input *input = render->shared->input;
	char *folder, *beside;
	const char *text;

	if (!input->settings || !*file || *file == '/' || strstr(file, ".."))
		return NULL;
	folder = path_folder(input->page->path);
	beside = *folder ? path_join(folder, file) : mem_string(file);
	text = settings_file(input->settings, beside);
	free(beside);
	free(folder);
	return text && strlen(text) <= LONGEST ? text : NULL;
}

/* What a line must hold for a pattern: its words without the marks of regular expressions. The
 * caller frees. */
static char *words_of(const char *pattern)
{
	struct str words = { 0 };

	str_text(&words, "");
	for (; *pattern; pattern++) {
		if (*pattern == '\\' && pattern[1])
			str_byte(&words, *++pattern);
		else if (!strchr("/^$", *pattern))
			str_byte(&words, *pattern);
	}
	return str_take(&words);
}

static bool has(const struct linewise_line *row, const char *words)
{
	return memmem(row->text, row->len, words, strlen(words)) != NULL;
}

static bool is_omitted(const struct linewise_line *row)
{
	return row->len >= 4 && memcmp(row->text + row->len - 4, "OMIT", 4) == 0;
}

/* Whether the first line was found. */
static bool take_lines(const char *text, const char *from, const char *to, struct str *code)
{
	struct linewise rows = { text, strlen(text), 0, 1 };
	struct linewise_line row;
	bool is_inside = !from;

	while (linewise_next(&rows, &row)) {
		bool is_first = !is_inside && has(&row, from);

		is_inside |= is_first;
		if (is_inside && !is_omitted(&row)) {
			str_add(code, row.text, row.len);
			str_byte(code, '\n');
		}
		if (is_inside && from && (!to || (!is_first && has(&row, to))))
			return true;
	}
	return is_inside;
}

bool excerpt_add(struct render *render, const char *file, const char *from, const char *to)
{
	const char *text = file_text(render, file), *kind = path_extension(file);
	char *first = from ? words_of(from) : NULL, *last = to ? words_of(to) : NULL;
	struct str code = { 0 };
	bool is_found = text && take_lines(text, first, last, &code) && code.len;

	if (is_found)
		embeds_code(render, *kind ? kind + 1 : "", *kind ? strlen(kind) - 1 : 0,
			    str_bytes(&code), code.len);
	str_release(&code);
	free(first);
	free(last);
	return is_found;
}
