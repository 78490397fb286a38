/* SPDX-License-Identifier: MIT */
/*
 * price: what must not be torn apart although a blank stands in it: "€ 199", "1 200", "CHF 35".
 */
#ifndef LAYOUT_PRICE_H
#define LAYOUT_PRICE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the blank before byte `at` holds a price or a grouped number together. */
bool price_holds(const char *text, size_t len, size_t at);

#endif
