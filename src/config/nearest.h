/* SPDX-License-Identifier: MIT */
/*
 * nearest: the name that was probably meant by one that is not known.
 */
#ifndef CONFIG_NEAREST_H
#define CONFIG_NEAREST_H

#include <stddef.h>

/* The one of the n names that is nearest by letters added, lost, changed or swapped; NULL where
 * none is near (more than a third of the letters differ). Borrowed from `name`. */
const char *nearest_name(const char *typed, const char *(*name)(size_t i), size_t n);

#endif
