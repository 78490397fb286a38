/* SPDX-License-Identifier: MIT */
#include "post/kinds.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "post/pattern.h"
#include "post/phrase.h"
#include "post/rules.h"
#include "text/url.h"

struct kinds {
	struct rules rules;
	struct map learned; /* canonical addresses to a name of `rules`, by sites' variables */
};

/* What the shipped actions are called; others bring a title. */
static const struct {
	const char *name, *title;
} titles[] = {
	{ "ticket", N_("Tickets") },
	{ "cfp", N_("Call for proposals") },
	{ "grants", N_("Grants and financial aid") },
	{ "hotel", N_("Hotel") },
	{ "schedule", N_("Schedule") },
	{ "stream", N_("Live stream") },
	{ "conduct", N_("Code of conduct") },
	{ "sponsorship", N_("Sponsorship") },
	{ "contact", N_("Contact") },
	{ "event", N_("Other events") },
};

struct kinds *kinds_new(const char *shipped, const char *user, const struct notes *notes,
			struct err *err)
{
	struct kinds *kinds = mem_alloc(1, sizeof(*kinds));
	struct err why;

	if (rules_read(&kinds->rules, shipped, notes, err) < 0) {
		kinds_free(kinds);
		return NULL;
	}
	if (user && access(user, F_OK) == 0 && rules_read(&kinds->rules, user, notes, &why) < 0)
		notes_add(notes, NOTES_WARNING, "%s", why.text);
	return kinds;
}

void kinds_free(struct kinds *kinds)
{
	if (kinds) {
		rules_release(&kinds->rules);
		map_release(&kinds->learned);
	}
	free(kinds);
}

/* Whose patterns fit, from the surest: those that name the host, those of the own site, any. */
enum { BY_HOST, BY_OWN_PATH, BY_PATH, N_WAYS };

/* What is known about a link. */
struct finding {
	uint64_t yes[N_WAYS], not ; /* actions */
	bool is_known;              /* some pattern names the host, so the words do not count */
};

static void ask(const struct rule *rule, const struct pattern_target *target,
		struct finding *finding, int way)
{
	if (pattern_fits_path(&rule->pattern, target))
		*(rule->is_not ? &finding->not : &finding->yes[way]) |= rule->action;
}

static void ask_all(const struct rule *rule, const struct pattern_target *target,
		    struct finding *finding, int way)
{
	for (; rule; rule = rule->next)
		ask(rule, target, finding, way);
}

static void ask_hosts(const struct rules *rules, const struct pattern_target *target,
		      struct finding *finding)
{
	for (size_t i = 0; i < target->host.n_items; i++) {
		const struct rule *rule = map_find(&rules->hosts, target->host.items[i]);

		for (; rule; rule = rule->next) {
			if (!pattern_fits_host(&rule->pattern, target))
				continue;
			/* What is plain may be so in some places of a host only. */
			finding->is_known |= rule->action ||
					     pattern_fits_path(&rule->pattern, target);
			ask(rule, target, finding, BY_HOST);
		}
	}
}

/* How many names at the end of a host are given out by a registry: 1 for org, 2 for com.br. */
static size_t n_registry(const struct strings *host)
{
	size_t n = host->n_items;

	return n > 2 && strlen(host->items[n - 1]) == 2 && strlen(host->items[n - 2]) <= 3 ? 2 : 1;
}

static bool same_ends(const struct strings *a, const struct strings *b, size_t n)
{
	if (a->n_items < n || b->n_items < n)
		return false;
	for (size_t i = 1; i <= n; i++)
		if (strcmp(a->items[a->n_items - i], b->items[b->n_items - i]) != 0)
			return false;
	return true;
}

static bool is_shared(const struct rules *rules, const struct strings *names)
{
	char *host = strings_join(names, ".");
	bool is = false;

	for (size_t i = 0; i < rules->shared.n_items && !is; i++)
		is = str_ends(host, rules->shared.items[i]);
	free(host);
	return is;
}

/* The site itself and its relatives: other years' sites are on other names of the same domain. */
static bool is_own(const struct rules *rules, const struct pattern_target *target, const char *site)
{
	struct pattern_target own;
	size_t n;
	bool is;

	if (!site)
		return false;
	pattern_take(site, &own);
	n = own.host.n_items;
	if (!is_shared(rules, &own.host) && n > n_registry(&own.host))
		n = n_registry(&own.host) + 1;
	is = n > 0 && same_ends(&own.host, &target->host, n);
	pattern_drop(&own);
	return is;
}

static uint64_t by_words(const struct rules *rules, const char *words)
{
	char *text = phrase_text(words);
	uint64_t yes = 0, not = 0;

	for (size_t i = 0; i < rules->n_words; i++)
		if (phrase_fits(rules->words[i].phrase, text))
			*(rules->words[i].is_not ? &not : &yes) |= rules->words[i].action;
	free(text);
	return yes & ~not ;
}

static uint64_t surest(const struct finding *finding)
{
	for (int way = 0; way < N_WAYS; way++)
		if (finding->yes[way] & ~finding->not )
			return finding->yes[way] & ~finding->not ;
	return 0;
}

/* What the address means by the variable that holds it. */
static uint64_t by_variable(const struct kinds *kinds, const char *url)
{
	char *canonical = url_canonical(url);
	const char *name = map_find(&kinds->learned, canonical);
	uint64_t actions = 0;

	for (size_t i = 0; name && i < kinds->rules.names.n_items; i++) {
		if (kinds->rules.names.items[i] == name)
			actions = UINT64_C(1) << i;
	}
	free(canonical);
	return actions;
}

static uint64_t of_web(const struct kinds *kinds, const struct pattern_target *target,
		       const char *url, const char *words, const char *site)
{
	const struct rules *rules = &kinds->rules;
	struct finding finding = { .not = 0 };
	uint64_t learned;
	/* Without a host it is a path of the own site. */
	bool own = target->host.n_items == 0 || is_own(rules, target, site);

	ask_hosts(rules, target, &finding);
	if (own)
		ask_all(rules->own, target, &finding, BY_OWN_PATH);
	ask_all(rules->any, target, &finding, BY_PATH);
	if (surest(&finding))
		return surest(&finding);
	learned = by_variable(kinds, url) & ~finding.not ;
	if (learned || own || finding.is_known || !words)
		return learned;
	return by_words(rules, words) & ~finding.not ;
}

static uint64_t of_scheme(const struct rules *rules, const struct pattern_target *target)
{
	struct finding finding = { .not = 0 };

	ask_all(rules->schemes, target, &finding, BY_PATH);
	return surest(&finding);
}

/* The first of the file. */
static const char *first_name(const struct rules *rules, uint64_t actions)
{
	for (size_t i = 0; i < rules->names.n_items; i++)
		if (actions >> i & 1)
			return rules->names.items[i];
	return NULL;
}

const char *kinds_of(const struct kinds *kinds, const char *url, const char *words,
		     const char *site)
{
	const struct rules *rules = &kinds->rules;
	struct pattern_target target;
	uint64_t actions;

	pattern_take(url, &target);
	actions = target.scheme ? of_scheme(rules, &target)
				: of_web(kinds, &target, url, words, site);
	pattern_drop(&target);
	return first_name(rules, actions);
}

void kinds_learn(struct kinds *kinds, const char *name, const char *url)
{
	const char *action = first_name(&kinds->rules, rules_variable(&kinds->rules, name));
	char *canonical;

	if (!action || (!str_starts(url, "https://") && !str_starts(url, "http://")))
		return;
	canonical = url_canonical(url);
	map_put(&kinds->learned, canonical, (char *)action);
	free(canonical);
}

const char *kinds_action(const struct kinds *kinds, const char *name)
{
	for (size_t i = 0; i < kinds->rules.names.n_items; i++)
		if (strcmp(kinds->rules.names.items[i], name) == 0)
			return kinds->rules.names.items[i];
	return NULL;
}

bool kinds_same_site(const struct kinds *kinds, const char *url, const char *site)
{
	struct pattern_target target;
	bool is;

	pattern_take(url, &target);
	is = is_own(&kinds->rules, &target, site);
	pattern_drop(&target);
	return is;
}

size_t kinds_n(const struct kinds *kinds)
{
	return kinds->rules.names.n_items;
}

const char *kinds_name(const struct kinds *kinds, size_t i)
{
	return kinds->rules.names.items[i];
}

const char *kinds_title(const struct kinds *kinds, const char *action)
{
	const struct rules *rules = &kinds->rules;

	for (size_t i = 0; i < rules->names.n_items; i++)
		if (strcmp(rules->names.items[i], action) == 0 && *rules->titles.items[i])
			return rules->titles.items[i];
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
		if (strcmp(titles[i].name, action) == 0)
			return _(titles[i].title);
	return action;
}
