/* SPDX-License-Identifier: MIT */
/*
 * constants: the address of a site among the constants of the program that makes it: SITE_URL =
 * "https://x.org", metadataBase: new URL("…").
 */
#ifndef SETTINGS_CONSTANTS_H
#define SETTINGS_CONSTANTS_H

#include <stdbool.h>

/* Whether the file is a script that programs keep such constants in, by its name. */
bool constants_are_in(const char *path);

/* The address that the script says to be the site's, or NULL; the caller frees. */
char *constants_address(const char *script);

#endif
