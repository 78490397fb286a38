/* SPDX-License-Identifier: MIT */
/*
 * transaction: what is put into the index together. One is open at a time, and the sources that
 * come in together share it.
 */
#ifndef REFRESH_TRANSACTION_H
#define REFRESH_TRANSACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct index;
struct remote;

struct transaction {
	struct index *index;
	struct remote *remote; /* sources that go on coming in meanwhile; or NULL */
	bool is_open;
	size_t n_put;    /* posts in it; whoever puts one counts it */
	size_t n_bytes;  /* of their bodies; counted likewise */
	size_t most_put; /* it is due then; 0: as many as in a first one */
	int64_t opened;  /* clock_ticks() */
};

/* Opens it where it is not open. */
int transaction_begin(struct transaction *transaction, struct err *err);

/* Whether it has gone on long enough: commit it, so that others see it and may write. */
bool transaction_is_due(const struct transaction *transaction);

/* Nothing where it is not open. Other sources may come in after it. */
int transaction_commit(struct transaction *transaction, struct err *err);

/* What was not committed is as if it never was. */
void transaction_abort(struct transaction *transaction);

#endif
