/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/pack.h"

enum { ROOM = 16384, MOST_TEXT = 65535 };

static uint32_t roll(uint64_t *dice)
{
	*dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*dice >> 33);
}

/* Some text of words, as long as is asked for, the same for the same number. */
static void make_text(uint64_t number, size_t len, struct str *out)
{
	static const char *const words[] = { "the ", "hallway ", "track, ", "Zürich ", "**new** ",
					     "and ", "of ",      "2026\n",  "talks. ", "[a](/b) " };
	uint64_t dice = number;

	str_clear(out);
	while (out->len < len)
		str_text(out, words[roll(&dice) % (sizeof(words) / sizeof(*words))]);
	str_cut(out, len);
}

/* Gives how much of the text was packed, which is there again. */
static size_t check(const struct str *text, size_t room)
{
	struct str packed = { 0 }, back = { 0 };
	size_t done = pack_text(str_bytes(text), text->len, room, &packed);

	assert_true(done <= text->len);
	if (done > 0) {
		assert_true(packed.len <= room);
		assert_true(packed.len < done);
		str_text(&back, "Before. ");
		assert_true(pack_open(packed.bytes, packed.len, &back));
		assert_int_equal(back.len, 8 + done);
		assert_memory_equal(back.bytes, "Before. ", 8);
		assert_memory_equal(back.bytes + 8, text->bytes, done);
		assert_int_equal(back.bytes[back.len], '\0');
	}
	str_release(&packed);
	str_release(&back);
	return done;
}

static void test_lengths(void **context)
{
	struct str text = { 0 };

	(void)context;
	for (size_t len = 0; len < 300; len++) {
		size_t done;

		make_text(len, len, &text);
		done = check(&text, ROOM);
		if (len < 8)
			assert_int_equal(done, 0);
		if (len >= 100)
			assert_int_equal(done, len);
	}
	for (size_t len = 4000; len < 20000; len += 997) {
		make_text(len, len, &text);
		assert_int_equal(check(&text, ROOM), len);
	}
	make_text(1, 100000, &text);
	assert_int_equal(check(&text, SIZE_MAX / 16), MOST_TEXT);
	str_release(&text);
}

/* A page is filled: one more byte of the text would not be sure to fit. */
static void test_room(void **context)
{
	struct str text = { 0 };

	(void)context;
	make_text(7, 90000, &text);
	for (size_t room = 0; room < ROOM; room += room < 100 ? 1 : 251) {
		size_t done = check(&text, room);

		if (room <= 12)
			assert_int_equal(done, 0);
		if (room >= 200)
			assert_in_range(done, room * 5 / 4, room * 2);
	}
	str_clear(&text);
	for (int i = 0; i < 30000; i++)
		str_text(&text, i < 1500 ? "QX" : "e");
	assert_in_range(check(&text, 7000), 7900, 8000);
	str_cut(&text, 9000);
	assert_in_range(check(&text, 7000), 7900, 8000);
	str_release(&text);
}

/* Bytes of all kinds come back; those that are seldom are not packed. */
static void test_bytes(void **context)
{
	struct str text = { 0 };
	uint64_t dice = 5;

	(void)context;
	for (int byte = 0; byte < 256; byte++) {
		make_text(3, 2000, &text);
		for (int i = 0; i < 50; i++)
			text.bytes[roll(&dice) % text.len] = (char)byte;
		assert_int_equal(check(&text, ROOM), text.len);
	}
	str_clear(&text);
	for (int i = 0; i < 3000; i++)
		str_byte(&text, (char)roll(&dice));
	assert_int_equal(check(&text, ROOM), 0);
	str_clear(&text);
	for (int i = 0; i < 3000; i++)
		str_text(&text, "ж");
	assert_int_equal(check(&text, ROOM), 0);
	str_release(&text);
}

/* An index is full of these codes: they are the same for all time. */
static void test_for_all_time(void **context)
{
	static const unsigned char packed[] = {
		0x4B, 0x00, 0x0C, 0x00, 0x0A, 0x00, 0x0C, 0x00, 0xEA, 0x09, 0x95, 0x29, 0x99,
		0x68, 0x22, 0xA5, 0x6E, 0xDD, 0x43, 0x30, 0x99, 0xD4, 0xC6, 0x26, 0xD8, 0xD0,
		0xC4, 0x1D, 0x28, 0x0C, 0x2B, 0x66, 0x1A, 0x26, 0x75, 0x0A, 0x79, 0xBF, 0x20,
		0xF7, 0xFF, 0x38, 0xFC, 0x2A, 0xA5, 0xB3, 0x1E, 0x84, 0x77, 0x5B, 0x3A, 0x7C,
		0x7C, 0x3C, 0x7D, 0xBF, 0x75, 0xC1, 0xB3, 0xA7, 0xAE, 0xC0
	};
	static const char text[] = "A hallway track, where people tell each other news: "
				   "Zürich & <b>2026</b>.\n";
	struct str bytes = { 0 }, back = { 0 };

	(void)context;
	assert_int_equal(pack_text(text, sizeof(text) - 1, ROOM, &bytes), sizeof(text) - 1);
	assert_int_equal(bytes.len, sizeof(packed));
	assert_memory_equal(bytes.bytes, packed, sizeof(packed));
	assert_true(pack_open((const char *)packed, sizeof(packed), &back));
	assert_string_equal(back.bytes, text);
	str_release(&bytes);
	str_release(&back);
}

/* A copy of just these bytes, so that a look beyond them is seen. */
static bool open_copy(const char *bytes, size_t len, struct str *out)
{
	char *copy = malloc(len > 0 ? len : 1);
	bool is_good;

	memcpy(copy, bytes, len);
	str_clear(out);
	is_good = pack_open(copy, len, out);
	free(copy);
	if (!is_good)
		assert_int_equal(out->len, 0);
	return is_good;
}

static void test_damaged(void **context)
{
	struct str text = { 0 }, packed = { 0 }, out = { 0 };
	uint64_t dice = 11;

	(void)context;
	make_text(9, 900, &text);
	assert_int_equal(pack_text(text.bytes, text.len, ROOM, &packed), text.len);
	for (size_t len = 0; len < packed.len; len++)
		assert_false(open_copy(packed.bytes, len, &out));
	for (int i = 0; i < 20000; i++) {
		size_t at = roll(&dice) % (i % 2 ? 8 : packed.len);
		char before = packed.bytes[at];

		packed.bytes[at] = (char)roll(&dice);
		open_copy(packed.bytes, packed.len, &out);
		packed.bytes[at] = before;
	}
	for (int i = 0; i < 20000; i++) {
		char junk[64];
		size_t len = roll(&dice) % sizeof(junk);

		for (size_t j = 0; j < len; j++)
			junk[j] = (char)(j < 8 && j % 2 ? 0 : roll(&dice));
		open_copy(junk, len, &out);
	}
	str_release(&text);
	str_release(&packed);
	str_release(&out);
}

/* More codes in each stream than there are bytes of text. */
static void test_too_many(void **context)
{
	uint64_t dice = 13;

	(void)context;
	for (size_t len = 0; len < 140; len++) {
		char junk[8 + 4 * 12] = { (char)len, 0, 12, 0, 12, 0, 12, 0 };
		struct str out = { 0 };

		for (size_t i = 8; i < sizeof(junk); i++)
			junk[i] = (char)roll(&dice);
		if (open_copy(junk, sizeof(junk), &out))
			assert_int_equal(out.len, len);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lengths), cmocka_unit_test(test_room),
		cmocka_unit_test(test_bytes),   cmocka_unit_test(test_for_all_time),
		cmocka_unit_test(test_damaged), cmocka_unit_test(test_too_many),
	};

	return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
