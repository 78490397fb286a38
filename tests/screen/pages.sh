#!/bin/sh
# SPDX-License-Identifier: MIT
# Pages of a site that are no posts open in place: from a folder, an archive, and each other.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 53
recording_browser

page() { printf -- '---\ntitle: %s\npermalink: /%s/\n---\n' "$2" "$3" >"$1"; cat >>"$1"; }
cd "$home" || exit 99
mkdir -p site/_posts site/talks plain
printf 'title: Weavers\nurl: https://weavers.example\npermalink: /news/:title/\n' >site/_config.yml
{ printf -- '---\ntitle: Hello\n---\nThe [venue](/venue/), a [talk](/talks/knots/#why), [gone](/gone/).\n'; } >site/_posts/2027-01-02-hello.md
printf -- '---\ntitle: Older\n---\nWe have a [code of conduct](/conduct/).\n' >site/_posts/2027-01-01-older.md
echo 'Built in 1887. Near [hotels](/hotels/); the [news](/news/hello/).' | page site/venue.md 'The venue' venue
echo 'Sleep well.' | page site/hotels.md Hotels hotels
echo 'Be kind.' | page site/conduct.md 'Code of conduct' conduct
{
	i=0
	while [ $i -lt 40 ]; do printf 'Knot %d.\n\n' $i; i=$((i + 1)); done
	printf '## Why\n\nBecause of this.\n'
} | page site/talks/knots.md Knots talks/knots
printf -- '---\ntitle: One\ndate: 2027-01-01\n---\nSee [a talk](two.md), [its name](two), [a folder](three/).\n' >plain/one.md
mkdir plain/three
printf -- '---\ntitle: Three\ndate: 2025-01-01\n---\nThe third one.\n' >plain/three/index.md
printf -- '---\ntitle: Two\ndate: 2026-01-01\n---\nThe talk itself.\n' >plain/two.md
mkdir -p bare/_posts bare/talks
echo 'title: Bare' >bare/_config.yml
printf -- '---\ntitle: Bare hello\n---\nThe [venue](/venue/#rooms), a [talk](../talks/knots.md), the [other](/news/other/), [gone](/gone/).\n' \
	>bare/_posts/2027-01-02-hello.md
printf -- '---\ntitle: Bare other\npermalink: /news/other/\n---\nThe other one.\n' >bare/_posts/2027-01-01-x.md
{
	i=0
	while [ $i -lt 40 ]; do printf 'Wall %d.\n\n' $i; i=$((i + 1)); done
	printf '## Rooms\n\nOf many sizes.\n'
} | page bare/venue.md 'Bare venue' venue
echo 'About bare knots.' | page bare/talks/knots.md 'Bare knots' talks/knots
tar cf bare.tar bare
tar cf site.tar site
tar cf plain.tar plain
cd "$builddir" || exit 99

walk() { # walk WHERE SOURCE: the same for each sort of source
	rm -f "$home/opened"
	start 80x20 "'$2'"
	expect "$1: the list" '2027-01-02'
	keys Enter
	expect "$1: a post" 'The venue[1]'
	keys 1
	expect "$1: a page opens in place" 'Built in 1887.'
	keys 1
	expect "$1: and one from that page" 'Sleep well.'
	keys h
	expect "$1: h comes back to the page" 'Built in 1887.'
	keys 2
	expect "$1: a link of a page to a post" 'a talk[2]'
	keys h h
	expect "$1: back to the post" 'The venue[1]'
	keys 2
	expect "$1: a part of a page" 'Because of this.'
	keys h
	expect "$1: and back" 'The venue[1]'
	keys a
	expect "$1: what the site asks for" 'In other posts of this source'
	keys / c o n d u c t Enter Enter
	expect "$1: opens in place, where the site has it" 'Be kind.'
	keys h
	expect "$1: and back once more" 'The venue[1]'
	keys 3
	expect_file "$1: what the site does not have goes to the browser" "$home/opened" 'https://weavers.example/gone/'
	check "$1: and nothing else" [ "$(cat "$home/opened")" = 'https://weavers.example/gone/' ]
	keys q
	expect "$1: the list has no pages" ' 2 posts'
	keys Q
}
rm -rf "$XDG_CACHE_HOME"
walk 'a folder' "$home/site"
rm -rf "$XDG_CACHE_HOME"
walk 'an archive' "$home/site.tar"

for source in bare bare.tar; do
	rm -rf "$XDG_CACHE_HOME"
	start 80x20 "'$home/$source'"
	expect "$source: a site that does not say its address" 'Bare hello'
	keys Enter
	expect "$source: a post" 'The venue[1]'
	keys 1
	expect "$source: a part of a page by its path on the site" 'Of many sizes.'
	keys h 2
	expect "$source: a page by that of its file" 'About bare knots.'
	keys h 3
	expect "$source: another post by its path on the site" 'The other one.'
	keys h 4
	expect "$source: what is not there cannot be found" 'It is not known where “/gone/” leads'
	keys Q
done

rm -rf "$XDG_CACHE_HOME"
start 80x20 "'$home/plain.tar'"
expect 'an archive without a site' 'Two'
keys Enter
expect 'its post' 'See a talk[1]'
keys u
expect 'a link to a file beside it is known for a post' 'post │'
keys Enter
expect 'and opens in place' 'The talk itself.'
keys h 2
expect 'by its name without an ending, too' 'The talk itself.'
keys h 3
expect 'and by that of its folder' 'The third one.'
keys Q

start 80x20 "'$home/site'"
expect 'the folder again' '2027-01-02'
keys Enter
expect 'its post' 'The venue[1]'
keys 1
expect 'the page again' 'Built in 1887.'
sed -i 's/1887/1889/' "$home/site/venue.md"
expect 'a page that is saved meanwhile is shown anew' 'Built in 1889.'
keys Q
ended 'and Q leaves' 0
finish
