/* SPDX-License-Identifier: MIT */
/*
 * loops: {% for x in list limit:3 reversed %} … {% else %} … {% endfor %}, with what a turn knows
 * of itself (forloop.index, loop.last).
 */
#ifndef TEMPLATE_LOOPS_H
#define TEMPLATE_LOOPS_H

#include "template/tags.h"

/* Runs the tag up to its end, which is taken in. */
void loops_run(struct render *render, const struct tags_tag *tag);

#endif
