/* SPDX-License-Identifier: MIT */
#include "fetch/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/around.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "fetch/bundle.h"
#include "fetch/folder.h"
#include "fetch/sniff.h"
#include "text/url.h"

static bool has_below(const struct tree *tree, const char *folder)
{
	for (size_t i = 0; i < tree->n_entries; i++) {
		if (path_below(tree->entries[i].path, folder))
			return true;
	}
	return false;
}

/* Where a repository's remotes are may say what its site is called. */
static int list(const char *root, const struct notes *notes, struct tree *tree, struct err *err)
{
	if (folder_list(root, notes, tree, err) < 0)
		return -1;
	if (tree->n_entries > 0 && folder_add(tree, ".git/config"))
		tree_sort(tree);
	return 0;
}

/* The checkout around a folder, for its settings. False, and nothing done, where there is none. */
static bool fetch_around(const char *path, const struct notes *notes, struct fetched *fetched)
{
	char *real = realpath(path, NULL), *root = real ? around_find_above(real) : NULL;
	bool is_there = false;
	struct err err;

	if (root && list(root, notes, &fetched->tree, &err) == 0) {
		is_there = has_below(&fetched->tree, real + strlen(root) + 1);
		if (!is_there)
			tree_release(&fetched->tree);
	}
	if (is_there) {
		fetched->root = mem_string(root);
		fetched->below = mem_string(real + strlen(root) + 1);
	}
	free(root);
	free(real);
	return is_there;
}

static int fetch_folder(const char *path, const struct notes *notes, struct fetched *fetched,
			struct err *err)
{
	if (fetch_around(path, notes, fetched))
		return 0;
	if (list(path, notes, &fetched->tree, err) < 0)
		return -1;
	if (fetched->tree.n_entries == 0) {
		tree_release(&fetched->tree);
		return err_set(err, _("The folder “%s” is empty."), path);
	}
	fetched->root = mem_string(path);
	return 0;
}

static int fetch_file(const char *path, const struct notes *notes, struct fetched *fetched,
		      struct err *err)
{
	char *real = realpath(path, NULL), *root;
	int result;

	if (!real)
		return err_set(err, _("“%s” cannot be read: %s."), path, strerror(errno));
	root = around_find(real);
	if (root) {
		result = list(root, notes, &fetched->tree, err);
	} else {
		root = path_folder(real);
		result = folder_open(*root ? root : "/", &fetched->tree, err);
	}
	if (result == 0) {
		const char *only = real + strlen(root) + 1;

		fetched->root = mem_string(root);
		fetched->only = mem_string(only);
		if (tree_find(&fetched->tree, only) < 0 && folder_add(&fetched->tree, only))
			tree_sort(&fetched->tree);
	}
	free(root);
	free(real);
	return result;
}

static enum sniff_kind kind_of(int fd, const char *path)
{
	char start[SNIFF_ROOM];
	ssize_t n = pread(fd, start, sizeof(start), 0);

	return n > 0 ? sniff(start, (size_t)n, NULL, path) : SNIFF_OTHER;
}

static int fetch_feed(int fd, const char *path, const struct fetch_rule *rule,
		      struct fetched *fetched, struct err *err)
{
	fetched->kind = FETCHED_FEED;
	fetched->form = "feed";
	return file_read_fd(fd, path, (size_t)rule->bounds->page, &fetched->feed, err);
}

static int fetch_archive(int fd, const char *path, const struct fetch_rule *rule,
			 struct fetched *fetched, struct err *err)
{
	fetched->form = "archive";
	return bundle_read(fd, path, 0, rule->bounds, rule->notes, &fetched->tree, err);
}

/* An archive or a feed holds several posts, any other file is one. */
static int fetch_regular(const char *path, const struct fetch_rule *rule, struct fetched *fetched,
			 struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), result;
	enum sniff_kind kind = fd < 0 ? SNIFF_OTHER : kind_of(fd, path);

	fetched->form = "post";
	if (kind == SNIFF_ARCHIVE)
		result = fetch_archive(fd, path, rule, fetched, err);
	else if (kind == SNIFF_FEED)
		result = fetch_feed(fd, path, rule, fetched, err);
	else
		result = fetch_file(path, rule->notes, fetched, err);
	if (fd >= 0)
		close(fd);
	return result;
}

static int fetch_path(const char *path, const struct fetch_rule *rule, struct fetched *fetched,
		      struct err *err)
{
	struct stat status;

	if (stat(path, &status) < 0 && (errno == ENOENT || errno == ENOTDIR))
		return err_set(err, _("There is no file or folder “%s”."), path);
	if (stat(path, &status) < 0)
		return err_set(err, _("“%s” cannot be read: %s."), path, strerror(errno));
	fetched->form = "folder";
	if (S_ISDIR(status.st_mode))
		return fetch_folder(path, rule->notes, fetched, err);
	if (S_ISREG(status.st_mode))
		return fetch_regular(path, rule, fetched, err);
	return err_set(err, _("“%s” is neither a file nor a folder."), path);
}

bool fetch_is_local(const char *address)
{
	return str_starts(address, "/") || str_starts(address, "file:");
}

/* The path of a file:// address; the caller frees. */
static char *path_of(const char *address)
{
	struct url url;
	char *coded, *path;

	url_split(address, &url);
	coded = mem_copy(url.path.at, url.path.len);
	path = url_decode(coded);
	free(coded);
	return path;
}

int fetch_local(const char *address, const struct fetch_rule *rule, struct fetched *fetched,
		struct err *err)
{
	char *path = str_starts(address, "file:") ? path_of(address) : mem_string(address);
	int result;

	*fetched = (struct fetched){ 0 };
	result = fetch_path(path, rule, fetched, err);
	free(path);
	return result;
}

void fetch_release(struct fetched *fetched)
{
	char *const texts[] = {
		fetched->root,  fetched->only, fetched->below,    fetched->url,
		fetched->moved, fetched->etag, fetched->modified, fetched->charset,
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free(texts[i]);
	str_release(&fetched->feed);
	tree_release(&fetched->tree);
	*fetched = (struct fetched){ 0 };
}
