/* SPDX-License-Identifier: MIT */
#include "app/session.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/spare.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/xdg.h"
#include "config/subscribe.h"
#include "site/site.h"
#include "text/safe.h"

enum { PIPED_LIMIT = 64 * 1024 * 1024 };

static void tell(void *context, enum notes_level level, const char *sentence)
{
	struct session *session = context;
	char *safe;

	if (level == NOTES_DETAIL && !session->flags->is_set[FLAG_VERBOSE])
		return;
	safe = safe_line_copy(sentence);
	if (session->keeps_notes)
		str_format(&session->kept, "hallway: %s\n", safe);
	else
		fprintf(stderr, "hallway: %s\n", safe);
	free(safe);
}

/* The language of the messages: what a post with translations is shown in. */
static char *own_language(void)
{
	const char *name = getenv("LANGUAGE");

	if (!name || !*name)
		name = setlocale(LC_MESSAGES, NULL);
	if (!name || strlen(name) < 2 || strcmp(name, "POSIX") == 0 || name[1] == '.' || !name[1] ||
	    strcmp(name, "C") == 0)
		return mem_string("en");
	return mem_copy(name, strcspn(name, "_.@:"));
}

static char *own_host(void)
{
	char name[256] = "";

	gethostname(name, sizeof(name) - 1);
	for (char *at = name; *at; at++) {
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.",
			    *at))
			*at = '-';
	}
	return mem_string(*name && *name != '.' ? name : "localhost");
}

static int read_piped(struct session *session, struct err *err)
{
	struct str bytes = { 0 };

	if (file_read_fd(STDIN_FILENO, _("standard input"), PIPED_LIMIT, &bytes, err) < 0) {
		str_release(&bytes);
		return -1;
	}
	session->piped = mem_alloc(1, sizeof(*session->piped));
	site_read_bytes(&bytes, _("standard input"), &session->notes, session->piped);
	str_release(&bytes);
	return 0;
}

/* The sources given, "-" apart; else those subscribed. */
static int gather_sources(struct session *session, struct err *err)
{
	const struct strings *given = &session->flags->sources;
	char *path;
	int result = 0;

	for (size_t i = 0; i < given->n_items; i++) {
		if (strcmp(given->items[i], "-") != 0)
			sources_add(&session->sources, given->items[i]);
		else if (!session->piped && read_piped(session, err) < 0)
			return -1;
	}
	if (given->n_items == 0) {
		path = xdg_path(XDG_CONFIG, "sources.yaml");
		result = sources_read(&session->sources, path, &session->notes, err);
		free(path);
	}
	for (size_t i = 0; i < session->sources.n_items; i++) {
		strings_add(&session->addresses, session->sources.items[i].address);
		strings_add(&session->shown, session->sources.items[i].address);
	}
	if (session->shown.n_items == 0)
		strings_add(&session->shown, ""); /* an empty list would mean all */
	return result;
}

const struct kinds *session_kinds(struct session *session, struct err *err)
{
	char *shipped, *user;

	if (session->kinds)
		return session->kinds;
	shipped = place_data("actions.yaml");
	user = xdg_path(XDG_CONFIG, "actions.yaml");
	session->kinds = kinds_new(shipped, user, &session->notes, err);
	free(user);
	free(shipped);
	return session->kinds;
}

static void use_spare(struct session *session)
{
	struct index *spare = spare_open(&session->notes, &session->spare);

	if (!spare)
		return;
	index_close(session->index);
	session->index = spare;
}

static int open_index(struct session *session, struct err *err)
{
	char *path = xdg_path(XDG_CACHE, "index.db");

	session->index = index_open(path, INDEX_READ, &session->notes, err);
	free(path);
	if (session->index && !index_is_kept(session->index))
		use_spare(session);
	return session->index ? 0 : -1;
}

static int open_state(struct session *session, struct err *err)
{
	char *folder = xdg_path(XDG_STATE, "journal"), *host = own_host();

	session->state = state_open(folder, host, &session->notes, err);
	free(host);
	free(folder);
	return session->state ? 0 : -1;
}

int session_open(struct session *session, const struct flags *flags, struct err *err)
{
	char *path = xdg_path(XDG_CONFIG, "config.yaml");

	*session = (struct session){ .flags = flags };
	session->notes = (struct notes){ tell, session };
	session->lang = own_language();
	session->config = config_new(path, &session->notes);
	free(path);
	if (gather_sources(session, err) == 0)
		return 0;
	session_close(session);
	return -1;
}

int session_reach(struct session *session, struct err *err)
{
	return open_index(session, err) < 0 || open_state(session, err) < 0 ? -1 : 0;
}

void session_close(struct session *session)
{
	if (session->piped)
		post_release(session->piped);
	free(session->piped);
	if (session->state)
		state_close(session->state);
	if (session->index)
		index_close(session->index);
	if (session->spare)
		spare_remove(session->spare);
	free(session->spare);
	if (session->kinds)
		kinds_free(session->kinds);
	config_free(session->config);
	strings_release(&session->shown);
	strings_release(&session->addresses);
	sources_release(&session->sources);
	free(session->lang);
	if (session->kept.len > 0)
		fputs(session->kept.bytes, stderr);
	str_release(&session->kept);
	*session = (struct session){ 0 };
}

static void add_spare(const struct session *session, struct strings *arguments)
{
	struct str index = { 0 };

	if (!session->spare)
		return;
	str_format(&index, "--index=%s", session->spare);
	strings_add(arguments, index.bytes);
	str_release(&index);
}

void session_fetch_arguments(const struct session *session, const char *only, bool if_due,
			     struct strings *arguments)
{
	struct str lang = { 0 };

	str_format(&lang, "--lang=%s", session->lang);
	strings_add(arguments, lang.bytes);
	str_release(&lang);
	add_spare(session, arguments);
	if (!config_truth(session->config, OPTION_REPAIR))
		strings_add(arguments, "--no-repair");
	if (session->flags->is_set[FLAG_VERBOSE])
		strings_add(arguments, "--verbose");
	if (if_due)
		strings_add(arguments, "--if-due");
	strings_add(arguments, "--");
	for (size_t i = 0; i < session->addresses.n_items; i++) {
		if (!only || strcmp(session->addresses.items[i], only) == 0)
			strings_add(arguments, session->addresses.items[i]);
	}
}

int session_subscribe(struct session *session, const char *address, struct err *err)
{
	char *path = xdg_path(XDG_CONFIG, "sources.yaml");
	int result = subscribe_add(path, address, NULL, err);

	free(path);
	if (result < 0)
		return -1;
	if (!*session->shown.items[0])
		strings_release(&session->shown);
	sources_add(&session->sources, address);
	strings_add(&session->addresses, address);
	strings_add(&session->shown, address);
	return 0;
}

bool session_is_single(const struct session *session)
{
	struct stat status;

	if (session->piped)
		return session->addresses.n_items == 0;
	return session->addresses.n_items == 1 && stat(session->addresses.items[0], &status) == 0 &&
	       S_ISREG(status.st_mode);
}
