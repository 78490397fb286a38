/* SPDX-License-Identifier: MIT */
#include "refresh/intake.h"

#include "base/intl.h"
#include "post/site.h"

static void count(struct run *run, const char *path, bool is_post)
{
	char id[POST_ID_ROOM];
	bool was_there = index_find(run->refresh->index, run->source->address, path, id);

	run->n_posts += is_post;
	run->n_new += is_post && !was_there;
	run->n_changed += was_there;
}

static int put_file(struct run *run, size_t entry, const char *path, struct err *err)
{
	const struct tree_entry *file = &run->fetched.tree.entries[entry];
	struct post post = { 0 };
	struct err why;
	bool is_post = site_read(run->site, entry, &post, &why) == SITE_POST;
	int result;

	count(run, path, is_post);
	result = index_put(run->refresh->index, run->source->address, path, file->size, file->mtime,
			   is_post ? &post : NULL, err);
	run->n_put++;
	post_release(&post);
	return result;
}

static int commit(struct run *run, struct err *err)
{
	if (run_commit(run, err) < 0)
		return -1;
	run_tell_numbers(run, EVENT_ROWS, (int64_t)run->n_done, (int64_t)run->n_files,
			 (int64_t)run->n_posts);
	return 0;
}

static int visit(struct run *run, size_t entry, bool is_fresh, struct err *err)
{
	const struct tree_entry *file = &run->fetched.tree.entries[entry];
	const char *path = run->fetched.only ? "" : file->path;

	if (run_begin(run, err) < 0)
		return -1;
	if (!is_fresh &&
	    index_keep(run->refresh->index, run->source->address, path, file->size, file->mtime))
		run->n_posts++;
	else if (put_file(run, entry, path, err) < 0)
		return -1;
	run->n_done++;
	return run_is_due(run) ? commit(run, err) : 0;
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

int intake_read(struct run *run, bool is_fresh, struct err *err)
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
	return commit(run, err);
}
