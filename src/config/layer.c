/* SPDX-License-Identifier: MIT */
#include "config/layer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/place.h"
#include "base/str.h"
#include "base/xdg.h"
#include "config/mistake.h"
#include "format/yaml.h"

enum { MOST_BYTES = 1024 * 1024 };

static char *user_file(const char *name)
{
	const char *home = getenv("HOME");

	if (str_starts(name, "~/") && home)
		return path_join(home, name + 2);
	return *name == '/' ? mem_string(name) : xdg_path(XDG_CONFIG, name);
}

static char *find(const char *kind, const char *name)
{
	struct str below = { 0 };
	char *path;

	if (strchr(name, '/') || str_ends(name, ".yaml"))
		return user_file(name);
	str_format(&below, "%s/%s.yaml", kind, name);
	path = xdg_path(XDG_CONFIG, below.bytes);
	if (access(path, F_OK) < 0) {
		free(path);
		path = place_data(below.bytes);
	}
	str_release(&below);
	return path;
}

void layer_read(struct layer *layer, const char *kind, const char *name, const struct notes *notes)
{
	struct str bytes = { 0 };
	struct err err;

	*layer = (struct layer){ .path = find(kind, name) };
	if (file_read(layer->path, MOST_BYTES, &bytes, &err) < 0 ||
	    yaml_parse(str_bytes(&bytes), bytes.len, layer->path, 1, &layer->tree, notes, &err) < 0)
		notes_add(notes, NOTES_WARNING, "%s", err.text);
	else if (layer->tree.root && layer->tree.root->kind != VALUE_MAP)
		mistake_tell(&(struct mistake){ notes, layer->path }, layer->tree.root->line,
			     _("Here should be lines with a name, a colon and a value."));
	if (layer->tree.root && layer->tree.root->kind != VALUE_MAP)
		value_release(&layer->tree);
	str_release(&bytes);
}

void layer_release(struct layer *layer)
{
	value_release(&layer->tree);
	free(layer->path);
	*layer = (struct layer){ 0 };
}
