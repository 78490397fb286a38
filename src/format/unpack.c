/* SPDX-License-Identifier: MIT */
#include "format/unpack.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "format/unpacker.h"

enum {
	BLOCK = 64 * 1024,
	LONGEST_NAME = 4096,
	MOST_FILTERS = 2, /* one compression, and libarchive's own "none" */
};

struct member {
	char *path;
	size_t order; /* in the archive */
	struct str bytes;
	int64_t size;
	uint64_t hash;
	bool is_kept;
};

struct members {
	struct member *items;
	size_t n_items;
	char *name; /* of the archive */
};

struct unpack {
	const struct unpacker *from;
	struct archive *archive;
	const char *name;
	const struct unpack_rule *rule;
	const struct notes *notes;
	struct err *err;
	struct members *members;
	size_t n_entries, n_outside;
	int64_t bytes, kept;
};

static int fail(struct unpack *unpack)
{
	const char *why = unpack->from->error_string(unpack->archive);

	return err_set(unpack->err, _("“%s” cannot be unpacked (%s)."), unpack->name,
		       why ? why : "?");
}

/* The name without "." and empty parts and without the folders to strip; NULL where it leads out.
 */
static char *clean_name(const char *name, size_t strip)
{
	struct str path = { 0 };
	bool is_outside = *name == '/' || strlen(name) > LONGEST_NAME;

	while (*name && !is_outside) {
		size_t len = strcspn(name, "/");

		if (len == 2 && strncmp(name, "..", 2) == 0) {
			is_outside = true;
		} else if (len > 0 && !(len == 1 && *name == '.') && !(strip > 0 && strip--)) {
			if (path.len > 0)
				str_byte(&path, '/');
			str_add(&path, name, len);
		}
		name += len + (name[len] == '/');
	}
	if (!is_outside)
		return str_take(&path);
	str_release(&path);
	return NULL;
}

static int check_bounds(struct unpack *unpack)
{
	const struct unpack_rule *rule = unpack->rule;
	int64_t packed = unpack->from->filter_bytes(unpack->archive, -1);

	if (unpack->n_entries > rule->entries)
		return err_set(unpack->err,
			       _("“%s” holds more than %zu entries, the most that is unpacked."),
			       unpack->name, rule->entries);
	if (unpack->bytes > rule->bytes)
		return err_set(unpack->err,
			       _("“%s” holds more than %lld bytes, the most that is unpacked."),
			       unpack->name, (long long)rule->bytes);
	if (unpack->kept > rule->kept)
		return err_set(unpack->err,
			       _("“%s” holds more than %lld bytes of text, the most that is kept."),
			       unpack->name, (long long)rule->kept);
	if (unpack->bytes > UNPACK_FREE && unpack->bytes / rule->ratio > packed)
		return err_set(unpack->err,
			       _("“%s” unpacks to more than %u times its size and is refused."),
			       unpack->name, rule->ratio);
	return 0;
}

/* Takes one block of a member; what is not kept is only counted. */
static int take_block(struct unpack *unpack, struct member *member, const char *block, size_t len,
		      int64_t offset)
{
	int64_t hole = offset - member->size;

	if (hole < 0)
		return fail(unpack);
	unpack->bytes += hole + (int64_t)len;
	member->size = offset + (int64_t)len;
	if (member->is_kept && member->size > unpack->rule->of_one) {
		unpack->kept -= (int64_t)member->bytes.len;
		str_release(&member->bytes);
		member->is_kept = false;
	}
	if (member->is_kept)
		unpack->kept += hole + (int64_t)len;
	if (check_bounds(unpack) < 0)
		return -1;
	for (; member->is_kept && hole > 0; hole--)
		str_byte(&member->bytes, '\0');
	if (member->is_kept)
		str_add(&member->bytes, block, len);
	member->hash = hash_bytes(member->hash, block, len);
	return 0;
}

static int read_member(struct unpack *unpack, struct member *member)
{
	const void *block;
	size_t len;
	la_int64_t offset;
	int result;

	while ((result = unpack->from->read_data_block(unpack->archive, &block, &len, &offset)) ==
	       ARCHIVE_OK) {
		if (take_block(unpack, member, block, len, offset) < 0)
			return -1;
	}
	return result == ARCHIVE_EOF ? 0 : fail(unpack);
}

static struct member *add_member(struct members *members, char *path, bool is_kept)
{
	struct member *member;

	members->items = mem_grow(members->items, members->n_items, sizeof(*members->items));
	member = &members->items[members->n_items];
	*member = (struct member){
		.path = path,
		.order = members->n_items,
		.hash = HASH_START,
		.is_kept = is_kept,
	};
	members->n_items++;
	return member;
}

static bool is_file(const struct unpacker *from, struct archive_entry *entry)
{
	return from->entry_filetype(entry) == AE_IFREG && !from->entry_hardlink(entry) &&
	       !from->entry_symlink(entry) && !from->entry_is_encrypted(entry);
}

/* The file's name in the tree; NULL where it is to have none. */
static char *name_of(struct unpack *unpack, struct archive_entry *entry)
{
	const char *name = unpack->from->entry_pathname_utf8(entry);
	char *path;

	if (!name)
		name = unpack->from->entry_pathname(entry);
	path = name ? clean_name(name, unpack->rule->strip) : NULL;
	if (!path) {
		unpack->n_outside++;
		return NULL;
	}
	if (*path && is_file(unpack->from, entry))
		return path;
	free(path);
	return NULL;
}

static int visit(struct unpack *unpack, struct archive_entry *entry)
{
	char *path = name_of(unpack, entry);
	enum unpack_wish wish = UNPACK_SKIP;
	struct member nobody = { .hash = HASH_START };

	unpack->n_entries++;
	if (check_bounds(unpack) < 0) {
		free(path);
		return -1;
	}
	if (path)
		wish = unpack->rule->wish ? unpack->rule->wish(path) : UNPACK_KEEP;
	if (wish == UNPACK_SKIP) {
		free(path);
		return read_member(unpack, &nobody);
	}
	return read_member(unpack, add_member(unpack->members, path, wish == UNPACK_KEEP));
}

static int visit_all(struct unpack *unpack)
{
	struct archive_entry *entry;
	int result;

	while ((result = unpack->from->read_next_header(unpack->archive, &entry)) != ARCHIVE_EOF) {
		if (result < ARCHIVE_WARN)
			return fail(unpack);
		if (unpack->from->filter_count(unpack->archive) > MOST_FILTERS)
			return err_set(unpack->err,
				       _("“%s” is compressed more than once and is refused."),
				       unpack->name);
		if (visit(unpack, entry) < 0)
			return -1;
	}
	if (unpack->n_outside > 0)
		notes_add(
			unpack->notes, NOTES_WARNING,
			ngettext("“%s”: %zu entry was passed over because its name leads out of "
				 "the archive.",
				 "“%s”: %zu entries were passed over because their names lead out "
				 "of the archive.",
				 unpack->n_outside),
			unpack->name, unpack->n_outside);
	return 0;
}

static int open_input(struct unpack *unpack, const struct unpack_input *input)
{
	const struct unpacker *from = unpack->from;
	struct archive *archive = unpack->archive;
	int result;

	from->read_support_filter_gzip(archive);
	from->read_support_filter_bzip2(archive);
	from->read_support_filter_xz(archive);
	from->read_support_filter_zstd(archive);
	from->read_support_format_tar(archive);
	from->read_support_format_zip(archive);
	if (input->bytes) {
		result = from->read_open_memory(archive, input->bytes, input->len);
	} else {
		lseek(input->fd, 0, SEEK_SET);
		result = from->read_open_fd(archive, input->fd, BLOCK);
	}
	return result == ARCHIVE_OK ? 0 : fail(unpack);
}

static int compare(const void *a, const void *b)
{
	const struct member *one = a, *other = b;
	int order = strcmp(one->path, other->path);

	return order ? order : one->order < other->order ? -1 : 1;
}

static void release_member(struct member *member)
{
	free(member->path);
	str_release(&member->bytes);
}

static void free_members(struct members *members)
{
	for (size_t i = 0; i < members->n_items; i++)
		release_member(&members->items[i]);
	free(members->items);
	free(members->name);
	free(members);
}

/* Sorted as a tree is, and of each path the last. */
static void sort(struct members *members)
{
	struct member *items = members->items;
	size_t n = 0;

	if (members->n_items > 0)
		qsort(items, members->n_items, sizeof(*items), compare);
	for (size_t i = 0; i < members->n_items; i++) {
		if (i + 1 < members->n_items && strcmp(items[i].path, items[i + 1].path) == 0)
			release_member(&items[i]);
		else
			items[n++] = items[i];
	}
	members->n_items = n;
}

static int read_entry(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const struct members *members = tree->context;
	const struct member *member = &members->items[i];

	if (!member->is_kept)
		return err_set(err, _("“%s” in “%s” was not unpacked."), member->path,
			       members->name);
	if (member->bytes.len > limit)
		return err_set(err, _("“%s” is larger than %zu bytes, the most that is read."),
			       member->path, limit);
	str_add(out, str_bytes(&member->bytes), member->bytes.len);
	return 0;
}

static void release_tree(struct tree *tree)
{
	free_members(tree->context);
}

static void fill_tree(struct members *members, struct tree *tree)
{
	*tree = (struct tree){
		.read = read_entry,
		.release = release_tree,
		.context = members,
	};
	sort(members);
	for (size_t i = 0; i < members->n_items; i++) {
		const struct member *member = &members->items[i];
		int64_t stamp = -(int64_t)(member->hash >> 1) - 1;

		tree_add(tree, member->path, member->size, stamp);
	}
}

int unpack_tree(const struct unpack_input *input, const char *name, const struct unpack_rule *rule,
		const struct notes *notes, struct tree *tree, struct err *err)
{
	const struct unpacker *from = unpacker_open();
	struct unpack unpack = {
		.from = from,
		.archive = from->read_new(),
		.name = name,
		.rule = rule,
		.notes = notes,
		.err = err,
		.members = mem_alloc(1, sizeof(*unpack.members)),
	};
	int result;

	if (!unpack.archive)
		err_die("unpack: out of memory");
	unpack.members->name = mem_string(name);
	result = open_input(&unpack, input);
	if (result == 0)
		result = visit_all(&unpack);
	from->read_free(unpack.archive);
	if (result == 0)
		fill_tree(unpack.members, tree);
	else
		free_members(unpack.members);
	return result;
}

bool unpack_knows(const char *bytes, size_t len)
{
	static const struct {
		size_t at, len;
		const char *magic;
	} magics[] = {
		{ 0, 2, "\x1f\x8b" },
		{ 0, 3, "BZh" },
		{ 0, 6,
		  "\xfd"
		  "7zXZ\0" },
		{ 0, 4, "\x28\xb5\x2f\xfd" },
		{ 0, 4, "PK\x03\x04" },
		{ 0, 4, "PK\x05\x06" },
		{ 257, 5, "ustar" },
	};

	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		if (len >= magics[i].at + magics[i].len &&
		    memcmp(bytes + magics[i].at, magics[i].magic, magics[i].len) == 0)
			return true;
	}
	return false;
}
