/* SPDX-License-Identifier: MIT */
#include "post/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/safe.h"
#include "text/url.h"

/* Whether a target without a scheme is a mail address: name@host.tld, nothing else in it. */
static bool is_mail(const char *target)
{
	const char *at = strchr(target, '@');

	return at && at > target && strchr(at, '.') && !strpbrk(target, "/:?#() \t\n") &&
	       !strchr(at + 1, '@');
}

static bool is_host_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
}

/* Whether it begins with a host and not with a file's name: www.host.tld, or host.tld with a slash
 * behind where the ending is none of a file's. */
static bool is_host(const char *target)
{
	static const char *const files[] = { ".md",  ".html", ".htm", ".php", ".markdown",
					     ".mdx", ".txt",  ".pdf", ".png", ".jpg" };
	const char *dot;
	size_t len = 0;
	char *host;
	bool is = true;

	while (is_host_byte(target[len]))
		len++;
	host = mem_copy(target, len);
	dot = strrchr(host, '.');
	if (!dot || dot == host || strlen(dot) < 3 || *host == '.' ||
	    strspn(dot + 1, "0123456789") > 0)
		is = false;
	else if (!str_starts(host, "www."))
		is = target[len] == '/' && !strstr(host, "..");
	for (size_t i = 0; is && i < sizeof(files) / sizeof(*files); i++)
		is = !str_ends(host, files[i]);
	free(host);
	return is;
}

static char *joined(const char *before, const char *text)
{
	struct str both = { 0 };

	str_text(&both, before);
	str_text(&both, text);
	return str_take(&both);
}

/* The scheme that a site's own address has, for //host. */
static const char *scheme_of(const struct post *post)
{
	return post->base && str_starts(post->base, "http:") ? "http:" : "https:";
}

/* /path on the site: its address gives the host, and its base path where the target lacks it is the
 * generator's affair. */
static char *on_site(const struct post *post, const char *target)
{
	return url_resolve(post->site ? post->site : post->base, target);
}

char *links_resolve(const struct post *post, const char *target)
{
	if (!*target || url_is_absolute(target))
		return url_resolve(NULL, target);
	if (str_starts(target, "//"))
		return joined(scheme_of(post), target);
	if (*target == '#')
		return mem_string(target);
	if (is_mail(target))
		return joined("mailto:", target);
	if (is_host(target))
		return joined("https://", target);
	if (*target == '/')
		return on_site(post, target);
	return url_resolve(post->base, target);
}

/* The words of a link in one line. */
static char *words_of(const struct document *document, const struct link *link)
{
	struct str words = { 0 };

	safe_line(document->text + link->start, link->len, &words);
	return str_take(&words);
}

static bool has_scheme(const char *url, const char *scheme)
{
	struct url parts;

	url_split(url, &parts);
	return parts.scheme.at && parts.scheme.len == strlen(scheme) &&
	       strncmp(parts.scheme.at, scheme, parts.scheme.len) == 0;
}

static const char *kind_of(const struct link *link, const struct post_link *read)
{
	if (link->is_image)
		return "image";
	if (*read->url == '#')
		return "anchor";
	if (has_scheme(read->url, "mailto"))
		return "mail";
	if (str_equal(read->action, "ticket"))
		return "ticket";
	if (has_scheme(read->url, "http") || has_scheme(read->url, "https"))
		return "web";
	return "other";
}

static struct post_link read_link(const struct post *post, const struct document *document,
				  const struct kinds *kinds, size_t i)
{
	const struct link *link = &document->links[i];
	struct post_link read = { .number = (unsigned)i + 1 };

	read.text = words_of(document, link);
	read.url = links_resolve(post, link->target);
	read.is_resolved = url_is_absolute(read.url);
	if (kinds && !link->is_image && read.is_resolved)
		read.action = kinds_of(kinds, read.url, read.text, post->site);
	read.kind = kind_of(link, &read);
	return read;
}

void links_read(const struct post *post, const struct document *document, const struct kinds *kinds,
		struct links *links)
{
	*links = (struct links){ 0 };
	if (document->n_links == 0)
		return;
	links->items = mem_alloc(document->n_links, sizeof(*links->items));
	links->n_items = document->n_links;
	for (size_t i = 0; i < document->n_links; i++)
		links->items[i] = read_link(post, document, kinds, i);
}

const struct post_link *links_ticket(const struct links *links)
{
	for (size_t i = 0; i < links->n_items; i++) {
		if (strcmp(links->items[i].kind, "ticket") == 0)
			return &links->items[i];
	}
	return NULL;
}

void links_release(struct links *links)
{
	for (size_t i = 0; i < links->n_items; i++) {
		free(links->items[i].text);
		free(links->items[i].url);
	}
	free(links->items);
	*links = (struct links){ 0 };
}

struct document *links_document(const struct post *post, const char *const *bylines,
				size_t n_bylines)
{
	static const enum document_kind kinds[] = {
		[POST_MARKDOWN] = DOCUMENT_MARKDOWN,
		[POST_HTML] = DOCUMENT_HTML,
		[POST_PLAIN] = DOCUMENT_PLAIN,
	};
	struct document_input input = {
		.kind = kinds[post->kind],
		.bytes = post->body ? post->body : "",
		.len = post->body ? post->body_len : 0,
		.keep_breaks = post->keep_breaks,
		.title = post->title,
		.bylines = bylines,
		.n_bylines = n_bylines,
	};

	return document_new(&input);
}
