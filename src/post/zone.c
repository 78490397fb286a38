/* SPDX-License-Identifier: MIT */
#include "post/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100, N_MONTHS = (LAST_YEAR - FIRST_YEAR + 1) * 12 };
enum { UNKNOWN = INT16_MAX, CHANGES = INT16_MAX - 1 }; /* in the cache, beside minutes */

static const struct {
	const char *name;
	int minutes;
} abbreviations[] = {
	{ "z", 0 },      { "utc", 0 },    { "gmt", 0 },    { "ut", 0 },      { "wet", 0 },
	{ "west", 60 },  { "bst", 60 },   { "cet", 60 },   { "cest", 120 },  { "eet", 120 },
	{ "eest", 180 }, { "msk", 180 },  { "ist", 330 },  { "sgt", 480 },   { "awst", 480 },
	{ "jst", 540 },  { "kst", 540 },  { "acst", 570 }, { "acdt", 630 },  { "aest", 600 },
	{ "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 }, { "brt", -180 },  { "ast", -240 },
	{ "edt", -240 }, { "est", -300 }, { "cdt", -300 }, { "cst", -360 },  { "mdt", -360 },
	{ "mst", -420 }, { "pdt", -420 }, { "pst", -480 }, { "akdt", -480 }, { "akst", -540 },
	{ "hst", -600 }, { "aoe", -720 },
};

bool zone_abbreviation(const char *word, size_t len, int *minutes)
{
	for (size_t i = 0; i < sizeof(abbreviations) / sizeof(*abbreviations); i++) {
		if (strlen(abbreviations[i].name) == len &&
		    strncasecmp(abbreviations[i].name, word, len) == 0) {
			*minutes = abbreviations[i].minutes;
			return true;
		}
	}
	return false;
}

/* The C library takes any name for a zone, so whether there is one must be seen for oneself. */
static bool system_knows(const char *name)
{
	const char *folder = getenv("TZDIR");
	char *path;
	bool is_there;

	if (!*name || *name == '/' || *name == '.' || strstr(name, ".."))
		return false;
	path = path_join(folder ? folder : "/usr/share/zoneinfo", name);
	is_there = access(path, R_OK) == 0;
	free(path);
	return is_there;
}

static int ask_here(int64_t local)
{
	int64_t days = local / 86400 - (local % 86400 < 0), year;
	struct tm tm = { .tm_isdst = -1 };
	int month, day, second = (int)(local - days * 86400);

	clock_date(days, &year, &month, &day);
	tm.tm_year = (int)year - 1900;
	tm.tm_mon = month - 1;
	tm.tm_mday = day;
	tm.tm_hour = second / 3600;
	tm.tm_min = second / 60 % 60;
	tm.tm_sec = second % 60;
	return (int)((local - (int64_t)mktime(&tm)) / 60);
}

struct span {
	int64_t first, last; /* local times */
};

/* The offsets at both ends of the span and at `local`, with one change of TZ. */
static int ask(const char *name, const struct span *span, int64_t local, int *cached)
{
	char *before = mem_string(getenv("TZ"));
	int first, minutes;

	setenv("TZ", name, 1);
	tzset();
	minutes = ask_here(local);
	first = ask_here(span->first);
	*cached = first == ask_here(span->last) ? first : CHANGES;
	if (before)
		setenv("TZ", before, 1);
	else
		unsetenv("TZ");
	tzset();
	free(before);
	return minutes;
}

/* A site has one zone and thousands of posts: what held for both ends of a month is kept. */
static struct {
	char name[64];
	int16_t months[N_MONTHS];
} cache;

static void remember(const char *name)
{
	snprintf(cache.name, sizeof(cache.name), "%s", name);
	for (int i = 0; i < N_MONTHS; i++)
		cache.months[i] = UNKNOWN;
}

static int offset_of(const char *name, int64_t local)
{
	int64_t days = local / 86400 - (local % 86400 < 0), year, place;
	struct span span;
	int month, day, minutes, cached;

	if (strcmp(cache.name, name) != 0)
		remember(name);
	clock_date(days, &year, &month, &day);
	place = (year - FIRST_YEAR) * 12 + month - 1;
	if (place >= 0 && place < N_MONTHS && cache.months[place] < CHANGES)
		return cache.months[place];
	span.first = clock_days(year, month, 1) * 86400;
	span.last = clock_days(year + month / 12, month % 12 + 1, 1) * 86400 - 1;
	minutes = ask(name, &span, local, &cached);
	if (place >= 0 && place < N_MONTHS)
		cache.months[place] = (int16_t)cached;
	return minutes;
}

bool zone_offset(const char *name, int64_t local, int *minutes)
{
	if (strlen(name) < sizeof(cache.name) &&
	    (strcmp(cache.name, name) == 0 || system_knows(name)))
		*minutes = offset_of(name, local);
	else
		return zone_abbreviation(name, strlen(name), minutes);
	return true;
}
