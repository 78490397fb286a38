/* SPDX-License-Identifier: MIT */
#include "layout/leaf.h"

#include "base/intl.h"
#include "layout/container.h"
#include "layout/frame.h"

enum { UNDERLINED_LEVELS = 2 };

static const struct block *block_of(const struct walk *walk, size_t i)
{
	return &walk->document->blocks[i];
}

static bool has_text(const struct walk *walk, size_t block)
{
	return block_of(walk, block)->len > 0;
}

static bool resume_prose(struct walk *walk)
{
	return prose_step(&walk->prose, &walk->margin, walk->lines);
}

/* Starts the text; role and styles are set on walk->prose then. */
static void start(struct walk *walk, size_t block)
{
	walk_begin(walk, block);
	prose_start(&walk->prose, &walk->shared, block);
	walk->prose.role = walk_inside(walk, BLOCK_QUOTE) ? ROLE_QUOTE : ROLE_TEXT;
	walk->resume = resume_prose;
}

/* Words of the layout's own before the first word. */
static void lead_with(struct walk *walk, const char *text)
{
	walk->prose.n_leads = 1;
	walk->prose.leads[0] = (struct mark){ .text = text, .role = walk->prose.role, .link = -1 };
}

static void rule(struct walk *walk, enum ornament ornament, int columns, enum role role)
{
	margin_begin(&walk->margin, walk->lines);
	lines_ornament(walk->lines,
		       lines_repeat(walk->lines, walk_ornament(walk, ornament), columns), role, 0);
}

static void enter_paragraph(struct walk *walk, size_t block)
{
	if (!has_text(walk, block))
		return;
	if (!frame_fits(walk, block)) {
		start(walk, block);
		return;
	}
	walk_begin(walk, block);
	frame_leaf(walk, block);
}

/* The head of the post: its last line has a rule below. */
static bool resume_head(struct walk *walk)
{
	size_t block = walk->prose.block;

	if (resume_prose(walk))
		return true;
	if (walk->next < walk->document->n_blocks &&
	    block_of(walk, walk->next)->kind == BLOCK_BYLINE)
		return false;
	if (!walk->options->is_linear) {
		rule(walk, ORNAMENT_RULE, walk_room(walk), ROLE_BAR);
		lines_end(walk->lines, block_of(walk, block)->start + block_of(walk, block)->len,
			  block);
	}
	return false;
}

static void enter_head(struct walk *walk, size_t block)
{
	bool is_title = block_of(walk, block)->kind == BLOCK_TITLE;

	if (!has_text(walk, block))
		return;
	start(walk, block);
	walk->prose.role = is_title ? ROLE_TITLE : ROLE_BYLINE;
	walk->prose.styles = is_title ? STYLE_BOLD : 0;
	walk->prose.is_balanced = is_title;
	walk->resume = resume_head;
}

/* Headings */

static const struct {
	enum role role;
	unsigned styles;
	enum ornament ornament; /* the rule below, or what stands at its left */
} headings[] = {
	{ ROLE_HEADING_1, STYLE_BOLD, ORNAMENT_DOUBLE_RULE },
	{ ROLE_HEADING_2, STYLE_BOLD, ORNAMENT_RULE },
	{ ROLE_HEADING_3, STYLE_BOLD, ORNAMENT_HEADING_3 },
	{ ROLE_HEADING_3, STYLE_BOLD | STYLE_ITALIC, ORNAMENT_HEADING_4 },
	{ ROLE_HEADING_3, STYLE_ITALIC, ORNAMENT_HEADING_5 },
	{ ROLE_HEADING_3, STYLE_ITALIC, ORNAMENT_HEADING_6 },
};

static int heading_level(const struct walk *walk, size_t block)
{
	int level = block_of(walk, block)->level;

	return level < 1 ? 1 : level > 6 ? 6 : level;
}

static bool resume_heading(struct walk *walk)
{
	size_t block = walk->prose.block;
	int level = heading_level(walk, block), room = walk_room(walk);

	if (resume_prose(walk))
		return true;
	if (level > UNDERLINED_LEVELS || walk->options->is_linear)
		return false;
	rule(walk, headings[level - 1].ornament,
	     walk->prose.is_right || walk->prose.widest > room ? room : walk->prose.widest,
	     headings[level - 1].role);
	lines_end(walk->lines, block_of(walk, block)->start + block_of(walk, block)->len, block);
	return false;
}

static void enter_heading(struct walk *walk, size_t block)
{
	int level = heading_level(walk, block);
	const char *bar = walk_ornament(walk, headings[level - 1].ornament);

	if (!has_text(walk, block))
		return;
	start(walk, block);
	walk->prose.role = headings[level - 1].role;
	walk->prose.styles = headings[level - 1].styles;
	walk->prose.is_balanced = true;
	walk->resume = resume_heading;
	if (walk->options->is_linear) {
		lead_with(walk, lines_format(walk->lines, _("heading %d: "), level));
	} else if (level > UNDERLINED_LEVELS) {
		walk_push(walk, bar, walk->options->is_ascii ? NULL : bar, walk->prose.role);
	}
}

/* Code */

static bool resume_code(struct walk *walk)
{
	size_t block = walk->verbatim.block;

	if (verbatim_step(&walk->verbatim, &walk->margin, walk->lines))
		return true;
	if (walk->options->is_linear)
		walk_say_end(walk, block, _("end of code"));
	return false;
}

static const char *code_label(struct walk *walk, const char *language)
{
	if (walk->options->is_linear)
		return language ? lines_format(walk->lines, _("code in %s:"), language)
				: _("code:");
	return language ? lines_format(walk->lines, "%s%s", walk_ornament(walk, ORNAMENT_LABEL),
				       language)
			: NULL;
}

static void enter_code(struct walk *walk, size_t block)
{
	const char *label = code_label(walk, block_of(walk, block)->info);
	size_t n_parts = walk->margin.n_parts;

	walk_begin(walk, block);
	if (label) {
		if (!walk->options->is_linear)
			walk_indent(walk, verbatim_indent(walk_room(walk)));
		walk_say(walk, block, label, ROLE_DIM);
		walk->margin.n_parts = n_parts;
	}
	verbatim_start(&walk->verbatim, walk->document, walk->options, block);
	walk->resume = resume_code;
}

/* The rest */

static void enter_rule(struct walk *walk, size_t block)
{
	walk_begin(walk, block);
	if (walk->options->is_linear) {
		walk_say(walk, block, _("separator"), ROLE_DIM);
		return;
	}
	rule(walk, ORNAMENT_RULE, walk_room(walk), ROLE_BAR);
	lines_end(walk->lines, block_of(walk, block)->start, block);
}

static void enter_term(struct walk *walk, size_t block)
{
	if (!has_text(walk, block))
		return;
	start(walk, block);
	walk->prose.styles = STYLE_BOLD;
}

static void enter_summary(struct walk *walk, size_t block)
{
	size_t details = block_of(walk, block)->parent;
	bool is_open = container_is_open(walk, details);

	if (has_text(walk, block)) {
		start(walk, block);
		walk->prose.styles = STYLE_BOLD;
		if (walk->options->is_linear)
			lead_with(walk, is_open ? _("unfolded: ") : _("folded: "));
	}
	if (block_of(walk, details)->kind == BLOCK_DETAILS && !is_open)
		walk->next = block_of(walk, details)->end;
}

static void enter_caption(struct walk *walk, size_t block)
{
	if (!has_text(walk, block))
		return;
	start(walk, block);
	walk->prose.styles = STYLE_ITALIC;
}

static bool resume_grid(struct walk *walk)
{
	return grid_step(&walk->grid, &walk->margin, walk->lines);
}

/* A table in no other block may take half as much again as the text, and have it from either side.
 */
static int room_of_table(struct walk *walk)
{
	int room = walk_room(walk), wide = walk->shared.options->wide;

	if (walk->margin.n_parts > 0 || wide <= room)
		return room;
	return wide < room + room / 2 ? wide : room + room / 2;
}

static void enter_table(struct walk *walk, size_t block)
{
	walk_begin(walk, block);
	grid_start(&walk->grid, &walk->shared, block, walk_room(walk), room_of_table(walk));
	walk->resume = resume_grid;
	walk->next = block_of(walk, block)->end;
}

const struct walk_kind *leaf_kind(enum block_kind kind)
{
	static const struct walk_kind kinds[N_BLOCK_KINDS] = {
		[BLOCK_TABLE] = { enter_table, NULL },
		[BLOCK_TITLE] = { enter_head, NULL },
		[BLOCK_BYLINE] = { enter_head, NULL },
		[BLOCK_PARAGRAPH] = { enter_paragraph, NULL },
		[BLOCK_HEADING] = { enter_heading, NULL },
		[BLOCK_CODE] = { enter_code, NULL },
		[BLOCK_RULE] = { enter_rule, NULL },
		[BLOCK_TERM] = { enter_term, NULL },
		[BLOCK_SUMMARY] = { enter_summary, NULL },
		[BLOCK_CAPTION] = { enter_caption, NULL },
		[BLOCK_CELL] = { enter_paragraph, NULL },
	};

	return &kinds[kind];
}
