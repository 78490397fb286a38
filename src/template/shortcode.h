/* SPDX-License-Identifier: MIT */
/*
 * shortcode: {{< figure src="x" >}} and {{% note %}} of Hugo.
 */
#ifndef TEMPLATE_SHORTCODE_H
#define TEMPLATE_SHORTCODE_H

#include <stdbool.h>

#include "template/render.h"

/* Resolves the shortcode at render->at; false, and nothing changed, where there is none. */
bool shortcode_run(struct render *render);

#endif
