/* SPDX-License-Identifier: MIT */
#include "terminal/catch.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature) && defined(__clang__)
#if __has_feature(address_sanitizer)
#define HAVE_SANITIZER 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define HAVE_SANITIZER 1
#endif
#ifdef HAVE_SANITIZER
#include <sanitizer/common_interface_defs.h>
#endif

#include "base/intl.h"
#include "terminal/stray.h"

enum { MOST_BYTES = 255 };

/* The first ones are told by the pipe, the others are deaths. */
static const int signals[] = { SIGWINCH, SIGCHLD, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT,
			       SIGABRT,  SIGSEGV, SIGBUS,  SIGILL, SIGFPE, SIGQUIT };

enum { N_SIGNALS = sizeof(signals) / sizeof(*signals), N_TOLD = 7 };

static struct sigaction before[N_SIGNALS];
static int ends[2] = { -1, -1 };

static struct {
	int fd;
	struct termios modes;
	char bytes[MOST_BYTES];
	volatile sig_atomic_t len;
} given_back;

static void tell(int signal)
{
	int kept = errno;
	unsigned char byte = (unsigned char)signal;

	(void)!write(ends[1], &byte, 1);
	errno = kept;
}

void catch_restore(void)
{
	sig_atomic_t len = given_back.len;

	given_back.len = 0;
	if (len == 0)
		return;
	(void)!write(given_back.fd, given_back.bytes, (size_t)len);
	tcsetattr(given_back.fd, TCSANOW, &given_back.modes);
	stray_stop();
}

/* What the signal did before, it does when this returns: a crash happens again, others are raised.
 */
static void die(int signal)
{
	catch_restore();
	for (int i = 0; i < N_SIGNALS; i++) {
		if (signals[i] == signal)
			sigaction(signal, &before[i], NULL);
	}
	raise(signal);
}

static void set(int i)
{
	struct sigaction action = { .sa_handler = i < N_TOLD ? tell : die,
				    .sa_flags = i < N_TOLD ? SA_RESTART : SA_ONSTACK };

	sigfillset(&action.sa_mask);
	sigaction(signals[i], &action, NULL);
}

static int make_pipe(void)
{
	if (pipe(ends) < 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	return 0;
}

/* Where the stack has overflowed, a handler needs another; the sanitizers bring one. */
static void set_stack(void)
{
#ifndef HAVE_SANITIZER
	static char bytes[32 * 1024];
	stack_t stack = { .ss_sp = bytes, .ss_size = sizeof(bytes) };

	sigaltstack(&stack, NULL);
#endif
}

int catch_start(struct err *err)
{
	assert(ends[0] < 0);
	if (make_pipe() < 0)
		return err_set(err, _("Signals cannot be waited for: %s."), strerror(errno));
	set_stack();
	for (int i = 0; i < N_SIGNALS; i++) {
		sigaction(signals[i], NULL, &before[i]);
		set(i);
	}
#ifdef HAVE_SANITIZER
	__sanitizer_set_death_callback(catch_restore);
#endif
	return 0;
}

void catch_stop(void)
{
	for (int i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	close(ends[0]);
	close(ends[1]);
	ends[0] = ends[1] = -1;
}

int catch_fd(void)
{
	return ends[0];
}

int catch_next(void)
{
	unsigned char byte;

	return read(ends[0], &byte, 1) == 1 ? byte : 0;
}

void catch_raise(int signal)
{
	tell(signal);
}

static int place(int signal)
{
	int i = 0;

	while (i < N_SIGNALS && signals[i] != signal)
		i++;
	assert(i < N_SIGNALS);
	return i;
}

void catch_let(int signal)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	(void)place(signal);
	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

void catch_again(int signal)
{
	set(place(signal));
}

void catch_prepare(int fd, const struct termios *modes, const char *bytes, size_t len)
{
	given_back.len = 0;
	if (len == 0)
		return;
	assert(len <= MOST_BYTES);
	given_back.fd = fd;
	given_back.modes = *modes;
	memcpy(given_back.bytes, bytes, len);
	given_back.len = (sig_atomic_t)len;
}
