/* SPDX-License-Identifier: MIT */
/*
 * clipboard: text where other programs paste it from.
 */
#ifndef TERMINAL_CLIPBOARD_H
#define TERMINAL_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * By OSC 52 through the terminal, and by the first program that is there and has a clipboard to
 * talk to: tmux, wl-copy, xclip, xsel, pbcopy, clip.exe. Nobody answers, so nobody knows whether it
 * worked; a program that fails is told by spawn_reap(). False, and nothing copied, for more than
 * OSC_MOST_COPY bytes.
 */
bool clipboard_copy(const char *text, size_t len);

#endif
