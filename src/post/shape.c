/* SPDX-License-Identifier: MIT */
#include "post/shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "post/month.h"
#include "post/scan.h"
#include "post/zone.h"
#include "text/fold.h"

enum { LONGEST = 200 }; /* bytes; no date is longer */

/* Whether a month follows behind the word and a day: "mar 3 mars" begins with a weekday, "Mar 3"
 * does not. */
static bool names_month_later(const char *at)
{
	at += strcspn(at, " ,.0123456789");
	at += strspn(at, " ,.0123456789");
	return month_find(at, scan_word_length(at)) > 0;
}

static void skip_weekday(const char **at)
{
	size_t len = scan_word_length(*at);

	if (len > 0 && strncmp(*at + len, "-feira", 6) == 0)
		len += 6;
	if (!month_is_weekday(*at, len) || (month_find(*at, len) && !names_month_later(*at)))
		return;
	*at += len;
	scan_skip(at, " ,.");
}

/* T103000 and T1030 behind a date in ISO 8601's basic format. */
static void take_basic_time(const char **at, struct shape *shape)
{
	const char *from = *at;
	int number;

	if (!scan_byte(at, "t") ||
	    (!scan_number(at, 6, 6, &number) && !scan_number(at, 4, 4, &number))) {
		*at = from;
		return;
	}
	if (*at - from == 5)
		number *= 100;
	shape->hour = number / 10000;
	shape->minute = number / 100 % 100;
	shape->second = number % 100;
	shape->has_time = true;
}

static bool take_comma(const char **at)
{
	bool is_comma = scan_byte(at, ",");

	scan_skip(at, " ");
	return is_comma;
}

/* Date(2024, 7, 16), as Julia and Python write it */
static bool take_call(const char **at, struct shape *shape)
{
	const char *from = *at;

	if (strncmp(*at, "date(", 5) != 0)
		return false;
	*at += 5;
	if (scan_number(at, 4, 4, &shape->year) && take_comma(at) &&
	    scan_number(at, 1, 2, &shape->month) && take_comma(at) &&
	    scan_number(at, 1, 2, &shape->day) && scan_byte(at, ")"))
		return true;
	*at = from;
	return false;
}

/* 2024-07-16, 2024/7/16, 2024.07.16, 20240716 */
static bool take_iso(const char **at, struct shape *shape)
{
	const char *from = *at;
	int number, year, month, day;
	char between[2] = { 0 };

	if (scan_number(at, 8, 8, &number)) {
		shape->year = number / 10000;
		shape->month = number / 100 % 100;
		shape->day = number % 100;
		take_basic_time(at, shape);
		return true;
	}
	if (scan_number(at, 4, 4, &year) && **at && strchr("-/.", **at)) {
		between[0] = *(*at)++;
		if (scan_number(at, 1, 2, &month) && scan_byte(at, between) &&
		    scan_number(at, 1, 2, &day)) {
			shape->year = year;
			shape->month = month;
			shape->day = day;
			return true;
		}
	}
	*at = from;
	return false;
}

static int whole_year(int year)
{
	return year + (year < 70 ? 2000 : 1900);
}

/* 01-21-2026, 24/05/2015, 8.2.21 */
static bool take_numeric(const char **at, struct shape *shape)
{
	const char *from = *at;
	char between[2] = { 0 };
	int month, day, year, n = 0;

	if (scan_number(at, 1, 2, &month) && **at && strchr("-/.", **at)) {
		between[0] = *(*at)++;
		if (scan_number(at, 1, 2, &day) && scan_byte(at, between))
			n = scan_number(at, 2, 4, &year);
	}
	if (n != 2 && n != 4) {
		*at = from;
		return false;
	}
	shape->year = n == 2 ? whole_year(year) : year;
	shape->month = month;
	shape->day = day;
	shape->is_open = true;
	return true;
}

static void skip_between(const char **at)
{
	static const char *const words[] = { "de", "del", "of", "the", "den", "le", NULL };

	do
		scan_skip(at, " ,.-/");
	while (scan_some_word(at, words));
}

static bool take_ordinal(const char **at)
{
	static const char *const endings[] = { "st", "nd", "rd", "th", "er", "o", "a", NULL };

	return scan_some_word(at, endings);
}

/* A number of a date with a month's name: the year if it is long or nothing else is missing. */
static bool take_named_number(const char **at, struct shape *shape)
{
	const char *from = *at;
	int number, n = scan_number(at, 1, 4, &number);

	if (n > 0 && n != 3 && **at != ':' && !(n < 4 && **at == 'h')) {
		if (n == 4 && shape->year < 0) {
			shape->year = number;
			return true;
		}
		if (n < 3 && shape->day < 0) {
			shape->day = number;
			take_ordinal(at);
			return true;
		}
		if (n == 2 && shape->year < 0 && shape->month) {
			shape->year = whole_year(number);
			return true;
		}
	}
	*at = from;
	return false;
}

static bool take_month(const char **at, struct shape *shape)
{
	size_t len = scan_word_length(*at);

	if (shape->month || len == 0)
		return false;
	shape->month = month_find(*at, len);
	if (!shape->month)
		return false;
	*at += len;
	return true;
}

/* May 23rd, 2023; 25 Jan 2016; 16 de julho de 2024; 2024-Jul-16; Jul 16 (the year comes later) */
static bool take_named(const char **at, struct shape *shape)
{
	const char *end = *at;

	for (int i = 0; i < 3; i++) {
		skip_between(at);
		if (!(scan_is_digit(**at) ? take_named_number(at, shape) : take_month(at, shape)))
			break;
		end = *at;
	}
	*at = end;
	return shape->month && shape->day > 0;
}

static bool take_date(const char **at, struct shape *shape)
{
	return take_call(at, shape) || take_iso(at, shape) || take_numeric(at, shape) ||
	       take_named(at, shape);
}

/* Whether the hour may stand alone, because "pm" follows. */
static bool take_half(const char **at, struct shape *shape)
{
	static const char *const halves[][3] = { { "am", "a.m.", "a.m" }, { "pm", "p.m.", "p.m" } };
	const char *from = *at;

	scan_skip(at, " ");
	for (int half = 0; half < 2; half++) {
		for (int i = 0; i < 3; i++) {
			size_t len = strlen(halves[half][i]);

			if (strncmp(*at, halves[half][i], len) != 0 || scan_is_letter((*at)[len]) ||
			    shape->hour < 1 || shape->hour > 12)
				continue;
			*at += len;
			shape->hour = shape->hour % 12 + 12 * half;
			return true;
		}
	}
	*at = from;
	return false;
}

static bool take_seconds(const char **at, struct shape *shape)
{
	if (!scan_byte(at, ":"))
		return true;
	if (!scan_number(at, 2, 2, &shape->second))
		return false;
	if (**at && strchr(".,", **at) && scan_is_digit((*at)[1])) {
		++*at;
		scan_skip(at, "0123456789");
	}
	return true;
}

static void skip_unit(const char **at)
{
	static const char *const units[] = { "h", "uhr", "hrs", "hs", NULL };
	const char *from = *at;

	scan_skip(at, " ");
	if (!scan_some_word(at, units))
		*at = from;
}

/* 6:00, 06:00:00.000, 6 pm, 10h30 */
static bool take_time(const char **at, struct shape *shape)
{
	const char *from = *at;
	bool is_time = false;

	if (!scan_number(at, 1, 2, &shape->hour))
		return false;
	if (scan_byte(at, ":"))
		is_time = scan_number(at, 2, 2, &shape->minute) && take_seconds(at, shape);
	else if (**at == 'h' && scan_is_digit((*at)[1]))
		is_time = scan_byte(at, "h") && scan_number(at, 2, 2, &shape->minute);
	else
		is_time = take_half(at, shape) || scan_word(at, "h");
	if (!is_time) {
		*at = from;
		shape->hour = shape->minute = shape->second = 0;
		return false;
	}
	take_half(at, shape);
	skip_unit(at);
	shape->has_time = true;
	return true;
}

/* +02:00, -0500, +1, +5:30 */
static bool take_offset(const char **at, int *minutes)
{
	const char *from = *at;
	int sign = **at == '-' ? -1 : 1, hours, rest = 0, n = 0;

	if (scan_byte(at, "+-")) {
		n = scan_number(at, 1, 4, &hours);
		if (n > 2) {
			rest = hours % 100;
			hours /= 100;
		} else if (n > 0 && scan_byte(at, ":") && !scan_number(at, 2, 2, &rest)) {
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
		if (is_first && scan_is_letter(*c))
			*c = (char)(*c - 'a' + 'A');
		is_first = *c == '/' || *c == '_' || *c == '-';
	}
}

static bool take_zone_name(const char **at, struct shape *shape)
{
	size_t len = scan_word_length(*at), whole = strspn(*at, "abcdefghijklmnopqrstuvwxyz/_-");

	if (memchr(*at, '/', whole) && whole < sizeof(shape->place)) {
		write_place(*at, whole, shape->place, sizeof(shape->place));
		*at += whole;
		return true;
	}
	if (!zone_abbreviation(*at, len, &shape->offset))
		return false;
	*at += len;
	if (shape->offset == 0)
		take_offset(at, &shape->offset); /* UTC-03:00 */
	return true;
}

static void read_zone(const char **at, struct shape *shape)
{
	const char *from = *at;

	scan_skip(at, " ");
	if (take_offset(at, &shape->offset) || take_zone_name(at, shape))
		shape->has_zone = true;
	else
		*at = from;
}

/* What joins a day and its time: T, a comma, "at". */
static void skip_joint(const char **at)
{
	static const char *const words[] = { "at", "um", "as", "a", "las", "kl", NULL };

	if (**at == 't' && scan_is_digit((*at)[1])) {
		++*at;
		return;
	}
	do
		scan_skip(at, " ,@|");
	while (scan_some_word(at, words) || (strncmp(*at, "- ", 2) == 0 && ++*at));
}

static void read_time(const char **at, struct shape *shape)
{
	const char *from = *at;

	skip_joint(at);
	if (*at == from || !take_time(at, shape))
		*at = from;
}

/* "Jul 16 06:00:00 UTC 2024" has the year behind, "2023-01-29 18:30:22 2023 -0800" once more. */
static void read_late_year(const char **at, struct shape *shape)
{
	const char *from = *at;
	int year;

	scan_skip(at, " ");
	if (scan_number(at, 4, 4, &year) && (shape->year < 0 || shape->year == year))
		shape->year = year;
	else
		*at = from;
}

static bool is_over(const char *at)
{
	scan_skip(&at, " .");
	return !*at || (*at == '(' && at[strlen(at) - 1] == ')');
}

static bool read_shape(const char *at, struct shape *shape)
{
	*shape = (struct shape){ .year = -1, .day = -1 };
	skip_weekday(&at);
	if (take_time(&at, shape)) {
		read_zone(&at, shape);
		scan_skip(&at, " ,");
		skip_weekday(&at);
	}
	if (!take_date(&at, shape))
		return false;
	if (!shape->has_time)
		read_time(&at, shape);
	if (!shape->has_zone)
		read_zone(&at, shape);
	read_late_year(&at, shape);
	if (shape->has_time && !shape->has_zone)
		read_zone(&at, shape);
	return is_over(at);
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

/* 1133898557: seconds since 1970, as Drupal and others hand them on; or milliseconds. */
static bool read_epoch(const char *text, struct shape *shape)
{
	size_t n = strspn(text, "0123456789");
	time_t seconds;
	struct tm tm;

	if (text[n] || (n != 10 && n != 13) || *text == '0')
		return false;
	seconds = (time_t)(strtoll(text, NULL, 10) / (n == 13 ? 1000 : 1));
	if (!gmtime_r(&seconds, &tm))
		return false;
	*shape = (struct shape){ .year = tm.tm_year + 1900,
				 .month = tm.tm_mon + 1,
				 .day = tm.tm_mday,
				 .has_time = true,
				 .has_zone = true,
				 .hour = tm.tm_hour,
				 .minute = tm.tm_min,
				 .second = tm.tm_sec };
	return true;
}

bool shape_read(const char *text, struct shape *shape)
{
	char folded[LONGEST];

	return prepare(text, folded) && (read_epoch(folded, shape) || read_shape(folded, shape));
}
