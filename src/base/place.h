/* SPDX-License-Identifier: MIT */
/*
 * place: where the program's own files are.
 *
 * A program that stands in its build tree uses the tree's files: make leaves a file called
 * hallway.build beside it, which holds the source folder. Otherwise the files are looked for beside
 * the folder that the program stands in (PREFIX/bin, PREFIX/libexec/hallway), so that an installed
 * tree may be moved whole; and last where configure was told.
 */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

/* The file `name` of data/; the caller frees. It may not exist. */
char *place_data(const char *name);

/* The program hallway-fetch; the caller frees. */
char *place_fetch(void);

/* The folder that holds the translations; the caller frees. */
char *place_locale(void);

#endif
