/* SPDX-License-Identifier: MIT */
/*
 * quotes: which quotation marks a language has.
 */
#ifndef LAYOUT_QUOTES_H
#define LAYOUT_QUOTES_H

struct quotes {
	const char *language;
	const char *open, *close;             /* NULL: left as they were written */
	const char *inner_open, *inner_close; /* of single ones */
	const char *gap;      /* between the double ones and the words inside; or "" */
	const char *elisions; /* words that begin with an apostrophe, a blank between them */
};

/* Of a language's code as posts have it: de, pt-BR, zh_tw. Of others, NULL and "": the English. */
const struct quotes *quotes_of(const char *language);

#endif
