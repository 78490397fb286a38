/* SPDX-License-Identifier: MIT */
/*
 * unpacker: libarchive, opened when the first archive is unpacked.
 */
#ifndef FORMAT_UNPACKER_H
#define FORMAT_UNPACKER_H

#include <archive.h>
#include <archive_entry.h>

/* archive_read_new() is unpacker_open()->read_new(), and so on. */
struct unpacker {
#define UNPACKER(name) __typeof__(archive_##name) *(name);
#include "format/unpacker.def"
#undef UNPACKER
};

/* Always the same one. */
const struct unpacker *unpacker_open(void);

#endif
