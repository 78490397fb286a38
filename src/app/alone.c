/* SPDX-License-Identifier: MIT */
#include "app/alone.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/around.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/tree.h"
#include "base/xdg.h"
#include "format/unpack.h"
#include "site/site.h"

enum { MOST_SOURCES = 1024 * 1024 };

/* Files with other names may be feeds, or pages that lead to one. */
static bool is_text(const char *path)
{
	static const char *const extensions[] = { ".md", ".markdown", ".mdown", ".mkd", ".txt" };

	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		if (str_equal_folded(path_extension(path), extensions[i]))
			return true;
	}
	return false;
}

/* What a file of that name may still be: an archive, a feed in JSON, text in UTF-16. */
static bool is_plain(const struct str *bytes)
{
	size_t blanks = strspn(str_bytes(bytes), " \t\r\n");

	return !unpack_knows(str_bytes(bytes), bytes->len) &&
	       !memchr(str_bytes(bytes), '\0', bytes->len) && str_bytes(bytes)[blanks] != '{';
}

/* The user's word on the file, where it is subscribed to, is hallway-fetch's to heed. */
static bool is_subscribed(const char *path)
{
	char *list = xdg_path(XDG_CONFIG, "sources.yaml");
	struct str bytes = { 0 };
	struct err ignored;
	bool is_there = file_read(list, MOST_SOURCES, &bytes, &ignored) == 0 &&
			strstr(str_bytes(&bytes), path_base(path));

	str_release(&bytes);
	free(list);
	return is_there;
}

static int give(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const struct str *bytes = tree->context;

	(void)i;
	(void)limit;
	(void)err;
	str_add(out, bytes->bytes, bytes->len);
	return 0;
}

/* The post as it is in a tree of nothing else. */
static bool parse(struct session *session, const char *real, struct str *bytes, struct post *post)
{
	struct tree tree = { .read = give, .context = bytes };
	char *folder = path_folder(real), *root = path_address(*folder ? folder : "/");
	const struct site_options options = {
		.source = session->addresses.items[0],
		.root = root,
		.lang = session->lang,
		.only = path_base(real),
		.no_repair = !config_truth(session->config, OPTION_REPAIR),
	};
	struct site *site;
	struct err why;
	bool is_post;

	tree_add(&tree, path_base(real), (int64_t)bytes->len, 0);
	site = site_new(&tree, &options, &session->notes);
	is_post = site_read(site, 0, bytes, post, &why) == SITE_POST;
	site_free(site);
	tree_release(&tree);
	free(root);
	free(folder);
	return is_post;
}

static bool read_file(struct session *session, const char *real)
{
	char *around = around_find(real);
	struct str bytes = { 0 };
	struct post post = { 0 };
	struct err ignored;
	bool is_read = !around && file_read(real, SITE_LIMIT, &bytes, &ignored) == 0 &&
		       is_plain(&bytes) && parse(session, real, &bytes, &post);

	if (is_read) {
		session->piped = mem_alloc(1, sizeof(*session->piped));
		*session->piped = post;
		if (post.problem)
			notes_add(&session->notes, NOTES_WARNING, "%s", post.problem);
		strings_release(&session->addresses);
	}
	str_release(&bytes);
	free(around);
	return is_read;
}

bool alone_read(struct session *session)
{
	struct stat status;
	char *real;
	bool is_read;

	if (session->piped || session->addresses.n_items != 1 ||
	    !is_text(session->addresses.items[0]) || is_subscribed(session->addresses.items[0]))
		return false;
	real = realpath(session->addresses.items[0], NULL);
	is_read = real && stat(real, &status) == 0 && S_ISREG(status.st_mode) &&
		  read_file(session, real);
	free(real);
	return is_read;
}
