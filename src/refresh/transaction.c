/* SPDX-License-Identifier: MIT */
#include "refresh/transaction.h"

#include "base/clock.h"
#include "fetch/remote.h"
#include "store/index.h"

enum {
	FIRST_PUT = 64,   /* posts in the first one; each of the next takes twice as many */
	MOST_PUT = 16384, /* in any */
	MOST_TIME = 400,  /* milliseconds of one */
	/* Of bodies in one: half of what SQLite keeps in memory, and need not write before its
	   time. */
	MOST_BYTES = 12 * 1024 * 1024,
};

int transaction_begin(struct transaction *transaction, struct err *err)
{
	if (transaction->is_open)
		return 0;
	if (index_begin(transaction->index, err) < 0)
		return -1;
	if (transaction->most_put == 0)
		transaction->most_put = FIRST_PUT;
	transaction->is_open = true;
	transaction->n_put = 0;
	transaction->n_bytes = 0;
	transaction->opened = clock_ticks();
	return 0;
}

bool transaction_is_due(const struct transaction *transaction)
{
	return transaction->is_open &&
	       (transaction->n_put >= transaction->most_put || transaction->n_bytes >= MOST_BYTES ||
		clock_ticks() - transaction->opened >= MOST_TIME);
}

int transaction_commit(struct transaction *transaction, struct err *err)
{
	if (!transaction->is_open)
		return 0;
	transaction->is_open = false;
	if (index_commit(transaction->index, err) < 0)
		return -1;
	if (transaction->most_put < MOST_PUT)
		transaction->most_put *= 2;
	if (transaction->remote)
		remote_turn(transaction->remote);
	return 0;
}

void transaction_abort(struct transaction *transaction)
{
	if (transaction->is_open)
		index_abort(transaction->index);
	transaction->is_open = false;
}
