/* SPDX-License-Identifier: MIT */
/*
 * gocontext: what a template of Go's was called with, and the fields of that and of other values:
 * .Get "x", .Inner, .Page.Params.y
 */
#ifndef TEMPLATE_GOCONTEXT_H
#define TEMPLATE_GOCONTEXT_H

#include "template/goexpression.h"

/* A field, or a method with its arguments; unknown where it cannot be known. */
struct goterm gocontext_field(const struct goscope *scope, const struct goterm *from,
			      const char *name, size_t len, const struct goterm *arguments,
			      size_t n);

#endif
