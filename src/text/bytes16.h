/* SPDX-License-Identifier: MIT */
/*
 * bytes16: sixteen bytes at once, for what goes over whole texts.
 *
 * The compiler's vectors are compared like numbers; a byte of the result has all bits set where the
 * comparison holds, and none where it does not. Bytes are signed: what is not ASCII is negative.
 */
#ifndef TEXT_BYTES16_H
#define TEXT_BYTES16_H

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef signed char bytes16 __attribute__((vector_size(16)));

/* Sixteen bytes of a text, wherever they stand. */
static inline bytes16 bytes16_at(const char *text)
{
	bytes16 bytes;

	memcpy(&bytes, text, sizeof(bytes));
	return bytes;
}

static inline bytes16 bytes16_all(char byte)
{
	const signed char b = (signed char)byte;

	return (bytes16){ b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b };
}

static inline bytes16 bytes16_equal(bytes16 bytes, char byte)
{
	return (bytes16)(bytes == bytes16_all(byte));
}

/* Those of ASCII from `least` to `most`. */
static inline bytes16 bytes16_within(bytes16 bytes, char least, char most)
{
	return (bytes16)(bytes >= bytes16_all(least)) & (bytes16)(bytes <= bytes16_all(most));
}

/* A bit for each byte of a comparison, the first the lowest; on every machine. */
static inline unsigned bytes16_bits_plainly(bytes16 truths)
{
	unsigned bits = 0;

	for (unsigned i = 0; i < 16; i++)
		bits |= (unsigned)(truths[i] & 1) << i;
	return bits;
}

static inline unsigned bytes16_bits(bytes16 truths)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)truths);
#else
	return bytes16_bits_plainly(truths);
#endif
}

/* How many bytes at the start are ASCII. */
static inline size_t bytes16_ascii(const char *text, size_t len)
{
	size_t n = 0;

	for (; len - n >= 16; n += 16) {
		unsigned others = bytes16_bits((bytes16)(bytes16_at(text + n) < bytes16_all(0)));

		if (others)
			return n + (size_t)__builtin_ctz(others);
	}
	while (n < len && (unsigned char)text[n] < 0x80)
		n++;
	return n;
}

#endif
