/* SPDX-License-Identifier: MIT */
#include "settings/settings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "text/url.h"

void settings_release(struct settings *settings)
{
	char *const texts[] = { settings->folder,    settings->content, settings->title,
				settings->address,   settings->base,    settings->permalink,
				settings->zone_name, settings->lang,    settings->includes,
				settings->values };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free(texts[i]);
	strings_release(&settings->langs);
	strings_release(&settings->lang_folders);
	value_release(&settings->made);
	*settings = (struct settings){ 0 };
}

char *settings_path(const struct settings *settings, const char *name)
{
	return *settings->folder ? path_join(settings->folder, name) : mem_string(name);
}

const char *settings_file(const struct settings *settings, const char *name)
{
	char *path = settings_path(settings, name);
	const char *text = NULL;

	if (tree_find(settings->data->tree, path) >= 0)
		text = data_text(settings->data, path);
	free(path);
	return text;
}

const struct value *settings_values(const struct settings *settings, const char *name)
{
	char *path = settings_path(settings, name);
	const struct value *values = NULL;

	if (tree_find(settings->data->tree, path) >= 0)
		values = data_values(settings->data, path);
	free(path);
	return values;
}

void settings_set(char **text, const char *value)
{
	if (!value || !*value)
		return;
	char *copy = mem_string(value);

	free(*text);
	*text = copy;
}

void settings_set_folder(char **folder, const char *value)
{
	size_t len;

	if (!value || !*value)
		return;
	while (str_starts(value, "./"))
		value += 2;
	len = strlen(value);
	while (len > 0 && value[len - 1] == '/')
		len--;
	char *copy = mem_copy(value, len == 1 && *value == '.' ? 0 : len);

	free(*folder);
	*folder = copy;
}

const struct value *settings_find(const struct value *map, const char *key)
{
	const struct value *found = NULL;

	for (const struct value *v = map && map->kind == VALUE_MAP ? map->first : NULL; v;
	     v = v->next) {
		if (str_equal_folded(v->key, key))
			found = v;
	}
	return found;
}

const char *settings_text(const struct value *map, const char *key)
{
	const struct value *value = settings_find(map, key);

	return value && value->kind == VALUE_TEXT ? value->text : NULL;
}

const struct value *settings_some(const struct settings *settings, const char *const *names,
				  size_t n_names)
{
	const struct value *values = NULL;

	for (size_t i = 0; i < n_names && !values; i++)
		values = settings_values(settings, names[i]);
	return values;
}

const char *settings_first(const struct value *map, const char *const *keys, size_t n_keys)
{
	for (size_t i = 0; map && i < n_keys; i++) {
		const struct value *value = value_path(map, keys[i]);

		if (value && value->kind == VALUE_TEXT && *value->text)
			return value->text;
	}
	return NULL;
}

/* A host that only the site's makers see, while they work on it, or that they left as they found
 * it. */
static bool is_private(const char *host, size_t len)
{
	static const char *const hosts[] = { "localhost",   "127.0.0.1",      "0.0.0.0",
					     "[::1]",       "example.com",    "example.org",
					     "example.net", "www.example.com" };

	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		if (strlen(hosts[i]) == len && strncmp(host, hosts[i], len) == 0)
			return true;
	}
	return len == 0;
}

static bool is_host(const char *host, size_t len)
{
	bool has_dot = false;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)host[i];

		if (!isalnum(c) && !strchr(".-_:", c) && c < 0x80)
			return false;
		has_dot |= c == '.';
	}
	return has_dot && len > 3 && !is_private(host, len);
}

bool settings_set_address(struct settings *settings, const char *address)
{
	struct str whole = { 0 };
	struct url url;
	bool is_good;

	while (address && isspace((unsigned char)*address))
		address++;
	if (!address || !*address || *address == '.')
		return false;
	if (str_starts(address, "//"))
		str_text(&whole, "https:");
	else if (!strstr(address, "://"))
		str_text(&whole, "https://");
	str_add(&whole, address, strcspn(address, "#"));
	while (whole.len && (isspace((unsigned char)whole.bytes[whole.len - 1]) ||
			     whole.bytes[whole.len - 1] == '/'))
		str_cut(&whole, whole.len - 1);
	url_split(str_bytes(&whole), &url);
	is_good = url.scheme.len >= 4 && strncmp(url.scheme.at, "http", 4) == 0 && url.host.at &&
		  is_host(url.host.at, url.host.len) && !url.query.at;
	if (is_good) {
		settings_set(&settings->base, url.path.len ? url.path.at : NULL);
		if (url.path.len)
			whole.bytes[url.path.at - whole.bytes] = '\0';
		settings_set(&settings->address, whole.bytes);
	}
	str_release(&whole);
	return is_good;
}
