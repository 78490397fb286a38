/* SPDX-License-Identifier: MIT */
#include "settings/signboard.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/url.h"

enum { LINES = 60, LONGEST_LINE = 2000 }; /* the rest is about building and contributing */

static const char *const foreign[] = {
	"github.com",   "gitlab.com",   "codeberg.org",        "bitbucket.org", "sr.ht",
	"npmjs.com",    "pypi.org",     "shields.io",          "travis-ci.org", "travis-ci.com",
	"circleci.com", "netlify.com",  "vercel.com",          "slack.com",     "discord.gg",
	"twitter.com",  "facebook.com", "creativecommons.org", "localhost",     "opensource.org"
};

/* What a line says of the site it belongs to. */
static const char *const telling[] = {
	"website",      "web site",     "site for",       "site of",   "source for",
	"source of",    "source code",  "repository for", "repo for",  "code for",
	"live at",      "live on",      "hosted at",      "hosted on", "deployed",
	"published at", "published on", "available at",   "visit",     "homepage",
	"home page",    "production"
};

/* What a line says of other sites. */
static const char *const misleading[] = {
	"built with", "built using", "built on", "powered by", "made with", "created with",
	"generated",  "generator",   "based on", "install",    "download",  "documentation",
	"docs",       "framework",   "inspired", "theme",      "template",  "license",
	"uses",       "using",       "previous", "archive",    "old site",  "old website"
};

static bool has_any(const char *line, size_t len, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t word = strlen(words[i]);

		for (size_t at = 0; at + word <= len; at++) {
			if (strncasecmp(line + at, words[i], word) == 0)
				return true;
		}
	}
	return false;
}

bool signboard_is_foreign(const char *address)
{
	struct url url;

	url_split(address, &url);
	for (size_t i = 0; url.host.at && i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		size_t len = strlen(foreign[i]);
		const char *end = url.host.at + url.host.len - len;

		if (url.host.len >= len && strncasecmp(end, foreign[i], len) == 0 &&
		    (url.host.len == len || end[-1] == '.'))
			return true;
	}
	return !url.host.at || strspn(url.host.at, "0123456789.") >= url.host.len;
}

/* The address of a host's root at that place, into a copy; or NULL. */
static char *root_at(const char *at)
{
	static const char ends[] = " \t\r\n<>()[]\"'`*|";
	char *address = mem_copy(at, strcspn(at, ends));
	size_t len = strlen(address);
	struct url url;

	while (len && strchr(".,;:!?", address[len - 1]))
		address[--len] = '\0';
	url_split(address, &url);
	if (url.host.at && memchr(url.host.at, '.', url.host.len) && url.path.len <= 1 &&
	    !url.query.at && !signboard_is_foreign(address))
		return address;
	free(address);
	return NULL;
}

/* Whether the line is a heading or a sentence about the site itself. */
static bool is_telling(const char *line, size_t len)
{
	if (has_any(line, len, misleading, sizeof(misleading) / sizeof(misleading[0])))
		return false;
	return *line == '#' || has_any(line, len, telling, sizeof(telling) / sizeof(telling[0]));
}

static char *in_line(const char *line, size_t len)
{
	char *address = NULL;

	for (size_t at = 0; at + 7 < len && !address; at++) {
		if (strncmp(line + at, "http://", 7) == 0 || strncmp(line + at, "https://", 8) == 0)
			address = root_at(line + at);
	}
	return address;
}

char *signboard_read(const char *text)
{
	char *address = NULL;

	for (int i = 0; i < LINES && *text && !address; i++) {
		size_t len = strcspn(text, "\n");

		if (is_telling(text, len < LONGEST_LINE ? len : LONGEST_LINE))
			address = in_line(text, len < LONGEST_LINE ? len : LONGEST_LINE);
		text += len + (text[len] == '\n');
	}
	return address;
}
