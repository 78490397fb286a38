/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <uniconv.h>

#include "text/code.h"
#include "text/repair.h"

static const struct {
	const char *name, *text, *repaired; /* NULL: stays */
} samples[] = {
	{ "ASCII", "plain", NULL },
	{ "correct French", "Un café près de l’école, à « midi » … déjà", NULL },
	{ "correct Japanese", "東京で開催", NULL },
	{ "correct Cyrillic", "Привет, мир", NULL },
	{ "an apostrophe and an accent", "il c’è", NULL },
	{ "capital and closing quote", "IRMÃ”", NULL },
	{ "capital and ellipsis", "SÃ… ja", NULL },
	{ "capital and dash", "ISÄ–POIKA", NULL },
	{ "capital and no-break space", "HÄ\xC2\xA0?", NULL },
	{ "e, closing quote, ellipsis", "sé”…", NULL },
	{ "ellipsis before a word", "…à suivre", NULL },
	{ "dash between words", "word—état", NULL },
	{ "dash and a letter alone", "(—é) and", NULL },
	{ "guillemet and a capital", "«Éste es un texto", NULL },
	{ "alphabet", "À Á Â Ã Ä Å", NULL },
	{ "about encodings, with other letters", "“Ã©” should be é", NULL },
	{ "apple logo", "\xEF\xA3\xBF Event", NULL },

	{ "Mac Roman apostrophe", "If you haven‚Äôt yet", "If you haven’t yet" },
	{ "Mac Roman emoji", "See you \xEF\xA3\xBFüêÇ!", "See you 🐂!" },
	{ "Mac Roman accents", "Z√ºrich caf√©", "Zürich café" },
	{ "Mac Roman Cyrillic", "–ú–æ—Å–∫–≤–∞", "Москва" },
	{ "Mac Roman Japanese", "Êù±‰∫¨", "東京" },
	{ "Windows apostrophe", "donâ€™t", "don’t" },
	{ "Windows accents", "ZÃ¼rich cafÃ©", "Zürich café" },
	{ "Windows quotes", "â€œhelloâ€\xC2\x9D", "“hello”" },
	{ "Windows a grave at a word's end", "voilÃ\xC2\xA0", "voilà" },
	{ "Windows no-break space",
	  "10Â\xC2\xA0"
	  "000 â‚¬",
	  "10\xC2\xA0"
	  "000 €" },
	{ "Windows acute", "the rockÂ´n roll", "the rock´n roll" },
	{ "Windows multiplication sign", "1200 Ã— 630", "1200 × 630" },
	{ "Windows emoji", "ðŸ‘\xC2\x8D", "👍" },
	{ "Windows Cyrillic", "ÐœÐ¾ÑÐºÐ²Ð°", NULL },
	{ "Windows Cyrillic with controls", "ÐœÐ¾Ñ\xC2\x81ÐºÐ²Ð°", "Москва" },
	{ "Latin-1", "Z\xC3\x83\xC2\xBCrich \xC3\xA2\xC2\x80\xC2\x99", "Zürich ’" },
	{ "twice", "donÃ¢â‚¬â„¢t", "don’t" },
	{ "one character that cannot be", "ZÃ¼rich 東", NULL },
};

static void test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str out = { 0 };
		bool is_done = repair_text(samples[i].text, strlen(samples[i].text), &out);

		print_message("# %s\n", samples[i].name);
		assert_int_equal(is_done, samples[i].repaired != NULL);
		assert_string_equal(str_bytes(&out), is_done ? samples[i].repaired : "");
		str_release(&out);
	}
}

static const struct {
	const char *text, *repaired;
} bodies[] = {
	{ "No damage\n\n`Ã©` in code\n", NULL },
	{ "```\nÃ© in a block\n```\n", NULL },
	{ "Text:\n\n    Ã© indented\n", NULL },
	{ "<pre>\nÃ©\n\nÃ©</pre>\n", NULL },
	/* All is damaged, the code with it. */
	{ "cafÃ© `Ã©`\n", "café `é`\n" },
	/* Code of its own stays, and what is right beside it. */
	{ "cafÃ© `Ã© 東`\n", "café `Ã© 東`\n" },
	{ "東京\n\ncafÃ©\n\nüber\n", "東京\n\ncafé\n\nüber\n" },
	{ "東京\n\ncafÃ© `x Ã©` naÃ¯ve\n```\nÃ©\n\nÃ©\n```\nnaÃ¯ve\n",
	  "東京\n\ncafé `x Ã©` naïve\n```\nÃ©\n\nÃ©\n```\nnaïve\n" },
	{ "東京\n\ntwo ``a ` Ã©`` <code>Ã©</code> cafÃ©\n",
	  "東京\n\ntwo ``a ` Ã©`` <code>Ã©</code> café\n" },
	{ "東京\nin one paragraph cafÃ©\n", NULL },
	{ "cafÃ© \x01\n", NULL },
};

static void test_body(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		struct str out = { 0 };
		bool is_done = repair_body(bodies[i].text, strlen(bodies[i].text), &out);

		print_message("# body %zu\n", i);
		assert_int_equal(is_done, bodies[i].repaired != NULL);
		assert_string_equal(str_bytes(&out), is_done ? bodies[i].repaired : "");
		str_release(&out);
	}
}

/* Right texts, garbled on purpose, come back; by themselves they stay. */
static void test_round_trip(void **state)
{
	static const char *const texts[] = {
		"Größe, façade, mañana, Ærø, žluťoučký kůň, ıspanak, Łódź",
		"Конференция в Москве: билеты — от 500 ₽",
		"Το συνέδριο στην Αθήνα",
		"שלום עולם, כנס פייתון",
		"مرحبا بالعالم",
		"東京で開催される“カンファレンス”。",
		"한국어 텍스트",
		"The party 🎉 isn’t over…",
		"Straße ⇒ «Übung» – 5 € ☎",
	};
	static const char *const codecs[] = { "MACINTOSH", "ISO-8859-1", "windows-1252" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct str out = { 0 };

		assert_false(repair_text(texts[i], strlen(texts[i]), &out));
		for (size_t c = 0; c < sizeof(codecs) / sizeof(*codecs); c++) {
			struct str garbled = { 0 };

			str_clear(&out);
			for (const char *at = texts[i]; *at; at++) {
				uint8_t buffer[8], *one;
				size_t n = sizeof(buffer);

				one = u8_conv_from_encoding(codecs[c], iconveh_error, at, 1, NULL,
							    buffer, &n);
				if (one)
					str_add(&garbled, (char *)one, n);
				else /* one of the five that Windows-1252 leaves out */
					str_add(&garbled, (char[]){ (char)0xC2, *at }, 2);
			}
			print_message("# %s %s: %s\n", codecs[c], texts[i], garbled.bytes);
			assert_true(repair_text(garbled.bytes, garbled.len, &out));
			assert_string_equal(out.bytes, texts[i]);
			str_release(&garbled);
		}
		str_release(&out);
	}
}

static void test_code(void **state)
{
	const char *text =
		"a `b` ``c ` d`` ` e\n\n~~~ x\n`f`\n~~~\n\tno code\n\n\tcode\n<PRE>g\n\nh</PRE>";
	static const char *const expected[] = { "`b`",         "``c ` d``", "~~~ x\n`f`\n~~~\n",
						"\tno code\n", "\tcode\n",  "<PRE>g\n\nh" };
	struct code_ranges ranges = { 0 };

	(void)state;
	code_find(text, strlen(text), &ranges);
	assert_int_equal(ranges.n_items, sizeof(expected) / sizeof(*expected));
	for (size_t i = 0; i < ranges.n_items; i++) {
		assert_int_equal(ranges.items[i].end - ranges.items[i].start, strlen(expected[i]));
		assert_memory_equal(text + ranges.items[i].start, expected[i], strlen(expected[i]));
	}
	code_release(&ranges);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_body),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
