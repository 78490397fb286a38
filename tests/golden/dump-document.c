/* SPDX-License-Identifier: MIT */
/* Prints the document of a file as an indented tree, a block or span a line, and its links. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "document/document.h"

static const char *const kinds[N_BLOCK_KINDS] = {
	[BLOCK_ROOT] = "root",
	[BLOCK_QUOTE] = "quote",
	[BLOCK_LIST] = "list",
	[BLOCK_ITEM] = "item",
	[BLOCK_TABLE] = "table",
	[BLOCK_ROW] = "row",
	[BLOCK_DEFINITIONS] = "definitions",
	[BLOCK_DEFINITION] = "definition",
	[BLOCK_ALERT] = "alert",
	[BLOCK_DETAILS] = "details",
	[BLOCK_FIGURE] = "figure",
	[BLOCK_FOOTNOTES] = "footnotes",
	[BLOCK_FOOTNOTE] = "footnote",
	[BLOCK_TITLE] = "title",
	[BLOCK_BYLINE] = "byline",
	[BLOCK_PARAGRAPH] = "paragraph",
	[BLOCK_HEADING] = "heading",
	[BLOCK_CODE] = "code",
	[BLOCK_RULE] = "rule",
	[BLOCK_CELL] = "cell",
	[BLOCK_TERM] = "term",
	[BLOCK_SUMMARY] = "summary",
	[BLOCK_CAPTION] = "caption",
};

static const char *const styles[] = {
	"strong", "emphasis", "code",  "strike",      "underline", "mark",  "super",
	"sub",    "key",      "image", "placeholder", "note",      "small", "literal",
};

static const char *const aligns[] = { "", " left", " center", " right" };

static void print_text(const char *text, size_t len)
{
	putchar('"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			fputs("\\n", stdout);
		else if (text[i] == '\t')
			fputs("\\t", stdout);
		else
			putchar(text[i]);
	}
	putchar('"');
}

static void print_string(const char *name, const char *value)
{
	if (!value)
		return;
	printf(" %s=", name);
	print_text(value, strlen(value));
}

static void print_block(const struct block *block)
{
	printf("%s", kinds[block->kind]);
	if (block->level)
		printf(" level=%d", block->level);
	if (block->number)
		printf(" number=%u", block->number);
	if (block->columns > 1 || block->rows > 1)
		printf(" spans=%ux%u", block->columns, block->rows);
	fputs(aligns[block->align], stdout);
	fputs(block->is_ordered ? " ordered" : "", stdout);
	fputs(block->is_tight ? " tight" : "", stdout);
	fputs(block->is_task ? " task" : "", stdout);
	fputs(block->is_done ? " done" : "", stdout);
	fputs(block->is_head ? " head" : "", stdout);
	print_string("info", block->info);
	print_string("title", block->title);
	print_string("anchor", block->anchor);
	putchar('\n');
}

static void print_span(const struct document *document, const struct span *span)
{
	print_text(document->text + span->start, span->len);
	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++)
		if (span->styles & 1u << i)
			printf(" %s", styles[i]);
	if (span->link >= 0)
		printf(" link=%d", span->link + 1);
	putchar('\n');
}

static void indent(int depth)
{
	printf("%*s", depth * 2, "");
}

static void print_blocks(const struct document *document)
{
	int *depths = calloc(document->n_blocks, sizeof(*depths));

	for (size_t i = 1; depths && i < document->n_blocks; i++) {
		const struct block *block = &document->blocks[i];

		depths[i] = depths[block->parent] + 1;
		indent(depths[i] - 1);
		print_block(block);
		for (size_t k = 0; k < block->n_spans; k++) {
			indent(depths[i]);
			print_span(document, &document->spans[block->first_span + k]);
		}
	}
	free(depths);
}

static void print_links(const struct document *document)
{
	for (size_t i = 0; i < document->n_links; i++) {
		const struct link *link = &document->links[i];

		printf("link %zu ", i + 1);
		print_text(document->text + link->start, link->len);
		printf(" -> ");
		print_text(link->target, strlen(link->target));
		print_string("title", link->title);
		fputs(link->is_image ? " image" : "", stdout);
		fputs(link->is_embed ? " embed" : "", stdout);
		fputs(link->is_bare ? " bare" : "", stdout);
		putchar('\n');
	}
}

static void read_all(FILE *file, struct str *out)
{
	char chunk[4096];
	size_t n;

	while ((n = fread(chunk, 1, sizeof(chunk), file)) > 0)
		str_add(out, chunk, n);
}

/* Usage: dump-document [--breaks] [--title=TITLE] [--text | --quiet] FILE */
int main(int argc, char **argv)
{
	struct document_input input = { .kind = DOCUMENT_MARKDOWN };
	struct document *document;
	struct str body = { 0 };
	bool is_quiet = false, is_text = false;
	FILE *file = NULL;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--breaks") == 0)
			input.keep_breaks = true;
		else if (strcmp(argv[i], "--quiet") == 0)
			is_quiet = true;
		else if (strcmp(argv[i], "--text") == 0)
			is_text = true;
		else if (strncmp(argv[i], "--title=", 8) == 0)
			input.title = argv[i] + 8;
		else
			file = fopen(argv[i], "rb");
		if (str_ends(argv[i], ".html"))
			input.kind = DOCUMENT_HTML;
		else if (str_ends(argv[i], ".txt"))
			input.kind = DOCUMENT_PLAIN;
	}
	if (!file) {
		fputs("dump-document: no file\n", stderr);
		return 2;
	}
	read_all(file, &body);
	fclose(file);
	input.bytes = str_bytes(&body);
	input.len = body.len;
	document = document_new(&input);
	if (is_text)
		puts(document->text);
	else if (!is_quiet) {
		print_blocks(document);
		print_links(document);
	}
	document_free(document);
	str_release(&body);
	return 0;
}
