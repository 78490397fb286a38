/* SPDX-License-Identifier: MIT */
/*
 * Programs are started for real: scripts in a folder of their own that write down their arguments,
 * one a line, and where the standard streams lead.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "base/strings.h"
#include "terminal/argv.h"
#include "terminal/browser.h"
#include "terminal/clipboard.h"
#include "terminal/spawn.h"

static char folder[PATH_MAX], plain_path[PATH_MAX];

/* Writes its arguments to NAME.args, when done under that name only. */
static const char
	recorder[] = "#!/bin/sh\n"
		     "me=${0##*/}\n"
		     "for argument; do printf '%s\\n' \"$argument\"; done >\"$RECORD/$me.new\"\n"
		     "mv \"$RECORD/$me.new\" \"$RECORD/$me.args\"\n";

static void add_program(const char *name, const char *script)
{
	struct str path = { 0 };
	struct err err;

	str_format(&path, "%s/%s", folder, name);
	assert_int_equal(file_write(path.bytes, script, strlen(script), &err), 0);
	assert_int_equal(chmod(path.bytes, 0755), 0);
	str_release(&path);
}

static void in_folder(const char *name, struct str *path)
{
	str_clear(path);
	str_format(path, "%s/%s", folder, name);
}

static int set_up(void **state)
{
	char template[] = "browser-test-XXXXXX";
	struct str path = { 0 };

	(void)state;
	if (!mkdtemp(template) || !realpath(template, folder))
		return -1;
	snprintf(plain_path, sizeof(plain_path), "%s", getenv("PATH"));
	str_format(&path, "%s:%s", folder, plain_path);
	setenv("PATH", path.bytes, 1);
	setenv("RECORD", folder, 1);
	str_release(&path);
	return 0;
}

static int tear_down(void **state)
{
	struct strings argv = { 0 };
	struct err err;

	(void)state;
	strings_add(&argv, "rm");
	strings_add(&argv, "-r");
	strings_add(&argv, folder);
	setenv("PATH", plain_path, 1);
	spawn_foreground(&argv, &err);
	strings_release(&argv);
	return 0;
}

static int set_plain(void **state)
{
	static const char *const variables[] = { "BROWSER", "DISPLAY",        "WAYLAND_DISPLAY",
						 "SSH_TTY", "SSH_CONNECTION", "WSL_INTEROP",
						 "TMUX",    "WSL_DISTRO_NAME" };
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		unsetenv(variables[i]);
	while (waitpid(-1, NULL, 0) > 0)
		; /* of the test before */
	while (spawn_reap(&err))
		;
	return 0;
}

/* Waits until nothing is running in the background; the sentence of what failed, or "". */
static const char *reap_all(pid_t pid)
{
	static struct err err;
	siginfo_t info;

	err.text[0] = '\0';
	while (pid > 0 && waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) < 0 && errno == EINTR)
		;
	return spawn_reap(&err) ? err.text : "";
}

/* The file that a program leaves, once it is there. */
static void await_file(const char *name, struct str *bytes)
{
	struct str path = { 0 };
	struct err err;

	in_folder(name, &path);
	for (int i = 0; access(path.bytes, F_OK) < 0; i++) {
		if (i > 2000)
			fail_msg("%s is not there", name);
		poll(NULL, 0, 5);
	}
	str_clear(bytes);
	assert_int_equal(file_read(path.bytes, 1 << 20, bytes, &err), 0);
	unlink(path.bytes);
	str_release(&path);
}

static void assert_recorded(const char *name, const char *expected)
{
	struct str bytes = { 0 }, whole = { 0 };

	str_format(&whole, "%s.args", name);
	await_file(whole.bytes, &bytes);
	assert_string_equal(bytes.bytes, expected);
	str_release(&whole);
	str_release(&bytes);
}

static void test_words(void **state)
{
	static const struct {
		const char *command, *words; /* with '|' between */
	} samples[] = {
		{ "w3m", "w3m|URL" },
		{ "  firefox   --new-tab  %u ", "firefox|--new-tab|URL" },
		{ "a --url=%u -- x", "a|--url=URL|--|x" },
		{ "'a b' \"c 'd\" %%u", "a b|c 'd|%u|URL" },
		{ "a\\ b 'c\\d'", "a b|c\\d|URL" },
		{ "a '' b", "a||b|URL" },
		{ "a '%u'", "a|URL" },
		{ "a %s %", "a|%s|%|URL" },
		{ "a 'open", "a|open|URL" },
		{ "a $(id) `id` ; & > x", "a|$(id)|`id`|;|&|>|x|URL" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct strings words = { 0 };
		char *joined;

		argv_split(samples[i].command, strlen(samples[i].command), 'u', "URL", &words);
		joined = strings_join(&words, "|");
		assert_string_equal(joined, samples[i].words);
		free(joined);
		strings_release(&words);
	}
}

/* Whatever an address holds, it arrives as it is and as one word. */
static void test_addresses(void **state)
{
	static const char *const addresses[] = {
		"https://x.example/'\"",    "https://x.example/$(touch broken)",
		"https://x.example/`id`",   "https://x.example/a b",
		"-https://x.example/",      "https://x.example/a;id&|<>*?[]{}!#",
		"https://x.example/%u%s%%", "https://x.example/\\",
		"https://x.example/日本",
	};
	struct str expected = { 0 };
	const char *who;
	struct err err;

	(void)state;
	add_program("recorder", recorder);
	for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
		str_clear(&expected);
		str_format(&expected, "--new\n%s\n", addresses[i]);
		assert_int_equal(browser_open("recorder --new %u", addresses[i], &who, &err),
				 BROWSER_OPENED);
		assert_string_equal(who, "recorder");
		assert_recorded("recorder", expected.bytes);
		setenv("BROWSER", "recorder --new %s", 1);
		assert_int_equal(browser_open("", addresses[i], &who, &err), BROWSER_OPENED);
		assert_recorded("recorder", expected.bytes);
	}
	str_release(&expected);
}

static void test_long_address(void **state)
{
	struct str url = { 0 };
	const char *who;
	struct err err;

	(void)state;
	str_text(&url, "https://x.example/");
	while (url.len < 10000)
		str_byte(&url, 'y');
	add_program("recorder", recorder);
	assert_int_equal(browser_open("recorder", url.bytes, &who, &err), BROWSER_OPENED);
	str_byte(&url, '\n');
	assert_recorded("recorder", url.bytes);
	str_release(&url);
}

/* BROWSER is a list: what is not there is passed over. */
static void test_list(void **state)
{
	static const struct {
		const char *list, *recorded;
	} samples[] = {
		{ "no-such-browser:recorder", "u:v\n" },
		{ "no-such-browser %s:recorder -a '%s' b:other", "-a\nu:v\nb\n" },
		{ "::recorder %%s &", "%s\nu:v\n" },
		{ "recorder %s &", "u:v\n" },
	};
	const char *who;
	struct err err;

	(void)state;
	add_program("recorder", recorder);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		setenv("BROWSER", samples[i].list, 1);
		assert_int_equal(browser_open("", "u:v", &who, &err), BROWSER_OPENED);
		assert_recorded("recorder", samples[i].recorded);
	}
	setenv("BROWSER", "no-such-browser:neither-this", 1);
	assert_int_equal(browser_open("", "u:v", &who, &err), BROWSER_FAILED);
	assert_string_equal(err.text, "None of the commands in BROWSER is there: "
				      "no-such-browser:neither-this.");
	assert_int_equal(browser_open("no-such-browser %u", "u:v", &who, &err), BROWSER_FAILED);
	assert_string_equal(
		err.text, "The command of the option “browser” is not there: no-such-browser %u.");
}

static void test_desktop(void **state)
{
	const char *who;
	struct err err;

	(void)state;
	add_program("xdg-open", recorder);
	assert_int_equal(browser_open("", "u:v", &who, &err), BROWSER_COPIED);
	setenv("DISPLAY", ":9", 1);
	assert_int_equal(browser_open("", "u:v", &who, &err), BROWSER_OPENED);
	assert_string_equal(who, "xdg-open");
	assert_recorded("xdg-open", "u:v\n");
	setenv("SSH_TTY", "/dev/pts/9", 1);
	assert_int_equal(browser_open("", "u:v", &who, &err), BROWSER_COPIED);
	setenv("BROWSER", "xdg-open", 1);
	assert_int_equal(browser_open("", "u:v", &who, &err), BROWSER_OPENED);
	assert_recorded("xdg-open", "u:v\n");
}

/* A browser that stays open holds nobody up, has no terminal to write to, and outlives nothing it
 * should not: it leads a session of its own. */
static void test_blocking(void **state)
{
	static const char script[] = "#!/bin/sh\n"
				     "echo on the screen; echo on the screen >&2\n"
				     "streams=$(readlink /proc/$$/fd/0 /proc/$$/fd/1)\n"
				     "session=$(ps -o sid= -p $$)\n"
				     "echo $session $$ $streams >\"$RECORD/blocking.new\"\n"
				     "mv \"$RECORD/blocking.new\" \"$RECORD/blocking.args\"\n"
				     "exec cat \"$RECORD/fifo\"\n";
	struct str bytes = { 0 }, fifo = { 0 };
	long session = 0, pid = 0;
	char in[20], out[20];
	const char *who;
	struct err err;

	(void)state;
	in_folder("fifo", &fifo);
	assert_int_equal(mkfifo(fifo.bytes, 0600), 0);
	add_program("blocking", script);
	assert_int_equal(browser_open("blocking", "u:v", &who, &err), BROWSER_OPENED);
	await_file("blocking.args", &bytes);
	assert_int_equal(sscanf(bytes.bytes, "%ld %ld %19s %19s", &session, &pid, in, out), 4);
	assert_int_equal(session, pid);

	assert_string_equal(in, "/dev/null");
	assert_string_equal(out, "/dev/null");
	assert_false(spawn_reap(&err));
	close(open(fifo.bytes, O_WRONLY));
	assert_string_equal(reap_all((pid_t)pid), "");
	str_release(&bytes);
	str_release(&fifo);
}

static void test_failing(void **state)
{
	static const struct {
		const char *script, *sentence;
	} samples[] = {
		{ "#!/bin/sh\necho; echo 'no display: :9' >&2; echo more >&2; exit 3\n",
		  "“failing” failed: no display: :9" },
		{ "#!/bin/sh\nexit 3\n", "“failing” failed with exit status 3." },
		{ "#!/bin/sh\nkill -9 $$\n", "“failing” was ended by a signal: Killed." },
		{ "#!/bin/sh\necho only talk >&2\n", "" },
	};
	struct strings argv = { 0 };
	struct err err;

	(void)state;
	strings_add(&argv, "failing");
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		pid_t pid;

		add_program("failing", samples[i].script);
		pid = spawn_background(&argv, &err);
		assert_true(pid > 0);
		assert_string_equal(reap_all(pid), samples[i].sentence);
	}
	strings_release(&argv);
}

/* What a browser says for days fills no pipe and no memory. */
static void test_talkative(void **state)
{
	static const char script[] = "#!/bin/sh\necho first >&2\n"
				     "head -c 3000000 /dev/zero | tr '\\0' x >&2 2>/dev/null\n"
				     "head -c 3000000 /dev/zero >&2\nexit 1\n";
	struct strings argv = { 0 };
	struct err err;
	pid_t pid;

	(void)state;
	add_program("talkative", script);
	strings_add(&argv, "talkative");
	pid = spawn_background(&argv, &err);
	assert_string_equal(reap_all(pid), "“talkative” failed: first");
	strings_release(&argv);
}

static void test_missing(void **state)
{
	struct strings argv = { 0 };
	struct err err;

	(void)state;
	strings_add(&argv, "no-such-program");
	assert_int_equal(spawn_background(&argv, &err), -1);
	assert_string_equal(err.text,
			    "“no-such-program” cannot be started: No such file or directory.");
	assert_int_equal(spawn_foreground(&argv, &err), -1);
	assert_false(spawn_exists("no-such-program"));
	assert_false(spawn_exists(folder));
	assert_false(spawn_exists(""));
	assert_true(spawn_exists("sh"));
	assert_true(spawn_exists("/bin/sh"));
	strings_release(&argv);
}

/* A text browser is waited for. */
static void test_text_browser(void **state)
{
	struct str path = { 0 };
	const char *who;
	struct err err;

	(void)state;
	add_program("w3m", recorder);
	assert_int_equal(browser_open("w3m -X", "u:v", &who, &err), BROWSER_OPENED);
	in_folder("w3m.args", &path);
	assert_int_equal(access(path.bytes, F_OK), 0);
	assert_recorded("w3m", "-X\nu:v\n");
	add_program("w3m", "#!/bin/sh\nexit 4\n");
	assert_int_equal(browser_open("w3m", "u:v", &who, &err), BROWSER_FAILED);
	assert_string_equal(err.text, "“w3m” failed with exit status 4.");
	str_release(&path);
}

/* Signals are for a child what they are for a shell's. */
static void test_signals(void **state)
{
	static const char script[] = "#!/bin/sh\nexec grep -E 'SigBlk|SigIgn' /proc/self/status"
				     " >\"$RECORD/signals.args\"\n";
	unsigned long long blocked = 1, ignored = 1;
	struct strings argv = { 0 };
	struct str bytes = { 0 };
	sigset_t set, before;
	struct err err;
	pid_t pid;

	(void)state;
	add_program("signals", script);
	strings_add(&argv, "signals");
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, &before);
	signal(SIGPIPE, SIG_IGN);
	pid = spawn_background(&argv, &err);
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	assert_string_equal(reap_all(pid), "");
	await_file("signals.args", &bytes);
	assert_int_equal(sscanf(bytes.bytes, "SigBlk: %llx SigIgn: %llx", &blocked, &ignored), 2);
	assert_int_equal(blocked, 0);
	assert_int_equal(ignored & 0x7fffffff, 0);
	str_release(&bytes);
	strings_release(&argv);
}

static void test_pipe(void **state)
{
	static const char script[] = "#!/bin/sh\ncat >\"$RECORD/piped\"\nexit 5\n";
	struct strings argv = { 0 };
	struct str bytes = { 0 };
	struct err err;

	(void)state;
	add_program("sink", script);
	strings_add(&argv, "sink");
	assert_int_equal(spawn_pipe(&argv, "a\nb", 3, &err), -1);
	assert_string_equal(err.text, "“sink” failed with exit status 5.");
	await_file("piped", &bytes);
	assert_string_equal(bytes.bytes, "a\nb");
	str_release(&bytes);
	strings_release(&argv);
}

static void test_clipboard(void **state)
{
	static const char script[] = "#!/bin/sh\ncat >\"$RECORD/copied.new\"\n"
				     "printf '|%s' \"$*\" >>\"$RECORD/copied.new\"\n"
				     "mv \"$RECORD/copied.new\" \"$RECORD/copied\"\n";
	static const char text[] = "https://x.example/\n$(x)";
	struct str bytes = { 0 };

	(void)state;
	add_program("wl-copy", script);
	add_program("xclip", script);
	clipboard_copy(text, strlen(text));
	setenv("DISPLAY", ":9", 1);
	clipboard_copy(text, strlen(text));
	await_file("copied", &bytes);
	assert_string_equal(bytes.bytes, "https://x.example/\n$(x)|-selection clipboard -in");
	setenv("WAYLAND_DISPLAY", "wayland-9", 1);
	clipboard_copy(text, strlen(text));
	await_file("copied", &bytes);
	assert_string_equal(bytes.bytes, "https://x.example/\n$(x)|");
	str_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_words, set_plain),
		cmocka_unit_test_setup(test_addresses, set_plain),
		cmocka_unit_test_setup(test_long_address, set_plain),
		cmocka_unit_test_setup(test_list, set_plain),
		cmocka_unit_test_setup(test_desktop, set_plain),
		cmocka_unit_test_setup(test_blocking, set_plain),
		cmocka_unit_test_setup(test_failing, set_plain),
		cmocka_unit_test_setup(test_talkative, set_plain),
		cmocka_unit_test_setup(test_missing, set_plain),
		cmocka_unit_test_setup(test_text_browser, set_plain),
		cmocka_unit_test_setup(test_signals, set_plain),
		cmocka_unit_test_setup(test_pipe, set_plain),
		cmocka_unit_test_setup(test_clipboard, set_plain),
	};

	return cmocka_run_group_tests_name("browser", tests, set_up, tear_down);
}
