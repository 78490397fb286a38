#!/bin/sh
# SPDX-License-Identifier: MIT
# From an empty start to a subscribed source, and what bad sources say.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 25
start 90x20 ''
expect 'an empty start offers conferences' 'Subscribe to'
expect 'from the catalogue' 'DjangoCon US'
keys Escape
expect 'and says how to begin' 'No source is subscribed yet'
keys + 
expect '+ asks for an address' 'Address:'
mux send-keys -t hallway -l "$srcdir/data/sample"
keys Enter
expect 'it tells what is there' '“LanternConf 2027” has 8 posts. Subscribe to it?'
keys y
expect 'y shows the posts' 'The schedule is out'
expect_file 'and remembers the source' "$home/config/hallway/sources.yaml" "$srcdir/data/sample"
keys S
expect 'S shows the sources' '8 posts · 2026-11-20'
keys Escape
expect_gone 'Esc closes the window' '8 posts · 2026-11-20'
keys +
mux send-keys -t hallway -l "$home/nowhere"
keys Enter
expect 'a wrong address says so' 'There is no file or folder'
keys q
ended 'q leaves' 0
start 90x20 ''
expect 'the next start shows the posts at once' 'The schedule is out'
rm -rf "$home/cache"
keys q
ended 'the index may go away' 0
start 90x20 ''
expect 'and is made again' 'The schedule is out'
keys q
ended 'q leaves again' 0

# While something is fetched: Esc cancels where it has nothing nearer to do, and leaving is immediate.
start_faulty
: >"$home/faults/slow-head"
start 90x20 "'$srcdir/data/sample' $faulty/slow-head $faulty/good"
expect 'the good ones are there while another is fetched' 'The doors open'
expect 'which the head says' 'fetching'
expect 'and how to cancel it' 'Escape cancel the fetching'
keys Enter
expect 'a post is read meanwhile' 'Tab next link'
keys Escape
expect 'Esc goes back to the list first' 'Escape cancel the fetching'
keys '?' Escape
expect 'and closes a window first' 'Escape cancel the fetching'
keys Escape
expect 'then it cancels' 'The fetching was cancelled; what had come is kept.'
expect_gone 'and nothing is fetched any more' 'fetching ·'
keys R
expect 'it is fetched again' 'fetching'
keys q
ended 'q leaves at once' 0
finish
