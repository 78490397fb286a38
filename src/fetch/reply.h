/* SPDX-License-Identifier: MIT */
/*
 * reply: the head of an HTTP response (RFC 9110, RFC 9111), line by line.
 */
#ifndef FETCH_REPLY_H
#define FETCH_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transfer_answer;

struct reply {
	char *type, *charset, *etag, *modified; /* of the last response; NULL where absent */
	int64_t max_age;                        /* seconds; -1 where absent */
	int64_t age;                            /* seconds that it lay in a cache */
	int64_t expires, date;                  /* UTC seconds; 0 where absent */
	bool is_uncached;                       /* no-cache or no-store */
	bool is_redirected;
	bool is_moved; /* there were redirects, and all of them were permanent */
};

/* Takes the next line; a status line begins a new response. */
void reply_line(struct reply *reply, const char *line, size_t len);

/* Moves type, charset, validators and freshness into the answer. */
void reply_answer(struct reply *reply, struct transfer_answer *answer);

void reply_release(struct reply *reply);

#endif
