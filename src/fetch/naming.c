/* SPDX-License-Identifier: MIT */
#include "fetch/naming.h"

#include <stddef.h>

#include "base/path.h"
#include "base/str.h"

static bool is_among(const char *path, const char *const *extensions)
{
	const char *extension = path_extension(path);

	for (; *extensions; extensions++) {
		if (str_equal_folded(extension, *extensions))
			return true;
	}
	return false;
}

bool naming_is_text(const char *path)
{
	static const char *const extensions[] = { ".md",  ".markdown", ".mdown", ".mkd",
						  ".mdx", ".txt",      NULL };

	return is_among(path, extensions);
}

bool naming_is_post(const char *path)
{
	static const char *const extensions[] = { ".html", ".htm", NULL };

	return naming_is_text(path) || is_among(path, extensions);
}
