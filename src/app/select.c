/* SPDX-License-Identifier: MIT */
#include "app/select.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/path.h"
#include "store/listing.h"

/* A file's name without the date that begins it: 2027-05-11-doors-open is doors-open. */
static const char *undated(const char *stem)
{
	static const char digits[] = "0123456789";
	const char *at = stem;

	for (int i = 0; i < 3; i++) {
		size_t n = strspn(at, digits);

		if (n == 0 || n > 4 || at[n] != '-')
			return stem;
		at += n + 1;
	}
	return *at ? at : stem;
}

/* Whether --post means this post: its id, slug, file name with or without extension, or number. */
static bool is_meant(const char *wanted, const struct post *post, size_t number)
{
	const char *base = post->path && *post->path ? path_base(post->path)
			   : post->source            ? path_base(post->source)
						     : "";
	char *stem = path_stem(base), *end;
	bool is = strcmp(wanted, post->id) == 0 || strcmp(wanted, base) == 0 ||
		  strcmp(wanted, stem) == 0 || strcmp(wanted, undated(stem)) == 0 ||
		  str_equal(wanted, post->slug) || str_equal(wanted, post->path);

	free(stem);
	return is || (strtoul(wanted, &end, 10) == number && *wanted && !*end);
}

struct visit {
	select_visit *each;
	void *context;
	const char *wanted; /* NULL: all */
	size_t n_seen, n_met;
};

static void meet(struct visit *visit, const struct post *post, const struct state_of *state)
{
	visit->n_seen++;
	if (visit->wanted && !is_meant(visit->wanted, post, visit->n_seen))
		return;
	visit->n_met++;
	visit->each(visit->context, post, state);
}

static int visit_index(struct session *session, struct visit *visit, struct err *err)
{
	struct listing_spec spec = { .sources = &session->addresses,
				     .query = session->flags->values[FLAG_QUERY] };
	struct listing *listing = listing_new(session->index, session->state, &spec, err);

	if (!listing)
		return -1;
	for (size_t i = 0; i < listing_n_rows(listing); i++) {
		const struct row *row = listing_row(listing, i);
		struct post post = { 0 };
		struct state_of state;

		if (!row)
			break;
		state = row->state;
		if (index_post(session->index, row->id, &post))
			meet(visit, &post, &state);
		post_release(&post);
	}
	listing_free(listing);
	return 0;
}

int select_each(struct session *session, select_visit *each, void *context, struct err *err)
{
	struct visit visit = { each, context, session->flags->values[FLAG_POST], 0, 0 };
	struct state_of none = { 0 };

	if (session->piped)
		meet(&visit, session->piped, &none);
	if (session->addresses.n_items > 0 && visit_index(session, &visit, err) < 0)
		return -1;
	if (visit.wanted && visit.n_met == 0)
		return err_set(err,
			       _("There is no post “%s”: --post takes an id, a slug, a file name "
				 "or a number of --list."),
			       visit.wanted);
	return 0;
}
