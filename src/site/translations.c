/* SPDX-License-Identifier: MIT */
#include "site/translations.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "post/fields.h"
#include "post/glance.h"
#include "settings/language.h"

enum { MOST_LANGUAGES = 100 };
enum { MOST_LOOKED_AT = 512 }; /* files, before a site is known to mark translations in them */

struct version {
	char *key;  /* the same for all translations of a post */
	char *lang; /* as the path or the front matter says it, or NULL */
	size_t candidate;
	bool is_marked; /* the site says that there are others: a suffix, i18n/, a declared language
			 */
};

static const char *path_of(const struct candidate *candidate)
{
	return candidate->settings->data->tree->entries[candidate->entry].path;
}

/* Docusaurus keeps the translations of blog/ elsewhere; those of its other blogs, by their ids. */
static void find_home(char **key)
{
	static const char name[] = "docusaurus-plugin-content-blog";
	const char *plugin = strstr(*key, name), *id, *slash;
	struct str home = { 0 };

	slash = plugin ? strchr(plugin, '/') : NULL;
	if (!slash)
		return;
	id = plugin + sizeof(name) - 1;
	if (*id == '-')
		str_add(&home, id + 1, (size_t)(slash - id - 1));
	else
		str_text(&home, "blog");
	str_text(&home, slash);
	free(*key);
	*key = str_take(&home);
}

/* hello/en.md beside hello/de.md: the name is the language, the folder the post. */
static void read_name(const struct settings *settings, const char *path, struct version *version)
{
	char *stem = path_stem(path);
	size_t len = strlen(stem);

	if (strchr(path, '/') &&
	    (language_is_declared(settings, stem, len) || language_is_code(stem, len))) {
		free(version->key);
		version->key = path_folder(path);
		version->lang = stem;
		return;
	}
	free(stem);
}

static void read_version(const struct candidate *candidate, struct version *version)
{
	const struct settings *settings = candidate->settings;
	const char *path = path_below(path_of(candidate), settings->folder);
	size_t len;

	version->lang = language_split(settings, path, &version->key);
	version->is_marked = version->lang &&
			     (str_starts(path, "i18n/") || language_of_name(settings, path, &len) ||
			      language_is_declared(settings, version->lang, strlen(version->lang)));
	if (!version->lang)
		read_name(settings, path, version);
	find_home(&version->key);
}

/* Who reads, and how the tree is called to them. */
struct audience {
	const char *lang, *shown;
};

static int by_key(const void *a, const void *b)
{
	const struct version *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order ? order : (x->candidate > y->candidate) - (x->candidate < y->candidate);
}

/* How well two codes go together: 2 the same, 1 the same language, 0 not at all. */
static int likeness(const char *a, const char *b)
{
	size_t n = 0;

	if (!a || !b)
		return 0;
	while (a[n] && b[n] &&
	       (tolower((unsigned char)a[n]) == tolower((unsigned char)b[n]) ||
		(strchr("-_", a[n]) && strchr("-_", b[n]))))
		n++;
	if (!a[n] && !b[n])
		return 2;
	return n >= 2 && (!a[n] || strchr("-_", a[n])) && (!b[n] || strchr("-_", b[n]));
}

static int worth(const struct version *version, const struct settings *settings, const char *lang)
{
	const char *own = version->lang ? version->lang : settings->lang;

	return likeness(own, lang) * 8 + likeness(own, settings->lang) * 2 +
	       (likeness(own, "en") > 0 || !version->lang);
}

/* Whether the versions from i to n are translations of each other. */
static bool are_translations(const struct version *versions, size_t n)
{
	bool is_marked = false, has_bare = false;

	for (size_t i = 0; i < n; i++) {
		is_marked |= versions[i].is_marked;
		has_bare |= !versions[i].lang;
	}
	return n > 1 && (is_marked || !has_bare);
}

static void leave_out(struct candidates *candidates, const struct version *versions, size_t n,
		      size_t best, const char *shown)
{
	for (size_t i = 0; i < n; i++) {
		struct candidate *candidate = &candidates->items[versions[i].candidate];
		char *path = path_join(shown, path_of(candidate));

		if (i != best) {
			candidate->place = DISCOVER_NO;
			notes_add(candidate->settings->data->notes, NOTES_DETAIL,
				  _("“%s” is left out: it is a translation of “%s”."), path,
				  path_of(&candidates->items[versions[best].candidate]));
		}
		free(path);
	}
}

static void choose(struct candidates *candidates, const struct version *versions, size_t n,
		   const struct audience *audience)
{
	size_t best = 0;
	int most = -1;

	for (size_t i = 0; i < n; i++) {
		int value = worth(&versions[i], candidates->items[versions[i].candidate].settings,
				  audience->lang);

		if (value > most) {
			most = value;
			best = i;
		}
	}
	leave_out(candidates, versions, n, best, audience->shown);
}

static void drop(struct candidates *candidates)
{
	size_t kept = 0;

	for (size_t i = 0; i < candidates->n_items; i++) {
		if (candidates->items[i].place != DISCOVER_NO)
			candidates->items[kept++] = candidates->items[i];
	}
	candidates->n_items = kept;
}

static void release(struct version *versions, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(versions[i].key);
		free(versions[i].lang);
	}
	free(versions);
}

/* Chooses among all that have the same key, where `are` says that these are translations. */
static void choose_each(struct candidates *candidates, struct version *versions, size_t n,
			bool (*are)(const struct version *versions, size_t n),
			const struct audience *audience)
{
	if (n)
		qsort(versions, n, sizeof(*versions), by_key);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && str_equal(versions[i].key, versions[end].key); end++)
			;
		if (are(versions + i, end - i))
			choose(candidates, versions + i, end - i, audience);
	}
	drop(candidates);
	release(versions, n);
}

static void choose_by_path(struct candidates *candidates, const struct audience *audience)
{
	struct version *versions = mem_alloc(candidates->n_items + 1, sizeof(*versions));
	size_t n = 0;

	for (size_t i = 0; i < candidates->n_items; i++) {
		if (candidates->items[i].is_plain)
			continue;
		versions[n].candidate = i;
		read_version(&candidates->items[i], &versions[n++]);
	}
	choose_each(candidates, versions, n, are_translations, audience);
}

/* What a post has in common with its translations and with nothing else: pages have other keys, and
 * posts of other years may be called alike. NULL where it has nothing; the caller frees. */
static char *shared_key(const struct candidate *candidate, const struct front *front,
			const struct fields_translation *marks)
{
	struct str key = { 0 };
	char day[16] = "";

	if (!marks->key)
		return NULL;
	if (marks->is_name) {
		struct when when = glance_date(front, path_of(candidate));

		when_day(&when, day, sizeof(day));
	}
	str_format(&key, "%d %.4s %s", candidate->place == DISCOVER_SECTION, day, marks->key);
	return str_take(&key);
}

/* What the front matter says, else the path, else the site: "" for none of them. */
static void read_marks(const struct candidate *candidate, struct version *version)
{
	const struct settings *settings = candidate->settings;
	struct fields_translation marks;
	struct front front;
	char *key = NULL;

	glance_front(settings->data->tree, candidate->entry, &front);
	marks = fields_translation(front.tree.root);
	version->key = shared_key(candidate, &front, &marks);
	version->lang = mem_string(marks.lang);
	front_release(&front);
	if (!version->lang)
		version->lang = language_split(
			settings, path_below(path_of(candidate), settings->folder), &key);
	if (!version->lang)
		version->lang = mem_string(settings->lang ? settings->lang : "");
	free(key);
}

/* One post in each language: other posts may have a key in common, too. */
static bool are_marked(const struct version *versions, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < i; j++) {
			if (likeness(versions[i].lang, versions[j].lang) > 0)
				return false;
		}
	}
	return n > 1 && n <= MOST_LANGUAGES;
}

/* Whether some of the site's posts have keys, and are in more than one language. */
static bool has_marks(const struct candidates *candidates)
{
	size_t step = candidates->n_items / MOST_LOOKED_AT + 1;
	char *lang = NULL;
	bool has_keys = false, has_langs = false;

	for (size_t i = 0; i < candidates->n_items && !(has_keys && has_langs); i += step) {
		struct version version = { 0 };

		if (candidates->items[i].is_plain)
			continue;
		read_marks(&candidates->items[i], &version);
		has_keys |= version.key != NULL;
		has_langs |= lang && likeness(lang, version.lang) == 0;
		if (!lang)
			lang = mem_string(version.lang);
		free(version.key);
		free(version.lang);
	}
	free(lang);
	return has_keys && has_langs;
}

static void choose_by_front(struct candidates *candidates, const struct audience *audience)
{
	struct version *versions;
	size_t n = 0;

	if (!has_marks(candidates))
		return;
	versions = mem_alloc(candidates->n_items + 1, sizeof(*versions));
	for (size_t i = 0; i < candidates->n_items; i++) {
		struct version *version = &versions[n];

		version->candidate = i;
		if (!candidates->items[i].is_plain)
			read_marks(&candidates->items[i], version);
		if (version->key) {
			n++;
			continue;
		}
		free(version->lang);
		version->lang = NULL;
	}
	choose_each(candidates, versions, n, are_marked, audience);
}

void translations_choose(struct candidates *candidates, const char *lang, const char *shown)
{
	const struct audience audience = { lang, shown };

	choose_by_path(candidates, &audience);
	choose_by_front(candidates, &audience);
}
