/* SPDX-License-Identifier: MIT */
/*
 * seeds: a fuzz target without libFuzzer: its seeds (tests/fuzz/seeds/NAME of fuzz-NAME), and each
 * of them changed here and there, always in the same way. Files as arguments are run instead.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/str.h"
#include "fuzz.h"

enum { LIMIT = 1024 * 1024, ROUNDS = 200, CHANGES = 4 };

static uint64_t state = 88172645463325252u;

/* Marsaglia's xorshift: the same numbers on every machine. */
static size_t below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return n ? (size_t)(state % n) : 0;
}

static void run(const struct str *bytes)
{
	uint8_t *exact = malloc(bytes->len ? bytes->len : 1);

	if (bytes->len > 0)
		memcpy(exact, bytes->bytes, bytes->len);
	LLVMFuzzerTestOneInput(exact, bytes->len);
	free(exact);
}

static void change(const struct str *bytes, struct str *changed)
{
	static const char odd[] = "\0\t\n\r \"'#&-:<>[]{}\x80\xc3\xff";
	size_t at = below(bytes->len), n = below(8);

	if (at + n > bytes->len)
		n = bytes->len - at;
	str_clear(changed);
	str_add(changed, bytes->bytes, at);
	switch (below(4)) {
	case 0: /* something goes */
		break;
	case 1: /* something comes */
		str_byte(changed, odd[below(sizeof(odd) - 1)]);
		n = 0;
		break;
	case 2: /* something comes twice */
		str_add(changed, bytes->bytes + at, n);
		n = 0;
		break;
	default: /* something is cut off */
		n = below(4) ? n : bytes->len - at;
	}
	str_add(changed, bytes->bytes + at + n, bytes->len - at - n);
}

static void run_changed(const struct str *seed)
{
	for (int i = 0; i < ROUNDS; i++) {
		struct str bytes = { 0 }, changed = { 0 };

		str_add(&bytes, seed->bytes, seed->len);
		for (size_t j = below(CHANGES); bytes.len > 0 && j < CHANGES; j++) {
			struct str before = bytes;

			change(&bytes, &changed);
			bytes = changed;
			changed = before;
		}
		run(&bytes);
		str_release(&bytes);
		str_release(&changed);
	}
}

static bool run_file(const char *path, bool is_changed)
{
	struct str bytes = { 0 };
	struct err err;
	int result = file_read(path, LIMIT, &bytes, &err);

	if (result < 0) {
		printf("# %s\n", err.text);
	} else {
		run(&bytes);
		if (is_changed)
			run_changed(&bytes);
	}
	str_release(&bytes);
	return result == 0;
}

/* The number of seeds that were run. */
static int run_folder(const char *folder)
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, alphasort), n_run = 0;

	for (int i = 0; i < n; i++) {
		char *path = path_join(folder, names[i]->d_name);

		if (*names[i]->d_name != '.')
			n_run += run_file(path, true);
		free(path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	return n_run;
}

int main(int argc, char **argv)
{
	const char *srcdir = getenv("srcdir"), *name = strrchr(argv[0], '-');
	struct str folder = { 0 };
	int n;

	if (argc > 1) {
		for (int i = 1; i < argc; i++)
			run_file(argv[i], false);
		return 0;
	}
	str_format(&folder, "%s/tests/fuzz/seeds/%s", srcdir ? srcdir : ".", name ? name + 1 : "");
	n = run_folder(folder.bytes);
	printf("%s 1 - %d seeds of %s\n1..1\n", n > 0 ? "ok" : "not ok", n, folder.bytes);
	str_release(&folder);
	return n == 0;
}
