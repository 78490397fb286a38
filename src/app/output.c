/* SPDX-License-Identifier: MIT */
#include "app/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/select.h"
#include "format/json.h"
#include "post/links.h"
#include "view/leads.h"

/* JSON */

static void add_key(struct str *out, const char *key)
{
	str_text(out, out->len > 0 && out->bytes[out->len - 1] != '{' ? "," : "");
	json_add_text(out, key);
	str_byte(out, ':');
}

static void add_text(struct str *out, const char *key, const char *text)
{
	add_key(out, key);
	json_add_text(out, text);
}

static void add_list(struct str *out, const char *key, const struct strings *list)
{
	add_key(out, key);
	str_byte(out, '[');
	for (size_t i = 0; i < list->n_items; i++) {
		if (i > 0)
			str_byte(out, ',');
		json_add_text(out, list->items[i]);
	}
	str_byte(out, ']');
}

static void add_when(struct str *out, const char *key, const struct when *when)
{
	char text[40];

	if (when->is_known)
		when_format(when, text, sizeof(text));
	add_text(out, key, when->is_known ? text : NULL);
}

static void add_truth(struct str *out, const char *key, bool truth)
{
	add_key(out, key);
	str_text(out, truth ? "true" : "false");
}

static void add_cover(struct str *out, const struct post *post)
{
	add_key(out, "cover");
	if (!post->cover_url && !post->cover_alt) {
		str_text(out, "null");
		return;
	}
	str_byte(out, '{');
	add_text(out, "url", post->cover_url);
	add_text(out, "alt", post->cover_alt);
	str_byte(out, '}');
}

static void list_json(const struct post *post, const struct state_of *state, struct str *out)
{
	str_byte(out, '{');
	add_text(out, "id", post->id);
	add_text(out, "source", post->source);
	add_text(out, "path", post->path);
	add_text(out, "url", post->url);
	add_text(out, "title", post->title);
	add_list(out, "authors", &post->authors);
	add_list(out, "categories", &post->categories);
	add_list(out, "tags", &post->tags);
	add_when(out, "published", &post->published);
	add_when(out, "updated", &post->updated);
	add_text(out, "excerpt", post->excerpt);
	add_cover(out, post);
	add_text(out, "ticket", post->ticket);
	add_truth(out, "read", state->is_read);
	add_truth(out, "starred", state->is_starred);
	str_text(out, "}\n");
}

/* Lines */

/* A field of a tab-separated line: no tab or newline can be in it, all texts of a post being safe;
 * those are blanks here. */
static void add_field(struct str *out, const char *text)
{
	if (out->len > 0 && out->bytes[out->len - 1] != '\n')
		str_byte(out, '\t');
	for (; text && *text; text++)
		str_byte(out, *text == '\t' || *text == '\n' ? ' ' : *text);
}

static void list_line(const struct post *post, struct str *out)
{
	char *authors = strings_join(&post->authors, ", ");
	char day[16];

	when_day(&post->published, day, sizeof(day));
	/* A date is never left out of the first column. */
	str_text(out, *day ? day : "-");
	add_field(out, post->title);
	add_field(out, authors);
	add_field(out, post->source);
	add_field(out, post->url ? post->url : post->path);
	str_byte(out, '\n');
	free(authors);
}

struct output {
	struct session *session;
	struct str text;
};

static void put(struct output *output)
{
	fwrite(output->text.bytes, 1, output->text.len, stdout);
	str_clear(&output->text);
}

static void list_post(void *context, const struct post *post, const struct state_of *state)
{
	struct output *output = context;

	if (output->session->flags->is_set[FLAG_JSON])
		list_json(post, state, &output->text);
	else
		list_line(post, &output->text);
	put(output);
}

static void link_json(const struct post *post, const struct post_link *link, struct str *out)
{
	str_byte(out, '{');
	add_text(out, "post", post->id);
	add_key(out, "number");
	str_format(out, "%u", link->number);
	add_text(out, "text", link->text);
	add_text(out, "url", link->url);
	add_text(out, "kind", link->kind);
	str_text(out, "}\n");
}

static void link_line(const struct post_link *link, struct str *out)
{
	str_format(out, "%u", link->number);
	add_field(out, link->kind);
	add_field(out, link->text);
	add_field(out, link->url);
	str_byte(out, '\n');
}

static void list_links(void *context, const struct post *post, const struct state_of *state)
{
	struct output *output = context;
	struct document *document = links_document(post, NULL, 0);
	struct links links;

	(void)state;
	links_read(post, document, output->session->kinds, &links);
	leads_tell(output->session->index, output->session->kinds, post, &links);
	for (size_t i = 0; i < links.n_items; i++) {
		if (output->session->flags->is_set[FLAG_JSON])
			link_json(post, &links.items[i], &output->text);
		else
			link_line(&links.items[i], &output->text);
	}
	put(output);
	links_release(&links);
	document_free(document);
}

static int each(struct session *session, select_visit *visit, struct err *err)
{
	struct output output = { .session = session };
	int result = select_each(session, visit, &output, err);

	str_release(&output.text);
	return result;
}

int output_list(struct session *session, struct err *err)
{
	return each(session, list_post, err);
}

int output_links(struct session *session, struct err *err)
{
	if (!session_kinds(session, err))
		return -1;
	return each(session, list_links, err);
}
