/* SPDX-License-Identifier: MIT */
/*
 * bench-keys HALLWAY SOURCE...: how long the reader takes to answer a key while the sources come
 * in, against the same key when all have come.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure.h"
#include "pty.h"

enum { PATIENCE = 10000, MOST = 1000 }; /* milliseconds, keys */

struct answers {
	double ms[MOST];
	size_t n;
};

static int read_more(struct pty *pty)
{
	char block[65536];
	struct pollfd ready = { .fd = pty->fd, .events = POLLIN };
	ssize_t n = poll(&ready, 1, PATIENCE) > 0 ? read(pty->fd, block, sizeof(block)) : 0;

	if (n <= 0)
		return -1;
	str_add(&pty->bytes, block, (size_t)n);
	return 0;
}

/* Reads until the text is painted; -1 where it never is. */
static int until(struct pty *pty, const char *text)
{
	while (!memmem(str_bytes(&pty->bytes), pty->bytes.len, text, strlen(text))) {
		if (read_more(pty) < 0)
			return -1;
	}
	return 0;
}

static int press(struct pty *pty, const char *key, const char *answer)
{
	str_clear(&pty->bytes);
	if (write(pty->fd, key, strlen(key)) < 0)
		return -1;
	return until(pty, answer);
}

/* Opens the prompt of the filter and leaves it, and says how long the first of it took. */
static int ask(struct pty *pty, struct answers *answers)
{
	double from = measure_now();

	if (answers->n == MOST || press(pty, "/", "Filter:") < 0)
		return -1;
	answers->ms[answers->n++] = measure_now() - from;
	return press(pty, "\177", "read");
}

static int compare(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

static double median(struct answers *answers)
{
	qsort(answers->ms, answers->n, sizeof(*answers->ms), compare);
	return answers->ms[answers->n / 2];
}

int main(int argc, char **argv)
{
	static struct answers busy, idle;
	struct pty pty = { 0 };
	double middle;

	if (argc < 3 || pty_start(&pty, (const char *const *)argv + 1) < 0 ||
	    until(&pty, "fetching") < 0) {
		fprintf(stderr, "bench-keys: %s does not fetch\n", argc > 1 ? argv[1] : "HALLWAY");
		return 1;
	}
	/* "cancel the fetching" stands in the line of hints as long as there is something to. */
	do {
		if (ask(&pty, &busy) < 0)
			return 1;
	} while (memmem(pty.bytes.bytes, pty.bytes.len, "cancel", 6));
	pty_settle(&pty);
	while (idle.n < busy.n + 10) {
		if (ask(&pty, &idle) < 0)
			return 1;
	}
	middle = median(&idle);
	printf("a key while %d sources come in: %.1f ms of %zu, at most %.1f ms; then %.1f ms, "
	       "ratio "
	       "%.2f\n",
	       argc - 2, median(&busy), busy.n, busy.ms[busy.n - 1], middle,
	       median(&busy) / middle);
	pty_end(&pty);
	return 0;
}
