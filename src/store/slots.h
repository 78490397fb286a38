/* SPDX-License-Identifier: MIT */
/*
 * slots: the memory of SQLite's page cache out of large pages of the system, in a program that puts
 * many posts into the index: getting it in small ones takes as long as writing it does.
 */
#ifndef STORE_SLOTS_H
#define STORE_SLOTS_H

/* Before the first file is opened; later it changes nothing. */
void slots_use(void);

#endif
