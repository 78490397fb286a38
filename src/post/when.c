/* SPDX-License-Identifier: MIT */
#include "post/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/path.h"
#include "base/str.h"
#include "post/month.h"
#include "post/zone.h"
#include "text/fold.h"

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100, LONGEST = 200, DAY = 86400 };

/* What stands in the text, before anybody asks whether there is such a day. */
struct parts {
	int year, month, day; /* year and day -1, month 0: not read yet */
	bool has_time, has_zone;
	int hour, minute, second;
	int offset;
	char zone[64]; /* a place that was named, or "" */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* One of `set`, taken. */
static bool take_byte(const char **at, const char *set)
{
	if (!**at || !strchr(set, **at))
		return false;
	++*at;
	return true;
}

static void skip(const char **at, const char *set)
{
	while (take_byte(at, set))
		;
}

/* A run of digits of that length, no more and no fewer: its length, or 0 and nothing taken. */
static int take_number(const char **at, int least, int most, int *number)
{
	int n = 0, sum = 0;

	for (; is_digit((*at)[n]); n++) {
		if (n == most)
			return 0;
		sum = sum * 10 + (*at)[n] - '0';
	}
	if (n < least)
		return 0;
	*number = sum;
	*at += n;
	return n;
}

static size_t word_length(const char *at)
{
	size_t len = 0;

	while (is_letter(at[len]))
		len++;
	return len;
}

/* The whole word, taken. */
static bool take_word(const char **at, const char *word)
{
	size_t len = word_length(*at);

	if (len != strlen(word) || strncmp(*at, word, len) != 0)
		return false;
	*at += len;
	return true;
}

static bool take_some_word(const char **at, const char *const *words)
{
	for (; *words; words++) {
		if (take_word(at, *words))
			return true;
	}
	return false;
}

static bool exists(int64_t year, int month, int day)
{
	int64_t same_year;
	int same_month, same_day;

	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	clock_date(clock_days(year, month, day), &same_year, &same_month, &same_day);
	return same_day == day;
}

static void skip_weekday(const char **at)
{
	size_t len = word_length(*at);

	if (len > 0 && strncmp(*at + len, "-feira", 6) == 0)
		len += 6;
	if (!month_is_weekday(*at, len))
		return;
	*at += len;
	skip(at, " ,.");
}

/* 2024-07-16, 2024/7/16, 2024.07.16, 20240716 */
static bool take_iso(const char **at, struct parts *parts)
{
	const char *from = *at;
	int number, year, month, day;
	char between[2] = { 0 };

	if (take_number(at, 8, 8, &number)) {
		parts->year = number / 10000;
		parts->month = number / 100 % 100;
		parts->day = number % 100;
		return true;
	}
	if (take_number(at, 4, 4, &year) && **at && strchr("-/.", **at)) {
		between[0] = *(*at)++;
		if (take_number(at, 1, 2, &month) && take_byte(at, between) &&
		    take_number(at, 1, 2, &day)) {
			parts->year = year;
			parts->month = month;
			parts->day = day;
			return true;
		}
	}
	*at = from;
	return false;
}

static int64_t distance(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

static bool is_day_first(const int fields[2], int year, const struct when_rule *rule)
{
	int64_t if_day, if_month;

	if (!exists(year, fields[0], fields[1]))
		return true;
	if (!exists(year, fields[1], fields[0]))
		return false;
	if (rule->near == 0)
		return rule->order == WHEN_DAY_FIRST;
	if_day = clock_days(year, fields[1], fields[0]);
	if_month = clock_days(year, fields[0], fields[1]);
	return distance(if_day, rule->near) < distance(if_month, rule->near);
}

static int whole_year(int year)
{
	return year + (year < 70 ? 2000 : 1900);
}

/* 01-21-2026, 24/05/2015, 8.2.21 */
static bool take_numeric(const char **at, const struct when_rule *rule, struct parts *parts)
{
	const char *from = *at;
	char between[2] = { 0 };
	int fields[2], year, n = 0;
	bool day_first;

	if (take_number(at, 1, 2, &fields[0]) && **at && strchr("-/.", **at)) {
		between[0] = *(*at)++;
		if (take_number(at, 1, 2, &fields[1]) && take_byte(at, between))
			n = take_number(at, 2, 4, &year);
	}
	if (n != 2 && n != 4) {
		*at = from;
		return false;
	}
	parts->year = n == 2 ? whole_year(year) : year;
	day_first = is_day_first(fields, parts->year, rule);
	parts->day = fields[day_first ? 0 : 1];
	parts->month = fields[day_first ? 1 : 0];
	return true;
}

static void skip_between(const char **at)
{
	static const char *const words[] = { "de", "del", "of", "the", "den", "le", NULL };

	do
		skip(at, " ,.-/");
	while (take_some_word(at, words));
}

static bool take_ordinal(const char **at)
{
	static const char *const endings[] = { "st", "nd", "rd", "th", "er", "o", "a", NULL };

	return take_some_word(at, endings);
}

/* A number of a date with a month's name: the year if it is long or nothing else is missing. */
static bool take_named_number(const char **at, struct parts *parts)
{
	const char *from = *at;
	int number, n = take_number(at, 1, 4, &number);

	if (n > 0 && n != 3 && **at != ':' && !(n < 4 && **at == 'h')) {
		if (n == 4 && parts->year < 0) {
			parts->year = number;
			return true;
		}
		if (n < 3 && parts->day < 0) {
			parts->day = number;
			take_ordinal(at);
			return true;
		}
		if (n == 2 && parts->year < 0 && parts->month) {
			parts->year = whole_year(number);
			return true;
		}
	}
	*at = from;
	return false;
}

static bool take_month(const char **at, struct parts *parts)
{
	size_t len = word_length(*at);

	if (parts->month || len == 0)
		return false;
	parts->month = month_find(*at, len);
	if (!parts->month)
		return false;
	*at += len;
	return true;
}

/* May 23rd, 2023; 25 Jan 2016; 16 de julho de 2024; 2024-Jul-16; Jul 16 (the year comes later) */
static bool take_named(const char **at, struct parts *parts)
{
	const char *end = *at;

	for (int i = 0; i < 3; i++) {
		skip_between(at);
		if (!(is_digit(**at) ? take_named_number(at, parts) : take_month(at, parts)))
			break;
		end = *at;
	}
	*at = end;
	return parts->month && parts->day > 0;
}

static bool take_date(const char **at, const struct when_rule *rule, struct parts *parts)
{
	return take_iso(at, parts) || take_numeric(at, rule, parts) || take_named(at, parts);
}

/* Whether the hour may stand alone, because "pm" follows. */
static bool take_half(const char **at, struct parts *parts)
{
	static const char *const halves[][3] = { { "am", "a.m.", "a.m" }, { "pm", "p.m.", "p.m" } };
	const char *from = *at;

	skip(at, " ");
	for (int half = 0; half < 2; half++) {
		for (int i = 0; i < 3; i++) {
			size_t len = strlen(halves[half][i]);

			if (strncmp(*at, halves[half][i], len) != 0 || is_letter((*at)[len]) ||
			    parts->hour < 1 || parts->hour > 12)
				continue;
			*at += len;
			parts->hour = parts->hour % 12 + 12 * half;
			return true;
		}
	}
	*at = from;
	return false;
}

static bool take_seconds(const char **at, struct parts *parts)
{
	if (!take_byte(at, ":"))
		return true;
	if (!take_number(at, 2, 2, &parts->second))
		return false;
	if (strchr(".,", **at) && is_digit((*at)[1])) {
		++*at;
		skip(at, "0123456789");
	}
	return true;
}

static void skip_unit(const char **at)
{
	static const char *const units[] = { "h", "uhr", "hrs", "hs", NULL };
	const char *from = *at;

	skip(at, " ");
	if (!take_some_word(at, units))
		*at = from;
}

/* 6:00, 06:00:00.000, 6 pm, 10h30 */
static bool take_time(const char **at, struct parts *parts)
{
	const char *from = *at;
	bool is_time = false;

	if (!take_number(at, 1, 2, &parts->hour))
		return false;
	if (take_byte(at, ":"))
		is_time = take_number(at, 2, 2, &parts->minute) && take_seconds(at, parts);
	else if (**at == 'h' && is_digit((*at)[1]))
		is_time = take_byte(at, "h") && take_number(at, 2, 2, &parts->minute);
	else
		is_time = take_half(at, parts) || take_word(at, "h");
	if (!is_time) {
		*at = from;
		parts->hour = parts->minute = parts->second = 0;
		return false;
	}
	take_half(at, parts);
	skip_unit(at);
	parts->has_time = true;
	return true;
}

/* +02:00, -0500, +1, +5:30 */
static bool take_offset(const char **at, int *minutes)
{
	const char *from = *at;
	int sign = **at == '-' ? -1 : 1, hours, rest = 0, n = 0;

	if (take_byte(at, "+-")) {
		n = take_number(at, 1, 4, &hours);
		if (n > 2) {
			rest = hours % 100;
			hours /= 100;
		} else if (n > 0 && take_byte(at, ":") && !take_number(at, 2, 2, &rest)) {
			n = 0;
		}
	}
	if (n == 0 || hours > 15 || rest > 59) {
		*at = from;
		return false;
	}
	*minutes = sign * (hours * 60 + rest);
	return true;
}

/* The letters of a place's name are folded by now, which the system's files do not forgive. */
static void write_place(const char *at, size_t len, char *place, size_t room)
{
	bool is_first = true;

	snprintf(place, room, "%.*s", (int)len, at);
	for (char *c = place; *c; c++) {
		if (is_first && is_letter(*c))
			*c = (char)(*c - 'a' + 'A');
		is_first = *c == '/' || *c == '_' || *c == '-';
	}
}

static bool take_zone_name(const char **at, struct parts *parts)
{
	size_t len = word_length(*at), whole = strspn(*at, "abcdefghijklmnopqrstuvwxyz/_-");

	if (memchr(*at, '/', whole) && whole < sizeof(parts->zone)) {
		write_place(*at, whole, parts->zone, sizeof(parts->zone));
		*at += whole;
		return true;
	}
	if (!zone_abbreviation(*at, len, &parts->offset))
		return false;
	*at += len;
	if (parts->offset == 0)
		take_offset(at, &parts->offset); /* UTC-03:00 */
	return true;
}

static void read_zone(const char **at, struct parts *parts)
{
	const char *from = *at;

	skip(at, " ");
	if (take_offset(at, &parts->offset) || take_zone_name(at, parts))
		parts->has_zone = true;
	else
		*at = from;
}

/* What joins a day and its time: T, a comma, "at". */
static void skip_joint(const char **at)
{
	static const char *const words[] = { "at", "um", "as", "a", "las", "kl", NULL };

	if (**at == 't' && is_digit((*at)[1])) {
		++*at;
		return;
	}
	do
		skip(at, " ,@|");
	while (take_some_word(at, words) || (strncmp(*at, "- ", 2) == 0 && ++*at));
}

static void read_time(const char **at, struct parts *parts)
{
	const char *from = *at;

	skip_joint(at);
	if (*at == from || !take_time(at, parts))
		*at = from;
}

/* "Jul 16 06:00:00 UTC 2024" has the year behind, "2023-01-29 18:30:22 2023 -0800" once more. */
static void read_late_year(const char **at, struct parts *parts)
{
	const char *from = *at;
	int year;

	skip(at, " ");
	if (take_number(at, 4, 4, &year) && (parts->year < 0 || parts->year == year))
		parts->year = year;
	else
		*at = from;
}

static bool is_over(const char *at)
{
	skip(&at, " .");
	return !*at || (*at == '(' && at[strlen(at) - 1] == ')');
}

static bool read_parts(const char *at, const struct when_rule *rule, struct parts *parts)
{
	*parts = (struct parts){ .year = -1, .day = -1 };
	skip_weekday(&at);
	if (take_time(&at, parts)) {
		read_zone(&at, parts);
		skip(&at, " ,");
		skip_weekday(&at);
	}
	if (!take_date(&at, rule, parts))
		return false;
	if (!parts->has_time)
		read_time(&at, parts);
	if (!parts->has_zone)
		read_zone(&at, parts);
	read_late_year(&at, parts);
	if (parts->has_time && !parts->has_zone)
		read_zone(&at, parts);
	return is_over(at);
}

static int find_offset(const struct parts *parts, const struct when_rule *rule, int64_t local)
{
	int minutes = rule->zone;

	if (parts->has_zone) {
		minutes = parts->offset;
		if (*parts->zone)
			zone_offset(parts->zone, local, &minutes);
	} else if (rule->zone_name) {
		zone_offset(rule->zone_name, local, &minutes);
	}
	return minutes;
}

static bool put_together(const struct parts *parts, const struct when_rule *rule, struct when *when)
{
	int second_of_day = parts->hour * 3600 + parts->minute * 60 + parts->second;

	if (!exists(parts->year, parts->month, parts->day) || parts->minute > 59 ||
	    parts->second > 60 || second_of_day > DAY)
		return false;
	*when = (struct when){ .is_known = true, .has_time = parts->has_time };
	when->seconds = clock_days(parts->year, parts->month, parts->day) * DAY;
	if (parts->has_time) {
		when->seconds += second_of_day;
		when->offset = find_offset(parts, rule, when->seconds);
		when->seconds -= (int64_t)when->offset * 60;
	}
	return true;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
	}
	return true;
}

/* 2024年7月16日 is what 2024-7-16 is. */
static void plain_ideographs(char *text)
{
	static const char *const marks[] = { "\u5e74", "\u6708", "\u65e5" };

	for (int i = 0; i < 3; i++) {
		char *mark = strstr(text, marks[i]);

		if (mark) {
			*mark = i < 2 ? '-' : ' ';
			memmove(mark + 1, mark + 3, strlen(mark + 3) + 1);
		}
	}
}

/* Small letters, no accents, blanks for white space, nothing around it. */
static bool prepare(const char *text, char out[LONGEST])
{
	size_t len = strlen(text);
	struct str folded = { 0 };

	str_trim(&text, &len);
	if (len == 0 || len >= LONGEST)
		return false;
	if (is_ascii(text))
		str_add(&folded, text, len);
	else
		fold_text(text, len, &folded, NULL);
	len = folded.len;
	if (len > 0 && len < LONGEST)
		memcpy(out, folded.bytes, len + 1);
	str_release(&folded);
	if (len == 0 || len >= LONGEST || strlen(out) != len)
		return false;
	for (char *c = out; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (*c == '\t' || *c == '\n' || *c == '\r')
			*c = ' ';
	}
	plain_ideographs(out);
	return true;
}

bool when_parse(const char *text, const struct when_rule *rule, struct when *when)
{
	static const struct when_rule plain = { 0 };
	char folded[LONGEST];
	struct parts parts;

	*when = (struct when){ 0 };
	if (!rule)
		rule = &plain;
	return text && prepare(text, folded) && read_parts(folded, rule, &parts) &&
	       put_together(&parts, rule, when);
}

static bool set_day(int year, int month, int day, struct when *when)
{
	if (!exists(year, month, day))
		return false;
	*when = (struct when){ .is_known = true };
	when->seconds = clock_days(year, month, day) * DAY;
	return true;
}

/* A name that begins with a whole date and then has something else than a digit. */
static bool read_name(const char *name, struct when *when)
{
	int year, month, day;
	char between[2] = { 0 };

	if (!take_number(&name, 4, 4, &year) || !*name || !strchr("-_.", *name))
		return false;
	between[0] = *name++;
	return take_number(&name, 1, 2, &month) && take_byte(&name, between) &&
	       take_number(&name, 1, 2, &day) && set_day(year, month, day, when);
}

/* The folders 2024/07/16 at the start of `path`; the last may be a file with an extension. */
static bool read_folders(const char *path, struct when *when)
{
	int year, month, day;

	return take_number(&path, 4, 4, &year) && take_byte(&path, "/") &&
	       take_number(&path, 1, 2, &month) && take_byte(&path, "/") &&
	       take_number(&path, 1, 2, &day) && (!*path || *path == '/' || *path == '.') &&
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
