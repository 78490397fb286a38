#!/bin/sh
# SPDX-License-Identifier: MIT
# From an empty start to a subscribed source, and what bad sources say.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 14
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
finish
