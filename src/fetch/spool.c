/* SPDX-License-Identifier: MIT */
#include "fetch/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/path.h"
#include "base/xdg.h"

static int cannot_write(const char *where, struct err *err)
{
	return err_set(err, _("“%s” cannot be written: %s."), where, strerror(errno));
}

static int open_named(const char *folder)
{
	char *path = path_join(folder, "fetch-XXXXXX");
	int fd = mkostemp(path, O_CLOEXEC);

	if (fd >= 0)
		unlink(path);
	free(path);
	return fd;
}

static int open_nameless(struct err *err)
{
	char *folder = xdg_path(XDG_CACHE, "");
	int fd = -1;

	if (file_make_folder(folder, err) == 0) {
#ifdef O_TMPFILE
		fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
		if (fd < 0)
			fd = open_named(folder);
		if (fd < 0)
			cannot_write(folder, err);
	}
	free(folder);
	return fd;
}

static int write_all(int fd, const char *bytes, size_t len, struct err *err)
{
	if (file_write_fd(fd, bytes, len) == 0)
		return 0;
	return err_set(err, _("There is no room for what is fetched: %s."), strerror(errno));
}

static int move_to_file(struct spool *spool, struct err *err)
{
	int fd = open_nameless(err);

	if (fd < 0)
		return -1;
	spool->fd = fd;
	spool->is_file = true;
	if (write_all(fd, str_bytes(&spool->start), spool->start.len, err) < 0)
		return -1;
	str_release(&spool->start);
	return 0;
}

int spool_add(struct spool *spool, const void *bytes, size_t len, struct err *err)
{
	if (!spool->is_file && spool->start.len + len > SPOOL_MEMORY &&
	    move_to_file(spool, err) < 0)
		return -1;
	spool->len += (int64_t)len;
	if (spool->is_file)
		return write_all(spool->fd, bytes, len, err);
	str_add(&spool->start, bytes, len);
	return 0;
}

int spool_read(const struct spool *spool, struct str *out, struct err *err)
{
	if (!spool->is_file) {
		str_add(out, str_bytes(&spool->start), spool->start.len);
		return 0;
	}
	lseek(spool->fd, 0, SEEK_SET);
	return file_read_fd(spool->fd, _("what was fetched"), SIZE_MAX / 2, out, err);
}

size_t spool_start(const struct spool *spool, char *out, size_t room)
{
	ssize_t n = (ssize_t)(spool->start.len < room ? spool->start.len : room);

	if (spool->is_file)
		n = pread(spool->fd, out, room, 0);
	else
		memcpy(out, str_bytes(&spool->start), (size_t)n);
	return n > 0 ? (size_t)n : 0;
}

int spool_file(struct spool *spool, struct err *err)
{
	if (!spool->is_file && move_to_file(spool, err) < 0)
		return -1;
	return spool->fd;
}

void spool_release(struct spool *spool)
{
	str_release(&spool->start);
	if (spool->is_file)
		close(spool->fd);
	*spool = (struct spool){ 0 };
}
