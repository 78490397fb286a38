/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/alone.h"
#include "app/bars.h"
#include "app/fetcher.h"
#include "app/flags.h"
#include "app/launch.h"
#include "app/loop.h"
#include "app/output.h"
#include "app/print.h"
#include "app/roster.h"
#include "app/session.h"
#include "base/heap.h"
#include "base/intl.h"
#include "base/place.h"
#include "text/safe.h"

enum { EXIT_USAGE = 2 };

/* What a locale says else (how numbers are written) is not for what sites hold, and costs a file
 * each.
 */
static void set_language(void)
{
	char *folder = place_locale();

	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	bindtextdomain(PACKAGE, folder);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	free(folder);
}

static void complain(const char *sentence)
{
	char *safe = safe_line_copy(sentence);

	fprintf(stderr, "hallway: %s\n", safe);
	free(safe);
}

struct fetching {
	struct session *session;
	bool has_failed;
	struct bars bars;
};

/* Sentences stand above the bars. */
static void say(struct fetching *fetching, enum notes_level level, const char *sentence)
{
	bars_wipe(&fetching->bars);
	notes_add(&fetching->session->notes, level, "%s", sentence);
}

/* A feed that may be meant: its address, a blank, its title. */
static void say_choice(struct fetching *fetching, const char *choice)
{
	size_t len = strcspn(choice, " ");
	const char *title = choice + len + (choice[len] == ' ');
	struct err line;

	err_set(&line, *title ? "  %.*s (%s)" : "  %.*s", (int)len, choice, title);
	say(fetching, NOTES_WARNING, line.text);
}

static void on_event(void *context, const struct event *event)
{
	struct fetching *fetching = context;

	if (event->kind == EVENT_FAIL)
		fetching->has_failed = true;
	if (event->kind == EVENT_FAIL || event->kind == EVENT_NOTE)
		say(fetching, NOTES_WARNING, event->text);
	if (event->kind == EVENT_CHOICE)
		say_choice(fetching, event->text);
	if (event->kind == EVENT_DETAIL)
		say(fetching, NOTES_DETAIL, event->text);
	bars_event(&fetching->bars, event);
}

/* Starts hallway-fetch and waits for it; false where it failed, which was told. */
static bool run_fetcher(struct fetching *fetching, const struct strings *arguments)
{
	struct fetcher fetcher;
	struct err err;

	if (fetcher_start(&fetcher, arguments, &err) == 0) {
		while (fetcher_read(&fetcher, true, on_event, fetching, &err))
			;
	}
	bars_release(&fetching->bars);
	if (*err.text) {
		complain(err.text);
		return false;
	}
	return !fetching->has_failed;
}

/* Brings the index up to date and waits for it; false where a source failed. */
static bool fetch(struct session *session)
{
	struct fetching fetching = { .session = session };
	struct strings arguments = { 0 };
	bool is_good;

	if (session->addresses.n_items == 0)
		return true;
	if (session->flags->is_set[FLAG_REFRESH])
		bars_init(&fetching.bars, config_truth(session->config, OPTION_ASCII));
	session_fetch_arguments(session, NULL, !session->flags->is_set[FLAG_REFRESH], &arguments);
	is_good = run_fetcher(&fetching, &arguments);
	strings_release(&arguments);
	return is_good;
}

/* Takes a source out of the index. It is no failure of the session where that fails. */
static void forget(struct session *session, const char *address)
{
	struct fetching fetching = { .session = session };
	struct strings arguments = { 0 };

	strings_add(&arguments, "--forget");
	strings_add(&arguments, "--");
	strings_add(&arguments, address);
	run_fetcher(&fetching, &arguments);
	strings_release(&arguments);
}

static int write_out(struct session *session)
{
	struct err err;
	int result;

	if (session->flags->is_set[FLAG_LINKS])
		result = output_links(session, &err);
	else if (session->flags->is_set[FLAG_OPEN])
		result = launch_action(session, &err);
	else if (session->flags->is_set[FLAG_PRINT])
		result = print_posts(session, &err);
	else
		result = output_list(session, &err);
	if (result < 0)
		complain(err.text);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		complain(_("Standard output cannot be written."));
		result = -1;
	}
	return result;
}

static int add_source(struct session *session, struct err *err)
{
	return roster_add(session, fetch, err);
}

static int remove_source(struct session *session, struct err *err)
{
	return roster_remove(session, forget, err);
}

/* Flags that do one thing and leave. */
static const struct {
	enum flag flag;
	int (*run)(struct session *session, struct err *err);
} errands[] = {
	{ FLAG_ADD, add_source },       { FLAG_REMOVE, remove_source },
	{ FLAG_SOURCES, roster_list },  { FLAG_IMPORT, roster_import },
	{ FLAG_EXPORT, roster_export },
};

static bool is_errand(const struct flags *flags)
{
	for (size_t i = 0; i < sizeof(errands) / sizeof(*errands); i++) {
		if (flags->is_set[errands[i].flag])
			return true;
	}
	return false;
}

/* True where one of them was asked for; *status says how it went. */
static bool run_errand(struct session *session, int *status)
{
	struct err err;

	for (size_t i = 0; i < sizeof(errands) / sizeof(*errands); i++) {
		if (!session->flags->is_set[errands[i].flag])
			continue;
		*status = EXIT_SUCCESS;
		if (errands[i].run(session, &err) < 0) {
			complain(err.text);
			*status = EXIT_FAILURE;
		}
		return true;
	}
	return false;
}

static bool wants_output(const struct flags *flags)
{
	return flags->is_set[FLAG_LIST] || flags->is_set[FLAG_PRINT] || flags->is_set[FLAG_LINKS] ||
	       flags->is_set[FLAG_JSON] || flags->is_set[FLAG_POST] || flags->is_set[FLAG_OPEN];
}

/* Where standard output is no terminal, the reader becomes --list, and for one single post --print.
 */
static void choose_output(struct flags *flags, const struct session *session)
{
	bool has_asked = wants_output(flags);

	if (flags->is_set[FLAG_LIST] || flags->is_set[FLAG_LINKS] || flags->is_set[FLAG_JSON] ||
	    flags->is_set[FLAG_OPEN])
		return;
	if ((has_asked && flags->is_set[FLAG_POST]) || (!has_asked && session_is_single(session)))
		flags->is_set[FLAG_PRINT] = true;
}

/* Output of posts, without the reader. */
static int give_out(struct session *session)
{
	int status = EXIT_SUCCESS;

	if (session->addresses.n_items == 0 && !session->piped)
		complain(_("No source is given, and none is subscribed: hallway --add SOURCE "
			   "adds one."));
	if (!fetch(session))
		status = EXIT_FAILURE;
	if (write_out(session) < 0)
		status = EXIT_FAILURE;
	return status;
}

/* Whether nothing is asked but to print a file, which may be read by itself. */
static bool is_plain_print(const struct flags *flags)
{
	return flags->is_set[FLAG_PRINT] && !flags->is_set[FLAG_LINKS] &&
	       !flags->is_set[FLAG_OPEN] && !flags->is_set[FLAG_QUERY] && !flags->is_set[FLAG_POST];
}

static int reach_and_do(struct session *session, bool is_output)
{
	int status = EXIT_SUCCESS;
	struct err err;

	if (session_reach(session, &err) < 0) {
		complain(err.text);
		return EXIT_FAILURE;
	}
	if (run_errand(session, &status))
		return status;
	if (session->flags->is_set[FLAG_REFRESH])
		return fetch(session) && !session->spare ? EXIT_SUCCESS : EXIT_FAILURE;
	if (is_output)
		return give_out(session);
	if (loop_run(session, &err) < 0) {
		complain(err.text);
		status = EXIT_FAILURE;
	}
	return status;
}

static int run(struct flags *flags)
{
	bool is_output = wants_output(flags) || !isatty(STDOUT_FILENO);
	struct session session;
	struct err err;
	int status;

	if (session_open(&session, flags, &err) < 0) {
		complain(err.text);
		return EXIT_FAILURE;
	}
	is_output = is_output && !is_errand(flags) && !flags->is_set[FLAG_REFRESH];
	if (is_output)
		choose_output(flags, &session);
	if (is_output && is_plain_print(flags))
		alone_read(&session);
	if (is_output && session.piped && session.addresses.n_items == 0)
		status = give_out(&session);
	else
		status = reach_and_do(&session, is_output);
	session_close(&session);
	return status;
}

static int run_at_once(struct flags *flags)
{
	void *gap = heap_hurry();
	int status;

	heap_share();
	status = run(flags);
	free(gap);
	return status;
}

int main(int argc, char **argv)
{
	struct flags flags;
	int status = EXIT_SUCCESS;

	heap_start();
	set_language();
	if (!flags_read(&flags, argc, argv))
		status = EXIT_USAGE;
	else if (flags.is_set[FLAG_HELP])
		flags_print_help();
	else if (flags.is_set[FLAG_VERSION])
		puts(PACKAGE_STRING);
	else
		status = is_plain_print(&flags) ? run_at_once(&flags) : run(&flags);
	flags_release(&flags);
	return status;
}
