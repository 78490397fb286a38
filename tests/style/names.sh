#!/bin/sh
# SPDX-License-Identifier: MIT
# Every exported name begins with its file's stem, so that a call says where to look; no variable is
# exported; stems are one lowercase word and stand once in the tree.
echo 1..3
find src -name '*.o' | sort | xargs nm -A -g --defined-only | awk '
	{
		stem = $1
		sub(/:[^:]*$/, "", stem)
		sub(/\.o$/, "", stem)
		sub(/^.*[\/-]/, "", stem)
	}
	stem == "main" || $3 ~ /^(__|_Z|\.)/ || $3 ~ /^(asan|__asan|__odr)/ { next }
	$2 ~ /^[BDGSCR]$/ { print "variable " stem ": " $3; next }
	$3 != stem && index($3, stem "_") != 1 { print "name " stem ": " $3 }' >names.found
found() { # found WORD: tells the lines that begin with it; false where there are none
	sed -n "s/^$1 /# /p" names.found | grep .
}
! found name || { printf 'not '; failed=1; }
echo "ok 1 - exported names begin with their file's stem"
! found variable || { printf 'not '; failed=1; }
echo "ok 2 - no variable is exported"
rm -f names.found
odd=$(cd "${srcdir:-.}" && find src -name '*.c' ! -name main.c | sed 's|.*/||; s|\.c$||' | sort |
	awk '$0 !~ /^[a-z0-9]+$/ { print } $0 == last { print } { last = $0 }')
[ -z "$odd" ] || { echo "# $odd"; printf 'not '; failed=1; }
echo "ok 3 - a stem is one lowercase word and stands once"
exit ${failed:-0}
