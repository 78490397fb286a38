/* SPDX-License-Identifier: MIT */
/*
 * address: a source's address as the user types it, made the one form that names it everywhere.
 */
#ifndef CONFIG_ADDRESS_H
#define CONFIG_ADDRESS_H

/* See sources_address(); relative paths start at `folder`, or where the program stands if NULL. */
char *address_normal(const char *typed, const char *folder);

#endif
