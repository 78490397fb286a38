/* SPDX-License-Identifier: MIT */
#include "fetch/bounds.h"

enum { MIB = 1024 * 1024 };

struct bounds bounds_usual(void)
{
	return (struct bounds){
		.entries = 200 * 1000,
		.unpacked = (int64_t)1024 * MIB,
		.kept = 96 * MIB,
		.ratio = 200,
	};
}
