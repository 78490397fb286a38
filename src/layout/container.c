/* SPDX-License-Identifier: MIT */
#include "layout/container.h"

#include <string.h>

#include "base/intl.h"
#include "base/str.h"

enum { DEFINITION_INDENT = 4, NARROW_INDENT = 2, NARROW = 40, NOTES_RULE = 20 };

static const struct block *block_of(const struct walk *walk, size_t i)
{
	return &walk->document->blocks[i];
}

static size_t count_children(const struct walk *walk, size_t parent)
{
	size_t n = 0;

	for (size_t i = parent + 1; i < block_of(walk, parent)->end; i = block_of(walk, i)->end)
		n++;
	return n;
}

static int digits_of(unsigned number)
{
	int n = 1;

	for (; number >= 10; number /= 10)
		n++;
	return n;
}

/* The digits of the greatest number among the children. */
static int number_columns(const struct walk *walk, size_t parent)
{
	unsigned greatest = 0;

	for (size_t i = parent + 1; i < block_of(walk, parent)->end; i = block_of(walk, i)->end)
		if (block_of(walk, i)->number > greatest)
			greatest = block_of(walk, i)->number;
	return digits_of(greatest);
}

/* Quotes */

static void enter_quote(struct walk *walk, size_t block)
{
	if (!walk->options->is_linear) {
		walk_push(walk, NULL, walk_ornament(walk, ORNAMENT_QUOTE), ROLE_BAR);
		return;
	}
	walk_begin(walk, block);
	walk_say(walk, block, _("quote:"), ROLE_DIM);
}

static void leave_quote(struct walk *walk, size_t block)
{
	if (walk->options->is_linear)
		walk_say_end(walk, block, _("end of quote"));
}

/* Lists */

static void enter_list(struct walk *walk, size_t block)
{
	size_t n;

	walk_note_columns(walk, number_columns(walk, block));
	if (!walk->options->is_linear)
		return;
	n = count_children(walk, block);
	walk_begin(walk, block);
	walk_say(walk, block,
		 lines_format(walk->lines, ngettext("list of %zu item", "list of %zu items", n), n),
		 ROLE_DIM);
}

static const char *bullet(const struct walk *walk, const struct block *list)
{
	static const enum ornament bullets[] = { ORNAMENT_BULLET_1, ORNAMENT_BULLET_2,
						 ORNAMENT_BULLET_3 };
	int level = list->level > 0 ? list->level - 1 : 0;

	return walk_ornament(walk, bullets[level < 3 ? level : 2]);
}

static const char *item_mark(struct walk *walk, size_t item)
{
	const struct block *block = block_of(walk, item), *list = block_of(walk, block->parent);

	if (block->is_task && walk->options->is_linear)
		return block->is_done ? _("done: ") : _("to do: ");
	if (block->is_task)
		return lines_format(
			walk->lines, "%s ",
			walk_ornament(walk, block->is_done ? ORNAMENT_DONE : ORNAMENT_TODO));
	if (list->kind == BLOCK_LIST && list->is_ordered)
		return lines_format(walk->lines, "%*u. ", walk_noted_columns(walk), block->number);
	return lines_format(walk->lines, "%s ", bullet(walk, list));
}

static void enter_item(struct walk *walk, size_t block)
{
	walk_push(walk, item_mark(walk, block), NULL, ROLE_MARKER);
}

/* An item without words still shows its mark. */
static void leave_marked(struct walk *walk, size_t block)
{
	const struct margin *margin = &walk->margin;

	if (margin->n_parts == 0 || margin->parts[margin->n_parts - 1].is_shown)
		return;
	walk_begin(walk, block);
	margin_begin(&walk->margin, walk->lines);
	lines_end(walk->lines, block_of(walk, block)->start, block);
}

/* Definitions */

static void enter_definition(struct walk *walk, size_t block)
{
	(void)block;
	walk_indent(walk, walk_room(walk) < NARROW ? NARROW_INDENT : DEFINITION_INDENT);
}

/* Alerts */

static const char *title_of(const struct walk *walk, const struct block *block)
{
	struct str words = { 0 };
	const char *copy;

	typeset_words(walk->shared.typeset.quotes, block->title, &words);
	copy = arena_copy(&walk->lines->arena, str_bytes(&words), words.len);
	str_release(&words);
	return copy;
}

static const char *alert_head(const struct walk *walk, const struct block *block)
{
	static const struct {
		const char *info, *head;
	} heads[] = {
		{ "note", N_("Note") },           { "tip", N_("Tip") },
		{ "important", N_("Important") }, { "warning", N_("Warning") },
		{ "caution", N_("Caution") },
	};

	if (block->title)
		return title_of(walk, block);
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (block->info && str_equal_folded(block->info, heads[i].info))
			return _(heads[i].head);
	return _("Note");
}

static void enter_alert(struct walk *walk, size_t block)
{
	walk_begin(walk, block);
	if (!walk->options->is_linear)
		walk_push(walk, NULL, walk_ornament(walk, ORNAMENT_ALERT), ROLE_ALERT);
	walk->n_common = walk->margin.n_parts;
	if (!block_of(walk, block)->title || *block_of(walk, block)->title)
		walk_say(walk, block, alert_head(walk, block_of(walk, block)), ROLE_ALERT);
}

/* Details */

bool container_is_open(const struct walk *walk, size_t details)
{
	if (walk->options->open)
		return walk->options->open[details];
	return block_of(walk, details)->is_done;
}

static void enter_details(struct walk *walk, size_t block)
{
	bool is_open = container_is_open(walk, block);
	const struct block *details = block_of(walk, block);

	if (!walk->options->is_linear)
		walk_push(walk, walk_ornament(walk, is_open ? ORNAMENT_OPEN : ORNAMENT_CLOSED),
			  NULL, ROLE_MARKER);
	if (block + 1 < details->end && block_of(walk, block + 1)->kind == BLOCK_SUMMARY)
		return; /* which is its head */
	walk_begin(walk, block);
	if (!walk->options->is_linear)
		walk_say(walk, block, _("Details"), ROLE_TEXT);
	else
		walk_say(walk, block, is_open ? _("unfolded details") : _("folded details"),
			 ROLE_TEXT);
	if (!is_open)
		walk->next = details->end;
}

/* Footnotes */

static void enter_footnotes(struct walk *walk, size_t block)
{
	int n = walk_room(walk) < NOTES_RULE ? walk_room(walk) : NOTES_RULE;

	walk_note_columns(walk, number_columns(walk, block));
	walk_begin(walk, block);
	if (walk->options->is_linear) {
		walk_say(walk, block, _("Footnotes"), ROLE_DIM);
		return;
	}
	margin_begin(&walk->margin, walk->lines);
	lines_ornament(walk->lines,
		       lines_repeat(walk->lines, walk_ornament(walk, ORNAMENT_RULE), n), ROLE_BAR,
		       0);
	lines_end(walk->lines, block_of(walk, block)->start, block);
}

static void raise_digits(const char *number, struct str *mark)
{
	for (; *number; number++) {
		const char *raised = ornament_super(*number);

		if (raised)
			str_text(mark, raised);
		else
			str_byte(mark, *number);
	}
}

/* "¹ ", or "^1 " in ASCII, or "1. "; aligned at the right. */
static void enter_footnote(struct walk *walk, size_t block)
{
	int columns = walk_noted_columns(walk);
	unsigned number = block_of(walk, block)->number;
	struct str mark = { 0 };

	if (walk->options->is_linear)
		str_format(&mark, "%*u. ", columns, number);
	else if (walk->options->is_ascii)
		str_format(&mark, "%*s^%u ", columns - digits_of(number), "", number);
	else
		raise_digits(lines_format(walk->lines, "%*u ", columns, number), &mark);
	walk_push(walk, arena_copy(&walk->lines->arena, str_bytes(&mark), mark.len), NULL,
		  ROLE_MARKER);
	str_release(&mark);
}

const struct walk_kind *container_kind(enum block_kind kind)
{
	static const struct walk_kind kinds[N_BLOCK_KINDS] = {
		[BLOCK_QUOTE] = { enter_quote, leave_quote },
		[BLOCK_LIST] = { enter_list, NULL },
		[BLOCK_ITEM] = { enter_item, leave_marked },
		[BLOCK_DEFINITION] = { enter_definition, NULL },
		[BLOCK_ALERT] = { enter_alert, NULL },
		[BLOCK_DETAILS] = { enter_details, NULL },
		[BLOCK_FOOTNOTES] = { enter_footnotes, NULL },
		[BLOCK_FOOTNOTE] = { enter_footnote, leave_marked },
	};

	return kinds[kind].enter ? &kinds[kind] : NULL;
}
