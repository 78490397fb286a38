/* SPDX-License-Identifier: MIT */
#include "layout/price.h"

#include <string.h>

static const char *const currencies[] = { "$",   "€",   "£",   "¥",   "₹",   "₩",   "₺",   "₽",
					  "zł",  "Kč",  "EUR", "USD", "GBP", "CHF", "CAD", "AUD",
					  "NZD", "JPY", "INR", "BRL", "SEK", "NOK", "DKK", "PLN",
					  "CZK", "MXN", "ZAR", "SGD", "HKD" };

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

static bool starts_with_currency(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(currencies) / sizeof(*currencies); i++) {
		size_t n = strlen(currencies[i]);

		if (n <= len && memcmp(text, currencies[i], n) == 0 &&
		    (n == len || !is_letter(text[n])))
			return true;
	}
	return false;
}

static bool ends_with_currency(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(currencies) / sizeof(*currencies); i++) {
		size_t n = strlen(currencies[i]);

		if (n <= len && memcmp(text + len - n, currencies[i], n) == 0 &&
		    (n == len || !is_letter(text[len - n - 1])))
			return true;
	}
	return false;
}

static size_t digits_at(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && is_digit(text[n]))
		n++;
	return n;
}

/* Whether the digits before `end` may be the first group of "1 200": at most three of them. */
static bool ends_with_group(const char *text, size_t end)
{
	size_t n = 0;

	while (n < end && is_digit(text[end - n - 1]))
		n++;
	return n <= 3;
}

bool price_holds(const char *text, size_t len, size_t at)
{
	const char *rest = text + at;

	if (at < 2 || at >= len || text[at - 1] != ' ' || text[at - 2] == ' ')
		return false;
	if (is_digit(text[at - 2]))
		return (digits_at(rest, len - at) == 3 && ends_with_group(text, at - 1)) ||
		       starts_with_currency(rest, len - at);
	return is_digit(rest[0]) && ends_with_currency(text, at - 1);
}
