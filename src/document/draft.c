/* SPDX-License-Identifier: MIT */
#include "document/draft.h"

#include <stdlib.h>

#include "base/mem.h"

void draft_init(struct draft *draft, const char *source, size_t len)
{
	*draft = (struct draft){ .source = source, .copied = source, .end = source + len };
}

void draft_copy(struct draft *draft, const char *upto)
{
	if (upto > draft->copied)
		str_add(&draft->text, draft->copied, (size_t)(upto - draft->copied));
	draft_skip(draft, upto);
}

void draft_skip(struct draft *draft, const char *upto)
{
	if (upto > draft->copied)
		draft->copied = upto;
}

void draft_text(struct draft *draft, const char *text, size_t len)
{
	str_add(&draft->text, text, len);
}

static void add_directive(struct draft *draft, const struct directive *directive)
{
	draft->directives = mem_grow(draft->directives, draft->n_directives,
				     sizeof(*draft->directives));
	draft->directives[draft->n_directives] = *directive;
	draft->directives[draft->n_directives++].at = draft->text.len;
}

/* A <div> may stand anywhere but in code, and the empty line behind it ends the raw HTML. */
static void add_block(struct draft *draft, const struct directive *directive,
		      const struct line *like)
{
	size_t blanks = like ? (size_t)(like->body - like->start) : 0;

	if (draft->text.len > 0 && draft->text.bytes[draft->text.len - 1] != '\n')
		str_byte(&draft->text, '\n');
	str_byte(&draft->text, '\n');
	if (blanks > 0)
		str_add(&draft->text, like->start, blanks);
	add_directive(draft, directive);
	str_text(&draft->text, "<div>\n\n");
}

void draft_open(struct draft *draft, enum element element, const struct traits *traits,
		const struct line *like)
{
	struct directive directive = { .kind = DIRECTIVE_OPEN, .element = element };

	if (traits)
		directive.traits = *traits;
	directive.traits.is_raw = true;
	add_block(draft, &directive, like);
}

void draft_close(struct draft *draft, enum element element, const struct line *like)
{
	const struct directive directive = { .kind = DIRECTIVE_CLOSE, .element = element };

	add_block(draft, &directive, like);
}

void draft_back(struct draft *draft, const char *target)
{
	const struct directive directive = { .kind = DIRECTIVE_BACK,
					     .traits = { .target = target, .is_raw = true } };

	add_directive(draft, &directive);
	str_text(&draft->text, "<a>");
}

void draft_join(struct draft *draft, struct draft *other)
{
	size_t len, base = draft->text.len;
	const char *text = draft_finish(other, &len);

	for (size_t i = 0; i < other->n_directives; i++) {
		draft->directives = mem_grow(draft->directives, draft->n_directives,
					     sizeof(*draft->directives));
		draft->directives[draft->n_directives] = other->directives[i];
		draft->directives[draft->n_directives++].at += base;
	}
	str_add(&draft->text, text, len);
	str_release(&other->text);
	free(other->directives);
}

const char *draft_finish(struct draft *draft, size_t *len)
{
	if (draft->copied == draft->source && draft->text.len == 0) {
		*len = (size_t)(draft->end - draft->source);
		return draft->source;
	}
	draft_copy(draft, draft->end);
	*len = draft->text.len;
	return str_bytes(&draft->text);
}

const struct directive *draft_find(struct draft *draft, const char *text)
{
	size_t at;

	if (draft->n_found == draft->n_directives || text < draft->text.bytes ||
	    text >= draft->text.bytes + draft->text.len)
		return NULL;
	at = (size_t)(text - draft->text.bytes);
	while (draft->n_found < draft->n_directives && draft->directives[draft->n_found].at < at)
		draft->n_found++;
	if (draft->n_found == draft->n_directives || draft->directives[draft->n_found].at != at)
		return NULL;
	return &draft->directives[draft->n_found];
}

void draft_release(struct draft *draft)
{
	str_release(&draft->text);
	free(draft->directives);
	arena_release(&draft->arena);
}
