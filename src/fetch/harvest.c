/* SPDX-License-Identifier: MIT */
#include "fetch/harvest.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/job.h"
#include "fetch/memory.h"
#include "fetch/pantry.h"
#include "fetch/signpost.h"
#include "fetch/yield.h"
#include "text/url.h"

struct harvest {
	struct job *job;
	char *listing;     /* its address: the files' paths begin behind it */
	struct tree files; /* as far as they came */
	int64_t kept;      /* bytes of them */
	struct pantry *pantry;
	struct piece **pieces; /* in the order in which they are asked for */
	size_t n_pieces, n_begun, n_open;
	bool is_put_off; /* the server wants to be left alone: no more is asked of it */
	int64_t retry;   /* for so many seconds; 0: it did not say */
};

/* One request of a harvest. */
struct piece {
	struct harvest *harvest;
	char *url;
	int depth; /* of a folder: 1 for those of the first listing; 0 for a file */
	const struct pantry_item *before; /* of a file, as it came last time; or NULL */
};

static void add_all(struct harvest *harvest, const struct signpost *page, int depth);

static void go_on(struct harvest *harvest);

static bool leads_out(const char *path)
{
	return *path == '/' || str_starts(path, "../") || strstr(path, "/../");
}

/* Adds a file, whose texts are those of the item, to what there is now and for the next time. */
static int add_file(struct harvest *harvest, const char *path, const struct pantry_item *item,
		    struct err *err)
{
	int64_t most = harvest->job->rule->bounds.kept;
	struct pantry_item kept = *item;

	if (harvest->kept + (int64_t)item->len > most)
		return err_set(err, _("“%s” holds more than %lld bytes, the most that is kept."),
			       harvest->listing, (long long)most);
	kept.bytes = memory_add(&harvest->files, path, item->bytes, item->len);
	if (!kept.bytes)
		return 0;
	harvest->kept += (int64_t)item->len;
	pantry_put(harvest->pantry, &kept);
	return 0;
}

static int keep(struct harvest *harvest, const struct pantry_item *item, struct err *err)
{
	char *path = url_decode(item->url + strlen(harvest->listing));
	int result = leads_out(path) ? 0 : add_file(harvest, path, item, err);

	free(path);
	return result;
}

static int take_file(struct piece *piece, const struct transfer_answer *answer, struct err *err)
{
	struct pantry_item item = { piece->url, answer->etag, answer->modified, NULL, 0 };
	struct str text = { 0 };
	int result;

	if (answer->status == STATUS_SAME)
		return piece->before ? keep(piece->harvest, piece->before, err)
				     : job_refuse_same(piece->url, err);
	result = yield_text(&answer->body, answer->charset, &text, err);
	item.bytes = str_bytes(&text);
	item.len = text.len;
	if (result == 0)
		result = keep(piece->harvest, &item, err);
	str_release(&text);
	return result;
}

static int take_folder(struct piece *piece, const struct transfer_answer *answer, struct err *err)
{
	struct signpost page;

	if (yield_page(&answer->body, answer->charset, answer->url, &page, err) < 0)
		return -1;
	if (page.is_listing)
		add_all(piece->harvest, &page, piece->depth + 1);
	signpost_release(&page);
	return 0;
}

static void keep_item(struct harvest *harvest, const struct pantry_item *item)
{
	struct err err;

	if (keep(harvest, item, &err) < 0)
		notes_add(&harvest->job->request.notes, NOTES_WARNING, "%s", err.text);
}

/* What cannot be had just now is as it was, in a folder all of it. */
static void keep_before(struct piece *piece)
{
	const struct pantry *pantry = piece->harvest->pantry;
	const struct pantry_item *item;

	if (piece->before)
		keep_item(piece->harvest, piece->before);
	for (size_t i = 0; piece->depth > 0 && (item = pantry_item(pantry, i)); i++) {
		if (str_starts(item->url, piece->url))
			keep_item(piece->harvest, item);
	}
}

static void take_failure(struct piece *piece, const struct transfer_answer *answer)
{
	struct job *job = piece->harvest->job;

	notes_add(&job->request.notes, NOTES_WARNING, "%s", answer->err.text);
	if (answer->status != STATUS_MISSING && answer->status != STATUS_GONE)
		keep_before(piece);
	if (answer->retry > piece->harvest->retry)
		piece->harvest->retry = answer->retry;
	if (answer->status == STATUS_LATER || answer->status == STATUS_BUSY)
		piece->harvest->is_put_off = true;
}

static void fail(struct harvest *harvest)
{
	struct job *job = harvest->job;

	err_set(&job->err, _("“%s” lists no posts, or none that could be fetched."),
		harvest->listing);
	job->fetched.retry = harvest->retry;
	job->state = JOB_FAILED;
}

static void succeed(struct harvest *harvest)
{
	struct job *job = harvest->job;

	pantry_save(harvest->pantry);
	tree_sort(&harvest->files);
	if (harvest->retry > job->fetched.fresh)
		job->fetched.fresh = harvest->retry;
	job->state = JOB_READY;
}

static void on_piece(void *context, struct transfer_answer *answer)
{
	struct piece *piece = context;
	struct harvest *harvest = piece->harvest;
	struct job *job = harvest->job;
	struct err err;

	job_receive(job, answer->received);
	if (*answer->err.text)
		take_failure(piece, answer);
	else if ((piece->depth > 0 ? take_folder : take_file)(piece, answer, &err) < 0)
		notes_add(&job->request.notes, NOTES_WARNING, "%s", err.text);
	harvest->n_open--;
	go_on(harvest);
}

static void begin(struct piece *piece)
{
	struct job *job = piece->harvest->job;
	bool is_conditional = piece->before && !job->request.is_forced;
	const struct transfer_request request = {
		.url = piece->url,
		.etag = is_conditional ? piece->before->etag : NULL,
		.modified = is_conditional ? piece->before->modified : NULL,
		.done = on_piece,
		.context = piece,
	};

	piece->harvest->n_open++;
	transfer_add(job->pool, &request);
}

/* Asks for as many at the same time as one host is asked for. */
static void go_on(struct harvest *harvest)
{
	size_t most = (size_t)harvest->job->rule->bounds.per_host;

	while (harvest->n_begun < harvest->n_pieces &&
	       (harvest->is_put_off || harvest->n_open < most)) {
		struct piece *piece = harvest->pieces[harvest->n_begun++];

		if (harvest->is_put_off)
			keep_before(piece);
		else
			begin(piece);
	}
	if (harvest->n_open == 0)
		(harvest->files.n_entries > 0 ? succeed : fail)(harvest);
}

static void add(struct harvest *harvest, const char *url, int depth)
{
	const struct pantry_item *before = depth == 0 ? pantry_find(harvest->pantry, url) : NULL;
	struct piece *piece = mem_alloc(1, sizeof(*piece));

	*piece = (struct piece){ harvest, mem_string(url), depth, before };
	harvest->pieces = mem_grow(harvest->pieces, harvest->n_pieces, sizeof(*harvest->pieces));
	harvest->pieces[harvest->n_pieces++] = piece;
}

static bool has_room(const struct harvest *harvest)
{
	size_t most = harvest->job->rule->bounds.files;

	if (harvest->n_pieces == most)
		notes_add(&harvest->job->request.notes, NOTES_WARNING,
			  _("“%s” lists more than %zu files; the others are passed over."),
			  harvest->listing, most);
	return harvest->n_pieces < most;
}

/* A folder may have been redirected to elsewhere. */
static void add_below(struct harvest *harvest, const struct signpost_link *links, size_t n,
		      int depth)
{
	for (size_t i = 0; i < n && has_room(harvest); i++) {
		if (str_starts(links[i].url, harvest->listing))
			add(harvest, links[i].url, depth);
	}
}

static void add_all(struct harvest *harvest, const struct signpost *page, int depth)
{
	add_below(harvest, page->files, page->n_files, 0);
	if (depth < HARVEST_DEPTH)
		add_below(harvest, page->folders, page->n_folders, depth);
}

void harvest_start(struct job *job, const struct signpost *page)
{
	struct harvest *harvest = mem_alloc(1, sizeof(*harvest));

	harvest->job = job;
	harvest->listing = mem_string(job->fetched.url);
	harvest->pantry = pantry_open(job->request.address);
	memory_init(&harvest->files);
	job->harvest = harvest;
	add_all(harvest, page, 1);
	go_on(harvest);
}

void harvest_take(struct harvest *harvest, struct tree *tree)
{
	*tree = harvest->files;
	harvest->files = (struct tree){ 0 };
}

void harvest_free(struct harvest *harvest)
{
	if (!harvest)
		return;
	for (size_t i = 0; i < harvest->n_pieces; i++) {
		free(harvest->pieces[i]->url);
		free(harvest->pieces[i]);
	}
	free(harvest->pieces);
	free(harvest->listing);
	tree_release(&harvest->files);
	pantry_close(harvest->pantry);
	free(harvest);
}
