/* SPDX-License-Identifier: MIT */
#include "fetch/bundle.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fetch/folder.h"
#include "format/unpack.h"

enum { LARGEST_TEXT = 16 * 1024 * 1024 };

/* Extensions of files that hold no text; their bytes are not kept. */
static const char *const media[] = {
	".png",  ".jpg",   ".jpeg", ".gif",  ".webp", ".avif", ".bmp",  ".ico",    ".tif",
	".tiff", ".heic",  ".psd",  ".ai",   ".eps",  ".xcf",  ".mp3",  ".mp4",    ".m4a",
	".m4v",  ".mov",   ".webm", ".ogg",  ".ogv",  ".wav",  ".flac", ".avi",    ".mkv",
	".pdf",  ".woff",  ".eot",  ".ttf",  ".otf",  ".zip",  ".gz",   ".xz",     ".zst",
	".bz2",  ".7z",    ".tar",  ".jar",  ".exe",  ".dll",  ".so",   ".wasm",   ".bin",
	".doc",  ".docx",  ".xls",  ".xlsx", ".ppt",  ".pptx", ".odp",  ".odt",    ".key",
	".pack", ".woff2", ".db",   ".pyc",  ".map",  ".svgz", ".ics",  ".sqlite",
};

static bool is_inside_skipped(const char *path)
{
	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		if (folder_skips(path, (size_t)(slash - path)))
			return true;
	}
	return false;
}

static enum unpack_wish wish(const char *path)
{
	const char *extension = path_extension(path);

	if (is_inside_skipped(path))
		return UNPACK_SKIP;
	for (size_t i = 0; i < sizeof(media) / sizeof(*media); i++) {
		if (str_equal_folded(extension, media[i]))
			return UNPACK_LIST;
	}
	return UNPACK_KEEP;
}

int bundle_read(int fd, const char *name, size_t strip, const struct bounds *bounds,
		const struct notes *notes, struct tree *tree, struct err *err)
{
	const struct unpack_input input = { .fd = fd };
	const struct unpack_rule rule = {
		.wish = wish,
		.strip = strip,
		.entries = bounds->entries,
		.bytes = bounds->unpacked,
		.kept = bounds->kept,
		.of_one = LARGEST_TEXT,
		.ratio = bounds->ratio,
	};

	return unpack_tree(&input, name, &rule, notes, tree, err);
}
