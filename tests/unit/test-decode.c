/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "terminal/decode.h"

/* All keys in the bytes, as "j Up click@3,4"; `step` bytes come at a time. */
static void list_keys(const char *bytes, size_t len, size_t step, struct str *out)
{
	struct decode decode = { 0 };
	struct key key;

	for (size_t at = 0; at < len; at += step) {
		bool is_last = at + step >= len;

		decode_feed(&decode, bytes + at, is_last ? len - at : step);
		while (decode_key(&decode, is_last, &key)) {
			str_text(out, out->len ? " " : "");
			if (key.kind == KEY_PRESS)
				str_format(out, "%s%s", key.is_pasted ? "'" : "", key.name);
			else
				str_format(out, "%s%+d@%d,%d",
					   key.kind == KEY_CLICK ? "click" : "wheel",
					   key.kind == KEY_CLICK ? key.clicks : key.amount, key.row,
					   key.column);
		}
	}
	assert_false(decode_waits(&decode));
	decode_release(&decode);
}

static const struct {
	const char *bytes, *keys;
} samples[] = {
	{ "jä日😀", "j ä 日 😀" },
	{ " \t\r\n\x7f\b", "Space Tab Enter Enter Backspace Backspace" },
	{ "\x01\x03\x1a\x1d", "^A ^C ^Z ^]" },
	{ "\033", "Escape" },
	{ "\033\033", "Escape Escape" },
	{ "\033x", "Alt-x" },
	{ "\033ä", "Alt-ä" },
	{ "\033\r", "Alt-Enter" },
	{ "\033\x06", "Alt-^F" },
	{ "\033[A\033[B\033[C\033[D\033[H\033[F", "Up Down Right Left Home End" },
	{ "\033OA\033OB\033OC\033OD\033OH\033OF", "Up Down Right Left Home End" },
	{ "\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~\033[7~\033[8~",
	  "Home Insert Delete End PageUp PageDown Home End" },
	{ "\033OP\033OQ\033OR\033OS\033[15~\033[24~", "F1 F2 F3 F4 F5 F12" },
	{ "\033[[A\033[[E", "F1 F5" },
	{ "\033[11~\033[14~", "F1 F4" },
	{ "\033[Z\033[1;2Z", "BackTab Shift-BackTab" },
	{ "\033[1;3C\033[1;5D\033[1;2A\033[1;4B", "Alt-Right Ctrl-Left Shift-Up Alt-Shift-Down" },
	{ "\033[5;3~\033[3;5~", "Alt-PageUp Ctrl-Delete" },
	{ "\033\033[A\033\033OB", "Alt-Up Alt-Down" },
	{ "\033[1;9A", "Alt-Up" },
	{ "\033[97u\033[97;5u\033[13;3u\033[9;2u\033[27u", "a ^A Alt-Enter BackTab Escape" },
	{ "\033[", "Alt-[" },
	{ "\033O", "Alt-O" },
	{ "\033OM\033Ok", "Enter +" },
	{ "\033[<0;5;4M\033[<0;5;4m", "click+1@3,4" },
	{ "\033[<64;1;1M\033[<65;80;24M", "wheel-3@0,0 wheel+3@23,79" },
	{ "\033[<128;1;1Mx\033[<129;1;1M", "MouseBack x MouseForward" },
	{ "\033[<2;3;3M\033[<1;3;3M\033[<32;3;3M\033[<66;1;1M", "MouseRight MouseMiddle" },
	{ "\033[<4;1;1M", "click+1@0,0" },
	{ "\033[<0;0;1M", "" },
	{ "\033[M !!\033[M#!!", "click+1@0,0" },
	{ "\033[M`\x31\x29", "wheel-3@8,16" },
	{ "\033[200~ab\033[201~c", "'a 'b c" },
	{ "\033[200~\033[200~q\r\033[201~\033[201~q", "'q 'Enter q" },
	{ "\033[I\033[O\033[?1;2c\033[24;80Rj", "j" },
	{ "\033[99~\033[1;5Wj", "j" },
	{ "\xff\xc3(\xc0\x80j", "( j" },
	{ "\xc2\x9bj", "j" },
	{ "\xe6\x97", "" },
	{ "", "" },
};

/* However the bytes are cut, the keys are the same. */
static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		for (size_t step = 1; step <= 3; step++) {
			struct str keys = { 0 };

			list_keys(samples[i].bytes, strlen(samples[i].bytes),
				  step == 3 ? 1000 : step, &keys);
			assert_string_equal(str_bytes(&keys), samples[i].keys);
			str_release(&keys);
		}
	}
}

static void test_waiting(void **state)
{
	static const struct {
		const char *bytes;
		enum decode_rest rest;
	} starts[] = {
		{ "\033", DECODE_UNSURE },    { "\033[", DECODE_UNSURE },
		{ "\033O", DECODE_UNSURE },   { "\033\033", DECODE_UNSURE },
		{ "\033[1;", DECODE_PART },   { "\033[6", DECODE_PART },
		{ "\033[M !", DECODE_PART },  { "\xe6\x97", DECODE_PART },
		{ "\033\033[", DECODE_PART },
	};
	struct key key;

	(void)state;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct decode decode = { 0 };

		decode_feed(&decode, starts[i].bytes, strlen(starts[i].bytes));
		assert_false(decode_key(&decode, false, &key));
		assert_int_equal(decode_waits(&decode), starts[i].rest);
		while (decode_key(&decode, true, &key))
			;
		assert_false(decode_waits(&decode));
		decode_release(&decode);
	}
}

/* A NUL and long junk are passed over, and memory does not grow by what was read. */
static void test_junk(void **state)
{
	struct decode decode = { 0 };
	struct key key;
	char junk[4096];

	(void)state;
	memset(junk, '1', sizeof(junk));
	junk[0] = '\033';
	junk[1] = '[';
	decode_feed(&decode, junk, sizeof(junk));
	assert_false(decode_key(&decode, false, &key));
	assert_false(decode_waits(&decode));
	for (int i = 0; i < 1000; i++) {
		decode_feed(&decode, "\0", 1);
		assert_false(decode_key(&decode, false, &key));
		decode_feed(&decode, "j", 1);
		assert_true(decode_key(&decode, false, &key));
	}
	assert_true(decode.bytes.room < 20000);
	decode_release(&decode);
}

static void test_anything(void **state)
{
	static const char bytes[] = "\033\033\033[[[OM<;019~ABuxm\xc3\xa4\xe6\x97\xa5\xff\x80 \r";
	unsigned random = 7;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		char text[13];
		struct str keys = { 0 };

		for (size_t j = 0; j + 1 < sizeof(text); j++) {
			random = random * 1103515245 + 12345;
			text[j] = bytes[(random >> 16) % (sizeof(bytes) - 1)];
		}
		list_keys(text, sizeof(text) - 1, 1 + random % 5, &keys);
		str_release(&keys);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_junk),
		cmocka_unit_test(test_anything),
	};

	return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
