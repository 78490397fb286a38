/* SPDX-License-Identifier: MIT */
#include "post/rules.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "format/value.h"
#include "format/yaml.h"
#include "post/phrase.h"
#include "text/fold.h"

enum { MOST_BYTES = 1 << 20 };

/* Where a file is read from, for messages, and the action whose lists are being read. */
struct reading {
	struct rules *rules;
	const char *path;
	const struct notes *notes;
	uint64_t action;
};

static void complain(const struct reading *reading, const struct value *value, const char *why)
{
	/* TRANSLATORS: a file, the number of a line in it, a whole sentence. */
	notes_add(reading->notes, NOTES_WARNING, _("“%s”, line %u: %s"), reading->path, value->line,
		  why);
}

/* The list that the rule belongs to: the map hands its head out by address. */
static void file_rule(struct rules *rules, struct rule *rule)
{
	const char *key = pattern_key(&rule->pattern);
	struct rule **head = rule->pattern.scheme              ? &rules->schemes
			     : rule->pattern.host.n_items == 0 ? &rules->own
							       : &rules->any;

	if (!key) {
		rule->next = *head;
		*head = rule;
		return;
	}
	rule->next = map_find(&rules->hosts, key);
	map_put(&rules->hosts, key, rule);
}

static bool is_not(const char **text)
{
	bool is = **text == '!';

	*text += is;
	while (is && **text == ' ')
		++*text;
	return is;
}

static void add_link(const struct reading *reading, const struct value *value)
{
	struct rules *rules = reading->rules;
	const char *text = value->text;
	struct rule *rule = mem_alloc(1, sizeof(*rule));
	struct err err;

	rule->action = reading->action;
	rule->is_not = is_not(&text);
	if (pattern_read(text, &rule->pattern, &err) < 0) {
		complain(reading, value, err.text);
		free(rule);
		return;
	}
	rules->all = mem_grow(rules->all, rules->n_all, sizeof(struct rule *));
	rules->all[rules->n_all++] = rule;
	file_rule(rules, rule);
}

static void add_words(const struct reading *reading, const struct value *value)
{
	struct rules *rules = reading->rules;
	const char *text = value->text;
	struct rule_words words = { .action = reading->action, .is_not = is_not(&text) };

	if (!*text)
		return;
	words.phrase = phrase_new(text);
	rules->words = mem_grow(rules->words, rules->n_words, sizeof(words));
	rules->words[rules->n_words++] = words;
}

/* "Ticket-Link" as "ticket_link"; the caller frees. */
static char *plain_name(const char *name)
{
	char *plain = fold_copy(name);

	for (char *at = plain; *at; at++) {
		if (*at == '-')
			*at = '_';
	}
	return plain;
}

static void add_variable(const struct reading *reading, const struct value *value)
{
	struct rules *rules = reading->rules;

	rules->variables = mem_grow(rules->variables, rules->n_variables,
				    sizeof(*rules->variables));
	rules->variables[rules->n_variables++] = (struct rule_name){ plain_name(value->text),
								     reading->action };
}

uint64_t rules_variable(const struct rules *rules, const char *name)
{
	char *plain = plain_name(name);
	uint64_t actions = 0;

	for (size_t i = 0; i < rules->n_variables; i++) {
		if (fnmatch(rules->variables[i].pattern, plain, 0) == 0)
			actions |= rules->variables[i].action;
	}
	free(plain);
	return actions;
}

static void add_shared(const struct reading *reading, const struct value *value)
{
	strings_add(&reading->rules->shared, value->text);
}

/* Each text of the list; one alone may stand without a list. */
static void each(const struct reading *reading, const struct value *list,
		 void (*add)(const struct reading *reading, const struct value *value))
{
	if (!list || list->kind == VALUE_NULL)
		return;
	if (list->kind == VALUE_TEXT) {
		add(reading, list);
		return;
	}
	for (const struct value *value = list->first; value; value = value->next) {
		if (value->kind == VALUE_TEXT)
			add(reading, value);
		else
			complain(reading, value, _("This is no text."));
	}
}

/* The number of the action, made where it is new. */
static size_t find_action(struct rules *rules, const char *name)
{
	size_t i = 0;

	while (i < rules->names.n_items && strcmp(rules->names.items[i], name) != 0)
		i++;
	if (i == rules->names.n_items && i < RULES_ACTIONS) {
		strings_add(&rules->names, name);
		strings_add(&rules->titles, "");
	}
	return i;
}

static void set_title(struct rules *rules, size_t i, const char *title)
{
	if (!title)
		return;
	free(rules->titles.items[i]);
	rules->titles.items[i] = mem_string(title);
}

static void read_action(struct reading *reading, const struct value *value)
{
	size_t i = find_action(reading->rules, value->key);

	if (i == RULES_ACTIONS) {
		complain(reading, value, _("These are too many actions."));
		return;
	}
	set_title(reading->rules, i, value_text(value, "title"));
	reading->action = UINT64_C(1) << i;
	each(reading, value_find(value, "links"), add_link);
	each(reading, value_find(value, "words"), add_words);
	each(reading, value_find(value, "variables"), add_variable);
	reading->action = 0;
}

static void read_root(struct reading *reading, const struct value *root)
{
	const struct value *actions = value_find(root, "actions");

	if (actions && actions->kind == VALUE_MAP)
		for (const struct value *value = actions->first; value; value = value->next)
			read_action(reading, value);
	each(reading, value_find(root, "plain"), add_link);
	each(reading, value_find(root, "shared"), add_shared);
}

int rules_read(struct rules *rules, const char *path, const struct notes *notes, struct err *err)
{
	struct reading reading = { .rules = rules, .path = path, .notes = notes };
	struct value_tree tree = { .root = NULL };
	struct str bytes = { 0 };
	int result = file_read(path, MOST_BYTES, &bytes, err);

	if (result == 0)
		result = yaml_parse(str_bytes(&bytes), bytes.len, path, 1, &tree, notes, err);
	if (result == 0)
		read_root(&reading, tree.root);
	value_release(&tree);
	str_release(&bytes);
	return result;
}

void rules_release(struct rules *rules)
{
	for (size_t i = 0; i < rules->n_all; i++) {
		pattern_release(&rules->all[i]->pattern);
		free(rules->all[i]);
	}
	for (size_t i = 0; i < rules->n_words; i++)
		free(rules->words[i].phrase);
	for (size_t i = 0; i < rules->n_variables; i++)
		free(rules->variables[i].pattern);
	free(rules->all);
	free(rules->words);
	free(rules->variables);
	map_release(&rules->hosts);
	strings_release(&rules->names);
	strings_release(&rules->titles);
	strings_release(&rules->shared);
	*rules = (struct rules){ .all = NULL };
}
