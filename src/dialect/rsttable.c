/* SPDX-License-Identifier: MIT */
#include "dialect/rsttable.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { COLUMNS = 32 };

struct table {
	const struct rstline_names *names;
	struct str *out;
	bool is_grid;
	size_t starts[COLUMNS], ends[COLUMNS], n_columns; /* letters of a line */
	struct str cells[COLUMNS];
	bool has_cells, has_head; /* in the row; written */
};

bool rsttable_is(const char *line)
{
	return strncmp(line, "+--", 3) == 0 || (strncmp(line, "==", 2) == 0 && strchr(line, ' ') &&
						line[strspn(line, "= \t\r")] == '\0');
}

/* The columns, as the table's first line draws them. */
static void find_columns(struct table *table, const char *line)
{
	for (size_t at = table->is_grid; line[at] && table->n_columns < COLUMNS;) {
		size_t len = strcspn(line + at, table->is_grid ? "+" : " ");

		if (len) {
			table->starts[table->n_columns] = at;
			table->ends[table->n_columns++] = at + len;
		}
		at += len + (line[at + len] != '\0');
	}
}

static bool is_rule(const struct table *table, const char *line)
{
	const char *marks = table->is_grid ? "+-=" : "= ";

	return *line && line[strspn(line, marks)] == '\0' && (!table->is_grid || *line == '+');
}

/* The byte at which a column begins; the line's end where it is shorter. */
static size_t offset_of(const char *line, size_t column)
{
	size_t at = 0;

	for (; line[at]; at++) {
		if (((unsigned char)line[at] & 0xC0) != 0x80 && column-- == 0)
			break;
	}
	return at;
}

static void add_cell(struct table *table, size_t i, const char *line)
{
	size_t start = offset_of(line, table->starts[i]);
	size_t end = i + 1 == table->n_columns ? strlen(line) : offset_of(line, table->ends[i]);
	const char *text = line + start;
	size_t len = end - start;

	str_trim(&text, &len);
	if (len && table->cells[i].len)
		str_byte(&table->cells[i], ' ');
	str_add(&table->cells[i], text, len);
	table->has_cells |= len > 0;
}

/* A grid's cells stand between bars, wherever letters of several bytes have put them. */
static void add_grid_line(struct table *table, const char *line)
{
	const char *at = *line == '|' ? line + 1 : line;

	for (size_t i = 0; i < table->n_columns && *at; i++) {
		size_t len = strcspn(at, "|");
		const char *text = at;
		size_t n = len;

		str_trim(&text, &n);
		if (n && table->cells[i].len)
			str_byte(&table->cells[i], ' ');
		str_add(&table->cells[i], text, n);
		at += len + (at[len] == '|');
	}
	table->has_cells = true;
}

static void finish_row(struct table *table)
{
	if (!table->has_cells)
		return;
	str_byte(table->out, '|');
	for (size_t i = 0; i < table->n_columns; i++) {
		struct str cell = { 0 };

		rstline_add(table->names, str_bytes(&table->cells[i]), &cell);
		str_format(table->out, " %s |", str_bytes(&cell));
		str_release(&cell);
		str_clear(&table->cells[i]);
	}
	str_byte(table->out, '\n');
	for (size_t i = 0; i < table->n_columns && !table->has_head; i++)
		str_format(table->out, "%s---%s", i ? "|" : "|",
			   i + 1 < table->n_columns ? "" : "|\n");
	table->has_head = true;
	table->has_cells = false;
}

/* Whether cells of the grid reach over several columns or rows, which Markdown cannot say. */
static bool has_spans(const struct table *table, const struct strings *lines, size_t at, size_t end)
{
	for (; at < end; at++) {
		size_t bars = 0;

		for (const char *p = lines->items[at]; *p; p++)
			bars += *p == '|' || *p == '+';
		if (bars != table->n_columns + 1)
			return true;
	}
	return false;
}

static void add_row_line(struct table *table, const char *line)
{
	if (table->is_grid) {
		add_grid_line(table, line);
		return;
	}
	/* An empty first cell goes on with the row above. */
	if (!isspace((unsigned char)*line))
		finish_row(table);
	for (size_t i = 0; i < table->n_columns; i++)
		add_cell(table, i, line);
}

static bool is_blank(const char *line)
{
	return line[strspn(line, " \t\r")] == '\0';
}

/* Behind the last line: a grid ends at a blank one, the other kind at its last rule. */
static size_t find_end(const struct table *table, const struct strings *lines, size_t at,
		       size_t end)
{
	size_t last = at;

	if (table->is_grid) {
		while (at < end && *lines->items[at] && strchr("+|", *lines->items[at]))
			at++;
		return at;
	}
	for (size_t i = at; i < end; i++) {
		if (!is_rule(table, lines->items[i]))
			continue;
		last = i + 1;
		if (last == end || is_blank(lines->items[last]))
			break;
	}
	return last;
}

static void add_code(const struct strings *lines, size_t at, size_t end, struct str *out)
{
	str_text(out, "```\n");
	for (; at < end; at++)
		str_format(out, "%s\n", lines->items[at]);
	str_text(out, "```\n\n");
}

size_t rsttable_add(const struct strings *lines, size_t at, size_t end,
		    const struct rstline_names *names, struct str *out)
{
	struct table table = { .names = names, .out = out, .is_grid = *lines->items[at] == '+' };

	find_columns(&table, lines->items[at]);
	end = find_end(&table, lines, at, end);
	if (end <= at + 1 || (table.is_grid && has_spans(&table, lines, at, end))) {
		end = end > at ? end : at + 1;
		add_code(lines, at, end, out);
		return end;
	}
	for (; at < end; at++) {
		if (is_rule(&table, lines->items[at]))
			finish_row(&table);
		else if (!is_blank(lines->items[at]))
			add_row_line(&table, lines->items[at]);
	}
	finish_row(&table);
	str_byte(out, '\n');
	for (size_t i = 0; i < table.n_columns; i++)
		str_release(&table.cells[i]);
	return end;
}
