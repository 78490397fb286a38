#!/bin/sh
# SPDX-License-Identifier: MIT
# Functions that are not called here, because there is a better one; and words that do not belong.
cd "${srcdir:-.}" || exit 99
echo 1..3
banned='strcpy|strcat|strncpy|sprintf|vsprintf|strtok|atoi|atol|atof|gmtime|localtime|ctime|asctime|system|popen|gets'
if grep -nE "(^|[^A-Za-z0-9_])($banned)[[:space:]]*\(" $(find src tests -name '*.[ch]') | sed 's/^/# /' | grep .; then
	printf 'not '; failed=1
fi
echo "ok 1 - no banned function is called"
if grep -LE 'SPDX-License-Identifier: MIT' $(find src tests -name '*.[ch]' -o -name '*.sh') | sed 's/^/# /' | grep .; then
	printf 'not '; failed=1
fi
echo "ok 2 - every file names its licence"
if find src tests -name '*.[ch]' | xargs awk '
	{ line = $0; gsub(/[^\t -~]/, "", line); column = 0
	  for (i = 1; i <= length(line); i++) column = substr(line, i, 1) == "\t" ? column + 8 - column % 8 : column + 1
	  if (column > 100 && line !~ /[_N]\("|"[^"]*"/) print "# " FILENAME ":" FNR ": " column " columns" }' | grep .; then
	printf 'not '; failed=1
fi
echo "ok 3 - no line is wider than 100 columns"
exit ${failed:-0}
