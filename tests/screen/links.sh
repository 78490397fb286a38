#!/bin/sh
# SPDX-License-Identifier: MIT
# Links: browsers of every sort, hostile addresses, tickets, the clipboard, parts and footnotes, back and forward.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 121
recording_browser
recorder=$BROWSER
news=$home/news
mkdir "$news" "$home/path"

# Each run has an environment of its own: environment NAME [VALUE].
environment() {
	if [ $# = 1 ]; then mux setenv -gu "$1"; else mux setenv -g "$1" "$2"; fi
}
# The clipboard as the terminal got it (OSC 52).
copied() { [ "$(mux show-buffer 2>/dev/null)" = "$1" ]; }
expect_copied() { until_true copied "$2"; ok "$1"; }
# All that the recording browser got.
opened() { printf '%s\n' "$1" | cmp -s - "$home/opened"; }
expect_opened() { until_true opened "$2"; ok "$1"; }
forget() { rm -f "$home/opened"; }

program() { # program NAME: its text comes in
	{ echo '#!/bin/sh'; cat; } >"$home/path/$1"
	chmod +x "$home/path/$1"
}
program blocker <<END
echo \$\$ >'$home/blocking'
exec sleep 100
END
program failing <<'END'
echo 'no display is here' >&2
exit 3
END
program silent <<'END'
exit 4
END
program w3m <<'END'
printf 'the page of %s\n' "$1"
read -r key
END

cat >"$news/2027-01-05-browsers.md" <<'END'
---
title: The browsers
---
One [link](https://one.example/a) only.
END

# Browsers

start 90x24 "'$news/2027-01-05-browsers.md'"
mux set -s set-clipboard on
expect 'a post alone' 'One link[1] only.'
keys 1
expect_opened 'opens with the first of BROWSER' 'https://one.example/a'
keys q
ended 'q leaves' 0

environment BROWSER "$home/path/blocker"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post again' 'One link[1] only.'
keys 1
expect 'a browser that goes on running is started' 'Opened https://one.example/a with blocker.'
until_true test -s "$home/blocking"
keys '?'
expect 'and the keys are answered meanwhile' 'Move down half a page'
keys q
expect_gone 'as before' 'Move down half a page'
kill "$(cat "$home/blocking")"
expect 'a browser that is killed is told' '“blocker” was ended by a signal'
keys q
ended 'and the program ends well' 0

environment BROWSER "$home/path/failing"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'a browser that fails is named, with its reason' '“failing” failed: no display is here'
environment BROWSER "$home/path/silent"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'one that says nothing, with its exit status' '“silent” failed with exit status 4.'

environment BROWSER /nowhere/x
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'a browser that is missing is told' 'None of the commands in BROWSER is there: /nowhere/x.'

environment BROWSER "$home/path/w3m"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'a browser of the terminal gets it' 'the page of https://one.example/a'
check 'and the whole of it' lacks 'One link[1] only.'
keys Enter
expect 'the reader comes back after it' 'One link[1] only.'
expect_gone 'without a trace of it' 'the page of'

forget
environment BROWSER "/nowhere/x:$recorder --new '%s' end:$home/path/silent"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect_opened 'the first of the list that is there, the address at its %s' '--new
https://one.example/a
end'

# Without an option or BROWSER it is the desktop's, where there is one to see.
program xdg-open <<END
echo "\$1" >'$home/desktop'
END
desktop() { printf '%s\n' "$1" | cmp -s - "$home/desktop"; }
environment BROWSER
with="env PATH=$home/path DISPLAY=:9"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'with a display it is xdg-open' 'Opened https://one.example/a with xdg-open.'
until_true desktop https://one.example/a
ok 'which gets the address'
rm "$home/desktop"
with="env PATH=$home/path DISPLAY=:9 SSH_CONNECTION='192.0.2.1 50000 192.0.2.2 22'"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'through SSH the address is copied, and that is said' \
	'No browser can be shown here; copied https://one.example/a instead.'
expect_copied 'the terminal has it' 'https://one.example/a'
check 'and nothing was opened where nobody sees it' test ! -e "$home/desktop"
mux set-buffer ''
with="env -u TMUX PATH=$home/path"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'without a display, too' 'No browser can be shown here; copied https://one.example/a instead.'
expect_copied 'by the terminal alone' 'https://one.example/a'
rm "$home/path/xdg-open"
with="env PATH=$home/path WAYLAND_DISPLAY=w"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'a desktop without xdg-open is told' 'There is no xdg-open; set the option “browser”'
with=

# The option.
option() { mkdir -p "$home/config/hallway"; printf 'browser: %s\n' "$1" >"$home/config/hallway/config.yaml"; }
environment BROWSER "$home/path/silent"
option "$recorder --window \"a b\" %u"
forget
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect_opened 'the option counts before BROWSER' '--window
a b
https://one.example/a'
option /nowhere/y
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'an option whose command is missing is told' 'The command of the option “browser” is not there: /nowhere/y.'
option "$home/path/w3m"
start 90x24 "'$news/2027-01-05-browsers.md'"
expect 'the post' 'One link[1] only.'
keys 1
expect 'a browser of the terminal gets it by the option, too' 'the page of https://one.example/a'
keys Enter
expect_gone 'and gives it back' 'the page of'
rm "$home/config/hallway/config.yaml"
environment BROWSER "$recorder"

# Addresses

long=$(printf '%010000d' 0)
cat >"$news/2027-01-04-addresses.md" <<END
---
title: The addresses
---
[quotes](https://one.example/'a'?b=%22c%22), [shell](https://one.example/\$(touch%20x)?\`id\`;&|),
[blanks](<https://one.example/a b>), <a href="https://one.example/li
ne">newline</a>, [dash](-rf), [long](https://one.example/$long),
[https://bank.example/](https://thief.example/in), [script](javascript:alert(1)),
[user](https://bank.example@thief.example/).
END
start 80x24 "'$news/2027-01-04-addresses.md'"
expect 'a post of hostile addresses' 'quotes'
forget
keys 1
expect_opened 'quotes are passed on' "https://one.example/'a'?b=%22c%22"
forget
keys 2
expect_opened 'no shell reads the address' 'https://one.example/$(touch%20x)?%60id%60;&%7C'
forget
keys 3
expect_opened 'blanks are written as URLs write them' 'https://one.example/a%20b'
forget
keys 4
expect_opened 'and so is a new line' 'https://one.example/li%20ne'
forget
keys 5
expect 'an address that looks like an option is a file beside the post, and asked for' 'Open it all the same? y opens it.'
keys n
expect_gone 'no' 'Open it all the same?'
keys 6
expect 'an address without end is refused in one sentence' '…” is not opened: it is no safe web address.'
keys Tab
expect 'words that show another host are told' '7 → thief.example  Its words say bank.example.  https://thief'
keys 8
expect 'a script is no web page' 'javascript:alert(1) is no web page. Open it all the same? y opens it.'
keys Enter
expect_gone 'and not run by any other key' 'Open it all the same?'
keys 8
expect 'asked again' 'Open it all the same?'
click 40 15
expect_gone 'a click answers no' 'Open it all the same?'
keys y
expect 'and a y behind it is that of the page' 'Copied javascript:alert(1).'
check 'so that nothing is opened' test ! -e "$home/opened"
keys 9
expect 'a name before the host is told' 'This leads to thief.example, whatever stands before the @. y opens it.'
check 'none of them was opened' test ! -e "$home/opened"
keys y
expect_opened 'but by y' 'https://bank.example@thief.example/'

cat >"$news/2027-01-03-alike.md" <<'END'
---
title: The host
---
One [alike](https://раypal.example/) only.
END
start 90x24 "'$news/2027-01-03-alike.md'"
expect 'a post' 'One alike[1] only.'
keys Tab
expect 'a host of mixed scripts is shown in punycode, with a warning' \
	'1 → xn--ypal-43d9g.example  The letters of this host are mixed from several scripts.'

# Tickets

tickets() { # tickets FILE TITLE: a post whose text comes in
	{ printf -- '---\ntitle: %s\n---\n' "$2"; cat; } >"$home/$1"
}
mkdir "$home/fair" "$home/fest"
echo '[A](https://a.example/), [go](https://pretix.eu/weavers/2027/).' | tickets fair/2027-01-02-sale.md 'The sale'
echo 'Words.' | tickets fair/2027-01-01-words.md 'The words'
echo '[here](https://ti.to/weavers/2027), [there](https://pretix.eu/weavers/2027/), [again](https://ti.to/weavers/2027/).' |
	tickets fest/2027-01-02-two.md 'Two tickets'
echo 'Words.' | tickets fest/2027-01-01-words.md 'The words'
forget
start 90x20 "'$home/fair'"
expect 'the list of a fair' 'The sale'
keys t
expect_opened 't opens the only ticket of a post' 'https://pretix.eu/weavers/2027/'
forget
keys j Enter
expect 'another post has none' 'Words.'
keys t
expect_opened 't opens that of its site' 'https://pretix.eu/weavers/2027/'
forget
start 90x20 "'$home/fest'"
expect 'the list of a fest' 'Two tickets'
keys Enter
expect 'a post with two tickets' 'there[2]'
keys t
expect 't asks which' '─ Which ticket?'
expect 'of this post' 'In this post'
check 'one address only once' lacks 'again  '
keys j Enter
expect_opened 'and opens the one that is chosen' 'https://pretix.eu/weavers/2027/'
expect_gone 'the window closes' '─ Which ticket?'
keys t
expect 'again' '─ Which ticket?'
keys Escape
expect_gone 'Esc opens none' '─ Which ticket?'
check 'nothing more was opened' opened 'https://pretix.eu/weavers/2027/'
mkdir -p "$home/shop/_posts"
printf 'title: Shop\nurl: https://fair.example\nticket_link: https://till.example/27\ncfp-url: https://forms.gle/abc\n' >"$home/shop/_config.yml"
echo 'Come [here]({{ site.ticket_link }}) or speak [there](https://forms.gle/abc).' |
	tickets shop/_posts/2027-01-02-come.md 'Come'
echo 'Words.' | tickets shop/_posts/2027-01-01-words.md 'The words'
forget
start 90x20 "'$home/shop'"
expect 'a post whose ticket is known by the variable of its site' '● t 2027-01-02  Come'
keys Enter
expect 'is read' 'Come here[1]'
keys u
expect 'the window knows it' 'till.example  Tickets'
expect 'and other variables' 'forms.gle  Call for proposals'
keys Escape t
expect_opened 't opens it' https://till.example/27
check '--links knows its kind' sh -c "XDG_CACHE_HOME='$home/cache' ./hallway --links '$home/shop' | grep -q '^1.ticket.here'"
check 'and so does --open' sh -c "XDG_CACHE_HOME='$home/cache' BROWSER='$recorder' ./hallway --open=cfp '$home/shop' | grep -q https://forms.gle/abc"
start 90x20 "'$home/fest'"
expect 'the fest again' 'Two tickets'
keys Enter
expect 'its post again' 'there[2]'
keys a
expect 'a shows what can be done' '─ What can be done'
expect 'with what it is' 'Tickets  here'
start 90x20 "'$news/2027-01-05-browsers.md'"
expect 'a post without a source' 'One link[1] only.'
keys t
expect 'and without a ticket' 'has a link that sells a ticket'

# Parts, footnotes, back and forward

rows() { i=0; while [ $i -lt 40 ]; do printf '%s %d.\n\n' "$1" $i; i=$((i + 1)); done; }
mkdir "$home/walk"
{
	echo 'Read [part two](2027-01-01-second.md#part-two). A footnote.[^a]'
	echo
	rows Line
	printf 'A low [link](2027-01-01-second.md#part-two).\n\n[^a]: What the note says.\n'
} | tickets walk/2027-01-02-first.md 'The first'
{
	rows Row
	printf '## Part two\n\nThe second part.\n\n'
	rows Rank
} | tickets walk/2027-01-01-second.md 'The second'
start 90x20 "'$home/walk'"
expect 'the list of a walk' 'The first'
keys Enter
expect 'its first post' 'Line 0.'
keys 2
expect 'a footnote is gone to' 'What the note says.'
keys 4
expect 'and its mark leads back' 'A footnote.'
keys h
expect 'h goes back to the note' 'What the note says.'
keys h
expect 'and to where it was called' 'Line 0.'
keys G
expect 'the end' 'A low link[3].'
keys 3
expect 'a link with a part leads to it' 'The second part.'
check 'in the other post' lacks 'Row 39.'
keys j j j j j j
expect_gone 'farther down' 'The second part.'
expect 'is another place' 'Rank 8.'
mouse 128 5 5
expect 'the back button of the mouse comes back to the place' 'A low link[3].'
expect 'with its link selected' '3 → '
keys M-Right
expect 'forward leads to the place that was left' 'Rank 8.'
check 'not to the part' lacks 'The second part.'
keys BSpace
expect 'back once more' 'A low link[3].'
mouse 129 5 5
expect 'the forward button of the mouse leads there, too' 'Rank 8.'
mouse 128 5 5
expect 'and back' 'A low link[3].'
keys 'C-]'
expect '^] as well' 'Rank 8.'
keys M-Right
expect 'where forward ends' 'There is nothing to go forward to.'
keys h
expect 'and back' 'A low link[3].'
keys h
expect 'before that there is the list' 'The second'
keys Q
ended 'Q leaves at once' 0
start 90x20 "'$home/walk'"
expect 'after a new start' 'The first'
keys Enter
expect 'a post that is opened again is where it was left' 'A low link[3].'

# Copies

keys g
expect 'the start' 'Line 0.'
keys Tab
expect 'a link is selected' '1 → '
keys y
expect 'y says what it copied' 'Copied file://'
expect_copied 'the address of the link' "file://$home/walk/2027-01-01-second.md#part-two"
keys Y
expect 'Y says that the post has only a file' 'This post has no address on the web; copied its file: /'
expect_copied 'and copies its path' "$home/walk/2027-01-02-first.md"
keys q
expect 'q goes to the list' 'The second'
keys q
ended 'and leaves' 0
finish
