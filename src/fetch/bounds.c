/* SPDX-License-Identifier: MIT */
#include "fetch/bounds.h"

enum { MIB = 1024 * 1024 };

struct bounds bounds_usual(void)
{
	return (struct bounds){
		.archive = (int64_t)256 * MIB,
		.page = 32 * MIB,
		.connect = 20,
		.stall = 30,
		.total = 600,
		.redirects = 8,
		.at_once = 256,
		.per_host = 8,
		.files = 1000,
		.entries = 200 * 1000,
		.unpacked = (int64_t)1024 * MIB,
		.kept = 96 * MIB,
		.ratio = 200,
	};
}
