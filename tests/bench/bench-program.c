/* SPDX-License-Identifier: MIT */
/*
 * bench-program HALLWAY PAINT [N...]: what the whole program costs with N posts (1000 10000
 *100000), as ratios to floors and peers that are measured in turns with it.
 *
 *	first	from the start to the first painted list, the index being there; against a curses
 *		program that paints as many rows (PAINT), sfeed_curses, newsboat, and the least N
 *	keys	from a key to the last byte of what is painted for it; a word that is in most
 *		bodies, against newsboat
 *	print	a long post as text, against md4c alone and lowdown
 */
#include <ftw.h>
#include <md4c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "measure.h"
#include "posts.h"
#include "pty.h"

/* On 40 rows stand a line at the top, one at the bottom, and posts of two lines each. */
enum { TITLES = 19, MOST_SIZES = 8, MIB = 1024 * 1024, MOST_INPUT = 64 * MIB };

static struct bench {
	const char *self, *hallway, *paint;
	char folder[40];
} bench;

/* newsboat takes minutes to take in more. */
enum { MOST_BOAT = 10000, BOAT_RUNS = 5 };

/* A tree of n posts, the same titles as sfeed_curses wants them, and the posts as newsboat does. */
struct size {
	size_t n;
	char *tree, *feed, *boat;
	struct measure first, peer;
	struct measure boat_first, boat_search;
	struct measure search; /* as long as newsboat's */
};

static void fail(const char *what)
{
	fprintf(stderr, "bench-program: %s failed\n", what);
	exit(1);
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *level)
{
	(void)info;
	(void)type;
	(void)level;
	return remove(path);
}

static void clean_up(void)
{
	nftw(bench.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void set_folder(const char *variable, const char *name)
{
	char *path = path_join(bench.folder, name);

	setenv(variable, path, 1);
	free(path);
}

static void make_home(void)
{
	static const char name[] = "/tmp/hallway-bench-XXXXXX";

	memcpy(bench.folder, name, sizeof(name));
	if (!mkdtemp(bench.folder))
		fail("mkdtemp");
	atexit(clean_up);
	set_folder("HOME", "home");
	set_folder("XDG_CONFIG_HOME", "config");
	set_folder("XDG_CACHE_HOME", "cache");
	set_folder("XDG_STATE_HOME", "state");
	setenv("TERM", "xterm-256color", 1);
}

/* --- the first list --- */

static void write_feed(const struct size *size)
{
	FILE *feed = fopen(size->feed, "w");

	if (!feed)
		fail(size->feed);
	for (size_t i = 0; i < size->n; i++)
		fprintf(feed,
			"%zu\tPost %zu: a title of some "
			"length\thttps://example.org/%zu\t\t\t%zu\t\t\t\n",
			1420000000 + i * 3600, i, i, i);
	fclose(feed);
}

/* Each size has an index of its own: what it costs must not depend on the others. */
static void use_index(const struct size *size)
{
	struct str name = { 0 };

	str_format(&name, "cache-%zu", size->n);
	set_folder("XDG_CACHE_HOME", name.bytes);
	str_release(&name);
}

/* --- newsboat: one feed in a file, taken in before anything is measured --- */

static bool has_boat(const struct size *size)
{
	return size->n <= MOST_BOAT && measure_has("newsboat");
}

static void write_item(size_t i, FILE *file)
{
	struct str post = { 0 };
	const char *body;

	posts_make(i, &post);
	body = strstr(post.bytes + 4, "\n---\n");
	fprintf(file,
		"<item><title>Post %zu: a title</title><guid>%zu</guid>"
		"<link>https://example.org/%zu</link><description><![CDATA[%s]]></description></"
		"item>\n",
		i, i, i, body ? body + 5 : "");
	str_release(&post);
}

static void write_items(const char *path, size_t n)
{
	FILE *file = fopen(path, "w");

	if (!file)
		fail(path);
	fputs("<rss version=\"2.0\"><channel><title>All of them</title>\n", file);
	for (size_t i = 0; i < n; i++)
		write_item(i, file);
	fputs("</channel></rss>\n", file);
	if (fclose(file) != 0)
		fail(path);
}

static void write_line(const char *path, const char *before, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fprintf(file, "%s%s\n", before, text) < 0 || fclose(file) != 0)
		fail(path);
}

static char *boat_path(const struct size *size, const char *name)
{
	return path_join(size->boat, name);
}

/* What is called newsboat with its files, and up to two words more. */
struct boat {
	char *urls, *cache, *config;
	const char *argv[10];
};

static void boat_make(const struct size *size, struct boat *boat, const char *what)
{
	boat->urls = boat_path(size, "urls");
	boat->cache = boat_path(size, "cache.db");
	boat->config = boat_path(size, "config");
	memcpy(boat->argv,
	       (const char *const[10]){ "newsboat", "-u", boat->urls, "-c", boat->cache, "-C",
					boat->config, what ? "-x" : NULL, what, NULL },
	       sizeof(boat->argv));
}

static void boat_release(struct boat *boat)
{
	free(boat->urls);
	free(boat->cache);
	free(boat->config);
}

static void make_boat(struct size *size)
{
	struct measure ignored = { .n = 0 };
	struct boat boat;
	struct err err;
	char *feed;

	if (!has_boat(size))
		return;
	feed = boat_path(size, "feed.xml");
	boat_make(size, &boat, "reload");
	if (file_make_folder(size->boat, &err) < 0)
		fail(err.text);
	write_items(feed, size->n);
	write_line(boat.urls, "file://", feed);
	write_line(boat.config, "", "auto-reload no");
	if (measure_run(&ignored, boat.argv, "/dev/null") < 0)
		fail("newsboat");
	boat_release(&boat);
	free(feed);
}

/* Its list of feeds comes first, where words can be looked for in all posts. */
static void start_boat(const struct boat *boat, struct pty *pty)
{
	if (pty_start(pty, boat->argv) < 0 || pty_until(pty, "All of them") < 0)
		fail("newsboat");
}

static void open_feed(struct pty *pty, struct measure *measure)
{
	double started = pty->started, ms;

	pty_begin(pty, "\r");
	pty->started = started;
	ms = pty_until_titles(pty, TITLES);
	if (ms < 0)
		fail("newsboat");
	measure_add(measure, ms, pty_mib(pty));
}

static void search_boat(struct pty *pty, struct measure *measure)
{
	double ms;

	pty_settle(pty);
	pty_press(pty, "/your");
	pty_begin(pty, "\r");
	ms = pty_until_titles(pty, TITLES);
	if (ms < 0)
		fail("newsboat");
	measure_add(measure, ms, pty_mib(pty));
}

/* The reader on an index that is made, its list painted and nothing more to come. */
static void start_reader(const struct size *size, struct pty *pty)
{
	use_index(size);
	if (pty_start(pty, (const char *const[]){ bench.hallway, size->tree, NULL }) < 0 ||
	    pty_until_titles(pty, TITLES) < 0)
		fail(bench.hallway);
	pty_settle(pty);
}

/* A word that has been typed at once: all keys are painted. */
static void search_hallway(struct size *size)
{
	struct pty pty;

	start_reader(size, &pty);
	pty_press(&pty, "/");
	measure_add(&size->search, pty_press(&pty, "your"), pty_mib(&pty));
	pty_end(&pty);
}

static void run_boat(struct size *size)
{
	struct boat boat;
	struct pty pty;

	boat_make(size, &boat, NULL);
	for (int turn = 0; turn < BOAT_RUNS; turn++) {
		start_boat(&boat, &pty);
		open_feed(&pty, &size->boat_first);
		pty_end(&pty);
		start_boat(&boat, &pty);
		search_boat(&pty, &size->boat_search);
		pty_end(&pty);
		search_hallway(size);
	}
	boat_release(&boat);
}

static void measure_boat(struct size *size)
{
	if (!has_boat(size))
		return;
	run_boat(size);
	printf("  first   %-12s %6zu posts %8.2f ms %6.2f x hallway, %.1f MiB\n", "newsboat",
	       size->n, measure_ms(&size->boat_first),
	       measure_ms(&size->boat_first) / measure_ms(&size->first),
	       measure_mib(&size->boat_first));
	printf("  key     %-12s %6zu posts %8.2f ms\n", "filter your", size->n,
	       measure_ms(&size->search));
	printf("  key     %-12s %6zu posts %8.2f ms %6.2f x hallway, newsboat\n", "filter your",
	       size->n, measure_ms(&size->boat_search),
	       measure_ratio(&size->boat_search, &size->search));
}

static void make_size(struct size *size, const char *number)
{
	struct measure measure = { .n = 0 };
	struct str name = { 0 };

	size->n = strtoul(number, NULL, 10);
	str_format(&name, "site-%s", number);
	size->tree = path_join(bench.folder, name.bytes);
	str_text(&name, ".feed");
	size->feed = path_join(bench.folder, name.bytes);
	str_text(&name, ".boat");
	size->boat = path_join(bench.folder, name.bytes);
	str_release(&name);
	if (size->n < TITLES || posts_write(size->tree, size->n) < 0)
		fail("writing posts");
	write_feed(size);
	make_boat(size);
	use_index(size);
	if (measure_run(&measure,
			(const char *const[]){ bench.hallway, "--refresh", size->tree, NULL },
			"/dev/null") < 0)
		fail("--refresh");
}

static void add_first(struct measure *measure, const char *const *argv)
{
	struct pty pty;
	double ms;

	if (pty_start(&pty, argv) < 0)
		fail(argv[0]);
	ms = pty_until_titles(&pty, TITLES);
	if (ms < 0)
		fail(argv[0]);
	measure_add(measure, ms, pty_mib(&pty));
	pty_end(&pty);
}

static void print_first(const char *who, const struct size *size, const struct measure *measure,
			const struct measure *floor, const struct measure *least)
{
	printf("  first   %-12s %6zu posts %8.2f ms %6.2f x floor %6.2f x least, "
	       "%6.1f MiB %5.2f x least\n",
	       who, size->n, measure_ms(measure), measure_ratio(measure, floor),
	       measure_ratio(measure, least), measure_mib(measure),
	       measure_ratio_mib(measure, least));
}

static void measure_first(struct size *sizes, size_t n)
{
	bool has_peer = measure_has("sfeed_curses");
	struct measure floor = { .n = 0 };

	for (int turn = 0; turn < MEASURE_RUNS; turn++) {
		add_first(&floor, (const char *const[]){ bench.paint, NULL });
		for (size_t i = 0; i < n; i++) {
			use_index(&sizes[i]);
			add_first(&sizes[i].first,
				  (const char *const[]){ bench.hallway, sizes[i].tree, NULL });
			if (has_peer)
				add_first(&sizes[i].peer,
					  (const char *const[]){ "sfeed_curses", sizes[i].feed,
								 NULL });
		}
	}
	printf("  first   %-12s %6d rows  %8.2f ms, %.1f MiB\n", "floor", PTY_ROWS,
	       measure_ms(&floor), measure_mib(&floor));
	for (size_t i = 0; i < n; i++)
		print_first("hallway", &sizes[i], &sizes[i].first, &floor, &sizes[0].first);
	for (size_t i = 0; has_peer && i < n; i++)
		print_first("sfeed_curses", &sizes[i], &sizes[i].peer, &floor, &sizes[0].peer);
}

/* --- keys --- */

/* Keys as they are pressed in turn; those with a name are measured. */
static const struct {
	const char *name, *keys;
} presses[] = {
	{ "End", "\033[4~" }, { "Home", "\033[1~" }, { "Down", "j" },          { NULL, "\033[1~" },
	{ NULL, "/" },        { "filter d", "d" },   { "filter da", "a" },     { NULL, "\r" },
	{ NULL, "\033" },     { NULL, "/" },         { "filter the", "the" },  { NULL, "\r" },
	{ NULL, "\033" },     { NULL, "/" },         { "title:d", "title:d" }, { NULL, "\r" },
	{ NULL, "\033" },
};

enum { N_PRESSES = sizeof(presses) / sizeof(*presses) };

static void measure_keys(const struct size *size)
{
	struct measure all[N_PRESSES] = { 0 };
	struct pty pty;

	start_reader(size, &pty);
	for (int turn = 0; turn < MEASURE_RUNS; turn++) {
		for (size_t i = 0; i < N_PRESSES; i++)
			measure_add(&all[i], pty_press(&pty, presses[i].keys), 0);
	}
	for (size_t i = 0; i < N_PRESSES; i++) {
		if (presses[i].name)
			printf("  key     %-12s %6zu posts %8.2f ms\n", presses[i].name, size->n,
			       measure_ms(&all[i]));
	}
	pty_end(&pty);
}

/* --- long posts --- */

static void write_long(const char *path, size_t len)
{
	struct str text = { 0 }, post = { 0 };
	FILE *file = fopen(path, "w");

	for (size_t i = 0; text.len < len; i++) {
		const char *body;

		str_clear(&post);
		posts_make(i, &post);
		body = strstr(post.bytes + 4, "\n---\n");
		str_text(&text, body ? body + 5 : post.bytes);
		str_text(&text, "\n\n");
	}
	if (!file || fwrite(text.bytes, 1, text.len, file) != text.len || fclose(file) != 0)
		fail(path);
	str_release(&post);
	str_release(&text);
}

static int no_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int no_span(MD_SPANTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int no_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE len, void *context)
{
	(void)type;
	(void)text;
	(void)len;
	(void)context;
	return 0;
}

static double parse(const struct str *text)
{
	static const MD_PARSER parser = { .flags = MD_DIALECT_GITHUB,
					  .enter_block = no_block,
					  .leave_block = no_block,
					  .enter_span = no_span,
					  .leave_span = no_span,
					  .text = no_text };
	double start = measure_now();

	if (md_parse(text->bytes, (MD_SIZE)text->len, &parser, NULL) != 0)
		fail("md4c");
	return measure_now() - start;
}

/* A program that parses its input and no more. */
static int parse_input(void)
{
	struct str text = { 0 };
	struct err err;

	if (file_read_fd(STDIN_FILENO, "standard input", MOST_INPUT, &text, &err) < 0)
		fail("standard input");
	parse(&text);
	str_release(&text);
	return 0;
}

/* md4c alone, in a process of its own so that its memory is not this one's; neither starting nor
 * reading is counted. */
static void add_parse(struct measure *measure, const char *path)
{
	double ms = -1;
	int ends[2], status;
	struct str text = { 0 };
	struct err err;
	pid_t child;

	if (pipe(ends) < 0 || (child = fork()) < 0)
		fail("fork");
	if (child == 0) {
		if (file_read(path, MOST_INPUT, &text, &err) < 0)
			fail(path);
		ms = parse(&text);
		_exit(write(ends[1], &ms, sizeof(ms)) != sizeof(ms));
	}
	if (read(ends[0], &ms, sizeof(ms)) != sizeof(ms) || ms < 0)
		fail("md4c");
	close(ends[0]);
	close(ends[1]);
	waitpid(child, &status, 0);
	measure_add(measure, ms, 0);
}

static void measure_print(size_t len)
{
	static const char *const lowdown[] = { "lowdown", "-tterm", NULL };
	const char *const hallway[] = { bench.hallway, "--print", "--color=always", "-", NULL };
	const char *const parser[] = { bench.self, "parse", NULL };
	struct measure own = { .n = 0 }, peer = { .n = 0 }, floor = { .n = 0 },
		       program = { .n = 0 };
	char *path = path_join(bench.folder, "long.md");
	bool has_peer = measure_has("lowdown");

	write_long(path, len);
	for (int turn = 0; turn < MEASURE_RUNS; turn++) {
		add_parse(&floor, path);
		if (measure_run(&program, parser, path) < 0)
			fail(bench.self);
		if (measure_run(&own, hallway, path) < 0)
			fail(bench.hallway);
		if (has_peer && measure_run(&peer, lowdown, path) < 0)
			fail("lowdown");
	}
	printf("  print   %-12s %6zu MB    %8.2f ms\n", "md4c alone", len / MIB,
	       measure_ms(&floor));
	printf("  print   %-12s %6zu MB    %8.2f ms, started and reading its input\n",
	       "md4c program", len / MIB, measure_ms(&program));
	printf("  print   %-12s %6zu MB    %8.2f ms %6.2f x md4c alone, %.2f x its program, "
	       "%.1f MiB\n",
	       "hallway", len / MIB, measure_ms(&own), measure_ratio(&own, &floor),
	       measure_ratio(&own, &program), measure_mib(&own));
	if (has_peer)
		printf("  print   %-12s %6zu MB    %8.2f ms %6.2f x hallway, %.1f MiB %.2f x "
		       "hallway\n",
		       "lowdown", len / MIB, measure_ms(&peer), measure_ratio(&peer, &own),
		       measure_mib(&peer), measure_ratio_mib(&peer, &own));
	fflush(stdout);
	free(path);
}

int main(int argc, char **argv)
{
	struct size sizes[MOST_SIZES] = { 0 };
	size_t n = argc > 3 ? (size_t)argc - 3 : 0;

	if (argc == 2 && strcmp(argv[1], "parse") == 0)
		return parse_input();
	if (argc < 3 || n > MOST_SIZES) {
		fprintf(stderr, "bench-program HALLWAY PAINT [N...]\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	bench.self = argv[0];
	bench.hallway = argv[1];
	bench.paint = argv[2];
	make_home();
	printf("the program (120x40, medians of %d)\n", MEASURE_RUNS);
	for (size_t i = 0; i < n; i++)
		make_size(&sizes[i], argv[i + 3]);
	if (n > 0)
		measure_first(sizes, n);
	for (size_t i = 0; i < n; i++)
		measure_boat(&sizes[i]);
	for (size_t i = 0; i < n; i++)
		measure_keys(&sizes[i]);
	measure_print(MIB);
	measure_print(10 * (size_t)MIB);
	for (size_t i = 0; i < n; i++) {
		free(sizes[i].tree);
		free(sizes[i].feed);
		free(sizes[i].boat);
	}
	return 0;
}
