/* SPDX-License-Identifier: MIT */
#include "document/wordpress.h"

#include <string.h>

#include "document/line.h"

enum { MAX_CAPTION = 4000, MAX_TAG = 1000 };

struct part {
	const char *at;
	size_t len;
};

/* What stands between the tag and its end tag; the bytes of all of it, 0 where it does not end. */
static size_t between(const char *text, size_t len, size_t tag, const char *end, struct part *inner)
{
	size_t room = len - tag < MAX_CAPTION ? len - tag : MAX_CAPTION;
	const char *stop = memmem(text + tag, room, end, strlen(end));

	if (!stop)
		return 0;
	*inner = (struct part){ text + tag, (size_t)(stop - text) - tag };
	return tag + inner->len + strlen(end);
}

/* Where the image that a caption begins with ends: HTML, or Markdown, with a link around it. */
static size_t image_len(const struct part *inner)
{
	const char *end = NULL, *link = NULL;
	bool is_markdown = memchr(inner->at, '!', inner->len) &&
			   !memmem(inner->at, inner->len, "<img", 4);

	if (is_markdown) {
		end = memmem(inner->at, inner->len, "](", 2);
		end = end ? memchr(end, ')', inner->len - (size_t)(end - inner->at)) : NULL;
		if (end && end + 2 < inner->at + inner->len && end[1] == ']' && end[2] == '(')
			end = memchr(end + 2, ')', inner->len - (size_t)(end + 2 - inner->at));
	} else {
		end = memmem(inner->at, inner->len, "<img", 4);
		end = end ? memchr(end, '>', inner->len - (size_t)(end - inner->at)) : NULL;
		link = end ? memmem(end, inner->len - (size_t)(end - inner->at), "</a>", 4) : NULL;
		end = link ? link + 3 : end;
	}
	return end ? (size_t)(end - inner->at) + 1 : 0;
}

/* The value of the attribute caption="…", as older posts have it. */
static struct part old_caption(const char *tag, size_t len)
{
	const char *at = memmem(tag, len, "caption=\"", 9), *end;

	at = at ? at + 9 : NULL;
	end = at ? memchr(at, '"', len - (size_t)(at - tag)) : NULL;
	return end ? (struct part){ at, (size_t)(end - at) } : (struct part){ "", 0 };
}

static size_t add_caption(const char *text, size_t len, size_t tag, struct str *out)
{
	struct part inner, words = old_caption(text, tag);
	size_t used = between(text, len, tag, "[/caption]", &inner), image;

	if (used == 0 || memmem(inner.at, inner.len, "\n\n", 2))
		return 0;
	image = image_len(&inner);
	if (image < inner.len)
		words = (struct part){ inner.at + image, inner.len - image };
	str_trim(&words.at, &words.len);
	str_text(out, "\n\n<figure>\n\n");
	str_add(out, inner.at, image);
	str_text(out, "\n\n<figcaption>\n\n");
	str_add(out, words.at, words.len);
	str_text(out, "\n\n</figcaption>\n</figure>\n\n");
	return used;
}

static size_t add_embed(const char *text, size_t len, size_t tag, struct str *out)
{
	struct part inner;
	size_t used = between(text, len, tag, "[/embed]", &inner);

	if (used > 0)
		str_add(out, inner.at, inner.len);
	return used;
}

/* "[youtube https://…]" and "[video src="https://…"]". */
static size_t add_address(const char *text, size_t len, size_t tag, struct str *out)
{
	const char *at = memmem(text, tag, "http", 4);

	(void)len;
	if (at)
		str_add(out, at, strcspn(at, " \"]"));
	return tag;
}

static size_t add_nothing(const char *text, size_t len, size_t tag, struct str *out)
{
	(void)text;
	(void)len;
	(void)out;
	return tag;
}

static const struct {
	const char *name;
	size_t (*add)(const char *text, size_t len, size_t tag, struct str *out);
} codes[] = {
	{ "[caption ", add_caption },   { "[wp_caption ", add_caption },
	{ "[embed]", add_embed },       { "[embed ", add_embed },
	{ "[youtube ", add_address },   { "[video ", add_address },
	{ "[youtube=", add_address },   { "[vimeo ", add_address },
	{ "[vimeo=", add_address },     { "[/gallery]", add_nothing },
	{ "[audio ", add_address },     { "[/video]", add_nothing },
	{ "[/audio]", add_nothing },    { "[gallery ", add_nothing },
	{ "[slideshow ", add_nothing }, { "[playlist ", add_nothing },
};

/* Such words may be a link's too: a shortcode has a value or an address in it. */
static bool is_code(const char *tag, size_t len, const char *name)
{
	return !strchr(name, ' ') || memchr(tag, '=', len) || memmem(tag, len, "http", 4);
}

/* The shortcode at the start of `text`; the bytes that it takes, 0 where there is none. */
static size_t expand(const char *text, size_t len, struct str *out)
{
	const char *end = memchr(text, ']', len < MAX_TAG ? len : MAX_TAG);
	size_t tag = end ? (size_t)(end - text) + 1 : 0;

	for (size_t i = 0; end && i < sizeof(codes) / sizeof(*codes); i++) {
		size_t n = strlen(codes[i].name);

		if (len >= n && memcmp(text, codes[i].name, n) == 0)
			return is_code(text, tag, codes[i].name) ? codes[i].add(text, len, tag, out)
								 : 0;
	}
	return 0;
}

/* A walk over the text; what is before `copied` is in `out`. */
struct walk {
	const char *at, *end, *copied;
	struct str *out;
	struct str part; /* what stands for one shortcode */
};

/* Expands what is in the line, and goes to the next one. */
static void expand_line(struct walk *walk, const struct line *line)
{
	const char *at = line->start;
	size_t n;

	while (at < line->next && (at = memchr(at, '[', (size_t)(line->next - at)))) {
		str_clear(&walk->part);
		n = expand(at, (size_t)(walk->end - at), &walk->part);
		if (n > 0) {
			str_add(walk->out, walk->copied, (size_t)(at - walk->copied));
			str_text(walk->out, str_bytes(&walk->part));
			walk->copied = at + n;
		}
		at += n > 0 ? n : 1;
	}
	walk->at = at && at > line->next ? at : line->next;
}

/* Whether there is anything to look at closely: most texts have nothing. */
static bool has_codes(const char *text, size_t len)
{
	const char *end = text + len;

	for (; (text = memchr(text, '[', (size_t)(end - text))); text++)
		for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
			if (end - text > 1 && text[1] == codes[i].name[1] &&
			    (size_t)(end - text) >= strlen(codes[i].name) &&
			    memcmp(text, codes[i].name, strlen(codes[i].name)) == 0)
				return true;
	return false;
}

bool wordpress_expand(const char *text, size_t len, struct str *out)
{
	struct walk walk = { .at = text, .end = text + len, .copied = text, .out = out };
	bool is_fenced = false;
	struct line line;

	if (!has_codes(text, len))
		return false;
	while (line_read(walk.at, walk.end, &line)) {
		if (line_starts(&line, "```") || line_starts(&line, "~~~"))
			is_fenced = !is_fenced;
		if (is_fenced || line.indent >= 4)
			walk.at = line.next;
		else
			expand_line(&walk, &line);
	}
	str_release(&walk.part);
	if (walk.copied == text)
		return false;
	str_add(out, walk.copied, (size_t)(walk.end - walk.copied));
	return true;
}
