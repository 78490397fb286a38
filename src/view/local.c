/* SPDX-License-Identifier: MIT */
#include "view/local.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/path.h"

static bool is_file(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

char *local_file(const struct post *post)
{
	char *path;

	if (!post->source || *post->source != '/')
		return NULL;
	if (!post->path || is_file(post->source))
		return mem_string(post->source);
	path = path_join(post->source, post->path);
	if (is_file(path))
		return path;
	free(path);
	return NULL;
}
