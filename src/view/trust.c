/* SPDX-License-Identifier: MIT */
#include "view/trust.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/url.h"

/* Whether a word is a host and not a file's name, a version or an abbreviation: it has a dot, and
 * letters behind the last one. */
static bool is_host(const char *host, size_t len)
{
	const char *dot = memrchr(host, '.', len), *end = host + len;

	return dot && dot > host && end - dot >= 3 &&
	       strcspn(dot + 1, "0123456789") >= (size_t)(end - dot - 1);
}

/* The host that the words of a link show, in an address anywhere or as the only word; NULL where
 * they show none. The caller frees. */
static char *host_in_words(const char *words, bool *has_scheme)
{
	const char *mark = strstr(words, "://"), *host = mark ? mark + 3 : words;
	size_t len = strcspn(host, "/ ?#:,;)\"'");

	*has_scheme = mark != NULL;
	if (!mark && (strpbrk(words, " @") || len != strlen(words)))
		return NULL;
	return is_host(host, len) ? mem_copy(host, len) : NULL;
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

/* Whether an address leads to the site of that host. */
static bool is_of(const struct kinds *kinds, const char *url, const char *host)
{
	struct str site = { 0 };
	bool is;

	str_format(&site, "https://%s/", host);
	is = kinds_same_site(kinds, url, site.bytes);
	str_release(&site);
	return is;
}

char *trust_warning(const struct kinds *kinds, const struct post_link *link)
{
	bool has_scheme;
	char *said = host_in_words(link->text, &has_scheme), *real = url_shown_host(link->url);
	struct str warning = { 0 };

	if (url_is_suspect(link->url))
		str_text(&warning, _("The letters of this host are mixed from several scripts."));
	else if (said && *real && (has_scheme || is_known_ending(said)) &&
		 !is_of(kinds, link->url, said))
		str_format(&warning, _("Its words say %s."), said);
	free(real);
	free(said);
	return warning.len > 0 ? str_take(&warning) : NULL;
}
