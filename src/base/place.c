/* SPDX-License-Identifier: MIT */
#include "base/place.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

/* The folder that this program stands in; the caller frees. NULL where the system does not say. */
static char *own_folder(void)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (len <= 0)
		return NULL;
	path[len] = '\0';
	return path_folder(path);
}

/* The source folder, where this is a build tree; the caller frees. */
static char *source_folder(const char *own)
{
	char *mark = path_join(own, "hallway.build");
	struct str text = { 0 };
	struct err err;
	int found = file_read(mark, PATH_MAX, &text, &err);

	free(mark);
	if (found < 0) {
		str_release(&text);
		return NULL;
	}
	while (text.len > 0 && text.bytes[text.len - 1] == '\n')
		text.bytes[--text.len] = '\0';
	return str_take(&text);
}

/* `path` below the installed tree's top, seen from bin/ or libexec/hallway/; NULL if not there. */
static char *beside(const char *own, const char *path)
{
	static const char *const ways[] = { "..", "../.." };

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		char *top = path_join(own, ways[i]), *whole = path_join(top, path);

		free(top);
		if (access(whole, F_OK) == 0)
			return whole;
		free(whole);
	}
	return NULL;
}

static char *find(const char *in_source, const char *in_build, const char *installed,
		  const char *configured)
{
	char *own = own_folder(), *source = own ? source_folder(own) : NULL, *path = NULL;

	if (source)
		path = in_build ? path_join(own, in_build) : path_join(source, in_source);
	else if (own)
		path = beside(own, installed);
	free(source);
	free(own);
	return path ? path : mem_string(configured);
}

char *place_data(const char *name)
{
	char *folder = find("data", NULL, "share/" PACKAGE, PKGDATADIR);
	char *path = path_join(folder, name);

	free(folder);
	return path;
}

char *place_fetch(void)
{
	return find(NULL, "hallway-fetch", "libexec/" PACKAGE "/hallway-fetch",
		    PKGLIBEXECDIR "/hallway-fetch");
}

char *place_locale(void)
{
	return find(NULL, "locale", "share/locale", LOCALEDIR);
}
