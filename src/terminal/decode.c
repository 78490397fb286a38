/* SPDX-License-Identifier: MIT */
#include "terminal/decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ESCAPE = 0x1b,
	MOST_SEQUENCE = 64, /* bytes; a longer one is no key */
	WHEEL_LINES = 3,
	MOST_PARAMETERS = 4,
};

enum modifier { SHIFT = 1, ALT = 2, CTRL = 4 };

/* What a try at the start of the bytes has found. */
enum outcome {
	FOUND,
	NOTHING, /* `used` bytes mean no key */
	PARTIAL, /* more bytes are needed */
};

struct attempt {
	const unsigned char *bytes;
	size_t len, used;
	bool is_all;
	struct key *key;
};

static const struct {
	unsigned char byte;
	const char *name;
} bytes_named[] = {
	{ '\b', "Backspace" }, { '\t', "Tab" },  { '\n', "Enter" },     { '\r', "Enter" },
	{ ESCAPE, "Escape" },  { ' ', "Space" }, { 0x7f, "Backspace" },
};

/* The last byte of CSI and SS3 sequences. */
static const struct {
	char final;
	const char *name;
} finals[] = {
	{ 'A', "Up" },  { 'B', "Down" },    { 'C', "Right" }, { 'D', "Left" }, { 'H', "Home" },
	{ 'F', "End" }, { 'Z', "BackTab" }, { 'P', "F1" },    { 'Q', "F2" },   { 'R', "F3" },
	{ 'S', "F4" },  { 'M', "Enter" },   { 'j', "*" },     { 'k', "+" },    { 'l', "," },
	{ 'm', "-" },   { 'n', "." },       { 'o', "/" },     { 'p', "0" },    { 'q', "1" },
	{ 'r', "2" },   { 's', "3" },       { 't', "4" },     { 'u', "5" },    { 'v', "6" },
	{ 'w', "7" },   { 'x', "8" },       { 'y', "9" },     { 'X', "=" },
};

enum { N_CSI_FINALS = 11 }; /* so many of them, from the start, also end CSI sequences */

/* The number of CSI NUMBER ~ */
static const char *const numbered[] = {
	[1] = "Home",     [2] = "Insert", [3] = "Delete", [4] = "End",  [5] = "PageUp",
	[6] = "PageDown", [7] = "Home",   [8] = "End",    [11] = "F1",  [12] = "F2",
	[13] = "F3",      [14] = "F4",    [15] = "F5",    [17] = "F6",  [18] = "F7",
	[19] = "F8",      [20] = "F9",    [21] = "F10",   [23] = "F11", [24] = "F12",
};

/* The mouse's buttons in a report, without the bits for Shift, Meta and Ctrl. */
static const struct {
	int button;
	struct key key;
} buttons[] = {
	{ 0, { .kind = KEY_CLICK, .clicks = 1 } },
	{ 1, { .kind = KEY_PRESS, .name = "MouseMiddle" } },
	{ 2, { .kind = KEY_PRESS, .name = "MouseRight" } },
	{ 64, { .kind = KEY_WHEEL, .amount = -WHEEL_LINES } },
	{ 65, { .kind = KEY_WHEEL, .amount = WHEEL_LINES } },
	{ 128, { .kind = KEY_PRESS, .name = "MouseBack" } },
	{ 129, { .kind = KEY_PRESS, .name = "MouseForward" } },
};

static enum outcome found(struct attempt *attempt, size_t used, const char *name)
{
	*attempt->key = (struct key){ .kind = KEY_PRESS };
	snprintf(attempt->key->name, sizeof(attempt->key->name), "%s", name);
	attempt->used = used;
	return FOUND;
}

static enum outcome nothing(struct attempt *attempt, size_t used)
{
	attempt->used = used;
	return NOTHING;
}

/* Shift-Tab has a name of its own. */
static enum outcome found_modified(struct attempt *attempt, const char *name, unsigned modifiers)
{
	char whole[sizeof(attempt->key->name)];

	if ((modifiers & SHIFT) && strcmp(name, "Tab") == 0) {
		name = "BackTab";
		modifiers &= ~(unsigned)SHIFT;
	}
	snprintf(whole, sizeof(whole), "%s%s%s%s", modifiers & ALT ? "Alt-" : "",
		 modifiers & CTRL ? "Ctrl-" : "", modifiers & SHIFT ? "Shift-" : "", name);
	return found(attempt, attempt->used, whole);
}

static const char *byte_name(unsigned byte)
{
	for (size_t i = 0; i < sizeof(bytes_named) / sizeof(*bytes_named); i++) {
		if (bytes_named[i].byte == byte)
			return bytes_named[i].name;
	}
	return NULL;
}

/* Control characters, Space and DEL. */
static enum outcome read_control(struct attempt *attempt)
{
	unsigned byte = attempt->bytes[0];
	char control[] = { '^', (char)(byte + '@'), '\0' };
	const char *name = byte_name(byte);

	if (byte == 0)
		return nothing(attempt, 1);
	return found(attempt, 1, name ? name : control);
}

/* How many bytes a character takes by its first; 0 where it is none (RFC 3629). */
static size_t character_len(unsigned byte)
{
	if (byte < 0x80)
		return 1;
	if (byte < 0xc2 || byte > 0xf4)
		return 0;
	return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

static enum outcome read_character(struct attempt *attempt)
{
	size_t len = character_len(attempt->bytes[0]);
	char character[5] = { 0 };

	if (len == 0)
		return nothing(attempt, 1);
	for (size_t i = 1; i < len; i++) {
		if (i == attempt->len)
			return attempt->is_all ? nothing(attempt, i) : PARTIAL;
		if ((attempt->bytes[i] & 0xc0) != 0x80)
			return nothing(attempt, i);
	}
	if (attempt->bytes[0] == 0xc2 && attempt->bytes[1] < 0xa0)
		return nothing(attempt, len);
	memcpy(character, attempt->bytes, len);
	return found(attempt, len, character);
}

static enum outcome read_plain(struct attempt *attempt)
{
	if (attempt->bytes[0] <= ' ' || attempt->bytes[0] == 0x7f)
		return read_control(attempt);
	return read_character(attempt);
}

static enum outcome read_button(struct attempt *attempt, int code, int column, int row)
{
	size_t used = attempt->used;

	for (size_t i = 0; i < sizeof(buttons) / sizeof(*buttons); i++) {
		if (buttons[i].button != (code & ~(4 | 8 | 16)) || column < 1 || row < 1)
			continue;
		*attempt->key = buttons[i].key;
		attempt->key->column = column - 1;
		attempt->key->row = row - 1;
		return FOUND;
	}
	return nothing(attempt, used);
}

/* CSI M and three bytes (X10); the mouse of old terminals. */
static enum outcome read_old_mouse(struct attempt *attempt)
{
	const unsigned char *report = attempt->bytes + 3;

	if (attempt->len < 6)
		return attempt->is_all ? nothing(attempt, attempt->len) : PARTIAL;
	attempt->used = 6;
	return read_button(attempt, report[0] - 32, report[1] - 32, report[2] - 32);
}

/* A CSI sequence taken apart. */
struct sequence {
	char mark; /* '<', '?' … before the parameters, or 0 */
	int parameters[MOST_PARAMETERS];
	char final;
};

static int add_digit(int number, unsigned digit)
{
	return number > 100000 ? number : number * 10 + (int)(digit - '0');
}

static void read_parameters(const unsigned char *bytes, size_t len, struct sequence *sequence)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < MOST_PARAMETERS; i++) {
		if (bytes[i] >= '0' && bytes[i] <= '9')
			sequence->parameters[n] = add_digit(sequence->parameters[n], bytes[i]);
		else if (bytes[i] == ';')
			n++;
		else if (bytes[i] >= '<' && bytes[i] <= '?' && i == 0)
			sequence->mark = (char)bytes[i];
	}
}

/* The second parameter is 1 and the bits of the modifiers (xterm); 8 is Meta, which is Alt. */
static unsigned modifiers_of(const struct sequence *sequence)
{
	unsigned bits = sequence->parameters[1] > 1 ? (unsigned)sequence->parameters[1] - 1 : 0;

	return (bits & (SHIFT | ALT | CTRL)) | (bits & 8 ? ALT : 0);
}

/* CSI CODE ; MODIFIERS u: any key, where the terminal was told to report them so. */
static enum outcome read_code(struct attempt *attempt, const struct sequence *sequence)
{
	int code = sequence->parameters[0];
	unsigned modifiers = modifiers_of(sequence);
	unsigned char byte = (unsigned char)code;
	struct attempt plain = { &byte, 1, 0, true, attempt->key };
	char name[sizeof(attempt->key->name)];

	if (code <= 0 || code > 0x7f)
		return nothing(attempt, attempt->used);
	if ((modifiers & CTRL) && code >= '@' && code < 0x7f) {
		byte = (unsigned char)(code & 0x1f);
		modifiers &= ~(unsigned)CTRL;
	}
	if (read_plain(&plain) != FOUND)
		return nothing(attempt, attempt->used);
	if (code > ' ')
		modifiers &= ALT;
	memcpy(name, attempt->key->name, sizeof(name));
	return found_modified(attempt, name, modifiers);
}

static const char *final_name(char final, size_t n_finals)
{
	for (size_t i = 0; i < n_finals; i++) {
		if (finals[i].final == final)
			return finals[i].name;
	}
	return NULL;
}

static enum outcome find_sequence(struct attempt *attempt, const struct sequence *sequence)
{
	const char *name = NULL;
	size_t number = (size_t)sequence->parameters[0];

	if (sequence->mark == '<' && sequence->final == 'M')
		return read_button(attempt, sequence->parameters[0], sequence->parameters[1],
				   sequence->parameters[2]);
	if (sequence->mark)
		return nothing(attempt, attempt->used);
	if (sequence->final == 'u')
		return read_code(attempt, sequence);
	if (sequence->final != '~' && number <= 1)
		name = final_name(sequence->final, N_CSI_FINALS);
	else if (sequence->final == '~' && number < sizeof(numbered) / sizeof(*numbered))
		name = numbered[number];
	if (!name)
		return nothing(attempt, attempt->used);
	return found_modified(attempt, name, modifiers_of(sequence));
}

/* The first bytes are CSI, as ESC [. */
static enum outcome read_sequence(struct attempt *attempt)
{
	struct sequence sequence = { 0 };
	size_t end = 2;

	if (attempt->len > 2 && attempt->bytes[2] == 'M')
		return read_old_mouse(attempt);
	if (attempt->len > 3 && attempt->bytes[2] == '[') { /* Linux: CSI [ A is F1 */
		char name[] = { 'F', (char)(attempt->bytes[3] - 'A' + '1'), '\0' };

		if (attempt->bytes[3] < 'A' || attempt->bytes[3] > 'E')
			return nothing(attempt, 4);
		return found(attempt, 4, name);
	}
	while (end < attempt->len && attempt->bytes[end] >= 0x20 && attempt->bytes[end] < 0x40)
		end++;
	if (end == attempt->len || end > MOST_SEQUENCE || attempt->bytes[2] == '[') {
		if (!attempt->is_all && end <= MOST_SEQUENCE)
			return PARTIAL;
		return end == 2 ? found(attempt, 2, "Alt-[") : nothing(attempt, end);
	}
	attempt->used = end + 1;
	sequence.final = (char)attempt->bytes[end];
	if (sequence.final < 0x40 || sequence.final > 0x7e)
		return nothing(attempt, end);
	read_parameters(attempt->bytes + 2, end - 2, &sequence);
	return find_sequence(attempt, &sequence);
}

/* The first bytes are SS3, as ESC O. */
static enum outcome read_single_shift(struct attempt *attempt)
{
	const char *name;

	if (attempt->len < 3)
		return attempt->is_all ? found(attempt, 2, "Alt-O") : PARTIAL;
	name = final_name((char)attempt->bytes[2], sizeof(finals) / sizeof(*finals));
	return name ? found(attempt, 3, name) : nothing(attempt, 3);
}

static enum outcome read_key(struct attempt *attempt);

/* ESC before another key: Alt and that key. */
static enum outcome read_alt(struct attempt *attempt)
{
	struct key key;
	struct attempt rest = { attempt->bytes + 1, attempt->len - 1, 0, attempt->is_all, &key };
	enum outcome outcome = attempt->bytes[1] == ESCAPE ? read_key(&rest) : read_plain(&rest);

	if (outcome == PARTIAL)
		return PARTIAL;
	attempt->used = rest.used + 1;
	if (outcome == NOTHING)
		return NOTHING;
	if (key.kind != KEY_PRESS || strncmp(key.name, "Alt-", 4) == 0) {
		*attempt->key = key;
		return FOUND;
	}
	return found_modified(attempt, key.name, ALT);
}

static enum outcome read_escape(struct attempt *attempt)
{
	unsigned second = attempt->len > 1 ? attempt->bytes[1] : 0;
	bool is_double = second == ESCAPE && attempt->len > 2 &&
			 (attempt->bytes[2] == '[' || attempt->bytes[2] == 'O');

	if (attempt->len == 1 || (second == ESCAPE && attempt->len == 2))
		return attempt->is_all ? found(attempt, 1, "Escape") : PARTIAL;
	if (second == '[')
		return read_sequence(attempt);
	if (second == 'O')
		return read_single_shift(attempt);
	if (second != ESCAPE || is_double)
		return read_alt(attempt);
	return found(attempt, 1, "Escape");
}

static enum outcome read_key(struct attempt *attempt)
{
	return attempt->bytes[0] == ESCAPE ? read_escape(attempt) : read_plain(attempt);
}

void decode_feed(struct decode *decode, const char *bytes, size_t len)
{
	if (decode->at == decode->bytes.len) {
		str_clear(&decode->bytes);
		decode->at = 0;
	}
	str_add(&decode->bytes, bytes, len);
}

/* The mark at the start or the end of pasted text is no key; it says what the keys after it are. */
static bool pass_mark(struct decode *decode)
{
	static const char start[] = "\033[200~", end[] = "\033[201~";
	const char *rest = decode->bytes.bytes + decode->at;
	const char *mark = decode->is_pasting ? end : start;

	if (decode->bytes.len - decode->at < strlen(mark) || memcmp(rest, mark, strlen(mark)) != 0)
		return false;
	decode->at += strlen(mark);
	decode->is_pasting = !decode->is_pasting;
	return true;
}

bool decode_key(struct decode *decode, bool is_all, struct key *key)
{
	while (decode->at < decode->bytes.len) {
		struct attempt attempt = { (const unsigned char *)decode->bytes.bytes + decode->at,
					   decode->bytes.len - decode->at, 0, is_all, key };
		enum outcome outcome;

		if (pass_mark(decode))
			continue;
		outcome = read_key(&attempt);
		if (outcome == PARTIAL)
			return false;
		decode->at += attempt.used;
		key->is_pasted = decode->is_pasting;
		if (outcome == FOUND)
			return true;
	}
	return false;
}

enum decode_rest decode_waits(const struct decode *decode)
{
	size_t len = decode->bytes.len - decode->at;
	const char *rest;

	if (len == 0)
		return DECODE_NOTHING;
	rest = decode->bytes.bytes + decode->at;
	if (*rest == ESCAPE && (len == 1 || (len == 2 && strchr("\033[O", rest[1]))))
		return DECODE_UNSURE;
	return DECODE_PART;
}

void decode_release(struct decode *decode)
{
	str_release(&decode->bytes);
	decode->at = 0;
}
