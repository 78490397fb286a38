/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"
#include "view/trust.h"

static void test_warnings(void **state)
{
	static const struct {
		const char *words, *url;
		bool warns;
	} samples[] = {
		{ "buy your ticket", "https://ti.to/a/b", false },
		{ "ti.to", "https://ti.to/a/b", false },
		{ "https://www.example.org/x", "https://example.org/y", false },
		{ "tickets.example.org", "https://example.org/tickets", false },
		{ "https://bank.example.com/login", "https://evil.example.net/", true },
		{ "bank.com", "https://evil.example.net/", true },
		{ "README.md", "https://forge.example/README.md", false },
		{ "Django 4.2", "https://example.org/", false },
		{ "Node.js", "https://nodejs.example/", false },
		{ "example.org", "mailto:a@b.example", false },
		{ "bank.co.uk", "https://thief.co.uk/", true },
		{ "www.bank.co.uk", "https://login.bank.co.uk/", false },
		{ "ann.github.io", "https://bob.github.io/", true },
		{ "ann.github.io", "https://ann.github.io/x", false },
		{ "see https://bank.example/login now", "https://thief.example/", true },
		{ "see https://bank.example/login now", "https://bank.example/a", false },
		{ "(https://bank.example)", "https://thief.example/", true },
		{ "https://bank.example:8080/x", "https://bank.example/", false },
		{ "our page", "https://p\xd0\xb0ypal.com/", true },
	};

	const char *folder = getenv("srcdir");
	struct str path = { 0 };
	struct kinds *kinds;
	struct err err;

	(void)state;
	str_format(&path, "%s/data/actions.yaml", folder ? folder : ".");
	kinds = kinds_new(path.bytes, NULL, NULL, &err);
	assert_non_null(kinds);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct post_link link = { .text = (char *)samples[i].words,
					  .url = (char *)samples[i].url };
		char *warning = trust_warning(kinds, &link);

		if ((warning != NULL) != samples[i].warns)
			print_error("%s -> %s\n", samples[i].words, samples[i].url);
		assert_int_equal(warning != NULL, samples[i].warns);
		free(warning);
	}
	kinds_free(kinds);
	str_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_warnings) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
