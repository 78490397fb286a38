/* SPDX-License-Identifier: MIT */
/*
 * What is packed: the length of the text and of the first three of four streams, two bytes each,
 * the low one first; then the streams, one for each quarter of the text (the last has what is left
 * over). Codes stand with their high bits first. Four are read at once, which takes a processor
 * little longer than one.
 */
#include "store/pack.h"

#include <stdint.h>
#include <string.h>

enum {
	CODE_BITS = 12, /* of the longest code */
	OFTEN_BITS = 6, /* what the codes of a text seldom take more of */
	N_CODES = 256,
	N_STREAMS = 4,
	N_AT_ONCE = 4, /* codes that are surely whole where 56 bits are there */
	HEAD = 2 * N_STREAMS,
	SLACK = 8, /* what is written beyond the end of a stream */
	MOST_TEXT = 65535
};

/* The bytes that take so many bits; all others take CODE_BITS. Not to be changed: an index is full
 * of these codes. */
static const char *const short_ones[CODE_BITS] = {
	[3] = " ",
	[4] = "aeinost",
	[5] = "dhlr",
	[6] = "cfgmpuwy\n",
	[7] = "bkv,.",
	[8] = "*-/012:",
	[9] = "\"#'()3459>[]ACIST",
	[10] = "jxz!678<=_`BDEFGHLMNOPRW\xC3\xE2",
	[11] = "q%&;?|UY\xBD\xBE\xBF\xC2",
};

struct code {
	uint16_t bits;
	uint8_t len;
};

/* What the next bits begin with: one byte, or two where both of their codes are there. */
struct known {
	char bytes[2];
	uint8_t n, len; /* of the bytes, of their codes in bits */
};

static struct tables {
	bool is_made;
	struct code codes[N_CODES];
	struct known known[1 << CODE_BITS];
} tables;

/* All that CODE_BITS bits can be which begin with that code. */
static void know(char byte, struct code code)
{
	unsigned width = CODE_BITS - code.len, first = (unsigned)code.bits << width;

	for (unsigned i = first; i < first + (1U << width); i++)
		tables.known[i] = (struct known){ { byte, 0 }, 1, code.len };
}

static void know_pairs(void)
{
	static struct known singles[1 << CODE_BITS];

	memcpy(singles, tables.known, sizeof(singles));
	for (unsigned i = 0; i < 1U << CODE_BITS; i++) {
		struct known *known = &tables.known[i];
		struct known second = singles[i << known->len & ((1U << CODE_BITS) - 1)];

		if (known->len + second.len > CODE_BITS)
			continue;
		known->bytes[1] = second.bytes[0];
		known->n = 2;
		known->len = (uint8_t)(known->len + second.len);
	}
}

static void set_lengths(uint8_t lengths[N_CODES])
{
	memset(lengths, CODE_BITS, N_CODES);
	for (uint8_t len = 1; len < CODE_BITS; len++) {
		const char *byte = short_ones[len];

		for (; byte && *byte; byte++)
			lengths[(unsigned char)*byte] = len;
	}
}

/* Canonical codes: the shorter before the longer, the lower byte before the higher. */
static void make_tables(void)
{
	uint8_t lengths[N_CODES];
	unsigned bits = 0;

	set_lengths(lengths);
	for (unsigned len = 1; len <= CODE_BITS; len++, bits <<= 1) {
		for (unsigned byte = 0; byte < N_CODES; byte++) {
			if (lengths[byte] != len)
				continue;
			tables.codes[byte] = (struct code){ (uint16_t)bits++, (uint8_t)len };
			know((char)byte, tables.codes[byte]);
		}
	}
	know_pairs();
	tables.is_made = true;
}

static const unsigned char *unsigned_of(const char *bytes)
{
	return (const unsigned char *)bytes;
}

/* Written out, compilers see what they are: one instruction or two. */
static inline uint64_t load(const unsigned char *from)
{
	return (uint64_t)from[0] << 56 | (uint64_t)from[1] << 48 | (uint64_t)from[2] << 40 |
	       (uint64_t)from[3] << 32 | (uint64_t)from[4] << 24 | (uint64_t)from[5] << 16 |
	       (uint64_t)from[6] << 8 | from[7];
}

static inline void store(unsigned char *to, uint64_t value)
{
	to[0] = (unsigned char)(value >> 56);
	to[1] = (unsigned char)(value >> 48);
	to[2] = (unsigned char)(value >> 40);
	to[3] = (unsigned char)(value >> 32);
	to[4] = (unsigned char)(value >> 24);
	to[5] = (unsigned char)(value >> 16);
	to[6] = (unsigned char)(value >> 8);
	to[7] = (unsigned char)value;
}

static void put_number(unsigned char *to, size_t number)
{
	to[0] = (unsigned char)(number & 0xFF);
	to[1] = (unsigned char)(number >> 8);
}

static size_t take_number(const unsigned char *from)
{
	return from[0] | (size_t)from[1] << 8;
}

/* The bytes at the start of the text whose codes fit. */
static size_t count_fitting(const unsigned char *text, size_t len, size_t room)
{
	size_t most_bits = room > HEAD + N_STREAMS ? (room - HEAD - N_STREAMS) * 8 : 0, bits = 0;

	for (size_t i = 0; i < len; i++) {
		bits += tables.codes[text[i]].len;
		if (bits > most_bits)
			return i;
	}
	return len;
}

struct writer {
	unsigned char *to;
	uint64_t bits;
	unsigned n; /* of the bits, not written yet */
};

static inline void add_code(struct writer *writer, unsigned char byte)
{
	struct code code = tables.codes[byte];

	writer->bits = writer->bits << code.len | code.bits;
	writer->n += code.len;
}

/* What is there, but bits that are no whole byte yet. */
static inline void flush(struct writer *writer)
{
	store(writer->to, writer->bits << (64 - writer->n));
	writer->to += writer->n / 8;
	writer->n %= 8;
}

/* Writes the codes, and up to SLACK bytes that mean nothing behind them; gives where they end. */
static unsigned char *write_stream(const unsigned char *text, size_t len, unsigned char *to)
{
	struct writer writer = { .to = to };
	size_t i = 0;

	for (; len - i >= N_AT_ONCE; i += N_AT_ONCE) {
		add_code(&writer, text[i]);
		add_code(&writer, text[i + 1]);
		add_code(&writer, text[i + 2]);
		add_code(&writer, text[i + 3]);
		flush(&writer);
	}
	for (; i < len; i++)
		add_code(&writer, text[i]);
	if (writer.n > 0)
		flush(&writer);
	return writer.to + (writer.n > 0);
}

static void pack(const unsigned char *text, size_t len, struct str *out)
{
	size_t quarter = len / N_STREAMS;
	unsigned char *head, *to;

	str_clear(out);
	str_reserve(out, HEAD + N_STREAMS + len * CODE_BITS / 8 + SLACK);
	head = (unsigned char *)out->bytes;
	to = head + HEAD;
	put_number(head, len);
	for (size_t i = 0; i < N_STREAMS; i++) {
		size_t n = i < N_STREAMS - 1 ? quarter : len - i * quarter;
		unsigned char *end = write_stream(text + i * quarter, n, to);

		if (i < N_STREAMS - 1)
			put_number(head + 2 * (i + 1), (size_t)(end - to));
		to = end;
	}
	out->len = (size_t)(to - head);
	out->bytes[out->len] = '\0';
}

size_t pack_text(const char *text, size_t len, size_t room, struct str *out)
{
	const unsigned char *from = unsigned_of(text);

	if (!tables.is_made)
		make_tables();
	if (len > MOST_TEXT)
		len = MOST_TEXT;
	if (len > room / OFTEN_BITS * 8)
		len = count_fitting(from, len, room);
	pack(from, len, out);
	if (out->len > room) {
		len = count_fitting(from, len, room);
		pack(from, len, out);
	}
	return out->len < len ? len : 0;
}

struct stream {
	const unsigned char *at, *end;
	unsigned n_used; /* bits of the byte there */
	char *to, *to_end;
};

static bool open_streams(const unsigned char *bytes, size_t len, struct stream *streams)
{
	size_t from = HEAD;

	for (size_t i = 0; i < N_STREAMS; i++) {
		size_t stream_len = i < N_STREAMS - 1 ? take_number(bytes + 2 * (i + 1))
						      : len - from;

		if (stream_len > len - from)
			return false;
		streams[i] = (struct stream){ .at = bytes + from,
					      .end = bytes + from + stream_len };
		from += stream_len;
	}
	return true;
}

static inline uint64_t read_known(uint64_t bits, char **to)
{
	struct known known = tables.known[bits >> (64 - CODE_BITS)];

	memcpy(*to, known.bytes, sizeof(known.bytes));
	*to += known.n;
	return bits << known.len;
}

/* Where 8 bytes are there, and room for all that N_AT_ONCE looks can give. The lowest bit tells in
 * the end how far all moved. */
static inline void read_some(struct stream *stream)
{
	uint64_t bits = (load(stream->at) | 1) << stream->n_used;
	char *to = stream->to;
	unsigned n_used;

	bits = read_known(bits, &to);
	bits = read_known(bits, &to);
	bits = read_known(bits, &to);
	bits = read_known(bits, &to);
	n_used = (unsigned)__builtin_ctzll(bits);
	stream->to = to;
	stream->at += n_used / 8;
	stream->n_used = n_used % 8;
}

static inline bool has_much(const struct stream *stream)
{
	return stream->end - stream->at >= 8 && stream->to_end - stream->to >= 2 * N_AT_ONCE;
}

static void read_together(struct stream *streams)
{
	struct stream *a = streams, *b = a + 1, *c = b + 1, *d = c + 1;

	while (has_much(a) && has_much(b) && has_much(c) && has_much(d)) {
		read_some(a);
		read_some(b);
		read_some(c);
		read_some(d);
	}
}

/* The next bits, with zeros where there are no more. */
static unsigned look(const struct stream *stream)
{
	unsigned bits = 0;

	for (int i = 0; i < 3; i++)
		bits = bits << 8 | (stream->end - stream->at > i ? stream->at[i] : 0U);
	return bits >> (24 - CODE_BITS - stream->n_used) & ((1U << CODE_BITS) - 1);
}

static bool read_rest(struct stream *stream)
{
	while (has_much(stream))
		read_some(stream);
	while (stream->to < stream->to_end) {
		char byte = tables.known[look(stream)].bytes[0];
		unsigned len = tables.codes[(unsigned char)byte].len;

		if (stream->n_used + len > 8 * (size_t)(stream->end - stream->at))
			return false;
		*stream->to++ = byte;
		stream->n_used += len;
		stream->at += stream->n_used / 8;
		stream->n_used %= 8;
	}
	return true;
}

bool pack_open(const char *bytes, size_t len, struct str *text)
{
	struct stream streams[N_STREAMS];
	size_t text_len, quarter;
	bool is_good = true;

	if (!tables.is_made)
		make_tables();
	if (len < HEAD || !open_streams(unsigned_of(bytes), len, streams))
		return false;
	text_len = take_number(unsigned_of(bytes));
	quarter = text_len / N_STREAMS;
	str_reserve(text, text_len);
	for (size_t i = 0; i < N_STREAMS; i++) {
		streams[i].to = text->bytes + text->len + i * quarter;
		streams[i].to_end = streams[i].to + quarter;
	}
	streams[N_STREAMS - 1].to_end = text->bytes + text->len + text_len;
	read_together(streams);
	for (size_t i = 0; i < N_STREAMS; i++)
		is_good &= read_rest(&streams[i]);
	if (is_good)
		text->len += text_len;
	text->bytes[text->len] = '\0';
	return is_good;
}
