/* SPDX-License-Identifier: MIT */
#include "view/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/str.h"
#include "text/safe.h"
#include "text/url.h"
#include "text/width.h"
#include "view/oneline.h"
#include "view/trust.h"

static const struct kind {
	const char *name, *title;
	bool opens_here;
} kinds[] = {
	{ "post", N_("post"), true },    { "anchor", N_("in this post"), true },
	{ "mail", N_("mail"), false },   { "image", N_("image"), false },
	{ "other", N_("other"), false },
};

/* NULL for a page of the web. */
static const struct kind *kind_of(const struct post_link *link)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strcmp(kinds[i].name, link->kind) == 0)
			return &kinds[i];
	}
	return NULL;
}

const char *target_kind(const struct view_context *context, const struct post_link *link)
{
	const struct kind *kind = kind_of(link);

	if (link->action)
		return kinds_title(context->kinds, link->action);
	return kind ? _(kind->title) : NULL;
}

/* The kind of a link that opens in the reader; NULL of others. */
static const char *kind_here(const struct post_link *link)
{
	const struct kind *kind = kind_of(link);

	return kind && kind->opens_here ? _(kind->title) : NULL;
}

/* What stands behind the host, the host having been said. */
static const char *behind_host(const char *url)
{
	const char *host = strstr(url, "://");

	return host ? host + 3 + strcspn(host + 3, "/?#") : url;
}

struct line {
	const struct box *box;
	int column;
};

/* A part of the line, and two blanks behind it. */
static void add(struct line *line, const char *text, enum role role)
{
	int room = line->box->columns - 1 - line->column;

	if (text && *text && room > 0)
		line->column += oneline_draw(line->box, 0, line->column, room, text, role, 0) + 2;
}

static void add_address(struct line *line, const char *url, bool has_host)
{
	char *safe = safe_line_copy(url);
	int room = line->box->columns - 1 - line->column;
	bool fits = width_columns(safe, strlen(safe)) <= room;

	add(line, fits || !has_host ? safe : behind_host(safe), ROLE_STATUS);
	free(safe);
}

void target_draw(const struct view_context *context, const struct box *box,
		 const struct post_link *link)
{
	char *host = url_shown_host(link->url), number[32];
	char *warning = trust_warning(context->kinds, link);
	struct line line = { box, 1 };

	canvas_clear(box, ROLE_STATUS);
	snprintf(number, sizeof(number), "%u %s", link->number, view_sign(context, ORNAMENT_ARROW));
	add(&line, number, ROLE_STATUS);
	line.column--;
	add(&line, host, ROLE_STATUS_KEY);
	add(&line, kind_here(link), ROLE_STATUS_KEY);
	/* Before the address, which may be longer than the line. */
	add(&line, warning, ROLE_STATUS_ERROR);
	add_address(&line, link->url, *host != '\0');
	free(warning);
	free(host);
}
