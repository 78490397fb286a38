/* SPDX-License-Identifier: MIT */
/* Any bytes as a body. The last byte says what it is. Whatever comes, the layout keeps its
 * promises. */
#include <stdlib.h>

#include "../golden/promise.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct document_input input = { .bytes = (const char *)bytes, .title = "The title" };
	struct document *document;
	size_t n_faults;

	if (len == 0)
		return 0;
	input.len = len - 1;
	input.kind = bytes[len - 1] % 3 == 1 ? DOCUMENT_HTML : DOCUMENT_MARKDOWN;
	document = document_new(&input);
	n_faults = promise_faults(document, "input");
	document_free(document);
	if (n_faults > 0)
		abort();
	return 0;
}
