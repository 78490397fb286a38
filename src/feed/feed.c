/* SPDX-License-Identifier: MIT */
#include "feed/feed.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "feed/atom.h"
#include "feed/jsonfeed.h"
#include "feed/rss.h"
#include "format/json.h"
#include "format/xml.h"
#include "text/charset.h"

enum { HEAD_BYTES = 4096 };

static const struct {
	const char *name; /* of the outermost element */
	void (*read)(const struct xml_node *root, const struct feed_input *input,
		     struct feed *feed);
} formats[] = {
	{ "rss", rss_read },
	{ "rdf", rss_read },
	{ "feed", atom_read },
};

static size_t find_format(const char *name)
{
	size_t i = 0;

	while (i < sizeof(formats) / sizeof(*formats) && strcasecmp(formats[i].name, name) != 0)
		i++;
	return i;
}

/* The first element that a feed begins with; NULL where another stands before it. */
static const struct xml_node *find_root(const struct xml_tree *tree, size_t *format)
{
	const struct xml_node *node = xml_walk(tree->root, tree->root);

	*format = node ? find_format(node->name) : sizeof(formats) / sizeof(*formats);
	return *format < sizeof(formats) / sizeof(*formats) ? node : NULL;
}

static const char *skip_blanks(const char *text)
{
	while (*text && strchr(" \t\r\n", *text))
		text++;
	return text;
}

static bool is_json_feed(const char *text)
{
	return *text == '{' &&
	       (strstr(text, "jsonfeed.org/version") || strstr(text, "jsonfeed.org\\/version"));
}

static bool is_xml_feed(const char *text)
{
	struct xml_tree tree = { 0 };
	size_t format;
	bool is;

	if (*text != '<')
		return false;
	xml_parse(text, strlen(text), XML_STRICT, &tree);
	is = find_root(&tree, &format);
	xml_release(&tree);
	return is;
}

bool feed_is(const char *bytes, size_t len)
{
	struct str head = { 0 };
	const char *text;
	bool is;

	charset_decode(bytes, len < HEAD_BYTES ? len : HEAD_BYTES, NULL, &head);
	text = skip_blanks(str_bytes(&head));
	is = is_json_feed(text) || is_xml_feed(text);
	str_release(&head);
	return is;
}

static int read_json(const struct str *text, const struct feed_input *input, struct feed *feed,
		     struct err *err)
{
	struct value_tree tree = { 0 };
	bool is;

	if (json_parse(str_bytes(text), text->len, input->source, &tree, NULL, err) < 0)
		return -1;
	is = value_find(tree.root, "items");
	if (is)
		jsonfeed_read(tree.root, input, feed);
	value_release(&tree);
	return is ? 0 : err_set(err, _("“%s” is no feed."), input->source);
}

static int read_xml(const struct str *text, const struct feed_input *input, struct feed *feed,
		    struct err *err)
{
	struct xml_tree tree = { 0 };
	const struct xml_node *root;
	size_t format;

	xml_parse(str_bytes(text), text->len, XML_STRICT, &tree);
	root = find_root(&tree, &format);
	if (root)
		formats[format].read(root, input, feed);
	xml_release(&tree);
	return root ? 0 : err_set(err, _("“%s” is no feed."), input->source);
}

/* Some feeds give all their entries one id; then their addresses tell them apart. */
static void part_ids(struct feed *feed)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < feed->n_posts; i++) {
		struct post *post = &feed->posts[i], *other = map_find(&seen, post->path);

		if (other && post->url && !str_equal(other->url, post->url)) {
			free(post->path);
			post->path = mem_string(post->url);
		}
		map_put(&seen, post->path, post);
	}
	map_release(&seen);
}

/* The encoding that the bytes themselves name; the caller frees. */
static char *own_charset(const struct feed_input *input)
{
	const char *text = input->bytes;
	size_t len = input->len;

	str_trim(&text, &len);
	return len > 5 && memcmp(text, "<?xml", 5) == 0 ? xml_encoding(text, len) : NULL;
}

int feed_read(const struct feed_input *input, struct feed *feed, struct err *err)
{
	char *declared = input->charset ? NULL : own_charset(input);
	struct str text = { 0 };
	int result;

	*feed = (struct feed){ 0 };
	charset_decode(input->bytes, input->len, input->charset ? input->charset : declared, &text);
	if (*skip_blanks(str_bytes(&text)) == '{')
		result = read_json(&text, input, feed, err);
	else
		result = read_xml(&text, input, feed, err);
	part_ids(feed);
	free(declared);
	str_release(&text);
	return result;
}

void feed_release(struct feed *feed)
{
	for (size_t i = 0; i < feed->n_posts; i++)
		post_release(&feed->posts[i]);
	free(feed->posts);
	free(feed->title);
	free(feed->url);
	free(feed->lang);
	*feed = (struct feed){ 0 };
}
