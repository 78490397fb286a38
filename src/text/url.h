/* SPDX-License-Identifier: MIT */
/*
 * url: addresses (RFC 3986): taken apart, resolved against a base, made safe to show and to open.
 */
#ifndef TEXT_URL_H
#define TEXT_URL_H

#include <stdbool.h>
#include <stddef.h>

struct url_part {
	const char *at; /* into the text that was split; NULL where the part is absent */
	size_t len;
};

struct url {
	struct url_part scheme, user, host, port, path, query, fragment;
};

/* Takes any text apart; nothing is checked or decoded, and one letter is a scheme, too. The text
 * must outlive the parts. */
void url_split(const char *text, struct url *url);

/* Whether it has a scheme (letters, digits, +-., before a colon; one letter is no scheme). */
bool url_is_absolute(const char *text);

/*
 * RFC 3986 section 5.2: `reference` seen from `base` (absolute), with dot segments removed; blanks
 * at the ends, tabs and newlines dropped, blanks and non-ASCII inside percent-encoded (a host in
 * punycode), existing escapes kept. A NULL base gives the reference as it is. The caller frees.
 */
char *url_resolve(const char *base, const char *reference);

/* For comparing: scheme and host in lower case, default port, fragment and a last "index.html"
 * gone, one slash at the end gone, http as https, escapes of unreserved characters decoded. The
 * caller frees. */
char *url_canonical(const char *url);

/* The host as it is shown: Unicode where it is of one script, punycode (IDNA 2008) where scripts
 * are mixed or look alike; "" where there is none. The caller frees. */
char *url_shown_host(const char *url);

/* Whether the host had to be shown in punycode because its scripts are mixed or look alike. */
bool url_is_suspect(const char *url);

enum url_verdict {
	URL_OPEN,   /* http, https, mailto: opens at once */
	URL_ASK,    /* some other scheme, or a user's name before the host: ask first */
	URL_REFUSE, /* starts with '-', holds a control character, blank or quote that no URL holds,
		       too long (8,192 bytes), or is not absolute */
};

enum url_verdict url_verdict(const char *url);

/* All bytes but RFC 3986's unreserved ones and those in `keep` percent-encoded; the caller frees.
 */
char *url_encode(const char *text, const char *keep);

/* Percent escapes decoded (bad ones kept); may give bytes that are no UTF-8. The caller frees. */
char *url_decode(const char *text);

#endif
