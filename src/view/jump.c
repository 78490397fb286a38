/* SPDX-License-Identifier: MIT */
#include "view/jump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "base/mem.h"
#include "terminal/clipboard.h"
#include "text/safe.h"
#include "text/url.h"
#include "text/width.h"
#include "view/leads.h"
#include "view/page.h"

enum { MOST_SHOWN = 26 }; /* columns of an address in a sentence of 80 */

static void push(struct trail *trail, const struct spot *spot)
{
	trail->spots = mem_grow(trail->spots, trail->n_spots, sizeof(*trail->spots));
	trail->spots[trail->n_spots++] = *spot;
}

static struct spot here(const struct reader *reader)
{
	const struct post *post = page_post(&reader->page);
	const struct post_link *link = page_selected(&reader->page);
	struct spot spot = { .place = page_place(&reader->page), .link = link ? link->number : 0 };

	snprintf(spot.id, sizeof(spot.id), "%s", post ? post->id : "");
	return spot;
}

static void clear(struct trail *trail)
{
	free(trail->spots);
	*trail = (struct trail){ 0 };
}

void jump_forget(struct reader *reader)
{
	clear(&reader->back);
	clear(&reader->forward);
}

/* Goes to the spot on top of `from`, leaving this one on `to`. */
static bool step(struct reader *reader, struct trail *from, struct trail *to)
{
	struct spot spot, left = here(reader);

	if (from->n_spots == 0)
		return false;
	spot = from->spots[--from->n_spots];
	reader_keep_place(reader);
	if (!page_open(&reader->page, spot.id)) {
		status_fail(&reader->status, _("The post that you came from is gone."));
		return true;
	}
	push(to, &left);
	page_restore(&reader->page, spot.place, spot.link);
	return true;
}

bool jump_back(struct reader *reader)
{
	return step(reader, &reader->back, &reader->forward);
}

bool jump_forward(struct reader *reader)
{
	return step(reader, &reader->forward, &reader->back);
}

static void leave_here(struct reader *reader)
{
	struct spot spot = here(reader);

	push(&reader->back, &spot);
	clear(&reader->forward);
}

bool jump_post(struct reader *reader, const char *id)
{
	struct spot spot = here(reader);

	reader_keep_place(reader);
	if (!page_open(&reader->page, id))
		return false;
	push(&reader->back, &spot);
	clear(&reader->forward);
	reader->is_on_page = true;
	reader_read(reader);
	return true;
}

bool jump_anchor(struct reader *reader, const char *anchor)
{
	const struct document *document = page_document(&reader->page);
	char *plain = url_decode(anchor);
	size_t block = document_anchor(document, plain);

	free(plain);
	if (block > 0)
		page_restore(&reader->page, document->blocks[block].start, 0);
	return block > 0;
}

static bool follow_anchor(struct reader *reader, const struct post_link *link)
{
	const char *anchor = strchr(link->url, '#');

	if (strcmp(link->kind, "anchor") != 0 || !anchor)
		return false;
	leave_here(reader);
	if (!jump_anchor(reader, anchor + 1)) {
		reader->back.n_spots--;
		status_fail(&reader->status, _("This post has no part called “%s”."), anchor + 1);
	}
	return true;
}

/* Opens a post at the part that an address names. */
static bool open_at(struct reader *reader, const char *id, const char *url)
{
	char *anchor = mem_string(strchr(url, '#')); /* the link goes with the page */
	bool is_found = jump_post(reader, id);

	if (is_found && anchor)
		jump_anchor(reader, anchor + 1);
	free(anchor);
	return is_found;
}

static bool follow_post(struct reader *reader, const char *url)
{
	char id[POST_ID_ROOM];

	return leads_find(reader->context.index, page_post(&reader->page), url, id) &&
	       open_at(reader, id, url);
}

static bool follow_page(struct reader *reader, const char *url)
{
	const struct post *post = page_post(&reader->page);

	if (!leads_may_be_page(post, url))
		return false;
	snprintf(reader->page_from, sizeof(reader->page_from), "%s", post->id);
	reader_wish_for(reader, WISH_PAGE, url);
	status_say(&reader->status, _("Looking for that page…"));
	return true;
}

void jump_reach(struct reader *reader, const char *url)
{
	if (!follow_post(reader, url) && !follow_page(reader, url))
		jump_browse(reader, url);
}

void jump_follow(struct reader *reader, const struct post_link *link)
{
	if (!*link->url)
		status_fail(&reader->status, _("This link leads nowhere: its target is empty."));
	else if (!follow_anchor(reader, link))
		jump_reach(reader, link->url);
}

void jump_page(struct reader *reader, const char *url, const char *id, const char *failure)
{
	const struct post *post = page_post(&reader->page);

	status_seen(&reader->status);
	if (!post || strcmp(post->id, reader->page_from) != 0)
		return; /* the reader is elsewhere by now */
	if (id ? open_at(reader, id, url) : follow_post(reader, url))
		return;
	if (failure)
		status_fail(&reader->status, "%s", failure);
	else
		jump_browse(reader, url);
}

enum browser_result jump_open(struct reader *reader, const char *url)
{
	const char *browser = config_text(reader->context.config, OPTION_BROWSER), *who = "";
	struct err err;
	enum browser_result result = browser_open(browser, url, &who, &err);

	switch (result) {
	case BROWSER_OPENED:
		status_say(&reader->status, _("Opened %s with %s."), url, who);
		break;
	case BROWSER_COPIED:
		status_say(&reader->status, _("No browser can be shown here; copied %s instead."),
			   url);
		break;
	case BROWSER_FAILED:
		status_fail(&reader->status, "%s", err.text);
		break;
	}
	return result;
}

static void open_asked(struct reader *reader, const char *url)
{
	jump_open(reader, url);
}

bool jump_copy(struct reader *reader, const char *text)
{
	bool is_copied = clipboard_copy(text, strlen(text));

	if (!is_copied)
		status_fail(&reader->status, _("This is too long to be copied."));
	return is_copied;
}

/* The start of an address, so that what is said about it fits beside it; the caller frees. */
static char *shorten(const struct reader *reader, const char *url)
{
	struct str shown = { 0 };
	char *safe = safe_line_copy(url);
	size_t len = strlen(safe), fits = width_fit(safe, len, MOST_SHOWN, NULL);

	str_add(&shown, safe, fits);
	str_text(&shown, fits < len ? view_sign(&reader->context, ORNAMENT_ELLIPSIS) : "");
	free(safe);
	return str_take(&shown);
}

/* Why an address is not opened at once, and whether it shall be all the same; the caller frees. */
static char *question_about(const char *url, const char *shown)
{
	struct str sentence = { 0 };
	char *host = url_shown_host(url);
	struct url parts;

	url_split(url, &parts);
	/* TRANSLATORS: y is the key that says yes; it is the same in every language. */
	if (strncasecmp(url, "http", 4) == 0 && parts.user.at)
		str_format(&sentence,
			   _("This leads to %s, whatever stands before the @. y opens it."), host);
	else
		str_format(&sentence, _("%s is no web page. Open it all the same? y opens it."),
			   shown);
	free(host);
	return str_take(&sentence);
}

void jump_browse(struct reader *reader, const char *url)
{
	char *shown = shorten(reader, url), *question;

	if (!url_is_absolute(url)) {
		status_fail(&reader->status,
			    _("It is not known where “%s” leads: its site does not say where it "
			      "stands."),
			    shown);
		free(shown);
		return;
	}
	switch (url_verdict(url)) {
	case URL_OPEN:
		jump_open(reader, url);
		break;
	case URL_ASK:
		question = question_about(url, shown);
		reader_confirm(reader, question, url, open_asked);
		free(question);
		break;
	case URL_REFUSE:
		status_fail(&reader->status, _("“%s” is not opened: it is no safe web address."),
			    shown);
		break;
	}
	free(shown);
}
