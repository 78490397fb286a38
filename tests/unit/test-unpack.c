/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "base/notes.h"
#include "base/str.h"
#include "format/unpack.h"

enum { MIB = 1024 * 1024 };

static const struct unpack_rule plain = {
	.entries = 1000,
	.bytes = 64 * MIB,
	.kept = 8 * MIB,
	.of_one = 4 * MIB,
	.ratio = 100,
};

/* An archive being made: where it goes, and how. */
struct maker {
	struct archive *archive;
	struct str bytes;
};

static la_ssize_t take(struct archive *archive, void *context, const void *block, size_t len)
{
	struct maker *maker = context;

	(void)archive;
	str_add(&maker->bytes, block, len);
	return (la_ssize_t)len;
}

static void start(struct maker *maker, const char *format, const char *filter)
{
	*maker = (struct maker){ .archive = archive_write_new() };
	assert_int_equal(archive_write_set_format_by_name(maker->archive, format), ARCHIVE_OK);
	if (filter)
		assert_int_equal(archive_write_add_filter_by_name(maker->archive, filter),
				 ARCHIVE_OK);
	archive_write_set_bytes_in_last_block(maker->archive, 1);
	assert_int_equal(archive_write_open(maker->archive, maker, NULL, take, NULL), ARCHIVE_OK);
}

static void put(struct maker *maker, const char *name, unsigned type, const char *target)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, type);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, type == AE_IFREG ? (la_int64_t)strlen(name) : 0);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(entry, target);
	else if (target)
		archive_entry_set_hardlink(entry, target);
	assert_int_equal(archive_write_header(maker->archive, entry), ARCHIVE_OK);
	if (type == AE_IFREG && !target)
		archive_write_data(maker->archive, name, strlen(name));
	archive_entry_free(entry);
}

static void put_zeros(struct maker *maker, const char *name, int64_t size)
{
	static const char zeros[MIB];
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, size);
	assert_int_equal(archive_write_header(maker->archive, entry), ARCHIVE_OK);
	for (; size > 0; size -= MIB)
		archive_write_data(maker->archive, zeros, size < MIB ? (size_t)size : MIB);
	archive_entry_free(entry);
}

static void finish(struct maker *maker)
{
	assert_int_equal(archive_write_close(maker->archive), ARCHIVE_OK);
	archive_write_free(maker->archive);
}

static void collect(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	str_format(context, "%s\n", sentence);
}

static int unpack(const struct str *bytes, const struct unpack_rule *rule, struct tree *tree,
		  struct str *told, struct err *err)
{
	const struct unpack_input input = { .bytes = bytes->bytes, .len = bytes->len };
	const struct notes notes = { collect, told };

	return unpack_tree(&input, "x.tar", rule, &notes, tree, err);
}

static void assert_paths(const struct tree *tree, const char *expected)
{
	struct str paths = { 0 };

	for (size_t i = 0; i < tree->n_entries; i++)
		str_format(&paths, "%s ", tree->entries[i].path);
	assert_string_equal(str_bytes(&paths), expected);
	str_release(&paths);
}

static void test_kinds(void **state)
{
	static const struct {
		const char *format, *filter;
	} samples[] = {
		{ "ustar", NULL },    { "ustar", "gzip" }, { "pax", "xz" },
		{ "gnutar", "zstd" }, { "pax", "bzip2" },  { "zip", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct tree tree = { 0 };
		struct maker maker;
		struct str text = { 0 };
		struct err err = { "" };

		start(&maker, samples[i].format, samples[i].filter);
		put(&maker, "site/b.md", AE_IFREG, NULL);
		put(&maker, "site/a/c.md", AE_IFREG, NULL);
		finish(&maker);
		assert_true(unpack_knows(maker.bytes.bytes, maker.bytes.len));
		unpack(&maker.bytes, &plain, &tree, NULL, &err);
		assert_string_equal(err.text, "");
		assert_paths(&tree, "site/a/c.md site/b.md ");
		assert_int_equal(tree.entries[1].size, 9);
		assert_true(tree.entries[1].mtime < 0);
		assert_int_equal(tree_read(&tree, "site/a/c.md", 100, &text, &err), 0);
		assert_string_equal(text.bytes, "site/a/c.md");
		assert_int_equal(tree_read(&tree, "site/a/c.md", 3, &text, &err), -1);
		str_release(&text);
		tree_release(&tree);
		str_release(&maker.bytes);
	}
}

static void test_bad_names(void **state)
{
	struct tree tree = { 0 };
	struct str told = { 0 };
	struct maker maker;
	struct err err;

	(void)state;
	start(&maker, "pax", "gzip");
	put(&maker, "a/../../up.md", AE_IFREG, NULL);
	put(&maker, "/etc/absolute.md", AE_IFREG, NULL);
	put(&maker, "./a//b.md", AE_IFREG, NULL);
	put(&maker, "a", AE_IFDIR, NULL);
	put(&maker, "link.md", AE_IFLNK, "/etc/passwd");
	put(&maker, "hard.md", AE_IFREG, "a/b.md");
	put(&maker, "device", AE_IFCHR, NULL);
	put(&maker, "pipe", AE_IFIFO, NULL);
	put(&maker, "..md", AE_IFREG, NULL);
	finish(&maker);
	assert_int_equal(unpack(&maker.bytes, &plain, &tree, &told, &err), 0);
	assert_paths(&tree, "..md a/b.md ");
	assert_string_equal(str_bytes(&told), "“x.tar”: 2 entries were passed over because their "
					      "names lead out of the archive.\n");
	str_release(&told);
	tree_release(&tree);
	str_release(&maker.bytes);
}

static enum unpack_wish wish(const char *path)
{
	if (str_ends(path, ".png"))
		return UNPACK_LIST;
	return str_ends(path, ".o") ? UNPACK_SKIP : UNPACK_KEEP;
}

static void test_wishes(void **state)
{
	struct unpack_rule rule = plain;
	struct tree tree = { 0 };
	struct str text = { 0 };
	struct maker maker;
	struct err err;

	(void)state;
	rule.wish = wish;
	rule.strip = 1;
	start(&maker, "pax", NULL);
	put(&maker, "repo-main/a.md", AE_IFREG, NULL);
	put(&maker, "repo-main/x/b.png", AE_IFREG, NULL);
	put(&maker, "repo-main/x/c.o", AE_IFREG, NULL);
	put(&maker, "top.md", AE_IFREG, NULL);
	put_zeros(&maker, "repo-main/large.md", 5 * MIB);
	finish(&maker);
	assert_int_equal(unpack(&maker.bytes, &rule, &tree, NULL, &err), 0);
	assert_paths(&tree, "a.md large.md x/b.png ");
	assert_int_equal(tree_read(&tree, "x/b.png", 100, &text, &err), -1);
	assert_string_equal(err.text, "“x/b.png” in “x.tar” was not unpacked.");
	assert_int_equal(tree_read(&tree, "large.md", 100 * MIB, &text, &err), -1);
	str_release(&text);
	tree_release(&tree);
	str_release(&maker.bytes);
}

/* The stamp of a file follows from its bytes; of two files of one name the last counts. */
static void test_stamps(void **state)
{
	int64_t stamps[2];

	(void)state;
	for (int round = 0; round < 2; round++) {
		struct tree tree = { 0 };
		struct maker maker;
		struct err err;

		start(&maker, "pax", round ? "gzip" : "xz");
		if (round)
			put_zeros(&maker, "a.md", 10);
		put(&maker, "a.md", AE_IFREG, NULL);
		finish(&maker);
		assert_int_equal(unpack(&maker.bytes, &plain, &tree, NULL, &err), 0);
		assert_int_equal(tree.n_entries, 1);
		assert_int_equal(tree.entries[0].size, 4);
		stamps[round] = tree.entries[0].mtime;
		tree_release(&tree);
		str_release(&maker.bytes);
	}
	assert_int_equal(stamps[0], stamps[1]);
}

static void refuse(struct maker *maker, const char *sentence)
{
	struct tree tree = { 0 };
	struct err err = { "" };

	finish(maker);
	assert_int_equal(unpack(&maker->bytes, &plain, &tree, NULL, &err), -1);
	assert_string_equal(err.text, sentence);
	str_release(&maker->bytes);
}

static void test_bounds(void **state)
{
	struct maker maker;
	char name[32];

	(void)state;
	start(&maker, "pax", "gzip");
	put_zeros(&maker, "bomb.md", 40 * MIB);
	refuse(&maker, "“x.tar” unpacks to more than 100 times its size and is refused.");

	start(&maker, "pax", NULL);
	put_zeros(&maker, "large.bin", 80 * MIB);
	refuse(&maker, "“x.tar” holds more than 67108864 bytes, the most that is unpacked.");

	start(&maker, "pax", NULL);
	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), "%d.md", i);
		put_zeros(&maker, name, 3 * MIB);
	}
	refuse(&maker, "“x.tar” holds more than 8388608 bytes of text, the most that is kept.");

	start(&maker, "pax", "gzip");
	for (int i = 0; i < 1001; i++) {
		snprintf(name, sizeof(name), "%d.md", i);
		put(&maker, name, AE_IFREG, NULL);
	}
	refuse(&maker, "“x.tar” holds more than 1000 entries, the most that is unpacked.");
}

static void test_broken(void **state)
{
	struct tree tree = { 0 };
	struct maker inner, maker;
	struct str cut = { 0 };
	struct err err;

	(void)state;
	start(&inner, "pax", "gzip");
	for (int i = 0; i < 50; i++)
		put(&inner, "a.md", AE_IFREG, NULL);
	finish(&inner);
	str_add(&cut, inner.bytes.bytes, inner.bytes.len / 2);
	assert_int_equal(unpack(&cut, &plain, &tree, NULL, &err), -1);
	assert_true(str_starts(err.text, "“x.tar” cannot be unpacked ("));
	str_clear(&cut);
	str_text(&cut, "no archive at all");
	assert_int_equal(unpack(&cut, &plain, &tree, NULL, &err), -1);
	assert_false(unpack_knows(cut.bytes, cut.len));
	str_release(&cut);

	start(&maker, "raw", "gzip");
	{
		struct archive_entry *entry = archive_entry_new();

		archive_entry_set_filetype(entry, AE_IFREG);
		archive_write_header(maker.archive, entry);
		archive_write_data(maker.archive, inner.bytes.bytes, inner.bytes.len);
		archive_entry_free(entry);
	}
	refuse(&maker, "“x.tar” is compressed more than once and is refused.");
	str_release(&inner.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),  cmocka_unit_test(test_bad_names),
		cmocka_unit_test(test_wishes), cmocka_unit_test(test_stamps),
		cmocka_unit_test(test_bounds), cmocka_unit_test(test_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
