/* SPDX-License-Identifier: MIT */
#include "config/address.h"

#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "text/url.h"

/* git@forge.example:team/site */
static bool is_git(const char *typed)
{
	const char *at = strchr(typed, '@'), *colon = strchr(typed, ':');

	return at && colon && at < colon && strcspn(typed, "/") > (size_t)(colon - typed);
}

/* A last label that may be a country or the like, and is no file's extension. */
static bool is_top_label(const char *label, size_t len)
{
	static const char *const extensions[] = { "md",       "mdx",   "mkd",  "html", "htm", "txt",
						  "xml",      "json",  "yaml", "yml",  "zip", "gz",
						  "tar",      "xz",    "zst",  "bz2",  "tgz", "rss",
						  "markdown", "mdown", "atom", "opml" };

	if (len < 2 || len > 10)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!isalpha((unsigned char)label[i]))
			return false;
	}
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		if (strlen(extensions[i]) == len && strncmp(extensions[i], label, len) == 0)
			return false;
	}
	return true;
}

/* conference.example/news, as people write addresses. */
static bool is_bare_host(const char *typed)
{
	size_t len = strcspn(typed, "/"), dot = len;

	while (dot > 0 && typed[dot - 1] != '.')
		dot--;
	if (dot < 2 || !isalnum((unsigned char)typed[0]))
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!isalnum((unsigned char)typed[i]) && !strchr("-.", typed[i]))
			return false;
	}
	return is_top_label(typed + dot, len - dot);
}

/* Scheme and host in lower case, and never an empty path. */
static char *normal_url(const char *typed)
{
	char *url = mem_string(typed);
	struct url parts;
	struct str whole = { 0 };

	url_split(url, &parts);
	for (char *c = url; parts.host.at && c < parts.host.at + parts.host.len; c++) {
		if (c < parts.scheme.at + parts.scheme.len || c >= parts.host.at)
			*c = (char)tolower((unsigned char)*c);
	}
	if (!parts.host.at || parts.path.len > 0)
		return url;
	str_add(&whole, url, strcspn(url, "?#"));
	str_byte(&whole, '/');
	str_text(&whole, url + strcspn(url, "?#"));
	free(url);
	return str_take(&whole);
}

/* "." and ".." go, by the text alone: a link in the path stays what the user called it. */
static char *normal_path(const char *path)
{
	struct str normal = { 0 };

	while (*path) {
		size_t len = strcspn(path, "/");

		if (len == 2 && strncmp(path, "..", 2) == 0) {
			while (normal.len > 0 && normal.bytes[--normal.len] != '/')
				;
		} else if (len > 0 && !(len == 1 && *path == '.')) {
			str_byte(&normal, '/');
			str_add(&normal, path, len);
		}
		path += len;
		path += strspn(path, "/");
	}
	if (normal.len == 0)
		str_byte(&normal, '/');
	str_add(&normal, "", 0);
	return str_take(&normal);
}

static char *absolute_path(const char *typed, const char *folder)
{
	const char *home = getenv("HOME");
	char here[PATH_MAX], *path, *normal;

	if (*typed == '~' && (typed[1] == '/' || !typed[1]) && home)
		path = path_join(home, typed + 1 + (typed[1] == '/'));
	else if (*typed == '/')
		path = mem_string(typed);
	else if (folder)
		path = path_join(folder, typed);
	else
		path = path_join(getcwd(here, sizeof(here)) ? here : "/", typed);
	normal = normal_path(path);
	free(path);
	return normal;
}

/* file:///x and file://localhost/x */
static char *file_path(const char *typed)
{
	const char *path = typed + strlen("file:");
	char *plain, *normal;

	if (str_starts(path, "//"))
		path += 2 + strcspn(path + 2, "/");
	plain = url_decode(path);
	normal = normal_path(plain);
	free(plain);
	return normal;
}

static char *https_url(const char *bare)
{
	struct str url = { 0 };
	char *normal;

	str_format(&url, "https://%s", bare);
	normal = normal_url(url.bytes);
	str_release(&url);
	return normal;
}

char *address_normal(const char *typed, const char *folder)
{
	char *path;

	if (str_starts(typed, "feed://"))
		return https_url(typed + strlen("feed://"));
	if (str_starts(typed, "feed:") && url_is_absolute(typed + strlen("feed:")))
		typed += strlen("feed:");
	if (str_equal(typed, "-") || is_git(typed))
		return mem_string(typed);
	if (str_starts(typed, "file:"))
		return file_path(typed);
	if (url_is_absolute(typed) && strstr(typed, "://"))
		return normal_url(typed);
	path = absolute_path(typed, folder);
	if (access(path, F_OK) < 0 && is_bare_host(typed)) {
		free(path);
		return https_url(typed);
	}
	return path;
}
