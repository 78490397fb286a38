/* SPDX-License-Identifier: MIT */
#include "fetch/client.h"

#ifdef CURL_SONAME

#include "base/library.h"

const struct client *client_open(void)
{
	static const struct library_function functions[] = {
#define CLIENT(name) { "curl_" #name, offsetof(struct client, name) },
#include "fetch/client.def"
#undef CLIENT
	};
	static struct client client;

	if (!client.easy_init)
		library_open(CURL_SONAME, functions, sizeof(functions) / sizeof(*functions),
			     &client);
	return &client;
}

#else

const struct client *client_open(void)
{
	static const struct client client = {
#define CLIENT(name) .name = curl_##name,
#include "fetch/client.def"
#undef CLIENT
	};

	return &client;
}

#endif
