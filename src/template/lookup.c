/* SPDX-License-Identifier: MIT */
#include "template/lookup.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "settings/permalink.h"
#include "text/url.h"

static bool is(const char *key, size_t len, const char *text)
{
	return strlen(text) == len && memcmp(key, text, len) == 0;
}

static const struct settings *settings_of(const struct render *render)
{
	return render->shared->input->settings;
}

static const struct page *page_of(const struct render *render)
{
	return render->shared->input->page;
}

static const struct value *text_or_null(struct render *render, const char *text)
{
	return text ? render_value(render, text, strlen(text)) : NULL;
}

struct value *lookup_copy(struct render *render, const struct value *value)
{
	struct value *copy = render_new(render, value->kind);

	copy->line = value->line;
	copy->key = value->key;
	copy->text = value->text;
	copy->first = value->first;
	copy->is_quoted = value->is_quoted;
	return copy;
}

static const struct value *member(struct render *render, const struct value *map, const char *key,
				  size_t len)
{
	char *name = arena_copy(&render->shared->values.arena, key, len);

	return map ? value_find(map, name) : NULL;
}

static void set_value(struct lookup *place, const struct value *value)
{
	place->kind = value ? LOOKUP_VALUE : LOOKUP_UNKNOWN;
	place->value = value;
}

static const struct value *home(struct render *render, const struct settings *settings,
				const char *end)
{
	struct str url = { 0 };
	const struct value *value;

	if (!settings->address)
		return NULL;
	str_format(&url, "%s%s%s", settings->address, settings->base, end);
	value = render_value(render, str_bytes(&url), url.len);
	str_release(&url);
	return value;
}

/* What every site knows of itself, however its settings call it. */
static const struct value *site_fact(struct render *render, const struct settings *settings,
				     const char *key, size_t len)
{
	if (is(key, len, "url"))
		return text_or_null(render, settings->address);
	if (is(key, len, "baseurl") || is(key, len, "root"))
		return text_or_null(render, settings->base);
	if (is(key, len, "base_url") || is(key, len, "domain") || is(key, len, "SITEURL"))
		return home(render, settings, "");
	if (is(key, len, "BaseURL"))
		return home(render, settings, "/");
	if (is(key, len, "title") || is(key, len, "Title") || is(key, len, "SITENAME"))
		return text_or_null(render, settings->title);
	if (is(key, len, "time") || is(key, len, "now"))
		return text_or_null(render, "now");
	return NULL;
}

static void step_site(struct render *render, const char *key, size_t len, struct lookup *place)
{
	const struct settings *settings = settings_of(render);
	const struct value *value;

	if (!settings) {
		place->kind = LOOKUP_UNKNOWN;
		return;
	}
	if (is(key, len, "data") && settings->values) {
		*place = (struct lookup){ LOOKUP_DATA, NULL, settings->values };
		return;
	}
	if (is(key, len, "Params") || is(key, len, "extra")) {
		value = value_find(settings->variables, "params");
		value = value ? value : value_find(settings->variables, "extra");
		set_value(place, value ? value : settings->variables);
		return;
	}
	value = member(render, settings->variables, key, len);
	set_value(place, value ? value : site_fact(render, settings, key, len));
}

/* The first entry that is not before `path`. */
static size_t entry_from(const struct tree *tree, const char *path)
{
	size_t low = 0, high = tree->n_entries;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(tree->entries[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_folder(const struct tree *tree, const char *folder)
{
	char *inside = path_join(folder, "");
	size_t first = entry_from(tree, inside);
	bool has = first < tree->n_entries && str_starts(tree->entries[first].path, inside);

	free(inside);
	return has;
}

static void step_data(struct render *render, const char *key, size_t len, struct lookup *place)
{
	struct arena *arena = &render->shared->values.arena;
	char *name = arena_copy(arena, key, len), *folder;
	struct data *data = settings_of(render)->data;

	if (strchr(name, '/') || str_equal(name, "..")) {
		place->kind = LOOKUP_UNKNOWN;
		return;
	}
	place->value = data_named(data, place->folder, name);
	if (place->value) {
		place->kind = LOOKUP_VALUE;
		return;
	}
	folder = path_join(place->folder, name);
	if (has_folder(data->tree, folder))
		place->folder = arena_copy(arena, folder, strlen(folder));
	else
		place->kind = LOOKUP_UNKNOWN;
	free(folder);
}

static const struct value *page_date(struct render *render)
{
	const struct when *when = &page_of(render)->post->published;
	char text[40];

	if (!when->is_known)
		return NULL;
	when_format(when, text, sizeof(text));
	return text_or_null(render, text);
}

static const struct value *page_url(struct render *render)
{
	const char *url = page_of(render)->post->url;
	struct url parts;

	if (!url)
		return NULL;
	url_split(url, &parts);
	return parts.path.at ? render_value(render, parts.path.at, parts.path.len)
			     : text_or_null(render, "/");
}

static const struct value *page_name(struct render *render)
{
	char *name = permalink_name(page_of(render)->path, false);
	const struct value *value = text_or_null(render, name);

	free(name);
	return value;
}

static const struct value *page_fact(struct render *render, const char *key, size_t len)
{
	const struct page *page = page_of(render);

	if (is(key, len, "url") || is(key, len, "RelPermalink"))
		return page_url(render);
	if (is(key, len, "permalink") || is(key, len, "Permalink"))
		return text_or_null(render, page->post->url);
	if (is(key, len, "date") || is(key, len, "Date"))
		return page_date(render);
	if (is(key, len, "title") || is(key, len, "Title"))
		return text_or_null(render, page->post->title);
	if (is(key, len, "slug") || is(key, len, "fileSlug") || is(key, len, "name"))
		return page_name(render);
	if (is(key, len, "path") || is(key, len, "inputPath") || is(key, len, "relative_path"))
		return text_or_null(render, page->path);
	if (is(key, len, "lang") || is(key, len, "Lang"))
		return text_or_null(render, page->post->lang);
	return NULL;
}

static void step_page(struct render *render, const char *key, size_t len, struct lookup *place)
{
	const struct value *value = NULL;

	if (is(key, len, "data") || is(key, len, "Params") || is(key, len, "extra")) {
		value = member(render, page_of(render)->front, key, len);
		set_value(place, value ? value : page_of(render)->front);
		return;
	}
	if (!is(key, len, "date") && !is(key, len, "url") && !is(key, len, "title"))
		value = member(render, page_of(render)->front, key, len);
	if (!value)
		value = page_fact(render, key, len);
	if (!value)
		value = member(render, page_of(render)->front, key, len);
	set_value(place, value);
}

static size_t count(struct render *render, const struct value *value)
{
	size_t n = 0;

	if (value->kind == VALUE_TEXT)
		return strlen(value->text);
	for (const struct value *v = value->first; v && render_look(render); v = v->next)
		n++;
	return n;
}

static const struct value *nth(struct render *render, const struct value *list, long i)
{
	const struct value *value = list->first;

	if (i < 0)
		i += (long)count(render, list);
	while (value && i > 0 && render_look(render)) {
		value = value->next;
		i--;
	}
	return i == 0 ? value : NULL;
}

static void step_value(struct render *render, const char *key, size_t len, struct lookup *place)
{
	const struct value *from = place->value, *value = NULL;
	char number[24], *end;

	if (from->kind == VALUE_MAP)
		value = member(render, from, key, len);
	snprintf(number, sizeof(number), "%.*s", (int)(len < 20 ? len : 20), key);
	long i = strtol(number, &end, 10);

	if (from->kind == VALUE_LIST && *number && *end == '\0')
		value = nth(render, from, i);
	else if (from->kind == VALUE_LIST && is(key, len, "first"))
		value = from->first;
	else if (from->kind == VALUE_LIST && is(key, len, "last"))
		value = from->last ? from->last : nth(render, from, -1);
	if (!value && (is(key, len, "size") || is(key, len, "length"))) {
		snprintf(number, sizeof(number), "%zu", count(render, from));
		value = text_or_null(render, number);
	}
	set_value(place, value);
}

void lookup_step(struct render *render, const char *key, size_t len, struct lookup *place)
{
	static void (*const steps[])(struct render *, const char *, size_t, struct lookup *) = {
		[LOOKUP_VALUE] = step_value,
		[LOOKUP_SITE] = step_site,
		[LOOKUP_DATA] = step_data,
		[LOOKUP_PAGE] = step_page,
	};

	if (place->kind != LOOKUP_UNKNOWN)
		steps[place->kind](render, key, len, place);
}

/* How many of the words that a file is called by are folders on the page's path. */
static size_t count_folders(const char *path, const char *name, size_t len)
{
	size_t n = 0;

	for (size_t at = 0; at < len; at++) {
		size_t word = strcspn(name + at, "-_.");
		const char *slash = path;

		for (; word && slash; slash = strchr(slash, '/') ? strchr(slash, '/') + 1 : NULL) {
			if (strncmp(slash, name + at, word) == 0 && slash[word] == '/') {
				n++;
				break;
			}
		}
		at += word;
	}
	return n;
}

/* Where posts lie in folders for each event (conf/TOWN/YEAR/), a data file called by two of the
 * folders (TOWN-YEAR.yaml) holds what their templates know by name. */
static const struct value *find_event(const struct render *render)
{
	const struct settings *settings = settings_of(render);
	const struct tree *tree = settings->data->tree;
	size_t len = strlen(settings->values), most = 1;
	const char *best = NULL;

	for (size_t i = entry_from(tree, settings->values);
	     i < tree->n_entries && str_starts(tree->entries[i].path, settings->values); i++) {
		const char *name = tree->entries[i].path + len;
		size_t n;

		if (*name != '/' || strchr(name + 1, '/'))
			continue;
		n = count_folders(page_of(render)->path, name + 1,
				  strlen(name + 1) - strlen(path_extension(name)));
		if (n > most) {
			most = n;
			best = tree->entries[i].path;
		}
	}
	return best ? data_values(settings->data, best) : NULL;
}

static const struct value *event_values(struct render *render)
{
	struct render_shared *shared = render->shared;

	if (!shared->has_event)
		shared->event = find_event(render);
	shared->has_event = true;
	return shared->event;
}

/* Names without anything in front: front matter, data files, settings. */
static const struct value *bare_name(struct render *render, const char *name, size_t len)
{
	const struct settings *settings = settings_of(render);
	const struct value *value = NULL;
	char *file;

	if (settings && settings->values)
		value = member(render, event_values(render), name, len);
	if (!value)
		value = member(render, page_of(render)->front, name, len);
	if (value || !settings)
		return value;
	file = arena_copy(&render->shared->values.arena, name, len);
	if (settings->values && !strchr(file, '/'))
		value = data_named(settings->data, settings->values, file);
	if (!value)
		value = member(render, settings->variables, name, len);
	if (!value)
		value = member(render, settings->own, name, len);
	if (!value && len > 3 && isupper((unsigned char)*name))
		value = site_fact(render, settings, name, len);
	return value;
}

void lookup_start(struct render *render, const char *name, size_t len, struct lookup *place)
{
	static const struct {
		const char *name;
		enum lookup_kind kind;
	} roots[] = {
		{ "site", LOOKUP_SITE },    { "Site", LOOKUP_SITE }, { "config", LOOKUP_SITE },
		{ "page", LOOKUP_PAGE },    { "Page", LOOKUP_PAGE }, { "post", LOOKUP_PAGE },
		{ "article", LOOKUP_PAGE },
	};
	const struct render_name *known = render_find(render, name, len);
	const struct value *value;

	*place = (struct lookup){ LOOKUP_UNKNOWN, NULL, NULL };
	if (known) {
		set_value(place, known->value);
		return;
	}
	value = render->is_call || is(name, len, "site") || is(name, len, "page")
			? NULL
			: bare_name(render, name, len);
	if (value) {
		set_value(place, value);
		return;
	}
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		if (is(name, len, roots[i].name)) {
			place->kind = roots[i].kind;
			return;
		}
	}
	if (is(name, len, "Params") || is(name, len, "Title"))
		place->kind = LOOKUP_PAGE;
	if (place->kind == LOOKUP_PAGE)
		lookup_step(render, name, len, place);
}

const struct value *lookup_value(const struct lookup *place)
{
	return place->kind == LOOKUP_VALUE ? place->value : NULL;
}
