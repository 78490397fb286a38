/* SPDX-License-Identifier: MIT */
/*
 * prepare: what is done to Markdown before md4c sees it, line by line and outside of code:
 * footnotes and definition lists, admonitions, kramdown's attribute lists and other lines that are
 * not text.
 */
#ifndef DOCUMENT_PREPARE_H
#define DOCUMENT_PREPARE_H

#include "document/draft.h"
#include "document/footnote.h"

/* The draft has been begun with the source, which is safe text. Numbers and writes the footnotes.
 */
void prepare_draft(struct draft *draft, struct footnotes *notes);

#endif
