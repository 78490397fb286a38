/* SPDX-License-Identifier: MIT */
/*
 * subscriptions: the window of sources: what each holds, when it was fetched, what went wrong.
 */
#ifndef VIEW_SUBSCRIPTIONS_H
#define VIEW_SUBSCRIPTIONS_H

#include "base/strings.h"
#include "view/reader.h"

/* Enter shows the posts of the chosen source alone. */
void subscriptions_show(struct reader *reader);

/* Asks for an address, looks what it holds, and asks whether to subscribe to it. */
void subscriptions_add(struct reader *reader);

/* Asks which of the feeds is meant; each is an address, a blank and a title. */
void subscriptions_choose(struct reader *reader, const struct strings *choices);

/* Offers conferences and communities to subscribe to. */
void subscriptions_offer(struct reader *reader);

#endif
