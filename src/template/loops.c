/* SPDX-License-Identifier: MIT */
#include "template/loops.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "template/expression.h"
#include "template/lookup.h"

static void set_number(struct render *render, struct value *map, const char *key, size_t number)
{
	char digits[24];
	struct value *value;

	snprintf(digits, sizeof(digits), "%zu", number);
	value = render_value(render, digits, strlen(digits));
	value_set_key(&render->shared->values, value, key, strlen(key));
	value_add(map, value);
}

static void set_truth(struct render *render, struct value *map, const char *key, bool is_true)
{
	struct value *value = render_value(render, is_true ? "true" : "false", is_true ? 4 : 5);

	value_set_key(&render->shared->values, value, key, strlen(key));
	value_add(map, value);
}

static const struct value *loop_facts(struct render *render, size_t i, size_t n)
{
	struct value *map = render_new(render, VALUE_MAP);

	set_number(render, map, "index", i + 1);
	set_number(render, map, "index0", i);
	set_number(render, map, "length", n);
	set_truth(render, map, "first", i == 0);
	set_truth(render, map, "last", i + 1 == n);
	return map;
}

struct loop {
	const char *names[2];
	size_t lens[2], n_names;
	const struct value *list;
	size_t skip, most;
	bool is_reversed;
};

static size_t parameter(struct render *render, const char *args, size_t len, const char *name,
			size_t otherwise)
{
	const char *at = memmem(args, len, name, strlen(name)), *end = args + len;
	struct expression_argument argument;
	const struct value *value;
	double number;

	if (!at || !expression_argument(&at, end, &argument) || !argument.name_len)
		return otherwise;
	value = expression_value(render, argument.value, argument.value_len);
	if (!value || !expression_number(value->text, &number) || number < 0)
		return otherwise;
	return number < 1e9 ? (size_t)number : SIZE_MAX;
}

/* x in list limit:3 reversed; a, b in map */
static bool read_loop(struct render *render, const struct tags_tag *tag, struct loop *loop)
{
	const char *at = tag->args, *end = tag->args + tag->args_len, *rest;

	while (at < end && loop->n_names < 2) {
		size_t n = expression_word(at, (size_t)(end - at));

		if (n == 2 && strncmp(at, "in", 2) == 0)
			break;
		loop->names[loop->n_names] = at;
		loop->lens[loop->n_names++] = n;
		for (at += n; at < end && (isspace((unsigned char)*at) || *at == ','); at++)
			;
	}
	if (end - at < 4 || strncmp(at, "in", 2) != 0 || !isspace((unsigned char)at[2]))
		return false;
	at += 3;
	rest = end;
	static const char *const words[] = { " limit", " offset", " reversed" };

	for (size_t i = 0; i < 3; i++) {
		const char *word = memmem(at, (size_t)(rest - at), words[i], strlen(words[i]));

		rest = word ? word : rest;
	}
	loop->skip = parameter(render, rest, (size_t)(end - rest), "offset", 0);
	loop->most = parameter(render, rest, (size_t)(end - rest), "limit", SIZE_MAX);
	loop->is_reversed = memmem(rest, (size_t)(end - rest), "reversed", 8) != NULL;
	loop->list = expression_value(render, at, (size_t)(rest - at));
	return loop->list && loop->list->kind != VALUE_NULL;
}

/* A map's member as Liquid has it: a list of the key and the value. */
static const struct value *pair(struct render *render, const struct value *member)
{
	struct value *list = render_new(render, VALUE_LIST);

	value_add(list, render_value(render, member->key, strlen(member->key)));
	value_add(list, lookup_copy(render, member));
	return list;
}

static void name_turn(struct render *render, const struct loop *loop, const struct value *member)
{
	bool is_map = loop->list->kind == VALUE_MAP;

	if (loop->n_names == 2) {
		render_name(render, loop->names[0], loop->lens[0],
			    is_map ? render_value(render, member->key, strlen(member->key))
				   : member->first);
		render_name(render, loop->names[1], loop->lens[1],
			    is_map          ? member
			    : member->first ? member->first->next
					    : NULL);
		return;
	}
	render_name(render, loop->names[0], loop->lens[0], is_map ? pair(render, member) : member);
}

static const struct value **turns(struct render *render, const struct loop *loop, size_t *n)
{
	const struct value **all = NULL;
	size_t skip = loop->skip;

	*n = 0;
	for (const struct value *v = loop->list->first; v && *n < loop->most && render_look(render);
	     v = v->next) {
		if (skip > 0) {
			skip--;
			continue;
		}
		all = mem_grow(all, *n, sizeof(*all));
		all[(*n)++] = v;
	}
	for (size_t i = 0; loop->is_reversed && i < *n / 2; i++) {
		const struct value *other = all[i];

		all[i] = all[*n - 1 - i];
		all[*n - 1 - i] = other;
	}
	return all;
}

void loops_run(struct render *render, const struct tags_tag *tag)
{
	static const char *const stops[] = { "endfor", "else", NULL };
	struct render_name *names = render->names;
	const char *start = render->at;
	bool was_dead = render->is_dead;
	struct loop loop = { .n_names = 0 };
	bool is_known = !was_dead && read_loop(render, tag, &loop);
	const struct value **members = NULL;
	size_t n = 0;
	int stop = -1;

	if (!was_dead && !is_known)
		render_placeholder(render, tag->args, tag->args_len);
	if (is_known)
		members = turns(render, &loop, &n);
	for (size_t i = 0; i < n && render_step(render); i++) {
		render->at = start;
		name_turn(render, &loop, members[i]);
		render_name(render, "forloop", 7, loop_facts(render, i, n));
		render_name(render, "loop", 4, render->names->value);
		stop = render_until(render, stops, NULL, NULL);
		render->names = names;
	}
	free(members);
	if (n == 0) {
		render->is_dead = true;
		stop = render_until(render, stops, NULL, NULL);
	}
	render->is_dead = was_dead || n > 0 || !is_known;
	if (stop == 1)
		render_until(render, stops, NULL, NULL);
	render->is_dead = was_dead;
}
