/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"

enum { BLOCK = 64 * 1024 };

static int cannot_read(const char *name, struct err *err)
{
	return err_set(err, _("“%s” cannot be read: %s."), name, strerror(errno));
}

/* Long ones are not to be moved while they grow; with room for one byte more, what grew meanwhile
 * shows itself. Gives the bytes that are expected, 0 where that is not known. */
static size_t reserve(int64_t size, size_t limit, struct str *out)
{
	if (size <= 0 || (uint64_t)size > limit)
		return 0;
	str_reserve(out, (size_t)size + 1);
	mem_expect(out->bytes, out->len + (size_t)size);
	return (size_t)size;
}

/* 0 where it is not known. */
static int64_t size_of(int fd)
{
	struct stat info;

	return fstat(fd, &info) == 0 && S_ISREG(info.st_mode) ? info.st_size : 0;
}

/* Some more bytes, right behind what was read; there is room for so many at the least. */
static ssize_t read_some(int fd, size_t room, struct str *out)
{
	ssize_t n;

	str_reserve(out, room);
	do
		n = read(fd, out->bytes + out->len, out->room - out->len - 1);
	while (n < 0 && errno == EINTR);
	out->len += n > 0 ? (size_t)n : 0;
	out->bytes[out->len] = '\0';
	return n;
}

int file_read_fd(int fd, const char *name, size_t limit, struct str *out, struct err *err)
{
	return file_read_sized(fd, name, size_of(fd), limit, out, err);
}

int file_read_sized(int fd, const char *name, int64_t size, size_t limit, struct str *out,
		    struct err *err)
{
	size_t start = out->len, expected = reserve(size, limit, out);
	ssize_t n;

	while ((n = read_some(fd, out->len - start < expected ? 1 : BLOCK, out)) != 0) {
		if (n < 0)
			return cannot_read(name, err);
		if (out->len - start > limit)
			return err_set(err,
				       _("“%s” is larger than %zu bytes, the most that is read."),
				       name, limit);
		if (out->len - start == expected && expected > 0)
			break; /* asking for the end would tell nothing new */
	}
	return 0;
}

int file_read(const char *path, size_t limit, struct str *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), result;

	if (fd < 0)
		return cannot_read(path, err);
	result = file_read_fd(fd, path, limit, out, err);
	close(fd);
	return result;
}

int file_write_fd(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		len -= (size_t)n;
	}
	return 0;
}

static int replace(const char *beside, const char *path, const char *bytes, size_t len)
{
	struct stat old;
	mode_t mode = stat(path, &old) == 0 ? old.st_mode & 0777 : 0600;
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600), failed;

	if (fd < 0)
		return -1;
	failed = fchmod(fd, mode) < 0 || file_write_fd(fd, bytes, len) < 0 || fsync(fd) < 0;
	failed |= close(fd) < 0;
	if (!failed && rename(beside, path) == 0)
		return 0;
	failed = errno;
	unlink(beside);
	errno = failed;
	return -1;
}

int file_write(const char *path, const char *bytes, size_t len, struct err *err)
{
	struct str beside = { 0 };
	int result = 0;

	str_format(&beside, "%s.new-%ld", path, (long)getpid());
	if (replace(beside.bytes, path, bytes, len) < 0)
		result = err_set(err, _("“%s” cannot be written: %s."), path, strerror(errno));
	str_release(&beside);
	return result;
}

int file_make_folder(const char *path, struct err *err)
{
	char *above;
	int result = 0;

	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return 0;
	if (errno != ENOENT)
		return err_set(err, _("The folder “%s” cannot be made: %s."), path,
			       strerror(errno));
	above = path_folder(path);
	if (!*above)
		result = err_set(err, _("The folder “%s” cannot be made: %s."), path,
				 strerror(ENOENT));
	else if (file_make_folder(above, err) < 0)
		result = -1;
	else if (mkdir(path, 0700) < 0 && errno != EEXIST)
		result = err_set(err, _("The folder “%s” cannot be made: %s."), path,
				 strerror(errno));
	free(above);
	return result;
}
