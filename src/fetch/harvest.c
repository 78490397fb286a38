/* SPDX-License-Identifier: MIT */
#include "fetch/harvest.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/job.h"
#include "fetch/memory.h"
#include "fetch/signpost.h"
#include "fetch/yield.h"
#include "text/url.h"

/* One request of a harvest. */
struct piece {
	struct job *job;
	char *url;
	int depth; /* of a folder: 1 for those of the first listing; 0 for a file */
};

static void ask_all(struct job *job, const struct signpost *page, int depth);

static bool leads_out(const char *path)
{
	return *path == '/' || str_starts(path, "../") || strstr(path, "/../");
}

static int take_file(struct job *job, const char *url, const struct transfer_answer *answer,
		     struct err *err)
{
	char *path = url_decode(url + strlen(job->listing));
	struct str text = { 0 };
	int result = leads_out(path) ? 0 : yield_text(&answer->body, answer->charset, &text, err);

	job->kept += (int64_t)text.len;
	if (result == 0 && job->kept > job->rule->bounds.kept)
		result = err_set(err, _("“%s” holds more than %lld bytes, the most that is kept."),
				 job->listing, (long long)job->rule->bounds.kept);
	if (result == 0 && !leads_out(path))
		memory_add(&job->files, path, str_bytes(&text), text.len);
	str_release(&text);
	free(path);
	return result;
}

static int take_folder(struct job *job, int depth, const struct transfer_answer *answer,
		       struct err *err)
{
	struct signpost page;

	if (yield_page(&answer->body, answer->charset, answer->url, &page, err) < 0)
		return -1;
	if (page.is_listing)
		ask_all(job, &page, depth + 1);
	signpost_release(&page);
	return 0;
}

static void end(struct job *job)
{
	if (job->files.n_entries == 0) {
		err_set(&job->err, _("“%s” lists no posts, or none that could be fetched."),
			job->listing);
		job->state = JOB_FAILED;
		return;
	}
	tree_sort(&job->files);
	job->state = JOB_READY;
}

static void on_piece(void *context, struct transfer_answer *answer)
{
	struct piece *piece = context;
	struct job *job = piece->job;
	struct err err = answer->err;
	int result = *err.text ? -1 : 0;

	job->fetched.received += answer->received;
	if (result == 0)
		result = piece->depth > 0 ? take_folder(job, piece->depth, answer, &err)
					  : take_file(job, piece->url, answer, &err);
	if (result < 0)
		notes_add(&job->request.notes, NOTES_WARNING, "%s", err.text);
	free(piece->url);
	free(piece);
	if (--job->n_open == 0)
		end(job);
}

static void ask(struct job *job, const char *url, int depth)
{
	struct piece *piece = mem_alloc(1, sizeof(*piece));
	const struct transfer_request request = { .url = url, .done = on_piece, .context = piece };

	*piece = (struct piece){ .job = job, .url = mem_string(url), .depth = depth };
	job->n_open++;
	job->n_asked++;
	transfer_add(job->pool, &request);
}

static bool has_room(const struct job *job)
{
	size_t most = job->rule->bounds.files;

	if (job->n_asked == most)
		notes_add(&job->request.notes, NOTES_WARNING,
			  _("“%s” lists more than %zu files; the others are passed over."),
			  job->listing, most);
	return job->n_asked < most;
}

static void ask_all(struct job *job, const struct signpost *page, int depth)
{
	for (size_t i = 0; i < page->n_files && has_room(job); i++)
		ask(job, page->files[i].url, 0);
	for (size_t i = 0; i < page->n_folders && depth < HARVEST_DEPTH && has_room(job); i++)
		ask(job, page->folders[i].url, depth);
}

void harvest_start(struct job *job, const struct signpost *page)
{
	job->is_listing = true;
	job->listing = mem_string(job->fetched.url);
	memory_init(&job->files);
	ask_all(job, page, 1);
	if (job->n_open == 0)
		end(job);
}
