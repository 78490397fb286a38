/* SPDX-License-Identifier: MIT */
#include "settings/permalink.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "post/dates.h"
#include "settings/discover.h"
#include "text/fold.h"

static const struct {
	const char *name, *format;
} times[] = {
	{ "year", "%Y" },        { "month", "%m" },      { "day", "%d" },
	{ "i_month", "%-m" },    { "i_day", "%-d" },     { "short_year", "%y" },
	{ "hour", "%H" },        { "minute", "%M" },     { "second", "%S" },
	{ "y_day", "%j" },       { "yearday", "%-j" },   { "monthname", "%B" },
	{ "short_month", "%b" }, { "long_month", "%B" }, { "weekdayname", "%A" },
};

static bool add_field(const struct permalink_rule *rule, const char *name, size_t len,
		      struct str *out)
{
	for (size_t i = 0; i < rule->n_fields; i++) {
		if (strlen(rule->fields[i].name) == len &&
		    strncmp(rule->fields[i].name, name, len) == 0) {
			str_text(out, rule->fields[i].value);
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		if (strlen(times[i].name) == len && strncmp(times[i].name, name, len) == 0) {
			if (rule->when && rule->when->is_known)
				dates_format(rule->when, times[i].format, out);
			return true;
		}
	}
	return false;
}

/* {slug}, {date:%Y}: after the brace, up to the one that closes it. */
static void add_braced(const struct permalink_rule *rule, const char *field, size_t len,
		       struct str *out)
{
	const char *colon = memchr(field, ':', len);

	if (!colon || strncmp(field, "date", 4) != 0) {
		add_field(rule, field, colon ? (size_t)(colon - field) : len, out);
		return;
	}
	char *format = mem_copy(colon + 1, len - (size_t)(colon + 1 - field));

	if (rule->when && rule->when->is_known)
		dates_format(rule->when, format, out);
	free(format);
}

static size_t name_length(const char *text)
{
	size_t n = 0;

	while (islower((unsigned char)text[n]) || text[n] == '_')
		n++;
	return n;
}

void permalink_expand(const struct permalink_rule *rule, struct str *out)
{
	const char *last = strrchr(rule->pattern, '}');
	size_t start = out->len;

	for (const char *at = rule->pattern; *at;) {
		size_t len = *at == ':' ? name_length(at + 1) : 0;
		const char *close = *at == '{' && last && at < last ? strchr(at, '}') : NULL;

		if (close) {
			add_braced(rule, at + 1, (size_t)(close - at - 1), out);
			at = close + 1;
		} else if (len && add_field(rule, at + 1, len, out)) {
			at += len + 1;
		} else {
			str_byte(out, *at++);
		}
		while (*at == '/' && out->len > start && out->bytes[out->len - 1] == '/')
			at++;
	}
}

void permalink_slug(const char *text, bool is_ascii, struct str *out)
{
	char *folded = is_ascii ? fold_copy(text) : NULL;
	bool is_gap = false;
	size_t start = out->len;

	for (const char *at = folded ? folded : text; *at; at++) {
		unsigned char c = (unsigned char)*at;

		if (c == '\'' || (is_ascii && c >= 0x80))
			continue;
		if (!isalnum(c) && c < 0x80) {
			is_gap = true;
			continue;
		}
		if (is_gap && out->len > start)
			str_byte(out, '-');
		is_gap = false;
		str_byte(out, (char)(c < 0x80 ? tolower(c) : c));
	}
	free(folded);
}

static size_t date_length(const char *name)
{
	size_t n = 0;

	if (!discover_has_date(name))
		return 0;
	for (int dashes = 0; name[n] && (dashes < 2 || isdigit((unsigned char)name[n])); n++)
		dashes += name[n] == '-';
	return name[n] == '-' || name[n] == '_' ? n + 1 : 0;
}

char *permalink_name(const char *path, bool keeps_date)
{
	char *stem = path_stem(path), *name;

	if (str_equal(stem, "index") || str_starts(stem, "index.") ||
	    str_equal(path_base(path), "contents.lr")) {
		char *folder = path_folder(path);

		free(stem);
		stem = mem_string(path_base(folder));
		free(folder);
	}
	name = mem_string(stem + (keeps_date ? 0 : date_length(stem)));
	free(stem);
	return name;
}
