/* SPDX-License-Identifier: MIT */
#include "view/trust.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/url.h"

static const char *past(const char *text, const char *start)
{
	return str_starts(text, start) ? text + strlen(start) : text;
}

/* The host that a link's words are, "https://host/path" or "host.tld" alone; NULL where they are
 * words. The caller frees. */
static char *host_in_words(const char *words)
{
	const char *host = past(past(words, "http://"), "https://");
	size_t len = strcspn(host, "/ ?#"), dots = 0;
	const char *dot = NULL;

	if (host == words && (strpbrk(words, " @") || len != strlen(words)))
		return NULL;
	for (size_t i = 0; i < len; i++) {
		if (host[i] == '.') {
			dot = host + i;
			dots++;
		}
	}
	/* A file's name, a version and an abbreviation have dots, too: the ending must be letters.
	 */
	if (dots == 0 || dot == host || (size_t)(host + len - dot) < 3 ||
	    strcspn(dot + 1, "0123456789") < (size_t)(host + len - dot - 1))
		return NULL;
	return mem_copy(host, len);
}

/* The last two names of a host: what its owner registered, near enough. */
static const char *domain(const char *host)
{
	const char *at = host + strlen(host);

	for (int dots = 0; at > host; at--) {
		if (at[-1] == '.' && ++dots == 2)
			break;
	}
	return at;
}

static bool is_known_ending(const char *host)
{
	static const char *const endings[] = {
		".com", ".org", ".net", ".io",  ".eu", ".us", ".dev",
		".de",  ".fr",  ".uk",  ".app", ".to", ".au", ".jp"
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (str_ends(host, endings[i]))
			return true;
	}
	return false;
}

char *trust_warning(const struct post_link *link)
{
	char *said = host_in_words(link->text), *real = url_shown_host(link->url);
	bool has_scheme = strstr(link->text, "://") != NULL;
	struct str warning = { 0 };

	if (url_is_suspect(link->url))
		str_text(&warning, _("The letters of this host are mixed from several scripts."));
	else if (said && *real && (has_scheme || is_known_ending(said)) &&
		 !str_equal_folded(domain(said), domain(real)))
		str_format(&warning, _("Its words say %s."), said);
	free(real);
	free(said);
	return warning.len > 0 ? str_take(&warning) : NULL;
}
