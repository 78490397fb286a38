/* SPDX-License-Identifier: MIT */
#include "template/template.h"

#include <string.h>

#include "template/render.h"

bool template_body(const struct template_input *input, struct str *out)
{
	const char *at = input->body, *end = input->body + input->len;

	while ((at = memchr(at, '{', (size_t)(end - at))) && at + 1 < end && !strchr("{%#", at[1]))
		at++;
	if (!at || at + 1 >= end)
		return false;
	render_run(input, false, out);
	return true;
}

void template_line(const struct settings *settings, const struct page *page, const char *line,
		   struct str *out)
{
	const struct template_input input = { .settings = settings,
					      .page = page,
					      .body = line,
					      .len = strlen(line),
					      .is_html = true };

	render_run(&input, true, out);
}
