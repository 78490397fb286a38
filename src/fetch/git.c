/* SPDX-License-Identifier: MIT */
#include "fetch/git.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/xdg.h"

extern char **environ;

enum { LONGEST_COMPLAINT = 400 };

/* One run of git. */
struct child {
	pid_t pid;
	int out, complaints; /* our ends of its standard output and error */
	int64_t until;       /* clock_ticks() after which it is stopped */
	const struct git_request *request;
	struct str said; /* the start of its standard error */
};

/* Where its standard output goes. */
struct sink {
	struct spool *spool;
	struct str *text; /* where spool is NULL */
};

static const char *after(const char *address, const char *start)
{
	return str_starts(address, start) ? address + strlen(start) : NULL;
}

bool git_knows(const char *address)
{
	static const char *const schemes[] = { "ssh://", "git+ssh://", "git+https://", "git://",
					       "git+file://" };
	const char *at = strchr(address, '@'), *colon = strchr(address, ':');

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		if (str_starts(address, schemes[i]))
			return true;
	}
	return at && colon && at < colon && !memchr(address, '/', (size_t)(colon - address)) &&
	       *address != '-' && at[1] != '-';
}

/* The address as git wants it; the caller frees. */
static char *git_address(const char *address)
{
	const char *rest = after(address, "git+");

	if (!rest)
		rest = address;
	return mem_copy(rest, strcspn(rest, "#"));
}

/* Git must neither ask anybody nor run what a repository says. */
static char **make_environment(void)
{
	static const char *const ours[] = {
		"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=true",
		"SSH_ASKPASS=true",      "GIT_ALLOW_PROTOCOL=https:ssh:git:file",
		"GIT_LFS_SKIP_SMUDGE=1", "GIT_CONFIG_NOSYSTEM=1",
	};
	size_t n = 0, n_ours = sizeof(ours) / sizeof(*ours);
	char **all;

	while (environ[n])
		n++;
	all = mem_alloc(n + n_ours + 2, sizeof(*all));
	for (size_t i = 0; i < n_ours; i++)
		all[i] = (char *)ours[i];
	memcpy(all + n_ours, environ, n * sizeof(*all));
	if (!getenv("GIT_SSH_COMMAND"))
		all[n_ours + n] = (char *)"GIT_SSH_COMMAND=ssh -oBatchMode=yes";
	return all;
}

static int spawn(struct child *child, const char *const *words, int out, int complaints)
{
	posix_spawn_file_actions_t actions;
	char **environment = make_environment();
	int failed;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, 1);
	posix_spawn_file_actions_adddup2(&actions, complaints, 2);
	failed = posix_spawnp(&child->pid, "git", &actions, NULL, (char *const *)words,
			      environment);
	posix_spawn_file_actions_destroy(&actions);
	free(environment);
	errno = failed;
	return failed ? -1 : 0;
}

static int start(struct child *child, const char *const *words, struct err *err)
{
	int out[2], complaints[2], result;

	if (pipe2(out, O_CLOEXEC) < 0)
		return err_set(err, _("The git command cannot be started: %s."), strerror(errno));
	if (pipe2(complaints, O_CLOEXEC) < 0) {
		close(out[0]);
		close(out[1]);
		return err_set(err, _("The git command cannot be started: %s."), strerror(errno));
	}
	result = spawn(child, words, out[1], complaints[1]);
	if (result < 0)
		err_set(err, _("“%s” needs the git command, which cannot be started: %s."),
			child->request->address, strerror(errno));
	close(out[1]);
	close(complaints[1]);
	child->out = out[0];
	child->complaints = complaints[0];
	return result;
}

static int pour(struct sink *sink, const char *bytes, size_t len, struct err *err)
{
	if (sink->spool)
		return spool_add(sink->spool, bytes, len, err);
	str_add(sink->text, bytes, len);
	return 0;
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* One block from each end that has something; 1 while there may be more, 0 at the end. */
static int read_blocks(struct child *child, struct sink *sink, struct err *err)
{
	struct pollfd ends[2] = { { child->out, POLLIN, 0 }, { child->complaints, POLLIN, 0 } };
	char block[64 * 1024];
	ssize_t n;

	poll(ends, 2, 50);
	if (ends[1].revents) {
		n = read(child->complaints, block, sizeof(block));
		if (n > 0 && child->said.len < LONGEST_COMPLAINT)
			str_add(&child->said, block, (size_t)n);
		else if (n == 0)
			close_end(&child->complaints);
	}
	if (!ends[0].revents)
		return 1;
	n = read(child->out, block, sizeof(block));
	if (n > 0 && pour(sink, block, (size_t)n, err) < 0)
		return -1;
	return n > 0 || (n < 0 && errno == EINTR);
}

static int drain(struct child *child, struct sink *sink, struct err *err)
{
	int result;

	while ((result = read_blocks(child, sink, err)) > 0) {
		transfer_turn(child->request->pool, 0);
		if (clock_ticks() > child->until)
			return err_set(err, _("“%s” took too long and was given up."),
				       child->request->address);
	}
	return result;
}

static int finish(struct child *child, int result, struct err *err)
{
	int status = 0;

	close_end(&child->out);
	close_end(&child->complaints);
	if (result < 0)
		kill(child->pid, SIGTERM);
	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (result == 0 && (!WIFEXITED(status) || WEXITSTATUS(status) != 0)) {
		size_t len = strcspn(str_bytes(&child->said), "\n");

		result = err_set(err, _("“%s” cannot be fetched by git (%.*s)."),
				 child->request->address, (int)len, str_bytes(&child->said));
	}
	str_release(&child->said);
	return result;
}

static int run(const struct git_request *request, const char *const *words, struct sink *sink,
	       struct err *err)
{
	struct child child = {
		.request = request,
		.out = -1,
		.complaints = -1,
		.until = clock_ticks() + (int64_t)request->total * 1000,
	};

	if (start(&child, words, err) < 0) {
		close_end(&child.out);
		close_end(&child.complaints);
		return -1;
	}
	return finish(&child, drain(&child, sink, err), err);
}

/* The bare repository of that address; the caller frees. */
static char *repository(const char *address)
{
	struct str name = { 0 };
	char *path;

	str_format(&name, "git/%016llx", (unsigned long long)hash_text(HASH_START, address));
	path = xdg_path(XDG_CACHE, name.bytes);
	str_release(&name);
	return path;
}

static int make_repository(const struct git_request *request, const char *path, struct err *err)
{
	const char *const words[] = {
		"git", "init", "--quiet", "--bare", "--template=", path, NULL
	};
	struct str said = { 0 };
	struct sink sink = { .text = &said };
	int result;

	if (access(path, F_OK) == 0)
		return 0;
	if (file_make_folder(path, err) < 0)
		return -1;
	result = run(request, words, &sink, err);
	str_release(&said);
	return result;
}

static int fetch(const struct git_request *request, const char *path, struct err *err)
{
	const char *hash = strchr(request->address, '#');
	const char *branch = hash && hash[1] ? hash + 1 : "HEAD";
	char *address = git_address(request->address);
	const char *const words[] = { "git",       "-C", path,    "fetch", "--quiet", "--depth=1",
				      "--no-tags", "--", address, branch,  NULL };
	struct str said = { 0 };
	struct sink sink = { .text = &said };
	int result = *branch == '-' ? err_set(err, _("“%s” names no branch."), request->address)
				    : run(request, words, &sink, err);

	str_release(&said);
	free(address);
	return result;
}

static int find_commit(const struct git_request *request, const char *path, char **commit,
		       struct err *err)
{
	const char *const words[] = { "git",       "-C",       path,
				      "rev-parse", "--verify", "FETCH_HEAD^{commit}",
				      NULL };
	struct str name = { 0 };
	struct sink sink = { .text = &name };
	int result = run(request, words, &sink, err);

	if (name.len > 0 && name.bytes[name.len - 1] == '\n')
		name.bytes[name.len - 1] = '\0';
	*commit = str_take(&name);
	return result;
}

static int read_archive(const struct git_request *request, const char *path, const char *commit,
			struct spool *archive, struct err *err)
{
	const char *const words[] = { "git",
				      "-C",
				      path,
				      "-c",
				      "filter.lfs.smudge=",
				      "-c",
				      "filter.lfs.required=false",
				      "archive",
				      "--format=tar",
				      commit,
				      NULL };
	struct sink sink = { .spool = archive };

	return run(request, words, &sink, err);
}

int git_fetch(const struct git_request *request, struct spool *archive, char **commit,
	      struct err *err)
{
	char *path = repository(request->address);
	int result = make_repository(request, path, err);

	*commit = NULL;
	if (result == 0)
		result = fetch(request, path, err);
	if (result == 0)
		result = find_commit(request, path, commit, err);
	if (result == 0 && !str_equal(*commit, request->known))
		result = read_archive(request, path, *commit, archive, err);
	free(path);
	return result;
}
