/* SPDX-License-Identifier: MIT */
/*
 * hash: FNV-1a, 64 bits: the same on every machine, so it may name posts in files that are shared.
 * Not for secrets.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* Goes on from `hash`: HASH_START, or what an earlier call gave. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len);
uint64_t hash_text(uint64_t hash, const char *text);

#endif
