/* SPDX-License-Identifier: MIT */
/*
 * presets: the saved views of config.yaml: below `views` a query by name.
 *
 *	views:
 *	  To buy: has:ticket is:unread
 */
#ifndef CONFIG_PRESETS_H
#define CONFIG_PRESETS_H

#include "config/config.h"

/* In the order of the file; what is visited is borrowed. */
void presets_each(const struct config *config,
		  void (*visit)(void *context, const char *name, const char *query), void *context);

#endif
