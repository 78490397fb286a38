/* SPDX-License-Identifier: MIT */
#include "fetch/job.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/git.h"
#include "fetch/harvest.h"
#include "fetch/signpost.h"
#include "fetch/yield.h"
#include "text/url.h"

/* Where sites have their feeds that do not say where. */
static const char *const usual_places[] = { "feed.xml", "atom.xml", "index.xml", "rss.xml",
					    "feed/" };

static void start(struct job *job);

static void on_answer(void *context, struct transfer_answer *answer);

static void on_progress(void *context, int64_t bytes, int64_t total)
{
	struct job *job = context;

	if (job->request.progress)
		job->request.progress(job->request.context, job->fetched.received + bytes, total);
}

void job_receive(struct job *job, int64_t bytes)
{
	job->fetched.received += bytes;
	if (bytes > 0)
		on_progress(job, 0, 0);
}

static void ask(struct job *job, const char *url, bool is_conditional)
{
	struct transfer_request request = {
		.url = url,
		.etag = is_conditional ? job->request.etag : NULL,
		.modified = is_conditional ? job->request.modified : NULL,
		.done = on_answer,
		.progress = on_progress,
		.context = job,
	};

	if (url != job->asked) {
		free(job->asked);
		job->asked = mem_string(url);
	}
	job->is_conditional = request.etag || request.modified;
	transfer_add(job->pool, &request);
}

static void fail(struct job *job, const struct err *err)
{
	job->err = *err;
	job->state = JOB_FAILED;
}

static bool is_address(const char *address)
{
	return str_starts(address, "http://") || str_starts(address, "https://");
}

static bool has_password(const char *address)
{
	const char *host = strstr(address, "://");
	size_t len = host ? strcspn(host + 3, "/?#") : 0;

	return host && memchr(host + 3, '@', len);
}

/* What was found by an earlier fetch is not there any more: begins with the address again, and
 * without the validators, which were not its own. */
static void forget(struct job *job)
{
	const char **const known[] = { &job->request.moved, &job->request.etag,
				       &job->request.modified };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		free((char *)*known[i]);
		*known[i] = NULL;
	}
	start(job);
}

static void try_next_archive(struct job *job)
{
	if (job->next_archive < job->forge.archives.n_items) {
		ask(job, job->forge.archives.items[job->next_archive++], false);
		return;
	}
	/* No repository after all: perhaps a page of the forge. */
	job->is_forge = false;
	ask(job, job->request.address, false);
}

/* The page itself where it is an article, after no feed was found. */
static void settle_for_page(struct job *job)
{
	struct err err;

	if (job->page.len > 0) {
		job->body = job->page;
		job->page = (struct spool){ 0 };
		job->charset = job->page_charset;
		job->page_charset = NULL;
		free(job->fetched.url);
		job->fetched.url = mem_string(job->page_url);
		job->kind = SNIFF_PAGE;
		job->state = JOB_READY;
		return;
	}
	err_set(&err, _("“%s” is a page that names no feed, and none was found beside it."),
		job->page_url);
	fail(job, &err);
}

static void try_next_feed(struct job *job)
{
	job->is_feed_wanted = job->next_feed < job->feeds.n_items;
	if (job->is_feed_wanted)
		ask(job, job->feeds.items[job->next_feed++], false);
	else
		settle_for_page(job);
}

static void go_on_without(struct job *job, const struct transfer_answer *answer)
{
	int status = answer->status;
	bool is_missing = status == STATUS_MISSING || status == STATUS_GONE;
	bool is_put_off = status == STATUS_LATER || status == STATUS_BUSY;
	bool is_refused = status >= 400 && status < 500 && !is_put_off;

	if (job->is_remembered && is_missing) {
		forget(job);
	} else if (job->is_forge && is_refused) {
		try_next_archive(job);
	} else if (job->is_feed_wanted && !is_put_off) {
		try_next_feed(job);
	} else {
		job->fetched.retry = answer->retry;
		job->fetched.is_offline = answer->is_offline;
		fail(job, &answer->err);
	}
}

static void take_text(char **to, char **from)
{
	free(*to);
	*to = *from;
	*from = NULL;
}

/* Where to ask next time, if that is not the address itself. */
static void remember(struct job *job, const struct transfer_answer *answer)
{
	const char *where = answer->moved ? answer->moved : job->asked;

	free(job->fetched.moved);
	job->fetched.moved = strcmp(where, job->request.address) != 0 ? mem_string(where) : NULL;
}

static void take_head(struct job *job, struct transfer_answer *answer)
{
	remember(job, answer);
	take_text(&job->fetched.url, &answer->url);
	take_text(&job->fetched.etag, &answer->etag);
	take_text(&job->fetched.modified, &answer->modified);
	job->fetched.fresh = answer->fresh;
}

static void take_body(struct job *job, struct transfer_answer *answer, enum sniff_kind kind)
{
	take_head(job, answer);
	take_text(&job->charset, &answer->charset);
	job->kind = kind;
	job->body = answer->body;
	answer->body = (struct spool){ 0 };
	job->state = JOB_READY;
}

int job_refuse_same(const char *url, struct err *err)
{
	return err_set(err,
		       _("“%s”: its server says that nothing changed, but was not asked for "
			 "changes."),
		       url);
}

static void take_same(struct job *job, struct transfer_answer *answer)
{
	struct err err;

	if (!job->is_conditional) {
		job_refuse_same(job->asked, &err);
		fail(job, &err);
		return;
	}
	take_head(job, answer);
	job->fetched.kind = FETCHED_SAME;
	job->state = JOB_READY;
}

static void add_feed(struct job *job, const char *url)
{
	if (!strings_have(&job->feeds, url))
		strings_add(&job->feeds, url);
}

static void guess_feeds(struct job *job, const char *base)
{
	for (size_t i = 0; i < sizeof(usual_places) / sizeof(*usual_places); i++) {
		char *beside = url_resolve(base, usual_places[i]);

		add_feed(job, beside);
		free(beside);
	}
}

/* Which of several feeds is read, and which there are. */
static void tell_feeds(struct job *job, const struct signpost *page)
{
	const struct remote_request *request = &job->request;

	if (page->n_feeds < 2)
		return;
	notes_add(&request->notes, NOTES_WARNING,
		  ngettext("“%s” names %zu feed; “%s” is read.",
			   "“%s” names %zu feeds; “%s” is read.", page->n_feeds),
		  job->page_url, page->n_feeds, page->feeds[0].url);
	for (size_t i = 0; request->choice && i < page->n_feeds; i++)
		request->choice(request->context, page->feeds[i].url, page->feeds[i].title);
}

static void look_for_feeds(struct job *job, const struct signpost *page)
{
	char *root = url_resolve(job->page_url, "/");

	tell_feeds(job, page);
	for (size_t i = 0; i < page->n_feeds; i++)
		add_feed(job, page->feeds[i].url);
	guess_feeds(job, job->page_url);
	guess_feeds(job, root);
	free(root);
	try_next_feed(job);
}

static void take_page(struct job *job, struct transfer_answer *answer)
{
	struct signpost page;

	if (yield_page(&answer->body, answer->charset, answer->url, &page, &job->err) < 0) {
		job->state = JOB_FAILED;
		return;
	}
	if (page.is_listing && page.n_feeds == 0) {
		take_head(job, answer);
		harvest_start(job, &page);
	} else if (page.is_article) {
		take_body(job, answer, SNIFF_PAGE);
	} else {
		job->page_url = mem_string(answer->url);
		take_text(&job->page_charset, &answer->charset);
		if (page.n_articles == 1) {
			job->page = answer->body;
			answer->body = (struct spool){ 0 };
		}
		look_for_feeds(job, &page);
	}
	signpost_release(&page);
}

static enum sniff_kind kind_of(const struct transfer_answer *answer)
{
	char start[SNIFF_ROOM];
	size_t n = spool_start(&answer->body, start, sizeof(start));

	return sniff(start, n, answer->type, answer->url);
}

static void refuse(struct job *job, const struct transfer_answer *answer)
{
	struct err err;

	if (answer->body.len == 0)
		err_set(&err, _("“%s” is empty."), answer->url);
	else
		err_set(&err, _("“%s” is neither a post, a feed, a page nor an archive, but %s."),
			answer->url, answer->type ? answer->type : "?");
	fail(job, &err);
}

static void take_answer(struct job *job, struct transfer_answer *answer)
{
	enum sniff_kind kind = answer->body.len > 0 ? kind_of(answer) : SNIFF_OTHER;

	if (job->is_forge && !job->forge.file && kind != SNIFF_ARCHIVE)
		try_next_archive(job);
	else if (job->is_feed_wanted && kind != SNIFF_FEED)
		try_next_feed(job);
	else if (job->is_remembered && kind == SNIFF_PAGE)
		forget(job);
	else if (kind == SNIFF_OTHER)
		refuse(job, answer);
	else if (kind == SNIFF_PAGE)
		take_page(job, answer);
	else
		take_body(job, answer, kind);
}

static void on_answer(void *context, struct transfer_answer *answer)
{
	struct job *job = context;

	job->fetched.received += answer->received;
	if (answer->status == STATUS_SAME)
		take_same(job, answer);
	else if (*answer->err.text)
		go_on_without(job, answer);
	else
		take_answer(job, answer);
}

static void start(struct job *job)
{
	const char *address = job->request.address, *moved = job->request.moved;

	forge_match_release(&job->forge);
	job->next_archive = 0;
	job->is_forge = forge_find(job->rule->forges, address, &job->forge);
	job->is_remembered = moved != NULL;
	if (moved)
		ask(job, moved, true);
	else if (job->forge.file)
		ask(job, job->forge.file, true);
	else if (job->is_forge)
		try_next_archive(job);
	else
		ask(job, address, true);
}

static void check_and_start(struct job *job)
{
	const char *address = job->request.address;

	if (git_knows(address)) {
		job->state = JOB_LAST;
	} else if (!is_address(address)) {
		job->state = JOB_FAILED;
		err_set(&job->err, _("“%s” is no address that can be fetched."), address);
	} else if (has_password(address)) {
		job->state = JOB_FAILED;
		err_set(&job->err,
			_("“%s” holds a name or a password; those belong into ~/.netrc."), address);
	} else {
		start(job);
	}
}

struct job *job_new(const struct remote_rule *rule, struct transfer_pool *pool,
		    const struct remote_request *request)
{
	struct job *job = mem_alloc(1, sizeof(*job));

	job->rule = rule;
	job->pool = pool;
	job->request = *request;
	job->request.address = mem_string(request->address);
	job->request.moved = request->is_forced ? NULL : mem_string(request->moved);
	job->request.etag = mem_string(request->etag);
	job->request.modified = mem_string(request->modified);
	check_and_start(job);
	return job;
}

void job_free(struct job *job)
{
	char *const texts[] = {
		(char *)job->request.address,
		(char *)job->request.moved,
		(char *)job->request.etag,
		(char *)job->request.modified,
		job->asked,
		job->page_url,
		job->page_charset,
		job->charset,
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free(texts[i]);
	forge_match_release(&job->forge);
	strings_release(&job->feeds);
	spool_release(&job->body);
	spool_release(&job->page);
	harvest_free(job->harvest);
	fetch_release(&job->fetched);
	free(job);
}
