/* SPDX-License-Identifier: MIT */
/*
 * repair: text that was decoded wrongly (mojibake) made right again.
 *
 * UTF-8 that was read as Windows-1252 (Latin-1 with it) or as Mac Roman: the characters are mapped
 * back to bytes and must then be strict UTF-8. Windows-1252 is tried before Mac Roman. Only certain
 * repairs are made: correct text is never changed. At most twice, for double damage.
 */
#ifndef TEXT_REPAIR_H
#define TEXT_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * One unit (a title, a paragraph) of valid UTF-8. True where it was repaired: then the right text
 * was added to `out`; false, and nothing added, where nothing is certainly wrong.
 */
bool repair_text(const char *text, size_t len, struct str *out);

/*
 * A whole Markdown or HTML body: as one unit where that holds, else paragraph by paragraph; code
 * (fenced, indented, spans, <pre>, <code>) stays as it is in the second case. Like repair_text().
 */
bool repair_body(const char *text, size_t len, struct str *out);

#endif
