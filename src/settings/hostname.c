/* SPDX-License-Identifier: MIT */
#include "settings/hostname.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

/* Long endings of hosts; those of two letters are of countries, but for those of files. */
static bool is_domain(const char *end)
{
	static const char *const longer[] = {
		"org",        "com",   "net",     "info",   "dev",        "app",    "community",
		"events",     "event", "tech",    "africa", "asia",       "berlin", "live",
		"conference", "fyi",   "rocks",   "wtf",    "camp",       "codes",  "ninja",
		"team",       "world", "global",  "club",   "foundation", "cat",    "lat",
		"network",    "site",  "website", "social", "works",      "day",    "space",
		"software",   "sh",    "blog",    "news",
	};
	static const char *const files[] = { "js", "ts", "py", "rb", "rs", "md", "go", "cc", "gz" };
	size_t len = strlen(end);

	for (size_t i = 0; i < sizeof(longer) / sizeof(longer[0]); i++) {
		if (str_equal(end, longer[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (str_equal(end, files[i]))
			return false;
	}
	return len == 2 && islower((unsigned char)end[0]) && islower((unsigned char)end[1]);
}

static bool is_host(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot != name && *name != '.' && !strstr(name, "..") &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-")] == '\0' &&
	       is_domain(dot + 1);
}

/* The name without what archives, repositories and branches ("-main") add to it; NULL where it is
 * no host. */
static char *host_of(const char *name, size_t len)
{
	static const char *const ends[] = { ".gz", ".xz", ".zst", ".tgz", ".zip", ".tar", ".git" };
	char *host = mem_copy(name, len), *dash;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (str_ends(host, ends[i]))
			host[strlen(host) - strlen(ends[i])] = '\0';
	}
	for (char *c = host; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	while (!is_host(host) && (dash = strrchr(host, '-')))
		*dash = '\0';
	if (is_host(host))
		return host;
	free(host);
	return NULL;
}

/* A place on disk is called by its last name. */
static char *of_place(const char *place)
{
	size_t len = strlen(place), start;

	while (len > 0 && place[len - 1] == '/')
		len--;
	for (start = len; start > 0 && place[start - 1] != '/';)
		start--;
	return host_of(place + start, len - start);
}

/* What a forge calls a repository stands second: https://forge/OWNER/NAME/…, git@forge:OWNER/NAME
 */
static char *of_address(const char *address)
{
	const char *at = strstr(address, "://");

	at = at ? strchr(at + 3, '/') : strchr(address, ':');
	at = at ? strchr(at + 1, '/') : NULL;
	return at ? host_of(at + 1, strcspn(at + 1, "/?#")) : NULL;
}

/* The next address of a remote in .git/config, *at going on behind it; NULL at the end. The caller
 * frees. */
static char *next_remote(const char **at)
{
	while (*at && (*at = strstr(*at, "url"))) {
		*at += 3 + strspn(*at + 3, " \t");
		if (**at != '=')
			continue;
		*at += 1 + strspn(*at + 1, " \t");
		return mem_copy(*at, strcspn(*at, " \t\r\n"));
	}
	return NULL;
}

static const char *remotes_of(struct data *data)
{
	return tree_find(data->tree, ".git/config") >= 0 ? data_text(data, ".git/config") : NULL;
}

static char *of_remotes(struct data *data)
{
	const char *at = remotes_of(data);
	char *host = NULL, *address;

	while (!host && (address = next_remote(&at))) {
		host = of_address(address);
		free(address);
	}
	return host;
}

/* Where forges show pages. */
static const struct {
	const char *forge, *pages;
} forges[] = {
	{ "github.com", "github.io" },
	{ "gitlab.com", "gitlab.io" },
	{ "codeberg.org", "codeberg.page" },
};

/* https://forge/OWNER/NAME, git@forge:OWNER/NAME.git */
static char *pages_of(const char *address, const char *base)
{
	for (size_t i = 0; i < sizeof(forges) / sizeof(forges[0]); i++) {
		const char *at = strstr(address, forges[i].forge), *name;
		struct str host = { 0 };
		size_t owner;

		at = at ? at + strlen(forges[i].forge) : "";
		if (*at != '/' && *at != ':')
			continue;
		owner = strcspn(++at, "/");
		name = at[owner] ? at + owner + 1 : "";
		if (*base != '/' || !base[1] || !str_starts(name, base + 1) ||
		    !strchr("./?#", name[strlen(base) - 1]))
			continue;
		str_format(&host, "%.*s.%s", (int)owner, at, forges[i].pages);
		for (char *c = host.bytes; *c; c++)
			*c = (char)tolower((unsigned char)*c);
		return str_take(&host);
	}
	return NULL;
}

char *hostname_of_pages(struct data *data, const char *source, const char *base)
{
	const char *at = remotes_of(data);
	char *host = pages_of(source, base), *address;

	while (!host && (address = next_remote(&at))) {
		host = pages_of(address, base);
		free(address);
	}
	return host;
}

char *hostname_find(struct data *data, const char *folder, const char *shown, const char *source)
{
	char *host = *folder ? host_of(path_base(folder), strlen(path_base(folder))) : NULL;

	if (!host)
		host = of_place(shown);
	if (!host)
		host = *source == '/' ? of_place(source) : of_address(source);
	return host ? host : of_remotes(data);
}
