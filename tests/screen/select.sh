#!/bin/sh
# SPDX-License-Identifier: MIT
# Ways to select a link: Tab and back, through the screen and beyond; numbers of one digit and of more; letters; the
# mouse, also where a link goes on in the next line; the window of links.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 50
recording_browser
opened() { printf '%s\n' "$1" | cmp -s - "$home/opened"; }
expect_opened() { until_true opened "$2"; ok "$1"; rm -f "$home/opened"; }
copied() { [ "$(mux show-buffer 2>/dev/null)" = "$1" ]; }

mkdir "$home/news"
{
	printf -- '---\ntitle: Twelve links\n---\n'
	for i in 1 2 3 4 5 6; do printf 'The [link %d](https://n%d.example/).\n\n' $i $i; done
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do printf 'Line %d.\n\n' $i; done
	for i in 7 8 9 10 11 12; do printf 'The [link %d](https://n%d.example/).\n\n' $i $i; done
} >"$home/news/twelve.md"

start 80x20 "'$home/news/twelve.md'"
expect 'a post of twelve links' 'The link 1[1].'
keys Tab
expect 'Tab selects the first link and tells its target' '1 → n1.example  https://n1.example/'
keys Tab
expect 'and then the second' '2 → n2.example'
keys BTab
expect 'Shift-Tab goes back' '1 → n1.example'
keys BTab
expect 'and round to the last' '12 → n12.example'
check 'which is brought into sight' shows 'The link 12[12].'
keys Tab
expect 'Tab goes round, too' '1 → n1.example'
keys Tab Tab Tab Tab Tab
expect 'the last one on the screen' '6 → n6.example'
check 'without scrolling' shows 'The link 1[1].'
keys Tab
expect 'Tab goes on below the screen' '7 → n7.example'
check 'and scrolls there' lacks 'The link 1[1].'
check 'nothing was opened by selecting' test ! -e "$home/opened"
keys Enter
expect_opened 'Enter opens what is selected' https://n7.example/
keys G Tab
expect 'after scrolling Tab begins with what is seen' '8 → n8.example'
keys g Tab
expect 'at the top, too' '1 → n1.example'

keys 1
expect 'a number that may go on waits' '1 → n1.example'
check 'and opens nothing' test ! -e "$home/opened"
keys Enter
expect_opened 'until Enter' https://n1.example/
keys 1 2
expect_opened 'two digits open at once' https://n12.example/
keys 5
expect_opened 'and one that cannot go on' https://n5.example/
keys 1 3
expect 'a link that is not there is told' 'There is no link 13: this post has 12.'
keys 1 Escape
keys 2
expect_opened 'Esc forgets a digit' https://n2.example/

{
	printf -- '---\ntitle: Thirty links\n---\n'
	i=1
	while [ $i -le 30 ]; do printf '[x%d](https://n%d.example/) ' $i $i; i=$((i + 1)); done
	printf '\n\nA [link whose words are so many that they go on in the next line of a narrow window](https://wide.example/).\n'
} >"$home/news/thirty.md"
start 60x20 "'$home/news/thirty.md'"
expect 'a post of thirty links' 'x30[30]'
keys f
expect 'letters come in pairs where one is too few' 'aa'
check 'what they are for is said' shows 'Type the letters of a link; any other key ends this.'
keys a
expect 'the first letter leaves those that go on' 's2[2]'
keys d
expect_opened 'the second opens' https://n3.example/
keys f q
expect 'another key ends them' 'x1[1] x2[2]'
check 'and opens nothing' test ! -e "$home/opened"
row=$(mux capture-pane -p -t hallway | grep -n 'narrow window' | cut -d: -f1)
click 4 "$row"
expect_opened 'the mouse opens a link by its second line' https://wide.example/
keys u
expect 'u lists the links with number, words and host' '30  x30                                 n30.example'
keys /
mux send-keys -t hallway -l 'wide.example'
expect 'a filter narrows the list as it is typed' ' 31  link whose'
expect_gone 'to what matches' 'x30'
keys Enter
mux set -s set-clipboard on
keys y
until_true copied https://wide.example/
ok 'y copies from the window'
expect 'and says so' 'Copied https://wide.example/.'
keys Escape
expect_gone 'Esc closes the window' '─ Links of this post'
keys f
expect 'letters again' 'aa'
click 4 18
expect_gone 'a click ends them' 'aa'
rm -f "$home/opened"
keys u
expect 'the window again' '─ Links of this post'
keys g Space Space Space Enter
expect 'several marked links open together' 'Opened 3 addresses.'
three() { [ "$(sort "$home/opened")" = 'https://n1.example/
https://n2.example/
https://n3.example/' ]; }
until_true three
ok 'all of them'
keys q
ended 'q leaves' 0
with="env -u BROWSER"
start 60x20 "'$home/news/thirty.md'"
expect 'without a browser' 'x30[30]'
keys u
expect 'the window' '─ Links of this post'
keys g Space Space Enter
expect 'they are all copied' 'copied 2 addresses instead.'
until_true copied 'https://n1.example/
https://n2.example/'
ok 'a line each'

cat >"$home/news/prices.md" <<'END'
---
title: Prices
---
A line above.

| Ticket | Until May | From June | Who may buy it |
|---|---|---|---|
| [Student card](https://student.example/) | 40 | 60 | Whoever shows a card of a school or university at the desk |
END
start 150x20 "'$home/news/prices.md'"
expect 'a wide table stands in one line' 'shows a card of a school or university at the desk'
line=$(mux capture-pane -p -t hallway | grep -n 'Student card')
row=${line%%:*} before=${line#*:}
before=${before%%Student*}
check 'with the room beside the text' [ "${#before}" -lt 33 ]
click $((${#before} + 2)) "$row"
expect 'and its links are where they are seen' 'copied https://student.example/ instead.'
resize 100x20
expect_gone 'a narrower window folds it' 'shows a card of a school or university at the desk'
finish
