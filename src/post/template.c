/* SPDX-License-Identifier: MIT */
#include "post/template.h"

#include <string.h>

size_t template_body(const struct template_input *input, struct str *out)
{
	str_add(out, input->body, input->len);
	return 0;
}

void template_line(const struct settings *settings, const struct page *page, const char *line,
		   struct str *out)
{
	(void)settings;
	(void)page;
	str_text(out, line);
}
