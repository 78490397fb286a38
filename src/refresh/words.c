/* SPDX-License-Identifier: MIT */
#include "refresh/words.h"

#include <stdlib.h>

#include "base/mem.h"
#include "post/links.h"
#include "refresh/aside.h"

static int read_post(struct run *run, struct post *post, struct err *err)
{
	struct document *document = links_document(post, NULL, 0);
	const struct post_link *ticket;
	struct links links = { 0 };
	int result;

	links_read(post, document, run_kinds(run), &links);
	aside_want(run, post, &links);
	ticket = links_ticket(&links);
	free(post->ticket);
	post->ticket = ticket ? mem_string(ticket->url) : NULL;
	result = index_put_texts(run->refresh->index, post, &links, document->text, err);
	links_release(&links);
	document_free(document);
	run->transaction->n_put++;
	return result;
}

int words_read(struct run *run, struct err *err)
{
	for (;;) {
		struct post post = { 0 };
		int result;

		if (!index_next_bare(run->refresh->index, run->source->address, &post))
			return 0;
		result = transaction_begin(run->transaction, err);
		if (result == 0)
			result = read_post(run, &post, err);
		post_release(&post);
		if (result < 0 || (transaction_is_due(run->transaction) &&
				   transaction_commit(run->transaction, err) < 0))
			return -1;
	}
}
