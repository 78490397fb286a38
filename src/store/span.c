/* SPDX-License-Identifier: MIT */
#include "store/span.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/str.h"

static bool read_number(const char **text, size_t most, int *number)
{
	size_t len = strspn(*text, "0123456789");

	if (len == 0 || len > most)
		return false;
	*number = (int)strtol(*text, NULL, 10);
	*text += len;
	return true;
}

static bool read_year(const char **text, int *year)
{
	const char *start = *text;

	return read_number(text, 4, year) && *text - start == 4 && *year > 0;
}

static int64_t months_before(int64_t today, int n)
{
	int64_t year, months;
	int month, day;

	clock_date(today, &year, &month, &day);
	months = year * 12 + month - 1 - n;
	return clock_days(months / 12, (int)(months % 12) + 1, day > 28 ? 28 : day);
}

static bool read_ago(const char *text, int64_t today, int64_t *from)
{
	int n;

	if (!read_number(&text, 4, &n) || !*text || text[1])
		return false;
	switch (*text) {
	case 'd':
		*from = today - n;
		return true;
	case 'w':
		*from = today - INT64_C(7) * n;
		return true;
	case 'm':
		*from = months_before(today, n);
		return n < 12 * 1900;
	case 'y':
		*from = months_before(today, n * 12);
		return n < 1900;
	default:
		return false;
	}
}

static bool is_in_month(int64_t day, int year, int month)
{
	int64_t year_of;
	int month_of, day_of;

	clock_date(day, &year_of, &month_of, &day_of);
	return year_of == year && month_of == month;
}

static bool read_month(const char *text, int year, int64_t *from, int64_t *to)
{
	int month, day;

	if (!read_number(&text, 2, &month) || month < 1 || month > 12)
		return false;
	*from = clock_days(year, month, 1);
	*to = month == 12 ? clock_days(year + 1, 1, 1) : clock_days(year, month + 1, 1);
	if (!*text)
		return true;
	if (*text++ != '-' || !read_number(&text, 2, &day) || *text || day < 1)
		return false;
	*from += day - 1;
	*to = *from + 1;
	return is_in_month(*from, year, month);
}

bool span_read(const char *text, int64_t today, int64_t *from, int64_t *to)
{
	int year;

	*to = SPAN_END;
	if (read_ago(text, today, from))
		return true;
	*from = today - str_equal_folded(text, "yesterday");
	*to = *from + 1;
	if (*from < today || str_equal_folded(text, "today"))
		return true;
	if (!read_year(&text, &year))
		return false;
	*from = clock_days(year, 1, 1);
	*to = clock_days(year + 1, 1, 1);
	return !*text || (*text == '-' && read_month(text + 1, year, from, to));
}

bool span_years(const char *text, int64_t *from, int64_t *to)
{
	int first, last;

	if (!read_year(&text, &first))
		return false;
	last = first;
	if (*text && (!str_starts(text, "..") || (text += 2, !read_year(&text, &last))))
		return false;
	*from = clock_days(first, 1, 1);
	*to = clock_days(last + 1, 1, 1);
	return !*text && first <= last;
}

int64_t span_today(void)
{
	time_t now = (time_t)clock_now();
	struct tm local;

	if (!localtime_r(&now, &local))
		return (int64_t)now / 86400;
	return clock_days(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
