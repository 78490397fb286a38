/* SPDX-License-Identifier: MIT */
/*
 * fuzz: what a libFuzzer target exports. tests/fuzz/seeds.c runs it on its seeds in make check,
 * where libFuzzer itself is not there.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Anything may be in the bytes, and no NUL stands behind them. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
