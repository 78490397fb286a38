/* SPDX-License-Identifier: MIT */
#include "post/month.h"

#include <string.h>

enum { SHORTEST = 3, WEEKDAY_SHORTEST = 2 };

/* A word is a month if one of these begins with it. Whatever is cut to three letters or more means
 * the same month in all five languages. */
static const char *const months[12][5] = {
	{ "january", "enero", "janeiro", "janvier", "januar" },
	{ "february", "febrero", "fevereiro", "fevrier", "februar" },
	{ "march", "marzo", "marco", "mars", "mrz" },
	{ "april", "abril", "avril", NULL },
	{ "may", "mayo", "maio", "mai" },
	{ "june", "junio", "junho", "juin", "juni" },
	{ "july", "julio", "julho", "juillet", "juli" },
	{ "august", "agosto", "aout", NULL },
	{ "september", "septiembre", "setembro", "septembre", "setiembre" },
	{ "october", "octubre", "outubro", "octobre", "oktober" },
	{ "november", "noviembre", "novembro", "novembre", NULL },
	{ "december", "diciembre", "dezembro", "decembre", "dezember" },
};

static const char *const weekdays[] = {
	"monday",      "tuesday",  "wednesday",     "thursday",    "friday",       "saturday",
	"sunday",      "lunes",    "martes",        "miercoles",   "jueves",       "viernes",
	"sabado",      "domingo",  "segunda-feira", "terca-feira", "quarta-feira", "quinta-feira",
	"sexta-feira", "lundi",    "mardi",         "mercredi",    "jeudi",        "vendredi",
	"samedi",      "dimanche", "montag",        "dienstag",    "mittwoch",     "donnerstag",
	"freitag",     "samstag",  "sonntag",
};

static bool begins(const char *name, const char *word, size_t len)
{
	return strncmp(name, word, len) == 0;
}

int month_find(const char *word, size_t len)
{
	if (len < SHORTEST)
		return 0;
	for (int i = 0; i < 12; i++) {
		for (int j = 0; j < 5 && months[i][j]; j++) {
			if (begins(months[i][j], word, len))
				return i + 1;
		}
	}
	return 0;
}

bool month_is_weekday(const char *word, size_t len)
{
	if (len < WEEKDAY_SHORTEST)
		return false;
	for (size_t i = 0; i < sizeof(weekdays) / sizeof(*weekdays); i++) {
		if (begins(weekdays[i], word, len))
			return true;
	}
	return false;
}
