/* SPDX-License-Identifier: MIT */
/*
 * failure: why a request failed, as a sentence for the reader.
 */
#ifndef FETCH_FAILURE_H
#define FETCH_FAILURE_H

#include <stdint.h>

#include "base/err.h"

/* Of libcurl's code (a CURLcode). */
void failure_of(int code, const char *url, struct err *err);

/* Of an HTTP status; "" for one that is no failure (2xx, 304). */
void failure_of_status(int status, const char *url, struct err *err);

void failure_too_large(const char *url, int64_t limit, struct err *err);

#endif
