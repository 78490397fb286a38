/* SPDX-License-Identifier: MIT */
#include "config/config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/mistake.h"
#include "config/nearest.h"
#include "format/yaml.h"

enum { MOST_BYTES = 1024 * 1024 };

struct config {
	struct {
		int number;
		char *text;
	} values[N_OPTIONS];
	struct value_tree tree;
	char *path;
};

static const struct option_info options[N_OPTIONS] = {
#define OPTION(id, name, type, otherwise, least, most, help) \
	[OPTION_##id] = { name, otherwise, help, OPTION_TYPE_##type, least, most },
#include "config/options.def"
#undef OPTION
};

static const char *const sections[] = { "keys", "colors", "views" };

enum { N_SECTIONS = sizeof(sections) / sizeof(*sections) };

const struct option_info *config_info(enum option option)
{
	assert(option < N_OPTIONS);
	return &options[option];
}

bool config_find(const char *name, enum option *option)
{
	for (int i = 0; i < N_OPTIONS; i++) {
		if (strcmp(options[i].name, name) == 0) {
			*option = (enum option)i;
			return true;
		}
	}
	return false;
}

/* The names that may stand in config.yaml. */
static const char *known_name(size_t i)
{
	return i < N_OPTIONS ? options[i].name : sections[i - N_OPTIONS];
}

static bool is_section(const char *name)
{
	for (size_t i = 0; i < N_SECTIONS; i++) {
		if (strcmp(sections[i], name) == 0)
			return true;
	}
	return false;
}

static int read_number(const struct option_info *info, const char *text, int *number,
		       struct err *err)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (end == text || *end || value < info->least || value > info->most)
		return err_set(err, _("“%s” takes a number from %d to %d, not “%s”."), info->name,
			       info->least, info->most, text);
	*number = (int)value;
	return 0;
}

static int read_truth(const struct option_info *info, const char *text, int *number,
		      struct err *err)
{
	static const char *const words[] = { "no", "yes", "false", "true", "off", "on", "0", "1" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (str_equal_folded(words[i], text)) {
			*number = i % 2;
			return 0;
		}
	}
	return err_set(err, _("“%s” takes yes or no, not “%s”."), info->name, text);
}

static int read_choice(const struct option_info *info, const char *text, struct err *err)
{
	size_t len = strlen(text);

	for (const char *word = info->otherwise; *word; word += strspn(word, " ")) {
		size_t word_len = strcspn(word, " ");

		if (word_len == len && strncmp(word, text, len) == 0)
			return 0;
		word += word_len;
	}
	return err_set(err, _("“%s” takes one of these, not “%s”: %s."), info->name, text,
		       info->otherwise);
}

int config_set(struct config *config, enum option option, const char *text, struct err *err)
{
	const struct option_info *info = config_info(option);
	int number = 0, result = 0;

	if (info->type == OPTION_TYPE_NUMBER)
		result = read_number(info, text, &number, err);
	else if (info->type == OPTION_TYPE_TRUTH)
		result = read_truth(info, text, &number, err);
	else if (info->type == OPTION_TYPE_CHOICE)
		result = read_choice(info, text, err);
	if (result < 0)
		return -1;
	free(config->values[option].text);
	config->values[option].text = mem_string(text);
	config->values[option].number = number;
	return 0;
}

static void set_default(struct config *config, enum option option)
{
	const struct option_info *info = config_info(option);
	size_t len = info->type == OPTION_TYPE_CHOICE ? strcspn(info->otherwise, " ")
						      : strlen(info->otherwise);
	char *text = mem_copy(info->otherwise, len);
	struct err err;
	int set = config_set(config, option, text, &err);

	assert(set == 0);
	(void)set;
	free(text);
}

static void read_key(struct config *config, const struct value *value,
		     const struct mistake *mistake)
{
	enum option option;
	struct err err;

	if (is_section(value->key)) {
		if (value->kind == VALUE_MAP || value->kind == VALUE_NULL)
			return;
		err_set(&err,
			_("“%s” takes lines of its own below it, each with a name, a colon and "
			  "a value."),
			value->key);
		mistake_tell(mistake, value->line, err.text);
	} else if (!config_find(value->key, &option)) {
		mistake_unknown(mistake, value->line, value->key,
				nearest_name(value->key, known_name, N_OPTIONS + N_SECTIONS));
	} else if (value->kind == VALUE_LIST || value->kind == VALUE_MAP) {
		err_set(&err, _("“%s” takes one value."), value->key);
		mistake_tell(mistake, value->line, err.text);
	} else if (value->kind == VALUE_TEXT && config_set(config, option, value->text, &err) < 0) {
		mistake_tell(mistake, value->line, err.text);
	}
}

static void read_keys(struct config *config, const struct mistake *mistake)
{
	const struct value *root = config->tree.root;

	if (!root || root->kind == VALUE_NULL)
		return;
	if (root->kind != VALUE_MAP) {
		mistake_tell(mistake, root->line,
			     _("Here should be lines with a name, a colon and a value."));
		return;
	}
	for (const struct value *value = root->first; value; value = value->next)
		read_key(config, value, mistake);
}

static void read_file(struct config *config, const struct notes *notes)
{
	struct mistake mistake = { notes, config->path };
	struct str bytes = { 0 };
	struct err err;

	if (access(config->path, F_OK) == 0) {
		if (file_read(config->path, MOST_BYTES, &bytes, &err) < 0 ||
		    yaml_parse(str_bytes(&bytes), bytes.len, config->path, 1, &config->tree, notes,
			       &err) < 0)
			notes_add(notes, NOTES_WARNING, "%s", err.text);
		else
			read_keys(config, &mistake);
	}
	str_release(&bytes);
}

struct config *config_new(const char *path, const struct notes *notes)
{
	struct config *config = mem_alloc(1, sizeof(*config));

	for (int i = 0; i < N_OPTIONS; i++)
		set_default(config, (enum option)i);
	config->path = mem_string(path ? path : "");
	if (path)
		read_file(config, notes);
	return config;
}

void config_free(struct config *config)
{
	if (!config)
		return;
	for (int i = 0; i < N_OPTIONS; i++)
		free(config->values[i].text);
	value_release(&config->tree);
	free(config->path);
	free(config);
}

int config_number(const struct config *config, enum option option)
{
	assert(config_info(option)->type == OPTION_TYPE_NUMBER);
	return config->values[option].number;
}

bool config_truth(const struct config *config, enum option option)
{
	assert(config_info(option)->type == OPTION_TYPE_TRUTH);
	return config->values[option].number != 0;
}

const char *config_text(const struct config *config, enum option option)
{
	assert(option < N_OPTIONS);
	return config->values[option].text;
}

const struct value *config_section(const struct config *config, const char *name)
{
	const struct value *section = value_find(config->tree.root, name);

	return section && section->kind == VALUE_MAP ? section : NULL;
}

const char *config_path(const struct config *config)
{
	return config->path;
}
