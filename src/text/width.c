/* SPDX-License-Identifier: MIT */
#include "text/width.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

#include "text/bytes16.h"

enum {
	REPLACEMENT = 0xFFFD,
	ZWJ = 0x200D,
	MOST_COLUMNS = 2,
};

struct range {
	uint32_t first, last;
	int columns;
};

/* Quick answers for the scripts that fill pages, then where terminals differ from uc_width(). */
static const struct range ranges[] = {
	{ 0x00A1, 0x00AC, 1 },   { 0x00AD, 0x00AD, 0 },   { 0x00AE, 0x02FF, 1 },
	{ 0x0370, 0x0377, 1 },   { 0x0386, 0x0482, 1 },   { 0x0600, 0x0605, 1 },
	{ 0x06DD, 0x06DD, 1 },   { 0x070F, 0x070F, 1 },   { 0x0890, 0x0891, 1 },
	{ 0x08E2, 0x08E2, 1 },   { 0x0CBF, 0x0CBF, 0 },   { 0x0CC6, 0x0CC6, 0 },
	{ 0x2010, 0x2027, 1 },   { 0x3001, 0x3029, 2 },   { 0x3041, 0x3096, 2 },
	{ 0x309B, 0x30FF, 2 },   { 0x3248, 0x324F, 2 },   { 0x3400, 0x9FFF, 2 },
	{ 0xAC00, 0xD7A3, 2 },   { 0x110BD, 0x110BD, 1 }, { 0x110CD, 0x110CD, 1 },
	{ 0x11A07, 0x11A08, 0 }, { 0x11C3F, 0x11C3F, 0 },
};

static const struct range *find_range(uint32_t code)
{
	size_t low = 0, high = sizeof(ranges) / sizeof(*ranges);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > ranges[middle].last)
			low = middle + 1;
		else if (code < ranges[middle].first)
			high = middle;
		else
			return &ranges[middle];
	}
	return NULL;
}

/* Emoji of a Unicode newer than the library's. */
static bool is_coming_emoji(uint32_t code)
{
	return code >= 0x1F000 && code <= 0x1FAFF;
}

static bool is_unassigned(uint32_t code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cn);
}

int width_of(uint32_t code)
{
	const struct range *range;
	int columns;

	if (code < 0xA1)
		return 1;
	range = find_range(code);
	if (range)
		return range->columns;
	if (is_unassigned(code))
		return is_coming_emoji(code) ? 2 : 1;
	columns = uc_width((ucs4_t)code, "UTF-8");
	return columns < 0 ? 1 : columns;
}

static bool is_letter_of_flag(uint32_t code)
{
	return code >= 0x1F1E6 && code <= 0x1F1FF;
}

static bool is_skin(uint32_t code)
{
	return code >= 0x1F3FB && code <= 0x1F3FF;
}

/* What terminals disagree about or have no shape for, and what shows at a line's end only. */
static bool is_invisible(uint32_t code)
{
	return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 ||
	       (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0000 && code <= 0xE0FFF);
}

/* What is drawn of a cluster, as far as it fits into MOST_COLUMNS. */
struct drawing {
	char *out; /* NULL: only count */
	size_t room, len;
	int columns;
	size_t taken; /* bytes of the cluster that this stands for */
};

static void emit(struct drawing *drawing, uint32_t code, int columns)
{
	uint8_t bytes[6];
	int len;

	drawing->columns += columns;
	if (!drawing->out)
		return;
	len = u8_uctomb(bytes, (ucs4_t)code, sizeof(bytes));
	if (len <= 0 || drawing->len + (size_t)len > drawing->room)
		return;
	memcpy(drawing->out + drawing->len, bytes, (size_t)len);
	drawing->len += (size_t)len;
}

/* A character that the library does not know yet is drawn where the system has a width for it. */
static void emit_unassigned(struct drawing *drawing, uint32_t code)
{
	int columns = width_of(code);

	if (wcwidth((wchar_t)code) == columns) {
		emit(drawing, code, columns);
		return;
	}
	emit(drawing, REPLACEMENT, 1);
	if (columns == 2)
		emit(drawing, ' ', 1);
}

static void emit_base(struct drawing *drawing, uint32_t code)
{
	if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029)
		emit(drawing, ' ', 1);
	else if (is_letter_of_flag(code))
		emit(drawing, 'A' + (code - 0x1F1E6), 1);
	else if (code > 0x7F && is_unassigned(code))
		emit_unassigned(drawing, code);
	else
		emit(drawing, code, width_of(code));
}

static void draw(const char *text, size_t len, struct drawing *drawing)
{
	bool is_joined = false;

	while (drawing->taken < len) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, (const uint8_t *)text + drawing->taken,
				       len - drawing->taken);
		int columns;

		if (taken <= 0) {
			code = REPLACEMENT;
			taken = 1;
		}
		columns = width_of(code);
		/* A joined emoji is drawn as its first. */
		if (is_joined && columns > 0) {
			drawing->taken = len;
			return;
		}
		is_joined = is_joined || (code == ZWJ && drawing->columns > 0);
		if (drawing->taken > 0 && is_skin(code))
			columns = 0;
		else if (drawing->columns + columns > MOST_COLUMNS)
			return;
		/* A mark without a base would land on its neighbour. */
		else if (!is_invisible(code) && (columns > 0 || drawing->columns > 0))
			emit_base(drawing, code);
		drawing->taken += (size_t)taken;
	}
}

/* How characters join into clusters: the state of UAX #29's rules behind some of them. */
struct joining {
	int property;         /* of the last one */
	bool is_pictographic; /* an emoji, and only what extends it since */
	bool is_half_flag;
};

static bool may_join_jamo(int before, int property)
{
	if (before == GBP_L)
		return property == GBP_L || property == GBP_V || property == GBP_LV ||
		       property == GBP_LVT;
	if (before == GBP_LV || before == GBP_V)
		return property == GBP_V || property == GBP_T;
	return (before == GBP_LVT || before == GBP_T) && property == GBP_T;
}

static bool is_control(int property)
{
	return property == GBP_CONTROL || property == GBP_CR || property == GBP_LF;
}

/* Rules GB3 to GB999; CR and LF stay apart. */
static bool joins(const struct joining *joining, ucs4_t code, int property)
{
	if (is_control(joining->property) || is_control(property))
		return false;
	if (property == GBP_EXTEND || property == GBP_ZWJ || property == GBP_SPACINGMARK ||
	    joining->property == GBP_PREPEND)
		return true;
	if (property == GBP_RI)
		return joining->is_half_flag;
	if (joining->property == GBP_ZWJ)
		return joining->is_pictographic && uc_is_property_extended_pictographic(code);
	return may_join_jamo(joining->property, property);
}

static void join(struct joining *joining, ucs4_t code, int property)
{
	if (property != GBP_EXTEND && property != GBP_ZWJ)
		joining->is_pictographic = uc_is_property_extended_pictographic(code);
	joining->is_half_flag = property == GBP_RI && !joining->is_half_flag;
	joining->property = property;
}

static size_t cluster_len(const uint8_t *text, size_t len, ucs4_t first, size_t at)
{
	struct joining joining = { .property = GBP_OTHER };
	ucs4_t code;
	int taken;

	join(&joining, first, uc_graphemeclusterbreak_property(first));
	while (at < len && (taken = u8_mbtoucr(&code, text + at, len - at)) > 0) {
		int property = uc_graphemeclusterbreak_property(code);

		if (!joins(&joining, code, property))
			break;
		join(&joining, code, property);
		at += (size_t)taken;
	}
	return at;
}

bool width_cluster(const char *text, size_t len, size_t at, struct cluster *cluster)
{
	const uint8_t *from = (const uint8_t *)text + at;
	struct drawing drawing = { .columns = 0 };
	ucs4_t first;
	int first_len;

	if (at >= len)
		return false;
	*cluster = (struct cluster){ 1, 1 };
	if (*from < 0x80 && (at + 1 == len || from[1] < 0x80))
		return true;
	first_len = u8_mbtoucr(&first, from, len - at);
	if (first_len <= 0)
		return true;
	cluster->len = cluster_len(from, len - at, first, (size_t)first_len);
	if (cluster->len == (size_t)first_len && first > 0x7F) {
		cluster->columns = is_invisible(first) ? 0 : width_of(first);
		return true;
	}
	draw((const char *)from, cluster->len, &drawing);
	cluster->len = drawing.taken;
	cluster->columns = drawing.columns;
	return true;
}

int width_columns(const char *text, size_t len)
{
	struct cluster cluster;
	int columns = 0;

	for (size_t at = 0; at < len; at += cluster.len) {
		size_t run = bytes16_ascii(text + at, len - at);

		if (at + run == len)
			return columns + (int)run;
		/* The last one may carry marks. */
		if (run > 1) {
			columns += (int)run - 1;
			at += run - 1;
		}
		width_cluster(text, len, at, &cluster);
		columns += cluster.columns;
	}
	return columns;
}

size_t width_fit(const char *text, size_t len, int columns, int *used)
{
	struct cluster cluster;
	int sum = 0;
	size_t at = 0;

	for (; sum <= columns && at < len; at += cluster.len) {
		size_t room = (size_t)(columns - sum);
		size_t run = bytes16_ascii(text + at, len - at <= room ? len - at : room + 1);

		/* The last one may carry marks, or is one too many. */
		if (run > 0 && (at + run < len || run > room))
			run--;
		sum += (int)run;
		at += run;
		if (!width_cluster(text, len, at, &cluster) || sum + cluster.columns > columns)
			break;
		sum += cluster.columns;
	}
	if (used)
		*used = sum;
	return at;
}

size_t width_drawn(const char *cluster, size_t len, char *out, size_t room)
{
	struct drawing drawing = { .out = out, .room = room };

	draw(cluster, len, &drawing);
	return drawing.len;
}

size_t width_first(const char *drawn, size_t len)
{
	int columns = 0;

	for (size_t at = 0; at < len;) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, (const uint8_t *)drawn + at, len - at);

		if (taken <= 0)
			return len;
		columns += width_of(code);
		if (columns == 2 && at > 0 && width_of(code) == 1)
			return at;
		at += (size_t)taken;
	}
	return len;
}
