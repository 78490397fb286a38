/* SPDX-License-Identifier: MIT */
#include "document/wordless.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/url.h"

/* The file that an address leads to, or "". */
static char *file_name(const char *target)
{
	struct url url;
	const char *end, *start;
	char *part, *name;

	url_split(target, &url);
	if (!url.path.at || str_starts(target, "data:"))
		return mem_copy(NULL, 0);
	end = url.path.at + url.path.len;
	while (end > url.path.at && end[-1] == '/')
		end--;
	for (start = end; start > url.path.at && start[-1] != '/'; start--)
		;
	part = mem_copy(start, (size_t)(end - start));
	name = url_decode(part);
	free(part);
	return name;
}

char *wordless_name(enum element element, const struct traits *traits)
{
	const char *target = traits->target ? traits->target : "";
	char *host;

	if (traits->words)
		return mem_string(traits->words);
	if (element == ELEMENT_LINK)
		return mem_string(*target == '#' ? "" : target);
	host = element == ELEMENT_EMBED ? url_shown_host(target) : NULL;
	if (host && *host)
		return host;
	free(host);
	return file_name(target);
}

bool wordless_is_address(const char *words, size_t len, const char *target)
{
	size_t target_len = strlen(target);
	const char *tail = target + target_len - len;

	return len > 0 && len <= target_len && memcmp(tail, words, len) == 0 &&
	       (tail == target ||
		(tail[-1] == '/' && tail - target <= 8 && strstr(target, "://")) ||
		(tail - target == 7 && str_starts(target, "mailto:")));
}
