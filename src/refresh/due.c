/* SPDX-License-Identifier: MIT */
#include "refresh/due.h"

#include "base/clock.h"
#include "base/intl.h"

enum {
	FIRST_PAUSE = 5 * 60, /* seconds after the first failure; doubled by each that follows */
	LONGEST_PAUSE = 24 * 3600,
	LONGEST_FRESH = 7 * 24 * 3600, /* whatever a server says */
};

static int64_t after_failures(const struct index_source *known)
{
	int64_t pause = FIRST_PAUSE;

	for (unsigned i = 1; i < known->failures && pause < LONGEST_PAUSE; i++)
		pause *= 2;
	return known->tried + (pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE);
}

enum due due_now(const struct run *run, struct err *err)
{
	const struct index_source *known = &run->known;
	int64_t now = clock_now(), next = known->next;
	unsigned long minutes;

	if (known->failures > 0 && next > now) {
		minutes = (unsigned long)(next - now + 59) / 60;
		err_set(err,
			ngettext("The server of “%s” asks to be left alone for %lu more minute.",
				 "The server of “%s” asks to be left alone for %lu more minutes.",
				 minutes),
			known->address, minutes);
		return run->refresh->if_due ? DUE_LATER : DUE_HELD;
	}
	if (known->failures > 0)
		next = after_failures(known);
	if (!run->refresh->if_due || next <= now || known->tried == 0)
		return DUE_NOW;
	minutes = (unsigned long)(next - now + 59) / 60;
	err_set(err,
		ngettext("“%s” is not due for %lu more minute.",
			 "“%s” is not due for %lu more minutes.", minutes),
		known->address, minutes);
	return DUE_LATER;
}

int64_t due_next(const struct run *run, int64_t fresh)
{
	if (fresh < run->refresh->pause)
		fresh = run->refresh->pause;
	return run->known.tried + (fresh < LONGEST_FRESH ? fresh : LONGEST_FRESH);
}
