/* SPDX-License-Identifier: MIT */
#include "view/leads.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "text/url.h"

/* The address, decoded, of the folder or archive below which a post's file stands; "" where the
 * post is known by its place on the web alone. The caller frees. */
static char *root_of(const struct post *post)
{
	char *base = url_decode(post->base ? post->base : "");
	size_t path = post->path ? strlen(post->path) : 0;

	base[path > 0 && str_ends(base, post->path) ? strlen(base) - path : 0] = '\0';
	return base;
}

/* What the index knows a target by: a file of the same source by its path there, anything else by
 * its address. The caller frees. */
static char *index_name(const struct post *post, const char *url)
{
	char *root = root_of(post), *plain = url_decode(url), *name;

	plain[strcspn(plain, "#?")] = '\0';
	if (*url == '/')
		name = url_canonical(plain);
	else
		name = mem_string(*root && str_starts(plain, root) ? plain + strlen(root) : url);
	free(plain);
	free(root);
	return name;
}

/* A link to "venue" or "venue/" beside a file may mean venue.md or venue/index.md. */
bool leads_find(struct index *index, const struct post *post, const char *url, char *id)
{
	static const char *const ends[] = { ".md", "/index.md" };
	char *name = index_name(post, url);
	bool is_found = index_find(index, post->source, name, id);
	size_t len = strlen(name);

	while (len > 0 && name[len - 1] == '/')
		len--;
	for (size_t i = 0; !is_found && !url_is_absolute(name) && !*path_extension(name) &&
			   i < sizeof(ends) / sizeof(*ends);
	     i++) {
		struct str whole = { 0 };

		str_format(&whole, "%.*s%s", (int)len, name, ends[i]);
		is_found = index_find(index, post->source, whole.bytes, id);
		str_release(&whole);
	}
	free(name);
	return is_found;
}

static bool same_host(const char *a, const char *b)
{
	struct url one, other;

	url_split(a, &one);
	url_split(b, &other);
	return one.host.at && other.host.at && one.host.len == other.host.len &&
	       strncasecmp(one.host.at, other.host.at, one.host.len) == 0;
}

/* The index is asked only about addresses of the post's own host or files beside it: there are few,
 * and each costs. */
static bool is_own(const struct post *post, const char *root, const char *url)
{
	if (*url == '/')
		return !post->site;
	return same_host(post->site ? post->site : root, url) || (*root && str_starts(url, root));
}

/* Links whose action is to be told. */
struct told {
	const struct kinds *kinds;
	struct links *links;
};

static void tell_action(void *context, const struct post_link *known, const char *id,
			const char *title)
{
	struct told *told = context;
	struct post_link *link = known->number > 0 && known->number <= told->links->n_items
					 ? &told->links->items[known->number - 1]
					 : NULL;

	(void)id;
	(void)title;
	if (!link || strcmp(link->url, known->url) != 0)
		return;
	link->action = kinds_action(told->kinds, known->action);
	if (strcmp(link->kind, "web") == 0 && strcmp(known->action, "ticket") == 0)
		link->kind = "ticket";
}

void leads_tell(struct index *index, const struct kinds *kinds, const struct post *post,
		struct links *links)
{
	char id[POST_ID_ROOM], *root = root_of(post);
	struct told told = { kinds, links };

	if (index && kinds)
		index_post_actions(index, post->id, tell_action, &told);
	for (size_t i = 0; index && i < links->n_items; i++) {
		struct post_link *link = &links->items[i];
		bool may_be = strcmp(link->kind, "web") == 0 || strcmp(link->kind, "other") == 0;

		if (may_be && is_own(post, root, link->url) &&
		    leads_find(index, post, link->url, id) && strcmp(id, post->id) != 0)
			link->kind = "post";
	}
	free(root);
}

static bool is_text(const char *plain)
{
	static const char *const ends[] = { ".md", ".markdown", ".mdx", ".mdown", ".mkd" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (str_ends(plain, ends[i]))
			return true;
	}
	return false;
}

static bool is_web_page(const char *plain)
{
	return !*path_extension(plain) || str_ends(plain, "/") || str_ends(plain, ".html") ||
	       str_ends(plain, ".htm");
}

bool leads_may_be_page(const struct post *post, const char *url)
{
	char *plain = mem_copy(url, strcspn(url, "#?")), *root = root_of(post);
	bool may_be = false;

	if (post->source && *post->source == '/')
		may_be = is_own(post, root, url) && (is_text(plain) || is_web_page(plain));
	else if (post->source)
		may_be = is_text(plain) && is_own(post, root, url);
	free(root);
	free(plain);
	return may_be;
}
