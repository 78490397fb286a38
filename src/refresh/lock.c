/* SPDX-License-Identifier: MIT */
#include "refresh/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/path.h"
#include "base/str.h"

enum { PAUSE = 25 }; /* milliseconds between two tries */

static int open_lock(const char *path, struct err *err)
{
	char *folder = path_folder(path);
	int fd = -1;

	if (file_make_folder(*folder ? folder : ".", err) == 0) {
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd < 0)
			err_set(err, _("“%s” cannot be written: %s."), path, strerror(errno));
	}
	free(folder);
	return fd;
}

static int wait_for(int fd, const char *index, int patience, struct err *err)
{
	int64_t until = clock_ticks() + patience;

	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return err_set(err, _("“%s” cannot be locked: %s."), index,
				       strerror(errno));
		if (clock_ticks() >= until)
			return err_set(err,
				       _("Another hallway is fetching into “%s”; try again when it "
					 "is done."),
				       index);
		poll(NULL, 0, PAUSE);
	}
	return 0;
}

int lock_take(const char *index, int patience, struct err *err)
{
	struct str path = { 0 };
	int fd;

	str_format(&path, "%s.lock", index);
	fd = open_lock(path.bytes, err);
	if (fd >= 0 && wait_for(fd, index, patience, err) < 0) {
		close(fd);
		fd = -1;
	}
	str_release(&path);
	return fd;
}
