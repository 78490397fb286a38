/* SPDX-License-Identifier: MIT */
#include "fetch/article.h"

#include <stdlib.h>
#include <string.h>

#include "format/json.h"
#include "format/xml.h"

/* Where a page says what of itself, the best first. */
static const struct {
	const char *key, *attribute, *name;
} metas[] = {
	{ "title", "property", "og:title" },     { "date", "property", "article:published_time" },
	{ "date", "itemprop", "datePublished" }, { "date", "name", "date" },
	{ "author", "name", "author" },          { "excerpt", "property", "og:description" },
	{ "excerpt", "name", "description" },    { "image", "property", "og:image" },
};

static const struct xml_node *find(const struct xml_node *top, const char *name)
{
	const struct xml_node *node = top;

	do {
		node = xml_walk(top, node);
	} while (node && strcmp(node->name, name) != 0);
	return node;
}

static const char *find_meta(const struct xml_node *root, const char *attribute, const char *name)
{
	for (const struct xml_node *node = find(root, "meta"); node; node = xml_walk(root, node)) {
		const char *value = xml_attribute(node, attribute);

		if (strcmp(node->name, "meta") == 0 && value && strcmp(value, name) == 0)
			return xml_attribute(node, "content");
	}
	return NULL;
}

static void add_key(struct str *out, const char *key, const char *text)
{
	str_text(out, out->bytes[out->len - 1] == '{' ? "" : ", ");
	json_add_text(out, key);
	str_text(out, ": ");
	json_add_text(out, text);
}

static bool add_metas(struct str *out, const struct xml_node *root, const char *key)
{
	for (size_t i = 0; i < sizeof(metas) / sizeof(*metas); i++) {
		const char *text = NULL;

		if (strcmp(metas[i].key, key) == 0)
			text = find_meta(root, metas[i].attribute, metas[i].name);
		if (text && *text) {
			add_key(out, key, text);
			return true;
		}
	}
	return false;
}

static void add_title(struct str *out, const struct xml_node *root, const struct xml_node *article)
{
	const struct xml_node *heading = find(article, "h1");
	char *title;

	if (add_metas(out, root, "title"))
		return;
	title = xml_text(heading ? heading : find(root, "title"));
	if (title)
		add_key(out, "title", title);
	free(title);
}

static void add_date(struct str *out, const struct xml_node *root, const struct xml_node *article)
{
	const char *date = xml_attribute(find(article, "time"), "datetime");

	if (!add_metas(out, root, "date") && date && *date)
		add_key(out, "date", date);
}

/* What is around an article stays as an empty element. */
static void empty_asides(const struct xml_node *article)
{
	static const char *const asides[] = { "nav",   "footer", "aside",  "form",    "script",
					      "style", "button", "select", "template" };

	for (const struct xml_node *node = xml_walk(article, article); node;
	     node = xml_walk(article, node)) {
		for (size_t i = 0; i < sizeof(asides) / sizeof(*asides); i++) {
			if (strcmp(node->name, asides[i]) == 0)
				((struct xml_node *)node)->first = NULL;
		}
	}
}

static const struct xml_node *find_article(const struct xml_node *root)
{
	static const char *const names[] = { "article", "main", "body" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct xml_node *found = find(root, names[i]);

		if (found)
			return found;
	}
	return root;
}

void article_read(const char *bytes, size_t len, struct str *out)
{
	struct xml_tree tree = { 0 };
	const struct xml_node *article;
	const char *lang;
	char *markup;

	xml_parse(bytes, len, XML_HTML, &tree);
	article = find_article(tree.root);
	empty_asides(article);
	str_byte(out, '{');
	add_title(out, tree.root, article);
	add_date(out, tree.root, article);
	add_metas(out, tree.root, "author");
	add_metas(out, tree.root, "excerpt");
	add_metas(out, tree.root, "image");
	lang = xml_attribute(find(tree.root, "html"), "lang");
	if (lang)
		add_key(out, "lang", lang);
	markup = xml_markup(article);
	str_format(out, "}\n\n%s\n", markup);
	free(markup);
	xml_release(&tree);
}
