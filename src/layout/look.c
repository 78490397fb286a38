/* SPDX-License-Identifier: MIT */
#include "layout/look.h"

/* The last row that fits gives the role. */
static const struct {
	unsigned span;
	unsigned styles;
	int role; /* -1: no change */
} looks[] = {
	{ SPAN_STRONG, STYLE_BOLD, -1 },   { SPAN_EMPHASIS, STYLE_ITALIC, -1 },
	{ SPAN_STRIKE, STYLE_STRIKE, -1 }, { SPAN_UNDERLINE, STYLE_UNDERLINE, -1 },
	{ SPAN_MARK, STYLE_REVERSE, -1 },  { SPAN_KEY, STYLE_REVERSE, ROLE_CODE },
	{ SPAN_CODE, 0, ROLE_CODE },       { SPAN_IMAGE, 0, ROLE_IMAGE },
};

static void look_link(const struct link *link, const struct span *span, struct piece *piece)
{
	if (span->styles & SPAN_NOTE) {
		piece->role = ROLE_LINK_NUMBER;
		return;
	}
	if (!link->is_image) {
		piece->role = ROLE_LINK;
		piece->styles |= STYLE_UNDERLINE;
	}
}

void look_span(const struct document *document, const struct span *span, struct piece *piece)
{
	piece->link = span->link;
	if (span->styles == 0 && span->link < 0)
		return;
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		if (!(span->styles & looks[i].span))
			continue;
		piece->styles |= looks[i].styles;
		if (looks[i].role >= 0)
			piece->role = (enum role)looks[i].role;
	}
	if (span->link >= 0)
		look_link(&document->links[span->link], span, piece);
	if (span->styles & SPAN_PLACEHOLDER)
		piece->role = ROLE_PLACEHOLDER;
}
