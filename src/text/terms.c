/* SPDX-License-Identifier: MIT */
#include "text/terms.h"

#include <unictype.h>
#include <unistr.h>

#include "base/str.h"
#include "text/fold.h"

enum { MOST_FOLDED = 64 };

enum class {
	BETWEEN, /* no part of a term */
	WORD,
	ALONE,  /* a term of its own */
	HIDDEN, /* shown as nothing: goes on what it stands in */
};

static const struct {
	unsigned first, last;
	enum class class;
} ranges[] = {
	/* The common ones first, so that few characters are looked up. */
	{ 0x00C0, 0x00D6, WORD },    { 0x00D8, 0x00F6, WORD },   { 0x00F8, 0x02AF, WORD },
	{ 0x2010, 0x2029, BETWEEN }, { 0x0300, 0x036F, WORD },   { 0x0400, 0x0481, WORD },
	{ 0x4E00, 0x9FFF, ALONE },   { 0x3041, 0x3096, ALONE },  { 0x30A1, 0x30FA, ALONE },
	{ 0x3001, 0x3003, BETWEEN }, { 0xAC00, 0xD7A3, WORD },   { 0x1F300, 0x1FAFF, BETWEEN },
	{ 0x00AD, 0x00AD, HIDDEN },  { 0x200B, 0x200D, HIDDEN }, { 0x2060, 0x2060, HIDDEN },
	{ 0x3005, 0x3007, ALONE },   { 0x30FC, 0x30FE, ALONE },  { 0x31F0, 0x31FF, ALONE },
	{ 0x3400, 0x4DBF, ALONE },   { 0xF900, 0xFAFF, ALONE },  { 0xFF66, 0xFF9D, ALONE },
	{ 0x20000, 0x3FFFF, ALONE }, { 0x0E01, 0x0E30, ALONE },  { 0x0E32, 0x0E33, ALONE },
	{ 0x0E40, 0x0E46, ALONE },   { 0x0E81, 0x0EB0, ALONE },  { 0x0EB2, 0x0EB3, ALONE },
	{ 0x0EC0, 0x0EC6, ALONE },   { 0x1780, 0x17B3, ALONE },  { 0x1000, 0x102A, ALONE },
};

static enum class class_of(ucs4_t code) {
	const unsigned word = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M |
			      UC_CATEGORY_MASK_Co;

	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges);
	     i++){ if (code >= ranges[i].first && code <= ranges[i].last) return ranges[i].class; }
return uc_is_general_category_withtable(code, word) ? WORD : BETWEEN;
}

static bool is_ascii_word(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* The class of the character at `at`, and its bytes in *taken. */
static enum class class_at(const struct terms *terms, size_t at, size_t *taken) {
	const uint8_t *bytes = (const uint8_t *)terms->text + at; ucs4_t code;

	*taken = 1;
	if (*bytes < 0x80) return is_ascii_word(*bytes) ? WORD : BETWEEN;
	*taken = (size_t)u8_mbtouc(&code, bytes, terms->len - at);
	return class_of(code);
}

static bool find_start(struct terms *terms, enum class *class)
{
	size_t taken;

	while (terms->at < terms->len) {
		*class = class_at(terms, terms->at, &taken);
		if (*class == WORD || *class == ALONE)
			return true;
		terms->at += taken;
	}
	return false;
}

/* Behind the marks and hidden characters that belong to a character which stands alone. */
static size_t end_of_one(const struct terms *terms)
{
	size_t taken, at = terms->at;

	class_at(terms, at, &taken);
	at += taken;
	while (at < terms->len && (unsigned char)terms->text[at] >= 0x80) {
		const uint8_t *bytes = (const uint8_t *)terms->text + at;
		ucs4_t code;

		taken = (size_t)u8_mbtouc(&code, bytes, terms->len - at);
		if (!uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M))
			break;
		at += taken;
	}
	return at;
}

static size_t end_of_word(const struct terms *terms)
{
	size_t taken, at = terms->at;

	for (;;) {
		enum class class;

		while (at < terms->len && is_ascii_word((unsigned char)terms->text[at]))
			at++;
		if (at == terms->len)
			break;
		class = class_at(terms, at, &taken);
		if (class != WORD && class != HIDDEN)
			break;
		at += taken;
	}
	return at;
}

/* Not within a character. */
static void cut(struct str *folded)
{
	size_t len = MOST_FOLDED;

	if (folded->len <= len)
		return;
	while (len > 0 && str_is_inside(folded->bytes[len]))
		len--;
	folded->len = len;
	folded->bytes[len] = '\0';
}

bool terms_next(struct terms *terms, struct term *term)
{
	enum class class;

	do {
		if (!find_start(terms, &class))
			return false;
		term->from = terms->at;
		term->to = class == ALONE ? end_of_one(terms) : end_of_word(terms);
		terms->at = term->to;
		str_clear(&terms->folded);
		fold_text(terms->text + term->from, term->to - term->from, &terms->folded, NULL);
	} while (terms->folded.len == 0);
	cut(&terms->folded);
	term->folded = terms->folded.bytes;
	term->folded_len = terms->folded.len;
	return true;
}

void terms_release(struct terms *terms)
{
	str_release(&terms->folded);
}
