/* SPDX-License-Identifier: MIT */
#include "fetch/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

struct folder {
	int fd;
	char *root;           /* for messages */
	pthread_mutex_t lock; /* of the entries' measures: each is set once */
};

struct walk {
	struct tree *tree;
	const struct notes *notes;
	const char *root;
	struct str path; /* of the folder being listed, below the root, with a '/' at its end */
	int depth;
	bool is_full;
};

static void walk_folder(struct walk *walk, int fd);

bool folder_skips(const char *name, size_t len)
{
	static const char *const skipped[] = { "node_modules", "vendor", "_site",
					       "bower_components", "__pycache__" };

	for (size_t i = 0; i < sizeof(skipped) / sizeof(*skipped); i++) {
		if (strlen(skipped[i]) == len && strncmp(name, skipped[i], len) == 0)
			return true;
	}
	/* VitePress keeps its settings in a hidden folder. */
	return *name == '.' && (len != 10 || memcmp(name, ".vitepress", len) != 0);
}

static int64_t nanoseconds(const struct stat *status)
{
	return (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
}

static void note_unreadable(struct walk *walk)
{
	notes_add(walk->notes, NOTES_WARNING, _("The folder “%s/%s” cannot be read: %s."),
		  walk->root, str_bytes(&walk->path), strerror(errno));
}

static void enter(struct walk *walk, int above, const char *name)
{
	size_t len = walk->path.len;
	int fd;

	if (folder_skips(name, strlen(name)))
		return;
	str_text(&walk->path, name);
	if (walk->depth >= FOLDER_DEPTH) {
		notes_add(walk->notes, NOTES_WARNING,
			  _("The folder “%s/%s” lies too deep and is passed over."), walk->root,
			  walk->path.bytes);
	} else {
		fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0)
			note_unreadable(walk);
		str_byte(&walk->path, '/');
		if (fd >= 0)
			walk_folder(walk, fd);
	}
	walk->path.len = len;
	walk->path.bytes[len] = '\0';
}

static void add_file(struct walk *walk, const char *name)
{
	size_t len = walk->path.len;

	if (walk->tree->n_entries >= FOLDER_FILES) {
		if (!walk->is_full)
			notes_add(walk->notes, NOTES_WARNING,
				  _("“%s” holds more than %d files; the others are passed over."),
				  walk->root, FOLDER_FILES);
		walk->is_full = true;
		return;
	}
	str_text(&walk->path, name);
	tree_add(walk->tree, walk->path.bytes, -1, 0);
	walk->path.len = len;
	walk->path.bytes[len] = '\0';
}

static void visit(struct walk *walk, int fd, const struct dirent *entry)
{
	struct stat status;

	if (entry->d_type == DT_DIR) {
		enter(walk, fd, entry->d_name);
		return;
	}
	if (entry->d_type == DT_REG) {
		add_file(walk, entry->d_name);
		return;
	}
	if (entry->d_type != DT_UNKNOWN ||
	    fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	if (S_ISREG(status.st_mode))
		add_file(walk, entry->d_name);
	else if (S_ISDIR(status.st_mode))
		enter(walk, fd, entry->d_name);
}

/* Takes the descriptor. */
static void walk_folder(struct walk *walk, int fd)
{
	DIR *folder = fdopendir(fd);
	const struct dirent *entry;

	if (!folder) {
		note_unreadable(walk);
		close(fd);
		return;
	}
	walk->depth++;
	while (!walk->is_full && (entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			visit(walk, fd, entry);
	}
	walk->depth--;
	closedir(folder);
}

static void set_measures(struct tree *tree, size_t i, const struct stat *status)
{
	struct folder *folder = tree->context;
	struct tree_entry *entry = &tree->entries[i];

	pthread_mutex_lock(&folder->lock);
	if (entry->size < 0) {
		entry->size = status->st_size;
		entry->mtime = nanoseconds(status);
	}
	pthread_mutex_unlock(&folder->lock);
}

static void folder_measure(struct tree *tree, size_t i)
{
	const struct folder *folder = tree->context;
	struct stat status = { 0 };

	if (fstatat(folder->fd, tree->entries[i].path, &status, AT_SYMLINK_NOFOLLOW) < 0)
		status = (struct stat){ 0 };
	set_measures(tree, i, &status);
}

static int folder_read(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const struct folder *folder = tree->context;
	const char *path = tree->entries[i].path;
	char *name = path_join(folder->root, path);
	struct stat status;
	int fd, result;

	fd = openat(folder->fd, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		result = err_set(err, _("“%s” cannot be read: %s."), name, strerror(errno));
	} else {
		/* Before the first byte: a file that is being written is read anew next time. */
		if (fstat(fd, &status) < 0)
			status = (struct stat){ 0 };
		set_measures(tree, i, &status);
		result = file_read_sized(fd, name, status.st_size, limit, out, err);
		close(fd);
	}
	free(name);
	return result;
}

static void folder_release(struct tree *tree)
{
	struct folder *folder = tree->context;

	close(folder->fd);
	pthread_mutex_destroy(&folder->lock);
	free(folder->root);
	free(folder);
}

static int cannot_open(const char *root, struct err *err)
{
	if (errno == ENOENT || errno == ENOTDIR)
		return err_set(err, _("There is no folder “%s”."), root);
	return err_set(err, _("The folder “%s” cannot be read: %s."), root, strerror(errno));
}

int folder_open(const char *root, struct tree *tree, struct err *err)
{
	struct folder *folder;
	int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return cannot_open(root, err);
	folder = mem_alloc(1, sizeof(*folder));
	folder->fd = fd;
	folder->root = mem_string(root);
	pthread_mutex_init(&folder->lock, NULL);
	*tree = (struct tree){
		.read = folder_read,
		.measure = folder_measure,
		.release = folder_release,
		.context = folder,
	};
	return 0;
}

bool folder_add(struct tree *tree, const char *path)
{
	const struct folder *folder = tree->context;
	struct stat status;

	if (fstatat(folder->fd, path, &status, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(status.st_mode))
		return false;
	tree_add(tree, path, status.st_size, nanoseconds(&status));
	return true;
}

int folder_list(const char *root, const struct notes *notes, struct tree *tree, struct err *err)
{
	struct walk walk = { .tree = tree, .notes = notes, .root = root };
	int fd;

	if (folder_open(root, tree, err) < 0)
		return -1;
	/* A descriptor of its own: listing moves its place. */
	fd = openat(((struct folder *)tree->context)->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		cannot_open(root, err);
		tree_release(tree);
		return -1;
	}
	str_text(&walk.path, "");
	walk_folder(&walk, fd);
	str_release(&walk.path);
	tree_sort(tree);
	return 0;
}
