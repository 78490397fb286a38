/* SPDX-License-Identifier: MIT */
#include "store/state.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
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
#include "store/compact.h"
#include "store/journal.h"
#include "store/marks.h"
#include "store/undo.h"

enum { COMPACT_EVENTS = 8192 };

struct state {
	char *folder;
	struct journal *journals; /* the first is this machine's own */
	size_t n_journals;
	struct marks marks;
	int64_t folder_mtime;
	uint64_t version;
	struct str held;   /* lines that could not be written; they are due with the next ones */
	int64_t last;      /* the highest time that this program gave */
	size_t compact_at; /* events in the own journal */
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
	/* What comes within the clock's grain must not be missed. */
	state->folder_mtime = clock_now() > now.st_mtim.tv_sec + 1 ? mtime : 0;
}

bool state_refresh(struct state *state)
{
	bool is_changed = false;

	find_journals(state);
	for (size_t i = 0; i < state->n_journals; i++) {
		if (journal_is_changed(&state->journals[i]))
			is_changed |= journal_read(&state->journals[i], &state->marks);
	}
	state->version += is_changed;
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
	state->compact_at = COMPACT_EVENTS;
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
	str_release(&state->held);
	marks_release(&state->marks);
	free(state->folder);
	free(state);
}

const char *state_folder(const struct state *state)
{
	return state->folder;
}

static bool number_of(const char *id, uint64_t *number)
{
	if (strlen(id) != 16 || strspn(id, "0123456789abcdef") != 16)
		return false;
	*number = strtoull(id, NULL, 16);
	return true;
}

struct state_of state_of_number(const struct state *state, uint64_t id)
{
	const struct mark *mark = marks_find(&state->marks, id);

	if (!mark)
		return (struct state_of){ 0 };
	return (struct state_of){ .is_read = mark->is_read,
				  .is_starred = mark->is_starred,
				  .place = (size_t)mark->place,
				  .content = mark->content,
				  .opened = mark->times[MARKS_OPENED] / 1000 };
}

struct state_of state_of(const struct state *state, const char *id)
{
	uint64_t number;

	return number_of(id, &number) ? state_of_number(state, number) : (struct state_of){ 0 };
}

uint64_t state_version(const struct state *state)
{
	return state->version;
}

static int64_t now_ms(void)
{
	struct timespec now;
	int64_t seconds = clock_now();

	clock_gettime(CLOCK_REALTIME, &now);
	return seconds * 1000 + (seconds == now.tv_sec ? now.tv_nsec / 1000000 : 0);
}

static int64_t later(int64_t time, int64_t than)
{
	return time > than ? time : than + 1;
}

/*
 * Later than all that is known of the posts and than this machine's last line, whatever the clocks
 * say: what the user did last is what counts, and a change has a time of its own.
 */
static int64_t time_for(const struct state *state, const struct marks_event *events, size_t n)
{
	int64_t time = later(later(now_ms(), state->journals[0].last), state->last);

	for (size_t i = 0; i < n; i++) {
		const struct mark *mark = marks_find(&state->marks, events[i].id);

		if (mark && events[i].field < N_MARKS_FIELDS)
			time = later(time, mark->times[events[i].field]);
	}
	return time;
}

static void format(struct state *state, struct marks_event *events, size_t n, struct str *lines)
{
	state->last = time_for(state, events, n);
	for (size_t i = 0; i < n; i++) {
		events[i].time = state->last;
		journal_format(&events[i], lines);
	}
}

/* Under the lock: no other program of this machine writes until the file is in place. */
static void compact(struct state *state)
{
	struct journal *own = &state->journals[0];
	struct str bytes = { 0 }, lines = { 0 };
	struct err ignored;

	journal_bytes(own->path, &bytes);
	compact_journal(str_bytes(&bytes), bytes.len, &lines);
	if (lines.len < bytes.len / 2 &&
	    file_write(own->path, str_bytes(&lines), lines.len, &ignored) == 0)
		journal_read(own, &state->marks);
	state->compact_at = own->n_events * 2 + COMPACT_EVENTS;
	str_release(&bytes);
	str_release(&lines);
}

static int append(struct state *state, struct marks_event *events, size_t n, struct err *err)
{
	struct journal *own = &state->journals[0];
	int fd = journal_lock(own, err), result;

	if (fd < 0)
		return -1;
	journal_read(own, &state->marks);
	format(state, events, n, &state->held);
	result = journal_append(fd, own->path, str_bytes(&state->held), state->held.len, err);
	if (result == 0) {
		str_clear(&state->held);
		journal_read(own, &state->marks);
		if (own->n_events > state->compact_at)
			compact(state);
	}
	journal_unlock(fd);
	return result;
}

/* Where they cannot be written they hold for this run, and are written when that can be done. */
static int mark(struct state *state, struct marks_event *events, size_t n, struct err *err)
{
	bool is_formatted;

	if (n == 0)
		return 0;
	state->version++;
	events[0].time = 0;
	if (append(state, events, n, err) == 0)
		return 0;
	is_formatted = events[0].time > 0;
	if (!is_formatted)
		format(state, events, n, &state->held);
	for (size_t i = 0; i < n; i++)
		marks_take(&state->marks, &events[i]);
	return -1;
}

/* Whether the event says what is known already. */
static bool is_said(const struct state *state, const struct marks_event *event)
{
	const struct mark *mark = marks_find(&state->marks, event->id);
	struct marks_event known;

	if (!mark)
		return false;
	known = marks_event(mark, event->field);
	return known.time > 0 && known.is_on == event->is_on && known.value == event->value;
}

static int mark_one(struct state *state, const char *id, struct marks_event event, struct err *err)
{
	bool is_id = number_of(id, &event.id);

	assert(is_id);
	if (event.field != MARKS_OPENED && is_said(state, &event))
		return 0;
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

int state_mark_opened(struct state *state, const char *id, struct err *err)
{
	struct marks_event event = { .field = MARKS_OPENED, .is_on = true };

	return mark_one(state, id, event, err);
}

int state_mark_all_read(struct state *state, const struct state_item *items, size_t n_items,
			struct err *err)
{
	struct marks_event *events = mem_alloc(n_items, sizeof(*events));
	int result;

	for (size_t i = 0; i < n_items; i++)
		events[i] = (struct marks_event){ .id = items[i].id,
						  .field = MARKS_READ,
						  .is_on = true,
						  .value = items[i].content };
	result = mark(state, events, n_items, err);
	free(events);
	return result;
}

/* The journals as they are now, what is held at the end of the own one. */
static void read_all(const struct state *state, struct str *journals)
{
	for (size_t i = 0; i < state->n_journals; i++)
		journal_bytes(state->journals[i].path, &journals[i]);
	str_add(&journals[0], str_bytes(&state->held), state->held.len);
}

int state_undo(struct state *state, size_t *n_posts, char id[STATE_ID_ROOM], struct err *err)
{
	struct str *journals;
	struct undo undo;
	int result;

	state_refresh(state);
	journals = mem_alloc(state->n_journals, sizeof(*journals));
	read_all(state, journals);
	undo_find(journals, state->n_journals, &undo);
	*n_posts = undo.n_events > 0 ? undo.n_events - 1 : 0;
	id[0] = '\0';
	if (*n_posts > 0)
		snprintf(id, STATE_ID_ROOM, "%016llx", (unsigned long long)undo.events[1].id);
	result = mark(state, undo.events, undo.n_events, err);
	for (size_t i = 0; i < state->n_journals; i++)
		str_release(&journals[i]);
	free(journals);
	undo_release(&undo);
	return result;
}
