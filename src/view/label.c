/* SPDX-License-Identifier: MIT */
#include "view/label.h"

#include <string.h>

#include "base/path.h"

const char *label_source(const char *title, const char *address)
{
	const char *host;

	if (title && *title)
		return title;
	if (!address)
		return "";
	host = strstr(address, "://");
	return host ? host + 3 : path_base(address);
}
