/* SPDX-License-Identifier: MIT */
#include "site/defaults.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"

enum { MOST = 256 }; /* entries, and values of one, that are looked at */

/* Whether the pattern, with '*' for any letters but a slash and '**' for any, fits all of the path.
 */
static bool fits(const char *pattern, const char *path)
{
	const char *star = NULL, *tried = path;
	bool is_deep = false;

	while (*path) {
		if (*pattern == '*') {
			is_deep = pattern[1] == '*';
			pattern += strspn(pattern, "*");
			star = pattern;
			tried = path;
		} else if (*pattern == *path) {
			pattern++;
			path++;
		} else if (star && (is_deep || *tried != '/')) {
			pattern = star;
			path = ++tried;
		} else {
			return false;
		}
	}
	return pattern[strspn(pattern, "*")] == '\0';
}

/* Whether the path is the scope's, or in a folder that is. */
static bool is_within(const char *path, const char *scope)
{
	char part[1024];
	size_t len = strlen(scope);

	while (len && scope[len - 1] == '/')
		len--;
	if (!memchr(scope, '*', len))
		return strncmp(path, scope, len) == 0 && (!len || strchr("/", path[len]));
	if (strlen(path) >= sizeof(part))
		return false;
	for (size_t end = 0; path[end]; end++) {
		end += strcspn(path + end, "/");
		memcpy(part, path, end);
		part[end] = '\0';
		if (fits(scope, part))
			return true;
		if (!path[end])
			break;
	}
	return false;
}

/* Whether an entry goes before one that stands above it: by the length of its path, then unless
 * only the other names a type. */
static bool is_narrower(const struct value *entry, const struct value *above)
{
	const struct value *scope = value_find(entry, "scope"), *other = value_find(above, "scope");
	const char *path = value_text(scope, "path"), *other_path = value_text(other, "path");
	size_t len = path ? strlen(path) : 0, other_len = other_path ? strlen(other_path) : 0;

	if (len != other_len)
		return len > other_len;
	return value_text(scope, "type") || !value_text(other, "type");
}

static bool holds(const struct settings *settings, const struct value *entry, const char *path,
		  const char *type)
{
	const char *top = value_text(settings->variables, "collections_dir");
	const struct value *scope = value_find(entry, "scope");
	const char *of = value_text(scope, "type"), *below = value_text(scope, "path");
	const char *inner = top && *top ? path_below(path, top) : NULL;

	if (of && *of && !str_equal(type, of))
		return false;
	return !below || !*below || is_within(path, below) || (inner && is_within(inner, below));
}

/* The entries that hold the file, the narrowest first; their number. */
static size_t find(const struct settings *settings, const char *path, const char *type,
		   const struct value **found)
{
	const struct value *defaults = value_find(settings->variables, "defaults");
	size_t n = 0, looked_at = 0;

	for (const struct value *v = defaults ? defaults->first : NULL; v && looked_at < MOST;
	     v = v->next, looked_at++) {
		size_t i = n;

		if (!holds(settings, v, path, type))
			continue;
		for (; i > 0 && is_narrower(v, found[i - 1]); i--)
			found[i] = found[i - 1];
		found[i] = v;
		n++;
	}
	return n;
}

/* The picture and the words that a site shows for pages that have none say nothing of a post. */
static bool is_stopgap(const char *key)
{
	static const char *const parts[] = { "image",  "cover",       "thumb",   "banner", "hero",
					     "teaser", "description", "excerpt", "summary" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (strstr(key, parts[i]))
			return true;
	}
	return false;
}

static void add(struct front *front, const struct value *value)
{
	struct value *copy = value_new(&front->tree, value->kind, 0);

	copy->text = value->text;
	copy->first = value->first;
	copy->last = value->last;
	copy->is_quoted = value->is_quoted;
	value_set_key(&front->tree, copy, value->key, strlen(value->key));
	value_add(front->tree.root, copy);
}

void defaults_complete(const struct settings *settings, const char *path, const char *type,
		       struct front *front)
{
	const struct value *found[MOST];
	size_t n = front->tree.root ? find(settings, path, type, found) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct value *values = value_find(found[i], "values"), *said;
		size_t left = MOST;

		said = values && values->kind == VALUE_MAP ? values->first : NULL;
		for (; said && left > 0; said = said->next, left--) {
			if (!is_stopgap(said->key) && !value_find(front->tree.root, said->key))
				add(front, said);
		}
	}
}
