#!/bin/sh
# SPDX-License-Identifier: MIT
# What the layout makes of each file in tests/golden/layout: NAME.md beside NAME.20 (at 20 columns), .40, .72,
# .120, .ascii, .linear and .looks (with roles and styles), and .visual where there is such a file; a file
# NAME.options holds options for all of them.
# UPDATE=1 writes them anew.
folder=${srcdir:-.}/tests/golden/layout
render=tests/golden/render
number=0
failed=0

compare() { # compare NAME FILE EXPECTED OPTION...
	name=$1 file=$2 expected=$3
	shift 3
	number=$((number + 1))
	if "$render" "$@" "$file" | diff -u "$expected" - >layout-golden.$$ 2>&1; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		sed 's/^/# /' layout-golden.$$
		failed=1
	fi
	rm -f layout-golden.$$
}

check() { # check FILE EXPECTED OPTION...
	file=$1 expected=$2
	shift 2
	[ -z "${UPDATE:-}" ] || "$render" "$@" "$file" >"$expected"
	compare "${expected##*/}" "$file" "$expected" "$@"
}

for file in "$folder"/*.md "$folder"/*.html; do
	stem=${file%.md}
	options=
	[ ! -f "$stem.options" ] || options=$(cat "$stem.options")
	for width in 20 40 72 120; do
		check "$file" "$stem.$width" $options "$width"
	done
	compare "${stem##*/} in parts" "$file" "$stem.72" $options --parts 72
	check "$file" "$stem.ascii" $options --ascii --numbers 60
	compare "${stem##*/} in parts, its links numbered" "$file" "$stem.ascii" $options --parts --ascii --numbers 60
	check "$file" "$stem.linear" $options --linear --open 60
	check "$file" "$stem.looks" $options --looks --numbers --open 72
	[ ! -f "$stem.visual" ] || check "$file" "$stem.visual" $options --visual --numbers 50
done
number=$((number + 1))
if tests/golden/probe "$folder"/*.md "$folder"/*.html "${srcdir:-.}"/*.md; then
	echo "ok $number - nothing is lost, nothing too wide, and all is found again"
else
	echo "not ok $number - nothing is lost, nothing too wide, and all is found again"
	failed=1
fi
echo "1..$number"
exit $failed
