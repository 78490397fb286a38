#!/bin/sh
# SPDX-License-Identifier: MIT
# In a post: links by number, letters, window and mouse; history; contents; search; source; editor, command, file.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 45
recording_browser
mkdir "$home/news"
cat >"$home/news/2027-01-02-first.md" <<'END'
---
title: The first post
---
Read [the second](2027-01-01-second.md), go [down](#the-end), or see [one](https://one.example/), [two](https://two.example/a?b='c'&d=$(e)),
[mail](mailto:a@b.example), [old](gopher://old.example/), [bad](javascript:alert(1)) and [nowhere]().

<details><summary>More of it</summary>

What was hidden, with [a link](https://hidden.example/).

</details>

## A part

Words about lanterns.

## The end

Lanterns again.
END
cat >"$home/news/2027-01-01-second.md" <<'END'
---
title: The second post
---
Nothing but words.
END

start 80x24 "'$home/news'"
expect 'the list' 'The first post'
keys Enter
expect 'the post' 'Read the second'
keys 3
expect_file 'a number opens its link where no longer one can be meant' "$home/opened" 'https://one.example/'
keys 4
expect_file 'an address is passed on as it is' "$home/opened" "https://two.example/a?b='c'&d=\$(e)"
keys 6
expect 'another scheme asks first' 'is no web page. Open it all the same?'
keys n
expect_gone 'and any other key says no' 'Open it all the same?'
check 'so nothing was opened' sh -c "! grep -q gopher '$home/opened'"
keys f
expect 'f puts letters over the links' 'Read ahe second'
keys d
expect_file 'a letter opens' "$home/opened" 'https://one.example/'
keys 1
expect 'a link to a post opens in place' 'Nothing but words.'
keys h
expect 'h comes back' 'Read the second'
keys M-Right
expect 'and Alt-Right goes forward' 'Nothing but words.'
keys BSpace
expect 'Backspace comes back' 'Read the second'
expect_gone 'details are folded' 'What was hidden'
keys g Tab Tab Tab Tab Tab Tab Tab Tab Tab Enter
expect 'and unfold with Enter' 'What was hidden'
keys u
expect 'u lists the links' 'one.example'
keys / h i d d e n Enter Enter
expect_file 'a filter finds one, Enter opens it' "$home/opened" 'https://hidden.example/'
rm "$home/opened"
keys u
expect 'the links again' '─ Links of this post'
keys g j j Space Space Enter
expect_file 'Space marks, Enter opens what is marked' "$home/opened" 'https://one.example/'
expect_file 'all of it' "$home/opened" "https://two.example/a?b='c'&d=\$(e)"
keys c
expect 'c shows the contents' '─ Contents'
keys Escape
expect_gone 'Esc closes them' '─ Contents'
keys / L A N T E R N Enter
expect 'the search counts what it finds' 'Match 1 of 2'
keys n
expect 'n goes on' 'Match 2 of 2'
keys n
expect 'and round' 'went round the end'
keys h '\'
expect 'a backslash shows the source' '## The end'
keys '\'
expect_gone 'and the text again' '## The end'
keys z
expect_gone 'z hides all but the post' 'hallway  '
keys z
expect 'and shows it again' 'hallway  '
keys S
expect 'S asks for a name' 'Save as: '
keys C-u
mux send-keys -t hallway -l "$home/saved.md"
keys Enter
expect_file 'and saves' "$home/saved.md" 'Words about lanterns.'
keys '|'
mux send-keys -t hallway -l "wc -w >$home/counted"
keys Enter
until_true test -s "$home/counted"
expect 'a command gets the post' 'Press a key'
keys x
expect 'and the screen comes back' 'Read the second'
sed -i 's/Words about lanterns/Words about candles/' "$home/news/2027-01-02-first.md"
expect 'a saved file is shown anew' 'Words about candles'
keys q
expect 'a post that changed since is marked' '~'
keys Enter
expect 'and says so when it is opened' 'has changed since it was read'
keys v
expect 'v shows what went and what came' '{+candles.+}'
keys v
expect_gone 'and the post again' '{+candles'
click 6 6
expect_file 'the mouse opens a link' "$home/opened" 'https://one.example/'
keys q
expect 'q goes to the list' 'The second post'
keys q
ended 'and leaves' 0
# A post of a megabyte: its first screen is painted from the start of the body, and is right where more is asked of it.
mkdir "$home/long"
awk 'BEGIN { print "---\ntitle: The long post\n---\nThe first word, then [the last link](https://last.example/).\n";
	for (i = 1; i <= 30000; i++) print "Paragraph " i " says what is to be said.\n"; print "The last word." }' \
	>"$home/long/2027-01-02-long.md"
start 80x24 "'$home/long'"
expect 'a list with a long post' 'The long post'
keys Enter G
expect 'the end of a long post at once' 'The last word.'
keys g
expect 'and its start again' 'The first word'
keys / 'Paragraph 29999' Enter
expect 'what stands near its end is found' 'Paragraph 29999 says'
finish
