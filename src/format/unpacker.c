/* SPDX-License-Identifier: MIT */
#include "format/unpacker.h"

#ifdef ARCHIVE_SONAME

#include "base/library.h"

const struct unpacker *unpacker_open(void)
{
	static const struct library_function functions[] = {
#define UNPACKER(name) { "archive_" #name, offsetof(struct unpacker, name) },
#include "format/unpacker.def"
#undef UNPACKER
	};
	static struct unpacker unpacker;

	if (!unpacker.read_new)
		library_open(ARCHIVE_SONAME, functions, sizeof(functions) / sizeof(*functions),
			     &unpacker);
	return &unpacker;
}

#else

const struct unpacker *unpacker_open(void)
{
	static const struct unpacker unpacker = {
#define UNPACKER(name) .name = archive_##name,
#include "format/unpacker.def"
#undef UNPACKER
	};

	return &unpacker;
}

#endif
