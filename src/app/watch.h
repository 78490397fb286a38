/* SPDX-License-Identifier: MIT */
/*
 * watch: whether a file changes while its post is read: by inotify(7) where there is one, else by
 * looking at its size and time.
 */
#ifndef APP_WATCH_H
#define APP_WATCH_H

#include <stdbool.h>
#include <sys/stat.h>

struct watch {
	int fd;     /* readable when the folder of the file changed; -1: there is none */
	int folder; /* inotify's number of the watched folder */
	char *path; /* NULL: nothing is watched */
	struct timespec changed;
	off_t size;
};

void watch_init(struct watch *watch);
void watch_release(struct watch *watch);

/* Watches this file from now on, instead of another; NULL for none. Nothing where it is watched
 * already. */
void watch_file(struct watch *watch, const char *path);

/* Whether the file is another one than when it was looked at last; a file that is gone is not:
 * editors replace files. */
bool watch_changed(struct watch *watch);

#endif
