/* SPDX-License-Identifier: MIT */
/*
 * dates: the time of a post in the ways that rules for addresses and templates ask for.
 */
#ifndef POST_DATES_H
#define POST_DATES_H

#include "base/str.h"
#include "post/when.h"

/*
 * Adds the time as it was written (its own offset), by a format of strftime()'s letters in English:
 * %Y %y %m %d %e %H %I %M %S %j %p %b %B %a %A %F %T %D %z %s %%, with '-' for no zeros (%-d). What
 * else follows a '%' is left as it is.
 */
void dates_format(const struct when *when, const char *format, struct str *out);

#endif
