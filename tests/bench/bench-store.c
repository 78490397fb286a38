/* SPDX-License-Identifier: MIT */
/*
 * bench-store FETCH [N...]: what the index costs and gives at N posts (1000 10000 100000), as
 * ratios to floors that are measured in the same run. FETCH is hallway-fetch.
 *
 *	rows	from nothing to all rows in the index, against reading the files and parsing the
 *		YAML of their front matter alone
 *	again	all once more, nothing being changed, and after ten files changed; against each
 *		other and against the first time, words and all
 *	first	a program that starts and reads the first screen of rows, against one that starts
 *	keys	a query from the key to its first screen of rows and snippets
 */
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#include "base/heap.h"
#include "base/path.h"
#include "base/str.h"
#include "posts.h"
#include "store/listing.h"

enum { SCREEN = 40, RUNS = 15, KEY_RUNS = 5, AGAIN_RUNS = 5, N_CHANGED = 10 };

static struct bench {
	const char *self, *fetch;
	char folder[40];
	char *tree, *index, *journals;
	long long bytes; /* of all posts */
} bench;

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return *one < *other ? -1 : *one > *other;
}

static double median(double *values, size_t n)
{
	qsort(values, n, sizeof(*values), by_size);
	return values[n / 2];
}

/* --- the floors --- */

static void parse_front(const char *text, size_t len)
{
	const char *end = len > 4 ? strstr(text + 4, "\n---") : NULL;
	yaml_parser_t parser;
	yaml_event_t event;
	bool is_end = false;

	if (!end)
		return;
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text + 4,
				     (size_t)(end - text) - 4);
	while (!is_end && yaml_parser_parse(&parser, &event)) {
		is_end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
}

static int read_front(const char *path, const struct stat *info, int type, struct FTW *level)
{
	static char text[1 << 20];
	ssize_t len;
	int fd;

	(void)info;
	(void)level;
	if (type != FTW_F)
		return 0;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	len = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	close(fd);
	if (len > 0) {
		text[len] = '\0';
		parse_front(text, (size_t)len);
	}
	return 0;
}

/* --- what a child does --- */

static int child_floor(const char *tree)
{
	return nftw(tree, read_front, 16, FTW_PHYS);
}

static size_t read_screen(struct listing *listing, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < from + SCREEN; i++)
		n += listing_row(listing, i) != NULL;
	return n;
}

static int child_first(const char *index_path, const char *journals)
{
	struct err err;
	struct state *state = state_open(journals, "bench", NULL, &err);
	struct index *index = index_open(index_path, INDEX_READ, NULL, &err);
	struct listing *listing = listing_new(index, state, &(struct listing_spec){ 0 }, &err);
	size_t n = read_screen(listing, 0);

	listing_free(listing);
	index_close(index);
	state_close(state);
	return n == SCREEN ? 0 : 1;
}

/* --- what the parent measures --- */

struct cost {
	double ms;
	double mib; /* resident at most */
};

static struct cost run(const char *const *arguments)
{
	struct rusage usage;
	double start = now_ms();
	pid_t child = fork();
	int status;

	if (child == 0) {
		execv(arguments[0], (char *const *)arguments);
		_exit(127);
	}
	wait4(child, &status, 0, &usage);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench-store: %s failed\n", arguments[0]);
		exit(1);
	}
	return (struct cost){ now_ms() - start, (double)usage.ru_maxrss / 1024 };
}

static struct cost run_often(const char *const *arguments, size_t n)
{
	double all[RUNS];
	struct cost cost = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		cost = run(arguments);
		all[i] = cost.ms;
	}
	cost.ms = median(all, n);
	return cost;
}

/* hallway-fetch until it says `kind` of the source; only then may it go on. */
static double fetch_until(const char *kind, bool is_going_on)
{
	char progress[32], line[4096];
	double start = now_ms(), end = 0;
	int fds[2], status;
	FILE *events;
	pid_t child;

	if (pipe(fds) < 0)
		exit(1);
	child = fork();
	if (child == 0) {
		struct str index = { 0 };

		close(fds[0]);
		snprintf(progress, sizeof(progress), "--progress-fd=%d", fds[1]);
		str_format(&index, "--index=%s", bench.index);
		execl(bench.fetch, bench.fetch, progress, index.bytes, bench.tree, (char *)NULL);
		_exit(127);
	}
	close(fds[1]);
	events = fdopen(fds[0], "r");
	while (end == 0 && fgets(line, sizeof(line), events)) {
		if (str_starts(line, kind))
			end = now_ms() - start;
	}
	if (!is_going_on)
		kill(child, SIGKILL);
	while (fgets(line, sizeof(line), events))
		;
	fclose(events);
	waitpid(child, &status, 0);
	return end;
}

static double size_of(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 ? (double)info.st_size : 0;
}

static void change_some(size_t n)
{
	for (size_t i = 0; i < N_CHANGED; i++) {
		if (posts_append(bench.tree, i * (n / N_CHANGED)) < 0)
			exit(1);
	}
}

/* `cold`: what it took to read all n posts for the first time. */
static void measure_again(size_t n, double cold)
{
	double same[AGAIN_RUNS], changed[AGAIN_RUNS], same_ms, changed_ms;

	for (size_t i = 0; i < AGAIN_RUNS; i++) {
		same[i] = fetch_until("texts", true);
		change_some(n);
		changed[i] = fetch_until("texts", true);
	}
	same_ms = median(same, AGAIN_RUNS);
	changed_ms = median(changed, AGAIN_RUNS);
	printf("  again   %8.0f ms  %6.3f x texts, nothing changed\n", same_ms, same_ms / cold);
	printf("  again   %8.0f ms  %6.3f x texts, %.2f x nothing changed, %d files changed\n",
	       changed_ms, changed_ms / cold, changed_ms / same_ms, N_CHANGED);
}

static void print_size(const char *when)
{
	printf("  size    %8.1f MB  %5.2f x posts, %s\n", size_of(bench.index) / 1e6,
	       size_of(bench.index) / (double)bench.bytes, when);
}

static void forget_index(void)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct str path = { 0 };

		str_format(&path, "%s%s", bench.index, ends[i]);
		unlink(path.bytes);
		str_release(&path);
	}
}

/* From nothing, as often as the floor and in turn with it: the machine is not always as quick. What
 * comes after the rows is not waited for: writing it would go on during the next turn. */
static void measure_rows(size_t n)
{
	const char *const floor[] = { bench.self, "floor", bench.tree, NULL };
	const size_t n_runs = n > 50000 ? 3 : n > 5000 ? 7 : RUNS;
	double rows[RUNS], floors[RUNS], ms, floor_ms;

	for (size_t i = 0; i < n_runs; i++) {
		floors[i] = run_often(floor, 1).ms;
		rows[i] = fetch_until("done", false);
		forget_index();
	}
	floor_ms = median(floors, n_runs);
	ms = median(rows, n_runs);
	printf("  rows    %8.0f ms  %5.2f x floor (%.0f ms)\n", ms, ms / floor_ms, floor_ms);
}

static void measure_fetch(size_t n)
{
	double texts;

	measure_rows(n);
	texts = fetch_until("texts", true);
	printf("  texts   %8.0f ms  in all\n", texts);
	print_size("new");
	measure_again(n, texts);
	print_size("after these changes");
}

static void measure_first(void)
{
	const char *const nothing[] = { bench.self, "nothing", NULL };
	const char *const first[] = { bench.self, "first", bench.index, bench.journals, NULL };
	struct cost floor = run_often(nothing, RUNS), cost = run_often(first, RUNS);

	printf("  first   %8.2f ms  %5.2f x floor (%.2f ms), %.1f MiB\n", cost.ms,
	       cost.ms / floor.ms, floor.ms, cost.mib);
}

static void measure_jumps(struct index *index, struct state *state)
{
	struct err err;
	struct listing *listing = listing_new(index, state, &(struct listing_spec){ 0 }, &err);
	size_t n = listing_n_rows(listing);
	const size_t places[] = { n - SCREEN, 0, n / 2, n / 3 };
	static const char *const names[] = { "End", "Home", "middle", "third" };

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		double start = now_ms();

		read_screen(listing, places[i]);
		printf("  %-7s %8.2f ms\n", names[i], now_ms() - start);
	}
	listing_free(listing);
}

static void measure_key(struct index *index, struct state *state, const struct listing_spec *spec,
			const char *how)
{
	double all[KEY_RUNS];
	size_t n = 0;

	for (size_t i = 0; i < KEY_RUNS; i++) {
		double start = now_ms();
		struct err err;
		struct listing *listing = listing_new(index, state, spec, &err);

		read_screen(listing, 0);
		n = listing_n_rows(listing);
		listing_free(listing);
		all[i] = now_ms() - start;
	}
	printf("  key     %8.2f ms  %s%s (%zu)\n", median(all, KEY_RUNS), spec->query, how, n);
}

static void measure_keys(struct index *index, struct state *state)
{
	static const char *const queries[] = { "t",
					       "th",
					       "the",
					       "your",
					       "dag",
					       "daga",
					       "tickets news",
					       "\"the of\"",
					       "\"the of\" or \"to and\"",
					       "-\"the of\"",
					       "title:t",
					       "author:b",
					       "source:site",
					       "has:image",
					       "is:unread",
					       "year:2020 the",
					       "category:news -the",
					       "zzzz" };
	static const struct {
		struct listing_spec spec;
		const char *how;
	} ways[] = {
		{ { .query = "the", .order = LISTING_RELEVANCE }, ", what matches best first" },
		{ { .query = "the of", .order = LISTING_RELEVANCE }, ", what matches best first" },
		{ { .query = "the", .order = LISTING_TITLE }, ", by title" },
		{ { .query = "the", .order = LISTING_AUTHOR }, ", by author" },
		{ { .query = "the", .order = LISTING_SOURCE }, ", by source" },
		{ { .query = "the", .grouping = LISTING_BY_CATEGORY },
		  ", a group for each category" },
		{ { .query = "the", .grouping = LISTING_BY_YEAR }, ", a group for each year" },
	};

	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++)
		measure_key(index, state, &(struct listing_spec){ .query = queries[i] }, "");
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		measure_key(index, state, &ways[i].spec, ways[i].how);
}

static void measure_inside(void)
{
	struct err err;
	struct state *state = state_open(bench.journals, "bench", NULL, &err);
	struct index *index = index_open(bench.index, INDEX_READ, NULL, &err);

	heap_keep(); /* as the program does between keys */
	measure_jumps(index, state);
	measure_keys(index, state);
	index_close(index);
	state_close(state);
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *level)
{
	(void)info;
	(void)type;
	(void)level;
	return remove(path);
}

static void measure(size_t n)
{
	static const char name[] = "/tmp/hallway-bench-XXXXXX";

	memcpy(bench.folder, name, sizeof(name));
	if (!mkdtemp(bench.folder))
		exit(1);
	bench.tree = path_join(bench.folder, "site");
	bench.index = path_join(bench.folder, "index.db");
	bench.journals = path_join(bench.folder, "journal");
	bench.bytes = posts_write(bench.tree, n);
	printf("%zu posts, %.1f MB\n", n, (double)bench.bytes / 1e6);
	fflush(stdout);
	measure_fetch(n);
	measure_first();
	measure_inside();
	fflush(stdout);
	nftw(bench.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(bench.tree);
	free(bench.index);
	free(bench.journals);
}

int main(int argc, char **argv)
{
	bench.self = argv[0];
	if (argc == 2 && strcmp(argv[1], "nothing") == 0)
		return 0;
	if (argc == 3 && strcmp(argv[1], "floor") == 0)
		return child_floor(argv[2]);
	if (argc == 4 && strcmp(argv[1], "first") == 0)
		return child_first(argv[2], argv[3]);
	if (argc == 4 && strcmp(argv[1], "write") == 0)
		return posts_write(argv[2], strtoul(argv[3], NULL, 10)) < 0;
	if (argc < 2)
		return 2;
	bench.fetch = argv[1];
	for (int i = 2; i < argc; i++)
		measure(strtoul(argv[i], NULL, 10));
	return 0;
}
