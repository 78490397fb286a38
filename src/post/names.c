/* SPDX-License-Identifier: MIT */
#include "post/names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "post/markup.h"

/* A piece of a text. */
struct piece {
	const char *text;
	size_t len;
};

/* The word is in small letters. */
static const char *find_folded(const struct piece *piece, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= piece->len; i++) {
		char byte = piece->text[i];

		if ((byte == *word || (byte | 0x20) == *word) &&
		    strncasecmp(piece->text + i, word, len) == 0)
			return piece->text + i;
	}
	return NULL;
}

/* "[Name](https://…)" is what Markdown makes a link of. */
static void take_link_off(struct piece *piece)
{
	const char *middle = find_folded(piece, "](");

	if (!middle || *piece->text != '[' || piece->text[piece->len - 1] != ')')
		return;
	piece->text++;
	piece->len = (size_t)(middle - piece->text);
}

static bool has_address(const char *text, size_t len)
{
	return memchr(text, '@', len) && memchr(text, '.', len) && !memchr(text, ' ', len);
}

/* "Name <address>", "Name (address)" and "address (Name)" keep the name. */
static void take_address_off(struct piece *piece)
{
	const char *open = memchr(piece->text, '<', piece->len), *inside;
	size_t before, inside_len;

	if (!open)
		open = memchr(piece->text, '(', piece->len);
	if (!open || !strchr(">)", piece->text[piece->len - 1]))
		return;
	before = (size_t)(open - piece->text);
	inside = open + 1;
	inside_len = piece->len - before - 2;
	while (before > 0 && piece->text[before - 1] == ' ')
		before--;
	if (before > 0 && has_address(inside, inside_len)) {
		piece->len = before;
	} else if (inside_len > 0 && (before == 0 || has_address(piece->text, before))) {
		piece->text = inside;
		piece->len = inside_len;
	}
}

static void add(const char *text, size_t len, struct strings *names)
{
	char *name = mem_copy(text, len);

	if (len > 0 && !strings_have(names, name))
		strings_add(names, name);
	free(name);
}

static void add_name(struct piece piece, const struct map *authors, struct strings *names)
{
	const char *known;
	char *copy, *line;

	str_trim(&piece.text, &piece.len);
	known = authors ? map_find_bytes(authors, piece.text, piece.len) : NULL;
	copy = mem_copy(piece.text, piece.len);
	line = markup_line(known ? known : copy);
	if (line) {
		piece = (struct piece){ line, strlen(line) };
		if (!known) {
			take_link_off(&piece);
			take_address_off(&piece);
		}
		add(piece.text, piece.len, names);
	}
	free(line);
	free(copy);
}

static bool has_word(const struct piece *piece, const char *const *words)
{
	for (; *words; words++) {
		if (find_folded(piece, *words))
			return true;
	}
	return false;
}

/* What stands behind a comma and still is of the name before it: a degree, an office. */
static bool is_suffix(struct piece piece)
{
	static const char *const suffixes[] = { "jr",  "jr.",   "sr",   "sr.", "ii",   "iii",
						"phd", "ph.d.", "ph.d", "md",  "m.d.", NULL };
	static const char *const offices[] = { "director",  "engineer",     "manager",
					       "developer", "chair",        "president",
					       "officer",   "coordinator",  "founder",
					       "organizer", "organiser",    "maintainer",
					       "for the ",  "on behalf of", NULL };

	str_trim(&piece.text, &piece.len);
	for (const char *const *suffix = suffixes; *suffix; suffix++) {
		if (strlen(*suffix) == piece.len &&
		    strncasecmp(*suffix, piece.text, piece.len) == 0)
			return true;
	}
	return has_word(&piece, offices);
}

/* Teams are called "Sponsors and Partners Team"; two people are not. */
static bool is_group(const struct piece *piece)
{
	static const char *const words[] = { "team",    "committee",  "board",     "organiz",
					     "organis", "group",      "chairs",    "staff",
					     "crew",    "foundation", "community", NULL };

	return has_word(piece, words);
}

static const struct {
	const char *text;
	bool splits_groups;
} joints[] = {
	{ ", and ", true }, { " and the ", true }, { " & the ", true }, { " and ", false },
	{ " & ", false },   { " und ", false },    { " et ", false },
};

/* The length of the joint at `text`, or 0. */
static size_t joint_at(const char *text, size_t len, bool is_group_name)
{
	if (*text == ';')
		return 1;
	if (*text != ' ' && *text != ',')
		return 0;
	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		size_t n = strlen(joints[i].text);

		if (len >= n && strncasecmp(text, joints[i].text, n) == 0 &&
		    (joints[i].splits_groups || !is_group_name))
			return n;
	}
	return 0;
}

static struct piece up_to_comma(const char *text, size_t len)
{
	const char *comma = memchr(text, ',', len);

	return (struct piece){ text, comma ? (size_t)(comma - text) : len };
}

/* A comma ends a name, but for what belongs to the name before. */
static bool ends_at_comma(const char *text, size_t len)
{
	return *text == ',' && !is_suffix(up_to_comma(text + 1, len - 1));
}

void names_split(const char *text, const struct map *authors, struct strings *names)
{
	struct piece whole = { text, strlen(text) };
	const char *from, *end;
	bool is_group_name;

	str_trim(&whole.text, &whole.len);
	if (authors && map_find_bytes(authors, whole.text, whole.len)) {
		add_name(whole, authors, names);
		return;
	}
	is_group_name = is_group(&whole);
	end = whole.text + whole.len;
	from = whole.text;
	for (const char *at = from; at < end;) {
		size_t n = joint_at(at, (size_t)(end - at), is_group_name);

		if (n == 0 && ends_at_comma(at, (size_t)(end - at)))
			n = 1;
		if (n > 0) {
			add_name((struct piece){ from, (size_t)(at - from) }, authors, names);
			from = at + n;
		}
		at += n > 0 ? n : 1;
	}
	add_name((struct piece){ from, (size_t)(end - from) }, authors, names);
}

static const char *first_text(const struct value *map, const char *const *keys)
{
	const char *text = NULL;

	for (; *keys && !(text && *text); keys++)
		text = value_text(map, *keys);
	return text && *text ? text : NULL;
}

const char *names_in(const struct value *map)
{
	static const char *const keys[] = { "name",        "full_name", "fullname", "display_name",
					    "displayName", "Name",      NULL };

	return first_text(map, keys);
}

const char *names_id(const struct value *map)
{
	static const char *const keys[] = { "id",       "key",        "slug",   "login",
					    "username", "short_name", "github", NULL };

	return first_text(map, keys);
}

static void read_map(const struct value *map, const struct map *authors, struct strings *names)
{
	const char *name = names_in(map);

	if (!name)
		name = names_id(map);
	if (name)
		add_name((struct piece){ name, strlen(name) }, authors, names);
}

/* What is in a list is one name, whatever it looks like, unless it is one list in one text. */
void names_read(const struct value *value, const struct map *authors, struct strings *names)
{
	if (value->kind == VALUE_TEXT)
		names_split(value->text, authors, names);
	else if (value->kind == VALUE_MAP)
		read_map(value, authors, names);
	for (const struct value *item = value->kind == VALUE_LIST ? value->first : NULL; item;
	     item = item->next) {
		if (item->kind == VALUE_TEXT && value->first->next)
			add_name((struct piece){ item->text, strlen(item->text) }, authors, names);
		else if (item->kind != VALUE_LIST)
			names_read(item, authors, names);
	}
}
