/* SPDX-License-Identifier: MIT */
/*
 * yield: what a body that came over the network holds: its text in UTF-8, its page, its files.
 */
#ifndef FETCH_YIELD_H
#define FETCH_YIELD_H

#include "base/err.h"
#include "base/str.h"
#include "fetch/signpost.h"
#include "fetch/spool.h"

struct job;

/* Adds the body as UTF-8. `charset` is what the server declared, or NULL: then the text's own word
 * counts, then what its bytes look like. */
int yield_text(const struct spool *body, const char *charset, struct str *text, struct err *err);

int yield_page(const struct spool *body, const char *charset, const char *url,
	       struct signpost *page, struct err *err);

/* Of a job that is ready: fills its `fetched`. */
int yield_fetched(struct job *job, struct err *err);

#endif
