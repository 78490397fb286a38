/* SPDX-License-Identifier: MIT */
#include "post/links.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/safe.h"
#include "text/url.h"

/* A mail address without its scheme: name@host.tld, a subject behind it perhaps. */
static bool is_mail(const char *target)
{
	size_t len = strcspn(target, "?");
	const char *at = memchr(target, '@', len);

	return at && at > target && memchr(at, '.', len - (size_t)(at - target)) &&
	       strcspn(target, "/:#() \t\n") >= len &&
	       !memchr(at + 1, '@', len - (size_t)(at + 1 - target));
}

static bool is_host_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
}

/* Endings of files, which no host has. */
static bool is_file(const char *name)
{
	static const char *const ends[] = { ".md",  ".html", ".htm",  ".php", ".markdown", ".mdx",
					    ".txt", ".pdf",  ".png",  ".jpg", ".jpeg",     ".gif",
					    ".svg", ".webp", ".js",   ".css", ".ics",      ".csv",
					    ".xml", ".json", ".yaml", ".yml", ".rst",      ".zip" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(name, ends[i]))
			return true;
	return false;
}

/* Endings that files do not have: a name alone with one of these is meant for a host. */
static bool is_domain(const char *end)
{
	static const char *const ends[] = { "com", "org", "net", "edu", "gov", "info",
					    "dev", "app", "io",  "us",  "eu",  "uk",
					    "de",  "fr",  "au",  "nz",  "ca",  "jp",
					    "br",  "es",  "it",  "nl",  "ch",  "at",
					    "be",  "dk",  "se",  "no",  "fi",  "events" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (strcasecmp(end, ends[i]) == 0)
			return true;
	}
	return false;
}

static bool is_host_name(const char *name, bool has_path)
{
	const char *dot = strrchr(name, '.');

	if (!dot || dot == name || strlen(dot) < 3 || *name == '.' || strstr(name, ".."))
		return false;
	if (dot[1 + strspn(dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")])
		return false;
	return str_starts(name, "www.") || (has_path && !is_file(name)) || is_domain(dot + 1);
}

/*
 * Whether it begins with a host and not with a file's name: www.host.tld, host.com, or host.tld
 * with a slash or a port behind.
 */
static bool is_host(const char *target)
{
	size_t len = 0;
	char *name;
	bool is;

	while (is_host_byte(target[len]))
		len++;
	if (target[len] && !strchr("/?#:", target[len]))
		return false;
	if (target[len] == ':' && !strspn(target + len + 1, "0123456789"))
		return false;
	name = mem_copy(target, len);
	is = is_host_name(name, target[len] == '/' || target[len] == ':');
	free(name);
	return is;
}

static char *joined(const char *before, const char *text)
{
	struct str both = { 0 };
	char *url;

	str_text(&both, before);
	str_text(&both, text);
	url = url_resolve(NULL, str_bytes(&both));
	str_release(&both);
	return url;
}

/* What generators put into targets before the site's own rules are known: it must stay as it is. */
static bool is_marked(const char *target)
{
	return *target == '{' || *target == '|' || str_starts(target, "@/") ||
	       strncasecmp(target, "%7B", 3) == 0 || strstr(target, "{{") || strstr(target, "{%");
}

/* Without the parentheses, blanks and quotes around it, or a second mark of the address. */
static char *bare(const char *target)
{
	size_t len = strlen(target);

	str_trim(&target, &len);
	while (len > 1 && ((*target == '(' && target[len - 1] == ')') ||
			   (*target == '<' && target[len - 1] == '>') ||
			   (*target == '"' && target[len - 1] == '"'))) {
		target++;
		len -= 2;
		str_trim(&target, &len);
	}
	return mem_copy(target, len);
}

/* Schemes as they are misspelt in posts, and what was meant; in ASCII lower case. */
static const struct {
	const char *wrong, *right;
} schemes[] = {
	{ "hhttps:", "https:" },         { "hhttp:", "http:" },
	{ "ttps:", "https:" },           { "ttp:", "http:" },
	{ "htps:", "https:" },           { "htpps:", "https:" },
	{ "httpss:", "https:" },         { "htttps:", "https:" },
	{ "htttp:", "http:" },           { "xhttps:", "https:" },
	{ "xhttp:", "http:" },           { "url:", "" },
	{ "https://https:", "https:" },  { "http://http:", "http:" },
	{ "https://http:", "http:" },    { "http://https:", "https:" },
	{ "https//", "https://" },       { "http//", "http://" },
	{ "https:://", "https://" },     { "http:://", "http://" },
	{ "https;//", "https://" },      { "http;//", "http://" },
	{ "mail-to:", "mailto:" },       { "mailto://", "mailto:" },
	{ "mailto:mailto:", "mailto:" }, { "email:", "mailto:" },
};

/* The target with its scheme as it was meant; the caller frees. */
static char *mended(char *target)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		size_t len = strlen(schemes[i].wrong);
		struct str right = { 0 };

		if (strncasecmp(target, schemes[i].wrong, len) != 0)
			continue;
		str_text(&right, schemes[i].right);
		str_text(&right, target + len);
		free(target);
		return str_take(&right);
	}
	return target;
}

/* https:/x and https:x are those of hosts, for browsers too. */
static char *absolute(const char *target)
{
	size_t scheme = strcspn(target, ":") + 1, slashes = strspn(target + scheme, "/");
	bool is_web = strncasecmp(target, "http:", scheme) == 0 ||
		      strncasecmp(target, "https:", scheme) == 0;

	if (is_web && slashes != 2 && target[scheme + slashes])
		return joined(scheme == 5 ? "http://" : "https://", target + scheme + slashes);
	return url_resolve(NULL, target);
}

/* Whether a post is known only as a file of an archive: its host is not that of the site. */
static bool is_in_archive(const struct post *post)
{
	static const char *const ends[] = { ".zip/", ".tar/", ".tgz/", ".tar.gz/" };
	char *base = post->url || !post->base ? mem_string("") : url_decode(post->base);
	size_t len = strlen(base), path = post->path ? strlen(post->path) : 0;
	bool is = false;

	if (path > 0 && path < len && str_ends(base, post->path)) {
		base[len - path] = '\0';
		for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
			is |= str_ends(base, ends[i]);
		is |= strstr(base, ".tar.") != NULL;
	}
	free(base);
	return is;
}

/* What the site's own paths may be seen from: not a file. */
static const char *site_of(const struct post *post)
{
	if (post->site)
		return str_starts(post->site, "file:") ? NULL : post->site;
	if (!post->base || str_starts(post->base, "file:") || is_in_archive(post))
		return NULL;
	return post->base;
}

static char *resolve(const struct post *post, const char *target)
{
	const char *site = site_of(post);

	if (!*target || *target == '#' || is_marked(target))
		return mem_string(target);
	if (is_host(target))
		return joined("https://", target);
	if (url_is_absolute(target))
		return absolute(target);
	if (str_starts(target, "//"))
		return joined(site && str_starts(site, "http:") ? "http:" : "https:", target);
	if (is_mail(target))
		return joined("mailto:", target);
	return url_resolve(*target == '/' ? site : post->base, target);
}

char *links_resolve(const struct post *post, const char *target)
{
	char *meant = mended(bare(target)), *url = resolve(post, meant);

	free(meant);
	return url;
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
	       strncasecmp(parts.scheme.at, scheme, parts.scheme.len) == 0;
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
	/* A path of a site that does not say its address can be a ticket all the same. */
	if (kinds && !link->is_image && (read.is_resolved || *read.url == '/'))
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

struct document_input links_input(const struct post *post, const char *const *bylines,
				  size_t n_bylines)
{
	static const enum document_kind kinds[] = {
		[POST_MARKDOWN] = DOCUMENT_MARKDOWN,
		[POST_HTML] = DOCUMENT_HTML,
		[POST_PLAIN] = DOCUMENT_PLAIN,
	};

	return (struct document_input){
		.kind = kinds[post->kind],
		.bytes = post->body ? post->body : "",
		.len = post->body ? post->body_len : 0,
		.keep_breaks = post->keep_breaks,
		.title = post->title,
		.bylines = bylines,
		.n_bylines = n_bylines,
	};
}

struct document *links_document(const struct post *post, const char *const *bylines,
				size_t n_bylines)
{
	struct document_input input = links_input(post, bylines, n_bylines);

	return document_new(&input);
}
