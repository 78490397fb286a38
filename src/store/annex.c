/* SPDX-License-Identifier: MIT */
#include "store/annex.h"

#include <string.h>

#include "base/str.h"

/* No address holds a newline. */
static const char ending[] = "\npages";

char *annex_name(const char *source)
{
	struct str name = { 0 };

	str_format(&name, "%s%s", source, ending);
	return str_take(&name);
}

void annex_strip(char *source)
{
	if (str_ends(source, ending))
		source[strlen(source) - strlen(ending)] = '\0';
}
