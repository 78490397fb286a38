/* SPDX-License-Identifier: MIT */
#include "fetch/transfer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "fetch/client.h"
#include "fetch/failure.h"
#include "fetch/reply.h"
#include "format/unpack.h"
#include "text/url.h"

enum {
	LOW_SPEED = 64,       /* bytes a second that count as nothing */
	PROGRESS_PAUSE = 200, /* milliseconds between two calls of progress() */
	LONGEST_RETRY = 7 * 24 * 3600,
	START = 512, /* bytes by which an archive is known */
};

struct transfer {
	struct transfer_pool *pool;
	struct transfer *next;
	struct transfer_request request; /* its texts are copies */
	struct transfer_answer answer;
	struct reply reply; /* the response's head, as far as it came */
	char *host;         /* with its port */
	CURL *easy;         /* NULL while it waits for its turn */
	struct curl_slist *head;
	int64_t told; /* clock_ticks() of the last progress() */
	int64_t told_bytes;
	bool is_text; /* its start shows that it is no archive */
};

struct transfer_pool {
	const struct client *curl; /* NULL, and no multi, until the first request starts */
	CURLM *multi;
	struct bounds bounds;
	char *ca_file;
	struct transfer *waiting, **waiting_end; /* in the order added */
	struct transfer *running;
	int n_running;
};

struct transfer_pool *transfer_pool_new(const struct bounds *bounds, const char *ca_file)
{
	struct transfer_pool *pool = mem_alloc(1, sizeof(*pool));

	pool->bounds = *bounds;
	pool->ca_file = ca_file && *ca_file ? mem_string(ca_file) : NULL;
	pool->waiting_end = &pool->waiting;
	return pool;
}

static void free_transfer(struct transfer *transfer)
{
	struct transfer_answer *answer = &transfer->answer;
	char *const texts[] = {
		answer->url,
		answer->moved,
		answer->type,
		answer->charset,
		answer->etag,
		answer->modified,
		transfer->host,
		(char *)transfer->request.url,
		(char *)transfer->request.etag,
		(char *)transfer->request.modified,
	};

	if (transfer->easy) {
		const struct client *curl = transfer->pool->curl;

		curl->multi_remove_handle(transfer->pool->multi, transfer->easy);
		curl->easy_cleanup(transfer->easy);
		curl->slist_free_all(transfer->head);
	}
	spool_release(&answer->body);
	reply_release(&transfer->reply);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free(texts[i]);
	free(transfer);
}

static void free_transfers(struct transfer *transfer)
{
	while (transfer) {
		struct transfer *next = transfer->next;

		free_transfer(transfer);
		transfer = next;
	}
}

void transfer_pool_free(struct transfer_pool *pool)
{
	if (!pool)
		return;
	free_transfers(pool->running);
	free_transfers(pool->waiting);
	if (pool->curl) {
		pool->curl->multi_cleanup(pool->multi);
		pool->curl->global_cleanup();
	}
	free(pool->ca_file);
	free(pool);
}

static char *host_of(const char *address)
{
	struct str host = { 0 };
	struct url url;

	url_split(address, &url);
	str_add(&host, url.host.at, url.host.len);
	if (url.port.len > 0)
		str_format(&host, ":%.*s", (int)url.port.len, url.port.at);
	return str_take(&host);
}

void transfer_add(struct transfer_pool *pool, const struct transfer_request *request)
{
	struct transfer *transfer = mem_alloc(1, sizeof(*transfer));

	transfer->pool = pool;
	transfer->request = *request;
	transfer->request.url = mem_string(request->url);
	transfer->request.etag = mem_string(request->etag);
	transfer->request.modified = mem_string(request->modified);
	transfer->host = host_of(request->url);
	*pool->waiting_end = transfer;
	pool->waiting_end = &transfer->next;
}

static int64_t limit_of(const struct transfer *transfer)
{
	const struct bounds *bounds = &transfer->pool->bounds;

	return transfer->is_text ? bounds->page : bounds->archive;
}

static void look_at_start(struct transfer *transfer)
{
	char start[START];
	size_t n = spool_start(&transfer->answer.body, start, sizeof(start));

	transfer->is_text = !unpack_knows(start, n);
}

/* libcurl hands over what was decompressed; 7.88 has no bound of its own for that. */
static size_t take_bytes(char *bytes, size_t size, size_t n, void *context)
{
	struct transfer *transfer = context;
	struct transfer_answer *answer = &transfer->answer;
	bool is_start = answer->body.len < START;

	if (spool_add(&answer->body, bytes, size * n, &answer->err) < 0)
		return 0;
	if (is_start && answer->body.len >= START)
		look_at_start(transfer);
	if (answer->body.len > limit_of(transfer)) {
		failure_too_large(transfer->request.url, limit_of(transfer), &answer->err);
		return 0;
	}
	return size * n;
}

static size_t take_line(char *line, size_t size, size_t n, void *context)
{
	struct transfer *transfer = context;

	reply_line(&transfer->reply, line, size * n);
	return size * n;
}

static int take_progress(void *context, curl_off_t total, curl_off_t bytes, curl_off_t up_total,
			 curl_off_t up)
{
	struct transfer *transfer = context;
	int64_t now = clock_ticks();

	(void)up_total;
	(void)up;
	if (transfer->request.progress && bytes > transfer->told_bytes &&
	    now - transfer->told >= PROGRESS_PAUSE) {
		transfer->told = now;
		transfer->told_bytes = bytes;
		transfer->request.progress(transfer->request.context, bytes, total);
	}
	return 0;
}

static void add_head(struct transfer *transfer, const char *name, const char *value)
{
	struct str line = { 0 };

	if (!value || !*value)
		return;
	str_format(&line, "%s: %s", name, value);
	transfer->head = transfer->pool->curl->slist_append(transfer->head, line.bytes);
	str_release(&line);
}

static void set_schemes(const struct client *curl, CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl->easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
	curl->easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
	curl->easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_bounds(const struct client *curl, CURL *easy, const struct bounds *bounds)
{
	curl->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)bounds->connect);
	curl->easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED);
	curl->easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)bounds->stall);
	curl->easy_setopt(easy, CURLOPT_TIMEOUT, (long)bounds->total);
	curl->easy_setopt(easy, CURLOPT_MAXREDIRS, (long)bounds->redirects);
	curl->easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)bounds->archive);
}

static void set_up(struct transfer *transfer)
{
	const struct client *curl = transfer->pool->curl;
	CURL *easy = transfer->easy;

	add_head(transfer, "If-None-Match", transfer->request.etag);
	add_head(transfer, "If-Modified-Since", transfer->request.modified);
	set_schemes(curl, easy);
	set_bounds(curl, easy, &transfer->pool->bounds);
	curl->easy_setopt(easy, CURLOPT_URL, transfer->request.url);
	curl->easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->head);
	curl->easy_setopt(easy, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION);
	curl->easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl->easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl->easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
	curl->easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl->easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
	curl->easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl->easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl->easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, take_progress);
	curl->easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
	curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_bytes);
	curl->easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_line);
	curl->easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl->easy_setopt(easy, CURLOPT_PRIVATE, transfer);
	if (transfer->pool->ca_file)
		curl->easy_setopt(easy, CURLOPT_CAINFO, transfer->pool->ca_file);
}

static void open_client(struct transfer_pool *pool)
{
	pool->curl = client_open();
	if (pool->curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		pool->multi = pool->curl->multi_init();
	if (!pool->multi)
		err_die("transfer: libcurl cannot start");
}

static void start(struct transfer_pool *pool, struct transfer *transfer)
{
	if (!pool->curl)
		open_client(pool);
	transfer->easy = pool->curl->easy_init();
	if (!transfer->easy)
		err_die("transfer: out of memory");
	set_up(transfer);
	transfer->next = pool->running;
	pool->running = transfer;
	pool->n_running++;
	pool->curl->multi_add_handle(pool->multi, transfer->easy);
}

/* A server on this machine is the reader's own, and needs no sparing. */
static bool is_own(const char *host)
{
	return str_starts(host, "127.") || str_starts(host, "[::1]") ||
	       strcmp(host, "localhost") == 0 || str_starts(host, "localhost:");
}

static bool may_start(const struct transfer_pool *pool, const struct transfer *transfer)
{
	int n = 0;

	if (is_own(transfer->host))
		return true;
	for (const struct transfer *other = pool->running; other; other = other->next)
		n += strcasecmp(other->host, transfer->host) == 0;
	return n < pool->bounds.per_host;
}

static void start_waiting(struct transfer_pool *pool)
{
	struct transfer **place = &pool->waiting;

	while (*place && pool->n_running < pool->bounds.at_once) {
		struct transfer *transfer = *place;

		if (!may_start(pool, transfer)) {
			place = &transfer->next;
			continue;
		}
		*place = transfer->next;
		start(pool, transfer);
	}
	while (*place)
		place = &(*place)->next;
	pool->waiting_end = place;
}

static void fill_answer(struct transfer *transfer, CURLcode code)
{
	const struct client *curl = transfer->pool->curl;
	struct transfer_answer *answer = &transfer->answer;
	long status = 0;
	curl_off_t received = 0, retry = 0;
	char *url = NULL;

	curl->easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	curl->easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &url);
	curl->easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
	curl->easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &retry);
	answer->url = mem_string(url ? url : transfer->request.url);
	answer->received = received;
	answer->retry = retry < LONGEST_RETRY ? retry : LONGEST_RETRY;
	answer->status = code == CURLE_OK ? (int)status : 0;
	if (transfer->reply.is_moved)
		answer->moved = mem_string(answer->url);
	reply_answer(&transfer->reply, answer);
	/* libcurl has one code for a forbidden redirect and for a server that speaks no HTTP. */
	if (code == CURLE_UNSUPPORTED_PROTOCOL && !transfer->reply.is_redirected)
		code = CURLE_WEIRD_SERVER_REPLY;
	answer->is_offline = code == CURLE_COULDNT_RESOLVE_HOST ||
			     code == CURLE_COULDNT_RESOLVE_PROXY;
	if (code != CURLE_OK && !*answer->err.text)
		failure_of(code, transfer->request.url, &answer->err);
	else if (code == CURLE_OK)
		failure_of_status((int)status, answer->url, &answer->err);
}

static void finish(struct transfer_pool *pool, struct transfer *transfer, CURLcode code)
{
	struct transfer **place = &pool->running;

	while (*place != transfer)
		place = &(*place)->next;
	*place = transfer->next;
	pool->n_running--;
	fill_answer(transfer, code);
	transfer->request.done(transfer->request.context, &transfer->answer);
	free_transfer(transfer);
}

static void finish_done(struct transfer_pool *pool)
{
	const CURLMsg *message;
	int left;

	while ((message = pool->curl->multi_info_read(pool->multi, &left))) {
		CURLcode code = message->data.result;
		char *private = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		pool->curl->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private);
		finish(pool, (struct transfer *)(void *)private, code);
	}
}

bool transfer_turn(struct transfer_pool *pool, int patience)
{
	int n_active;

	start_waiting(pool);
	if (pool->n_running == 0)
		return false;
	pool->curl->multi_perform(pool->multi, &n_active);
	if (patience > 0 && n_active == pool->n_running)
		pool->curl->multi_poll(pool->multi, NULL, 0, patience, NULL);
	pool->curl->multi_perform(pool->multi, &n_active);
	finish_done(pool);
	return pool->running || pool->waiting;
}
