/* SPDX-License-Identifier: MIT */
/*
 * alert: the names of alerts and admonitions, and the lines that begin them.
 */
#ifndef DOCUMENT_ALERT_H
#define DOCUMENT_ALERT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "document/line.h"

struct alert {
	const char *info;  /* of BLOCK_ALERT; NULL for a box that is none */
	const char *name;  /* what it is called where it has no title; NULL for GitHub's five */
	const char *title; /* what the line says, or NULL; into the line */
	size_t title_len;
	bool is_details, is_open; /* folded up, and unfolded at first */
};

/* GitHub's "[!NOTE]", with what stands behind it as the title. */
bool alert_github(const char *text, size_t len, struct alert *alert);

/* ":::note Title", ":::tip[Title]{attributes}", "::: {.callout-note}"; not the ":::" that ends one.
 */
bool alert_colons(const struct line *line, struct alert *alert);

/* Python-Markdown's "!!! note" and "??? note", with or without a title in quotes. */
bool alert_python(const struct line *line, struct alert *alert);

/* The label of a tab of MkDocs, "=== "Linux"": into the line, NULL where the line begins none. */
const char *alert_tab(const struct line *line, size_t *len);

/*
 * The class of a box in HTML: "admonition warning", "markdown-alert markdown-alert-note", "alert
 * alert-info". Where its generator writes the title as a paragraph, has_title is true.
 */
bool alert_class(const char *class, struct alert *alert, bool *has_title);

/* Adds the title without the marks of emphasis and code, else the name; of details also the kind,
 * as the generator does. */
void alert_title(const struct alert *alert, struct str *out);

#endif
