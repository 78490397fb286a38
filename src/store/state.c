/* SPDX-License-Identifier: MIT */
#include "store/state.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "store/journal.h"
#include "store/marks.h"

struct state {
	char *folder;
	struct journal *journals; /* the first is this machine's own */
	size_t n_journals;
	struct marks marks;
	int64_t folder_mtime;
};

/* What a machine calls itself may hold anything; a file name may not. */
static char *file_name(const char *host)
{
	struct str name = { 0 };

	for (const char *at = host; *at && name.len < 200; at++) {
		bool is_plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
				(*at >= '0' && *at <= '9') || *at == '-' || *at == '_' ||
				(*at == '.' && at > host);

		str_byte(&name, is_plain ? *at : '_');
	}
	if (name.len == 0)
		str_text(&name, "localhost");
	str_text(&name, ".log");
	return str_take(&name);
}

static struct journal *add_journal(struct state *state, const char *name)
{
	char *path = path_join(state->folder, name);

	state->journals = mem_grow(state->journals, state->n_journals, sizeof(*state->journals));
	journal_init(&state->journals[state->n_journals], path);
	free(path);
	return &state->journals[state->n_journals++];
}

static bool is_known(const struct state *state, const char *name)
{
	for (size_t i = 0; i < state->n_journals; i++) {
		if (strcmp(path_base(state->journals[i].path), name) == 0)
			return true;
	}
	return false;
}

/* Journals that came since; one stat of the folder where none did. */
static void find_journals(struct state *state)
{
	struct dirent *entry;
	struct stat now;
	int64_t mtime;
	DIR *folder;

	if (stat(state->folder, &now) < 0)
		return;
	mtime = (int64_t)now.st_mtim.tv_sec * 1000000000 + now.st_mtim.tv_nsec;
	if (mtime == state->folder_mtime || !(folder = opendir(state->folder)))
		return;
	while ((entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] != '.' && str_ends(entry->d_name, ".log") &&
		    !is_known(state, entry->d_name))
			add_journal(state, entry->d_name);
	}
	closedir(folder);
	state->folder_mtime = mtime;
}

bool state_refresh(struct state *state)
{
	bool is_changed = false;

	find_journals(state);
	for (size_t i = 0; i < state->n_journals; i++) {
		if (journal_is_changed(&state->journals[i]))
			is_changed |= journal_read(&state->journals[i], &state->marks);
	}
	return is_changed;
}

struct state *state_open(const char *folder, const char *host, const struct notes *notes,
			 struct err *err)
{
	struct state *state = mem_alloc(1, sizeof(*state));
	char *name = file_name(host);

	state->folder = mem_string(folder);
	add_journal(state, name);
	free(name);
	if (file_make_folder(folder, err) < 0)
		notes_add(notes, NOTES_WARNING, _("%s What is marked lasts for this run only."),
			  err->text);
	else if (access(folder, W_OK) < 0)
		notes_add(notes, NOTES_WARNING,
			  _("“%s” cannot be written: %s. What is marked lasts for this run only."),
			  folder, strerror(errno));
	state_refresh(state);
	return state;
}

void state_close(struct state *state)
{
	if (!state)
		return;
	for (size_t i = 0; i < state->n_journals; i++)
		journal_release(&state->journals[i]);
	free(state->journals);
	marks_release(&state->marks);
	free(state->folder);
	free(state);
}

static bool number_of(const char *id, uint64_t *number)
{
	if (strlen(id) != 16 || strspn(id, "0123456789abcdef") != 16)
		return false;
	*number = strtoull(id, NULL, 16);
	return true;
}

struct state_of state_of(const struct state *state, const char *id)
{
	struct state_of known = { 0 };
	const struct mark *mark = NULL;
	uint64_t number;

	if (number_of(id, &number))
		mark = marks_find(&state->marks, number);
	if (mark)
		known = (struct state_of){ mark->is_read, mark->is_starred, (size_t)mark->place,
					   mark->content };
	return known;
}

static int64_t now_ms(void)
{
	struct timespec now;
	int64_t seconds = clock_now();

	clock_gettime(CLOCK_REALTIME, &now);
	return seconds * 1000 + (seconds == now.tv_sec ? now.tv_nsec / 1000000 : 0);
}

/*
 * Later than all that is known of the post and than this machine's last line, whatever the clocks
 * say: what the user did last is what counts, and an action has a time of its own.
 */
static int64_t time_for(const struct state *state, const struct marks_event *events, size_t n)
{
	int64_t time = now_ms();

	if (time <= state->journals[0].last)
		time = state->journals[0].last + 1;
	for (size_t i = 0; i < n; i++) {
		const struct mark *mark = marks_find(&state->marks, events[i].id);

		if (mark && mark->times[events[i].field] >= time)
			time = mark->times[events[i].field] + 1;
	}
	return time;
}

static int append(struct state *state, struct marks_event *events, size_t n, struct err *err)
{
	struct journal *own = &state->journals[0];
	struct str lines = { 0 };
	int fd = journal_lock(own, err), result;
	int64_t time;

	if (fd < 0)
		return -1;
	journal_read(own, &state->marks);
	time = time_for(state, events, n);
	for (size_t i = 0; i < n; i++) {
		events[i].time = time;
		journal_format(&events[i], &lines);
	}
	result = journal_append(fd, own->path, str_bytes(&lines), lines.len, err);
	if (result == 0)
		journal_read(own, &state->marks);
	journal_unlock(fd);
	str_release(&lines);
	return result;
}

/* Where they cannot be written they hold for this run. */
static int mark(struct state *state, struct marks_event *events, size_t n, struct err *err)
{
	int64_t time;

	if (n == 0 || append(state, events, n, err) == 0)
		return 0;
	time = time_for(state, events, n);
	for (size_t i = 0; i < n; i++) {
		events[i].time = time;
		marks_take(&state->marks, &events[i]);
	}
	return -1;
}

static int mark_one(struct state *state, const char *id, struct marks_event event, struct err *err)
{
	bool is_id = number_of(id, &event.id);

	assert(is_id);
	return mark(state, &event, is_id, err);
}

int state_mark_read(struct state *state, const char *id, bool is_read, uint64_t content,
		    struct err *err)
{
	struct marks_event event = { .field = MARKS_READ, .is_on = is_read, .value = content };

	return mark_one(state, id, event, err);
}

int state_mark_starred(struct state *state, const char *id, bool is_starred, struct err *err)
{
	struct marks_event event = { .field = MARKS_STAR, .is_on = is_starred };

	return mark_one(state, id, event, err);
}

int state_mark_place(struct state *state, const char *id, size_t place, struct err *err)
{
	struct marks_event event = { .field = MARKS_PLACE, .is_on = true, .value = place };

	return mark_one(state, id, event, err);
}
