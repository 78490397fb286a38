/* SPDX-License-Identifier: MIT */
#include "app/flags.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/str.h"

enum { FIRST_LONG = 256, LEAST_WIDTH = 1, MOST_WIDTH = 10000 };

static const struct {
	int letter; /* 0 where there is none */
	const char *name, *argument, *help;
} table[N_FLAGS] = {
#define FLAG(id, letter, name, argument, help) [FLAG_##id] = { letter, name, argument, help },
#include "app/flags.def"
#undef FLAG
};

static void fill(struct option *longs, struct str *shorts)
{
	for (int i = 0; i < N_FLAGS; i++) {
		longs[i] = (struct option){ table[i].name,
					    table[i].argument ? required_argument : no_argument,
					    NULL, FIRST_LONG + i };
		if (table[i].letter) {
			str_byte(shorts, (char)table[i].letter);
			if (table[i].argument)
				str_byte(shorts, ':');
		}
	}
}

static int flag_of(int found)
{
	if (found >= FIRST_LONG)
		return found - FIRST_LONG;
	for (int i = 0; i < N_FLAGS; i++) {
		if (table[i].letter == found)
			return i;
	}
	return -1;
}

static bool read_width(struct flags *flags)
{
	const char *text = flags->values[FLAG_WIDTH];
	char *end;
	long width;

	if (!text)
		return true;
	width = strtol(text, &end, 10);
	if (*text && !*end && width >= LEAST_WIDTH && width <= MOST_WIDTH) {
		flags->width = (int)width;
		return true;
	}
	fprintf(stderr, _("hallway: The width “%s” is no number of columns from %d to %d.\n"), text,
		LEAST_WIDTH, MOST_WIDTH);
	return false;
}

static bool read_color(const struct flags *flags)
{
	const char *when = flags->values[FLAG_COLOR];

	if (!when || strcmp(when, "auto") == 0 || strcmp(when, "always") == 0 ||
	    strcmp(when, "never") == 0)
		return true;
	fprintf(stderr, _("hallway: --color takes auto, always or never, not “%s”.\n"), when);
	return false;
}

static bool read_all(struct flags *flags, int argc, char **argv)
{
	struct option longs[N_FLAGS + 1] = { 0 };
	struct str shorts = { 0 };
	int found, flag;

	fill(longs, &shorts);
	while ((found = getopt_long(argc, argv, shorts.bytes, longs, NULL)) != -1) {
		flag = flag_of(found);
		if (flag < 0)
			break;
		flags->is_set[flag] = true;
		flags->values[flag] = optarg;
	}
	str_release(&shorts);
	return found == -1;
}

bool flags_read(struct flags *flags, int argc, char **argv)
{
	*flags = (struct flags){ 0 };
	if (!read_all(flags, argc, argv)) {
		fputs(_("“hallway --help” shows what can be given.\n"), stderr);
		return false;
	}
	for (int i = optind; i < argc; i++)
		strings_add(&flags->sources, argv[i]);
	return read_width(flags) && read_color(flags);
}

void flags_release(struct flags *flags)
{
	strings_release(&flags->sources);
}

void flags_print_help(void)
{
	puts(_("Usage: hallway [OPTION]... [SOURCE]...\n"
	       "Reads conference news: the posts of each SOURCE (a file, a folder, a checkout of a "
	       "site,\n"
	       "a URL, or - for one post on standard input), or those of the subscribed "
	       "sources.\n"));
	for (int i = 0; i < N_FLAGS; i++) {
		struct str left = { 0 };

		if (table[i].letter)
			str_format(&left, "-%c, ", table[i].letter);
		else
			str_text(&left, "    ");
		str_format(&left, "--%s", table[i].name);
		if (table[i].argument)
			str_format(&left, "=%s", _(table[i].argument));
		printf("  %-22s %s\n", left.bytes, _(table[i].help));
		str_release(&left);
	}
}
