#!/bin/sh
# SPDX-License-Identifier: MIT
# What stands out by its size, to look at again; nothing fails on it.
cd "${srcdir:-.}" || exit 99
find src -name '*.[ch]' | sort | xargs awk '
FNR == 1 { files++ }
{ lines[FILENAME]++ }
/^[a-z].*\)$/ || /^[a-z].*[,(]$/ { name = $0 }
/^\{$/ { start = FNR }
/^\}$/ && start {
	size = FNR - start + 1; sizes[++n] = size
	if (size > 60) print FILENAME ":" start ": a function of " size " lines"
	start = 0
}
END {
	for (file in lines)
		if (lines[file] > (file ~ /h$/ ? 150 : 500)) print file ": " lines[file] " lines"
	for (i = 2; i <= n; i++) {
		x = sizes[i]
		for (j = i - 1; j > 0 && sizes[j] > x; j--) sizes[j + 1] = sizes[j]
		sizes[j + 1] = x
	}
	print files " files, " n " functions: median " sizes[int((n + 1) / 2)] ", nine in ten up to " sizes[int(n * 0.9)] " lines"
}'
