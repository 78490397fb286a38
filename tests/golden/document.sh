#!/bin/sh
# SPDX-License-Identifier: MIT
# Each file in golden/document gives the tree that stands beside it in FILE.expected; its first line
# may hold options of dump-document behind "<!-- dump:". UPDATE=1 rewrites what is expected.
folder=${srcdir:-.}/tests/golden/document
samples=$(find "$folder" -type f ! -name '*.expected' | sort)
echo "1..$(echo "$samples" | wc -l)"
for sample in $samples; do
	n=$((${n:-0} + 1))
	options=$(sed -n '1s/^<!-- dump: \(.*\) -->$/\1/p' "$sample")
	# shellcheck disable=SC2086 # several options
	tests/golden/dump-document $options "$sample" >document.found || failed=1
	[ -z "$UPDATE" ] || cp document.found "$sample.expected"
	if diff -u "$sample.expected" document.found >document.diff; then
		echo "ok $n - ${sample##*/}"
	else
		sed 's/^/# /' document.diff
		echo "not ok $n - ${sample##*/}"
		failed=1
	fi
done
rm -f document.found document.diff
exit ${failed:-0}
