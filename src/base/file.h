/* SPDX-License-Identifier: MIT */
/*
 * file: whole files in and out of memory.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Adds all of the file to `out`. A folder, a missing file, one without permission, or one of more
 * than `limit` bytes fails with a sentence that names the path.
 */
int file_read(const char *path, size_t limit, struct str *out, struct err *err);

/* The same from an open descriptor; `name` stands for the path in the sentence. */
int file_read_fd(int fd, const char *name, size_t limit, struct str *out, struct err *err);

/* The same of a regular file that was `size` bytes long a moment ago, without asking for that. */
int file_read_sized(int fd, const char *name, int64_t size, size_t limit, struct str *out,
		    struct err *err);

/* Writes all of it, as often as that takes; -1 with errno set. */
int file_write_fd(int fd, const char *bytes, size_t len);

/*
 * Replaces the file whole or not at all (a new file beside it, fsync, rename), mode 0600 for a new
 * one, else the old mode.
 */
int file_write(const char *path, const char *bytes, size_t len, struct err *err);

/* The folder and those above it, mode 0700. */
int file_make_folder(const char *path, struct err *err);

#endif
