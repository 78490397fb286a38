/* SPDX-License-Identifier: MIT */
/*
 * A file is one line, "CONTENT LENGTH", and the body. It is not synced: after a crash it may be
 * cut, which its length shows.
 */
#include "store/kept.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"

enum {
	MOST_BODY = 1024 * 1024,
	MOST_ALL = 64 * 1024 * 1024,
	LEAST_ALL = 56 * 1024 * 1024, /* what is left when too much was there */
	HEAD_ROOM = 48,
	PUTS_A_LOOK = 64, /* so often it is looked how much there is */
};

static char *folder_of(const struct state *state)
{
	char *above = path_folder(state_folder(state));
	char *folder = path_join(*above ? above : ".", "kept");

	free(above);
	return folder;
}

static char *path_of(const struct state *state, const char *id)
{
	char *folder = folder_of(state), *path = path_join(folder, id);

	free(folder);
	return path;
}

/* A name of this folder is an id and nothing else. */
static bool is_id(const char *name)
{
	return strlen(name) == STATE_ID_ROOM - 1 &&
	       strspn(name, "0123456789abcdef") == STATE_ID_ROOM - 1;
}

static void format_head(uint64_t content, size_t len, struct str *out)
{
	str_format(out, "%016" PRIx64 " %zu\n", content, len);
}

bool kept_get(struct state *state, const char *id, uint64_t content, struct str *body)
{
	struct str bytes = { 0 }, head = { 0 };
	struct err ignored;
	char *path;
	size_t head_len = 0;
	bool is_good;

	if (!is_id(id))
		return false;
	path = path_of(state, id);
	is_good = file_read(path, MOST_BODY + HEAD_ROOM, &bytes, &ignored) == 0 && bytes.len > 0;
	if (is_good)
		head_len = strcspn(bytes.bytes, "\n") + 1;
	is_good = is_good && head_len <= bytes.len;
	if (is_good) {
		format_head(content, bytes.len - head_len, &head);
		is_good = head.len == head_len && memcmp(head.bytes, bytes.bytes, head_len) == 0;
	}
	if (is_good)
		str_add(body, bytes.bytes + head_len, bytes.len - head_len);
	str_release(&bytes);
	str_release(&head);
	free(path);
	return is_good;
}

static bool is_kept(struct state *state, const char *id, uint64_t content)
{
	struct str body = { 0 };
	bool is = kept_get(state, id, content, &body);

	str_release(&body);
	return is;
}

struct file {
	char name[STATE_ID_ROOM];
	int64_t size, mtime;
};

static int by_age(const void *a, const void *b)
{
	const struct file *one = a, *other = b;

	return one->mtime < other->mtime ? -1 : one->mtime > other->mtime;
}

static struct file *list_files(DIR *folder, size_t *n, int64_t *bytes)
{
	struct file *files = NULL;
	struct dirent *entry;
	struct stat info;

	*n = 0;
	*bytes = 0;
	while ((entry = readdir(folder)) != NULL) {
		if (!is_id(entry->d_name) || fstatat(dirfd(folder), entry->d_name, &info, 0) < 0)
			continue;
		files = mem_grow(files, *n, sizeof(*files));
		files[*n] = (struct file){ .size = info.st_size,
					   .mtime = (int64_t)info.st_mtim.tv_sec * 1000 +
						    info.st_mtim.tv_nsec / 1000000 };
		memcpy(files[*n].name, entry->d_name, STATE_ID_ROOM);
		*bytes += files[(*n)++].size;
	}
	return files;
}

static void prune(const char *path)
{
	DIR *folder = opendir(path);
	struct file *files;
	int64_t bytes;
	size_t n;

	if (!folder)
		return;
	files = list_files(folder, &n, &bytes);
	if (bytes > MOST_ALL) {
		qsort(files, n, sizeof(*files), by_age);
		for (size_t i = 0; i < n && bytes > LEAST_ALL; i++) {
			if (unlinkat(dirfd(folder), files[i].name, 0) == 0)
				bytes -= files[i].size;
		}
	}
	free(files);
	closedir(folder);
}

static bool write_all(const char *path, const struct str *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool is_whole = fd >= 0 && file_write_fd(fd, bytes->bytes, bytes->len) == 0;

	return fd >= 0 && (close(fd) == 0) & is_whole;
}

static int replace(const char *path, const struct str *bytes, struct err *err)
{
	struct str beside = { 0 };
	int result = 0;

	str_format(&beside, "%s.new-%ld", path, (long)getpid());
	if (!write_all(beside.bytes, bytes) || rename(beside.bytes, path) < 0) {
		result = err_set(err, _("“%s” cannot be written: %s."), path, strerror(errno));
		unlink(beside.bytes);
	}
	str_release(&beside);
	return result;
}

int kept_put(struct state *state, const char *id, uint64_t content, const char *body, size_t len,
	     struct err *err)
{
	static unsigned n_puts;
	struct str bytes = { 0 };
	char *folder, *path;
	int result;

	if (!is_id(id) || len > MOST_BODY || is_kept(state, id, content))
		return 0;
	folder = folder_of(state);
	path = path_join(folder, id);
	result = file_make_folder(folder, err);
	if (result == 0 && n_puts++ % PUTS_A_LOOK == 0)
		prune(folder);
	if (result == 0) {
		format_head(content, len, &bytes);
		str_add(&bytes, body, len);
		result = replace(path, &bytes, err);
	}
	str_release(&bytes);
	free(path);
	free(folder);
	return result;
}
