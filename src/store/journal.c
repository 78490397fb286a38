/* SPDX-License-Identifier: MIT */
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"

enum { LOCK_TRIES = 200, LOCK_PAUSE = 10000000 };

static const struct {
	const char *name;
	enum marks_field field;
	bool is_on;
	int base; /* of the value; 0: none */
} events[] = {
	{ "read", MARKS_READ, true, 16 },   { "unread", MARKS_READ, false, 16 },
	{ "star", MARKS_STAR, true, 0 },    { "unstar", MARKS_STAR, false, 0 },
	{ "place", MARKS_PLACE, true, 10 }, { "opened", MARKS_OPENED, true, 0 },
	{ "undo", MARKS_UNDO, true, 10 },
};

enum { N_EVENTS = sizeof(events) / sizeof(*events) };

void journal_init(struct journal *journal, const char *path)
{
	*journal = (struct journal){ .path = mem_string(path) };
}

void journal_release(struct journal *journal)
{
	free(journal->path);
	*journal = (struct journal){ 0 };
}

static int64_t mtime_of(const struct stat *info)
{
	return (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec;
}

bool journal_is_changed(const struct journal *journal)
{
	struct stat now;

	if (stat(journal->path, &now) < 0)
		return false;
	return now.st_dev != journal->device || now.st_ino != journal->inode ||
	       now.st_size != journal->size || mtime_of(&now) != journal->mtime;
}

/* What is left of a line. There are many lines, and each program reads them all at its start. */
struct rest {
	const char *at, *end;
};

static bool take_blank(struct rest *rest)
{
	return rest->at < rest->end && *rest->at++ == ' ';
}

/* Digits up to a blank or the end; at most as many as fit. */
static bool take_number(struct rest *rest, int base, uint64_t *number)
{
	const char *start = rest->at;

	*number = 0;
	for (; rest->at < rest->end && *rest->at != ' '; rest->at++) {
		unsigned digit = (unsigned char)*rest->at - (unsigned)'0';

		if (digit > 9)
			digit = (unsigned char)*rest->at - (unsigned)'a' + 10;
		if (digit >= (unsigned)base || (digit >= 10 && *rest->at < 'a'))
			return false;
		*number = *number * (unsigned)base + digit;
	}
	return rest->at > start && rest->at - start <= (base == 16 ? 16 : 18);
}

static bool take_id(struct rest *rest, uint64_t *id)
{
	const char *start = rest->at;

	return take_number(rest, 16, id) && rest->at - start == 16;
}

static bool take_name(struct rest *rest, size_t *event)
{
	for (*event = 0; *event < N_EVENTS; ++*event) {
		size_t len = strlen(events[*event].name);

		if ((size_t)(rest->end - rest->at) > len && rest->at[len] == ' ' &&
		    memcmp(rest->at, events[*event].name, len) == 0) {
			rest->at += len;
			return true;
		}
	}
	return false;
}

static bool parse_line(const char *line, size_t len, struct marks_event *event)
{
	struct rest rest = { line, line + len };
	uint64_t time;
	size_t i;

	if (!take_number(&rest, 10, &time) || time == 0 || !take_blank(&rest) ||
	    !take_name(&rest, &i) || !take_blank(&rest) || !take_id(&rest, &event->id))
		return false;
	event->time = (int64_t)time;
	event->field = events[i].field;
	event->is_on = events[i].is_on;
	event->value = 0;
	if (rest.at == rest.end)
		return true;
	return events[i].base && take_blank(&rest) &&
	       take_number(&rest, events[i].base, &event->value) && rest.at == rest.end;
}

/* At least so many digits. There may be as many lines as there are posts. */
static void add_number(uint64_t number, unsigned base, int least, struct str *lines)
{
	char digits[24];
	size_t at = sizeof(digits);

	for (; number > 0 || least > 0; number /= base, least--)
		digits[--at] = "0123456789abcdef"[number % base];
	str_add(lines, digits + at, sizeof(digits) - at);
}

void journal_format(const struct marks_event *event, struct str *lines)
{
	for (size_t i = 0; i < N_EVENTS; i++) {
		if (events[i].field != event->field || events[i].is_on != event->is_on)
			continue;
		add_number((uint64_t)event->time, 10, 1, lines);
		str_byte(lines, ' ');
		str_text(lines, events[i].name);
		str_byte(lines, ' ');
		add_number(event->id, 16, 16, lines);
		if (events[i].base) {
			str_byte(lines, ' ');
			add_number(event->value, (unsigned)events[i].base,
				   events[i].base == 16 ? 16 : 1, lines);
		}
		str_byte(lines, '\n');
		return;
	}
}

void journal_walk(const char *bytes, size_t len,
		  void (*visit)(void *context, const char *line, size_t len,
				const struct marks_event *event),
		  void *context)
{
	struct marks_event event;
	const char *end;

	while (len > 0 && (end = memchr(bytes, '\n', len)) != NULL) {
		size_t n = (size_t)(end - bytes);

		visit(context, bytes, n, parse_line(bytes, n, &event) ? &event : NULL);
		bytes += n + 1;
		len -= n + 1;
	}
}

struct reading {
	struct journal *journal;
	struct marks *marks;
	bool is_changed;
};

static void take_line(void *context, const char *line, size_t len, const struct marks_event *event)
{
	struct reading *reading = context;

	(void)line;
	reading->journal->offset += (off_t)len + 1;
	if (!event)
		return;
	if (event->time > reading->journal->last)
		reading->journal->last = event->time;
	reading->journal->n_events++;
	reading->is_changed |= marks_take(reading->marks, event);
}

static void keep_tail(struct journal *journal, const char *bytes, size_t len)
{
	journal->tail_len = len < JOURNAL_TAIL ? len : JOURNAL_TAIL;
	memcpy(journal->tail, bytes + len - journal->tail_len, journal->tail_len);
}

static bool take_lines(struct journal *journal, const char *bytes, size_t len, struct marks *marks)
{
	struct reading reading = { journal, marks, false };
	off_t before = journal->offset;

	journal_walk(bytes, len, take_line, &reading);
	if (journal->offset > before)
		keep_tail(journal, bytes, (size_t)(journal->offset - before));
	return reading.is_changed;
}

static bool has_tail(const struct journal *journal, int fd)
{
	char now[JOURNAL_TAIL];
	off_t from = journal->offset - (off_t)journal->tail_len;

	return pread(fd, now, journal->tail_len, from) == (ssize_t)journal->tail_len &&
	       memcmp(now, journal->tail, journal->tail_len) == 0;
}

static void read_from(int fd, off_t from, struct str *out)
{
	static char block[64 * 1024];
	ssize_t n;

	while ((n = pread(fd, block, sizeof(block), from)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return;
		str_add(out, block, (size_t)n);
		from += n;
	}
}

static void look(struct journal *journal, int fd)
{
	struct stat now;

	if (fstat(fd, &now) < 0)
		return;
	journal->device = now.st_dev;
	journal->inode = now.st_ino;
	journal->size = now.st_size;
	journal->mtime = mtime_of(&now);
}

bool journal_read(struct journal *journal, struct marks *marks)
{
	struct str bytes = { 0 };
	bool is_changed = false;
	int fd = open(journal->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return false;
	look(journal, fd);
	if (!has_tail(journal, fd)) {
		journal->offset = 0;
		journal->tail_len = 0;
		journal->n_events = 0;
	}
	read_from(fd, journal->offset, &bytes);
	if (bytes.len > 0)
		is_changed = take_lines(journal, bytes.bytes, bytes.len, marks);
	str_release(&bytes);
	close(fd);
	return is_changed;
}

void journal_bytes(const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return;
	read_from(fd, 0, out);
	close(fd);
}

static int cannot_write(const char *path, struct err *err)
{
	return err_set(err, _("“%s” cannot be written: %s."), path, strerror(errno));
}

/* A new file is only sure to be there after a crash when its folder was synced too. */
static int open_journal(const char *path)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOCTTY), folder_fd;
	char *folder;

	if (fd >= 0 || errno != ENOENT)
		return fd;
	fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0)
		return -1;
	folder = path_folder(path);
	folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder_fd >= 0) {
		fsync(folder_fd);
		close(folder_fd);
	}
	free(folder);
	return fd;
}

/* A file system without locks is written without: only the compaction needs them. */
static bool take_lock(int fd)
{
	const struct timespec pause = { 0, LOCK_PAUSE };

	for (int i = 0; i < LOCK_TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return true;
		nanosleep(&pause, NULL);
	}
	return false;
}

/* While this program waited the file may have been replaced. */
static bool is_current(int fd, const char *path)
{
	struct stat mine, now;

	return fstat(fd, &mine) == 0 && stat(path, &now) == 0 && mine.st_dev == now.st_dev &&
	       mine.st_ino == now.st_ino;
}

int journal_lock(const struct journal *journal, struct err *err)
{
	for (;;) {
		int fd = open_journal(journal->path);

		if (fd < 0)
			return cannot_write(journal->path, err);
		if (!take_lock(fd)) {
			close(fd);
			return err_set(err, _("“%s” is held by another program."), journal->path);
		}
		if (is_current(fd, journal->path))
			return fd;
		close(fd);
	}
}

void journal_unlock(int fd)
{
	close(fd);
}

/* "~" stands in no event, so what it ends is none. */
static int mend_end(int fd, off_t size)
{
	char last = '\n';

	if (size > 0 && pread(fd, &last, 1, size - 1) != 1)
		return -1;
	return last == '\n' ? 0 : file_write_fd(fd, "~\n", 2);
}

int journal_append(int fd, const char *path, const char *lines, size_t len, struct err *err)
{
	struct stat before;

	if (fstat(fd, &before) < 0)
		return cannot_write(path, err);
	if (mend_end(fd, before.st_size) == 0 && file_write_fd(fd, lines, len) == 0 &&
	    fdatasync(fd) == 0)
		return 0;
	cannot_write(path, err);
	/* Where this fails too, what is left is ended as no event by the next one to write. */
	if (ftruncate(fd, before.st_size) < 0)
		fdatasync(fd);
	return -1;
}
