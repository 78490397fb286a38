/* SPDX-License-Identifier: MIT */
#include "store/delta.h"

static size_t head_of(const char *a, const char *b, size_t most)
{
	size_t len = 0;

	while (len < most && a[len] == b[len])
		len++;
	return len;
}

static size_t tail_of(const char *a_end, const char *b_end, size_t most)
{
	size_t len = 0;

	while (len < most && a_end[-1 - (ptrdiff_t)len] == b_end[-1 - (ptrdiff_t)len])
		len++;
	return len;
}

struct delta delta_of(const struct str *text, const char *other, size_t other_len)
{
	const char *bytes = str_bytes(text);
	size_t len = text->len, most = len < other_len ? len : other_len;
	struct delta delta = { head_of(bytes, other, most), 0 };

	while (delta.head > 0 && ((delta.head < len && str_is_inside(bytes[delta.head])) ||
				  (delta.head < other_len && str_is_inside(other[delta.head]))))
		delta.head--;
	delta.tail = tail_of(bytes + len, other + other_len, most - delta.head);
	while (delta.tail > 0 && str_is_inside(bytes[len - delta.tail]))
		delta.tail--;
	return delta;
}

bool delta_apply(const struct delta *delta, const struct str *other, const struct str *middle,
		 struct str *text)
{
	if (delta->head > other->len || delta->tail > other->len - delta->head)
		return false;
	str_reserve(text, delta->head + middle->len + delta->tail);
	str_add(text, str_bytes(other), delta->head);
	str_add(text, str_bytes(middle), middle->len);
	str_add(text, str_bytes(other) + other->len - delta->tail, delta->tail);
	return true;
}
