/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistring/version.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/breaks.h"
#include "text/bytes16.h"
#include "text/width.h"

enum { MOST = 4096 };

/* The text with a mark at each break: | may, ~ with a hyphen, ! must, ^ within an address. */
static void show(const char *text, size_t len, struct str *out)
{
	unsigned char kinds[MOST];

	assert_true(len <= MOST);
	breaks_find(text, len, kinds);
	for (size_t i = 0; i < len; i++) {
		if (kinds[i] != BREAKS_NONE)
			str_byte(out, " |~!^"[kinds[i]]);
		str_byte(out, text[i]);
	}
}

static const struct {
	const char *text, *broken;
} samples[] = {
	{ "", "" },
	{ "one two  three", "one |two  |three" },
	{ " start and end ", " start |and |end " },
	{ "a\nb\n\nc\n", "a\n!b\n!\n!c\n" },
	{ "a\n", "a\n" },
	{ "well-known e-mail", "well-|known |e-|mail" },
	{ "use -x or --long", "use |-x |or |--long" },
	{ "-x", "-x" },
	{ "one - two -- three --four -", "one - |two -- |three |--four -" },
	{ "- one -  two", "- |one -  |two" },
	{ "one – two — three –four – 5", "one – |two — |three |–four – |5" },
	{ "uno —dos— tres—cuatro", "uno |—dos— |tres—|cuatro" },
	{ "one -\ntwo", "one -\n!two" },
	{ "(a b) [c] \"d e\"", "(a |b) |[c] |\"d |e\"" },
	{ "1,000.50 $5 50% 3/4", "1,000.50 |$5 |50% |3/4" },
	{ "end. Next! So?", "end. |Next! |So?" },
	{ "日本語です。次", "日|本|語|で|す。|次" },
	{ "「引用」と", "「引|用」|と" },
	{ "soft\xC2\xADhyphen", "soft\xC2\xAD~hyphen" },
	{ "10\xC2\xA0km und 5\xE2\x80\xAFm", "10\xC2\xA0km |und |5\xE2\x80\xAFm" },
	{ "word\xE2\x81\xA0-joiner", "word\xE2\x81\xA0-|joiner" },
	{ "zero\xE2\x80\x8Bwidth", "zero\xE2\x80\x8B|width" },
	{ "e.g. Node.js at 3:30pm a,b été.org", "e.g. |Node.js |at |3:30pm |a,b |été.org" },
	{ "e.g. Node.js, a;b", "e.g. |Node.js, |a;b" },
	{ "a \xCC\x81"
	  "b",
	  "a \xCC\x81"
	  "b" },
	{ "👩\xE2\x80\x8D💻👍", "👩\xE2\x80\x8D💻|👍" },
	{ "🇩🇪🇫🇷", "🇩🇪|🇫🇷" },
	{ "see https://example.org/a-b/c_d?x=1&y=2#top now",
	  "see |https://^example.^org/^a-^b/^c_^d?^x=^1&^y=^2#^top |now" },
	{ "www.example.org", "www.^example.^org" },
	{ "src/text/width-table.c", "src/^text/^width-^table.c" },
	{ "and/or", "and/|or" },
	{ "mail somebody@long.example.org.", "mail |somebody@^long.^example.^org." },
	{ "https://example.org/%C3%A9t%C3%A9", "https://^example.^org/^%C3%A9t%C3%A9" },
	{ "詳細はhttps://example.org/参照", "詳|細|は|https://^example.^org/|参|照" },
};

static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str out = { 0 };

		show(samples[i].text, strlen(samples[i].text), &out);
		assert_string_equal(str_bytes(&out), samples[i].broken);
		str_release(&out);
	}
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* ASCII with many blanks and marks, and a word of something else where the dice say so. */
static void make_text(uint32_t *seed, unsigned n_odd, struct str *text)
{
	static const char *const odd[] = { "é",  "日本",     "“",           "”",  "’",
					   "—",  "…",        "👩",           "🇩",  "ß",
					   "א",  "\xC2\xAD", "（",          "）", "\xCC\x81",
					   "、", "\xC2\xA0", "\xE2\x80\x8B" };

	str_clear(text);
	for (size_t n = 1 + next_random(seed) % 40; n > 0; n--) {
		uint32_t dice = next_random(seed) % 8;

		if (next_random(seed) % 100 < n_odd)
			str_text(text, odd[next_random(seed) % (sizeof(odd) / sizeof(*odd))]);
		else if (dice < 3)
			str_byte(text, ' ');
		else if (dice == 3)
			str_byte(text, "\n\tax1./-"[next_random(seed) % 8]);
		else
			str_byte(text, (char)('!' + next_random(seed) % ('~' - '!' + 1)));
	}
}

/* The quick way against the library's. Its tables were of one Unicode for long; later ones differ
 * in a few pairs. */
static void test_quick_is_plain(void **state)
{
	struct str text = { 0 };
	uint32_t seed = 11;

	(void)state;
	if (_libunistring_version >= 0x0101 << 8)
		skip();
	for (unsigned round = 0; round < 200000; round++) {
		unsigned char quick[400], plain[400];

		make_text(&seed, round % 4 * 4, &text);
		breaks_find(text.bytes, text.len, quick);
		breaks_find_plainly(text.bytes, text.len, plain);
		if (memcmp(quick, plain, text.len) != 0)
			print_message("# %s\n", text.bytes);
		assert_memory_equal(quick, plain, text.len);
	}
	str_release(&text);
}

/* Words from a break on: up to where another byte comes, the next break is behind each of the ends,
 * and none is between. */
static void check_plain_words(const char *text, size_t len, const unsigned char *kinds, size_t from)
{
	struct breaks_plain plain = breaks_plain(text + from, len - from);
	uint64_t ends = plain.ends & ((plain.others & -plain.others) - 1);

	for (size_t i = from + 1; ends; i++, ends >>= 1)
		assert_int_equal(kinds[i], ends & 1 ? BREAKS_MAY : BREAKS_NONE);
}

static void test_plain_words(void **state)
{
	static const char some[] = "     aaeexyzAZ.,[@{`!\"'-1/\t\n\x7f";
	uint32_t seed = 5;

	(void)state;
	for (unsigned round = 0; round < 100000; round++) {
		unsigned char kinds[128];
		char text[128];
		size_t len = 1 + next_random(&seed) % sizeof(text);
		/* mostly letters and blanks */
		uint32_t n_kinds = round % 2 ? 14 : sizeof(some) - 1;

		for (size_t i = 0; i < len; i++)
			text[i] = some[next_random(&seed) % n_kinds];
		breaks_find(text, len, kinds);
		check_plain_words(text, len, kinds, 0);
		for (size_t i = 1; i < len; i++)
			if (kinds[i] == BREAKS_MAY)
				check_plain_words(text, len, kinds, i);
	}
}

/* Whatever the text: no break within a cluster, none before the first byte. */
static void test_clusters_stay(void **state)
{
	static const char *const pieces[] = {
		"a", " ",        "\xCC\x81",         "日", "\xE2\x80\x8D",
		"👩", "🇩",        "\xEF\xB8\x8F",     "-",  "\xE0\xA4\xBF",
		".", "\xC2\xAD", "\xF0\x9F\x8F\xBD", "/",  "\n"
	};
	uint32_t seed = 3;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		unsigned char kinds[256];
		struct str text = { 0 };
		struct cluster cluster;

		for (int n = 0; n < 20; n++)
			str_text(&text,
				 pieces[next_random(&seed) % (sizeof(pieces) / sizeof(*pieces))]);
		breaks_find(text.bytes, text.len, kinds);
		assert_int_equal(kinds[0], BREAKS_NONE);
		for (size_t at = 0; width_cluster(text.bytes, text.len, at, &cluster);
		     at += cluster.len)
			for (size_t i = 1; i < cluster.len; i++)
				assert_int_equal(kinds[at + i], BREAKS_NONE);
		str_release(&text);
	}
}

/* The quick ways over sixteen bytes give what a byte at a time gives. */
static void test_sixteen(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		char text[40];
		size_t len = next_random(&seed) % sizeof(text), n = 0;
		bytes16 within;

		for (size_t i = 0; i < sizeof(text); i++)
			text[i] = (char)(next_random(&seed) % (round % 2 ? 256 : 129));
		while (n < len && (unsigned char)text[n] < 0x80)
			n++;
		assert_int_equal(bytes16_ascii(text, len), n);
		within = bytes16_within(bytes16_at(text), ' ', '~');
		assert_int_equal(bytes16_bits(within), bytes16_bits_plainly(within));
		for (unsigned i = 0; i < 16; i++)
			assert_int_equal(bytes16_bits(within) >> i & 1,
					 text[i] >= ' ' && text[i] <= '~');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),     cmocka_unit_test(test_quick_is_plain),
		cmocka_unit_test(test_plain_words), cmocka_unit_test(test_clusters_stay),
		cmocka_unit_test(test_sixteen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
