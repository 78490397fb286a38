#!/bin/sh
# SPDX-License-Identifier: MIT
# What hallway finds in a small site of each kind: its posts with title, date and address, and what it
# leaves out; of a folder in a site, only what is in it. UPDATE=1 writes the expected files anew.
here=${srcdir:-.}/tests/sites
sites='translated mkdocs nextjs vitepress jekyll jekyll/de jekyll/_pages eleventy hugo zola hexo pelican astro docusaurus handmade plain nikola lektor sphinx franklin categories laika flat'
echo "1..$(echo $sites | wc -w)"
n=0
for site in $sites; do
	n=$((n + 1))
	name=$(echo "$site" | tr / +)
	SHOW_LANG=en ./tests/sites/show-site --bodies "$here/$site" >"show-$name.out" 2>&1
	[ -z "$UPDATE" ] || cp "show-$name.out" "$here/$name.expected"
	if diff -u "$here/$name.expected" "show-$name.out" >"show-$name.diff"; then
		echo "ok $n - $site"
	else
		sed 's/^/# /' "show-$name.diff"
		echo "not ok $n - $site"
		failed=1
	fi
	rm -f "show-$name.out" "show-$name.diff"
done
exit ${failed:-0}
