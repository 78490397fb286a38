/* SPDX-License-Identifier: MIT */
/*
 * kill-store [ROUNDS [SEED]]: a program that fetches and marks is killed at random moments. After
 * each, the index opens and is whole, and every mark that was acknowledged is there.
 *
 * make check runs 25 rounds; `tests/kill/kill-store 500` is for a quiet hour.
 */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "store/listing.h"

enum { N_POSTS = 400, MOST_MS = 60, N_MARKS = 64 };

/* What the child did and said so; what it was doing when it died may have been done or not. */
struct ack {
	uint32_t id, count; /* the count-th mark: odd is read */
};

static struct place {
	char folder[40];
	char *index, *journals;
	uint64_t dice;
	uint32_t marked[N_MARKS]; /* counts of what was acknowledged */
} place;

static uint64_t roll(uint64_t *dice)
{
	*dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *dice >> 33;
}

static void fail(const char *what, const char *why)
{
	printf("not ok 1 - %s: %s\n", what, why);
	exit(1);
}

static struct post make_post(unsigned path, uint64_t dice)
{
	char name[32], url[64], title[32];
	struct post post = { .source = mem_string("/site") };

	snprintf(name, sizeof(name), "%u.md", path);
	snprintf(url, sizeof(url), "https://example.org/%u", path % 390);
	snprintf(title, sizeof(title), "Post %u of %u", path, (unsigned)(dice % 7));
	post.path = mem_string(name);
	post.url = mem_string(url);
	post.base = mem_string(url);
	post.title = mem_string(title);
	post.body_len = dice % 5000 + 1;
	post.body = mem_alloc(post.body_len + 1, 1);
	memset(post.body, 'a' + (int)(dice % 26), post.body_len);
	post.published = (struct when){ dice % 9 != 0, true, (int64_t)(dice % 100000), 0 };
	post.content = hash_bytes(hash_text(HASH_START, title), post.body, post.body_len);
	post_identify(&post);
	return post;
}

static void put_words(struct index *index, struct err *err)
{
	struct post post;

	if (!index_next_bare(index, "/site", &post))
		return;
	if (index_put_texts(index, &post, NULL, post.body, err) < 0)
		fail("put words", err->text);
	post_release(&post);
}

/* As hallway-fetch does: small transactions, all the time. */
static void fetch(struct index *index, uint64_t *dice)
{
	struct err err;

	if (index_pass(index, "/site", &err) < 0 || index_begin(index, &err) < 0)
		fail("begin", err.text);
	for (unsigned i = 0; i < 20; i++) {
		unsigned path = (unsigned)(roll(dice) % N_POSTS);
		struct post post = make_post(path, roll(dice));
		bool is_gone = roll(dice) % 8 == 0;

		if (index_put(index, "/site", post.path, 1, (int64_t)roll(dice),
			      is_gone ? NULL : &post, &err) < 0)
			fail("put", err.text);
		post_release(&post);
		put_words(index, &err);
	}
	if (index_commit(index, &err) < 0)
		fail("commit", err.text);
}

/* As hallway does: a mark counts when this returned. */
static void mark(struct state *state, int acks, uint32_t *counts, uint64_t *dice)
{
	struct ack ack = { (uint32_t)(roll(dice) % N_MARKS), 0 };
	char id[STATE_ID_ROOM];
	struct err err;

	ack.count = ++counts[ack.id];
	snprintf(id, sizeof(id), "%016x", ack.id);
	if (state_mark_read(state, id, ack.count % 2, ack.count, &err) < 0)
		fail("mark", err.text);
	if (write(acks, &ack, sizeof(ack)) != sizeof(ack))
		_exit(2);
}

static _Noreturn void work(int acks, uint64_t dice)
{
	struct err err;
	struct index *index = index_open(place.index, INDEX_WRITE, NULL, &err);
	struct state *state = state_open(place.journals, "here", NULL, &err);
	uint32_t counts[N_MARKS];

	if (!index)
		fail("open", err.text);
	/* A mark that was not acknowledged may be there: go on from what is known. */
	for (uint32_t i = 0; i < N_MARKS; i++)
		counts[i] = (uint32_t)state_of_number(state, i).content;
	for (;;) {
		fetch(index, &dice);
		for (int i = 0; i < 3; i++)
			mark(state, acks, counts, &dice);
	}
}

static void read_acks(int fd)
{
	struct ack ack;

	while (read(fd, &ack, sizeof(ack)) == sizeof(ack))
		place.marked[ack.id] = ack.count;
}

static void note_damage(void *context, enum notes_level level, const char *sentence)
{
	(void)context;
	(void)level;
	fail("open after a kill", sentence);
}

static void check_index(void)
{
	struct notes notes = { note_damage, NULL };
	struct err err;
	struct index *index = index_open(place.index, INDEX_READ, &notes, &err);
	struct state *state = state_open(place.journals, "there", NULL, &err);
	struct listing *listing;
	struct index_source source = { 0 };
	size_t n_rows;

	if (!index)
		fail("open after a kill", err.text);
	listing = listing_new(index, state, &(struct listing_spec){ .is_reversed = true }, &err);
	n_rows = listing_n_rows(listing);
	for (size_t i = 0; i < n_rows; i++) {
		const struct row *row = listing_row(listing, i);
		struct post post;

		if (!row || !*row->title || !index_post(index, row->id, &post))
			fail("a row without a post", "");
		if (post.body_len == 0 || post.body[post.body_len - 1] != *post.body)
			fail("a post without its body", row->title);
		post_release(&post);
	}
	if (index_source(index, "/site", &source) && source.n_posts != n_rows)
		fail("counts", "differ from the rows");
	index_source_release(&source);
	listing_free(listing);
	state_close(state);
	index_close(index);
}

static void check_marks(void)
{
	struct err err;
	struct state *state = state_open(place.journals, "here", NULL, &err);

	for (uint32_t i = 0; i < N_MARKS; i++) {
		struct state_of known = state_of_number(state, i);

		if (known.content < place.marked[i] || known.content > place.marked[i] + 1)
			fail("marks", "one that was acknowledged is not there");
		if (known.is_read != known.content % 2)
			fail("marks", "one is not what was said");
		place.marked[i] = (uint32_t)known.content;
	}
	state_close(state);
}

static void run_round(void)
{
	int fds[2], status;
	pid_t child;
	uint64_t dice = roll(&place.dice);

	if (pipe(fds) < 0)
		fail("pipe", strerror(errno));
	fflush(stdout);
	child = fork();
	if (child == 0) {
		close(fds[0]);
		work(fds[1], dice);
	}
	close(fds[1]);
	poll(NULL, 0, (int)(roll(&place.dice) % MOST_MS) + 1);
	kill(child, SIGKILL);
	if (waitpid(child, &status, 0) != child || !WIFSIGNALED(status))
		fail("the child", "ended by itself");
	read_acks(fds[0]);
	close(fds[0]);
	check_index();
	check_marks();
}

static void clean_up(void)
{
	static const char *const names[] = { "index.db", "index.db-wal", "index.db-shm",
					     "journal/here.log", "journal" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *path = path_join(place.folder, names[i]);

		remove(path);
		free(path);
	}
	rmdir(place.folder);
	free(place.index);
	free(place.journals);
}

int main(int argc, char **argv)
{
	static const char name[] = "/tmp/hallway-kill-XXXXXX";
	long n_rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 25;

	place.dice = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	memcpy(place.folder, name, sizeof(name));
	puts("1..1");
	if (!mkdtemp(place.folder))
		fail("a folder", strerror(errno));
	place.index = path_join(place.folder, "index.db");
	place.journals = path_join(place.folder, "journal");
	for (long i = 0; i < n_rounds; i++)
		run_round();
	clean_up();
	printf("ok 1 - %ld kills\n", n_rounds);
	return 0;
}
