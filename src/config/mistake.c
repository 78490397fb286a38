/* SPDX-License-Identifier: MIT */
#include "config/mistake.h"

#include "base/intl.h"

void mistake_tell(const struct mistake *mistake, unsigned line, const char *sentence)
{
	/* TRANSLATORS: a file, a number, and a whole sentence that says what is wrong there. */
	notes_add(mistake->notes, NOTES_WARNING, _("%s, line %u: %s"), mistake->path, line,
		  sentence);
}

void mistake_unknown(const struct mistake *mistake, unsigned line, const char *name,
		     const char *nearest)
{
	struct err err;

	if (nearest)
		err_set(&err, _("There is no “%s” here; did you mean “%s”?"), name, nearest);
	else
		err_set(&err, _("There is no “%s” here."), name);
	mistake_tell(mistake, line, err.text);
}
