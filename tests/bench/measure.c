/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"

double measure_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

void measure_add(struct measure *measure, double ms, double mib)
{
	assert(measure->n < MEASURE_RUNS);
	measure->ms[measure->n] = ms;
	measure->mib[measure->n++] = mib;
}

static int by_size(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return *one < *other ? -1 : *one > *other;
}

static double median(const double *values, size_t n)
{
	double sorted[MEASURE_RUNS];

	if (n == 0)
		return 0;
	memcpy(sorted, values, n * sizeof(*values));
	qsort(sorted, n, sizeof(*sorted), by_size);
	return sorted[n / 2];
}

static double ratio(const double *values, const double *floors, size_t n)
{
	double ratios[MEASURE_RUNS];

	for (size_t i = 0; i < n; i++)
		ratios[i] = values[i] / floors[i];
	return median(ratios, n);
}

double measure_ms(const struct measure *measure)
{
	return median(measure->ms, measure->n);
}

double measure_mib(const struct measure *measure)
{
	return median(measure->mib, measure->n);
}

double measure_ratio(const struct measure *measure, const struct measure *floor)
{
	return ratio(measure->ms, floor->ms, measure->n);
}

double measure_ratio_mib(const struct measure *measure, const struct measure *floor)
{
	return ratio(measure->mib, floor->mib, measure->n);
}

bool measure_has(const char *program)
{
	const char *at = getenv("PATH");
	bool has = false;

	while (at && *at && !has) {
		size_t len = strcspn(at, ":");
		char folder[4096], *path;

		if (len < sizeof(folder)) {
			memcpy(folder, at, len);
			folder[len] = '\0';
			path = path_join(folder, program);
			has = access(path, X_OK) == 0;
			free(path);
		}
		at += len + (at[len] == ':');
	}
	return has;
}

static void become(const char *const *argv, const char *input)
{
	int in = open(input, O_RDONLY), out = open("/dev/null", O_WRONLY);

	if (in < 0 || out < 0)
		_exit(127);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

int measure_run(struct measure *measure, const char *const *argv, const char *input)
{
	double start = measure_now();
	struct rusage usage;
	pid_t child = fork();
	int status;

	if (child == 0)
		become(argv, input);
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0)
		return -1;
	measure_add(measure, measure_now() - start, (double)usage.ru_maxrss / 1024);
	return 0;
}
