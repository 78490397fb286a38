/* SPDX-License-Identifier: MIT */
/*
 * filters: {{ value | filter: argument }}. A filter that is not known lets its value pass.
 */
#ifndef TEMPLATE_FILTERS_H
#define TEMPLATE_FILTERS_H

#include <stddef.h>

#include "template/render.h"

enum { FILTERS_ARGUMENTS = 4 };

struct filters_call {
	const char *name;
	size_t len;
	const struct value *arguments[FILTERS_ARGUMENTS]; /* NULL where absent or unknown */
	size_t n_arguments;
};

/* `value` NULL is one that cannot be known; the result, too. */
const struct value *filters_apply(struct render *render, const struct filters_call *call,
				  const struct value *value);

#endif
