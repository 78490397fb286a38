/* SPDX-License-Identifier: MIT */
/*
 * probe: whether what the layout promises holds for real files.
 *
 *	probe FILE...
 *
 * A leading front matter is skipped. What does not hold is said; exit status 1 then.
 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/str.h"
#include "promise.h"

enum { MOST_BYTES = 64 * 1024 * 1024 };

static const char *body_of(const char *text)
{
	const char *end;

	if (strncmp(text, "---\n", 4) != 0)
		return text;
	end = strstr(text + 4, "\n---\n");
	return end ? end + 5 : text;
}

static size_t probe_file(const char *path)
{
	struct document_input input = { .kind = str_ends(path, ".html") ? DOCUMENT_HTML
									: DOCUMENT_MARKDOWN,
					.title = "The title of the post" };
	struct document *document;
	struct str bytes = { 0 };
	struct err err;
	size_t n_faults;

	if (file_read(path, MOST_BYTES, &bytes, &err) < 0) {
		printf("%s\n", err.text);
		return 1;
	}
	input.bytes = body_of(str_bytes(&bytes));
	input.len = bytes.len - (size_t)(input.bytes - str_bytes(&bytes));
	document = document_new(&input);
	n_faults = promise_faults(document, path);
	document_free(document);
	str_release(&bytes);
	return n_faults;
}

int main(int argc, char **argv)
{
	size_t n_faults = 0;

	for (int i = 1; i < argc; i++)
		n_faults += probe_file(argv[i]);
	return n_faults > 0;
}
