/* SPDX-License-Identifier: MIT */
#include "refresh/rulebook.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/str.h"
#include "base/xdg.h"

enum { MOST_BYTES = 16 * 1024 * 1024 };

struct rulebook {
	const struct notes *notes;
	char *shipped, *user; /* paths */
	uint64_t hash;
	bool is_read;
	struct kinds *kinds;
};

static uint64_t hash_file(uint64_t hash, const char *path)
{
	struct str bytes = { 0 };
	struct err err;

	if (access(path, R_OK) == 0 && file_read(path, MOST_BYTES, &bytes, &err) == 0)
		hash = hash_bytes(hash, str_bytes(&bytes), bytes.len);
	str_release(&bytes);
	return hash;
}

struct rulebook *rulebook_new(const struct notes *notes)
{
	struct rulebook *rulebook = mem_alloc(1, sizeof(*rulebook));

	rulebook->notes = notes;
	rulebook->shipped = place_data("actions.yaml");
	rulebook->user = xdg_path(XDG_CONFIG, "actions.yaml");
	rulebook->hash = hash_file(hash_file(HASH_START, rulebook->shipped), rulebook->user);
	return rulebook;
}

void rulebook_free(struct rulebook *rulebook)
{
	kinds_free(rulebook->kinds);
	free(rulebook->shipped);
	free(rulebook->user);
	free(rulebook);
}

uint64_t rulebook_hash(const struct rulebook *rulebook)
{
	return rulebook->hash;
}

struct kinds *rulebook_kinds(struct rulebook *rulebook)
{
	struct err err;

	if (rulebook->is_read)
		return rulebook->kinds;
	rulebook->is_read = true;
	rulebook->kinds = kinds_new(rulebook->shipped, rulebook->user, rulebook->notes, &err);
	if (!rulebook->kinds)
		notes_add(rulebook->notes, NOTES_WARNING, "%s", err.text);
	return rulebook->kinds;
}
