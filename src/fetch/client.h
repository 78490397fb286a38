/* SPDX-License-Identifier: MIT */
/*
 * client: libcurl, opened when the first thing is fetched over the network.
 */
#ifndef FETCH_CLIENT_H
#define FETCH_CLIENT_H

#include <curl/curl.h>

/* curl_easy_init() is client_open()->easy_init(), and so on. */
struct client {
#define CLIENT(name) __typeof__(curl_##name) *(name);
#include "fetch/client.def"
#undef CLIENT
};

/* Always the same one. */
const struct client *client_open(void);

#endif
