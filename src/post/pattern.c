/* SPDX-License-Identifier: MIT */
#include "post/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/url.h"

static void lower(char *text)
{
	for (; *text; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text | 0x20);
}

/* The names between the separators; empty ones do not count. */
static void split(const char *text, char separator, struct strings *names)
{
	const char set[] = { separator, '\0' };

	while (*text) {
		size_t len = strcspn(text, set);

		if (len > 0)
			strings_add_bytes(names, text, len);
		text += len + (text[len] != '\0');
	}
}

static void split_host(const char *host, struct strings *names)
{
	split(host + (str_starts(host, "www.") ? 4 : 0), '.', names);
}

static void drop_last(struct strings *names)
{
	free(names->items[--names->n_items]);
}

static void cut(char *name, const char *end)
{
	if (str_ends(name, end) && strlen(name) > strlen(end))
		name[strlen(name) - strlen(end)] = '\0';
}

static void split_path(const char *path, struct strings *names)
{
	char *last;

	split(path, '/', names);
	if (names->n_items == 0)
		return;
	last = names->items[names->n_items - 1];
	if (strcmp(last, "index.html") == 0 || strcmp(last, "index.htm") == 0) {
		drop_last(names);
		return;
	}
	cut(last, ".html");
	cut(last, ".htm");
	cut(last, ".php");
}

static bool are_names(const struct strings *names)
{
	for (size_t i = 0; i < names->n_items; i++)
		if (strcmp(names->items[i], "*") != 0 && strchr(names->items[i], '*'))
			return false;
	return true;
}

static size_t scheme_len(const char *text)
{
	size_t len = strcspn(text, ":/#*.");

	return text[len] == ':' ? len : 0;
}

static int check(const char *text, struct pattern *pattern, struct err *err)
{
	bool is_all = pattern->host.n_items == 0 && pattern->path.n_items == 0 &&
		      !pattern->fragment && !pattern->scheme;

	if (!is_all && are_names(&pattern->host))
		return 0;
	pattern_release(pattern);
	return err_set(err, _("“%s” is no pattern of addresses."), text);
}

int pattern_read(const char *text, struct pattern *pattern, struct err *err)
{
	char *copy = mem_string(text), *rest = copy, *fragment, *path, *host;
	size_t scheme;

	*pattern = (struct pattern){ .fragment = NULL };
	lower(copy);
	scheme = scheme_len(copy);
	if (scheme > 0) {
		pattern->scheme = mem_copy(copy, scheme);
		rest += scheme + 1;
	}
	fragment = strchr(rest, '#');
	if (fragment) {
		*fragment = '\0';
		pattern->fragment = mem_string(fragment + 1);
	}
	path = pattern->scheme ? rest : strchr(rest, '/');
	if (path)
		split_path(path, &pattern->path);
	if (!pattern->scheme) {
		host = mem_copy(rest, path ? (size_t)(path - rest) : strlen(rest));
		split_host(host, &pattern->host);
		free(host);
	}
	free(copy);
	return check(text, pattern, err);
}

void pattern_release(struct pattern *pattern)
{
	strings_release(&pattern->host);
	strings_release(&pattern->path);
	free(pattern->fragment);
	free(pattern->scheme);
	*pattern = (struct pattern){ .fragment = NULL };
}

/* A part of an address in lower case, its escapes decoded; NULL where it is absent. */
static char *clean(const struct url_part *part)
{
	char *copy, *decoded;

	if (!part->at)
		return NULL;
	copy = mem_copy(part->at, part->len);
	decoded = url_decode(copy);
	free(copy);
	lower(decoded);
	return decoded;
}

void pattern_take(const char *text, struct pattern_target *target)
{
	struct url url;
	char *host, *path;

	*target = (struct pattern_target){ .fragment = NULL };
	url_split(text, &url);
	host = clean(&url.host);
	path = clean(&url.path);
	target->scheme = clean(&url.scheme);
	target->fragment = clean(&url.fragment);
	if (host)
		split_host(host, &target->host);
	split_path(path, &target->path);
	if (target->scheme &&
	    (strcmp(target->scheme, "http") == 0 || strcmp(target->scheme, "https") == 0)) {
		free(target->scheme);
		target->scheme = NULL;
	}
	free(host);
	free(path);
}

void pattern_drop(struct pattern_target *target)
{
	strings_release(&target->host);
	strings_release(&target->path);
	free(target->fragment);
	free(target->scheme);
}

/* Where * is any number of bytes. */
static bool fits_name(const char *glob, const char *name)
{
	const char *star = NULL, *resume = NULL;

	while (*name) {
		if (*glob == '*') {
			star = glob++;
			resume = name;
		} else if (*glob == *name) {
			glob++;
			name++;
		} else if (star) {
			glob = star + 1;
			name = ++resume;
		} else {
			return false;
		}
	}
	while (*glob == '*')
		glob++;
	return *glob == '\0';
}

/* A run of names, from `first` on. */
struct names {
	const struct strings *all;
	size_t first;
};

static const char *first_of(struct names names)
{
	return names.first < names.all->n_items ? names.all->items[names.first] : NULL;
}

static struct names after(struct names names, size_t n)
{
	return (struct names){ names.all, names.first + n };
}

/* `many` stands for any number of names, but at least `least`. */
static bool fit(struct names globs, struct names names, const char *many, size_t least)
{
	const char *glob;

	while ((glob = first_of(globs)) && strcmp(glob, many) != 0) {
		const char *name = first_of(names);

		if (!name || !fits_name(glob, name))
			return false;
		globs = after(globs, 1);
		names = after(names, 1);
	}
	if (!glob)
		return !first_of(names);
	for (size_t n = least; names.first + n <= names.all->n_items; n++)
		if (fit(after(globs, 1), after(names, n), many, least))
			return true;
	return false;
}

bool pattern_fits_host(const struct pattern *pattern, const struct pattern_target *target)
{
	return fit((struct names){ &pattern->host, 0 }, (struct names){ &target->host, 0 }, "*", 1);
}

bool pattern_fits_path(const struct pattern *pattern, const struct pattern_target *target)
{
	if (!str_equal(pattern->scheme, target->scheme))
		return false;
	if (pattern->fragment &&
	    (!target->fragment || !fits_name(pattern->fragment, target->fragment)))
		return false;
	return fit((struct names){ &pattern->path, 0 }, (struct names){ &target->path, 0 }, "**",
		   0);
}

const char *pattern_key(const struct pattern *pattern)
{
	const char *key = NULL;

	for (size_t i = 0; i < pattern->host.n_items; i++) {
		const char *name = pattern->host.items[i];

		if (*name != '*' && (!key || strlen(name) > strlen(key)))
			key = name;
	}
	return key;
}
