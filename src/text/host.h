/* SPDX-License-Identifier: MIT */
/*
 * host: names of hosts, in Unicode and in punycode (IDNA 2008, UTS #46), and whether one deceives.
 */
#ifndef TEXT_HOST_H
#define TEXT_HOST_H

#include <stdbool.h>

/* In ASCII and lower case; NULL where it is no name that IDNA knows. The caller frees. */
char *host_ascii(const char *host);

/* As it is shown: Unicode, or punycode where it is suspect; safe text. The caller frees. */
char *host_shown(const char *host);

/* Whether one of its labels mixes scripts, or is of another script and looks like Latin. */
bool host_is_suspect(const char *host);

#endif
