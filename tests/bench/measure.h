/* SPDX-License-Identifier: MIT */
/*
 * measure: the clock and the median for what is measured, and programs that run to their end. Of a
 * program that ran in the same minute as another one, the ratio of the two is worth more than the
 * milliseconds: whoever measures takes turns.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

enum { MEASURE_RUNS = 11 }; /* an odd number, so that there is one in the middle */

/* The same thing, measured again and again. */
struct measure {
	double ms[MEASURE_RUNS];
	double mib[MEASURE_RUNS]; /* resident memory */
	size_t n;
};

double measure_now(void); /* milliseconds, from some point on */

void measure_add(struct measure *measure, double ms, double mib);

double measure_ms(const struct measure *measure);
double measure_mib(const struct measure *measure);

/* The median of the ratios of each run to the other's run of the same turn. */
double measure_ratio(const struct measure *measure, const struct measure *floor);
double measure_ratio_mib(const struct measure *measure, const struct measure *floor);

/* Whether PATH has the program. */
bool measure_has(const char *program);

/*
 * Runs argv with the file as its standard input and no output, waits for it, and adds what it took
 * and how much memory it had at most. -1 where it failed.
 */
int measure_run(struct measure *measure, const char *const *argv, const char *input);

#endif
