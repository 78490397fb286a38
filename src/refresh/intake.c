/* SPDX-License-Identifier: MIT */
#include "refresh/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "post/feed.h"
#include "post/site.h"

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

static int put_file(struct run *run, size_t entry, const char *path, struct err *err)
{
	const struct tree_entry *file = &run->fetched.tree.entries[entry];
	struct post post = { 0 };
	struct err why;
	bool is_post = site_read(run->site, entry, &post, &why) == SITE_POST;
	int result;

	if (is_post)
		place_alone(run, &post);
	result = run_put(run, path, file->size, file->mtime, is_post ? &post : NULL, err);
	post_release(&post);
	return result;
}

static int visit(struct run *run, size_t entry, bool is_fresh, struct err *err)
{
	const struct tree_entry *file = &run->fetched.tree.entries[entry];
	const char *path = site_path(run->site, entry);

	if (run_begin(run, err) < 0)
		return -1;
	if (!is_fresh &&
	    index_keep(run->refresh->index, run->source->address, path, file->size, file->mtime))
		run->n_posts++;
	else if (put_file(run, entry, path, err) < 0)
		return -1;
	run->n_done++;
	return run_is_due(run) ? run_commit_rows(run, err) : 0;
}

/* From the last path to the first: where names begin with dates, the newest posts come first. */
static int visit_all(struct run *run, bool is_fresh, struct err *err)
{
	for (size_t i = run->n_files; i > 0; i--) {
		if (visit(run, site_candidate(run->site, i - 1), is_fresh, err) < 0)
			return -1;
	}
	return 0;
}

static int visit_only(struct run *run, bool is_fresh, struct err *err)
{
	ptrdiff_t entry = tree_find(&run->fetched.tree, run->fetched.only);

	if (entry < 0)
		return err_set(err, _("“%s” cannot be read."), run->source->address);
	return visit(run, (size_t)entry, is_fresh, err);
}

int intake_files(struct run *run, bool is_fresh, struct err *err)
{
	struct index *index = run->refresh->index;
	size_t n_removed = 0;

	run->n_files = run->fetched.only ? 1 : site_n_candidates(run->site);
	if (run_begin(run, err) < 0 || index_pass(index, run->source->address, err) < 0)
		return -1;
	if ((run->fetched.only ? visit_only : visit_all)(run, is_fresh, err) < 0)
		return -1;
	if (run_begin(run, err) < 0 ||
	    index_sweep(index, run->source->address, &n_removed, err) < 0)
		return -1;
	run->n_changed += n_removed;
	return 0;
}

static int put_entry(struct run *run, const struct post *post, bool is_fresh, struct err *err)
{
	int64_t stamp = -(int64_t)(post->content >> 1) - 1, size = (int64_t)post->body_len;

	if (run_begin(run, err) < 0)
		return -1;
	if (!is_fresh &&
	    index_keep(run->refresh->index, run->source->address, post->path, size, stamp))
		run->n_posts++;
	else if (run_put(run, post->path, size, stamp, post, err) < 0)
		return -1;
	run->n_done++;
	return run_is_due(run) ? run_commit_rows(run, err) : 0;
}

static int put_feed(struct run *run, const struct feed *feed, bool is_fresh, struct err *err)
{
	run->n_files = feed->n_posts;
	if (run_begin(run, err) < 0 ||
	    index_pass(run->refresh->index, run->source->address, err) < 0)
		return -1;
	for (size_t i = 0; i < feed->n_posts; i++) {
		if (put_entry(run, &feed->posts[i], is_fresh, err) < 0)
			return -1;
	}
	return 0;
}

int intake_feed(struct run *run, bool is_fresh, int64_t *ttl, struct err *err)
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
	struct feed feed = { 0 };
	int result = feed_read(&input, &feed, err);

	if (result == 0) {
		run_replace(&run->known.title, feed.title);
		run_replace(&run->known.url, feed.url);
		*ttl = feed.ttl;
		str_release(&run->fetched.feed);
		result = put_feed(run, &feed, is_fresh, err);
	}
	feed_release(&feed);
	return result;
}
