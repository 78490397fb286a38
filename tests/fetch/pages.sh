#!/bin/sh
# SPDX-License-Identifier: MIT
# Pages of a site that are no posts: those that posts lead to are kept where the site is not at hand later.
. "${srcdir:-.}/tests/fetch/lib.sh"
plan 19
cd "$home" || exit 99
start_nginx

page() { printf -- '---\ntitle: %s\npermalink: /%s/\n---\n' "$2" "$3" >"$1"; cat >>"$1"; }
mkdir -p site/_posts site/talks
printf 'title: Weavers\nurl: https://weavers.example\npermalink: /news/:title/\n' >site/_config.yml
printf -- '---\ntitle: Hello\n---\nThe [venue](/venue/), a [talk](/talks/knots/#why), [large](/large/), [gone](/gone/), [out](https://out.example/a).\n' \
	>site/_posts/2027-01-02-hello.md
echo 'Built in 1887. Near [hotels](/hotels/); the [news](/news/hello/).' | page site/venue.md 'The venue' venue
echo 'Sleep well.' | page site/hotels.md Hotels hotels
echo 'Nobody leads here.' | page site/lonely.md Lonely lonely
echo 'Because.' | page site/talks/knots.md Knots talks/knots
{ i=0; while [ $i -lt 5000 ]; do echo 'One of very many lines that nobody will ever want to read here.'; i=$((i + 1)); done; } |
	page site/large.md Large large
pack() { rm -f www/site.tar.gz; tar cf - site | gzip >www/site.tar.gz; }
pages() { # pages N: so many pages are kept of the archive
	peek "$www/site.tar.gz
pages" | grep -qF "posts=$1 "
}
links() { "$builddir/hallway" --links "$@" 2>/dev/null; }
kind() { # kind KIND NUMBER SOURCE
	links "$3" | awk -F '\t' -v kind="$1" -v number="$2" '$1 == number && $2 == kind { found = 1 } END { exit !found }'
}

pack
fetch "$www/site.tar.gz"
told 'an archive' done "$www/site.tar.gz" '	1	1	0	'
check 'its posts alone are in the list' [ "$("$builddir/hallway" --list "$www/site.tar.gz" 2>/dev/null | wc -l)" = 1 ]
check 'the pages that the post leads to are kept, and those that they lead to' pages 3
check 'a link to one opens in place' kind post 1 "$www/site.tar.gz"
check 'one with a part, too' kind post 2 "$www/site.tar.gz"
check 'what is too large is not kept' kind web 3 "$www/site.tar.gz"
check 'what is not there is of the web' kind web 4 "$www/site.tar.gz"
check 'what is elsewhere, too' kind web 5 "$www/site.tar.gz"
check 'words of pages are not searched' [ -z "$("$builddir/hallway" --list --query=1887 "$www/site.tar.gz" 2>/dev/null)" ]
rm site/talks/knots.md
pack
fetch --force "$www/site.tar.gz"
check 'a page whose file went is gone' pages 2
check 'and its link leads to the web' kind web 2 "$www/site.tar.gz"
"$builddir/hallway" --remove "$www/site.tar.gz" >/dev/null 2>&1

# A site that does not say its address is linked by its paths, and by its files.
mkdir -p bare/_posts bare/talks
echo 'title: Bare' >bare/_config.yml
printf -- '---\ntitle: Bare hello\n---\nThe [venue](/venue/#rooms), a [talk](../talks/knots.md), [gone](/gone/).\n' \
	>bare/_posts/2027-01-02-hello.md
echo 'Bare walls.' | page bare/venue.md 'Bare venue' venue
echo 'Bare knots.' | page bare/talks/knots.md 'Bare knots' talks/knots
tar cf - bare | gzip >www/bare.tar.gz
fetch "$www/bare.tar.gz"
told 'an archive of a site without an address' done "$www/bare.tar.gz" '	1	1	0	'
check 'a page is found by its path on the site' kind post 1 "$www/bare.tar.gz"
check 'and by that of its file' kind post 2 "$www/bare.tar.gz"
check 'what is not there is not' kind other 3 "$www/bare.tar.gz"

# What is fetched a file at a time is fetched when it is wanted.
mkdir -p www/list/news www/list/talks
printf '# One\n\nA [talk](../talks/a.md), [none](../talks/none.md).\n' >www/list/news/one.md
printf '# Talk A\n\nWords of A.\n' >www/list/talks/a.md
fetch "$www/list/news/"
told 'a listing' done "$www/list/news/" '	1	1	0	'
check 'a text beside it is of the web' kind web 1 "$www/list/news/"
fetch --page="$www/list/talks/a.md" "$www/list/news/"
check 'until it is asked for' kind post 1 "$www/list/news/"
fetch --page="$www/list/talks/none.md" "$www/list/news/"
told 'that there is none is told' fail "$www/list/talks/none.md" 404
