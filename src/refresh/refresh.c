/* SPDX-License-Identifier: MIT */
#include "refresh/refresh.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "post/site.h"
#include "refresh/intake.h"
#include "refresh/run.h"
#include "refresh/words.h"

static void tell_note(void *context, enum notes_level level, const char *sentence)
{
	run_tell(context, level == NOTES_WARNING ? EVENT_NOTE : EVENT_DETAIL, sentence);
}

/* Of everything but a post's own file that its row in the index depends on; never 0. */
static uint64_t fingerprint(const struct run *run)
{
	uint64_t hash = hash_text(HASH_START, PACKAGE_VERSION);
	uint64_t site = site_fingerprint(run->site);

	hash = hash_bytes(hash, &site, sizeof(site));
	hash = hash_text(hash, run->refresh->lang ? run->refresh->lang : "");
	hash = hash_bytes(hash, &run->refresh->no_repair, sizeof(run->refresh->no_repair));
	return hash ? hash : 1;
}

static struct site *new_site(struct run *run)
{
	const struct site_options options = {
		.source = run->source->address,
		.root = run->fetched.root,
		.url = run->source->url,
		.permalink = run->source->permalink,
		.lang = run->refresh->lang,
		.only = run->fetched.only,
		.no_repair = run->refresh->no_repair,
	};

	return site_new(&run->fetched.tree, &options, &run->notes);
}

static void replace(char **text, const char *with)
{
	if (!with)
		return;
	free(*text);
	*text = mem_string(with);
}

static int put_known(struct run *run, struct err *err)
{
	if (run_begin(run, err) < 0 || index_put_source(run->refresh->index, &run->known, err) < 0)
		return -1;
	return run_commit(run, err);
}

/*
 * What is known of the site before its posts are. The fingerprint of a source that is new is put at
 * once, so a first run that is cut short is gone on with; a changed one only when all was read
 * again.
 */
static int begin_known(struct run *run, uint64_t mark, struct err *err)
{
	replace(&run->known.title, site_title(run->site));
	replace(&run->known.url, site_url(run->site));
	if (run->known.fingerprint == 0)
		run->known.fingerprint = mark;
	return put_known(run, err);
}

static int end_known(struct run *run, uint64_t mark, struct err *err)
{
	run->known.fingerprint = mark;
	run->known.fetched = run->known.tried;
	run->known.failures = 0;
	free(run->known.error);
	run->known.error = NULL;
	return put_known(run, err);
}

static void tell_done(struct run *run)
{
	struct index_source now = { 0 };

	if (index_source(run->refresh->index, run->source->address, &now))
		run->n_posts = now.n_posts;
	index_source_release(&now);
	if (run->n_posts == 0)
		notes_add(&run->notes, NOTES_WARNING, _("There are no posts in “%s”."),
			  run->source->address);
	run_tell_numbers(run, EVENT_DONE, (int64_t)run->n_posts, (int64_t)run->n_new,
			 (int64_t)run->n_changed);
}

static int read_all(struct run *run, struct err *err)
{
	uint64_t mark = fingerprint(run);
	bool is_fresh;

	if (begin_known(run, mark, err) < 0)
		return -1;
	is_fresh = run->refresh->is_forced || run->known.fingerprint != mark;
	if (intake_read(run, is_fresh, err) < 0 || end_known(run, mark, err) < 0)
		return -1;
	tell_done(run);
	if (words_read(run, err) < 0)
		return -1;
	run_tell(run, EVENT_TEXTS, "");
	return 0;
}

static int fetch_all(struct run *run, struct err *err)
{
	int result;

	if (fetch_local(run->source->address, &run->notes, &run->fetched, err) < 0)
		return -1;
	run->site = new_site(run);
	result = read_all(run, err);
	site_free(run->site);
	fetch_release(&run->fetched);
	return result;
}

static void fail(struct run *run, const struct err *err)
{
	struct err second;

	run_abort(run);
	run->known.failures++;
	replace(&run->known.error, err->text);
	if (put_known(run, &second) < 0)
		run_abort(run);
	run_tell(run, EVENT_FAIL, err->text);
}

int refresh_source(const struct refresh *refresh, const struct source *source)
{
	struct run run = { .refresh = refresh, .source = source };
	struct err err = { "" };
	int result;

	run.notes = (struct notes){ tell_note, &run };
	run_tell(&run, EVENT_START, "");
	if (!index_source(refresh->index, source->address, &run.known))
		run.known.address = mem_string(source->address);
	run.known.tried = clock_now();
	result = fetch_all(&run, &err);
	if (result < 0)
		fail(&run, &err);
	index_source_release(&run.known);
	return result;
}
