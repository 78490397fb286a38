/* SPDX-License-Identifier: MIT */
#include "base/around.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

/* What only a site's own folder holds. */
static const char *const marks[] = {
	".git",
	"_config.yml",
	"_config.yaml",
	".eleventy.js",
	"eleventy.config.js",
	"eleventy.config.cjs",
	"eleventy.config.mjs",
	"eleventy.config.ts",
	"hugo.toml",
	"hugo.yaml",
	"hugo.json",
	"config/_default",
	"zola.toml",
	"pelicanconf.py",
	"astro.config.mjs",
	"astro.config.ts",
	"astro.config.js",
	"docusaurus.config.js",
	"docusaurus.config.ts",
	"conf.py",
};

/* What a site made by hand may hold, and folders inside of other sites, too. */
static const char *const weak_marks[] = { "package.json", "manage.py", "CNAME" };

/* Names that others use too: they count beside the folder that their generators read. */
static const char *const shared_marks[] = { "config.toml", "config.yaml", "config.yml",
					    "config.json" };

static bool has(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	struct stat status;
	bool is_there = lstat(path, &status) == 0;

	free(path);
	return is_there;
}

static bool is_site(const char *folder)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (has(folder, marks[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(shared_marks) / sizeof(*shared_marks); i++) {
		if (has(folder, shared_marks[i]) && has(folder, "content"))
			return true;
	}
	return false;
}

/* Whether the folder is not to be listed as a whole, nor any above it. */
static bool is_bound(const char *folder)
{
	const char *home = getenv("HOME");
	size_t len = strlen(folder);
	struct stat status;

	if (len == 0)
		return true;
	if (home && str_starts(home, folder) && (home[len] == '/' || home[len] == '\0'))
		return true;
	return stat(folder, &status) < 0 || status.st_mode & S_IWOTH;
}

static bool has_weak_mark(const char *folder)
{
	for (size_t i = 0; i < sizeof(weak_marks) / sizeof(*weak_marks); i++) {
		if (has(folder, weak_marks[i]))
			return true;
	}
	return false;
}

/* The nearest folder above the file that `is` one. */
static char *nearest(const char *file, bool (*is)(const char *folder))
{
	char *folder = path_folder(file), *above;

	for (int step = 0; step < AROUND_STEPS && !is_bound(folder); step++) {
		if (is(folder))
			return folder;
		above = path_folder(folder);
		free(folder);
		folder = above;
	}
	free(folder);
	return NULL;
}

char *around_find_above(const char *folder)
{
	return is_bound(folder) || is_site(folder) ? NULL : around_find(folder);
}

char *around_find(const char *file)
{
	char *folder = nearest(file, is_site);

	return folder ? folder : nearest(file, has_weak_mark);
}
