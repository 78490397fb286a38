/* SPDX-License-Identifier: MIT */
/*
 * show-site: what hallway makes of the source of a site.
 *
 *	show-site FOLDER            the site's facts, then its posts, what was left out, what was
 *noted show-site --bodies FOLDER   the same with the posts' bodies show-site --survey FOLDER   one
 *line of numbers, and below it what is wrong, a line each
 *
 * Paths are given below the folder, so the output is the same wherever it stands.
 */
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strings.h"
#include "document/document.h"
#include "fetch/fetch.h"
#include "post/links.h"
#include "post/post.h"
#include "post/when.h"
#include "site/site.h"

struct survey {
	size_t posts, left_out, untitled, undated, problems, repaired, without_url;
	size_t placeholders, links, unresolved, empty, raw;
};

struct show {
	const char *root;
	bool has_bodies, is_survey;
	struct strings posts, notes, troubles;
	struct survey survey;
};

/* The sentence without the folder's own name, which differs from machine to machine. */
static void add_without_root(const struct show *show, struct strings *to, const char *text)
{
	struct str out = { 0 };
	size_t len = strlen(show->root);

	while (*text) {
		if (strncmp(text, show->root, len) == 0) {
			text += len;
			text += *text == '/';
		} else {
			str_byte(&out, *text++);
		}
	}
	strings_add(to, str_bytes(&out));
	str_release(&out);
}

static void tell(void *context, enum notes_level level, const char *sentence)
{
	struct show *show = context;
	struct str line = { 0 };

	str_format(&line, "%s %s", level == NOTES_WARNING ? "warning" : "detail", sentence);
	add_without_root(show, &show->notes, str_bytes(&line));
	str_release(&line);
}

static void trouble(struct show *show, const struct post *post, const char *what, const char *text)
{
	struct str line = { 0 };

	str_format(&line, "  %s: %s: %.100s", post->path, what, text);
	for (size_t i = 0; i < line.len; i++) {
		if (line.bytes[i] == '\n')
			line.bytes[i] = ' ';
	}
	add_without_root(show, &show->troubles, str_bytes(&line));
	str_release(&line);
}

static bool is_code(const struct document *document, const struct block *block, size_t at)
{
	if (block->kind == BLOCK_CODE)
		return true;
	for (size_t i = 0; i < block->n_spans; i++) {
		const struct span *span = &document->spans[block->first_span + i];

		if (at >= span->start && at < span->start + span->len)
			return span->styles & SPAN_CODE;
	}
	return false;
}

static bool is_leaf(const struct block *block)
{
	return block->kind >= BLOCK_TITLE;
}

/* Marks of templates that a reader would see, outside of code. */
static void look_for_marks(struct show *show, const struct post *post,
			   const struct document *document)
{
	static const char *const marks[] = { "{{", "{%", "{:", "%}", "}}" };

	for (size_t i = 1; i < document->n_blocks; i++) {
		const struct block *block = &document->blocks[i];

		for (size_t at = block->start; is_leaf(block) && at + 1 < block->start + block->len;
		     at++) {
			for (size_t j = 0; j < 5; j++) {
				if (strncmp(document->text + at, marks[j], 2) != 0 ||
				    is_code(document, block, at))
					continue;
				show->survey.raw++;
				trouble(show, post, "mark on screen",
					document->text + (at > 30 ? at - 30 : 0));
				at = block->start + block->len;
				break;
			}
		}
	}
}

static void look_at_links(struct show *show, const struct post *post,
			  const struct document *document)
{
	struct links links;

	links_read(post, document, NULL, &links);
	for (size_t i = 0; i < links.n_items; i++) {
		const struct post_link *link = &links.items[i];

		show->survey.links++;
		if (!*link->url) {
			show->survey.empty++;
			trouble(show, post, "empty link", link->text);
		} else if (!link->is_resolved && strcmp(link->kind, "anchor") != 0) {
			show->survey.unresolved++;
			trouble(show, post, "unresolved link", link->url);
		}
	}
	links_release(&links);
}

static void look_for_placeholders(struct show *show, const struct post *post)
{
	const char *at = post->body;

	while ((at = strstr(at, "\xEE\x80\x80"))) {
		show->survey.placeholders++;
		trouble(show, post, "placeholder", at);
		at += 3;
	}
}

static void survey(struct show *show, const struct post *post)
{
	struct document *document = links_document(post, NULL, 0);

	show->survey.posts++;
	show->survey.untitled += !post->title || !*post->title;
	if (!post->published.is_known) {
		show->survey.undated++;
		trouble(show, post, "no date", post->title);
	}
	if (post->problem) {
		show->survey.problems++;
		trouble(show, post, "problem", post->problem);
	}
	show->survey.repaired += post->repaired != NULL;
	show->survey.without_url += post->url == NULL;
	look_for_placeholders(show, post);
	look_at_links(show, post, document);
	look_for_marks(show, post, document);
	document_free(document);
}

static void describe(struct show *show, const struct post *post)
{
	struct str line = { 0 };
	char *authors = strings_join(&post->authors, ", ");
	char date[40] = "-";

	if (post->published.is_known)
		when_format(&post->published, date, sizeof(date));
	str_format(&line, "%s\n  title    %s\n  date     %s\n  authors  %s\n  url      %s\n",
		   post->path, post->title, date, authors, post->url ? post->url : "-");
	if (post->lang)
		str_format(&line, "  lang     %s\n", post->lang);
	if (post->keep_breaks)
		str_text(&line, "  newlines are breaks\n");
	if (post->problem)
		str_format(&line, "  problem  %s\n", post->problem);
	if (post->repaired)
		str_format(&line, "  repaired %s\n", post->repaired);
	if (show->has_bodies)
		str_format(&line, "  body\n%s%s  end\n", post->body,
			   str_ends(post->body, "\n") ? "" : "\n");
	add_without_root(show, &show->posts, str_bytes(&line));
	free(authors);
	str_release(&line);
}

static void read_all(struct show *show, struct site *site)
{
	for (size_t i = 0; i < site_n_candidates(site); i++) {
		struct post post;
		struct err why;

		if (site_read(site, site_candidate(site, i), NULL, &post, &why) == SITE_LEFT_OUT) {
			show->survey.left_out++;
			continue;
		}
		if (show->is_survey)
			survey(show, &post);
		else
			describe(show, &post);
		post_release(&post);
	}
}

static void print_all(const struct strings *strings)
{
	for (size_t i = 0; i < strings->n_items; i++)
		puts(strings->items[i]);
}

static void print_survey(const struct show *show, const struct site *site)
{
	const struct survey *s = &show->survey;
	const char *slash = strrchr(show->root, '/');

	printf("%-28s %-11s %5zu %5zu %5zu %5zu %5zu %5zu %5zu %6zu %5zu %5zu %5zu\n",
	       slash ? slash + 1 : show->root, site_generator(site) ? site_generator(site) : "-",
	       s->posts, s->left_out, s->untitled, s->undated, s->problems, s->without_url,
	       s->placeholders, s->links, s->unresolved, s->empty, s->raw);
	print_all(&show->troubles);
}

static void print_site(const struct show *show, const struct site *site)
{
	printf("generator %s\ntitle     %s\nurl       %s\n\n",
	       site_generator(site) ? site_generator(site) : "-",
	       site_title(site) ? site_title(site) : "-", site_url(site) ? site_url(site) : "-");
	print_all(&show->posts);
	print_all(&show->notes);
}

static int show_site(struct show *show, const char *folder, const char *lang)
{
	const struct notes notes = { tell, show };
	const struct bounds bounds = bounds_usual();
	const struct fetch_rule rule = { &bounds, &notes };
	struct fetched fetched;
	struct err err;

	if (fetch_local(folder, &rule, &fetched, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	const struct site_options options = {
		.source = folder,
		.root = fetched.root,
		.lang = lang,
		.only = fetched.only,
		.below = fetched.below,
	};
	struct site *site = site_new(&fetched.tree, &options, &notes);

	read_all(show, site);
	if (show->is_survey)
		print_survey(show, site);
	else
		print_site(show, site);
	site_free(site);
	fetch_release(&fetched);
	return 0;
}

int main(int argc, char **argv)
{
	struct show show = { .root = "" };
	int result = 0;

	setlocale(LC_ALL, "");
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--bodies") == 0) {
			show.has_bodies = true;
		} else if (strcmp(argv[i], "--survey") == 0) {
			show.is_survey = true;
		} else {
			char *folder = realpath(argv[i], NULL);

			show.root = folder ? folder : argv[i];
			result |= show_site(&show, show.root, getenv("SHOW_LANG"));
			strings_release(&show.posts);
			strings_release(&show.notes);
			strings_release(&show.troubles);
			show.survey = (struct survey){ 0 };
			free(folder);
		}
	}
	return result;
}
