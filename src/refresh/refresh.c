/* SPDX-License-Identifier: MIT */
#include "refresh/refresh.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "post/site.h"
#include "refresh/due.h"
#include "refresh/intake.h"
#include "refresh/run.h"
#include "refresh/words.h"

enum { MOST_JOINED = 64 }; /* sources */

/* Of what the posts depend on besides what is fetched: the upper half of a source's fingerprint. */
static uint64_t ways(const struct run *run)
{
	uint64_t hash = hash_text(HASH_START, PACKAGE_VERSION);
	const char *const texts[] = { run->refresh->lang, run->source->url,
				      run->source->permalink };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		hash = hash_text(hash_text(hash, texts[i] ? texts[i] : ""), "\n");
	hash = hash_bytes(hash, &run->refresh->no_repair, sizeof(run->refresh->no_repair));
	hash = hash_bytes(hash, &run->refresh->rules, sizeof(run->refresh->rules));
	return hash >> 32;
}

/* The lower half: of the site's settings; never 0. */
static uint64_t fingerprint(const struct run *run)
{
	uint64_t site = run->site ? site_fingerprint(run->site) : 0;

	return ways(run) << 32 | (site & 0xffffffff) | 1;
}

/* A file:// address that is still legible: only what would end the path is encoded. */
static char *file_address(const char *root)
{
	struct str address = { 0 };

	str_text(&address, "file://");
	for (; *root; root++) {
		if (*root == '%' || *root == '#' || *root == '?')
			str_format(&address, "%%%02X", (unsigned)*root);
		else
			str_byte(&address, *root);
	}
	return str_take(&address);
}

static struct site *new_site(struct run *run)
{
	const struct fetched *fetched = &run->fetched;
	char *root = fetched->root ? file_address(fetched->root) : mem_string(fetched->url);
	const struct site_options options = {
		.source = run->source->address,
		.root = root,
		.url = run->source->url,
		.permalink = run->source->permalink,
		.lang = run->refresh->lang,
		.only = fetched->only,
		.below = fetched->below,
		.no_repair = run->refresh->no_repair,
	};
	struct site *site = site_new(&run->fetched.tree, &options, &run->notes);

	free(root);
	return site;
}

/* In the transaction that is open, or a new one. */
static int put_known(struct run *run, struct err *err)
{
	if (run_begin(run, err) < 0)
		return -1;
	return index_put_source(run->refresh->index, &run->known, err);
}

/*
 * What is known of the site before its posts are. The fingerprint of a source that is new is put at
 * once, so a first run that is cut short is gone on with; a changed one only when all was read
 * again.
 */
static int begin_known(struct run *run, uint64_t mark, struct err *err)
{
	if (run->site) {
		run_replace(&run->known.title, site_title(run->site));
		run_replace(&run->known.url, site_url(run->site));
	}
	if (run->known.fingerprint == 0)
		run->known.fingerprint = mark;
	return put_known(run, err);
}

static void move_text(char **to, char **from)
{
	free(*to);
	*to = *from;
	*from = NULL;
}

/* What the next fetch is to know. Where nothing changed, only a new validator replaces an old one.
 */
static void keep_head(struct run *run, int64_t ttl)
{
	struct fetched *fetched = &run->fetched;
	bool is_same = fetched->kind == FETCHED_SAME;

	if (!is_same || fetched->etag)
		move_text(&run->known.etag, &fetched->etag);
	if (!is_same || fetched->modified)
		move_text(&run->known.modified, &fetched->modified);
	move_text(&run->known.moved, &fetched->moved);
	run->known.bytes = fetched->received;
	run->known.next = due_next(run, fetched->fresh > ttl ? fetched->fresh : ttl);
}

static int end_known(struct run *run, int64_t ttl, struct err *err)
{
	keep_head(run, ttl);
	run->known.fetched = run->known.tried;
	run->known.failures = 0;
	free(run->known.error);
	run->known.error = NULL;
	if (put_known(run, err) < 0)
		return -1;
	return run->fetched.kind == FETCHED_SAME ? run_commit(run, err) : run_commit_rows(run, err);
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

static int take_in(struct run *run, int64_t *ttl, struct err *err)
{
	uint64_t mark;
	bool is_fresh;
	int result;

	if (run->fetched.kind == FETCHED_SAME)
		return 0;
	if (run->fetched.kind == FETCHED_FILES)
		run->site = new_site(run);
	mark = fingerprint(run);
	is_fresh = run->refresh->is_forced ||
		   (run->known.fingerprint != 0 && run->known.fingerprint != mark);
	run->is_remade = is_fresh &&
			 (run->refresh->is_forced || run->known.fingerprint >> 32 != ways(run));
	if (begin_known(run, mark, err) < 0)
		return -1;
	result = run->site ? intake_files(run, is_fresh, err)
			   : intake_feed(run, is_fresh, ttl, err);
	if (result == 0)
		run->known.fingerprint = mark;
	return result;
}

static int read_rows(struct run *run, struct err *err)
{
	int64_t ttl = 0;

	if (take_in(run, &ttl, err) < 0 || end_known(run, ttl, err) < 0)
		return -1;
	tell_done(run);
	return 0;
}

static void fail(struct run *run, const struct err *err)
{
	struct err second;

	run_abort(run);
	run->known.failures++;
	run->known.next = run->fetched.retry > 0 ? run->known.tried + run->fetched.retry : 0;
	run_replace(&run->known.error, err->text);
	if (put_known(run, &second) < 0 || run_commit(run, &second) < 0)
		run_abort(run);
	run_tell(run, EVENT_FAIL, err->text);
}

/* Sources whose rows are in the index, and whose words go there together. */
struct batch {
	struct run *runs[MOST_JOINED];
	size_t n_runs;
};

static int read_words(struct batch *batch, struct err *err)
{
	struct run *last = NULL;

	for (size_t i = 0; i < batch->n_runs; i++) {
		if (last)
			run_hand_on(last, batch->runs[i]);
		last = batch->runs[i];
		if (words_read(last, err) < 0) {
			run_abort(last);
			return -1;
		}
	}
	return last ? run_commit(last, err) : 0;
}

/* Takes the runs of the batch, and leaves it empty. */
static int finish_batch(struct batch *batch, struct err *err)
{
	int result = read_words(batch, err);

	for (size_t i = 0; i < batch->n_runs; i++) {
		if (result < 0)
			fail(batch->runs[i], err);
		else
			run_tell(batch->runs[i], EVENT_TEXTS, "");
		run_free(batch->runs[i]);
	}
	batch->n_runs = 0;
	return result;
}

/* Takes the run; what went well waits in the batch for its words. `result` is that of fetching. */
static int finish_rows(struct run *run, struct batch *batch, int result, struct err *err)
{
	if (result == 0)
		result = read_rows(run, err);
	if (result < 0) {
		fail(run, err);
		run_free(run);
	} else {
		batch->runs[batch->n_runs++] = run;
	}
	return result;
}

static int refresh_local(const struct refresh *refresh, const struct source *source,
			 struct remote *remote)
{
	struct run *run = run_new(refresh, source);
	struct batch alone = { .n_runs = 0 };
	const struct fetch_rule rule = { &refresh->rule->bounds, &run->notes };
	struct err err = { "" };
	int result;

	run->remote = remote;
	run->known.tried = clock_now();
	run_tell(run, EVENT_START, "");
	result = fetch_local(source->address, &rule, &run->fetched, &err);
	result = finish_rows(run, &alone, result, &err);
	return finish_batch(&alone, &err) < 0 ? -1 : result;
}

static void tell_bytes(void *context, int64_t bytes, int64_t total)
{
	run_tell_numbers(context, EVENT_BYTES, bytes, total, 0);
}

/* What was read in another way has to come again, changed or not. */
static bool may_be_same(const struct run *run)
{
	return !run->refresh->is_forced && run->known.fetched > 0 &&
	       run->known.fingerprint >> 32 == ways(run);
}

static void add_remote(struct run *run, struct remote *remote)
{
	bool is_conditional = may_be_same(run);
	const struct remote_request request = {
		.address = run->source->address,
		.moved = run->known.moved,
		.etag = is_conditional ? run->known.etag : NULL,
		.modified = is_conditional ? run->known.modified : NULL,
		.notes = run->notes,
		.progress = tell_bytes,
		.context = run,
	};

	run->known.tried = clock_now();
	run_tell(run, EVENT_START, "");
	remote_add(remote, &request);
}

/* What the index holds was read in another way than it would be now. */
static bool is_outdated(const struct run *run)
{
	return run->known.failures == 0 && run->known.fingerprint >> 32 != ways(run);
}

/* Begins with a remote source, unless its time has not come. -1 where that is a failure. */
static int start_remote(const struct refresh *refresh, const struct source *source,
			struct remote *remote)
{
	struct run *run = run_new(refresh, source);
	struct err err = { "" };
	enum due due = due_now(run, &err);

	run->remote = remote;
	if (due == DUE_NOW || (due == DUE_LATER && is_outdated(run))) {
		add_remote(run, remote);
		return 0;
	}
	run_tell(run, due == DUE_HELD ? EVENT_FAIL : EVENT_DETAIL, err.text);
	if (due == DUE_LATER)
		run_tell_numbers(run, EVENT_DONE, (int64_t)run->known.n_posts, 0, 0);
	run_free(run);
	return due == DUE_HELD ? -1 : 0;
}

/* What comes in together is committed together; trees are large, and do not wait. */
static bool is_full(const struct batch *batch, struct remote *remote)
{
	return batch->n_runs > 0 &&
	       (batch->n_runs == MOST_JOINED || batch->runs[batch->n_runs - 1]->site ||
		!remote_is_ready(remote));
}

static int finish_remotes(struct remote *remote)
{
	struct batch batch = { .n_runs = 0 };
	struct fetched fetched;
	struct err err = { "" };
	void *context;
	int result, all = 0;

	while (remote_next(remote, &fetched, &context, &result, &err)) {
		struct run *run = context;

		run->fetched = fetched;
		if (finish_rows(run, &batch, result, &err) < 0)
			all = -1;
		if (is_full(&batch, remote) && finish_batch(&batch, &err) < 0)
			all = -1;
	}
	return all;
}

int refresh_sources(const struct refresh *refresh, const struct source *const *sources,
		    size_t n_sources)
{
	struct remote *remote = remote_new(refresh->rule);
	int result = 0;

	for (size_t i = 0; i < n_sources; i++) {
		if (!fetch_is_local(sources[i]->address) &&
		    start_remote(refresh, sources[i], remote) < 0)
			result = -1;
	}
	remote_turn(remote);
	for (size_t i = 0; i < n_sources; i++) {
		if (fetch_is_local(sources[i]->address) &&
		    refresh_local(refresh, sources[i], remote) < 0)
			result = -1;
	}
	if (finish_remotes(remote) < 0)
		result = -1;
	remote_free(remote);
	return result;
}
