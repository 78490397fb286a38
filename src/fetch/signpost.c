/* SPDX-License-Identifier: MIT */
#include "fetch/signpost.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "fetch/naming.h"
#include "format/xml.h"
#include "text/safe.h"
#include "text/url.h"

struct reader {
	struct signpost *page;
	char *base; /* what links are resolved against */
	const char *url;
};

static void add_link(struct signpost_link **links, size_t *n, char *url, const char *title)
{
	*links = mem_grow(*links, *n, sizeof(**links));
	(*links)[*n] = (struct signpost_link){ .url = url, .title = safe_line_copy(title) };
	(*n)++;
}

/* Whether one of the words, which blanks part, is `word`. */
static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (; words && *words; words += strspn(words, " \t\r\n")) {
		size_t n = strcspn(words, " \t\r\n");

		if (n == len && strncasecmp(words, word, len) == 0)
			return true;
		words += n;
	}
	return false;
}

static bool is_feed_type(const char *type)
{
	static const char *const types[] = { "application/rss+xml", "application/atom+xml",
					     "application/feed+json", "application/rdf+xml" };
	size_t len = type ? strcspn(type, "; \t") : 0;

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (strlen(types[i]) == len && strncasecmp(type, types[i], len) == 0)
			return true;
	}
	return false;
}

static void read_link(struct reader *reader, const struct xml_node *node)
{
	const char *target = xml_attribute(node, "href");

	if (!target || !has_word(xml_attribute(node, "rel"), "alternate") ||
	    !is_feed_type(xml_attribute(node, "type")))
		return;
	add_link(&reader->page->feeds, &reader->page->n_feeds, url_resolve(reader->base, target),
		 xml_attribute(node, "title"));
}

static void read_base(struct reader *reader, const struct xml_node *node)
{
	const char *target = xml_attribute(node, "href");

	if (!target)
		return;
	free(reader->base);
	reader->base = url_resolve(reader->url, target);
}

static void read_title(struct reader *reader, const struct xml_node *node)
{
	char *title;

	if (reader->page->title)
		return;
	title = xml_text(node);
	reader->page->title = safe_line_copy(title);
	free(title);
	/* nginx, Apache, lighttpd and Python's http.server head their listings so. */
	if (reader->page->title && (str_starts(reader->page->title, "Index of ") ||
				    str_starts(reader->page->title, "Directory listing for ")))
		reader->page->is_listing = true;
}

static void read_meta(struct reader *reader, const struct xml_node *node)
{
	const char *property = xml_attribute(node, "property");
	const char *content = xml_attribute(node, "content");

	if (property && content && strcmp(property, "og:type") == 0)
		reader->page->is_article = strcasecmp(content, "article") == 0;
}

static void read_article(struct reader *reader, const struct xml_node *node)
{
	(void)node;
	reader->page->n_articles++;
}

static void read_anchor(struct reader *reader, const struct xml_node *node)
{
	const char *target = xml_attribute(node, "href");
	struct signpost *page = reader->page;
	char *url;

	if (!target || strpbrk(target, "?#"))
		return;
	url = url_resolve(reader->base, target);
	if (str_starts(url, reader->base) && naming_is_post(url))
		add_link(&page->files, &page->n_files, url, NULL);
	else if (str_starts(url, reader->base) && str_ends(url, "/") &&
		 strlen(url) > strlen(reader->base))
		add_link(&page->folders, &page->n_folders, url, NULL);
	else
		free(url);
}

static void read_nodes(struct reader *reader, const struct xml_node *root)
{
	static const struct {
		const char *name;
		void (*read)(struct reader *reader, const struct xml_node *node);
	} readers[] = {
		{ "link", read_link }, { "base", read_base },       { "title", read_title },
		{ "meta", read_meta }, { "article", read_article },
	};

	for (const struct xml_node *node = xml_walk(root, root); node;
	     node = xml_walk(root, node)) {
		for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
			if (strcmp(node->name, readers[i].name) == 0)
				readers[i].read(reader, node);
		}
		if (reader->page->is_listing && strcmp(node->name, "a") == 0)
			read_anchor(reader, node);
	}
}

static bool is_of_comments(const struct signpost_link *link)
{
	return strstr(link->url, "comment") || (link->title && strcasestr(link->title, "comment"));
}

/* A blog's page names its posts' feed beside that of the comments, which nobody asks for. */
static void put_comments_last(struct signpost *page)
{
	size_t n = 0;

	for (size_t i = 0; i < page->n_feeds; i++) {
		struct signpost_link link = page->feeds[i];

		if (is_of_comments(&link))
			continue;
		memmove(page->feeds + n + 1, page->feeds + n, (i - n) * sizeof(link));
		page->feeds[n++] = link;
	}
}

void signpost_read(const char *bytes, size_t len, const char *url, struct signpost *page)
{
	struct reader reader = { .page = page, .base = mem_string(url), .url = url };
	struct xml_tree tree = { 0 };

	*page = (struct signpost){ 0 };
	xml_parse(bytes, len, XML_HTML, &tree);
	read_nodes(&reader, tree.root);
	put_comments_last(page);
	xml_release(&tree);
	free(reader.base);
}

static void release_links(struct signpost_link *links, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(links[i].url);
		free(links[i].title);
	}
	free(links);
}

void signpost_release(struct signpost *page)
{
	free(page->title);
	release_links(page->feeds, page->n_feeds);
	release_links(page->files, page->n_files);
	release_links(page->folders, page->n_folders);
	*page = (struct signpost){ 0 };
}
