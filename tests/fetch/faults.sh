#!/bin/sh
# SPDX-License-Identifier: MIT
# Servers that misbehave: each fault is told in a sentence, and what the index held stays.
. "${srcdir:-.}/tests/fetch/lib.sh"
plan 82
start_faulty
option connect-time 5
option stall-time 1
option fetch-time 20
option page-size 1
option redirects 4

# fault, and the sentence of it
cat >"$home/table" <<'END'
slow-head|It took too long and was given up.
slow-body|It took too long and was given up.
cut|Its server broke off in the middle.
cut-chunks|Its server broke off in the middle.
length|Its server does not speak HTTP.
endless|is larger than 1048576 bytes, the most that is fetched.
redirect-loop|It is redirected too many times.
to-file|It leads to an address that is neither http nor https.
to-other|It leads to an address that is neither http nor https.
to-named|It leads to an address with a name or a password in it, which is refused.
later|Its server asks us to come back later (status 429).
busy|Its server is too busy for now (status 503).
fault|has a fault of its own (status 500).
empty|is empty.
picture|is neither a post, a feed, a page nor an archive, but image/png.
nothing|Its server answered nothing.
no-http|Its server does not speak HTTP.
packing|It came damaged and cannot be decompressed.
END
addresses=$(cut -d'|' -f1 "$home/table" | sed "s|^|$faulty/|")

fetch $addresses "$faulty/good"
check 'all good at first' [ "$status" = 0 ]
while IFS='|' read -r name sentence; do
	make_fault "$name"
done <"$home/table"
# The second time all of them fail, but for the one that did not change.
fetch --force $addresses "$faulty/good"
check 'some failed, and the exit status says so' [ "$status" = 1 ]
told 'a good one beside them goes on' done "$faulty/good" '	1	'
while IFS='|' read -r name sentence; do
	told "$name: its sentence" fail "$faulty/$name" "$sentence"
	holds "$name: the index keeps its post" "$faulty/$name" 'posts=1 failures=1'
	holds "$name: and its title" "$faulty/$name" 'title=Loopback days'
done <"$home/table"

# Retry-After is kept, in seconds and as a date, and nobody gets round it.
holds 'seconds to wait are kept' "$faulty/later" ' next=600 '
waits() { peek "$faulty/busy" | grep -qE ' next=(59[0-9]|600) '; }
check 'a date to wait for is kept' waits
rm "$home/faults/cut" "$home/faults/later"
fetch "$faulty/later" "$faulty/cut"
told 'who asks too early is told' fail "$faulty/later" 'asks to be left alone for 10 more minutes.'
silent 'and the server is not asked' start "$faulty/later"
told 'another failure may be tried again at once' done "$faulty/cut" '	1	'
fetch --if-due "$faulty/later"
silent 'who only looks what is due is not bothered' fail "$faulty/later"
HALLWAY_NOW=2026-11-20T12:11:00Z fetch "$faulty/later"
told 'after that time it is fetched' done "$faulty/later" '	1	'
holds 'and its failures are forgotten' "$faulty/later" 'failures=0'

# By itself a source is fetched when its time has come, later after each failure.
fetch --if-due --verbose "$faulty/fault" "$faulty/good"
told 'after a failure it is put off' detail "$faulty/fault" 'is not due for 5 more minutes.'
told 'after a success it is put off' detail "$faulty/good" 'is not due for 30 more minutes.'
silent 'and not asked' start "$faulty/good"
told 'but its posts are told' done "$faulty/good" '	1	0	0	'
check 'which is no failure' [ "$status" = 0 ]
HALLWAY_NOW=2026-11-20T12:06:00Z fetch --if-due "$faulty/fault" "$faulty/good"
told 'then it is tried again' fail "$faulty/fault" 'status 500'
HALLWAY_NOW=2026-11-20T12:12:00Z fetch --if-due --verbose "$faulty/fault"
told 'and put off for longer' detail "$faulty/fault" 'is not due for 4 more minutes.'

make_fault unasked
fetch "$faulty/unasked"
told '304 to a question that was none' fail "$faulty/unasked" 'nothing changed, but was not asked for changes.'

# Where what came cannot be put into the index, it comes again next time, though nothing changed.
spoil() { "$tools/spoil" "$XDG_CACHE_HOME/hallway/index.db" "$1"; }
spoil "CREATE TRIGGER full BEFORE INSERT ON sources WHEN new.etag IS NOT NULL AND new.error IS NULL
	BEGIN SELECT RAISE(ABORT, 'full'); END"
fetch "$faulty/put"
told 'what cannot be put is told' fail "$faulty/put" 'The index cannot be used: full.'
holds 'and its ETag is not kept' "$faulty/put" 'posts=0 failures=1 next=0 etag=- '
spoil 'DROP TRIGGER full'
fetch "$faulty/put"
told 'then it comes again' done "$faulty/put" '	1	1	0	'

# Without a network nobody is asked in vain: it is tried again soon, however often that was so.
fetch http://conference.onion/ # which libcurl looks for nowhere
fetch http://conference.onion/
told 'a host that is not found' fail http://conference.onion/ 'Its host is not known, or there is no network.'
holds 'does not put it off for longer' http://conference.onion/ 'failures=1 '

# Addresses that are refused before anything is sent.
fetch 'https://me:secret@127.0.0.1/x' 'ftp://127.0.0.1/x' 'http://127.0.0.1:1/x'
told 'a password in an address' fail 'https://me:secret@127.0.0.1/x' 'belong into ~/.netrc.'
told 'another scheme' fail 'ftp://127.0.0.1/x' 'is no address that can be fetched.'
told 'nobody listens' fail 'http://127.0.0.1:1/x' 'Its server does not answer.'
fetch "$(printf '%s/a\rX-Other: b' "$faulty")"
told 'a line break in an address' fail "$faulty/a X-Other: b" 'This is no address.'
exit $failed
