#!/bin/sh
# SPDX-License-Identifier: MIT
# What hallway finds in a small site of each kind: its posts with title, date and address, and what it
# leaves out. UPDATE=1 writes the expected files anew.
here=${srcdir:-.}/tests/sites
sites='jekyll eleventy hugo zola hexo pelican astro docusaurus handmade plain nikola lektor sphinx'
echo "1..$(echo $sites | wc -w)"
n=0
for site in $sites; do
	n=$((n + 1))
	SHOW_LANG=en ./tests/sites/show-site --bodies "$here/$site" >"show-$site.out" 2>&1
	[ -z "$UPDATE" ] || cp "show-$site.out" "$here/$site.expected"
	if diff -u "$here/$site.expected" "show-$site.out" >"show-$site.diff"; then
		echo "ok $n - $site"
	else
		sed 's/^/# /' "show-$site.diff"
		echo "not ok $n - $site"
		failed=1
	fi
	rm -f "show-$site.out" "show-$site.diff"
done
exit ${failed:-0}
