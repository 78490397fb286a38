#!/bin/sh
# SPDX-License-Identifier: MIT
# What the index and the journals do on the screen: words of all scripts, posts that change, two hallways at once,
# what stays while it is looked at, an index that is damaged.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 29
mkdir "$home/news"
post() { # post NAME DATE TITLE WORDS
	printf -- '---\ntitle: %s\ndate: %s\n---\n%s\n' "$3" "$2" "$4" >"$home/news/$1.md"
}
post a 2026-01-05 'Rooms' 'The rooms open at nine in the hall. Bring the lantern, and bring the umbrella.'
post b 2026-01-04 '東京の会議' '会議は東京で開催されます。'
post c 2026-01-03 'Food' 'The café Zürich serves crêpes.'
post d 2026-01-02 'Lost' 'The umbrella was found; the lantern was not.'
start 120x24 "'$home/news'"
expect 'four posts' '4 posts'

typed() { keys C-u; mux send-keys -t hallway -l "$1"; }
keys /
typed '東京'
expect 'words without blanks are found' '1 post'
expect 'in their text' '会議は東京で'
typed 'CAFE zurich crepes'
expect 'accents and case do not matter' 'The café Zürich serves'
typed '"the lantern"'
expect 'a phrase is found where it stands' '2 posts'
typed '"lantern the"'
expect 'and not where it does not' 'No post matches the filter.'
typed 'umbrella -rooms'
expect 'a word can be kept out' 'The umbrella was found'
typed 'umbrella or'
expect 'a mistake says where it is' 'Character 12: something is missing after “or”.'
typed 'sauce:x'
expect 'a field that is none is named' 'there is no “sauce:”'
typed '"the'
expect 'so is a quote that is not closed' 'Character 1: this quote is not closed.'
typed 'before:2026-13'
expect 'and a date that is none' '“2026-13” is no date'
keys Escape

keys /
typed 'is:unread'
keys Enter
expect 'what is unread' '4 posts match.'
keys m
until_true sh -c "grep -q ' read ' '$home/state/hallway/journal'/*.log"
ok 'a mark'
keys j
expect 'leaves the post in the list' 'Rooms'
keys /
typed 'is:unread rooms'
expect 'until the list is made anew' 'No post matches the filter.'
keys Escape g ']'
expect '] goes to the next unread post' '会議は東京で'
keys G ']'
expect 'and says where there is none' 'There is no unread post below.'
keys g '['
expect '[ goes upward' 'There is no unread post above.'

keys g Enter
expect 'a post that is read' 'The rooms open at nine'
keys q
post a 2026-01-05 'Rooms' 'The rooms open at ten in the hall. Bring the lantern, and bring the umbrella.'
keys r
expect 'is marked where it changed since' '~   Rooms'
keys /
typed 'is:changed'
expect 'can be asked for' '1 post'
keys Enter Enter
expect 'says so when it is opened' 'v shows how.'
keys v
expect 'and shows the word that changed' '{+ten+}'
keys v q Escape
expect 'after that it is as any other' '4 posts'

mux new-session -d -s second -x 120 -y 24 "cd '$builddir'; ./hallway '$home/news'; exec sleep 1000"
second() { mux capture-pane -p -t second | grep -qF -- "$1"; }
until_true second '4 posts'
mux send-keys -t second j '*'
until_true second 'The post has a star.'
expect 'another hallway marks, and this one sees it' '●★'
keys U
expect 'as this one takes back its own' 'Took back the last change'
mux send-keys -t second Q
keys Q
ended 'Q leaves' 0

printf 'no index at all, and a text that is long enough to be none of its pages' |
	dd of="$home/cache/hallway/index.db" conv=notrunc 2>/dev/null
start 120x24 "'$home/news'"
expect 'an index that is damaged is made again' '4 posts'
keys Q
expect_file 'and says so' "$home/stderr" 'a new one is made.'
finish
