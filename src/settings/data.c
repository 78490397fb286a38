/* SPDX-License-Identifier: MIT */
#include "settings/data.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "format/json.h"
#include "format/toml.h"
#include "format/yaml.h"
#include "settings/csv.h"
#include "settings/literal.h"
#include "text/charset.h"

struct data_file {
	char *text; /* NULL where it could not be read */
	size_t len;
	bool is_parsed;
	struct value_tree values;
	struct data_file *older;
};

void data_init(struct data *data, struct tree *tree, const struct notes *notes)
{
	*data = (struct data){ .tree = tree, .notes = notes, .hash = HASH_START };
}

void data_release(struct data *data)
{
	while (data->newest) {
		struct data_file *file = data->newest;

		data->newest = file->older;
		value_release(&file->values);
		free(file->text);
		free(file);
	}
	map_release(&data->files);
}

static void load(struct data *data, const char *path, struct data_file *file)
{
	struct str raw = { 0 }, text = { 0 };
	struct err err;
	ptrdiff_t entry = tree_find(data->tree, path);

	data->hash = hash_text(data->hash, path);
	if (entry < 0)
		return;
	if (data->tree->read(data->tree, (size_t)entry, DATA_LIMIT, &raw, &err) < 0) {
		notes_add(data->notes, NOTES_WARNING, "%s", err.text);
	} else {
		data->hash = hash_bytes(data->hash, str_bytes(&raw), raw.len);
		charset_decode(str_bytes(&raw), raw.len, NULL, &text);
		file->len = text.len;
		file->text = str_take(&text);
	}
	str_release(&raw);
}

static struct data_file *find(struct data *data, const char *path)
{
	struct data_file *file = map_find(&data->files, path);

	if (!file) {
		file = mem_alloc(1, sizeof(*file));
		file->older = data->newest;
		data->newest = file;
		map_put(&data->files, path, file);
		load(data, path, file);
	}
	return file;
}

const char *data_text(struct data *data, const char *path)
{
	return find(data, path)->text;
}

struct input {
	const char *bytes;
	size_t len;
	const char *path;
	const struct notes *notes;
};

static int parse_yaml(const struct input *in, struct value_tree *tree, struct err *err)
{
	return yaml_parse(in->bytes, in->len, in->path, 1, tree, in->notes, err);
}

static int parse_json(const struct input *in, struct value_tree *tree, struct err *err)
{
	return json_parse(in->bytes, in->len, in->path, tree, NULL, err);
}

static int parse_toml(const struct input *in, struct value_tree *tree, struct err *err)
{
	return toml_parse(in->bytes, in->len, in->path, 1, tree, err);
}

static int parse_csv(const struct input *in, struct value_tree *tree, struct err *err)
{
	(void)err;
	csv_parse(in->bytes, in->len, tree);
	return 0;
}

static int parse_script(const struct input *in, struct value_tree *tree, struct err *err)
{
	(void)err;
	literal_parse(in->bytes, in->len, LITERAL_SCRIPT, tree);
	return 0;
}

static int parse_python(const struct input *in, struct value_tree *tree, struct err *err)
{
	(void)err;
	literal_parse(in->bytes, in->len, LITERAL_PYTHON, tree);
	return 0;
}

static const struct format {
	const char *extension;
	int (*parse)(const struct input *in, struct value_tree *tree, struct err *err);
} formats[] = {
	{ ".yml", parse_yaml },   { ".yaml", parse_yaml },  { ".json", parse_json },
	{ ".toml", parse_toml },  { ".csv", parse_csv },    { ".js", parse_script },
	{ ".cjs", parse_script }, { ".mjs", parse_script }, { ".ts", parse_script },
	{ ".mts", parse_script }, { ".py", parse_python },
};

static const size_t n_formats = sizeof(formats) / sizeof(formats[0]);

static void parse(struct data *data, const char *path, struct data_file *file)
{
	const struct input in = { file->text, file->len, path, data->notes };
	struct err err;

	for (size_t i = 0; i < n_formats; i++) {
		if (!str_equal(path_extension(path), formats[i].extension))
			continue;
		if (formats[i].parse(&in, &file->values, &err) < 0) {
			notes_add(data->notes, NOTES_WARNING, "%s", err.text);
			value_release(&file->values);
		}
		return;
	}
}

const struct value *data_values(struct data *data, const char *path)
{
	struct data_file *file = find(data, path);

	if (file->text && !file->is_parsed) {
		file->is_parsed = true;
		parse(data, path, file);
	}
	return file->values.root;
}

const struct value *data_named(struct data *data, const char *folder, const char *name)
{
	char *start = *folder ? path_join(folder, name) : mem_string(name);
	const struct value *values = NULL;
	struct str path = { 0 };

	for (size_t i = 0; i < n_formats && !values; i++) {
		str_clear(&path);
		str_format(&path, "%s%s", start, formats[i].extension);
		if (tree_find(data->tree, str_bytes(&path)) >= 0)
			values = data_values(data, str_bytes(&path));
	}
	str_release(&path);
	free(start);
	return values;
}
