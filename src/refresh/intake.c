/* SPDX-License-Identifier: MIT */
#include "refresh/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "feed/feed.h"
#include "refresh/ahead.h"
#include "site/site.h"

/* Where relative links are seen from: a folder, an archive, or what came over the network. */
static char *root_of(const struct run *run)
{
	const struct fetched *fetched = &run->fetched;

	if (fetched->root)
		return path_address(fetched->root);
	return fetched->url ? mem_string(fetched->url) : path_address(run->source->address);
}

static struct site *new_site(struct run *run)
{
	const struct fetched *fetched = &run->fetched;
	char *root = root_of(run);
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

static int read_site(struct run *run, struct err *err)
{
	const char *only = run->fetched.only;

	run->site = new_site(run);
	if (only && tree_find(&run->fetched.tree, only) < 0)
		return err_set(err, _("“%s” cannot be read."), run->source->address);
	return 0;
}

static int read_feed(struct run *run, struct err *err)
{
	const struct feed_input input = {
		.bytes = str_bytes(&run->fetched.feed),
		.len = run->fetched.feed.len,
		.charset = run->fetched.charset,
		.url = run->fetched.url,
		.source = run->source->address,
		.notes = &run->notes,
		.no_repair = run->refresh->no_repair,
	};
	int result = feed_read(&input, &run->feed, err);

	str_release(&run->fetched.feed);
	return result;
}

int intake_read(struct run *run, struct err *err)
{
	if (run->fetched.kind == FETCHED_FILES)
		return read_site(run, err);
	return run->fetched.kind == FETCHED_FEED ? read_feed(run, err) : 0;
}

/* Commits what is there where it is time to, and tells how far it got. */
static int step(struct run *run, struct err *err)
{
	run->n_done++;
	if (!transaction_is_due(run->transaction))
		return 0;
	if (transaction_commit(run->transaction, err) < 0)
		return -1;
	run_tell_rows(run);
	return 0;
}

/* A post that came alone over the network stands at its address. */
static void place_alone(const struct run *run, struct post *post)
{
	if (!run->fetched.only || !run->fetched.url)
		return;
	if (!post->url)
		post->url = mem_string(run->source->address);
	free(post->base);
	post->base = mem_string(run->fetched.url);
	post_identify(post);
}

static int put_file(struct run *run, struct ahead_file *read, struct err *err)
{
	const struct tree_entry *file = tree_measured(&run->fetched.tree, read->entry);
	const char *path = site_path(run->site, read->entry);

	if (transaction_begin(run->transaction, err) < 0)
		return -1;
	if (read->is_post)
		place_alone(run, &read->post);
	if (run_put(run, path, file->size, file->mtime, read->is_post ? &read->post : NULL, err) <
	    0)
		return -1;
	return step(run, err);
}

/* Puts the files in their order, while the next ones are read. */
static int put_entries(struct run *run, const size_t *entries, size_t n, struct err *err)
{
	struct ahead *ahead = ahead_new(run->site, entries, n);
	struct ahead_file *file;
	int result = 0;

	while (result == 0 && (file = ahead_next(ahead)))
		result = put_file(run, file, err);
	ahead_free(ahead);
	return result;
}

/* Whether the file is as it was, and need not be read. */
static bool keep(struct run *run, size_t entry)
{
	const struct tree_entry *file = tree_measured(&run->fetched.tree, entry);
	bool is_kept = index_keep(run->refresh->index, run->source->address,
				  site_path(run->site, entry), file->size, file->mtime);

	run->n_posts += is_kept;
	run->n_done += is_kept;
	return is_kept;
}

/* From the last path to the first: where names begin with dates, the newest posts come first. */
static size_t entry_at(const struct run *run, size_t i)
{
	if (run->fetched.only)
		return (size_t)tree_find(&run->fetched.tree, run->fetched.only);
	return site_candidate(run->site, run->n_files - 1 - i);
}

static int visit_all(struct run *run, bool is_fresh, struct err *err)
{
	size_t *entries = mem_alloc(run->n_files, sizeof(*entries)), n = 0;
	int result;

	for (size_t i = 0; i < run->n_files; i++) {
		size_t entry = entry_at(run, i);

		if (is_fresh || !keep(run, entry))
			entries[n++] = entry;
	}
	result = put_entries(run, entries, n, err);
	free(entries);
	return result;
}

static int put_files(struct run *run, bool is_fresh, struct err *err)
{
	struct index *index = run->refresh->index;
	size_t n_removed = 0;

	run->n_files = run->fetched.only ? 1 : site_n_candidates(run->site);
	if (transaction_begin(run->transaction, err) < 0 ||
	    index_pass(index, run->source->address, err) < 0)
		return -1;
	if (visit_all(run, is_fresh, err) < 0)
		return -1;
	if (transaction_begin(run->transaction, err) < 0 ||
	    index_sweep(index, run->source->address, &n_removed, err) < 0)
		return -1;
	run->n_changed += n_removed;
	return 0;
}

static int put_entry(struct run *run, const struct post *post, bool is_fresh, struct err *err)
{
	int64_t stamp = -(int64_t)(post->content >> 1) - 1, size = (int64_t)post->body_len;

	if (transaction_begin(run->transaction, err) < 0)
		return -1;
	if (!is_fresh &&
	    index_keep(run->refresh->index, run->source->address, post->path, size, stamp))
		run->n_posts++;
	else if (run_put(run, post->path, size, stamp, post, err) < 0)
		return -1;
	return step(run, err);
}

static int put_feed(struct run *run, const struct feed *feed, bool is_fresh, struct err *err)
{
	run->n_files = feed->n_posts;
	if (transaction_begin(run->transaction, err) < 0 ||
	    index_pass(run->refresh->index, run->source->address, err) < 0)
		return -1;
	for (size_t i = 0; i < feed->n_posts; i++) {
		if (put_entry(run, &feed->posts[i], is_fresh, err) < 0)
			return -1;
	}
	index_leave(run->refresh->index, run->source->address);
	return 0;
}

int intake_put(struct run *run, bool is_fresh, struct err *err)
{
	if (run->site)
		return put_files(run, is_fresh, err);
	return put_feed(run, &run->feed, is_fresh, err);
}
