/* SPDX-License-Identifier: MIT */
#include "terminal/argv.h"

#include <stdbool.h>

#include "base/str.h"

struct splitting {
	const char *at, *end;
	char mark;
	const char *value;
	bool has_value; /* the mark stood somewhere */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* What a % and the character behind it stand for. */
static void add_percent(struct splitting *splitting, struct str *word)
{
	char next = splitting->at < splitting->end ? *splitting->at : '\0';

	if (next == splitting->mark) {
		str_text(word, splitting->value);
		splitting->has_value = true;
		splitting->at++;
	} else {
		str_byte(word, '%');
		splitting->at += next == '%';
	}
}

/* One word, the quotes taken off. */
static void read_word(struct splitting *splitting, struct str *word)
{
	char quote = '\0';

	while (splitting->at < splitting->end && (quote || !is_blank(*splitting->at))) {
		char byte = *splitting->at++;

		if (byte == quote)
			quote = '\0';
		else if (!quote && (byte == '"' || byte == '\''))
			quote = byte;
		else if (byte == '%' && splitting->value)
			add_percent(splitting, word);
		else if (byte == '\\' && quote != '\'' && splitting->at < splitting->end)
			str_byte(word, *splitting->at++);
		else
			str_byte(word, byte);
	}
}

void argv_split(const char *command, size_t len, char mark, const char *value,
		struct strings *words)
{
	struct splitting splitting = { command, command + len, mark, value, false };
	struct str word = { 0 };

	while (splitting.at < splitting.end) {
		if (is_blank(*splitting.at)) {
			splitting.at++;
			continue;
		}
		str_clear(&word);
		read_word(&splitting, &word);
		strings_add(words, str_bytes(&word));
	}
	if (value && !splitting.has_value && words->n_items > 0)
		strings_add(words, value);
	str_release(&word);
}
