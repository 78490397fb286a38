#!/bin/sh
# SPDX-License-Identifier: MIT
# The list: marks, undo, sorting, groups, the filter and what it says of mistakes, two hallways at once.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 47
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
paste Q
expect 'pasted text is no command' 'Pasted text is no command'
keys /
paste 'is:starred
'
expect 'it goes into a line that is asked for, all but its end' 'Filter: is:starred'
expect 'and filters' '1 post'
keys Enter Escape
expect 'until Esc, too' '8 posts'
keys /
paste "$(head -c 12000 /dev/zero | tr '\0' a)"
expect 'a long text can be pasted' '0 posts'
keys C-u Escape
expect 'and Esc ends that' '8 posts'
keys '\'
expect '\ filters, too' 'Filter:'
keys Escape
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
mkdir -p "$home/config/hallway" "$home/other"
printf -- '---\ntitle: From elsewhere\n---\nBuy at https://pretix.example/other/1/ now.\n' >"$home/other/2027-02-03-x.md"
printf 'views:\n  To buy: has:ticket\n  To read: is:unread\n' >"$home/config/hallway/config.yaml"
start 160x24 "'$srcdir/data/sample' '$home/other'"
expect 'a wide screen shows the sections' 'All posts'
expect 'sources among them' 'LanternConf 2027 '
expect 'and views of the configuration' 'To buy'
expect 'with what is unread of how many' 'All posts            9/9'
expect 'of the views, too' 'To buy               3/3'
expect 'whatever they ask for' 'To read              9/9'
keys m
expect 'which follows the marks' 'All posts            8/9'
expect 'and so do those of views that ask for them' 'To read              8/8'
expect 'of the source' ' 0/1 '
keys U
expect 'and their undoing' ' 1/1 '
keys h j j
expect_gone 'a section shows its posts alone' 'The schedule is out'
expect 'those of the source' 'From elsewhere'
keys j
expect 'or of the view' 'Tickets are on sale'
keys Q
ended 'and Q leaves' 0
for year in 2026 2027; do
	mkdir -p "$home/conf-$year/_posts"
	echo 'title: ReedConf' >"$home/conf-$year/_config.yml"
	printf -- '---\ntitle: News of %s\n---\nWords.\n' $year >"$home/conf-$year/_posts/$year-02-03-news.md"
done
start 160x24 "'$home/conf-2026' '$home/other'"
expect 'a source is called by its title' 'ReedConf '
keys Q
ended 'and Q leaves once more' 0
start 160x24 "'$home/conf-2026' '$home/conf-2027'"
expect 'sources of one title are called by what tells them apart' ' conf-2026 '
expect 'both of them' ' conf-2027 '
keys Q
ended 'before Q leaves' 0
finish
