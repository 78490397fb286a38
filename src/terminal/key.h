/* SPDX-License-Identifier: MIT */
/*
 * key: what was pressed.
 *
 * Named keys: Up Down Left Right Home End PageUp PageDown Insert Delete Backspace Tab BackTab Enter
 * Escape Space F1-F12, MouseBack MouseForward MouseRight MouseMiddle (with row and column); ^A-^Z
 * for Ctrl; Alt- before any; Ctrl- and Shift- before named ones (in that order); every other key is
 * its own character ("j", "ä").
 */
#ifndef TERMINAL_KEY_H
#define TERMINAL_KEY_H

#include <stdbool.h>

enum key_kind {
	KEY_PRESS,
	KEY_RESIZE, /* the terminal has a new size */
	KEY_CLICK,  /* left button at row, column */
	KEY_WHEEL,  /* amount: lines down, negative up; at row, column */
};

struct key {
	enum key_kind kind;
	char name[40];  /* of a KEY_PRESS */
	bool is_pasted; /* a KEY_PRESS that the user did not press: a character of pasted text */
	int row, column, amount;
	int clicks; /* of a KEY_CLICK: 2 for the second one of a double click */
};

#endif
