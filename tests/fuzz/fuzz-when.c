/* SPDX-License-Identifier: MIT */
/* Any text as a date: what is read is written in a way that reads the same. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fuzz.h"
#include "post/when.h"

static void check(const struct when *when)
{
	struct when again;
	char text[32], day[16];

	when_format(when, text, sizeof(text));
	when_day(when, day, sizeof(day));
	assert(strlen(day) == 10 && strncmp(text, day, 10) == 0);
	assert(when_parse(text, NULL, &again));
	assert(again.seconds == when->seconds && again.offset == when->offset);
	assert(when_from_path(day, &again));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const zones[] = { NULL, "America/Chicago", "AEST", "Nowhere" };
	unsigned choice = len > 0 ? bytes[len - 1] : 0;
	const struct when_rule rule = {
		.order = choice & 1 ? WHEN_DAY_FIRST : WHEN_MONTH_FIRST,
		.near = choice & 2 ? 19920 : 0,
		.zone = choice & 4 ? 90 : 0,
		.zone_name = zones[choice >> 3 & 3],
	};
	char *text = mem_copy((const char *)bytes, len);
	struct when when;

	if (when_parse(text, &rule, &when))
		check(&when);
	if (when_from_path(text, &when))
		check(&when);
	free(text);
	return 0;
}
