/* SPDX-License-Identifier: MIT */
#include "refresh/aside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "refresh/intake.h"
#include "settings/discover.h"
#include "site/site.h"
#include "text/url.h"

enum {
	LEAST_BYTES = 256 * 1024, /* of pages that are kept, however few the posts are */
	MOST_PAGES = 2000,
	MOST_ROUNDS = 8, /* links between a post and a page */
};

/* Whether pages go with the posts: later only a folder is still at hand. */
static bool is_kept(const struct run *run)
{
	return run->site && !run->fetched.root && !run->fetched.only;
}

static bool same_host(const char *a, const char *b)
{
	struct url one, other;

	url_split(a, &one);
	url_split(b, &other);
	return one.scheme.at && other.scheme.at && one.host.len == other.host.len &&
	       strncasecmp(one.host.at ? one.host.at : "", other.host.at ? other.host.at : "",
			   one.host.len) == 0;
}

static bool may_be_page(const char *url)
{
	char *plain = mem_copy(url, strcspn(url, "#?"));
	bool is = !*path_extension(plain) || str_ends(plain, "/") || str_ends(plain, ".htm") ||
		  str_ends(plain, ".html") || discover_is_text(plain);

	free(plain);
	return is;
}

static void want(struct run *run, const char *url)
{
	char *plain = mem_copy(url, strcspn(url, "#?"));

	if (!map_find(&run->asked, plain)) {
		map_put(&run->asked, plain, run);
		strings_add(&run->wanted, plain);
	}
	free(plain);
}

void aside_want(struct run *run, const struct post *post, const struct links *links)
{
	const char *site = post->site ? post->site : post->base;

	for (size_t i = 0; site && is_kept(run) && i < links->n_items; i++) {
		const struct post_link *link = &links->items[i];

		bool is_own = link->is_resolved ? same_host(link->url, site)
						: *link->url == '/' && !post->site;

		if (is_own && strcmp(link->kind, "image") != 0 && may_be_page(link->url))
			want(run, link->url);
	}
}

/* Pages on their way into the index. */
struct keeping {
	struct run *run;
	char *annex;
	int64_t left; /* bytes that they may still take */
	size_t n_pages;
	char id[POST_ID_ROOM]; /* of the last one */
	int result;
	struct err *err;
};

/* Posts have their own place. */
static bool is_post(const struct keeping *keeping, const struct post *post)
{
	char id[POST_ID_ROOM];

	return index_find(keeping->run->refresh->index, keeping->run->source->address, post->id,
			  id);
}

static void want_more(struct run *run, const struct post *page)
{
	struct document *document = links_document(page, NULL, 0);
	struct links links;

	links_read(page, document, run_kinds(run), &links);
	aside_want(run, page, &links);
	links_release(&links);
	document_free(document);
}

/* On a site that does not say its address, links have its paths: the page is found by that. */
static void place(struct run *run, size_t entry, struct post *page)
{
	char *path = page->url ? NULL : site_place(run->site, entry);

	if (path) {
		free(page->slug);
		page->slug = url_canonical(path);
	}
	free(path);
}

static int put_page(struct keeping *keeping, size_t entry, bool is_known)
{
	struct run *run = keeping->run;
	const struct tree_entry *file = tree_measured(&run->fetched.tree, entry);
	struct post page = { 0 };
	struct err why;
	int result = 0;

	if (site_read(run->site, entry, NULL, &page, &why) != SITE_POST)
		return 0;
	snprintf(keeping->id, sizeof(keeping->id), "%s", page.id);
	if (is_known || !is_post(keeping, &page)) {
		place(run, entry, &page);
		result = index_put(run->refresh->index, keeping->annex, file->path, file->size,
				   file->mtime, &page, keeping->err);
		want_more(run, &page);
		run->transaction->n_put++;
	}
	post_release(&page);
	return result;
}

static void keep_found(void *context, size_t entry)
{
	struct keeping *keeping = context;
	const struct tree_entry *file = tree_measured(&keeping->run->fetched.tree, entry);

	if (keeping->result < 0 || keeping->n_pages >= MOST_PAGES || file->size > keeping->left ||
	    index_has(keeping->run->refresh->index, keeping->annex, file->path))
		return;
	keeping->left -= file->size;
	keeping->n_pages++;
	keeping->result = put_page(keeping, entry, false);
}

/* What came before stays, as its file is now. */
static int keep_known(struct keeping *keeping)
{
	struct run *run = keeping->run;

	for (size_t i = 0; i < run->fetched.tree.n_entries; i++) {
		const struct tree_entry *file = &run->fetched.tree.entries[i];

		if (!index_has(run->refresh->index, keeping->annex, file->path))
			continue;
		tree_measured(&run->fetched.tree, i);
		keeping->left -= file->size;
		keeping->n_pages++;
		if ((run->is_fresh || !index_keep(run->refresh->index, keeping->annex, file->path,
						  file->size, file->mtime)) &&
		    put_page(keeping, i, true) < 0)
			return -1;
	}
	return 0;
}

/* The addresses that were wanted since last time and lead to nothing that is in the index. */
static void take_wanted(struct run *run, struct strings *missing)
{
	struct strings wanted = run->wanted;
	char id[POST_ID_ROOM];

	run->wanted = (struct strings){ 0 };
	*missing = (struct strings){ 0 };
	for (size_t i = 0; i < wanted.n_items; i++) {
		if (!index_find(run->refresh->index, run->source->address, wanted.items[i], id))
			strings_add(missing, wanted.items[i]);
	}
	strings_release(&wanted);
}

static int keep_wanted(struct keeping *keeping)
{
	for (int round = 0; round < MOST_ROUNDS && keeping->run->wanted.n_items > 0; round++) {
		struct strings missing;

		take_wanted(keeping->run, &missing);
		site_find_pages(keeping->run->site, &missing, keep_found, keeping);
		strings_release(&missing);
	}
	return keeping->result;
}

static int64_t bytes_of_posts(struct run *run)
{
	int64_t bytes = 0;

	for (size_t i = 0; i < site_n_candidates(run->site); i++)
		bytes += tree_measured(&run->fetched.tree, site_candidate(run->site, i))->size;
	return bytes;
}

static bool is_known(const struct run *run, const char *annex)
{
	struct index_source source = { 0 };
	bool is = index_source(run->refresh->index, annex, &source);

	index_source_release(&source);
	return is;
}

static int keep(struct keeping *keeping)
{
	struct run *run = keeping->run;
	size_t n_removed;

	keeping->left = bytes_of_posts(run) / 4;
	if (keeping->left < LEAST_BYTES)
		keeping->left = LEAST_BYTES;
	if (transaction_begin(run->transaction, keeping->err) < 0 ||
	    index_pass(run->refresh->index, keeping->annex, keeping->err) < 0 ||
	    keep_known(keeping) < 0 || keep_wanted(keeping) < 0)
		return -1;
	return index_sweep(run->refresh->index, keeping->annex, &n_removed, keeping->err);
}

int aside_keep(struct run *run, struct err *err)
{
	char *annex = index_annex(run->source->address);
	struct keeping keeping = { .run = run, .annex = annex, .err = err };
	int result = 0;

	if (run->site && (run->wanted.n_items > 0 || is_known(run, annex)))
		result = keep(&keeping);
	free(annex);
	return result;
}

static void take_entry(void *context, size_t entry)
{
	*(ptrdiff_t *)context = (ptrdiff_t)entry;
}

/* Puts the page, where the site has it; the others stay. */
static int put_one(struct run *run, const char *url, struct err *err)
{
	struct strings urls = { 0 };
	struct keeping keeping = { .run = run, .err = err };
	ptrdiff_t entry = -1;
	int result = 0;

	strings_add(&urls, url);
	site_find_pages(run->site, &urls, take_entry, &entry);
	strings_release(&urls);
	if (entry < 0)
		return 0;
	keeping.annex = index_annex(run->source->address);
	if (transaction_begin(run->transaction, err) < 0 ||
	    index_pass(run->refresh->index, keeping.annex, err) < 0 ||
	    put_page(&keeping, (size_t)entry, false) < 0 ||
	    transaction_commit(run->transaction, err) < 0)
		result = -1;
	else if (*keeping.id)
		run_tell(run, EVENT_DONE, keeping.id);
	free(keeping.annex);
	return result;
}

static int local_page(const struct refresh *refresh, const struct source *source, const char *url)
{
	struct transaction transaction = { .index = refresh->index };
	struct run *run = run_new(refresh, source, &transaction);
	const struct fetch_rule rule = { &refresh->rule->bounds, &run->notes };
	struct err err = { "" };
	int result = fetch_local(source->address, &rule, &run->fetched, &err);

	if (result == 0)
		result = intake_read(run, &err);
	if (result == 0 && run->site)
		result = put_one(run, url, &err);
	if (result < 0)
		run_tell(run, EVENT_FAIL, err.text);
	transaction_abort(&transaction);
	run_free(run);
	return result;
}

/* Texts can be read as they come; pages of the web are for the browser. */
static int remote_page(const struct refresh *refresh, const struct source *source, const char *url)
{
	struct source page = { .address = mem_copy(url, strcspn(url, "#?")) };
	const struct source *only = &page;
	int result = 0;

	if (same_host(source->address, page.address) && discover_is_text(page.address))
		result = refresh_sources(refresh, &only, 1);
	free(page.address);
	return result;
}

int aside_page(const struct refresh *refresh, const struct source *source, const char *url)
{
	return fetch_is_local(source->address) ? local_page(refresh, source, url)
					       : remote_page(refresh, source, url);
}
