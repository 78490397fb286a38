/* SPDX-License-Identifier: MIT */
/*
 * stray: what libraries, a failed assertion or a child write to standard error while the screen is
 * open. It is kept and told when the terminal is given back; otherwise it would garble the screen,
 * and be gone with it.
 */
#ifndef TERMINAL_STRAY_H
#define TERMINAL_STRAY_H

/* From now on standard error is kept, where it leads to a terminal. */
void stray_start(void);

/* Standard error is what it was, and what was kept is written to it. Safe in a signal handler. */
void stray_stop(void);

#endif
