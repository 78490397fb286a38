/* SPDX-License-Identifier: MIT */
/*
 * zone: how far a zone's clocks are from UTC.
 */
#ifndef POST_ZONE_H
#define POST_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Minutes east of UTC of an abbreviation such as "gmt", "est" or "aest" in any case; false where
 * it is none that is known. */
bool zone_abbreviation(const char *word, size_t len, int *minutes);

/*
 * Minutes east of UTC of a place (an IANA name such as America/Chicago, which the system must know)
 * or an abbreviation, when its clocks show `local`: seconds since 1970 as if they were UTC. False
 * where the name is unknown. Not for use by two threads: it sets TZ for a moment.
 */
bool zone_offset(const char *name, int64_t local, int *minutes);

#endif
