/* SPDX-License-Identifier: MIT */
#include "site/eleventy.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "settings/literal.h"
#include "settings/skim.h"
#include "template/template.h"

static const char *const configs[] = { "eleventy.config.js", "eleventy.config.cjs",
				       "eleventy.config.mjs", "eleventy.config.ts",
				       ".eleventy.js" };

enum { N_CONFIGS = sizeof(configs) / sizeof(configs[0]) };

bool eleventy_is(struct data *data, const char *path)
{
	const char *name = path_base(path), *text;

	for (size_t i = 0; i < N_CONFIGS; i++) {
		if (str_equal(name, configs[i]))
			return true;
	}
	if (!str_equal(name, "package.json"))
		return false;
	text = data_text(data, path);
	return text && strstr(text, "\"@11ty/eleventy\"");
}

/* The text in quotes behind `key:` in a script, into a copy for the caller to free; or NULL. */
static char *quoted_after(const char *text, const char *key)
{
	size_t len = strlen(key);

	for (; text && (text = strstr(text, key)); text += len) {
		const char *at = text + len, *end;

		at += strspn(at, "\"' \t");
		if (*at != ':')
			continue;
		at += 1 + strspn(at + 1, " \t");
		if (*at != '"' && *at != '\'')
			continue;
		end = strchr(at + 1, *at);
		if (end)
			return mem_copy(at + 1, (size_t)(end - at - 1));
	}
	return NULL;
}

static const char *config_text(const struct settings *settings)
{
	const char *text = NULL;

	for (size_t i = 0; i < N_CONFIGS && !text; i++)
		text = settings_file(settings, configs[i]);
	return text;
}

/* A folder below the input's; "../_data" is beside it. */
static char *below(const struct settings *settings, const char *input, const char *name)
{
	char *outer = mem_string(input), *inner, *path;

	while (str_starts(name, "../")) {
		char *above = path_folder(outer);

		free(outer);
		outer = above;
		name += 3;
	}
	inner = *outer ? path_join(outer, name) : mem_string(name);
	path = settings_path(settings, inner);
	free(inner);
	free(outer);
	return path;
}

static bool has_folder(const struct settings *settings, const char *folder)
{
	const struct tree *tree = settings->data->tree;
	size_t len = strlen(folder);

	for (size_t i = 0; i < tree->n_entries; i++) {
		if (strncmp(tree->entries[i].path, folder, len) == 0 &&
		    tree->entries[i].path[len] == '/')
			return true;
	}
	return false;
}

/* What `dir.input` says; else src/ where the data stands in it. The caller frees. */
static char *input_folder(const struct settings *settings, const char *config)
{
	char *input = quoted_after(config, "input"), *guess;
	bool is_guessed;

	if (input) {
		settings_set_folder(&input, input);
		return input;
	}
	guess = settings_path(settings, "src/_data");
	is_guessed = has_folder(settings, guess);
	free(guess);
	return mem_string(is_guessed ? "src" : "");
}

/* `breaks: true` in a script. */
static bool sets_breaks(const char *text)
{
	for (; text && (text = strstr(text, "breaks")); text++) {
		const char *value = text + 6 + strspn(text + 6, "\"' \t");

		if (*value == ':' && str_starts(value + 1 + strspn(value + 1, " \t"), "true"))
			return true;
	}
	return false;
}

/* Where markdown-it is set up: in the settings, or in a script of theirs called markdown. */
static bool breaks_are_kept(const struct settings *settings, const char *config)
{
	const struct tree *tree = settings->data->tree;
	bool are_kept = sets_breaks(config);

	for (size_t i = 0; config && i < tree->n_entries && !are_kept; i++) {
		const char *path = path_below(tree->entries[i].path, settings->folder);
		const char *name = path ? path_base(path) : "";

		if (!path || !strstr(path_extension(path), "js") ||
		    (strncasecmp(name, "markdown", 8) != 0 && strncasecmp(name, "md", 2) != 0) ||
		    discover_skips(path))
			continue;
		are_kept = sets_breaks(data_text(settings->data, tree->entries[i].path));
	}
	return are_kept;
}

/* Adds `"name": value,` of each addGlobalData("name", value) of the script. */
static void take_globals(const char *script, struct str *out)
{
	static const char call[] = "addGlobalData(";
	struct skim skim = { .at = script, .end = script + strlen(script), .depth = 1 };

	while ((skim.at = memmem(skim.at, (size_t)(skim.end - skim.at), call, sizeof(call) - 1))) {
		const char *name, *value;
		size_t len;

		skim.at += sizeof(call) - 1;
		skim_blank(&skim);
		name = skim.at;
		if (!skim_is_quote(&skim, skim_peek(&skim)))
			continue;
		skim_over(&skim);
		len = (size_t)(skim.at - name);
		skim_blank(&skim);
		if (skim_peek(&skim) != ',')
			continue;
		value = ++skim.at;
		skim_value(&skim);
		str_add(out, name, len);
		str_text(out, ": ");
		str_add(out, value, (size_t)(skim.at - value));
		str_text(out, ",\n");
	}
}

/* What the settings' script makes known to all templates, beside the data files: read as what the
 * script exports, so that the names in front of it count. */
static void read_globals(struct settings *settings, const char *config)
{
	struct str script = { 0 }, globals = { 0 };

	if (config)
		take_globals(config, &globals);
	if (globals.len) {
		str_format(&script, "%s\nexport default {\n%s};\n", config, globals.bytes);
		literal_parse(script.bytes, script.len, LITERAL_SCRIPT, &settings->made);
		settings->own = settings->made.root;
	}
	str_release(&globals);
	str_release(&script);
}

static const struct value *data_of(const struct settings *settings, const char *name)
{
	const struct value *values = data_named(settings->data, settings->values, name);

	return values ? values : value_find(settings->own, name);
}

/* The address and the title stand in one of the data files that sites keep them in. */
static void read_data(struct settings *settings)
{
	static const char *const names[] = { "site",   "metadata", "meta",
					     "config", "settings", "global" };
	static const char *const addresses[] = { "url",      "domain",  "origin",  "baseUrl",
						 "baseURL",  "siteUrl", "siteURL", "site_url",
						 "base_url", "host",    "homepage" };
	static const char *const titles[] = { "title", "name", "siteName", "site_name" };
	static const char *const languages[] = { "lang", "language", "locale" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct value *values = data_of(settings, names[i]);

		for (size_t j = 0;
		     values && !settings->address && j < sizeof(addresses) / sizeof(addresses[0]);
		     j++)
			settings_set_address(settings, value_text(values, addresses[j]));
		if (!settings->title)
			settings_set(&settings->title, settings_first(values, titles, 4));
		if (!settings->lang)
			settings_set(&settings->lang, settings_first(values, languages, 3));
		if (i == 0)
			settings->variables = values;
	}
}

void eleventy_read(struct settings *settings)
{
	const char *config = config_text(settings);
	char *input = input_folder(settings, config);
	char *data = quoted_after(config, "data"), *includes = quoted_after(config, "includes");

	settings->content = input;
	settings->values = below(settings, input, data ? data : "_data");
	settings->includes = below(settings, input, includes ? includes : "_includes");
	free(data);
	free(includes);
	read_globals(settings, config);
	read_data(settings);
	settings->keep_breaks = breaks_are_kept(settings, config);
	if (!settings->address)
		settings_set_address(settings, value_text(settings_values(settings, "package.json"),
							  "homepage"));
}

enum discover eleventy_place(const struct settings *settings, const char *path)
{
	const char *extension = path_extension(path);

	if (str_equal(extension, ".html") || str_equal(extension, ".htm"))
		return DISCOVER_NO;
	return discover_place(settings, path);
}

/* A value of the data files of the post's folder and those above it: posts.json, posts.11tydata.js.
 */
static const char *folder_value(const struct settings *settings, const char *path, const char *key)
{
	static const char *const ends[] = { ".11tydata.json", ".11tydata.js", ".11tydata.cjs",
					    ".11tydata.mjs", ".json" };
	char *folder = path_folder(path);
	const char *found = NULL;

	while (*folder && !found) {
		struct str name = { 0 };

		for (size_t i = 0; !found && i < sizeof(ends) / sizeof(ends[0]); i++) {
			str_clear(&name);
			str_format(&name, "%s/%s%s", folder, path_base(folder), ends[i]);
			found = value_text(settings_values(settings, str_bytes(&name)), key);
		}
		str_release(&name);
		char *above = path_folder(folder);

		free(folder);
		folder = above;
	}
	free(folder);
	return found;
}

void eleventy_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *rule = value_text(page->front, "permalink");
	char *name, *slug;
	size_t input = strlen(settings->content);

	if (!rule)
		rule = folder_value(settings, page->path, "permalink");
	if (rule) {
		if (!str_equal(rule, "false"))
			template_line(settings, page, rule, out);
		return;
	}
	/* The place of the file, without its date; x/x.md is the page of its folder. */
	name = path_folder(page->path +
			   (input && str_starts(page->path, settings->content) ? input + 1 : 0));
	str_text(out, name);
	slug = permalink_name(page->path, false);
	if (!str_starts(path_base(page->path), "index.") && !str_equal(path_base(name), slug))
		str_format(out, "/%s", slug);
	free(slug);
	free(name);
	str_byte(out, '/');
}
