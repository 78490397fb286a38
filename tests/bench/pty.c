/* SPDX-License-Identifier: MIT */
#include "pty.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

enum { PATIENCE = 10000, QUIET = 80, MOST_TITLES = 64 }; /* milliseconds */

static void become(const char *const *argv, const char *terminal)
{
	int fd;

	setsid();
	fd = open(terminal, O_RDWR); /* the first one that a session opens is its own */
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

int pty_start(struct pty *pty, const char *const *argv)
{
	struct winsize size = { .ws_row = PTY_ROWS, .ws_col = PTY_COLUMNS };
	const char *terminal;

	*pty = (struct pty){ .fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC) };
	if (pty->fd < 0 || grantpt(pty->fd) < 0 || unlockpt(pty->fd) < 0)
		return -1;
	terminal = ptsname(pty->fd);
	ioctl(pty->fd, TIOCSWINSZ, &size);
	pty->started = measure_now();
	pty->pid = fork();
	if (pty->pid == 0)
		become(argv, terminal);
	return pty->pid < 0 ? -1 : 0;
}

/* Whether something came in time. */
static bool more(struct pty *pty, int wait)
{
	struct pollfd wanted = { .fd = pty->fd, .events = POLLIN };
	char block[16 * 1024];
	ssize_t n;

	if (poll(&wanted, 1, wait) <= 0)
		return false;
	n = read(pty->fd, block, sizeof(block));
	if (n <= 0)
		return false;
	str_add(&pty->bytes, block, (size_t)n);
	return true;
}

struct titles {
	unsigned long numbers[MOST_TITLES];
	size_t n;
	size_t read; /* bytes that were looked at */
};

static void add_title(struct titles *titles, unsigned long number)
{
	for (size_t i = 0; i < titles->n; i++) {
		if (titles->numbers[i] == number)
			return;
	}
	if (titles->n < MOST_TITLES)
		titles->numbers[titles->n++] = number;
}

static void read_titles(struct titles *titles, const struct str *bytes)
{
	const char *at = bytes->bytes + titles->read;

	while ((at = strstr(at, "Post "))) {
		char *end;
		unsigned long number = strtoul(at + 5, &end, 10);

		if (!*end)
			break; /* the rest is still to come */
		if (end > at + 5 && *end == ':')
			add_title(titles, number);
		at = end;
		titles->read = (size_t)(at - bytes->bytes);
	}
}

double pty_until_titles(struct pty *pty, size_t n)
{
	struct titles titles = { .n = 0 };

	while (titles.n < n) {
		if (!more(pty, PATIENCE))
			return -1;
		read_titles(&titles, &pty->bytes);
	}
	return measure_now() - pty->started;
}

int pty_until(struct pty *pty, const char *text)
{
	while (!strstr(str_bytes(&pty->bytes), text)) {
		if (!more(pty, PATIENCE))
			return -1;
	}
	return 0;
}

void pty_begin(struct pty *pty, const char *keys)
{
	str_clear(&pty->bytes);
	pty->started = measure_now();
	if (write(pty->fd, keys, strlen(keys)) < 0)
		pty->started = 0;
}

void pty_settle(struct pty *pty)
{
	while (more(pty, 3 * QUIET))
		;
}

double pty_press(struct pty *pty, const char *keys)
{
	double start = measure_now(), painted = start;
	int wait = PATIENCE;

	if (write(pty->fd, keys, strlen(keys)) < 0)
		return -1;
	while (more(pty, wait)) {
		painted = measure_now();
		wait = QUIET;
	}
	return painted - start;
}

double pty_mib(const struct pty *pty)
{
	char path[64], line[256];
	long kib = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)pty->pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "VmRSS:", 6) == 0)
			kib = strtol(line + 6, NULL, 10);
	}
	if (file)
		fclose(file);
	return (double)kib / 1024;
}

void pty_end(struct pty *pty)
{
	int status;

	kill(pty->pid, SIGTERM);
	while (more(pty, PATIENCE))
		;
	close(pty->fd);
	waitpid(pty->pid, &status, 0);
	str_release(&pty->bytes);
}
