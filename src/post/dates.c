/* SPDX-License-Identifier: MIT */
#include "post/dates.h"

#include <string.h>

#include "base/clock.h"

struct parts {
	int numbers[10];
	const char *month, *weekday;
	const struct when *when;
};

enum part { YEAR, YEAR_SHORT, MONTH, DAY, HOUR, HOUR12, MINUTE, SECOND, DAY_OF_YEAR, N_PARTS };

static const struct {
	char letter;
	enum part part;
	int width;
	char fill;
} numbers[] = {
	{ 'Y', YEAR, 4, '0' },   { 'y', YEAR_SHORT, 2, '0' }, { 'm', MONTH, 2, '0' },
	{ 'd', DAY, 2, '0' },    { 'e', DAY, 2, ' ' },        { 'H', HOUR, 2, '0' },
	{ 'k', HOUR, 2, ' ' },   { 'I', HOUR12, 2, '0' },     { 'l', HOUR12, 2, ' ' },
	{ 'M', MINUTE, 2, '0' }, { 'S', SECOND, 2, '0' },     { 'j', DAY_OF_YEAR, 3, '0' },
};

static const char *const months[] = { "January",   "February", "March",    "April",
				      "May",       "June",     "July",     "August",
				      "September", "October",  "November", "December" };
static const char *const weekdays[] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
					"Thursday", "Friday", "Saturday" };

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static void take_apart(const struct when *when, struct parts *parts)
{
	int64_t local = when->seconds + (int64_t)when->offset * 60;
	int64_t days = floor_div(local, 86400), year;
	int second = (int)(local - days * 86400), month, day, hour = second / 3600;

	clock_date(days, &year, &month, &day);
	*parts = (struct parts){
		.numbers = { [YEAR] = (int)year,
			     [YEAR_SHORT] = (int)(year % 100),
			     [MONTH] = month,
			     [DAY] = day,
			     [HOUR] = hour,
			     [HOUR12] = (hour + 11) % 12 + 1,
			     [MINUTE] = second / 60 % 60,
			     [SECOND] = second % 60,
			     [DAY_OF_YEAR] = (int)(days - clock_days(year, 1, 1)) + 1 },
		.month = months[month - 1],
		.weekday = weekdays[(days % 7 + 11) % 7],
		.when = when,
	};
}

static bool add_number(const struct parts *parts, char letter, bool is_bare, struct str *out)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		int number = parts->numbers[numbers[i].part];

		if (numbers[i].letter != letter)
			continue;
		if (is_bare)
			str_format(out, "%d", number);
		else if (numbers[i].fill == '0')
			str_format(out, "%0*d", numbers[i].width, number);
		else
			str_format(out, "%*d", numbers[i].width, number);
		return true;
	}
	return false;
}

static bool add_word(const struct parts *parts, char letter, struct str *out)
{
	int offset = parts->when->offset, most = offset < 0 ? -offset : offset;

	switch (letter) {
	case 'B':
		str_text(out, parts->month);
		return true;
	case 'b':
		str_add(out, parts->month, 3);
		return true;
	case 'A':
		str_text(out, parts->weekday);
		return true;
	case 'a':
		str_add(out, parts->weekday, 3);
		return true;
	case 'p':
		str_text(out, parts->numbers[HOUR] < 12 ? "AM" : "PM");
		return true;
	case 'P':
		str_text(out, parts->numbers[HOUR] < 12 ? "am" : "pm");
		return true;
	case 'z':
		str_format(out, "%c%02d%02d", offset < 0 ? '-' : '+', most / 60, most % 60);
		return true;
	case 's':
		str_format(out, "%lld", (long long)parts->when->seconds);
		return true;
	case '%':
		str_byte(out, '%');
		return true;
	default:
		return false;
	}
}

static const char *shorthand(char letter)
{
	static const char *const formats[] = { "F%Y-%m-%d", "T%H:%M:%S", "D%m/%d/%y", "R%H:%M" };

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (*formats[i] == letter)
			return formats[i] + 1;
	}
	return NULL;
}

static void format_parts(const struct parts *parts, const char *format, struct str *out)
{
	for (const char *at = format; *at; at++) {
		bool is_bare = *at == '%' && at[1] == '-' && at[2];
		char letter = *at == '%' ? at[is_bare ? 2 : 1] : '\0';

		if (!letter) {
			str_byte(out, *at);
			continue;
		}
		if (shorthand(letter))
			format_parts(parts, shorthand(letter), out);
		else if (!add_number(parts, letter, is_bare, out) && !add_word(parts, letter, out))
			str_add(out, at, is_bare ? 3 : 2);
		at += is_bare ? 2 : 1;
	}
}

void dates_format(const struct when *when, const char *format, struct str *out)
{
	struct parts parts;

	take_apart(when, &parts);
	format_parts(&parts, format, out);
}
