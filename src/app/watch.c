/* SPDX-License-Identifier: MIT */
#include "app/watch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

#ifdef __linux__

static int start(void)
{
	return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

static void drain(int fd)
{
	char events[4096];

	while (read(fd, events, sizeof(events)) > 0)
		;
}

/* The folder is watched and not the file: a file that is replaced would be lost. */
static int watch_folder(int fd, int previous, const char *path)
{
	char *folder;
	int number = -1;

	if (fd < 0)
		return -1;
	if (previous >= 0)
		inotify_rm_watch(fd, previous);
	if (path) {
		folder = path_folder(path);
		number = inotify_add_watch(fd, *folder ? folder : "/",
					   IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE);
		free(folder);
	}
	return number;
}

#else

static int start(void)
{
	return -1;
}

static void drain(int fd)
{
	(void)fd;
}

static int watch_folder(int fd, int previous, const char *path)
{
	(void)fd;
	(void)previous;
	(void)path;
	return -1;
}

#endif

/* False where the file is gone. */
static bool look(const char *path, struct timespec *changed, off_t *size)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return false;
	*changed = status.st_mtim;
	*size = status.st_size;
	return true;
}

void watch_init(struct watch *watch)
{
	*watch = (struct watch){ .fd = start(), .folder = -1 };
}

void watch_release(struct watch *watch)
{
	if (watch->fd >= 0)
		close(watch->fd);
	free(watch->path);
	*watch = (struct watch){ .fd = -1, .folder = -1 };
}

void watch_file(struct watch *watch, const char *path)
{
	if (str_equal(watch->path, path))
		return;
	free(watch->path);
	watch->path = mem_string(path);
	watch->folder = watch_folder(watch->fd, watch->folder, path);
	if (path)
		look(path, &watch->changed, &watch->size);
}

bool watch_changed(struct watch *watch)
{
	struct timespec changed;
	off_t size;

	if (watch->fd >= 0)
		drain(watch->fd);
	if (!watch->path || !look(watch->path, &changed, &size))
		return false;
	if (changed.tv_sec == watch->changed.tv_sec && changed.tv_nsec == watch->changed.tv_nsec &&
	    size == watch->size)
		return false;
	watch->changed = changed;
	watch->size = size;
	return true;
}
