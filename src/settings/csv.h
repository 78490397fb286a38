/* SPDX-License-Identifier: MIT */
/*
 * csv: comma-separated values (RFC 4180) into a list of maps, the first line being their keys.
 */
#ifndef SETTINGS_CSV_H
#define SETTINGS_CSV_H

#include <stddef.h>

#include "format/value.h"

/* Never fails: quotes that do not close end with the text. */
void csv_parse(const char *bytes, size_t len, struct value_tree *tree);

#endif
