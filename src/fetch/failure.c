/* SPDX-License-Identifier: MIT */
#include "fetch/failure.h"

#include <stddef.h>

#include "base/intl.h"
#include "fetch/client.h"

struct sentence {
	int first, last; /* codes */
	const char *text;
};

static const struct sentence of_codes[] = {
	{ CURLE_UNSUPPORTED_PROTOCOL, CURLE_UNSUPPORTED_PROTOCOL,
	  N_("It leads to an address that is neither http nor https.") },
	{ CURLE_URL_MALFORMAT, CURLE_URL_MALFORMAT, N_("This is no address.") },
	{ CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_PROXY, N_("The proxy is not known.") },
	{ CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_HOST,
	  N_("Its host is not known, or there is no network.") },
	{ CURLE_COULDNT_CONNECT, CURLE_COULDNT_CONNECT, N_("Its server does not answer.") },
	{ CURLE_WEIRD_SERVER_REPLY, CURLE_WEIRD_SERVER_REPLY,
	  N_("Its server does not speak HTTP.") },
	{ CURLE_HTTP2, CURLE_HTTP2, N_("Its server broke off in the middle.") },
	{ CURLE_HTTP2_STREAM, CURLE_HTTP2_STREAM, N_("Its server broke off in the middle.") },
	{ CURLE_PARTIAL_FILE, CURLE_PARTIAL_FILE, N_("Its server broke off in the middle.") },
	{ CURLE_OPERATION_TIMEDOUT, CURLE_OPERATION_TIMEDOUT,
	  N_("It took too long and was given up.") },
	{ CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CONNECT_ERROR,
	  N_("No secure connection could be made.") },
	{ CURLE_LOGIN_DENIED, CURLE_LOGIN_DENIED,
	  N_("It leads to an address with a name or a password in it, which is refused.") },
	{ CURLE_TOO_MANY_REDIRECTS, CURLE_TOO_MANY_REDIRECTS,
	  N_("It is redirected too many times.") },
	{ CURLE_GOT_NOTHING, CURLE_GOT_NOTHING, N_("Its server answered nothing.") },
	{ CURLE_SEND_ERROR, CURLE_RECV_ERROR, N_("The connection broke off.") },
	{ CURLE_PEER_FAILED_VERIFICATION, CURLE_PEER_FAILED_VERIFICATION,
	  N_("The certificate of its server is not trusted.") },
	{ CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CACERT_BADFILE,
	  N_("There is no file of certificates to check servers with: neither the system has one, "
	     "nor "
	     "does the option “ca-file” name one.") },
	{ CURLE_BAD_CONTENT_ENCODING, CURLE_BAD_CONTENT_ENCODING,
	  N_("It came damaged and cannot be decompressed.") },
	{ CURLE_FILESIZE_EXCEEDED, CURLE_FILESIZE_EXCEEDED,
	  N_("It is larger than the most that is fetched.") },
};

static const struct sentence of_statuses[] = {
	{ 401, 401,
	  N_("Its server asks for a name and a password, which belong into ~/.netrc (status "
	     "401).") },
	{ 403, 403, N_("Its server does not let us have it (status 403).") },
	{ 404, 404, N_("There is nothing at this address (status 404).") },
	{ 410, 410, N_("It is gone for good (status 410).") },
	{ 429, 429, N_("Its server asks us to come back later (status 429).") },
	{ 503, 503, N_("Its server is too busy for now (status 503).") },
};

static const char *find(const struct sentence *sentences, size_t n, int code)
{
	for (size_t i = 0; i < n; i++) {
		if (code >= sentences[i].first && code <= sentences[i].last)
			return sentences[i].text;
	}
	return NULL;
}

static void set(struct err *err, const char *url, const char *sentence)
{
	err_set(err, "%s", sentence);
	err_wrap(err, _("“%s”"), url);
}

void failure_of(int code, const char *url, struct err *err)
{
	const char *text = find(of_codes, sizeof(of_codes) / sizeof(*of_codes), code);

	if (text)
		set(err, url, _(text));
	else
		err_set(err, _("“%s” cannot be fetched (%s)."), url,
			client_open()->easy_strerror((CURLcode)code));
}

void failure_of_status(int status, const char *url, struct err *err)
{
	const char *text = find(of_statuses, sizeof(of_statuses) / sizeof(*of_statuses), status);

	if ((status >= 200 && status < 300) || status == 304)
		return;
	if (text)
		set(err, url, _(text));
	else if (status >= 500)
		err_set(err, _("The server of “%s” has a fault of its own (status %d)."), url,
			status);
	else
		err_set(err, _("The server answered “%s” with status %d."), url, status);
}

void failure_too_large(const char *url, int64_t limit, struct err *err)
{
	err_set(err, _("“%s” is larger than %lld bytes, the most that is fetched."), url,
		(long long)limit);
}
