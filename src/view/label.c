/* SPDX-License-Identifier: MIT */
#include "view/label.h"

#include <string.h>

#include "base/path.h"

void label_add(struct label *label, const char *title)
{
	strings_add(&label->titles, title ? title : "");
}

void label_clear(struct label *label)
{
	strings_release(&label->titles);
}

static bool is_shared(const struct label *label, const char *title)
{
	size_t n = 0;

	for (size_t i = 0; i < label->titles.n_items; i++)
		n += strcmp(label->titles.items[i], title) == 0;
	return n > 1;
}

const char *label_source(const struct label *label, const char *title, const char *address)
{
	const char *host;

	if (title && *title && (!address || !is_shared(label, title)))
		return title;
	if (!address)
		return "";
	host = strstr(address, "://");
	return host ? host + 3 : path_base(address);
}
