/* SPDX-License-Identifier: MIT */
/*
 * document: a post's body as blocks, spans and links.
 *
 * All words of the document stand in one text, in reading order, a newline between the texts of two
 * leaves (also of empty ones, so no two leaves start at the same place). Everything else is a place
 * (a byte offset) in that text, so a place is what a reading position, a match or a selection is
 * kept as, whatever the width. The text is safe (text/safe.h).
 *
 * The blocks are a tree in preorder: a block's descendants follow it up to its `end`. Only leaves
 * hold text of their own; a container but the root holds at least one. Containers go some sixty
 * deep; what is deeper in the source stands in the deepest. A document is one arena and never
 * changes.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
	/* containers */
	BLOCK_ROOT,
	BLOCK_QUOTE,
	BLOCK_LIST,        /* `is_ordered`; children are items */
	BLOCK_ITEM,        /* `number`, `is_task`, `is_done` */
	BLOCK_TABLE,       /* children are rows */
	BLOCK_ROW,         /* children are cells; `is_head` */
	BLOCK_DEFINITIONS, /* children are terms and definitions */
	BLOCK_DEFINITION,
	BLOCK_ALERT, /* `info`: note, tip, important, warning or caution; `title` or NULL; "" where
			its first paragraph is the title */
	BLOCK_DETAILS,   /* first child may be a summary; `is_done`: open at first */
	BLOCK_FIGURE,    /* may have a caption */
	BLOCK_FOOTNOTES, /* children are footnotes; the last block of the root */
	BLOCK_FOOTNOTE,  /* `number` */
	/* leaves */
	BLOCK_TITLE,     /* the post's title: the first block where there is one */
	BLOCK_BYLINE,    /* a line of the post's head: author and date, cover */
	BLOCK_PARAGRAPH, /* `is_tight`: no blank line around it (in tight lists) */
	BLOCK_HEADING,   /* `level` 1 to 6, `anchor` */
	BLOCK_CODE,      /* `info`: the language or NULL; newlines in the text are lines */
	BLOCK_RULE,      /* no text */
	BLOCK_CELL,      /* `align`, `is_head`, `columns`, `rows`; newlines are line breaks */
	BLOCK_TERM,
	BLOCK_SUMMARY,
	BLOCK_CAPTION, /* of a figure, or of the table that follows it */
	N_BLOCK_KINDS
};

enum block_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct block {
	enum block_kind kind;
	unsigned parent;              /* index of a block; 0 for the root itself */
	unsigned end;                 /* index one past the last descendant */
	unsigned start, len;          /* its text; of a container all text inside */
	unsigned first_span, n_spans; /* leaves: they cover the text in order, without gaps */
	unsigned number;              /* item, footnote */
	unsigned short columns, rows; /* cell: how many it spans, at least 1 */
	signed char level;            /* heading: 1-6; list: depth, the outermost 1 */
	unsigned char align;          /* enum block_align */
	bool is_ordered, is_tight, is_task, is_done, is_head;
	const char *info, *title, *anchor; /* NULL where absent */
};

enum span_style {
	SPAN_STRONG = 1 << 0,
	SPAN_EMPHASIS = 1 << 1,
	SPAN_CODE = 1 << 2,
	SPAN_STRIKE = 1 << 3,
	SPAN_UNDERLINE = 1 << 4, /* ins, u */
	SPAN_MARK = 1 << 5,
	SPAN_SUPER = 1 << 6,
	SPAN_SUB = 1 << 7,
	SPAN_KEY = 1 << 8,          /* kbd */
	SPAN_IMAGE = 1 << 9,        /* the words stand for an image, video or frame */
	SPAN_PLACEHOLDER = 1 << 10, /* a template tag that could not be resolved */
	SPAN_NOTE = 1 << 11,        /* the mark of a footnote, "1"; its link leads to it */
	SPAN_SMALL = 1 << 12,
	SPAN_LITERAL = 1 << 13, /* punctuation that had a backslash before it: meant as it stands */
};

struct span {
	unsigned start, len;
	unsigned styles;
	int link; /* index of a link, or -1 */
};

struct link {
	const char *target; /* as written: entities decoded, safe, perhaps relative, perhaps "" */
	const char *title;  /* or NULL */
	size_t start, len;  /* its words in the text */
	bool is_image; /* an image's address; an image in a link gives two links, this one last */
	bool is_embed; /* iframe, video, audio: the words are the host's name or its title */
	bool is_bare;  /* an address that stood in the text by itself */
};

struct document {
	const char *text; /* ends in NUL; never NULL */
	size_t len;
	const struct block *blocks; /* blocks[0] is the root */
	size_t n_blocks;
	const struct span *spans;
	size_t n_spans;
	const struct link *links; /* in reading order */
	size_t n_links;
	bool is_continued; /* a part, and another one ends with a paragraph above it */
};

enum document_kind { DOCUMENT_MARKDOWN, DOCUMENT_HTML, DOCUMENT_PLAIN };

struct document_input {
	enum document_kind kind;
	const char *bytes; /* UTF-8; template tags resolved */
	size_t len;
	bool keep_breaks; /* a newline in a paragraph is a line break (the site's `breaks: true`) */
	const char *title; /* becomes the BLOCK_TITLE, and a first heading that says the same is
			      dropped; or NULL */
	const char *const *bylines; /* lines below the title */
	size_t n_bylines;
};

/* Never fails: what cannot be parsed is shown as text. The caller frees. */
struct document *document_new(const struct document_input *input);
void document_free(struct document *document);

/* Is given a part of a document, which is its own to free. Gives a part back that it is done with,
 * whose memory is used again, or NULL. */
typedef struct document *document_take(void *context, struct document *part);

/*
 * The same, for who reads a long document once: in parts from the top, each a document of its own,
 * as soon as it holds so many bytes of text and a paragraph of the root has ended. Places and links
 * count from the start of their part, and anchors are found in their part.
 */
void document_parts(const struct document_input *input, size_t least, document_take *take,
		    void *context);

/* The leaf whose text holds the place (or ends there); 0 in an empty document. */
size_t document_block_at(const struct document *document, size_t place);

/* The heading or footnote of that anchor ("part", without '#'; the ids of GitHub, kramdown and
 * explicit ones), or the leaf that an id stands at; 0 where there is none. */
size_t document_anchor(const struct document *document, const char *anchor);

#endif
