/* SPDX-License-Identifier: MIT */
#include "terminal/stray.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
	int real; /* standard error as it was */
	bool is_kept;
} stray;

void stray_start(void)
{
	int file;

	if (stray.is_kept || !isatty(STDERR_FILENO))
		return;
	file = memfd_create("hallway-errors", MFD_CLOEXEC);
	stray.real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (file >= 0 && stray.real >= 0 && dup2(file, STDERR_FILENO) >= 0)
		stray.is_kept = true;
	else if (stray.real >= 0)
		close(stray.real);
	if (file >= 0)
		close(file);
}

void stray_stop(void)
{
	char block[1024];
	ssize_t n;
	int file;

	if (!stray.is_kept)
		return;
	stray.is_kept = false;
	file = dup(STDERR_FILENO);
	dup2(stray.real, STDERR_FILENO);
	close(stray.real);
	if (file < 0)
		return;
	lseek(file, 0, SEEK_SET);
	while ((n = read(file, block, sizeof(block))) > 0)
		(void)!write(STDERR_FILENO, block, (size_t)n);
	close(file);
}
