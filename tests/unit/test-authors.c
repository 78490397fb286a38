/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/tree.h"
#include "site/authors.h"

/* A site's files: their paths and what is in them. */
static const struct {
	const char *path, *bytes;
} files[] = {
	{ "_data/authors.yml", "ada:\n  name: Ada Byron\n  url: https://example.org/\nbo: Bo Li\n"
			       "nameless:\n  url: https://example.org/\n" },
	{ "_data/people.json", "[{\"id\": \"cy\", \"name\": \"Cy Moss\"}, {\"name\": \"None\"}]" },
	{ "src/_data/authors.js", "module.exports = { ned: { name: 'Ned Reed' } };\n" },
	{ "_data/sponsors.yml", "acme:\n  name: Acme\n" },
	{ "blog/authors.yml", "ada:\n  name: Another Ada\ndee:\n  name: Dee Fox\n" },
	{ "blog/people.yml", "zed:\n  name: Zed\n" },
	{ "data/author/eve-stone.json", "{\"name\": \"Eve Stone\", \"key\": \"eve\"}" },
	{ "site/data/authors/finn.toml", "name = \"Finn Hill\"\n" },
	{ "content/authors/gus/_index.md", "---\ntitle: Gus Lake\n---\nHe sails.\n" },
	{ "src/content/authors/hal.md", "---\nname: Hal Wood\n---\n" },
	{ "_authors/ida.md", "---\nshort_name: idab\nname: Ida Brook\n---\n" },
	{ "content/authors/_index.md", "---\ntitle: All authors\n---\n" },
	{ "content/pages/authors/jo.md", "---\nname: Jo\n---\n" },
	{ "node_modules/x/_data/authors.yml", "kim:\n  name: Kim\n" },
	{ ".cache/_data/authors.yml", "lou:\n  name: Lou\n" },
	{ "index.md", "# Hello\n" },
};

enum { N_FILES = sizeof(files) / sizeof(*files) };

static int read_file(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	for (int j = 0; j < N_FILES; j++) {
		if (strcmp(files[j].path, tree->entries[i].path) == 0) {
			assert_true(strlen(files[j].bytes) <= limit);
			str_text(out, files[j].bytes);
			return 0;
		}
	}
	return err_set(err, "no such file");
}

static void test_authors(void **state)
{
	static const char *const expected[][2] = {
		{ "ada", "Ada Byron" },  { "bo", "Bo Li" },       { "cy", "Cy Moss" },
		{ "dee", "Dee Fox" },    { "eve", "Eve Stone" },  { "eve-stone", "Eve Stone" },
		{ "finn", "Finn Hill" }, { "gus", "Gus Lake" },   { "hal", "Hal Wood" },
		{ "ned", "Ned Reed" },   { "idab", "Ida Brook" }, { "ida", "Ida Brook" },
		{ "nameless", NULL },    { "acme", NULL },        { "zed", NULL },
		{ "jo", NULL },          { "kim", NULL },         { "lou", NULL },
		{ "index", NULL },       { "authors", NULL },     { "_index", NULL },
	};
	struct tree tree = { .read = read_file };
	struct authors authors = { 0 };
	struct data data;

	(void)state;
	for (int i = 0; i < N_FILES; i++)
		tree_add(&tree, files[i].path, (int64_t)strlen(files[i].bytes), 0);
	tree_sort(&tree);
	data_init(&data, &tree, NULL);
	authors_read(&authors, &data, "");
	data_release(&data);
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		const char *name = map_find(&authors.names, expected[i][0]);

		if (!name != !expected[i][1] || (name && strcmp(name, expected[i][1]) != 0))
			fail_msg("%s is %s", expected[i][0], name ? name : "nobody");
	}
	authors_release(&authors);
	tree_release(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_authors) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
