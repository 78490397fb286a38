/* SPDX-License-Identifier: MIT */
#include "base/path.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"

char *path_join(const char *folder, const char *name)
{
	struct str path = { 0 };

	str_text(&path, folder);
	if (path.len > 0 && path.bytes[path.len - 1] != '/')
		str_byte(&path, '/');
	str_text(&path, name);
	return str_take(&path);
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *path_extension(const char *path)
{
	const char *base = path_base(path), *dot = strrchr(base, '.');

	return dot && dot != base ? dot : base + strlen(base);
}

char *path_stem(const char *path)
{
	const char *base = path_base(path);

	return mem_copy(base, (size_t)(path_extension(path) - base));
}

char *path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return mem_copy(path, slash ? (size_t)(slash - path) : 0);
}

const char *path_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	if (len == 0)
		return path;
	return strncmp(path, folder, len) == 0 && path[len] == '/' ? path + len + 1 : NULL;
}

bool path_has_folder(const char *path, const char *name)
{
	size_t len = strlen(name);

	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		if ((size_t)(slash - path) == len && strncasecmp(path, name, len) == 0)
			return true;
	}
	return false;
}

char *path_address(const char *path)
{
	struct str address = { 0 };

	str_text(&address, "file://");
	for (; *path; path++) {
		if (strchr("%#?", *path))
			str_format(&address, "%%%02X", (unsigned)*path);
		else
			str_byte(&address, *path);
	}
	return str_take(&address);
}
