/* SPDX-License-Identifier: MIT */
#include "site/sphinx.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "dialect/rsthead.h"

bool sphinx_is(struct data *data, const char *path)
{
	const char *text;

	if (!str_equal(path_base(path), "conf.py"))
		return false;
	text = data_text(data, path);
	return text && strstr(text, "ablog");
}

void sphinx_read(struct settings *settings)
{
	static const char *const addresses[] = { "blog_baseurl", "html_baseurl" };
	static const char *const titles[] = { "blog_title", "html_title", "project" };
	const struct value *config = settings_values(settings, "conf.py");

	settings->own = settings->variables = config;
	settings->values = settings_path(settings, "_data");
	settings_set(&settings->title, settings_first(config, titles, 3));
	settings_set(&settings->lang, value_text(config, "language"));
	settings_set_address(settings, settings_first(config, addresses, 2));
}

/* The directive makes a post, wherever the file lies. */
enum discover sphinx_place(const struct settings *settings, const char *path)
{
	(void)settings;
	if ((!discover_is_markdown(path) && !str_equal(path_extension(path), ".rst")) ||
	    discover_skips(path))
		return DISCOVER_NO;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	return *path_base(path) == '_' ? DISCOVER_NO : DISCOVER_DATED;
}

/* The file's path is the page's. */
void sphinx_address(const struct settings *settings, const struct page *page, struct str *out)
{
	(void)settings;
	str_byte(out, '/');
	str_add(out, page->path, strlen(page->path) - strlen(path_extension(page->path)));
	if (str_ends(str_bytes(out), "/index"))
		str_cut(out, out->len - 5);
	else
		str_byte(out, '/');
}

/* The year that a folder of the path is called by; "" where there is none. */
static void year_of(const char *path, char *year)
{
	*year = '\0';
	for (const char *at = path; at && *at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL) {
		if (strspn(at, "0123456789") == 4 && at[4] == '/') {
			memcpy(year, at, 4);
			year[4] = '\0';
		}
	}
}

/* The line with {{ year }} made the folder's. */
static void add_line(struct str *out, const char *line, size_t len, const char *year)
{
	for (size_t i = 0; i < len; i++) {
		const char *close = line[i] == '{' && i + 1 < len && line[i + 1] == '{'
					    ? memchr(line + i, '}', len - i)
					    : NULL;

		if (close && close + 1 < line + len) {
			str_text(out, year);
			i = (size_t)(close + 1 - line);
		} else {
			str_byte(out, line[i]);
		}
	}
}

/* The directive's line, and what stands behind its mark; NULL where there is none. */
static const char *find_directive(const char *text, const char **date)
{
	static const char *const marks[] = { ".. post::", "```{post}", ":::{post}" };
	const char *line = text;

	for (; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		const char *at = line + strspn(line, " \t");

		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			if (str_starts(at, marks[i])) {
				*date = at + strlen(marks[i]);
				return line;
			}
		}
	}
	return NULL;
}

/* Behind the line that closes the directive where it is a fence. */
static const char *skip_fence(const char *at)
{
	const char *line = at + strspn(at, " \t\n");

	if (!str_starts(line, "```") && !str_starts(line, ":::"))
		return at;
	line += strcspn(line, "\n");
	return line + (*line == '\n');
}

/* Where the fence begins that holds the directive's line and nothing else before it; else that
 * line. */
static const char *fence_before(const char *all, const char *directive)
{
	const char *line = directive;

	while (line > all && line[-1] == '\n' && (line == all + 1 || line[-2] == '\n'))
		line--;
	if (line == all)
		return directive;
	for (line--; line > all && line[-1] != '\n'; line--)
		;
	return str_starts(line, "```{eval-rst}") || str_starts(line, ":::{eval-rst}") ? line
										      : directive;
}

/* :author: X and the like below the directive; the place behind them. Tags of templates in them are
 * resolved with those of the title. */
static const char *add_options(struct str *head, const char *at)
{
	while (*at) {
		const char *option = at + strspn(at, " \t"), *colon;
		size_t len = strcspn(option, "\n");

		if (*option != ':' || !(colon = memchr(option + 1, ':', len - 1)))
			break;
		rsthead_field(head, option + 1, (size_t)(colon - option - 1), colon + 1,
			      len - (size_t)(colon + 1 - option));
		at = option + len + (option[len] == '\n');
	}
	return at;
}

void sphinx_prepare(const struct settings *settings, const char *path, struct str *text)
{
	const char *all = str_bytes(text), *date, *directive = find_directive(all, &date), *rest;
	struct str whole = { 0 }, line = { 0 };
	char year[8];

	(void)settings;
	if (!directive)
		return;
	year_of(path, year);
	str_text(&whole, "---\n");
	add_line(&line, date, strcspn(date, "\r\n"), year);
	rsthead_field(&whole, "date", 4, str_bytes(&line), line.len);
	str_release(&line);
	rest = strchr(date, '\n') ? add_options(&whole, strchr(date, '\n') + 1) : "";
	if (strchr("`:", directive[strspn(directive, " \t")]) ||
	    fence_before(all, directive) != directive)
		rest = skip_fence(rest);
	directive = fence_before(all, directive);
	if (str_starts(all, "---\n")) { /* front matter of its own goes on with ours */
		str_add(&whole, all + 4, (size_t)(directive - all) - 4);
	} else {
		str_text(&whole, "---\n");
		str_add(&whole, all, (size_t)(directive - all));
	}
	str_text(&whole, rest);
	str_release(text);
	*text = whole;
}
