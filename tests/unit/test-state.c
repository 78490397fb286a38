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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_latest_wins, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_clock_behind, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_torn_line, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_no_events, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_two_programs, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_replaced, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_host_names, make_folder, remove_folder),
		cmocka_unit_test(test_no_folder),
	};

	return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
