/* SPDX-License-Identifier: MIT */
#include "document/alert.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *name, *info, *title;
} alerts[] = {
#define ALERT(name, info, title) { name, info, title },
#include "document/alerts.def"
#undef ALERT
};

static bool name_alert(const char *name, size_t len, struct alert *alert)
{
	for (size_t i = 0; i < sizeof(alerts) / sizeof(*alerts); i++) {
		if (strlen(alerts[i].name) != len || strncasecmp(alerts[i].name, name, len) != 0)
			continue;
		alert->info = alerts[i].info;
		alert->name = *alerts[i].title ? alerts[i].title : NULL;
		return true;
	}
	return false;
}

static size_t word_len(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len &&
	       ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z') ||
		text[n] == '-' || text[n] == '_' || (n > 0 && text[n] >= '0' && text[n] <= '9')))
		n++;
	return n;
}

static void set_title(struct alert *alert, const char *text, size_t len)
{
	str_trim(&text, &len);
	alert->title = len > 0 ? text : NULL;
	alert->title_len = len;
}

/* The words of a class that say that a box is one, and may also begin the word of its kind. */
static const struct {
	const char *word;
	bool has_title;
} classes[] = {
	{ "admonition", true },
	{ "markdown-alert", true },
	{ "alert", false },
	{ "callout", false },
};

static bool has_word(const char *class, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = class; (at = strstr(at, word)); at += len)
		if ((at == class || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
			return true;
	return false;
}

/* The kind that a word of the class names: "warning", or "alert-warning" where it is "alert". */
static bool name_word(const char *class, const char *word, struct alert *alert)
{
	size_t prefix = strlen(word);

	for (const char *at = class; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		bool is_prefixed = len > prefix && at[prefix] == '-' &&
				   strncmp(at, word, prefix) == 0;
		size_t skipped = is_prefixed ? prefix + 1 : 0;

		if (strncmp(at, word, len) != 0 && name_alert(at + skipped, len - skipped, alert))
			return true;
		at += len;
	}
	return false;
}

bool alert_class(const char *class, struct alert *alert, bool *has_title)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
		if (!has_word(class, classes[i].word))
			continue;
		*alert = (struct alert){ .info = "note" };
		*has_title = classes[i].has_title;
		return name_word(class, classes[i].word, alert) || *has_title;
	}
	return false;
}

bool alert_github(const char *text, size_t len, struct alert *alert)
{
	size_t n;

	*alert = (struct alert){ 0 };
	if (len < 4 || memcmp(text, "[!", 2) != 0)
		return false;
	n = word_len(text + 2, len - 2);
	if (n + 3 > len || text[n + 2] != ']' || !name_alert(text + 2, n, alert))
		return false;
	n += 3;
	if (n < len && (text[n] == '-' || text[n] == '+'))
		n++;
	set_title(alert, text + n, len - n);
	return true;
}

/* The title in brackets or bare, without attributes in braces behind it. */
static void read_title(struct alert *alert, const char *text, size_t len)
{
	const char *brace = memchr(text, '{', len), *end;

	if (brace)
		len = (size_t)(brace - text);
	str_trim(&text, &len);
	while (len > 0 && text[len - 1] == ':')
		len--;
	end = len > 0 && *text == '[' ? memchr(text, ']', len) : NULL;
	if (end)
		set_title(alert, text + 1, (size_t)(end - text - 1));
	else
		set_title(alert, text, len);
}

/* "{.callout-note}" and the like. */
static void read_class(struct alert *alert, const char *text, size_t len)
{
	const char *dot = memchr(text, '.', len);
	size_t n = dot ? word_len(dot + 1, len - (size_t)(dot - text) - 1) : 0;
	const char *name = dot ? dot + 1 : text;

	if (n > 8 && strncasecmp(name, "callout-", 8) == 0) {
		name += 8;
		n -= 8;
	}
	name_alert(name, n, alert);
}

bool alert_colons(const struct line *line, struct alert *alert)
{
	size_t colons = line_run(line, ':'), n;
	const char *text = line->body + colons;
	size_t len = line->len - colons;

	*alert = (struct alert){ 0 };
	str_trim(&text, &len);
	if (colons < 3 || len == 0)
		return false;
	if (*text == '{') {
		read_class(alert, text, len);
		return true;
	}
	n = word_len(text, len);
	if (n == 0)
		return false;
	alert->is_details = n == 7 && strncasecmp(text, "details", n) == 0;
	name_alert(text, n, alert);
	read_title(alert, text + n, len - n);
	return true;
}

bool alert_python(const struct line *line, struct alert *alert)
{
	size_t n = line_run(line, '?'), len;
	const char *text, *quote;

	*alert = (struct alert){ 0 };
	alert->is_details = n == 3;
	n = n == 3 ? n : line_run(line, '!');
	if (n != 3)
		return false;
	alert->is_open = alert->is_details && n < line->len && line->body[n] == '+';
	n += alert->is_open;
	if (n == line->len || line->body[n] != ' ')
		return false;
	text = line->body + n;
	len = line->len - n;
	str_trim(&text, &len);
	n = word_len(text, len);
	if (n == 0)
		return false;
	if (!name_alert(text, n, alert))
		alert->info = "note";
	quote = memchr(text, '"', len);
	if (!quote)
		return n == len;
	if (text[len - 1] == '"' && text + len - 1 > quote)
		set_title(alert, quote + 1, (size_t)(text + len - quote - 2));
	return true;
}

const char *alert_tab(const struct line *line, size_t *len)
{
	size_t n = line_run(line, '=');
	const char *text = line->body + n;

	*len = line->len - n;
	if (n != 3)
		return NULL;
	if (*len > 0 && (*text == '!' || *text == '+')) {
		text++;
		--*len;
	}
	if (*len == 0 || *text != ' ')
		return NULL;
	str_trim(&text, len);
	if (*len < 3 || *text != '"' || text[*len - 1] != '"')
		return NULL;
	*len -= 2;
	return text + 1;
}

void alert_title(const struct alert *alert, struct str *out)
{
	if (!alert->title && alert->is_details && !alert->name && alert->info) {
		str_byte(out, (char)(*alert->info - 'a' + 'A'));
		str_text(out, alert->info + 1);
	} else if (!alert->title) {
		str_text(out, alert->name);
	}
	for (size_t i = 0; alert->title && i < alert->title_len; i++)
		if (!strchr("*`", alert->title[i]))
			str_byte(out, alert->title[i]);
}
