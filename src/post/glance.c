/* SPDX-License-Identifier: MIT */
#include "post/glance.h"

#include "base/str.h"
#include "post/fields.h"
#include "text/charset.h"

void glance_front(struct tree *tree, size_t entry, struct front *front)
{
	struct str bytes = { 0 }, text = { 0 };
	struct err err;

	*front = (struct front){ 0 };
	if (tree->read(tree, entry, GLANCE_LIMIT, &bytes, &err) == 0) {
		charset_decode(str_bytes(&bytes), bytes.len, NULL, &text);
		front_read(str_bytes(&text), text.len, "", NULL, front);
	}
	str_release(&bytes);
	str_release(&text);
}

struct when glance_date(const struct front *front, const char *path)
{
	const struct fields_rule rule = { .path = path };
	struct post post = { .id = "" };
	struct when when;

	fields_read(front->tree.root, &rule, &post);
	when = post.published;
	post_release(&post);
	return when;
}
