/* SPDX-License-Identifier: MIT */
#include "app/fetcher.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/place.h"

extern char **environ;

enum {
	PROGRESS_FD = 3,
	GRACE_STEP = 10,  /* milliseconds */
	GRACE_STEPS = 50, /* then it is killed: the index survives that */
};

static char **make_argv(const char *program, const struct strings *arguments)
{
	char **argv = mem_alloc(arguments->n_items + 3, sizeof(*argv));
	size_t n = 0;

	argv[n++] = (char *)program;
	argv[n++] = (char *)"--progress-fd=3";
	for (size_t i = 0; i < arguments->n_items; i++)
		argv[n++] = arguments->items[i];
	return argv;
}

/* Signals as a fresh program has them: the reader blocks or catches some. */
static void set_signals(posix_spawnattr_t *attributes)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &all);
	/* Its own group: ^C in the terminal is the reader's to handle. */
	posix_spawnattr_setpgroup(attributes, 0);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
						     POSIX_SPAWN_SETPGROUP);
}

static int start(struct fetcher *fetcher, const char *program, char **argv, int writer)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failed;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, writer, PROGRESS_FD);
	set_signals(&attributes);
	failed = posix_spawn(&fetcher->pid, program, &actions, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

int fetcher_start(struct fetcher *fetcher, const struct strings *arguments, struct err *err)
{
	char *program = place_fetch(), **argv = make_argv(program, arguments);
	int ends[2], failed;

	*fetcher = (struct fetcher){ .fd = -1 };
	if (pipe2(ends, O_CLOEXEC) < 0) {
		failed = errno;
	} else {
		/* dup2() of a descriptor onto itself would leave it closed on exec. */
		if (ends[1] == PROGRESS_FD) {
			ends[1] = fcntl(PROGRESS_FD, F_DUPFD_CLOEXEC, PROGRESS_FD + 1);
			close(PROGRESS_FD);
		}
		failed = start(fetcher, program, argv, ends[1]);
		close(ends[1]);
		if (failed)
			close(ends[0]);
		else
			fetcher->fd = ends[0];
	}
	if (failed) {
		fetcher->pid = 0;
		err_set(err, _("“%s” cannot be started: %s."), program, strerror(failed));
	}
	free(argv);
	free(program);
	return failed ? -1 : 0;
}

static void tell_lines(struct fetcher *fetcher,
		       void (*tell)(void *context, const struct event *event), void *context)
{
	char *line = fetcher->line.bytes, *end;
	struct event event;

	while (line && (end = strchr(line, '\n'))) {
		*end = '\0';
		if (event_read(line, &event)) {
			tell(context, &event);
			event_release(&event);
		}
		line = end + 1;
	}
	if (line) {
		size_t rest = strlen(line);

		memmove(fetcher->line.bytes, line, rest + 1);
		fetcher->line.len = rest;
	}
}

/* Waits for the child, which has closed its pipe. */
static void bury(struct fetcher *fetcher, struct err *err)
{
	int status = 0;

	while (waitpid(fetcher->pid, &status, 0) < 0 && errno == EINTR)
		;
	err->text[0] = '\0';
	if (WIFSIGNALED(status))
		err_set(err, _("hallway-fetch was ended by a signal: %s."),
			strsignal(WTERMSIG(status)));
	else if (WIFEXITED(status) && WEXITSTATUS(status) > 1)
		err_set(err, _("hallway-fetch failed with exit status %d."), WEXITSTATUS(status));
	close(fetcher->fd);
	str_release(&fetcher->line);
	*fetcher = (struct fetcher){ .fd = -1 };
}

static bool has_more(const struct fetcher *fetcher, bool waits)
{
	struct pollfd wanted = { .fd = fetcher->fd, .events = POLLIN };

	return poll(&wanted, 1, waits ? -1 : 0) > 0;
}

bool fetcher_read(struct fetcher *fetcher, bool waits,
		  void (*tell)(void *context, const struct event *event), void *context,
		  struct err *err)
{
	char block[16 * 1024];
	ssize_t n;

	err->text[0] = '\0';
	if (fetcher->pid == 0)
		return false;
	while (has_more(fetcher, waits)) {
		n = read(fetcher->fd, block, sizeof(block));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			bury(fetcher, err);
			return false;
		}
		str_add(&fetcher->line, block, (size_t)n);
		tell_lines(fetcher, tell, context);
		waits = false;
	}
	return true;
}

static bool has_ended(const struct fetcher *fetcher)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)fetcher->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid == fetcher->pid;
}

void fetcher_stop(struct fetcher *fetcher)
{
	struct err err;

	if (fetcher->pid == 0)
		return;
	kill(-fetcher->pid, SIGTERM); /* what it started, too: git */
	for (int i = 0; i < GRACE_STEPS && !has_ended(fetcher); i++)
		poll(NULL, 0, GRACE_STEP);
	kill(-fetcher->pid, SIGKILL);
	bury(fetcher, &err);
}
