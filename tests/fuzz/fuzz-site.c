/* SPDX-License-Identifier: MIT */
/*
 * A post of a small site of some generator, whose first byte says which, and a file that it uses (a
 * template, data), with a NUL between the two: tags, shortcodes, MDX, reStructuredText.
 */
#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/tree.h"
#include "fuzz.h"
#include "site/site.h"
#include "text/safe.h"

struct kind {
	const char *mark, *settings, *used, *post;
};

static const struct kind kinds[] = {
	{ "_config.yml", "title: T\nurl: https://t.example\nx: [a, b]\n", "_includes/x.html",
	  "_posts/2024-07-16-x.md" },
	{ "hugo.toml", "baseURL = 'https://t.example/'\n", "layouts/shortcodes/x.html",
	  "content/news/x.md" },
	{ "eleventy.config.js", "export default () => ({ dir: { input: \"src\" } });\n",
	  "src/_data/x.js", "src/posts/2024-07-16-x.md" },
	{ "docusaurus.config.js", "module.exports = { url: 'https://t.example', baseUrl: '/' };\n",
	  "blog/x.ts", "blog/2024-07-16-x.mdx" },
	{ "conf.py", "extensions = ['ablog']\n", "_data/x.yaml", "news/2024/x.rst" },
	{ "conf.py", "extensions = ['ablog']\n", "_data/x.yaml", "news/2024/x.md" },
	{ "go.mod", "module x\n", "blog/x.go", "blog/2024-07-16-x.md" },
};

enum { N_KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* The two files that vary. */
struct input {
	const struct kind *kind;
	struct str used, post;
};

static int read_file(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const struct input *input = tree->context;
	const char *path = tree->entries[i].path;

	(void)limit;
	(void)err;
	if (strcmp(path, input->kind->mark) == 0)
		str_text(out, input->kind->settings);
	else if (strcmp(path, input->kind->post) == 0)
		str_add(out, str_bytes(&input->post), input->post.len);
	else
		str_add(out, str_bytes(&input->used), input->used.len);
	return 0;
}

static void check_post(const struct post *post)
{
	assert(post->title && safe_is(post->title, strlen(post->title)));
	assert(post->body && post->body[post->body_len] == '\0');
	assert(post->body_len < 64 * 1024 * 1024);
}

static void read_post(struct tree *tree, const char *path)
{
	const struct site_options options = { .source = "fuzz", .only = path };
	struct site *site = site_new(tree, &options, NULL);
	struct post post = { .id = "" };
	struct err why;

	if (site_read(site, (size_t)tree_find(tree, path), NULL, &post, &why) == SITE_POST) {
		check_post(&post);
		post_release(&post);
	}
	site_free(site);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes;
	struct input input = { .kind = &kinds[len ? bytes[0] % N_KINDS : 0] };
	struct tree tree = { .read = read_file, .context = &input };
	const char *nul = len > 1 ? memchr(text + 1, '\0', len - 1) : NULL;

	if (nul)
		str_add(&input.used, text + 1, (size_t)(nul - text) - 1);
	if (len > 1)
		str_add(&input.post, nul ? nul + 1 : text + 1,
			(size_t)(text + len - (nul ? nul + 1 : text + 1)));
	tree_add(&tree, input.kind->mark, 1, 1);
	tree_add(&tree, input.kind->used, 1, 1);
	tree_add(&tree, input.kind->post, 1, 1);
	tree_sort(&tree);
	read_post(&tree, input.kind->post);
	tree_release(&tree);
	str_release(&input.used);
	str_release(&input.post);
	return 0;
}
