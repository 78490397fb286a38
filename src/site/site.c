/* SPDX-License-Identifier: MIT */
#include "site/site.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/path.h"
#include "post/links.h"
#include "settings/discover.h"
#include "settings/home.h"
#include "settings/language.h"
#include "site/authors.h"
#include "site/candidates.h"
#include "site/directory.h"
#include "site/generator.h"
#include "site/locate.h"
#include "site/reading.h"
#include "site/refusal.h"
#include "site/sections.h"
#include "site/translations.h"
#include "site/votes.h"
#include "text/url.h"

enum { MOST_PAGES = 20000 }; /* in larger trees only names tell where a page may be */

/* Goes up with every change of what is made of a file, so that all are read anew. */
enum { SITE_REVISION = 8 };

struct site {
	struct tree *tree;
	struct site_options options;
	const struct notes *notes;
	struct data data;
	struct settings *sites; /* the deepest folders first; the last is of the tree itself */
	size_t n_sites;
	struct candidates candidates, all; /* what was asked for, one of all translations; all */
	struct sections sections;
	struct authors authors;
	struct map addresses; /* of files that links led to: path to URL, "" for none */
	struct strings kept;  /* those URLs */
	char *url;            /* the address with its base path, or NULL */
	char *shown;          /* the tree's place as the user knows it */
	uint64_t fingerprint;
	bool is_plain;
	bool has_order; /* the order is known */
	enum when_order order;
};

static void copy_options(struct site_options *to, const struct site_options *from)
{
	*to = (struct site_options){
		.source = mem_string(from->source ? from->source : ""),
		.root = mem_string(from->root),
		.url = mem_string(from->url),
		.permalink = mem_string(from->permalink),
		.lang = mem_string(from->lang),
		.only = mem_string(from->only),
		.below = mem_string(from->below ? from->below : ""),
		.no_repair = from->no_repair,
	};
}

static void free_options(struct site_options *options)
{
	free((char *)options->source);
	free((char *)options->root);
	free((char *)options->url);
	free((char *)options->permalink);
	free((char *)options->lang);
	free((char *)options->only);
	free((char *)options->below);
}

static void read_settings(struct site *site)
{
	struct generator_site *found;
	size_t n = generator_find(&site->data, site->options.below, &found);
	bool has_top = n > 0 && !*found[n - 1].folder;

	site->is_plain = n == 0;
	site->n_sites = n + !has_top;
	site->sites = mem_alloc(site->n_sites, sizeof(*site->sites));
	for (size_t i = 0; i < site->n_sites; i++) {
		struct settings *settings = &site->sites[i];

		settings->data = &site->data;
		settings->folder = i < n ? found[i].folder : mem_string("");
		settings->generator = i < n ? found[i].generator : NULL;
		if (settings->generator) {
			settings->templates = settings->generator->templates;
			settings->generator->read(settings);
		}
		home_find(settings, site->shown, site->options.source, site->options.url);
		settings_set(&settings->permalink, site->options.permalink);
	}
	free(found);
}

static uint64_t option_hash(uint64_t hash, const char *text)
{
	return hash_text(hash_bytes(hash, text ? "+" : "-", 1), text ? text : "");
}

/* Whether the settings name a folder of data or of parts that the path is in. */
static bool is_named_part(const struct site *site, const char *path)
{
	for (size_t i = 0; i < site->n_sites; i++) {
		const struct settings *settings = &site->sites[i];
		bool has_includes = settings->templates & SETTINGS_TAGS && settings->includes;

		if ((settings->values && *settings->values && path_below(path, settings->values)) ||
		    (has_includes && *settings->includes && path_below(path, settings->includes)))
			return true;
	}
	return false;
}

/* Whether posts may be put together from the file, or get their addresses from it. */
static bool is_part(const struct site *site, const char *path)
{
	static const char *const folders[] = { "_data",      "_includes", "data",
					       "shortcodes", "partials",  "_shortcodes",
					       "i18n",       "_partials", "models" };
	static const char *const ends[] = { ".meta", ".astro", ".11tydata.js", ".11tydata.json" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		if (path_has_folder(path, folders[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (str_ends(path, ends[i]))
			return true;
	}
	return str_starts(path_base(path), "authors.") || is_named_part(site, path);
}

/* Files that are read only when a post asks. */
static uint64_t parts_hash(const struct site *site, uint64_t hash)
{
	for (size_t i = 0; i < site->tree->n_entries; i++) {
		const struct tree_entry *entry = &site->tree->entries[i];

		if (!is_part(site, entry->path))
			continue;
		tree_measured(site->tree, i);
		hash = hash_text(hash, entry->path);
		hash = hash_bytes(hash, &entry->size, sizeof(entry->size));
		hash = hash_bytes(hash, &entry->mtime, sizeof(entry->mtime));
	}
	return hash;
}

static void take_fingerprint(struct site *site)
{
	uint64_t hash = hash_text(site->data.hash, PACKAGE_VERSION);

	hash = hash_bytes(hash, &(int){ SITE_REVISION }, sizeof(int));
	hash = option_hash(hash, site->options.url);
	hash = option_hash(hash, site->options.permalink);
	hash = option_hash(hash, site->options.lang);
	hash = option_hash(hash, site->options.no_repair ? "x" : NULL);
	site->fingerprint = site->is_plain ? hash : parts_hash(site, hash);
}

/* The site that most posts are of: the first with a candidate, else the top. */
static const struct settings *main_site(const struct site *site)
{
	if (site->candidates.n_items)
		return site->candidates.items[0].settings;
	return &site->sites[site->n_sites - 1];
}

static void find_url_of_site(struct site *site)
{
	const struct settings *settings = main_site(site);
	struct str url = { 0 };

	if (!settings->address)
		return;
	str_format(&url, "%s%s", settings->address, settings->base);
	site->url = str_take(&url);
}

static void find_candidates(struct site *site)
{
	const struct candidates_search search = { site->sites, site->n_sites, site->shown,
						  site->options.below };

	candidates_find(&site->candidates, &search);
	if (*site->options.below)
		candidates_find_all(&site->all, &search);
	else
		candidates_copy(&site->all, &site->candidates);
	site->sections.candidates = &site->all;
	if (!site->options.only) /* else it is shown, whatever its language */
		translations_choose(&site->candidates, site->options.lang, site->shown);
}

struct site *site_new(struct tree *tree, const struct site_options *options,
		      const struct notes *notes)
{
	struct site *site = mem_alloc(1, sizeof(*site));

	site->tree = tree;
	site->notes = notes;
	copy_options(&site->options, options);
	site->shown = mem_string(site->options.root ? site->options.root : site->options.source);
	if (str_starts(site->shown, "file://"))
		memmove(site->shown, site->shown + 7, strlen(site->shown) - 6);
	data_init(&site->data, tree, notes);
	read_settings(site);
	find_candidates(site);
	if (!site->is_plain)
		authors_read(&site->authors, &site->data, site->options.below);
	take_fingerprint(site);
	find_url_of_site(site);
	return site;
}

void site_free(struct site *site)
{
	if (!site)
		return;
	candidates_release(&site->candidates);
	candidates_release(&site->all);
	sections_release(&site->sections);
	authors_release(&site->authors);
	map_release(&site->addresses);
	strings_release(&site->kept);
	for (size_t i = 0; i < site->n_sites; i++)
		settings_release(&site->sites[i]);
	free(site->sites);
	data_release(&site->data);
	free(site->shown);
	free(site->url);
	free_options(&site->options);
	free(site);
}

const char *site_title(const struct site *site)
{
	return main_site(site)->title;
}

const char *site_url(const struct site *site)
{
	return site->url;
}

const char *site_generator(const struct site *site)
{
	const struct generator *generator = main_site(site)->generator;

	return generator ? generator->name : NULL;
}

uint64_t site_fingerprint(const struct site *site)
{
	return site->fingerprint;
}

size_t site_n_candidates(const struct site *site)
{
	return site->candidates.n_items;
}

size_t site_candidate(const struct site *site, size_t i)
{
	return site->candidates.items[i].entry;
}

const char *site_path(const struct site *site, size_t entry)
{
	const char *path = site->tree->entries[entry].path, *below;

	if (site->options.only && str_equal(site->options.only, path))
		return "";
	below = path_below(path, site->options.below);
	return below ? below : path;
}

/* What the front matter does not say, the path may, or the site. */
static void find_language(const struct reading *reading, struct post *post)
{
	const struct settings *settings = reading->settings;
	char *key = NULL;

	if (!post->lang && settings->generator)
		post->lang = language_split(settings, reading->path, &key);
	if (!post->lang)
		post->lang = mem_string(settings->lang);
	free(key);
}

static void place_post(const struct site *site, const char *path, const struct reading *reading,
		       struct post *post)
{
	const struct settings *settings = reading->settings;
	const struct page page = { reading->path, reading->front.tree.root, post };
	struct str home = { 0 };

	find_language(reading, post);
	if (!post->problem && !post->url && settings->address && !discover_is_project(path))
		post->url = locate_page(settings, site->options.permalink, &page);
	post->base = post->url ? mem_string(post->url) : locate_file(site->options.root, path);
	if (settings->address) {
		str_format(&home, "%s%s/", settings->address, settings->base);
		post->site = str_take(&home);
	}
	if (!post->base)
		post->base = mem_string(post->site);
}

static const struct settings *settings_of(const struct site *site, const char *path)
{
	return candidates_site(site->sites, site->n_sites, path);
}

/* Finds out the address of another file of the tree by reading its front matter. */
static char *find_url(struct site *site, size_t entry, const char *path)
{
	const struct settings *settings = settings_of(site, path);
	struct reading reading = { .settings = settings,
				   .path = path_below(path, settings->folder),
				   .name = path };
	struct post post = { .path = mem_string(path) };
	struct str bytes = { 0 };
	char *url = NULL;
	struct err err;

	if (site->tree->read(site->tree, entry, DATA_LIMIT, &bytes, &err) == 0) {
		reading_parse(&reading, &bytes, &post);
		find_language(&reading, &post);
		const struct page page = { reading.path, reading.front.tree.root, &post };

		url = locate_page(settings, site->options.permalink, &page);
	}
	str_release(&bytes);
	reading_release(&reading);
	post_release(&post);
	return url;
}

static char *url_of(void *context, const char *path)
{
	struct site *site = context;
	const char *known = map_find(&site->addresses, path);
	ptrdiff_t entry = tree_find(site->tree, path);

	if (!known && entry >= 0) {
		char *url = find_url(site, (size_t)entry, path);

		strings_add(&site->kept, url ? url : "");
		known = site->kept.items[site->kept.n_items - 1];
		map_put(&site->addresses, path, (char *)known);
		free(url);
	}
	return known && *known ? mem_string(known) : NULL;
}

static enum when_order order_of(void *context)
{
	struct site *site = context;

	if (!site->has_order)
		site->order = votes_order(site->tree, &site->all);
	site->has_order = true;
	return site->order;
}

/* A picture that does not lie beside the post is one of the site's, as its layouts have it. */
static void resolve_cover(const struct site *site, const char *path, struct post *post)
{
	char *folder, *beside;
	struct str target = { 0 };

	if (!post->cover_url || !*post->cover_url || url_is_absolute(post->cover_url))
		return;
	folder = path_folder(path);
	beside = *folder ? path_join(folder, post->cover_url) : mem_string(post->cover_url);
	if (!strchr("/.", *post->cover_url) && tree_find(site->tree, beside) < 0)
		str_byte(&target, '/');
	str_text(&target, post->cover_url);
	free(post->cover_url);
	post->cover_url = links_resolve(post, str_bytes(&target));
	str_release(&target);
	free(beside);
	free(folder);
}

int site_load(const struct site *site, size_t entry, struct str *bytes, struct err *err)
{
	return site->tree->read(site->tree, entry, SITE_LIMIT, bytes, err);
}

enum site_verdict site_read(struct site *site, size_t entry, struct str *bytes, struct post *post,
			    struct err *why)
{
	const char *path = site->tree->entries[entry].path;
	enum refusal refusal = REFUSAL_NONE;
	const struct candidate *candidate = candidates_of(&site->candidates, entry);
	const struct settings *settings = settings_of(site, path);
	bool is_only = site->options.only && str_equal(site->options.only, path);
	char *name = path_join(site->shown, path);
	struct reading reading = { .settings = settings,
				   .notes = site->notes,
				   .path = path_below(path, settings->folder),
				   .name = name,
				   .authors = &site->authors.names,
				   .url_of = url_of,
				   .order_of = order_of,
				   .context = site,
				   .no_repair = site->options.no_repair };
	struct str own = { 0 };
	struct err err;

	*post = (struct post){ .source = mem_string(site->options.source),
			       .path = mem_string(site_path(site, entry)) };
	if (!bytes && site_load(site, entry, &own, &err) < 0)
		reading_fail(&reading, err.text, post);
	else
		reading_parse(&reading, bytes ? bytes : &own, post);
	if (!post->problem && candidate && !is_only)
		refusal = refusal_of(candidate, &site->sections, &reading, post);
	if (refusal != REFUSAL_NONE) {
		refusal_say(refusal, name, why);
		notes_add(site->notes, NOTES_DETAIL, "%s", why->text);
		post_release(post);
	} else {
		place_post(site, path, &reading, post);
		reading_finish(&reading, post);
		resolve_cover(site, path, post);
		post_identify(post);
	}
	reading_release(&reading);
	str_release(&own);
	free(name);
	return refusal != REFUSAL_NONE ? SITE_LEFT_OUT : SITE_POST;
}

void site_read_bytes(struct str *bytes, const char *name, const struct notes *notes,
		     struct post *post)
{
	struct reading reading = { .notes = notes, .path = "", .name = name };

	*post = (struct post){ .source = mem_string(name), .path = mem_string("") };
	reading_parse(&reading, bytes, post);
	reading_finish(&reading, post);
	post_identify(post);
	reading_release(&reading);
}

static void visit_variables(const struct value *map,
			    void (*visit)(void *context, const char *name, const char *text),
			    void *context)
{
	for (const struct value *value = map ? map->first : NULL; value; value = value->next) {
		if (value->kind == VALUE_TEXT && value->key)
			visit(context, value->key, value->text);
		for (const struct value *inner = value->kind == VALUE_MAP ? value->first : NULL;
		     inner; inner = inner->next) {
			if (inner->kind == VALUE_TEXT && inner->key)
				visit(context, inner->key, inner->text);
		}
	}
}

void site_each_variable(const struct site *site,
			void (*visit)(void *context, const char *name, const char *text),
			void *context)
{
	for (size_t i = 0; i < site->n_sites; i++)
		visit_variables(site->sites[i].variables, visit, context);
}

char *site_place(struct site *site, size_t entry)
{
	return url_of(site, site->tree->entries[entry].path);
}

void site_find_pages(struct site *site, const struct strings *addresses,
		     void (*visit)(void *context, size_t entry), void *context)
{
	const struct directory directory = { .tree = site->tree,
					     .root = site->options.root,
					     .url_of = url_of,
					     .context = site,
					     .most = MOST_PAGES };

	directory_find(&directory, addresses, visit, context);
}
