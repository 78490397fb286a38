/* SPDX-License-Identifier: MIT */
#include "post/scan.h"

#include <string.h>

bool scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool scan_is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

bool scan_byte(const char **at, const char *set)
{
	if (!**at || !strchr(set, **at))
		return false;
	++*at;
	return true;
}

void scan_skip(const char **at, const char *set)
{
	while (scan_byte(at, set))
		;
}

int scan_number(const char **at, int least, int most, int *number)
{
	int n = 0, sum = 0;

	for (; scan_is_digit((*at)[n]); n++) {
		if (n == most)
			return 0;
		sum = sum * 10 + (*at)[n] - '0';
	}
	if (n < least)
		return 0;
	*number = sum;
	*at += n;
	return n;
}

size_t scan_word_length(const char *at)
{
	size_t len = 0;

	while (scan_is_letter(at[len]))
		len++;
	return len;
}

bool scan_word(const char **at, const char *word)
{
	size_t len = scan_word_length(*at);

	if (len != strlen(word) || strncmp(*at, word, len) != 0)
		return false;
	*at += len;
	return true;
}

bool scan_some_word(const char **at, const char *const *words)
{
	for (; *words; words++) {
		if (scan_word(at, *words))
			return true;
	}
	return false;
}
