/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"
#include "post/when.h"
#include "post/zone.h"

/* What a text gives under a plain rule: UTC, the month first. NULL: no date. */
static const struct {
	const char *text, *expected;
	bool is_day;
} shapes[] = {
	/* a time and an offset */
	{ "2021-03-04 05:06:07 +0900", "2021-03-04T05:06:07+09:00", false },
	{ "2021-03-04 05:06:07 -0330", "2021-03-04T05:06:07-03:30", false },
	{ "2021-03-04 5:06:07 +0900", "2021-03-04T05:06:07+09:00", false },
	{ "2021-03-04 05:06:07+01:00", "2021-03-04T05:06:07+01:00", false },
	{ "2021-03-04 05:06:07-05:00", "2021-03-04T05:06:07-05:00", false },
	{ "1614834367", "2021-03-04T05:06:07Z", false },
	{ "1614834367089", "2021-03-04T05:06:07Z", false },
	{ "2021-03-04T05:06:07.089Z", "2021-03-04T05:06:07Z", false },
	{ "2021-03-04T05:06:07Z", "2021-03-04T05:06:07Z", false },
	{ "2021-03-04t05:06:07z", "2021-03-04T05:06:07Z", false },
	{ "2021-03-04T05:06:07-08:00", "2021-03-04T05:06:07-08:00", false },
	{ "2021-03-04T05:06:07+02:00", "2021-03-04T05:06:07+02:00", false },
	{ "2021-03-04 05:06:07 +02:00", "2021-03-04T05:06:07+02:00", false },
	{ "20210304T050607Z", "2021-03-04T05:06:07Z", false },
	{ "20210304T0506-0200", "2021-03-04T05:06:00-02:00", false },
	{ "Date(2021, 3, 4)", "2021-03-04T00:00:00Z", true },
	{ "2021-03-04 05:06 +02", "2021-03-04T05:06:00+02:00", false },
	{ "2021-03-04 05:06:07 UTC", "2021-03-04T05:06:07Z", false },
	{ "2021-03-04 05:06:07 UTC-03:00", "2021-03-04T05:06:07-03:00", false },
	{ "2021-03-04 05:06:07 GMT+2", "2021-03-04T05:06:07+02:00", false },
	{ "2021-03-04 05:06 CEST", "2021-03-04T05:06:00+02:00", false },
	{ "2021-03-04 05:06:07 2021 -0800", "2021-03-04T05:06:07-08:00", false },
	{ "2021/03/04 05:06:07 UTC", "2021-03-04T05:06:07Z", false },
	{ "2021/03/04 05:06:07 UTC-03:00", "2021-03-04T05:06:07-03:00", false },
	{ "2021-07-04 05:06 America/Chicago", "2021-07-04T05:06:00-05:00", false },
	{ "2021-01-04 05:06 America/Chicago", "2021-01-04T05:06:00-06:00", false },
	/* a time alone */
	{ "2021-03-04T05:06:07", "2021-03-04T05:06:07Z", false },
	{ "2021-03-04 05:06", "2021-03-04T05:06:00Z", false },
	{ "2021-03-04 5:06", "2021-03-04T05:06:00Z", false },
	{ "2021-3-4 05:06", "2021-03-04T05:06:00Z", false },
	{ "2021-03-04 05:06:07", "2021-03-04T05:06:07Z", false },
	{ "2021-03-04 5:06:07", "2021-03-04T05:06:07Z", false },
	{ "2021/03/04 05:06:07", "2021-03-04T05:06:07Z", false },
	{ "  2021-03-04   05:06 ", "2021-03-04T05:06:00Z", false },
	{ "2021-03-04, 05:06", "2021-03-04T05:06:00Z", false },
	{ "2021-03-04 24:00", "2021-03-05T00:00:00Z", false },
	{ "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", false },
	{ "2021-03-04 12:06 AM", "2021-03-04T00:06:00Z", false },
	{ "2021-03-04 12:06 pm", "2021-03-04T12:06:00Z", false },
	{ "2021-03-04 at 6 p.m.", "2021-03-04T18:00:00Z", false },
	{ "05/30/2014 03:00:00 PM UTC", "2014-05-30T15:00:00Z", false },
	{ "07:15, Apr 10, 2026", "2026-04-10T07:15:00Z", false },
	{ "Apr 10, 2026 at 7:15pm", "2026-04-10T19:15:00Z", false },
	/* days */
	{ "2021-03-04", "2021-03-04T00:00:00Z", true },
	{ "2021-03-4", "2021-03-04T00:00:00Z", true },
	{ "2021-3-04", "2021-03-04T00:00:00Z", true },
	{ "2021/3/4", "2021-03-04T00:00:00Z", true },
	{ "2021.03.04", "2021-03-04T00:00:00Z", true },
	{ "20210304", "2021-03-04T00:00:00Z", true },
	{ "2024-02-29", "2024-02-29T00:00:00Z", true },
	{ "Mar 3, 2026", "2026-03-03T00:00:00Z", true },
	{ "mar 3 mars 2026", "2026-03-03T00:00:00Z", true },
	{ "May 23, 2023", "2023-05-23T00:00:00Z", true },
	{ "May  23, 2023", "2023-05-23T00:00:00Z", true },
	{ "May 23rd, 2023", "2023-05-23T00:00:00Z", true },
	{ "Sept. 1st 2023", "2023-09-01T00:00:00Z", true },
	{ "september 2nd, 2023", "2023-09-02T00:00:00Z", true },
	{ "25th Jan 2016", "2016-01-25T00:00:00Z", true },
	{ "the 25th of January, 2016", "2016-01-25T00:00:00Z", true },
	{ "6 August 2018", "2018-08-06T00:00:00Z", true },
	{ "16-Jul-2024", "2024-07-16T00:00:00Z", true },
	{ "2024 July 16", "2024-07-16T00:00:00Z", true },
	{ "Tuesday, July 16, 2024", "2024-07-16T00:00:00Z", true },
	{ "16 de julio de 2024", "2024-07-16T00:00:00Z", true },
	{ "1\u00ba de mar\u00e7o de 2024", "2024-03-01T00:00:00Z", true },
	{ "ter\u00e7a-feira, 16 de julho de 2024", "2024-07-16T00:00:00Z", true },
	{ "1er ao\u00fbt 2024", "2024-08-01T00:00:00Z", true },
	{ "mardi 16 juillet 2024", "2024-07-16T00:00:00Z", true },
	{ "Dienstag, 16. Juli 2024", "2024-07-16T00:00:00Z", true },
	{ "3. M\u00e4rz 2024", "2024-03-03T00:00:00Z", true },
	{ "2024\u5e747\u670816\u65e5", "2024-07-16T00:00:00Z", true },
	{ "2024-07-16 (updated)", "2024-07-16T00:00:00Z", true },
	/* mail and machines (RFC 5322, asctime, JavaScript) */
	{ "Tue, 16 Jul 2024 06:07:08 +0000", "2024-07-16T06:07:08Z", false },
	{ "Tue, 16 Jul 2024 06:07:08 GMT", "2024-07-16T06:07:08Z", false },
	{ "Tue, 16 Jul 24 06:07 EST", "2024-07-16T06:07:00-05:00", false },
	{ "16 Jul 2024 06:07:08 -0400", "2024-07-16T06:07:08-04:00", false },
	{ "Tue Jul 16 06:07:08 2024", "2024-07-16T06:07:08Z", false },
	{ "Tue Jul 16 06:07:08 UTC 2024", "2024-07-16T06:07:08Z", false },
	{ "Tue Jul 16 2024 06:07:08 GMT+0200 (Central European Summer Time)",
	  "2024-07-16T06:07:08+02:00", false },
	/* numbers with the year last, that can be read one way only */
	{ "01-21-2026", "2026-01-21T00:00:00Z", true },
	{ "24-05-2015", "2015-05-24T00:00:00Z", true },
	{ "31.12.2015", "2015-12-31T00:00:00Z", true },
	{ "30/4/19 15:00", "2019-04-30T15:00:00Z", false },
	/* no dates */
	{ "", NULL, false },
	{ "   ", NULL, false },
	{ "soon", NULL, false },
	{ "TBA 2024", NULL, false },
	{ "2024", NULL, false },
	{ "2024-07", NULL, false },
	{ "July 2024", NULL, false },
	{ "July 16", NULL, false },
	{ "April 10, {{year}}", NULL, false },
	{ "2021-02-08 16:30-:00+16:30", NULL, false },
	{ "2021-02-08 16:30 or later", NULL, false },
	{ "2021-02-08x", NULL, false },
	{ "2021-02-081", NULL, false },
	{ "2021-02/08", NULL, false },
	{ "2021-02-30", NULL, false },
	{ "2023-02-29", NULL, false },
	{ "2021-13-01", NULL, false },
	{ "2021-00-01", NULL, false },
	{ "2021-01-00", NULL, false },
	{ "2021-01-01 25:00", NULL, false },
	{ "2021-01-01 10:61", NULL, false },
	{ "2021-01-01 10:00 +99:00", NULL, false },
	{ "0001-01-01T00:00:00Z", NULL, false },
	{ "0200-01-01", NULL, false },
	{ "1989-12-31", NULL, false },
	{ "2101-01-01", NULL, false },
	{ "Mon, 01 Jan 0001 00:00:00 +0000", NULL, false },
	{ "99999999999999999999-01-01", NULL, false },
	{ "31-31-2020", NULL, false },
	{ "true", NULL, false },
	{ "1", NULL, false },
};

static void test_shapes(void **state)
{
	struct when_rule rule = { .order = WHEN_MONTH_FIRST };
	struct when when;
	char out[32];

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		bool is_date = when_parse(shapes[i].text, &rule, &when);

		if (is_date != (shapes[i].expected != NULL))
			fail_msg("\"%s\" is %s date", shapes[i].text, is_date ? "a" : "no");
		assert_int_equal(when.is_known, is_date);
		if (!is_date)
			continue;
		when_format(&when, out, sizeof(out));
		if (strcmp(out, shapes[i].expected) != 0 || when.has_time == shapes[i].is_day)
			fail_msg("\"%s\" gives %s%s", shapes[i].text, out,
				 when.has_time ? "" : " (a day)");
	}
}

static void test_long(void **state)
{
	struct when when;
	char text[4096];

	(void)state;
	memset(text, ' ', sizeof(text));
	memcpy(text, "2021-03-04", 10);
	text[sizeof(text) - 1] = '\0';
	assert_true(when_parse(text, NULL, &when));
	memset(text + 10, '5', sizeof(text) - 11);
	assert_false(when_parse(text, NULL, &when));
	assert_false(when_parse(NULL, NULL, &when));
	assert_false(when_parse("2021-03-04 \xff\xfe", NULL, &when));
}

/* Which of two small numbers is the day: the name of the file knows, else the site. */
static void test_order(void **state)
{
	static const struct {
		const char *text, *near;
		enum when_order order;
		const char *expected;
	} samples[] = {
		{ "05/06/2024", NULL, WHEN_MONTH_FIRST, "2024-05-06" },
		{ "05/06/2024", NULL, WHEN_DAY_FIRST, "2024-06-05" },
		{ "05/06/2024", "2024-06-05", WHEN_MONTH_FIRST, "2024-06-05" },
		{ "05/06/2024", "2024-05-06", WHEN_DAY_FIRST, "2024-05-06" },
		{ "05/06/2024", "2024-05-04", WHEN_DAY_FIRST, "2024-05-06" },
		{ "11-9-2017", "2017-09-11", WHEN_MONTH_FIRST, "2017-09-11" },
		{ "08-02-21 15:00", "2021-02-08", WHEN_MONTH_FIRST, "2021-02-08" },
		{ "08-13-2021", "2021-02-08", WHEN_DAY_FIRST, "2021-08-13" },
		{ "13-08-2021", "2021-02-08", WHEN_MONTH_FIRST, "2021-08-13" },
		{ "07-07-99", NULL, WHEN_MONTH_FIRST, "1999-07-07" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct when_rule rule = { .order = samples[i].order };
		struct when when;
		char out[16];

		if (samples[i].near && when_from_path(samples[i].near, &when))
			rule.near = when.seconds / 86400;
		assert_true(when_parse(samples[i].text, &rule, &when));
		when_day(&when, out, sizeof(out));
		assert_string_equal(out, samples[i].expected);
	}
}

static void test_zones(void **state)
{
	static const struct {
		const char *text, *name;
		int zone;
		const char *expected;
	} samples[] = {
		{ "2024-07-16 22:00", NULL, 0, "2024-07-16T22:00:00Z" },
		{ "2024-07-16 22:00", NULL, -180, "2024-07-16T22:00:00-03:00" },
		{ "2024-07-16 22:00", "America/Chicago", 0, "2024-07-16T22:00:00-05:00" },
		{ "2024-01-16 22:00", "America/Chicago", 0, "2024-01-16T22:00:00-06:00" },
		{ "2024-03-10 01:59", "America/Chicago", 0, "2024-03-10T01:59:00-06:00" },
		{ "2024-03-10 03:00", "America/Chicago", 0, "2024-03-10T03:00:00-05:00" },
		{ "2024-07-16 22:00", "Europe/London", 0, "2024-07-16T22:00:00+01:00" },
		{ "2024-07-16 22:00", "Asia/Kolkata", 0, "2024-07-16T22:00:00+05:30" },
		{ "2024-07-16 22:00", "AEST", 0, "2024-07-16T22:00:00+10:00" },
		{ "2024-07-16 22:00", "Nowhere/Atall", 60, "2024-07-16T22:00:00+01:00" },
		{ "2024-07-16 22:00", "../../etc/passwd", 60, "2024-07-16T22:00:00+01:00" },
		{ "2024-07-16 22:00 Z", "America/Chicago", 60, "2024-07-16T22:00:00Z" },
		{ "2024-07-16", "America/Chicago", 60, "2024-07-16T00:00:00Z" },
	};

	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	tzset();
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples) * 2; i++) {
		size_t j = i / 2; /* twice: the second answer comes from the cache */
		struct when_rule rule = { .zone = samples[j].zone, .zone_name = samples[j].name };
		struct when when;
		char out[32];

		assert_true(when_parse(samples[j].text, &rule, &when));
		when_format(&when, out, sizeof(out));
		assert_string_equal(out, samples[j].expected);
	}
	assert_string_equal(getenv("TZ"), "Asia/Tokyo");
}

static void test_zone_cache(void **state)
{
	int cached, fresh, other;

	(void)state;
	for (int month = 1; month <= 12; month++) {
		for (int day = 1; day <= 28; day++) {
			int64_t local = clock_days(2023, month, day) * 86400 + 43200;

			assert_true(zone_offset("Europe/Berlin", local, &cached));
			assert_true(zone_offset("Europe/Berlin", local, &cached));
			assert_true(zone_offset("America/New_York", local, &other));
			assert_true(zone_offset("Europe/Berlin", local, &fresh));
			assert_int_equal(cached, fresh);
		}
	}
	assert_int_equal(cached, 60);
	assert_int_equal(other, -300);
}

static void test_paths(void **state)
{
	static const struct {
		const char *path, *expected;
	} samples[] = {
		{ "2024-07-16-x.md", "2024-07-16" },
		{ "_posts/2024-07-16-x.md", "2024-07-16" },
		{ "_posts/2018-8-6-x.markdown", "2018-08-06" },
		{ "2024-07-16.md", "2024-07-16" },
		{ "2024_07_16_x.md", "2024-07-16" },
		{ "news/2024-07-16-x/index.md", "2024-07-16" },
		{ "news/2024/07/16/x.md", "2024-07-16" },
		{ "2024/7/16/x.md", "2024-07-16" },
		{ "2024/07/16/x/index.md", "2024-07-16" },
		{ "2024/07/16.md", "2024-07-16" },
		{ "2015/12/10/Rust-1.5", "2015-12-10" },
		{ "2020/01/02/2024-07-16-x.md", "2024-07-16" },
		{ "/2024-07-16-x.md", "2024-07-16" },
		{ "2024-07-16", "2024-07-16" },
		{ "2024/07/x.md", "" },
		{ "2024/07/16-reasons.md", "" },
		{ "2024/x.md", "" },
		{ "x.md", "" },
		{ "", "" },
		{ "/", "" },
		{ "2024-07-161.md", "" },
		{ "12024-07-16.md", "" },
		{ "2024-07_16.md", "" },
		{ "2024-13-01-x.md", "" },
		{ "2023-02-29-x.md", "" },
		{ "0200-01-01-talk.md", "" },
		{ "a2024-07-16.md", "" },
		{ "news/20240716-x.md", "2024-07-16" },
		{ "news/20240716.md", "2024-07-16" },
		{ "news/20241316-x.md", "" },
		{ "news/12345678-x.md", "" },
		{ "news/202407160-x.md", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct when when;
		char out[16];

		assert_int_equal(when_from_path(samples[i].path, &when), *samples[i].expected != 0);
		when_day(&when, out, sizeof(out));
		assert_string_equal(out, samples[i].expected);
		assert_false(when.has_time);
	}
}

/* The day is the one that was written, whatever UTC has by then. */
static void test_day(void **state)
{
	struct when when;
	char out[32];

	(void)state;
	assert_true(when_parse("2023-12-31 23:30:00-05:00", NULL, &when));
	assert_int_equal(when.seconds, clock_days(2024, 1, 1) * 86400 + 4 * 3600 + 1800);
	when_day(&when, out, sizeof(out));
	assert_string_equal(out, "2023-12-31");
	when_day(&(struct when){ 0 }, out, sizeof(out));
	assert_string_equal(out, "");
	when_format(&(struct when){ 0 }, out, sizeof(out));
	assert_string_equal(out, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes),     cmocka_unit_test(test_long),
		cmocka_unit_test(test_order),      cmocka_unit_test(test_zones),
		cmocka_unit_test(test_zone_cache), cmocka_unit_test(test_paths),
		cmocka_unit_test(test_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
