#!/bin/sh
# SPDX-License-Identifier: MIT
# From an empty start to a subscribed source, and what bad sources say.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 61
start 90x20 ''
expect 'an empty start offers conferences' 'Subscribe to'
expect 'from the catalogue' 'DjangoCon US'
keys Escape
expect 'and says how to begin' 'No source is subscribed yet'
keys + 
expect '+ asks for an address' 'Address:'
mux send-keys -t hallway -l "$srcdir/data/sample"
keys Enter
expect 'it tells what is there' '“LanternConf 2027” is a folder with 8 posts. Subscribe to it?'
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
keys S
expect 'the sources say which' 'fetching · 0 posts · not fetched yet'
expect 'and of the others when it was, how much, and when it will be' '1 post · 2026-11-20 12:00 → 12:30'
keys Escape q
ended 'q leaves at once' 0

# Without the reader's screen a terminal shows a bar for each source, and a line for what is done.
: >"$home/faults/fault"
shell 90x20
mux send-keys -t hallway -l "./hallway --refresh $srcdir/data/sample $faulty/slow-head $faulty/fault $faulty/slow-body $faulty/good"
: >"$home/faults/slow-body"
keys Enter
expect 'what is done has a line' 'data/sample: 8 posts'
expect 'what fails has a sentence' 'has a fault of its own (status 500).'
expect 'what goes on has a bar' "────────── $faulty/slow-head"
expect 'each of them' "$faulty/slow-body"
keys C-c
expect 'it may be cancelled' '^C'
check 'and the fetcher ends, too' until_true flock -n "$home/cache/hallway/index.db.lock" true
mux send-keys -t hallway -l "clear; ./hallway --refresh $faulty/good 2>&1 | cat; echo en''ded"
keys Enter
expect 'without a terminal' 'ended'
check 'it is quiet' lacks '/good: '
check 'and has no bars' lacks '──'

# A page may name several feeds: which of them is asked before anything else.
: >"$home/faults/two-feeds"
start 90x20 ''
keys +
mux send-keys -t hallway -l "$faulty/two-feeds"
keys Enter
expect 'several feeds are offered' 'Feeds of this page'
keys j Enter
expect 'the chosen one is looked at' '“Loopback days” is a feed with 1 post. Subscribe to it?'
keys y
expect_file 'and subscribed to' "$home/config/hallway/sources.yaml" "- $faulty/talks"
expect_gone 'the page itself is not' two-feeds

# What is looked at may be given up, too; nothing is asked about it then.
keys +
mux send-keys -t hallway -l "$faulty/slow-head"
keys Enter
expect 'another is looked at' 'fetching ·'
keys Escape
expect 'and given up' 'The fetching was cancelled; what had come is kept.'
keys q
ended 'q leaves once more' 0

# A reader that stays open fetches what is due: here it is told that this was fetched an hour ago.
start 90x20 "$faulty/good"
expect 'a reader stays open' 'The doors open'
HALLWAY_NOW=2026-11-20T11:00:00Z "$builddir/hallway-fetch" --force "$faulty/good"
keys S
expect 'and fetches again' '1 post · 2026-11-20 12:00 · 0.2 kB → 12:30'
keys Escape q
ended 'q leaves it' 0

# What comes in meanwhile does not move the rows of the window.
early= late=
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
	mkdir -p "$home/many/$i"
	printf -- '---\ntitle: Note %d\n---\nA note.\n' $i >"$home/many/$i/note.md"
	[ $i -le 12 ] && early="$early '$home/many/$i'" || late="$late '$home/many/$i'"
done
printf 'stall-time: 4\n' >"$home/config/hallway/config.yaml"
printf 'stall-time: 4\n' >"$home/config/hallway/config.yaml"
start 90x14 "$early $faulty/slow-head $late"
expect 'many sources are there' '14 posts'
keys S End
expect 'one of them hangs' 'fetching'
keys Up Up Up Up Up
expect 'it is given up where it was' "│     “$faulty/slow-head”: It took too long"
keys Escape q
ended 'q leaves these' 0
rm "$home/config/hallway/config.yaml"

# A source that failed has two rows, which are marked as one.
start 90x20 "$faulty/good $faulty/fault $faulty/talks"
expect 'sources that are known are shown at once' 'The doors open'
keys S
expect 'what failed stands below the source' 'has a fault of its own (status'
keys j Space Space Enter
expect 'marks take each source once' 'copied 2 addresses instead'
keys q
ended 'q leaves what failed' 0

# What was due and was cancelled stays so.
rm "$home/faults/slow-head"
HALLWAY_NOW=2026-11-20T11:00:00Z "$builddir/hallway-fetch" --force "$faulty/slow-head"
: >"$home/faults/slow-head"
start 90x20 "$faulty/slow-head"
expect 'what is due is fetched' 'Escape cancel the fetching'
keys Escape
expect 'cancelled' 'The fetching was cancelled; what had come is kept.'
expect_gone 'it is not begun again' 'fetching ·'
keys q
ended 'q leaves what is due' 0

# Without a network everything is there, and it says since when.
rm "$home/faults/port"
until_true sh -c "! '$builddir/tests/fetch/faulty' reach ${faulty##*:}"
start 90x20 "$faulty/good $faulty/talks"
keys R
expect 'what could not be fetched is there all the same' 'The doors open'
expect 'and it says since when' 'What is shown is from 2026-11-20 12:00. “'
keys q
ended 'q leaves at last' 0
finish
