/* SPDX-License-Identifier: MIT */
/*
 * tables: the tables of flags, keys and options as the manual page shows them (mdoc(7)), made from
 * the same rows that the program reads. `tables flags|keys|options` prints one.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define N_(text) text

enum { ON_LIST, ON_PAGE, ON_PICK, NUMBER, TRUTH, TEXT, CHOICE };

/* A text that roff takes as it is. */
static void put(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else if (*text == '^')
			fputs("\\(ha", stdout);
		else if (*text == '~')
			fputs("\\(ti", stdout);
		else
			putchar(*text);
	}
}

static void put_item(const char *left, const char *help)
{
	fputs(".It ", stdout);
	fputs(left, stdout);
	putchar('\n');
	putchar(toupper((unsigned char)*help));
	put(help + 1);
	puts(".");
}

static void put_flag(int letter, const char *name, const char *argument, const char *help)
{
	char left[128];
	int used = 0;

	if (letter)
		used = snprintf(left, sizeof(left), "Fl %c , ", letter);
	snprintf(left + used, sizeof(left) - (size_t)used, "Fl Fl %s%s%s", name,
		 argument ? " Ns = Ns Ar " : "", argument ? argument : "");
	put_item(left, help);
}

static void put_key(const char *name, const char *keys, const char *help)
{
	fputs(".It ", stdout);
	for (; *keys; keys++) {
		if (*keys == ' ')
			fputs(" , ", stdout);
		else if (*keys == '^')
			fputs("\\(ha", stdout);
		else
			putchar(*keys);
	}
	printf(" Pq Cm %s\n", name);
	put(help);
	puts(".");
}

/* Of a choice the first word is the default. */
static void put_option(const char *name, int type, const char *otherwise, const char *help)
{
	int len = (int)(type == CHOICE ? strcspn(otherwise, " ") : strlen(otherwise));
	char left[128];

	snprintf(left, sizeof(left), "Cm %s : Ar %.*s", name, *otherwise ? len : 2,
		 *otherwise ? otherwise : "''");
	put_item(left, help);
}

static void put_flags(void)
{
#define FLAG(id, letter, name, argument, help) put_flag(letter, name, argument, help);
#include "app/flags.def"
#undef FLAG
}

static void put_keys(void)
{
#define ACTION(id, name, keys, where, help) put_key(name, keys, help);
#include "config/actions.def"
#undef ACTION
}

static void put_options(void)
{
#define OPTION(id, name, type, otherwise, least, most, help) put_option(name, type, otherwise, help);
#include "config/options.def"
#undef OPTION
}

int main(int argc, char **argv)
{
	const char *table = argc == 2 ? argv[1] : "";

	puts(".Bl -tag -width Ds");
	if (strcmp(table, "flags") == 0)
		put_flags();
	else if (strcmp(table, "keys") == 0)
		put_keys();
	else if (strcmp(table, "options") == 0)
		put_options();
	else
		return 2;
	puts(".El");
	return 0;
}
