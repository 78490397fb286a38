/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/around.h"
#include "base/file.h"
#include "base/path.h"
#include "base/str.h"
#include "fetch/fetch.h"

static const struct fetch_rule rule = { 0 };
static char *top; /* a folder of this test's own */

static char *below(const char *name)
{
	return path_join(top, name);
}

static void write_file(const char *name)
{
	char *path = below(name), *folder = path_folder(path);
	struct err err;

	assert_int_equal(file_make_folder(folder, &err), 0);
	assert_int_equal(file_write(path, name, strlen(name), &err), 0);
	free(folder);
	free(path);
}

static int set_up(void **state)
{
	static char template[] = "/tmp/hallway-test-XXXXXX";

	(void)state;
	top = mkdtemp(template);
	return top && chmod(top, 0700) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		execlp("rm", "rm", "-rf", top, (char *)NULL);
		_exit(127);
	}
	return child > 0 && waitpid(child, NULL, 0) == child ? 0 : -1;
}

static void join_paths(const struct tree *tree, struct str *paths)
{
	for (size_t i = 0; i < tree->n_entries; i++)
		str_format(paths, "%s ", tree->entries[i].path);
}

static void assert_paths(const struct tree *tree, const char *expected)
{
	struct str paths = { 0 };

	join_paths(tree, &paths);
	assert_string_equal(str_bytes(&paths), expected);
	str_release(&paths);
}

static void test_folder(void **state)
{
	static const char *const files[] = {
		"site/b.md",         "site/a/deep/c.md",
		"site/.git/config",  "site/.eleventy.js",
		"site/vendor/x.md",  "site/node_modules/y/README.md",
		"site/_site/z.html", "site/_posts/2024-01-02-x.md",
	};
	char *root = below("site"), *link = below("site/link.md"), *loop = below("site/a/loop");
	struct fetched fetched;
	struct str bytes = { 0 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		write_file(files[i]);
	assert_int_equal(symlink("/etc/passwd", link), 0);
	assert_int_equal(symlink("..", loop), 0);
	assert_int_equal(fetch_local(root, &rule, &fetched, &err), 0);
	assert_paths(&fetched.tree,
		     ".eleventy.js .git/config _posts/2024-01-02-x.md a/deep/c.md b.md ");
	assert_string_equal(fetched.root, root);
	assert_null(fetched.only);
	assert_int_equal(tree_measured(&fetched.tree, 4)->size, strlen("site/b.md"));
	assert_true(fetched.tree.entries[4].mtime > 0);
	assert_int_equal(tree_read(&fetched.tree, "a/deep/c.md", 100, &bytes, &err), 0);
	assert_string_equal(bytes.bytes, "site/a/deep/c.md");
	assert_int_equal(tree_read(&fetched.tree, "b.md", 3, &bytes, &err), -1);
	assert_non_null(strstr(err.text, "site/b.md” is larger than 3 bytes"));
	str_release(&bytes);
	fetch_release(&fetched);
	free(loop);
	free(link);
	free(root);
}

/* What changed into a link after it was listed is not read. */
static void test_changed_file(void **state)
{
	char *root = below("race"), *file = below("race/a.md");
	struct fetched fetched;
	struct str bytes = { 0 };
	struct err err;

	(void)state;
	write_file("race/a.md");
	assert_int_equal(fetch_local(root, &rule, &fetched, &err), 0);
	unlink(file);
	assert_int_equal(symlink("/etc/passwd", file), 0);
	assert_int_equal(tree_read(&fetched.tree, "a.md", 10000, &bytes, &err), -1);
	assert_non_null(strstr(err.text, "race/a.md"));
	str_release(&bytes);
	fetch_release(&fetched);
	free(file);
	free(root);
}

static void test_one_file(void **state)
{
	char *alone = below("alone/x y.md"), *inside = below("site/_posts/2024-01-02-x.md");
	char *hidden = below("site/.git/config"), *folder = below("site/_posts");
	struct fetched fetched;
	struct err err;

	(void)state;
	write_file("alone/x y.md");
	write_file("alone/other.md");
	assert_int_equal(fetch_local(alone, &rule, &fetched, &err), 0);
	assert_paths(&fetched.tree, "x y.md ");
	assert_string_equal(fetched.only, "x y.md");
	fetch_release(&fetched);

	assert_int_equal(fetch_local(inside, &rule, &fetched, &err), 0);
	assert_true(fetched.tree.n_entries > 1);
	assert_string_equal(fetched.only, "_posts/2024-01-02-x.md");
	fetch_release(&fetched);

	assert_int_equal(fetch_local(folder, &rule, &fetched, &err), 0);
	assert_string_equal(fetched.below, "_posts");
	assert_true(tree_find(&fetched.tree, "_posts/2024-01-02-x.md") >= 0);
	assert_true(tree_find(&fetched.tree, "b.md") >= 0);
	fetch_release(&fetched);

	assert_int_equal(fetch_local(hidden, &rule, &fetched, &err), 0);
	assert_true(tree_find(&fetched.tree, fetched.only) >= 0);
	fetch_release(&fetched);
	free(folder);
	free(hidden);
	free(inside);
	free(alone);
}

static void test_failures(void **state)
{
	static const struct {
		const char *name, *text;
	} samples[] = {
		{ "nowhere", "There is no file or folder “" },
		{ "alone/x y.md/z", "There is no file or folder “" },
		{ "empty", "empty” is empty." },
		{ "pipe", "pipe” is neither a file nor a folder." },
	};
	char *empty = below("empty"), *pipe = below("pipe");
	struct fetched fetched;

	(void)state;
	mkdir(empty, 0700);
	mkfifo(pipe, 0600);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *path = below(samples[i].name);
		struct err err = { "" };

		assert_int_equal(fetch_local(path, &rule, &fetched, &err), -1);
		assert_non_null(strstr(err.text, samples[i].text));
		assert_non_null(strstr(err.text, path));
		free(path);
	}
	free(pipe);
	free(empty);
}

static void test_around(void **state)
{
	char *file = below("home/site/a/b/c.md"), *home = below("home");
	char *other = below("home/other/news/x.md");
	char *root = below("home/site"), *inner = below("home/site/a/b"), *found;

	(void)state;
	write_file("home/site/a/b/c.md");
	assert_null(around_find(file));
	write_file("home/.git");
	setenv("HOME", home, 1);
	assert_null(around_find(file));
	write_file("home/site/config.toml");
	assert_null(around_find(file));
	write_file("home/site/content/x.md");
	found = around_find(file);
	assert_string_equal(found, root);
	free(found);
	assert_null(around_find_above(root));
	found = around_find_above(inner);
	assert_string_equal(found, root);
	free(found);
	write_file("home/site/a/package.json"); /* of something inside of the site */
	found = around_find_above(inner);
	assert_string_equal(found, root);
	free(found);
	write_file("home/other/package.json");
	write_file("home/other/news/x.md");
	found = around_find(other);
	assert_non_null(strstr(found, "home/other"));
	free(found);
	free(other);
	free(inner);
	free(root);
	free(home);
	free(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folder),   cmocka_unit_test(test_changed_file),
		cmocka_unit_test(test_one_file), cmocka_unit_test(test_failures),
		cmocka_unit_test(test_around),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
