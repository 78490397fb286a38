/* SPDX-License-Identifier: MIT */
#include "refresh/aside.h"

#include <stdlib.h>

#include "base/path.h"
#include "base/str.h"
#include "post/site.h"

static char *find_in(const struct refresh *refresh, const struct source *source,
		     struct fetched *fetched, const char *url)
{
	struct str root = { 0 };
	struct site_options options = { .source = source->address,
					.url = source->url,
					.permalink = source->permalink,
					.lang = refresh->lang,
					.below = fetched->below };
	struct site *site;
	char *path = NULL;
	ptrdiff_t entry;

	str_format(&root, "file://%s", fetched->root);
	options.root = root.bytes;
	site = site_new(&fetched->tree, &options, NULL);
	entry = site_find_page(site, url);
	if (entry >= 0)
		path = path_join(fetched->root, fetched->tree.entries[entry].path);
	site_free(site);
	str_release(&root);
	return path;
}

char *aside_find(const struct refresh *refresh, const struct source *source, const char *url)
{
	struct fetched fetched = { 0 };
	struct fetch_rule rule = { .bounds = &refresh->rule->bounds };
	char *path = NULL;
	struct err err;

	if (!fetch_is_local(source->address) ||
	    fetch_local(source->address, &rule, &fetched, &err) < 0)
		return NULL;
	if (fetched.kind == FETCHED_FILES && fetched.root)
		path = find_in(refresh, source, &fetched, url);
	fetch_release(&fetched);
	return path;
}
