/* SPDX-License-Identifier: MIT */
/* Any file as a post: its front matter and what the keys say. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "fuzz.h"
#include "post/fields.h"
#include "post/front.h"
#include "text/charset.h"
#include "text/safe.h"

static void hear(void *context, enum notes_level level, const char *sentence)
{
	(void)context;
	(void)level;
	assert(*sentence);
}

static void check_safe(const char *text)
{
	assert(!text || (*text && safe_is(text, strlen(text)) && !strchr(text, '\n')));
}

static void check_post(const struct post *post)
{
	check_safe(post->title);
	check_safe(post->excerpt);
	check_safe(post->cover_url);
	check_safe(post->cover_alt);
	check_safe(post->slug);
	check_safe(post->lang);
	check_safe(post->url);
	for (size_t i = 0; i < post->authors.n_items; i++)
		check_safe(post->authors.items[i]);
	for (size_t i = 0; i < post->tags.n_items; i++)
		check_safe(post->tags.items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct notes notes = { hear, NULL };
	const struct fields_rule rule = { .path = "2024-07-16-x.md", .notes = &notes };
	struct str text = { 0 };
	struct post post = { 0 };
	struct front front;

	charset_decode((const char *)bytes, len, NULL, &text);
	front_read(str_bytes(&text), text.len, rule.path, &notes, &front);
	assert(front.body <= text.len && front.body_line > 0);
	assert((front.kind == FRONT_NONE) == !front.tree.root);
	fields_hidden(front.tree.root);
	fields_read(front.tree.root, &rule, &post);
	check_post(&post);
	post_release(&post);
	front_release(&front);
	str_release(&text);
	return 0;
}
