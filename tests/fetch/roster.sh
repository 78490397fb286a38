#!/bin/sh
# SPDX-License-Identifier: MIT
# What is subscribed, from the command line: --add, --remove, --sources, --import, --export, --refresh.
. "${srcdir:-.}/tests/fetch/lib.sh"
plan 36
start_faulty
list=$XDG_CONFIG_HOME/hallway/sources.yaml
mkdir -p "$home/Café & Co"
printf -- '---\ntitle: Coffee\ndate: 2026-03-04\n---\nHot.\n' >"$home/Café & Co/coffee.md"

hallway() { # hallway WORDS: what it writes stands in $home/out and $home/err, its status in $status
	status=0
	"$builddir/hallway" "$@" >"$home/out" 2>"$home/err" </dev/null || status=$?
	cp "$home/err" "$home/events"
}
writes() { grep -qF -- "$1" "$home/out"; }
complains() { grep -qF -- "$1" "$home/err"; }
is_quiet() { [ ! -s "$home/out" ] && [ ! -s "$home/err" ]; }
lists() { grep -qxF -- "$1" "$list"; }

hallway --add "$faulty/good"
check 'a feed is added' [ "$status" = 0 ]
check 'it says what that is' writes 'Subscribed to “Loopback days”: 1 post.'
check 'and writes it down' lists "- $faulty/good"
hallway --add "$faulty/good"
check 'not twice' complains "“$faulty/good” is subscribed already."
check 'which is a failure' [ "$status" = 1 ]
make_fault fault
hallway --add "$faulty/fault"
check 'what fails is not added' complains "“$faulty/fault” was not added."
check 'it says why' complains 'has a fault of its own (status 500).'
check 'and is a failure' [ "$status" = 1 ]
make_fault two-feeds
hallway --add "$faulty/two-feeds"
check 'of several feeds it says which is read' complains "names 2 feeds; “$faulty/good” is read."
check 'and which others there are' complains "$faulty/talks (Talks)"

# What the user wrote stays as it was written.
cat >"$list" <<END
# My conferences

- address: $faulty/good   # the loop
  name: Loops
# This one is by hand:
- '$home/Café & Co'
# The end.
END
cp "$list" "$home/before.yaml"
hallway --add "$faulty/more"
check 'one more is added' lists "- $faulty/more"
check 'and all else stays' sh -c "grep -vF '/more' '$list' | cmp -s - '$home/before.yaml'"
hallway --remove "$faulty/more"
check 'and is removed again' [ "$status" = 0 ]
check 'with nothing else' cmp -s "$list" "$home/before.yaml"
hallway --remove "$faulty/more"
check 'what is not there cannot be removed' complains "“$faulty/more” is not subscribed."
hallway --remove Loops
check 'a name will do, too' [ "$status" = 0 ]
check 'the comments of the others stay' lists '# This one is by hand:'
cp "$home/before.yaml" "$list"
hallway --sources
check 'and its posts are taken out of the index' writes "$(printf '%s\t\t0' "$faulty/good")"

hallway --refresh
check 'a refresh' [ "$status" = 0 ]
check 'without a terminal it is quiet' is_quiet
hallway --sources
check 'the sources: address, title, posts' writes "$(printf '%s\tLoopback days\t1' "$faulty/good")"
check 'all of them' [ "$(wc -l <"$home/out")" = 2 ]

# OPML, there and back.
hallway --export
cp "$home/out" "$home/all.opml"
check 'a path is written as other programs know it' writes 'xmlUrl="file:///'
check 'and a name with it' writes 'text="Loops"'
rm "$list"
hallway --import "$home/all.opml"
check 'all are imported' writes 'Subscribed to 2 sources.'
hallway --export
check 'and exported as they were' cmp -s "$home/out" "$home/all.opml"
hallway --import "$home/all.opml"
check 'nothing is imported twice' writes 'Subscribed to 0 sources.'
echo 'no list' >"$home/none.opml"
hallway --import "$home/none.opml"
check 'what lists nothing' complains 'No source is listed there.'
check 'is a failure' [ "$status" = 1 ]

# One failure does not stop the others; two at the same time do not harm each other.
echo "- $faulty/fault" >>"$list"
hallway --refresh
check 'one failed, and the exit status says so' [ "$status" = 1 ]
check 'with its sentence' complains 'has a fault of its own (status 500).'
check 'the others were fetched' [ "$(peek "$faulty/good" | grep -c 'failures=0')" = 1 ]
"$builddir/hallway" --refresh 2>"$home/err1" &
first=$!
"$builddir/hallway" --refresh 2>"$home/err2" &
second=$!
wait $first
one=$?
wait $second
two=$?
check 'two at once' [ "$one$two" = 11 ]
check 'do the same' cmp -s "$home/err1" "$home/err2"
hallway --refresh "$faulty/good" "$home/nowhere"
check 'only what is asked for' complains "$home/nowhere"
check 'and no more' sh -c "! grep -q 'status 500' '$home/err'"
exit $failed
