/* SPDX-License-Identifier: MIT */
/*
 * Any text as an address: what is resolved may be opened or asked for, canonical ones stay so, and
 * what is shown is safe.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fuzz.h"
#include "text/safe.h"
#include "text/url.h"

static void check_resolved(const char *base, const char *text)
{
	char *url = url_resolve(base, text), *again = url_resolve(base, url);
	struct url parts;

	url_split(url, &parts);
	assert(parts.scheme.len > 0);
	for (const char *at = url; *at; at++)
		assert((unsigned char)*at > ' ' && (unsigned char)*at < 0x7F &&
		       !strchr("\"<>`", *at));
	assert(strcmp(url, again) == 0);
	free(url);
	free(again);
}

static void check_canonical(const char *text)
{
	char *once = url_canonical(text), *twice = url_canonical(once);

	assert(strlen(once) < 4 * strlen(text) + 64);
	free(once);
	free(twice);
}

static void check_shown(const char *text)
{
	char *host = url_shown_host(text), *decoded = url_decode(text), *encoded;

	assert(safe_is(host, strlen(host)) && !strchr(host, '\n'));
	url_is_suspect(text);
	encoded = url_encode(decoded, "");
	free(decoded);
	decoded = url_decode(encoded);
	free(encoded);
	free(decoded);
	free(host);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *text = mem_copy((const char *)bytes, len);

	check_resolved("https://weaverconf.example/news/looms/?a#b", text);
	check_canonical(text);
	check_shown(text);
	if (url_verdict(text) != URL_REFUSE)
		assert(*text != '-' && safe_is(text, strlen(text)) && url_is_absolute(text));
	free(text);
	return 0;
}
