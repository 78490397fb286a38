/* SPDX-License-Identifier: MIT */
/*
 * output: posts and links as lines for other programs: tab-separated, or JSON (an object a line).
 */
#ifndef APP_OUTPUT_H
#define APP_OUTPUT_H

#include "app/session.h"

/* To standard output. -1 with a sentence as select_each(). */
int output_list(struct session *session, struct err *err);
int output_links(struct session *session, struct err *err);

#endif
