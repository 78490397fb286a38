/* SPDX-License-Identifier: MIT */
/*
 * Any bytes through the door for text: what comes in is UTF-8, safe and stays so; clusters cover it
 * and its columns are theirs; no line breaks within a cluster; repair and folding give UTF-8.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/str.h"
#include "fuzz.h"
#include "text/breaks.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/repair.h"
#include "text/safe.h"
#include "text/width.h"

static void check_utf8(const struct str *text)
{
	assert(!u8_check((const uint8_t *)str_bytes(text), text->len));
}

static void check_safe(const char *bytes, size_t len)
{
	struct str safe = { 0 }, again = { 0 }, line = { 0 };

	safe_text(bytes, len, &safe);
	check_utf8(&safe);
	assert(safe_is(str_bytes(&safe), safe.len));
	safe_text(str_bytes(&safe), safe.len, &again);
	assert(strcmp(str_bytes(&safe), str_bytes(&again)) == 0);
	safe_line(bytes, len, &line);
	assert(!strpbrk(line.bytes, "\n\t\033"));
	str_release(&safe);
	str_release(&again);
	str_release(&line);
}

/* Of anything, safe or not. */
static void check_clusters(const char *text, size_t len)
{
	struct cluster cluster;
	int columns = 0;
	size_t at = 0;

	while (width_cluster(text, len, at, &cluster)) {
		char drawn[16];

		assert(cluster.len > 0 && cluster.columns >= 0 && cluster.columns <= 2);
		assert(width_drawn(text + at, cluster.len, drawn, sizeof(drawn)) <= sizeof(drawn));
		columns += cluster.columns;
		at += cluster.len;
	}
	assert(at == len && width_columns(text, len) == columns);
	assert(width_fit(text, len, columns, NULL) == len);
}

static void check_breaks(const char *text, size_t len)
{
	unsigned char *quick = mem_alloc(len, 1), *plain = mem_alloc(len, 1);
	struct cluster cluster;

	breaks_find(text, len, quick);
	breaks_find_plainly(text, len, plain);
	assert(memcmp(quick, plain, len) == 0);
	for (size_t at = 0; width_cluster(text, len, at, &cluster); at += cluster.len)
		for (size_t i = 1; i < cluster.len; i++)
			assert(quick[at + i] == BREAKS_NONE);
	free(quick);
	free(plain);
}

static void check_words(const char *text, size_t len)
{
	struct str repaired = { 0 }, folded = { 0 }, quick = { 0 };
	struct fold_places places = { 0 };

	repair_body(text, len, &repaired);
	check_utf8(&repaired);
	fold_text(text, len, &folded, &places);
	fold_text(text, len, &quick, NULL);
	check_utf8(&folded);
	assert(strcmp(str_bytes(&folded), str_bytes(&quick)) == 0);
	for (size_t i = 0; i < folded.len; i++)
		assert(fold_place(&places, i) <= fold_place(&places, i + 1) &&
		       fold_place(&places, i) < len);
	assert(fold_place(&places, folded.len) == len);
	fold_release(&places);
	str_release(&repaired);
	str_release(&folded);
	str_release(&quick);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t len)
{
	const char *bytes = (const char *)input;
	struct str text = { 0 }, safe = { 0 };

	check_safe(bytes, len);
	check_clusters(bytes, len);
	charset_decode(bytes, len, len % 2 ? "shift_jis" : NULL, &text);
	check_utf8(&text);
	safe_text(str_bytes(&text), text.len, &safe);
	check_breaks(str_bytes(&safe), safe.len);
	check_words(str_bytes(&safe), safe.len);
	str_release(&text);
	str_release(&safe);
	return 0;
}
