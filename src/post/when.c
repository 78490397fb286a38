/* SPDX-License-Identifier: MIT */
#include "post/when.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/path.h"
#include "post/scan.h"
#include "post/shape.h"
#include "post/zone.h"

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100, DAY = 86400 };

static bool exists(int64_t year, int month, int day)
{
	int64_t same_year;
	int same_month, same_day;

	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	clock_date(clock_days(year, month, day), &same_year, &same_month, &same_day);
	return same_day == day;
}

static int64_t distance(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

/* Of 05/06/2024, which was read with the month first. */
static bool is_day_first(const struct shape *shape, const struct when_rule *rule)
{
	int64_t if_day, if_month;

	if (!exists(shape->year, shape->day, shape->month))
		return false;
	if (!exists(shape->year, shape->month, shape->day))
		return true;
	if (rule->near == 0)
		return rule->order == WHEN_DAY_FIRST;
	if_day = clock_days(shape->year, shape->day, shape->month);
	if_month = clock_days(shape->year, shape->month, shape->day);
	return distance(if_day, rule->near) < distance(if_month, rule->near);
}

static int find_offset(const struct shape *shape, const struct when_rule *rule, int64_t local)
{
	int minutes = rule->zone;

	if (shape->has_zone) {
		minutes = shape->offset;
		if (*shape->place)
			zone_offset(shape->place, local, &minutes);
	} else if (rule->zone_name) {
		zone_offset(rule->zone_name, local, &minutes);
	}
	return minutes;
}

static bool put_together(const struct shape *shape, const struct when_rule *rule, struct when *when)
{
	int second_of_day = shape->hour * 3600 + shape->minute * 60 + shape->second;

	if (!exists(shape->year, shape->month, shape->day) || shape->minute > 59 ||
	    shape->second > 60 || second_of_day > DAY)
		return false;
	*when = (struct when){ .is_known = true, .has_time = shape->has_time };
	when->seconds = clock_days(shape->year, shape->month, shape->day) * DAY;
	if (shape->has_time) {
		when->seconds += second_of_day;
		when->offset = find_offset(shape, rule, when->seconds);
		when->seconds -= (int64_t)when->offset * 60;
	}
	return true;
}

bool when_parse(const char *text, const struct when_rule *rule, struct when *when)
{
	static const struct when_rule plain = { 0 };
	struct shape shape;

	*when = (struct when){ 0 };
	if (!rule)
		rule = &plain;
	if (!text || !shape_read(text, &shape))
		return false;
	if (shape.is_open && is_day_first(&shape, rule)) {
		int day = shape.month;

		shape.month = shape.day;
		shape.day = day;
	}
	return put_together(&shape, rule, when);
}

/* Behind a year months and days stand in one order alone, and most dates begin with it. */
static bool begins_with_year(const char *text)
{
	size_t n = 0;

	while (n < 4 && text[n] >= '0' && text[n] <= '9')
		n++;
	return n == 4;
}

enum when_says when_says(const char *text)
{
	struct shape shape;
	bool may_be_month, may_be_day;

	if (begins_with_year(text) || !shape_read(text, &shape) || !shape.is_open)
		return WHEN_SAYS_NOTHING;
	may_be_month = exists(shape.year, shape.month, shape.day);
	may_be_day = exists(shape.year, shape.day, shape.month);
	if (may_be_month && may_be_day)
		return shape.month == shape.day ? WHEN_SAYS_NOTHING : WHEN_SAYS_EITHER;
	if (may_be_month)
		return WHEN_SAYS_MONTH_FIRST;
	return may_be_day ? WHEN_SAYS_DAY_FIRST : WHEN_SAYS_NOTHING;
}

static bool set_day(int year, int month, int day, struct when *when)
{
	if (!exists(year, month, day))
		return false;
	*when = (struct when){ .is_known = true };
	when->seconds = clock_days(year, month, day) * DAY;
	return true;
}

/* 20240716-x: of the years that the web has seen, so that no other number is taken for a date. */
static bool read_compact(const char *name, struct when *when)
{
	int number;

	return scan_number(&name, 8, 8, &number) && (!*name || strchr("-_. ", *name)) &&
	       number >= 19900101 && number < 21000000 &&
	       set_day(number / 10000, number / 100 % 100, number % 100, when);
}

/* A name that begins with a whole date and then has something else than a digit. */
static bool read_name(const char *name, struct when *when)
{
	int year, month, day;
	char between[2] = { 0 };

	if (read_compact(name, when))
		return true;

	if (!scan_number(&name, 4, 4, &year) || !*name || !strchr("-_.", *name))
		return false;
	between[0] = *name++;
	return scan_number(&name, 1, 2, &month) && scan_byte(&name, between) &&
	       scan_number(&name, 1, 2, &day) && set_day(year, month, day, when);
}

/* The folders 2024/07/16 at the start of `path`; the last may be a file with an extension. */
static bool read_folders(const char *path, struct when *when)
{
	int year, month, day;

	return scan_number(&path, 4, 4, &year) && scan_byte(&path, "/") &&
	       scan_number(&path, 1, 2, &month) && scan_byte(&path, "/") &&
	       scan_number(&path, 1, 2, &day) && (!*path || *path == '/' || *path == '.') &&
	       set_day(year, month, day, when);
}

/* The last name speaks first, then the folders from the inside out. */
bool when_from_path(const char *path, struct when *when)
{
	const char *name = path_base(path);

	*when = (struct when){ 0 };
	for (;;) {
		if (read_name(name, when) || read_folders(name, when))
			return true;
		if (name <= path)
			return false;
		for (name--; name > path && name[-1] != '/'; name--)
			;
	}
}

static void take_apart(const struct when *when, int64_t *year, int *month, int *day, int *second)
{
	int64_t local = when->seconds + (int64_t)when->offset * 60;
	int64_t days = local / DAY - (local % DAY < 0);

	clock_date(days, year, month, day);
	*second = (int)(local - days * DAY);
}

void when_format(const struct when *when, char *out, size_t room)
{
	int64_t year;
	int month, day, second, offset = when->offset < 0 ? -when->offset : when->offset;
	char zone[8] = "Z";

	*out = '\0';
	if (!when->is_known)
		return;
	take_apart(when, &year, &month, &day, &second);
	if (offset != 0)
		snprintf(zone, sizeof(zone), "%c%02d:%02d", when->offset < 0 ? '-' : '+',
			 offset / 60 % 100, offset % 60);
	snprintf(out, room, "%04d-%02d-%02dT%02d:%02d:%02d%s", (int)year, month, day, second / 3600,
		 second / 60 % 60, second % 60, zone);
}

void when_day(const struct when *when, char *out, size_t room)
{
	int64_t year;
	int month, day, second;

	*out = '\0';
	if (!when->is_known)
		return;
	take_apart(when, &year, &month, &day, &second);
	snprintf(out, room, "%04d-%02d-%02d", (int)year, month, day);
}
