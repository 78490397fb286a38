#!/bin/sh
# SPDX-License-Identifier: MIT
# The main job: a list, a post, a link that opens, and the terminal given back.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 31
recording_browser

start 120x30 "'$srcdir/data/sample'"
expect 'the list shows the newest post' 'Who answers when something goes wrong'
expect 'the status line says what can be pressed' 'Enter read'
keys j j j
expect 'a wide screen shows the post beside the list' 'It is time:'
keys Enter Tab
expect 'the selected link tells where it leads' 'pretix.example'
keys Enter
expect_file 'Enter opens it in the browser' "$home/opened" 'https://pretix.example/lanternconf/2027/'
expect 'and the status line says so' 'Opened https://pretix.example/lanternconf/2027/'
keys t
expect_file 't opens the ticket' "$home/opened" 'https://pretix.example/lanternconf/2027/'

resize 80x30
expect 'a narrower screen shows the post alone' 'Until 15 January'
expect_gone 'without the list' 'Who answers when something goes wrong'
resize 40x20
expect 'at 40 columns the post is still there' 'Tickets are on sale'
resize 19x4
expect 'a window can be too small' 'The window is too'
resize 80x30
keys g
expect 'and wide again' 'Tickets are on sale'
keys h
expect 'h goes back to the list' 'Who answers when something goes wrong'
check 'the opened post is read' sh -c "grep -q ' read ' '$home'/state/hallway/journal/*.log"

keys '?'
expect '? shows the keys' 'Move down half a page'
resize 40x20
expect 'on several lines where the window is narrow' 'next unread one'
resize 80x30
expect 'and on one again' 'Move down half a page'
keys Escape
resize 40x20
keys a
expect 'a host that has no room beside the words stands whole below them' ' pretix.example'
keys Escape
resize 80x30
keys '?'
expect 'the keys once more' 'Move down half a page'
resize 80x24
expect_gone 'fewer of them in a lower window' 'Show the headings'
keys NPage NPage
expect 'a page down passes no row over that takes two lines' 'talks, rooms'
keys g
expect 'and g goes to the top' 'Move down half a page'
resize 80x30
keys Escape
expect_gone 'Esc closes the window' 'Move down half a page'
keys G Enter
expect 'G goes to the oldest post' 'comes to Porto'
keys / q u i e t Enter
expect 'the search in the post says what it found' 'Match 1 of 1'
keys 1
expect 'a link to a page of the site that is no post opens in place' 'built in 1887'
keys h
expect 'and h comes back' 'comes to Porto'
keys q
expect 'q leaves the post' 'Who answers when something goes wrong'
keys q
ended 'and then the program' 0
expect 'the terminal is given back' 'shell again'
check 'in its old mode' sh -c 'tries=0; until tmux -S "$0" capture-pane -p -t hallway | grep -q "^icanon"; do
	tries=$((tries + 1)); [ $tries -lt 100 ] || exit 1; sleep 0.05; done' "$socket"
finish
