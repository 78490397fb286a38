/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "document/bare.h"

/* All addresses in a text, each in brackets, those that lack a scheme with it. */
static void find_all(const char *text, struct str *out)
{
	struct bare_walk walk = { .text = text, .len = strlen(text) };
	struct bare bare;

	while (bare_next(&walk, &bare)) {
		str_byte(out, '[');
		str_text(out, bare.scheme);
		str_add(out, text + bare.start, bare.len);
		str_byte(out, ']');
	}
}

static void test_find(void **state)
{
	static const struct {
		const char *text, *found;
	} samples[] = {
		{ "no address", "" },
		{ "https://a.example.", "[https://a.example]" },
		{ "(http://a.example/b_(c)).", "[http://a.example/b_(c)]" },
		{ "\"ftp://a.example\", xhttp://b.example", "[ftp://a.example]" },
		{ "https://a.example/x...' https:// ://", "[https://a.example/x]" },
		{ "HTTPS://A.EXAMPLE/?b=c&d=e;", "[HTTPS://A.EXAMPLE/?b=c&d=e]" },
		{ "http://[::1]:80/x http://localhost", "[http://[::1]:80/x][http://localhost]" },
		{ "\xE6\x9D\xB1http://a.example\xE4\xBA\xAC", "[http://a.example]" },
		{ "http://a.example/\xE4\xBA\xAC\xE3\x80\x82", "[http://a.example/\xE4\xBA\xAC]" },
		{ "www.a.example, www. wwww.b.example", "[http://www.a.example]" },
		{ "a@b.example. @c d@e f.g+h@i-j.example!",
		  "[mailto:a@b.example][mailto:f.g+h@i-j.example]" },
		{ "https://a.example/@b@c.example x", "[https://a.example/@b@c.example]" },
		{ "a@b.example https://c.example www.d.example",
		  "[mailto:a@b.example][https://c.example][http://www.d.example]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str found = { 0 };

		find_all(samples[i].text, &found);
		assert_string_equal(str_bytes(&found), samples[i].found);
		assert_true(bare_may(samples[i].text, strlen(samples[i].text)) || found.len == 0);
		str_release(&found);
	}
}

static void test_crowded(void **state)
{
	struct str crowd = { 0 }, parted = { 0 };

	(void)state;
	for (int i = 0; i < 5000; i++) {
		str_text(&crowd, "http://a.example ");
		str_text(&parted, "http://a.example\n\n");
	}
	assert_true(bare_crowded(crowd.bytes, crowd.len));
	assert_false(bare_crowded(parted.bytes, parted.len));
	str_release(&crowd);
	str_release(&parted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_crowded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
