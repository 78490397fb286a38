/* SPDX-License-Identifier: MIT */
/*
 * hallway-fetch: refreshes sources in the index. It is started by hallway, and speaks to it by
 * events (base/event.h); it may be started by hand.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/heap.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/xdg.h"
#include "config/sources.h"
#include "fetch/fetch.h"
#include "fetch/forge.h"
#include "refresh/aside.h"
#include "refresh/limits.h"
#include "refresh/lock.h"
#include "refresh/refresh.h"
#include "refresh/report.h"
#include "refresh/rulebook.h"

enum { PATIENCE = 5000 }; /* milliseconds to wait for another hallway-fetch */

enum { EXIT_USAGE = 2 };

struct command {
	struct report report;
	char *index;
	const char *lang;
	const char *page; /* the address of the one page that is meant; or NULL */
	bool no_repair, is_forced, if_due, forgets;
	char *const *addresses;
	int n_addresses;
};

static const struct option options[] = {
	{ "progress-fd", required_argument, NULL, 'p' },
	{ "index", required_argument, NULL, 'i' },
	{ "lang", required_argument, NULL, 'l' },
	{ "no-repair", no_argument, NULL, 'n' },
	{ "force", no_argument, NULL, 'f' },
	{ "if-due", no_argument, NULL, 'd' },
	{ "page", required_argument, NULL, 'P' },
	{ "forget", no_argument, NULL, 'F' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ 0 },
};

static void print_help(FILE *out)
{
	fputs(_("Usage: hallway-fetch [OPTION]... [SOURCE]...\n"
		"Refreshes the sources, or all that are subscribed, in the index that hallway "
		"reads.\n"
		"\n"
		"      --progress-fd=N  write events to this descriptor\n"
		"      --index=PATH     the index (default: index.db in hallway's cache folder)\n"
		"      --lang=LL        the reader's language, for posts with translations\n"
		"      --no-repair      leave text that was decoded wrongly as it is\n"
		"      --force          read every file again, also those that did not change\n"
		"      --if-due         pass over remote sources whose time has not come\n"
		"      --page=URL       of SOURCE just the page that is published there, post or "
		"not\n"
		"      --verbose        say what was left out or repaired, and why\n"
		"  -h, --help           show this help\n"
		"  -V, --version        show the version\n"),
	      out);
	fputs(_("\nWith --forget the sources are taken out of the index, and nothing is "
		"fetched.\n"),
	      out);
}

/* The descriptor is for this program alone: what it starts must not hold it open. */
static bool take_descriptor(struct command *command, const char *text)
{
	char *end;
	long fd = strtol(text, &end, 10);

	if (!*text || *end || fd < 0 || fd > 65535 || fcntl((int)fd, F_SETFD, FD_CLOEXEC) < 0) {
		fprintf(stderr, _("hallway-fetch: “%s” is no open descriptor.\n"), text);
		return false;
	}
	command->report.fd = (int)fd;
	return true;
}

static bool take_option(struct command *command, int option)
{
	switch (option) {
	case 'p':
		return take_descriptor(command, optarg);
	case 'i':
		free(command->index);
		command->index = mem_string(optarg);
		break;
	case 'l':
		command->lang = optarg;
		break;
	case 'n':
		command->no_repair = true;
		break;
	case 'f':
		command->is_forced = true;
		break;
	case 'd':
		command->if_due = true;
		break;
	case 'P':
		command->page = optarg;
		break;
	case 'F':
		command->forgets = true;
		break;
	case 'v':
		command->report.is_verbose = true;
		break;
	case 'h':
		print_help(stdout);
		exit(EXIT_SUCCESS);
	case 'V':
		puts("hallway-fetch " PACKAGE_VERSION);
		exit(EXIT_SUCCESS);
	default:
		return false;
	}
	return true;
}

static bool read_command(int argc, char **argv, struct command *command)
{
	int option;

	while ((option = getopt_long(argc, argv, "hV", options, NULL)) >= 0) {
		if (!take_option(command, option)) {
			fputs(_("Try “hallway-fetch --help”.\n"), stderr);
			return false;
		}
	}
	command->addresses = argv + optind;
	command->n_addresses = argc - optind;
	if (!command->index)
		command->index = xdg_path(XDG_CACHE, "index.db");
	return true;
}

static void tell_note(void *context, enum notes_level level, const char *sentence)
{
	report_sentence(context, level == NOTES_WARNING ? EVENT_NOTE : EVENT_DETAIL, sentence);
}

/* All subscribed sources: what is asked for may be among them, with the user's word on it. */
static int read_sources(const struct notes *notes, struct sources *sources, struct err *err)
{
	char *path = xdg_path(XDG_CONFIG, "sources.yaml");
	int result = sources_read(sources, path, notes, err);

	free(path);
	return result;
}

/* Whether something is to come over the network. */
static bool has_remote(const struct command *command, const struct sources *subscribed)
{
	size_t n_asked = (size_t)command->n_addresses, n = n_asked ? n_asked : subscribed->n_items;

	for (size_t i = 0; i < n; i++) {
		if (!fetch_is_local(n_asked ? command->addresses[i] : subscribed->items[i].address))
			return true;
	}
	return false;
}

static struct forges *read_forges(const struct notes *notes)
{
	char *shipped = place_data("forges.yaml"), *user = xdg_path(XDG_CONFIG, "forges.yaml");
	struct forges *forges = forge_list(shipped, user, notes);

	free(user);
	free(shipped);
	return forges;
}

/* The sources asked for, or all that are subscribed. */
static int refresh_asked(const struct refresh *refresh, const struct command *command,
			 const struct sources *subscribed)
{
	size_t n_asked = (size_t)command->n_addresses, n = n_asked ? n_asked : subscribed->n_items;
	const struct source **sources = mem_alloc(n + 1, sizeof(*sources));
	struct source *alone = mem_alloc(n_asked + 1, sizeof(*alone));
	int result;

	for (size_t i = 0; i < n; i++) {
		if (n_asked == 0) {
			sources[i] = &subscribed->items[i];
			continue;
		}
		alone[i].address = command->addresses[i];
		sources[i] = sources_find(subscribed, alone[i].address);
		if (!sources[i])
			sources[i] = &alone[i];
	}
	result = refresh_sources(refresh, sources, n);
	free(alone);
	free(sources);
	return result;
}

/* The one page. That there is none is no failure: nothing is told. */
static int refresh_page(const struct refresh *refresh, const struct command *command,
			const struct sources *subscribed)
{
	const struct source around = { .address = command->addresses[0] };
	const struct source *known = sources_find(subscribed, around.address);

	return aside_page(refresh, known ? known : &around, command->page);
}

static int refresh_with(struct refresh *refresh, const struct command *command,
			const struct sources *subscribed, const struct notes *notes)
{
	struct limits limits;
	struct forges *forges = has_remote(command, subscribed) ? read_forges(notes) : NULL;
	struct rulebook *rulebook = rulebook_new(notes);
	struct remote_rule rule = {
		.forges = forges,
		.idle = report_idle,
		.context = refresh->context,
	};
	int result;

	limits_read(&limits, notes);
	rule.bounds = limits.bounds;
	rule.ca_file = limits.ca_file;
	refresh->pause = limits.pause;
	refresh->rule = &rule;
	refresh->rulebook = rulebook;
	result = command->page && command->n_addresses == 1
			 ? refresh_page(refresh, command, subscribed)
			 : refresh_asked(refresh, command, subscribed);
	limits_release(&limits);
	rulebook_free(rulebook);
	forge_list_free(forges);
	return result;
}

static int forget(const struct command *command, const struct notes *notes, struct err *err)
{
	struct index *index = index_open(command->index, INDEX_WRITE, notes, err);
	int result = index ? 0 : -1;

	for (int i = 0; i < command->n_addresses && result == 0; i++)
		result = index_remove_source(index, command->addresses[i], err);
	index_close(index);
	return result;
}

static int refresh_all(struct command *command, const struct sources *subscribed,
		       const struct notes *notes, struct err *err)
{
	struct refresh refresh = {
		.lang = command->lang,
		.no_repair = command->no_repair,
		.is_forced = command->is_forced,
		.if_due = command->if_due,
		.tell = report_event,
		.context = &command->report,
	};
	int result;

	refresh.index = index_open(command->index, INDEX_WRITE, notes, err);
	if (!refresh.index)
		return -1;
	result = refresh_with(&refresh, command, subscribed, notes);
	index_close(refresh.index);
	err->text[0] = '\0'; /* each failure was told with its source */
	return result;
}

static int work(struct command *command, struct err *err)
{
	struct notes notes = { tell_note, &command->report };
	struct sources subscribed = { 0 };
	void *gap = heap_hurry();
	int lock, result;

	if (read_sources(&notes, &subscribed, err) < 0)
		notes_add(&notes, NOTES_WARNING, "%s", err->text);
	lock = lock_take(command->index, PATIENCE, err);
	if (lock < 0)
		result = -1;
	else if (command->forgets)
		result = forget(command, &notes, err);
	else
		result = refresh_all(command, &subscribed, &notes, err);
	if (lock >= 0)
		close(lock);
	sources_release(&subscribed);
	free(gap);
	return result;
}

/* The numbers of sites are not written as the user's locale writes them. */
static void speak(void)
{
	char *locale = place_locale();

	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	bindtextdomain(PACKAGE, locale);
	textdomain(PACKAGE);
	free(locale);
}

int main(int argc, char **argv)
{
	struct command command = { .report = { .fd = -1 } };
	struct err err = { "" };
	int result;

	speak();
	/* SIGTERM and SIGINT end the program as they are: an open transaction is rolled back. */
	signal(SIGPIPE, SIG_IGN);
	if (!read_command(argc, argv, &command))
		return EXIT_USAGE;
	result = work(&command, &err);
	if (result < 0 && *err.text)
		report_sentence(&command.report, EVENT_FAIL, err.text);
	free(command.index);
	return result < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
