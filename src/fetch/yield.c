/* SPDX-License-Identifier: MIT */
#include "fetch/yield.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "fetch/article.h"
#include "fetch/bundle.h"
#include "fetch/git.h"
#include "fetch/harvest.h"
#include "fetch/job.h"
#include "fetch/memory.h"
#include "fetch/naming.h"
#include "format/xml.h"
#include "text/charset.h"
#include "text/url.h"

int yield_text(const struct spool *body, const char *charset, struct str *text, struct err *err)
{
	struct str bytes = { 0 };
	char *own;

	if (spool_read(body, &bytes, err) < 0) {
		str_release(&bytes);
		return -1;
	}
	own = charset ? NULL : xml_encoding(str_bytes(&bytes), bytes.len);
	str_text(text, "");
	charset_decode(str_bytes(&bytes), bytes.len, charset ? charset : own, text);
	free(own);
	str_release(&bytes);
	return 0;
}

int yield_page(const struct spool *body, const char *charset, const char *url,
	       struct signpost *page, struct err *err)
{
	struct str text = { 0 };
	int result = yield_text(body, charset, &text, err);

	if (result == 0)
		signpost_read(text.bytes, text.len, url, page);
	str_release(&text);
	return result;
}

/* The file name that the address gives the post; the caller frees. */
static char *name_of(const struct job *job)
{
	struct str name = { 0 };
	struct url url;
	char *path, *plain;

	url_split(job->fetched.url, &url);
	path = mem_copy(url.path.at, url.path.len);
	while (str_ends(path, "/"))
		path[strlen(path) - 1] = '\0';
	plain = url_decode(path_base(path));
	str_text(&name, *plain && !strchr(plain, '/') ? plain : "index");
	if (!naming_is_post(name.bytes))
		str_text(&name, job->kind == SNIFF_PAGE ? ".html" : ".md");
	free(plain);
	free(path);
	return str_take(&name);
}

static void keep_article(struct str *text)
{
	struct str article = { 0 };

	article_read(text->bytes, text->len, &article);
	str_release(text);
	*text = article;
}

static int yield_post(struct job *job, struct err *err)
{
	struct str text = { 0 };
	int result = yield_text(&job->body, job->charset, &text, err);

	job->fetched.form = "post";
	if (result == 0 && job->kind == SNIFF_PAGE)
		keep_article(&text);
	if (result == 0) {
		job->fetched.only = name_of(job);
		memory_init(&job->fetched.tree);
		memory_add(&job->fetched.tree, job->fetched.only, text.bytes, text.len);
	}
	str_release(&text);
	return result;
}

static int yield_archive(struct job *job, size_t strip, struct err *err)
{
	int fd = spool_file(&job->body, err);

	if (fd < 0)
		return -1;
	job->fetched.form = strip > 0 || git_knows(job->request.address) ? "repository" : "archive";
	job->fetched.below = mem_string(job->forge.folder);
	return bundle_read(fd, job->request.address, strip, &job->rule->bounds, &job->request.notes,
			   &job->fetched.tree, err);
}

static int yield_feed(struct job *job, struct err *err)
{
	job->fetched.kind = FETCHED_FEED;
	job->fetched.form = "feed";
	job->fetched.charset = mem_string(job->charset);
	return spool_read(&job->body, &job->fetched.feed, err);
}

static int yield_repository(struct job *job, struct err *err)
{
	const struct git_request request = {
		.address = job->request.address,
		.known = job->request.etag,
		.pool = job->pool,
		.total = job->rule->bounds.total,
	};
	int result = git_fetch(&request, &job->body, &job->fetched.etag, err);

	if (result < 0)
		return -1;
	job->fetched.received = job->body.len;
	if (str_equal(job->fetched.etag, job->request.etag)) {
		job->fetched.kind = FETCHED_SAME;
		return 0;
	}
	return yield_archive(job, 0, err);
}

int yield_fetched(struct job *job, struct err *err)
{
	if (job->fetched.kind == FETCHED_SAME)
		return 0;
	if (git_knows(job->request.address))
		return yield_repository(job, err);
	if (job->harvest) {
		job->fetched.form = "listing";
		harvest_take(job->harvest, &job->fetched.tree);
		return 0;
	}
	if (job->kind == SNIFF_ARCHIVE)
		return yield_archive(job, job->is_forge, err);
	return job->kind == SNIFF_FEED ? yield_feed(job, err) : yield_post(job, err);
}
