/* SPDX-License-Identifier: MIT */
#include "terminal/spawn.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

extern char **environ;

enum {
	MOST_SAID = 1024 * 1024, /* bytes of standard error; after that writing fails */
	MOST_LINE = 200,
};

/* A program in the background. */
struct child {
	pid_t pid;
	char *name;
	int said; /* what it writes to standard error, or -1 */
};

static struct {
	struct child *items;
	size_t n_items;
} children;

static const int signals[] = { SIGWINCH, SIGCHLD, SIGTERM, SIGHUP, SIGINT, SIGTSTP,
			       SIGCONT,  SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE,
			       SIGQUIT,  SIGPIPE, SIGTTIN, SIGTTOU };

/*
 * A file in memory. A pipe would do, but a browser lives longer than this program: a pipe that
 * nobody empties stops it, and one that nobody holds kills it. `most` bounds what can be written to
 * it.
 */
static int memory_file(const char *bytes, size_t len, size_t most)
{
	int fd = memfd_create("hallway", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0)
		return -1;
	if (len > 0 && write(fd, bytes, len) != (ssize_t)len) {
		close(fd);
		return -1;
	}
	if (ftruncate(fd, (off_t)most) == 0)
		fcntl(fd, F_ADD_SEALS, F_SEAL_GROW);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static void fill_attributes(posix_spawnattr_t *attributes, short flags)
{
	sigset_t set;

	sigemptyset(&set);
	posix_spawnattr_setsigmask(attributes, &set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaddset(&set, signals[i]);
	posix_spawnattr_setsigdefault(attributes, &set);
	posix_spawnattr_setflags(attributes,
				 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | flags);
}

static int cannot_start(const struct strings *argv, int why, struct err *err)
{
	return err_set(err, _("“%s” cannot be started: %s."), argv->items[0], strerror(why));
}

static int start(const struct strings *argv, const posix_spawn_file_actions_t *files, short flags,
		 pid_t *pid, struct err *err)
{
	char **items = mem_alloc(argv->n_items + 1, sizeof(*items));
	posix_spawnattr_t attributes;
	int failure;

	assert(argv->n_items > 0);
	memcpy(items, argv->items, argv->n_items * sizeof(*items));
	posix_spawnattr_init(&attributes);
	fill_attributes(&attributes, flags);
	failure = posix_spawnp(pid, items[0], files, &attributes, items, environ);
	posix_spawnattr_destroy(&attributes);
	free(items);
	return failure ? cannot_start(argv, failure, err) : 0;
}

/* -1 with a sentence where the status is a bad end; `said` is its first words, "" for none. */
static int judge(const char *name, int status, const char *said, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	if (*said)
		return err_set(err, _("“%s” failed: %s"), name, said);
	if (WIFSIGNALED(status))
		return err_set(err, _("“%s” was ended by a signal: %s."), name,
			       strsignal(WTERMSIG(status)));
	return err_set(err, _("“%s” failed with exit status %d."), name, WEXITSTATUS(status));
}

/* Waits for a program that has the terminal, with the signals that the terminal sends left to it.
 */
static int run(const struct strings *argv, const posix_spawn_file_actions_t *files, struct err *err)
{
	static const int ignored[] = { SIGINT, SIGQUIT };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, otherwise = { .sa_handler = SIG_DFL };
	struct sigaction before[3];
	int status = 0, result;
	pid_t pid, ended;

	for (int i = 0; i < 2; i++)
		sigaction(ignored[i], &ignore, &before[i]);
	sigaction(SIGTSTP, &otherwise, &before[2]); /* ^Z stops both */
	result = start(argv, files, 0, &pid, err);
	if (result == 0) {
		do
			ended = waitpid(pid, &status, 0);
		while (ended < 0 && errno == EINTR);
		result = judge(path_base(argv->items[0]), status, "", err);
	}
	for (int i = 0; i < 2; i++)
		sigaction(ignored[i], &before[i], NULL);
	sigaction(SIGTSTP, &before[2], NULL);
	return result;
}

int spawn_foreground(const struct strings *argv, struct err *err)
{
	posix_spawn_file_actions_t files;
	int result;

	posix_spawn_file_actions_init(&files);
	if (!isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) /* a post came in there */
		posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/tty", O_RDWR, 0);
	result = run(argv, &files, err);
	posix_spawn_file_actions_destroy(&files);
	return result;
}

int spawn_pipe(const struct strings *argv, const char *bytes, size_t len, struct err *err)
{
	posix_spawn_file_actions_t files;
	int in = memory_file(bytes, len, len), result;

	if (in < 0)
		return cannot_start(argv, errno, err);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	result = run(argv, &files, err);
	posix_spawn_file_actions_destroy(&files);
	close(in);
	return result;
}

static void add_child(pid_t pid, const char *name, int said)
{
	children.items = mem_grow(children.items, children.n_items, sizeof(*children.items));
	children.items[children.n_items++] = (struct child){ pid, mem_string(path_base(name)),
							     said };
}

static pid_t start_beside(const struct strings *argv, int in, struct err *err)
{
	posix_spawn_file_actions_t files;
	int said = memory_file(NULL, 0, MOST_SAID), result;
	pid_t pid = -1;

	posix_spawn_file_actions_init(&files);
	if (in >= 0)
		posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	else
		posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	if (said >= 0)
		posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
	else
		posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	result = start(argv, &files, POSIX_SPAWN_SETSID, &pid, err);
	posix_spawn_file_actions_destroy(&files);
	if (result == 0)
		add_child(pid, argv->items[0], said);
	else if (said >= 0)
		close(said);
	return result == 0 ? pid : -1;
}

pid_t spawn_background(const struct strings *argv, struct err *err)
{
	return start_beside(argv, -1, err);
}

pid_t spawn_feed(const struct strings *argv, const char *bytes, size_t len, struct err *err)
{
	int in = memory_file(bytes, len, len);
	pid_t pid;

	if (in < 0)
		return cannot_start(argv, errno, err);
	pid = start_beside(argv, in, err);
	close(in);
	return pid;
}

/* The first line that is not empty of what a program said. */
static void first_line(int said, char *line, size_t room)
{
	char bytes[MOST_LINE];
	ssize_t n = said < 0 ? 0 : pread(said, bytes, sizeof(bytes), 0);
	size_t len, start = 0;

	len = n > 0 ? strnlen(bytes, (size_t)n) : 0;
	while (start < len && (bytes[start] == '\n' || bytes[start] == ' '))
		start++;
	for (size_t i = start; i < len; i++) {
		if (bytes[i] == '\n')
			len = i;
	}
	snprintf(line, room, "%.*s", (int)(len - start), bytes + start);
}

static void drop_child(struct child *child)
{
	free(child->name);
	if (child->said >= 0)
		close(child->said);
	*child = children.items[--children.n_items];
	if (children.n_items == 0) {
		free(children.items);
		children.items = NULL;
	}
}

bool spawn_reap(struct err *err)
{
	size_t i = 0;

	while (i < children.n_items) {
		struct child *child = &children.items[i];
		char said[MOST_LINE + 1];
		int status = 0, result;

		if (waitpid(child->pid, &status, WNOHANG) == 0) {
			i++;
			continue;
		}
		first_line(child->said, said, sizeof(said));
		result = judge(child->name, status, said, err);
		drop_child(child);
		if (result < 0)
			return true;
	}
	return false;
}

static bool can_run(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 && S_ISREG(file.st_mode) && access(path, X_OK) == 0;
}

bool spawn_exists(const char *name)
{
	const char *folders = getenv("PATH");
	bool is_found = strchr(name, '/') && can_run(name);

	if (!folders || strchr(name, '/') || !*name)
		return is_found;
	while (!is_found && *folders) {
		size_t len = strcspn(folders, ":");
		char *folder = len > 0 ? mem_copy(folders, len) : mem_string(".");
		char *path = path_join(folder, name);

		is_found = can_run(path);
		free(path);
		free(folder);
		folders += len;
		folders += *folders == ':';
	}
	return is_found;
}
