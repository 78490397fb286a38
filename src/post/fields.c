/* SPDX-License-Identifier: MIT */
#include "post/fields.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "post/markup.h"
#include "post/names.h"
#include "text/safe.h"

/* The names of each field, the better first; small letters alone. */
static const char *const titles[] = { "title", "newstitle", "headline", NULL };
static const char *const authors[] = { "authors", "authorname", "author",  "authornames", "by",
				       "byline",  "writer",     "creator", "publishedby", NULL };
static const char *const categories[] = { "categories", "category", NULL };
static const char *const tags[] = { "tags", "tag", "topics", NULL };
static const char *const published[] = {
	"date",          "publisheddatetime", "publishdate",     "pubdate",
	"publisheddate", "publishedat",       "publishedon",     "publicationdate",
	"datepublished", "published",         "posted",          "postedat",
	"postdate",      "created",           "createdat",       "datecreated",
	"datetime",      "pubdatetime",       "publishdatetime", "publishedtime",
	"publishtime",   "releasedate",       "firstpublished",  NULL
};
static const char *const updated[] = {
	"updated",         "modified",    "lastmod",      "updateddate",  "updatedat",
	"updatedon",       "dateupdated", "datemodified", "modifieddate", "lastmodified",
	"lastmodifiedat",  "lastupdated", "lastupdate",   "moddatetime",  "modifieddatetime",
	"updateddatetime", NULL
};
static const char *const excerpts[] = { "excerpt",     "summary",  "description",
					"previewtext", "abstract", "lead",
					"teaser",      "intro",    NULL };
static const char *const slugs[] = { "slug", NULL };
static const char *const langs[] = { "lang", "language", "locale", NULL };
static const char *const urls[] = { "canonicalurl", "canonical", "permalink", "url", "link", NULL };
static const char *const dated_paths[] = { "path", "permalink", "url", "slug", NULL };
static const char *const redirects[] = { "redirect", "redirectto", "redirecturl", NULL };

/* A picture, and what says in words what is to be seen on it. */
static const char *const covers[][2] = {
	{ "cover", "coveralt" },
	{ "coverimage", "coverimagealt" },
	{ "featureimage", "featureimagealt" },
	{ "featuredimage", "featuredimagealt" },
	{ "heroimage", "heroimagealt" },
	{ "hero", "heroalt" },
	{ "postphotourl", "postphotoalt" },
	{ "image", "imagealt" },
	{ "images", "imagealt" },
	{ "headerimage", "headerimagealt" },
	{ "banner", "banneralt" },
	{ "thumbnail", "thumbnailalt" },
	{ "ogimage", "ogimagealt" },
	{ "socialimage", "socialimagealt" },
};
static const char *const addresses[] = { "url", "src", "image", "path", "href", "file", NULL };
static const char *const alts[] = { "alt", "alttext", "description", "caption", "title", NULL };
static const char *const labels[] = { "name", "title", "label", "slug", NULL };
static const char *const days[] = { "date", "created", "published", "posted", NULL };

/* Below these a site keeps keys of its own. */
static const char *const nests[] = { "extra", "params", "taxonomies" };

enum { N_MAPS = 1 + sizeof(nests) / sizeof(*nests) };

/* The maps in which a key may stand, the better first. */
struct keys {
	const struct value *maps[N_MAPS];
	uint64_t bits[N_MAPS]; /* of their keys */
	size_t n_maps;
};

static bool is_key(const char *key, const char *name)
{
	for (; *key; key++) {
		char byte = *key >= 'A' && *key <= 'Z' ? (char)(*key - 'A' + 'a') : *key;

		if (byte == '_' || byte == '-' || byte == ' ')
			continue;
		if (byte != *name)
			return false;
		name++;
	}
	return !*name;
}

static bool is_filled(const struct value *value)
{
	return value->kind == VALUE_TEXT ? *value->text : value->first != NULL;
}

/* The last child of that name which holds something. */
static const struct value *find_name(const struct value *map, const char *name)
{
	const struct value *found = NULL;

	if (!map || map->kind != VALUE_MAP)
		return NULL;
	for (const struct value *child = map->first; child; child = child->next) {
		if (is_key(child->key, name) && is_filled(child))
			found = child;
	}
	return found;
}

/* How a name begins and how long it is, as one of 64 bits. */
static uint64_t bit_of(char first, size_t len)
{
	return UINT64_C(1) << (((size_t)(first & 31) * 5 + len) & 63);
}

/* The bits of a map's keys: most names that are looked for have another one. */
static uint64_t bits_of(const struct value *map)
{
	uint64_t bits = 0;

	if (map->kind != VALUE_MAP)
		return 0;
	for (const struct value *child = map->first; child; child = child->next) {
		const char *start = child->key + strspn(child->key, "_- ");
		size_t len = 0;

		for (const char *at = start; *at; at++)
			len += *at != '_' && *at != '-' && *at != ' ';
		bits |= bit_of(*start, len);
	}
	return bits;
}

static const struct value *find_among(const struct value *map, uint64_t bits,
				      const char *const *names)
{
	const struct value *found = NULL;

	for (; *names && !found; names++) {
		if (bits & bit_of(**names, strlen(*names)))
			found = find_name(map, *names);
	}
	return found;
}

static const struct value *find_here(const struct value *map, const char *const *names)
{
	return find_among(map, UINT64_MAX, names);
}

static void add_map(struct keys *keys, const struct value *map)
{
	if (!map)
		return;
	keys->bits[keys->n_maps] = bits_of(map);
	keys->maps[keys->n_maps++] = map;
}

static struct keys keys_of(const struct value *front)
{
	struct keys keys = { .n_maps = 0 };

	add_map(&keys, front);
	for (size_t i = 0; i + 1 < N_MAPS; i++)
		add_map(&keys, find_name(front, nests[i]));
	return keys;
}

static const struct value *find(const struct keys *keys, const char *const *names)
{
	const struct value *found = NULL;

	for (size_t i = 0; i < keys->n_maps && !found; i++)
		found = find_among(keys->maps[i], keys->bits[i], names);
	return found;
}

static const char *text_of(const struct value *value)
{
	return value && value->kind == VALUE_TEXT ? value->text : NULL;
}

static const char *find_text(const struct keys *keys, const char *const *names)
{
	return text_of(find(keys, names));
}

/* Puts a text into its place unless there is none; it becomes the post's. */
static void keep(char **place, char *text)
{
	if (!text)
		return;
	free(*place);
	*place = text;
}

static void keep_line(char **place, const char *text)
{
	char *line = safe_line_copy(text);

	if (line && !*line) {
		free(line);
		line = NULL;
	}
	keep(place, line);
}

static void add_label(const char *text, size_t len, struct strings *strings)
{
	char *copy, *line;

	str_trim(&text, &len);
	if (len > 0 && *text == '#') {
		text++;
		len--;
	}
	copy = mem_copy(text, len);
	line = markup_line(copy);
	if (line && !strings_have(strings, line))
		strings_add(strings, line);
	free(line);
	free(copy);
}

/* "a, b c" is two labels; "a b" is one or two, as the key has it. */
static void split_labels(const char *text, bool at_blanks, struct strings *strings)
{
	const char *ends = strchr(text, ',') ? "," : at_blanks ? " \t\n" : "";

	while (*text) {
		size_t len = strcspn(text, ends);

		add_label(text, len, strings);
		text += len + (text[len] != '\0');
	}
}

static void read_labels(const struct value *value, bool at_blanks, struct strings *strings)
{
	if (!value)
		return;
	if (value->kind == VALUE_TEXT)
		split_labels(value->text, at_blanks, strings);
	if (value->kind != VALUE_LIST)
		return;
	for (const struct value *item = value->first; item; item = item->next) {
		const char *text = item->kind == VALUE_MAP ? text_of(find_here(item, labels))
							   : item->text;

		if (text)
			add_label(text, strlen(text), strings);
	}
}

static bool is_truth(const char *text)
{
	static const char *const words[] = { "true", "false", "yes", "no", "on", "off", NULL };

	for (const char *const *word = words; *word; word++) {
		if (str_equal_folded(text, *word))
			return true;
	}
	return false;
}

/* `published` may be a date or a truth. A map may hold its date below another key. */
static const struct value *date_in(const struct keys *keys, const char *name)
{
	const char *const names[] = { name, NULL };
	const struct value *value = find(keys, names);

	if (value && value->kind == VALUE_MAP)
		value = find_here(value, days);
	return value && value->kind == VALUE_TEXT && !is_truth(value->text) ? value : NULL;
}

/* The first that can be read; else the first that cannot is told in *unread. */
static bool read_date(const struct keys *keys, const char *const *names,
		      const struct when_rule *rule, struct when *when, const struct value **unread)
{
	for (; *names; names++) {
		const struct value *value = date_in(keys, *names);

		if (!value)
			continue;
		if (when_parse(value->text, rule, when))
			return true;
		if (!*unread)
			*unread = value;
	}
	return false;
}

static void warn_date(const struct fields_rule *rule, const struct value *value)
{
	const char *name = rule->name ? rule->name : rule->path;

	if (value->line > 0)
		notes_add(rule->notes, NOTES_WARNING,
			  _("“%s”, line %u: “%.80s” is no date that can be read."), name,
			  value->line, value->text);
	else
		notes_add(rule->notes, NOTES_WARNING,
			  _("“%s”: “%.80s” is no date that can be read."), name, value->text);
}

/* Zola's `path` and other addresses in front matter hold dates as file names do. */
static bool read_path_date(const struct keys *keys, const char *path, struct when *when)
{
	for (const char *const *name = dated_paths; *name; name++) {
		const char *const names[] = { *name, NULL };
		const char *text = find_text(keys, names);

		if (text && when_from_path(text, when))
			return true;
	}
	return path && when_from_path(path, when);
}

static void read_dates(const struct keys *keys, const struct fields_rule *rule, struct post *post)
{
	struct when_rule when_rule = rule->when;
	const struct value *unread = NULL, *ignored = NULL;
	struct when in_path, when = { 0 };
	bool has_path_date = read_path_date(keys, rule->path, &in_path);

	if (has_path_date && when_rule.near == 0)
		when_rule.near = in_path.seconds / 86400;
	if (read_date(keys, published, &when_rule, &when, &unread))
		post->published = when;
	else if (has_path_date)
		post->published = in_path;
	if (unread && !when.is_known)
		warn_date(rule, unread);
	if (read_date(keys, updated, &when_rule, &when, &ignored))
		post->updated = when;
}

const char *fields_date(const struct value *front)
{
	const struct keys keys = keys_of(front);

	for (const char *const *name = published; *name; name++) {
		const struct value *value = date_in(&keys, *name);

		if (value)
			return value->text;
	}
	return NULL;
}

/* Where a site has no key for it, translations are called alike. */
struct fields_translation fields_translation(const struct value *front)
{
	static const char *const shared[] = {
		"ref",    "translationkey",   "translationid", "langref", "pageid", "i18nkey",
		"i18nid", "translationgroup", "langkey",       "transid", "tid",    NULL,
	};
	static const char *const names[] = { "permalink", "slug", NULL };
	const struct keys keys = keys_of(front);
	const struct value *key = find(&keys, shared), *lang = find(&keys, langs);
	bool is_name = !key;

	if (is_name)
		key = find(&keys, names);
	return (struct fields_translation){
		.key = key && key->kind == VALUE_TEXT ? key->text : NULL,
		.lang = lang && lang->kind == VALUE_TEXT ? lang->text : NULL,
		.is_name = is_name,
	};
}

static void read_cover_value(const struct value *value, struct post *post)
{
	const char *text;

	if (value->kind == VALUE_LIST)
		value = value->first;
	text = value->kind == VALUE_MAP ? text_of(find_here(value, addresses)) : value->text;
	if (!text || is_truth(text))
		return;
	keep_line(&post->cover_url, text);
	if (value->kind == VALUE_MAP)
		keep(&post->cover_alt, markup_line(text_of(find_here(value, alts))));
}

static void read_cover(const struct keys *keys, struct post *post)
{
	for (size_t i = 0; i < sizeof(covers) / sizeof(*covers); i++) {
		const char *const names[] = { covers[i][0], NULL };
		const char *const alt_names[] = { covers[i][1], NULL };
		const struct value *value = find(keys, names);

		if (!value)
			continue;
		read_cover_value(value, post);
		if (!post->cover_url)
			continue;
		keep(&post->cover_alt, markup_line(find_text(keys, alt_names)));
		return;
	}
}

static void read_url(const struct keys *keys, struct post *post)
{
	for (const char *const *name = urls; *name; name++) {
		const char *const names[] = { *name, NULL };
		const char *text = find_text(keys, names);

		if (text && (str_starts(text, "https://") || str_starts(text, "http://"))) {
			keep_line(&post->url, text);
			return;
		}
	}
}

void fields_read(const struct value *front, const struct fields_rule *rule, struct post *post)
{
	const struct keys keys = keys_of(front);
	const struct value *value = find(&keys, authors);

	keep(&post->title, markup_line(find_text(&keys, titles)));
	if (value)
		names_read(value, rule->authors, &post->authors);
	read_labels(find(&keys, categories), false, &post->categories);
	read_labels(find(&keys, tags), true, &post->tags);
	read_dates(&keys, rule, post);
	keep(&post->excerpt, markup_line(find_text(&keys, excerpts)));
	read_cover(&keys, post);
	keep_line(&post->slug, find_text(&keys, slugs));
	keep_line(&post->lang, find_text(&keys, langs));
	read_url(&keys, post);
}

static bool says(const struct keys *keys, const char *name, const char *const *words)
{
	const char *const names[] = { name, NULL };
	const char *text = find_text(keys, names);

	for (; text && *words; words++) {
		if (str_equal_folded(text, *words))
			return true;
	}
	return false;
}

enum fields_hidden fields_hidden(const struct value *front)
{
	static const char *const yes[] = { "true", "yes", "on", "1", NULL };
	static const char *const no[] = { "false", "no", "off", "0", NULL };
	static const char *const draft[] = { "draft", NULL };
	static const char *const hidden[] = { "hidden", "private", "unlisted", "skip", NULL };
	static const struct {
		const char *name;
		const char *const *words;
		enum fields_hidden hidden;
	} rules[] = {
		{ "draft", yes, FIELDS_DRAFT },        { "isdraft", yes, FIELDS_DRAFT },
		{ "status", draft, FIELDS_DRAFT },     { "hidden", yes, FIELDS_HIDDEN },
		{ "private", yes, FIELDS_HIDDEN },     { "unlisted", yes, FIELDS_HIDDEN },
		{ "status", hidden, FIELDS_HIDDEN },   { "published", no, FIELDS_UNPUBLISHED },
		{ "publish", no, FIELDS_UNPUBLISHED }, { "permalink", no, FIELDS_UNPUBLISHED },
	};
	const struct keys keys = keys_of(front);
	const char *redirect = find_text(&keys, redirects);

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		if (says(&keys, rules[i].name, rules[i].words))
			return rules[i].hidden;
	}
	return redirect && !is_truth(redirect) ? FIELDS_REDIRECT : FIELDS_SHOWN;
}
