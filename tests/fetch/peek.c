/* SPDX-License-Identifier: MIT */
/* peek: what the index holds of sources: posts, failures, next - tried, etag, moved; a line each.
 */
#include <stdio.h>
#include <string.h>

#include "store/index.h"

static const char *shown(const char *text)
{
	return text ? text : "-";
}

static void print(struct index *index, const char *address)
{
	struct index_source source = { 0 };

	if (!index_source(index, address, &source)) {
		printf("%s unknown\n", address);
		return;
	}
	printf("%s posts=%zu failures=%u next=%lld etag=%s moved=%s title=%s\n", address,
	       source.n_posts, source.failures,
	       (long long)(source.next ? source.next - source.tried : 0), shown(source.etag),
	       shown(source.moved), shown(source.title));
	index_source_release(&source);
}

int main(int argc, char **argv)
{
	struct err err = { "" };
	struct index *index = argc > 1 ? index_open(argv[1], INDEX_READ, NULL, &err) : NULL;

	if (!index) {
		fprintf(stderr, "peek: %s\n", argc > 1 ? err.text : "peek INDEX ADDRESS...");
		return 1;
	}
	for (int i = 2; i < argc; i++)
		print(index, argv[i]);
	index_close(index);
	return 0;
}
