/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/path.h"
#include "base/str.h"
#include "store/kept.h"
#include "store/state.h"

static const char a[] = "00000000000000aa", b[] = "bbbbbbbbbbbbbbbb";

static char folder[] = "/tmp/hallway-state-XXXXXX";

static int make_folder(void **context)
{
	(void)context;
	memset(folder + strlen(folder) - 6, 'X', 6);
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **context)
{
	static const char *const names[] = { "here.log", "there.log", "_x_y_.log" };

	(void)context;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *path = path_join(folder, names[i]);

		unlink(path);
		free(path);
	}
	return rmdir(folder);
}

static struct state *open_as(const char *host)
{
	struct err err = { "" };
	struct state *state = state_open(folder, host, NULL, &err);

	assert_non_null(state);
	return state;
}

static void add_bytes(const char *name, const char *bytes)
{
	char *path = path_join(folder, name);
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	fputs(bytes, file);
	fclose(file);
	free(path);
}

static char *read_bytes(const char *name)
{
	char *path = path_join(folder, name);
	struct str bytes = { 0 };
	struct err err;

	assert_int_equal(file_read(path, 1 << 20, &bytes, &err), 0);
	free(path);
	return str_take(&bytes);
}

static void test_round_trip(void **context)
{
	struct state *state = open_as("here");
	struct err err;

	(void)context;
	assert_false(state_of(state, a).is_read);
	assert_int_equal(state_mark_read(state, a, true, UINT64_C(0xfedcba9876543210), &err), 0);
	assert_int_equal(state_mark_starred(state, b, true, &err), 0);
	assert_int_equal(state_mark_place(state, a, 12345, &err), 0);
	state_close(state);
	state = open_as("here");
	assert_true(state_of(state, a).is_read);
	assert_true(state_of(state, a).content == UINT64_C(0xfedcba9876543210));
	assert_int_equal(state_of(state, a).place, 12345);
	assert_true(state_of(state, b).is_starred);
	assert_false(state_of(state, b).is_read);
	assert_int_equal(state_mark_read(state, a, false, 0, &err), 0);
	assert_false(state_of(state, a).is_read);
	state_close(state);
	state = open_as("here");
	assert_false(state_of(state, a).is_read);
	assert_int_equal(state_of(state, a).place, 12345);
	state_close(state);
}

static void test_latest_wins(void **context)
{
	struct state *state;

	(void)context;
	add_bytes("here.log", "1000 read 00000000000000aa 1\n3000 unread 00000000000000aa 1\n");
	add_bytes("there.log", "2000 read 00000000000000aa 2\n2500 star 00000000000000aa\n"
			       "3000 read bbbbbbbbbbbbbbbb 5\n");
	state = open_as("here");
	assert_false(state_of(state, a).is_read);
	assert_true(state_of(state, a).is_starred);
	assert_true(state_of(state, b).is_read);
	add_bytes("there.log", "3001 read 00000000000000aa 9\n");
	assert_true(state_refresh(state));
	assert_true(state_of(state, a).is_read);
	assert_true(state_of(state, a).content == 9);
	assert_false(state_refresh(state));
	state_close(state);
}

/* At one time it does not matter which file says what. */
static void test_ties(void **context)
{
	static const char *const names[] = { "here.log", "there.log" };
	struct state *state;

	(void)context;
	for (int i = 0; i < 2; i++) {
		add_bytes(names[i],
			  i ? "1000 star 00000000000000aa\n1000 read bbbbbbbbbbbbbbbb 7\n"
			      "2000 unread 00000000000000aa 1\n1000 place 00000000000000aa 9\n"
			    : "1000 unstar 00000000000000aa\n1000 read bbbbbbbbbbbbbbbb 8\n"
			      "2000 read 00000000000000aa 1\n1000 place 00000000000000aa 8\n");
		add_bytes(names[1 - i],
			  i ? "1000 unstar 00000000000000bb\n" : "1000 star 00000000000000bb\n");
	}
	for (int i = 0; i < 2; i++) {
		state = open_as(i ? "there" : "here");
		assert_true(state_of(state, a).is_starred);
		assert_true(state_of(state, "00000000000000bb").is_starred);
		assert_true(state_of(state, a).is_read);
		assert_true(state_of(state, b).content == 8);
		assert_int_equal(state_of(state, a).place, 9);
		state_close(state);
	}
}

/* A clock that is behind must not make what the user does now count less than what was. */
static void test_clock_behind(void **context)
{
	struct state *state;
	struct err err;

	(void)context;
	add_bytes("there.log", "99999999999999 read 00000000000000aa 2\n");
	state = open_as("here");
	assert_true(state_of(state, a).is_read);
	assert_int_equal(state_mark_read(state, a, false, 0, &err), 0);
	assert_false(state_of(state, a).is_read);
	state_close(state);
	state = open_as("here");
	assert_false(state_of(state, a).is_read);
	state_close(state);
}

static void test_torn_line(void **context)
{
	struct state *state;
	struct err err;
	char *bytes;

	(void)context;
	add_bytes("here.log", "1000 read 00000000000000aa 1\n1001 place 00000000000000aa 12");
	state = open_as("here");
	assert_true(state_of(state, a).is_read);
	assert_int_equal(state_of(state, a).place, 0);
	assert_int_equal(state_mark_starred(state, a, true, &err), 0);
	state_close(state);
	bytes = read_bytes("here.log");
	assert_non_null(strstr(bytes, "12~\n"));
	free(bytes);
	state = open_as("here");
	assert_true(state_of(state, a).is_read);
	assert_true(state_of(state, a).is_starred);
	assert_int_equal(state_of(state, a).place, 0);
	state_close(state);
}

static void test_no_events(void **context)
{
	static const char *const samples[] = {
		"1000 read 00000000000000aa 1 2",
		"1000 read 00000000000000aag",
		"1000 read 0000000000000aa 1",
		"0 read 00000000000000aa 1",
		"-5 read 00000000000000aa 1",
		"1000 sing 00000000000000aa 1",
		"1000 read 00000000000000aa xyz",
		"1000 read 00000000000000AA 1",
		"1000  read 00000000000000aa",
		"99999999999999999999 read 00000000000000aa",
		"read",
		"",
		" ",
	};
	struct state *state;

	(void)context;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		add_bytes("here.log", samples[i]);
		add_bytes("here.log", "\n");
	}
	state = open_as("here");
	assert_false(state_of(state, a).is_read);
	add_bytes("here.log", "1000 read 00000000000000aa 1\n");
	assert_true(state_refresh(state));
	state_close(state);
}

/* Several programs of one machine write one file. */
static void test_two_programs(void **context)
{
	struct state *one = open_as("here"), *two = open_as("here");
	struct err err;

	(void)context;
	assert_int_equal(state_mark_read(one, a, true, 1, &err), 0);
	assert_true(state_refresh(two));
	assert_true(state_of(two, a).is_read);
	assert_int_equal(state_mark_read(two, a, false, 1, &err), 0);
	assert_true(state_of(one, a).is_read);
	assert_true(state_refresh(one));
	assert_false(state_of(one, a).is_read);
	assert_false(state_refresh(one));
	state_close(one);
	state_close(two);
}

/* A file that another program put in place of the old one is read whole. */
static void test_replaced(void **context)
{
	struct state *state;
	struct err err;
	char *path = path_join(folder, "there.log");
	const char *now = "1000 star 00000000000000aa\n2000 read bbbbbbbbbbbbbbbb 1\n";

	(void)context;
	add_bytes("there.log", "1500 read 00000000000000aa 1\n1600 star bbbbbbbbbbbbbbbb\n");
	state = open_as("here");
	assert_false(state_of(state, a).is_starred);
	assert_int_equal(file_write(path, now, strlen(now), &err), 0);
	assert_true(state_refresh(state));
	assert_true(state_of(state, a).is_starred);
	assert_true(state_of(state, b).is_read);
	state_close(state);
	free(path);
}

static void test_host_names(void **context)
{
	struct state *state = open_as("/x/y\n");
	struct err err;

	(void)context;
	assert_int_equal(state_mark_read(state, a, true, 1, &err), 0);
	state_close(state);
	free(read_bytes("_x_y_.log"));
}

static void count_note(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	assert_non_null(sentence);
	++*(int *)context;
}

/* /dev/null is no folder, whoever asks. */
static void test_no_folder(void **context)
{
	int n_notes = 0;
	struct notes notes = { count_note, &n_notes };
	struct err err = { "" };
	struct state *state = state_open("/dev/null/hallway", "here", &notes, &err);

	(void)context;
	assert_non_null(state);
	assert_int_equal(n_notes, 1);
	assert_int_equal(state_mark_read(state, a, true, 7, &err), -1);
	assert_true(*err.text != '\0');
	assert_true(state_of(state, a).is_read);
	assert_int_equal(state_mark_read(state, a, false, 7, &err), -1);
	assert_false(state_of(state, a).is_read);
	state_close(state);
}

static void check_undo(struct state *state, size_t n_expected, const char *first)
{
	char id[STATE_ID_ROOM];
	size_t n_posts;
	struct err err;

	assert_int_equal(state_undo(state, &n_posts, id, &err), 0);
	assert_int_equal(n_posts, n_expected);
	assert_string_equal(id, first);
}

static void test_undo(void **context)
{
	const struct state_item items[] = { { 0xaa, 3 }, { UINT64_C(0xbbbbbbbbbbbbbbbb), 4 } };
	struct state *state = open_as("here");
	struct err err;

	(void)context;
	check_undo(state, 0, "");
	state_mark_starred(state, b, true, &err);
	state_mark_read(state, a, true, 2, &err);
	assert_int_equal(state_mark_all_read(state, items, 2, &err), 0);
	state_mark_place(state, a, 77, &err);
	state_mark_opened(state, a, &err);
	assert_true(state_of(state, b).is_read);
	state_close(state);
	state = open_as("here");
	check_undo(state, 2, a);
	assert_true(state_of(state, a).is_read);
	assert_true(state_of(state, a).content == 2);
	assert_false(state_of(state, b).is_read);
	assert_int_equal(state_of(state, a).place, 77);
	state_close(state);
	state = open_as("here");
	check_undo(state, 1, a);
	assert_false(state_of(state, a).is_read);
	state_mark_starred(state, a, true, &err);
	check_undo(state, 1, a);
	assert_false(state_of(state, a).is_starred);
	assert_true(state_of(state, b).is_starred);
	check_undo(state, 1, b);
	assert_false(state_of(state, b).is_starred);
	check_undo(state, 0, "");
	state_close(state);
}

/* What another machine said before is what comes back. */
static void test_undo_of_others(void **context)
{
	struct state *state;
	struct err err;

	(void)context;
	add_bytes("there.log", "1000 read 00000000000000aa 5\n");
	state = open_as("here");
	state_mark_read(state, a, false, 0, &err);
	check_undo(state, 1, a);
	assert_true(state_of(state, a).is_read);
	assert_true(state_of(state, a).content == 5);
	check_undo(state, 0, "");
	state_close(state);
}

static void test_undo_unwritten(void **context)
{
	struct err err;
	struct state *state = state_open("/dev/null/hallway", "here", NULL, &err);
	char id[STATE_ID_ROOM];
	size_t n_posts;

	(void)context;
	state_mark_read(state, a, true, 1, &err);
	assert_int_equal(state_undo(state, &n_posts, id, &err), -1);
	assert_int_equal(n_posts, 1);
	assert_false(state_of(state, a).is_read);
	state_close(state);
}

static size_t n_lines(const char *name)
{
	char *bytes = read_bytes(name);
	size_t n = 0;

	for (const char *at = bytes; *at; at++)
		n += *at == '\n';
	free(bytes);
	return n;
}

static const char *id_of(unsigned number)
{
	static char id[STATE_ID_ROOM];

	snprintf(id, sizeof(id), "%016x", number);
	return id;
}

/* A journal that is long for what it says is written anew, and says the same. */
static void test_compaction(void **context)
{
	struct state *state, *other;
	struct str lines = { 0 };
	struct err err;

	(void)context;
	str_text(&lines, "500 sing 00000000000000aa\n900 read 00000000000000aa 1~\n");
	for (int i = 0; i < 20000; i++)
		str_format(&lines, "%d place %016x %d\n", 1000 + i, i % 50, i);
	for (int i = 0; i < 300; i++)
		str_format(&lines, "%d %s %016x 7\n", 30000 + i, i % 3 ? "read" : "unread", i % 40);
	add_bytes("here.log", lines.bytes);
	str_release(&lines);
	state = open_as("here");
	other = open_as("here");
	assert_int_equal(state_mark_starred(state, a, true, &err), 0);
	assert_true(n_lines("here.log") < 300);
	assert_true(state_refresh(other));
	assert_true(state_of(other, a).is_starred);
	assert_int_equal(state_mark_read(other, a, true, 9, &err), 0);
	assert_true(state_refresh(state));
	assert_true(state_of(state, a).is_read);
	state_close(other);
	for (int again = 0; again < 2; again++) {
		for (int i = 0; i < 50; i++) {
			char id[STATE_ID_ROOM];
			int last = 299 - (299 - i) % 40;

			snprintf(id, sizeof(id), "%016x", (unsigned)i);
			assert_int_equal(state_of(state, id).place, 19950 + i);
			if (i < 40)
				assert_int_equal(state_of(state, id).is_read, last % 3 != 0);
		}
		state_close(state);
		state = open_as("here");
	}
	check_undo(state, 1, a);
	check_undo(state, 1, a);
	for (int i = 299; i > 202; i--)
		check_undo(state, 1, id_of((unsigned)i % 40));
	{
		char *bytes = read_bytes("here.log");

		assert_non_null(strstr(bytes, "500 sing"));
		assert_null(strstr(bytes, "~"));
		free(bytes);
	}
	state_close(state);
}

static void copy_journal(const char *from, const char *to)
{
	struct str bytes = { 0 };
	struct err err;

	if (file_read(from, 1 << 20, &bytes, &err) == 0)
		assert_int_equal(file_write(to, str_bytes(&bytes), bytes.len, &err), 0);
	str_release(&bytes);
}

/* Each machine's folder gets the other's journal; its own stays. */
static void exchange(char folders[2][64], int from)
{
	static const char *const names[] = { "one.log", "two.log" };
	char *source = path_join(folders[from], names[from]);
	char *target = path_join(folders[1 - from], names[from]);

	copy_journal(source, target);
	free(source);
	free(target);
}

static void mark_something(struct state *state, uint64_t *dice)
{
	char id[STATE_ID_ROOM], undone[STATE_ID_ROOM];
	const struct state_item items[] = { { 1, 5 }, { 3, 6 }, { 4, 7 } };
	struct err err;
	size_t n;

	*dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	snprintf(id, sizeof(id), "%016x", (unsigned)(*dice >> 33) % 6);
	switch (*dice >> 50 & 7) {
	case 0:
	case 1:
		state_mark_read(state, id, *dice >> 40 & 1, *dice >> 41 & 3, &err);
		break;
	case 2:
	case 3:
		state_mark_starred(state, id, *dice >> 40 & 1, &err);
		break;
	case 4:
		state_mark_place(state, id, *dice >> 40 & 15, &err);
		break;
	case 5:
		state_mark_all_read(state, items, 3, &err);
		break;
	default:
		state_undo(state, &n, undone, &err);
	}
}

static void check_same(const struct state *one, const struct state *two)
{
	for (unsigned i = 0; i < 6; i++) {
		struct state_of a_of = state_of_number(one, i), b_of = state_of_number(two, i);

		assert_int_equal(a_of.is_read, b_of.is_read);
		assert_int_equal(a_of.is_starred, b_of.is_starred);
		assert_int_equal(a_of.place, b_of.place);
		assert_true(a_of.content == b_of.content);
	}
}

/* Two machines mark, and their folders are copied into each other in any order: in the end, when
 * both have both journals, they say the same, whether they were read as they grew or at once. */
static void test_exchange(void **context)
{
	static const char *const hosts[] = { "one", "two" };
	char folders[2][64];
	struct state *states[2], *fresh;
	struct err err;
	uint64_t dice = 42;

	(void)context;
	for (int i = 0; i < 2; i++) {
		snprintf(folders[i], sizeof(folders[i]), "%s/%s", folder, hosts[i]);
		states[i] = state_open(folders[i], hosts[i], NULL, &err);
	}
	for (int round = 0; round < 300; round++) {
		dice = dice * UINT64_C(6364136223846793005) + 1;
		for (int i = 0; i < 2; i++) {
			for (uint64_t n = dice >> (20 + i) & 3; n > 0; n--)
				mark_something(states[i], &dice);
		}
		if (dice >> 60 & 1)
			exchange(folders, (int)(dice >> 61 & 1));
		state_refresh(states[dice >> 62 & 1]);
		if (round % 10)
			continue;
		exchange(folders, 0);
		exchange(folders, 1);
		state_refresh(states[0]);
		state_refresh(states[1]);
		check_same(states[0], states[1]);
		fresh = state_open(folders[round / 10 % 2], "third", NULL, &err);
		check_same(states[0], fresh);
		state_close(fresh);
	}
	for (int i = 0; i < 2; i++) {
		state_close(states[i]);
		for (int j = 0; j < 2; j++) {
			char *path = path_join(folders[i], j ? "one.log" : "two.log");

			unlink(path);
			free(path);
		}
		rmdir(folders[i]);
	}
}

static void test_kept(void **context)
{
	char journals[64], *path;
	struct str body = { 0 }, name = { 0 };
	struct state *state;
	struct err err;

	(void)context;
	snprintf(journals, sizeof(journals), "%s/journal", folder);
	state = state_open(journals, "here", NULL, &err);
	assert_false(kept_get(state, a, 1, &body));
	assert_int_equal(kept_put(state, a, 1, "As it was\nthen", 14, &err), 0);
	assert_true(kept_get(state, a, 1, &body));
	assert_string_equal(body.bytes, "As it was\nthen");
	assert_false(kept_get(state, a, 2, &body));
	assert_int_equal(kept_put(state, a, 2, "", 0, &err), 0);
	assert_true(kept_get(state, a, 2, &body));
	assert_false(kept_get(state, a, 1, &body));
	assert_false(kept_get(state, "../x", 1, &body));
	str_format(&name, "%s/kept/%s", folder, a);
	assert_int_equal(file_write(name.bytes, "0000000000000003 9\ncut", 22, &err), 0);
	assert_false(kept_get(state, a, 3, &body));
	unlink(name.bytes);
	str_clear(&name);
	str_format(&name, "%s/kept", folder);
	assert_int_equal(rmdir(name.bytes), 0);
	path = path_join(journals, "here.log");
	unlink(path);
	free(path);
	rmdir(journals);
	state_close(state);
	str_release(&body);
	str_release(&name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_latest_wins, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_ties, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_clock_behind, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_torn_line, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_no_events, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_two_programs, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_replaced, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_host_names, make_folder, remove_folder),
		cmocka_unit_test(test_no_folder),
		cmocka_unit_test_setup_teardown(test_undo, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_undo_of_others, make_folder, remove_folder),
		cmocka_unit_test(test_undo_unwritten),
		cmocka_unit_test_setup_teardown(test_compaction, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_kept, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_exchange, make_folder, remove_folder),
	};

	return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
