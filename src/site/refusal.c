/* SPDX-License-Identifier: MIT */
#include "site/refusal.h"

#include <string.h>

#include "base/clock.h"
#include "base/intl.h"
#include "base/str.h"
#include "post/fields.h"
#include "settings/discover.h"
#include "site/generator.h"

static bool is_far(const struct when *when)
{
	int64_t year;
	int month, day;

	if (!when->is_known)
		return false;
	clock_date(when->seconds / 86400, &year, &month, &day);
	if (year < 1990)
		return true;
	int64_t now_year;

	clock_date(clock_now() / 86400, &now_year, &month, &day);
	return year > now_year + 2;
}

static enum refusal hidden_by_front(const struct reading *reading, const struct post *post)
{
	static const enum refusal refusals[] = { [FIELDS_SHOWN] = REFUSAL_NONE,
						 [FIELDS_DRAFT] = REFUSAL_DRAFT,
						 [FIELDS_HIDDEN] = REFUSAL_HIDDEN,
						 [FIELDS_UNPUBLISHED] = REFUSAL_UNPUBLISHED,
						 [FIELDS_REDIRECT] = REFUSAL_REDIRECT };
	enum refusal refusal = refusals[fields_hidden(reading->front.tree.root)];
	const char *body = post->body;
	size_t len = post->body_len;

	str_trim(&body, &len);
	return refusal == REFUSAL_REDIRECT && len > 0 ? REFUSAL_NONE : refusal;
}

/* A date that nobody can read is a date, but for the placeholder of a template (YYYY-MM-DD). */
static bool has_written_date(const struct value *front)
{
	const char *date = fields_date(front);

	return date && date[strcspn(date, "0123456789")];
}

enum refusal refusal_of(const struct candidate *candidate, struct sections *sections,
			const struct reading *reading, const struct post *post)
{
	enum refusal refusal = hidden_by_front(reading, post);

	if (refusal != REFUSAL_NONE)
		return refusal;
	if (candidate->is_plain)
		return reading->front.kind == FRONT_NONE && !discover_is_markdown(reading->name)
			       ? REFUSAL_NO_FRONT
			       : REFUSAL_NONE;
	if (candidate->place != DISCOVER_SURE && reading->front.kind == FRONT_NONE &&
	    post->kind == POST_HTML)
		return REFUSAL_NO_FRONT;
	if (is_far(&post->published))
		return REFUSAL_FAR;
	if (candidate->place != DISCOVER_SURE && !post->published.is_known &&
	    !has_written_date(reading->front.tree.root))
		return REFUSAL_UNDATED;
	if (candidate->place == DISCOVER_SECTION && !sections_hold_posts(sections, candidate))
		return REFUSAL_PAGES;
	return REFUSAL_NONE;
}

void refusal_say(enum refusal refusal, const char *name, struct err *why)
{
	switch (refusal) {
	case REFUSAL_NONE:
		break;
	case REFUSAL_DRAFT:
		err_set(why, _("“%s” is left out: it is a draft."), name);
		break;
	case REFUSAL_HIDDEN:
		err_set(why, _("“%s” is left out: its front matter hides it."), name);
		break;
	case REFUSAL_UNPUBLISHED:
		err_set(why, _("“%s” is left out: it is not published."), name);
		break;
	case REFUSAL_REDIRECT:
		err_set(why, _("“%s” is left out: it only leads to another page."), name);
		break;
	case REFUSAL_NO_FRONT:
		err_set(why, _("“%s” is left out: it has no front matter."), name);
		break;
	case REFUSAL_FAR:
		err_set(why, _("“%s” is left out: its date is far from now."), name);
		break;
	case REFUSAL_UNDATED:
		err_set(why, _("“%s” is left out: it has no date, so it is a page and no post."),
			name);
		break;
	case REFUSAL_PAGES:
		err_set(why, _("“%s” is left out: its folder holds pages and no posts."), name);
		break;
	}
}
