/* SPDX-License-Identifier: MIT */
#include "app/roster.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/xdg.h"
#include "config/opml.h"
#include "config/subscribe.h"

enum { MOST_OPML = 16 * 1024 * 1024 };

static const char *name_of(const struct index_source *source, const char *address)
{
	return source->title ? source->title : address;
}

static int write_down(const char *address, const struct index_source *source, struct err *err)
{
	char *path = xdg_path(XDG_CONFIG, "sources.yaml");
	int result = subscribe_add(path, address, NULL, err);

	free(path);
	if (result < 0)
		return -1;
	printf(ngettext("Subscribed to “%s”: %zu post.\n", "Subscribed to “%s”: %zu posts.\n",
			source->n_posts),
	       name_of(source, address), source->n_posts);
	return 0;
}

/* Makes the session one of this source alone, so that only it is fetched. */
static const char *turn_to(struct session *session, const char *typed)
{
	strings_release(&session->addresses);
	sources_release(&session->sources);
	sources_add(&session->sources, typed);
	strings_add(&session->addresses, session->sources.items[0].address);
	return session->addresses.items[0];
}

int roster_add(struct session *session, bool (*fetch)(struct session *session), struct err *err)
{
	const char *typed = session->flags->values[FLAG_ADD], *address;
	char *normal = sources_address(typed);
	bool is_there = sources_find(&session->sources, normal) != NULL;
	struct index_source source = { 0 };
	int result;

	free(normal);
	if (is_there)
		return err_set(err, _("“%s” is subscribed already."), typed);
	address = turn_to(session, typed);
	if (!fetch(session))
		return err_set(err, _("“%s” was not added."), typed);
	index_source(session->index, address, &source);
	result = write_down(address, &source, err);
	index_source_release(&source);
	return result;
}

int roster_remove(struct session *session,
		  void (*forget)(struct session *session, const char *address), struct err *err)
{
	const char *typed = session->flags->values[FLAG_REMOVE];
	char *path = xdg_path(XDG_CONFIG, "sources.yaml"), *address;
	int result = subscribe_remove(path, typed, &address, err);

	if (result == 0) {
		printf(_("Unsubscribed from “%s”.\n"), typed);
		forget(session, address);
	}
	free(address);
	free(path);
	return result;
}

int roster_list(struct session *session, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < session->addresses.n_items; i++) {
		const char *address = session->addresses.items[i];
		struct index_source source = { 0 };

		index_source(session->index, address, &source);
		printf("%s\t%s\t%zu\n", address, source.title ? source.title : "", source.n_posts);
		index_source_release(&source);
	}
	return 0;
}

int roster_import(struct session *session, struct err *err)
{
	const char *file = session->flags->values[FLAG_IMPORT];
	char *path = xdg_path(XDG_CONFIG, "sources.yaml");
	struct str bytes = { 0 };
	int n = -1;

	if (file_read(file, MOST_OPML, &bytes, err) == 0)
		n = opml_import(path, str_bytes(&bytes), bytes.len, err);
	if (n >= 0)
		printf(ngettext("Subscribed to %d source.\n", "Subscribed to %d sources.\n",
				(unsigned)n),
		       n);
	str_release(&bytes);
	free(path);
	return n < 0 ? -1 : 0;
}

int roster_export(struct session *session, struct err *err)
{
	struct str out = { 0 };

	(void)err;
	opml_write(&session->sources, &out);
	fputs(str_bytes(&out), stdout);
	str_release(&out);
	return 0;
}
