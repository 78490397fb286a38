/* SPDX-License-Identifier: MIT */
/*
 * decode: bytes from a terminal in, keys out (ECMA-48; xterm's, VT220's, rxvt's and Linux's
 * sequences; SGR and X10 mouse reports). It never sees a terminal.
 */
#ifndef TERMINAL_DECODE_H
#define TERMINAL_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "terminal/key.h"

struct decode {
	struct str bytes; /* { 0 } is an empty one */
	size_t at;        /* what is before was decoded */
	bool is_pasting;  /* in text that the terminal marks as pasted (xterm's mode 2004) */
};

void decode_feed(struct decode *decode, const char *bytes, size_t len);

/*
 * The next key; false where there is none, or where it may go on (see decode_waits()). With
 * `is_all` nothing more is coming now, so that an Escape at the end is the key of that name. What
 * no key sends is passed over.
 */
bool decode_key(struct decode *decode, bool is_all, struct key *key);

/* What is left: nothing, what may be a key or the start of one (Escape, Alt-[), or what no key ends
 * with: more comes, unless the terminal broke off. */
enum decode_rest { DECODE_NOTHING, DECODE_UNSURE, DECODE_PART };

enum decode_rest decode_waits(const struct decode *decode);

void decode_release(struct decode *decode);

#endif
