/* SPDX-License-Identifier: MIT */
#include "refresh/known.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "refresh/due.h"
#include "refresh/rulebook.h"
#include "site/site.h"

/* Of what the posts depend on besides what is fetched: the upper half of a source's fingerprint. */
static uint64_t ways(const struct run *run)
{
	uint64_t hash = hash_text(HASH_START, PACKAGE_VERSION);
	uint64_t rules = rulebook_hash(run->refresh->rulebook);
	const char *const texts[] = { run->refresh->lang, run->source->url,
				      run->source->permalink };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		hash = hash_text(hash_text(hash, texts[i] ? texts[i] : ""), "\n");
	hash = hash_bytes(hash, &run->refresh->no_repair, sizeof(run->refresh->no_repair));
	hash = hash_bytes(hash, &rules, sizeof(rules));
	return hash >> 32;
}

/* The lower half: of the site's settings; never 0. */
static uint64_t fingerprint(const struct run *run)
{
	uint64_t site = run->site ? site_fingerprint(run->site) : 0;

	return ways(run) << 32 | (site & 0xffffffff) | 1;
}

bool known_is_current(const struct run *run)
{
	return run->known.fingerprint >> 32 == ways(run);
}

/* In the transaction that is open, or a new one. */
static int put(struct run *run, struct err *err)
{
	if (transaction_begin(run->transaction, err) < 0)
		return -1;
	return index_put_source(run->refresh->index, &run->known, err);
}

static void take_titles(struct run *run)
{
	run_replace(&run->known.title, run->site ? site_title(run->site) : run->feed.title);
	run_replace(&run->known.url, run->site ? site_url(run->site) : run->feed.url);
}

int known_begin(struct run *run, bool *is_fresh, struct err *err)
{
	uint64_t mark = fingerprint(run);
	bool is_forced = run->refresh->is_forced, is_new = run->known.fingerprint == 0;

	*is_fresh = is_forced || run->known.fingerprint != mark;
	run->is_remade = *is_fresh && (is_forced || (!is_new && !known_is_current(run)));
	take_titles(run);
	if (is_new)
		run->known.fingerprint = mark;
	return put(run, err);
}

static void move_text(char **to, char **from)
{
	free(*to);
	*to = *from;
	*from = NULL;
}

/* What the next fetch is to know. Where nothing changed, only a new validator replaces an old one.
 */
static void keep_head(struct run *run)
{
	struct fetched *fetched = &run->fetched;
	bool is_same = fetched->kind == FETCHED_SAME;

	if (!is_same || fetched->etag)
		move_text(&run->known.etag, &fetched->etag);
	if (!is_same || fetched->modified)
		move_text(&run->known.modified, &fetched->modified);
	move_text(&run->known.moved, &fetched->moved);
	run->known.bytes = fetched->received;
	run->known.next = due_next(run,
				   fetched->fresh > run->feed.ttl ? fetched->fresh : run->feed.ttl);
}

int known_end(struct run *run, struct err *err)
{
	if (run->fetched.kind != FETCHED_SAME)
		run->known.fingerprint = fingerprint(run);
	keep_head(run);
	run->known.fetched = run->known.tried;
	run->known.failures = 0;
	free(run->known.error);
	run->known.error = NULL;
	return put(run, err);
}

int known_fail(struct run *run, struct err *err)
{
	int64_t tried = run->known.tried;

	/* A validator of what is not in the index would keep it from coming ever again. */
	run_know(run);
	run->known.tried = tried;
	/* No server was asked in vain, and with a network again it is to be asked soon. */
	if (!run->fetched.is_offline || run->known.failures == 0)
		run->known.failures++;
	run->known.next = run->fetched.retry > 0 ? run->known.tried + run->fetched.retry : 0;
	run_replace(&run->known.error, run->err.text);
	return put(run, err);
}
