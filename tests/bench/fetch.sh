#!/bin/sh
# SPDX-License-Identifier: MIT
# make bench-fetch: 200 sources, 50 milliseconds away each, against one of them in the same run.
. "${srcdir:-.}/tests/fetch/lib.sh"
start_faulty
all=$(seq 200 | sed "s|^|$faulty/late-|")

took() { # took ADDRESS...: milliseconds, the least of three
	best=
	for round in 1 2 3; do
		[ "$fresh" = no ] || rm -rf "$XDG_CACHE_HOME"
		from=$(date +%s%N)
		fetch "$@"
		to=$(date +%s%N)
		[ "$status" = 0 ] || { cat "$home/events"; exit 1; }
		took=$(((to - from) / 1000000))
		[ -n "$best" ] && [ "$best" -le $took ] || best=$took
	done
	echo $best
}
ratio() { awk "BEGIN { printf \"%.2f\", $1 / $2 }"; }
fresh=yes
one=$(took "$faulty/late-1")
many=$(took $all)
fresh=no
again=$(took $all)
again_one=$(took "$faulty/late-1")
echo "200 new sources: $many ms, one: $one ms, ratio $(ratio $many $one)"
echo "200 unchanged sources: $again ms, one: $again_one ms, ratio $(ratio $again $again_one)"
echo "bytes of the second time: $(awk -F '\t' '$1 == "bytes" { n += $3 } END { print n + 0 }' "$home/events")"
for round in 1 2 3; do
	rm -rf "$XDG_CACHE_HOME"
	"$builddir/tests/bench/bench-keys" "$builddir/hallway" "$srcdir/data/sample" $all || exit 1
done
