/* SPDX-License-Identifier: MIT */
/*
 * excerpt: a part of a file of code of the site, as {{code "x.go" `/START/` `/END/`}} of go.dev and
 * Go's slides show it.
 */
#ifndef TEMPLATE_EXCERPT_H
#define TEMPLATE_EXCERPT_H

#include "template/render.h"

/*
 * Adds the file's lines as code: from the first that has `from` to the next that has `to`, each as
 * /regular expression/, whose signs are taken for what they are. NULL for `from` is the whole file,
 * for `to` the one line. Lines that end in OMIT are left out. False, and nothing added, where the
 * page has no such file beside it or the file no such line.
 */
bool excerpt_add(struct render *render, const char *file, const char *from, const char *to);

#endif
