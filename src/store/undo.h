/* SPDX-License-Identifier: MIT */
/*
 * undo: what takes back the last change of a machine, found in the journals.
 */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include <stddef.h>

#include "base/str.h"
#include "store/marks.h"

struct undo {
	struct marks_event *events; /* MARKS_UNDO first; without times */
	size_t n_events;            /* 0: there is nothing to take back */
};

/* `journals` are the bytes of all journals, the machine's own first. */
void undo_find(const struct str *journals, size_t n_journals, struct undo *undo);
void undo_release(struct undo *undo);

#endif
