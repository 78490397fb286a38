/* SPDX-License-Identifier: MIT */
#include "app/spare.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/path.h"
#include "base/str.h"

static char *make_folder(void)
{
	const char *above = getenv("TMPDIR");
	char *folder = path_join(above && *above == '/' ? above : "/tmp", "hallway-XXXXXX");

	if (mkdtemp(folder))
		return folder;
	free(folder);
	return NULL;
}

struct index *spare_open(const struct notes *notes, char **path)
{
	char *folder = make_folder();
	struct index *index;
	struct err ignored;

	*path = NULL;
	if (!folder)
		return NULL;
	*path = path_join(folder, "index.db");
	free(folder);
	index = index_open(*path, INDEX_READ, NULL, &ignored);
	if (index && index_is_kept(index)) {
		notes_add(notes, NOTES_WARNING, _("What is fetched lasts for this run only."));
		return index;
	}
	index_close(index);
	spare_remove(*path);
	free(*path);
	*path = NULL;
	return NULL;
}

void spare_remove(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".lock", ".damaged" };
	char *folder = path_folder(path);

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct str name = { 0 };

		str_format(&name, "%s%s", path, ends[i]);
		unlink(name.bytes);
		str_release(&name);
	}
	rmdir(folder);
	free(folder);
}
