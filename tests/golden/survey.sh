#!/bin/sh
# SPDX-License-Identifier: MIT
# survey.sh FOLDER...: whether what the layout promises (tests/golden/promise.h) holds for every post and page
# below the folders: unpacked sites, say. What does not hold is said; exit status 1 then. Run it where hallway was
# built.
found=$(find "$@" -type f \( -name '*.md' -o -name '*.markdown' -o -name '*.mdx' -o -name '*.html' -o -name '*.htm' \
	-o -name '*.njk' \) -print | wc -l)
find "$@" -type f \( -name '*.md' -o -name '*.markdown' -o -name '*.mdx' -o -name '*.html' -o -name '*.htm' \
	-o -name '*.njk' \) -print0 | xargs -0 -r -n 100 ./tests/golden/probe || exit 1
echo "$found files: nothing is lost, nothing too wide, and all is found again"
