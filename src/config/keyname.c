/* SPDX-License-Identifier: MIT */
#include "config/keyname.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/width.h"

static const struct {
	const char *typed, *name;
} names[] = {
	{ "up", "Up" },
	{ "down", "Down" },
	{ "left", "Left" },
	{ "right", "Right" },
	{ "home", "Home" },
	{ "end", "End" },
	{ "pageup", "PageUp" },
	{ "pgup", "PageUp" },
	{ "pagedown", "PageDown" },
	{ "pgdn", "PageDown" },
	{ "pgdown", "PageDown" },
	{ "insert", "Insert" },
	{ "ins", "Insert" },
	{ "delete", "Delete" },
	{ "del", "Delete" },
	{ "backspace", "Backspace" },
	{ "bs", "Backspace" },
	{ "tab", "Tab" },
	{ "backtab", "BackTab" },
	{ "enter", "Enter" },
	{ "return", "Enter" },
	{ "escape", "Escape" },
	{ "esc", "Escape" },
	{ "space", "Space" },
	{ "mouseback", "MouseBack" },
	{ "mouseforward", "MouseForward" },
	{ "mouseright", "MouseRight" },
	{ "mousemiddle", "MouseMiddle" },
	/* What terminals send for these is what they send for the names on the right. */
	{ "^i", "Tab" },
	{ "^m", "Enter" },
	{ "^j", "Enter" },
	{ "^[", "Escape" },
	{ "^h", "Backspace" },
	{ "shift-tab", "BackTab" },
	{ "s-tab", "BackTab" },
	{ "f1", "F1" },
	{ "f2", "F2" },
	{ "f3", "F3" },
	{ "f4", "F4" },
	{ "f5", "F5" },
	{ "f6", "F6" },
	{ "f7", "F7" },
	{ "f8", "F8" },
	{ "f9", "F9" },
	{ "f10", "F10" },
	{ "f11", "F11" },
	{ "f12", "F12" },
};

enum { ALT = 1, CTRL = 2, SHIFT = 4 };

static const struct {
	const char *typed;
	int flag;
} prefixes[] = {
	{ "alt-", ALT }, { "m-", ALT },       { "a-", ALT },   { "ctrl-", CTRL },
	{ "c-", CTRL },  { "shift-", SHIFT }, { "s-", SHIFT },
};

enum {
	N_NAMES = sizeof(names) / sizeof(*names),
	N_PREFIXES = sizeof(prefixes) / sizeof(*prefixes)
};

static bool find_name(const char *typed, size_t len, char name[KEYNAME_ROOM])
{
	int first = tolower((unsigned char)typed[0]);

	for (size_t i = 0; i < N_NAMES; i++) {
		if (names[i].typed[0] == first && strlen(names[i].typed) == len &&
		    strncasecmp(names[i].typed, typed, len) == 0) {
			snprintf(name, KEYNAME_ROOM, "%s", names[i].name);
			return true;
		}
	}
	return false;
}

/* ^F, from a letter after the mark. */
static bool read_control(const char *typed, size_t len, char name[KEYNAME_ROOM])
{
	char spelled[] = { '^', typed[0], '\0' };

	if (len != 1 || !(isalpha((unsigned char)typed[0]) || strchr("[]\\^_", typed[0])))
		return false;
	if (!find_name(spelled, 2, name))
		snprintf(name, KEYNAME_ROOM, "^%c", toupper((unsigned char)typed[0]));
	return true;
}

static bool read_single(const char *typed, size_t len, char name[KEYNAME_ROOM])
{
	struct cluster cluster;

	if (len >= KEYNAME_ROOM - sizeof("Alt-") || (unsigned char)typed[0] <= ' ' ||
	    !width_cluster(typed, len, 0, &cluster) || cluster.len != len)
		return false;
	snprintf(name, KEYNAME_ROOM, "%.*s", (int)len, typed);
	return true;
}

static bool read_plain(const char *typed, size_t len, char name[KEYNAME_ROOM])
{
	if (len == 0)
		return false;
	return find_name(typed, len, name) ||
	       (typed[0] == '^' && read_control(typed + 1, len - 1, name)) ||
	       read_single(typed, len, name);
}

/* Takes one prefix off; 0 where there is none. */
static int take_prefix(const char **typed, size_t *len)
{
	for (size_t i = 0; i < N_PREFIXES; i++) {
		size_t prefix_len = strlen(prefixes[i].typed);

		if (*len > prefix_len && strncasecmp(prefixes[i].typed, *typed, prefix_len) == 0) {
			*typed += prefix_len;
			*len -= prefix_len;
			return prefixes[i].flag;
		}
	}
	return 0;
}

/* Whether it is the name of a key and not its character. */
static bool is_named(const char *plain)
{
	struct cluster cluster;

	return plain[0] != '^' && width_cluster(plain, strlen(plain), 0, &cluster) &&
	       plain[cluster.len];
}

/* Ctrl with a letter is ^X; Shift counts only with a named key. */
static bool add_prefixes(int flags, const char *plain, char name[KEYNAME_ROOM])
{
	char control[KEYNAME_ROOM];

	if ((flags & CTRL) && !is_named(plain)) {
		if (!read_control(plain, strlen(plain), control))
			return false;
		return add_prefixes(flags & ~CTRL, control, name);
	}
	if ((flags & SHIFT) && !is_named(plain))
		return false;
	return snprintf(name, KEYNAME_ROOM, "%s%s%s%s", flags & ALT ? "Alt-" : "",
			flags & CTRL ? "Ctrl-" : "", flags & SHIFT ? "Shift-" : "",
			plain) < KEYNAME_ROOM;
}

bool keyname_read(const char *typed, size_t len, char name[KEYNAME_ROOM])
{
	char plain[KEYNAME_ROOM];
	int flags = 0, flag;

	if (len == 1 && *typed > ' ' && *typed < 0x7f) {
		memcpy(name, (char[]){ *typed, '\0' }, 2); /* most keys are a character */
		return true;
	}
	while (!read_plain(typed, len, plain)) {
		flag = take_prefix(&typed, &len);
		if (!flag || (flags & flag))
			return false;
		flags |= flag;
	}
	return add_prefixes(flags, plain, name);
}
