#!/bin/sh
# SPDX-License-Identifier: MIT
# The list: marks, undo, sorting, groups, the filter and what it says of mistakes, two hallways at once.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 21
journal="$home/state/hallway/journal"
marks() { cat "$journal"/*.log 2>/dev/null | grep -c "$1"; }

start 120x24 "'$srcdir/data/sample'"
expect 'the list' 'The schedule is out'
keys m
until_true sh -c "grep -q ' read ' '$journal'/*.log"
check 'm marks as read' test "$(marks ' read ')" = 1
keys U
expect 'U takes it back' 'Took back the last change, of 1 post.'
keys A
expect 'A marks all' 'Marked 8 posts as read'
keys q
ended 'q leaves' 0
start 120x24 "'$srcdir/data/sample'"
expect 'after a new start' 'The schedule is out'
keys U
expect 'all of it can still be taken back' 'of 8 posts.'
keys '*'
expect 'a star' 'The post has a star.'
keys /
mux send-keys -t hallway -l 'grandmother'
expect 'the filter shows what it found where' 'the way my grandmother sorts'
expect 'and how many' '1 post'
keys C-u
mux send-keys -t hallway -l 'after:soon'
expect 'a mistake is told' 'after:'
keys C-u
mux send-keys -t hallway -l 'is:starred'
expect 'what the user did can be asked for' '1 post'
keys Enter
expect 'the filter stays' '1 post matches.'
keys Escape
expect 'until Esc' '8 posts'
keys s
expect 's asks for the order' 'a group for each year'
keys j Enter
expect 'by title' 'Order: by title.'
keys s j j j j j j j j Enter
expect 'groups have heads' 'Talks: '
keys s j j j j j Enter
expect_gone 'or none' 'Talks: '
keys a
expect 'a shows what the site asks for' 'pretix.example'
keys Escape
expect_gone 'and Esc closes it' 'What can be done'
keys Q
ended 'Q leaves at once' 0
finish
