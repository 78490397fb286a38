/* SPDX-License-Identifier: MIT */
#include "view/amount.h"

#include <locale.h>
#include <stdbool.h>
#include <time.h>

static struct tm local_time(int64_t seconds)
{
	time_t then = (time_t)seconds;
	struct tm local;

	localtime_r(&then, &local);
	return local;
}

void amount_time(int64_t seconds, struct str *out)
{
	struct tm local = local_time(seconds);
	char text[32];

	strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &local);
	str_text(out, text);
}

void amount_next(int64_t seconds, int64_t now, struct str *out)
{
	struct tm local = local_time(seconds);

	if (seconds - now < 24 * 3600)
		str_format(out, "%02d:%02d", local.tm_hour, local.tm_min);
	else
		amount_time(seconds, out);
}

void amount_size(int64_t bytes, struct str *out)
{
	bool is_small = bytes < 1000 * 1000;

	setlocale(LC_NUMERIC, ""); /* for this alone: sites write their numbers with a point */
	str_format(out, "%.1f %s", (double)bytes / (is_small ? 1e3 : 1e6), is_small ? "kB" : "MB");
	setlocale(LC_NUMERIC, "C");
}

void amount_bar(int part, int whole, const char *full, const char *empty, struct str *out)
{
	for (int i = 0; i < whole; i++)
		str_text(out, i < part ? full : empty);
}
