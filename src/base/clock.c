/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Both directions count from March, so that the leap day is the last of its year. */
int64_t clock_days(int64_t year, int month, int day)
{
	int64_t y = year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void clock_date(int64_t days, int64_t *year, int *month, int *day)
{
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t of_era = z - era * 146097;
	int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;

	*day = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = y + era * 400 + (*month <= 2);
}

static bool read_stopped(const char *text, int64_t *seconds)
{
	int year, month, day, hour, minute, second, zone_hour, zone_minute, used = 0;
	char sign;

	if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second,
		   &used) < 6)
		return false;
	*seconds = clock_days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
	if (sscanf(text + used, "%c%2d:%2d", &sign, &zone_hour, &zone_minute) == 3)
		*seconds -= (sign == '-' ? -1 : 1) * (zone_hour * 3600 + zone_minute * 60);
	return true;
}

int64_t clock_now(void)
{
	const char *stopped = getenv("HALLWAY_NOW");
	int64_t seconds;

	if (stopped && read_stopped(stopped, &seconds))
		return seconds;
	return (int64_t)time(NULL);
}

int64_t clock_ticks(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
