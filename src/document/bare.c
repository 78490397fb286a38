/* SPDX-License-Identifier: MIT */
#include "document/bare.h"

#include <string.h>
#include <strings.h>

#include "document/search.h"

enum {
	MAX_LOCAL = 64,   /* bytes before the '@' (RFC 5321) */
	MAX_CROWD = 2000, /* addresses in a paragraph */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alphanumeric(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

bool bare_may(const char *text, size_t len)
{
	return memchr(text, '@', len) || search_word(text, len, "://") ||
	       search_word(text, len, "www.");
}

/* Characters of Unicode that end an address: quotation marks, dots and brackets of CJK. */
static bool ends_address(const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;

	if (len < 3)
		return false;
	if (bytes[0] == 0xE2 && bytes[1] == 0x80)
		return (bytes[2] >= 0x93 && bytes[2] <= 0xA6) || bytes[2] == 0xAF ||
		       bytes[2] <= 0x8B;
	return (bytes[0] == 0xE3 && bytes[1] == 0x80) || (bytes[0] == 0xEF && bytes[1] >= 0xBC) ||
	       (bytes[0] == 0xC2 && (bytes[1] == 0xA0 || bytes[1] == 0xAB || bytes[1] == 0xBB));
}

/* Han, kana or Hangul, which may follow a host without a blank between. */
static bool is_cjk(char c)
{
	return (unsigned char)c >= 0xE3 && (unsigned char)c <= 0xED;
}

/* Where the address that starts at `start` ends, with whatever punctuation follows it. */
static size_t address_end(const char *text, size_t len, size_t host)
{
	bool is_path = false;
	size_t i = host;

	for (; i < len; i++) {
		char c = text[i];

		if ((unsigned char)c <= ' ' || strchr("<>\"`|\\^{}", c))
			break;
		if ((unsigned char)c >= 0x80 && ends_address(text + i, len - i))
			break;
		if (!is_path && is_cjk(c))
			break;
		is_path |= c == '/';
	}
	return i;
}

static size_t count(const char *text, size_t len, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == c;
	return n;
}

/* Without punctuation at its end; a closing bracket stays where it is opened inside. */
static size_t trimmed(const char *text, size_t len)
{
	size_t round = count(text, len, ')'), open_round = count(text, len, '(');
	size_t square = count(text, len, ']'), open_square = count(text, len, '[');

	for (; len > 0; len--) {
		char c = text[len - 1];

		if (c == ')' && round > open_round)
			round--;
		else if (c == ']' && square > open_square)
			square--;
		else if (!strchr("?!.,:;*_~'", c))
			break;
	}
	return len;
}

/* The scheme before the colon at `colon`: where it starts, or `colon` where there is none. */
static size_t scheme_start(const char *text, size_t from, size_t colon)
{
	static const char *const schemes[] = { "https", "http", "ftp" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		size_t n = strlen(schemes[i]), start = colon - n;

		if (colon - from >= n && strncasecmp(text + start, schemes[i], n) == 0 &&
		    (start == 0 || !is_alphanumeric(text[start - 1])))
			return start;
	}
	return colon;
}

static bool is_host_start(const char *text, size_t len)
{
	return len > 0 && (is_alphanumeric(*text) || *text == '[' || (unsigned char)*text >= 0xC3);
}

static bool find_url(const char *text, size_t len, size_t from, struct bare *found)
{
	const char *at = text + from;

	while ((at = search_word(at, len - (size_t)(at - text), "://"))) {
		size_t colon = (size_t)(at - text), start = scheme_start(text, from, colon);
		size_t host = colon + 3;

		at += 3;
		if (start == colon || !is_host_start(text + host, len - host))
			continue;
		*found = (struct bare){ start, 0, "" };
		found->len = trimmed(text + start, address_end(text, len, host) - start);
		if (found->len > host - start)
			return true;
	}
	return false;
}

static bool find_www(const char *text, size_t len, size_t from, struct bare *found)
{
	const char *at = text + from;

	while ((at = search_word(at, len - (size_t)(at - text), "www."))) {
		size_t start = (size_t)(at - text);

		at += 4;
		if (start > from &&
		    (is_alphanumeric(text[start - 1]) || strchr("/.-_@", text[start - 1])))
			continue;
		if (!is_host_start(at, len - start - 4))
			continue;
		*found = (struct bare){ start, 0, "http://" };
		found->len = trimmed(text + start, address_end(text, len, start) - start);
		if (found->len > 4 && memchr(at, '.', found->len - 4))
			return true;
	}
	return false;
}

/* The bytes of the host name at the start, 0 where it has no dot or no name behind the last one. */
static size_t host_len(const char *text, size_t len)
{
	size_t n = 0, dot = 0;

	while (n < len && (is_alphanumeric(text[n]) || text[n] == '-' ||
			   (text[n] == '.' && n + 1 < len && is_alphanumeric(text[n + 1])))) {
		if (text[n] == '.')
			dot = n;
		n++;
	}
	while (n > 0 && text[n - 1] == '-')
		n--;
	return dot > 0 && n >= dot + 3 && is_letter(text[n - 1]) ? n : 0;
}

static size_t local_start(const char *text, size_t from, size_t at)
{
	size_t start = at;

	while (start > from && at - start < MAX_LOCAL &&
	       (is_alphanumeric(text[start - 1]) || strchr("._+-", text[start - 1])))
		start--;
	while (start < at && !is_alphanumeric(text[start]))
		start++;
	return start;
}

static bool find_mail(const char *text, size_t len, size_t from, struct bare *found)
{
	const char *at = text + from;

	while ((at = memchr(at, '@', len - (size_t)(at - text)))) {
		size_t sign = (size_t)(at - text), start = local_start(text, from, sign);
		size_t n = host_len(at + 1, len - sign - 1);

		at++;
		if (start == sign || n == 0 || (start > from && strchr("/@", text[start - 1])))
			continue;
		*found = (struct bare){ start, sign + 1 + n - start, "mailto:" };
		return true;
	}
	return false;
}

static void look(struct bare_walk *walk, size_t kind)
{
	static bool (*const finds[BARE_KINDS])(const char *, size_t, size_t, struct bare *) = {
		find_url,
		find_www,
		find_mail,
	};
	struct bare *bare = &walk->next[kind].bare;

	if (walk->next[kind].is_none || (walk->next[kind].is_known && bare->start >= walk->from))
		return;
	walk->next[kind].is_known = true;
	walk->next[kind].is_none = !finds[kind](walk->text, walk->len, walk->from, bare);
}

/* Each kind is looked for once past each place, so a walk takes linear time. */
bool bare_next(struct bare_walk *walk, struct bare *found)
{
	bool is_found = false;

	for (size_t i = 0; i < BARE_KINDS; i++) {
		look(walk, i);
		if (walk->next[i].is_none || (is_found && walk->next[i].bare.start >= found->start))
			continue;
		*found = walk->next[i].bare;
		is_found = true;
	}
	if (is_found)
		walk->from = found->start + found->len;
	return is_found;
}

bool bare_crowded(const char *text, size_t len)
{
	static const char *const words[] = { "://", "@", "www." };
	const char *end = text + len;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		const char *at = text, *start = text;

		for (size_t n = 1; (at = search_word(at, (size_t)(end - at), words[i]));
		     at++, n++) {
			if (n % MAX_CROWD > 0)
				continue;
			if (!memmem(start, (size_t)(at - start), "\n\n", 2))
				return true;
			start = at;
		}
	}
	return false;
}
