#!/bin/sh
# SPDX-License-Identifier: MIT
# Signs and order: nothing but ASCII where that is asked for; titles and sentences that are written from the right;
# keys that come together; the address of a post that has none.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 31
recording_browser
post() { { printf -- '---\ntitle: %s\nauthor: %s\ndate: 2027-01-0%d\n---\n' "$2" "$3" "$4"; cat; } >"$home/$1"; }
configured() { mkdir -p "$home/config/hallway"; cat >"$home/config/hallway/config.yaml"; }
is_ascii() { ! mux capture-pane -p -t hallway | LC_ALL=C grep -q '[^ -~]'; }
copied() { [ "$(mux show-buffer 2>/dev/null)" = "$1" ]; }

# ASCII

mkdir "$home/fair"
long=a-long-name-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on
post fair/one.md "A title that is $long" 'Ann Dee' 5 <<END
It's so. See [the page](https://one.example/$long) and [old](gopher://old.example/$long).

- one
- [x] two

> A quote.

## Part

| a | b |
| - | - |
| 1 | 2 |

<details><summary>More</summary>

Hidden.

</details>
END
post fair/two.md 'Another' 'Bo Dee' 4 <<'END'
Words.
END
configured <<'END'
ascii: yes
END
start 80x24 "'$home/fair'"
expect 'a list in ASCII' 'A title that is'
expect 'cut with three dots' '...'
check 'has no other signs' is_ascii
keys Enter
expect 'its post' 'See the page'
expect 'with its punctuation as it was typed' "It's so"
keys Tab
expect 'the arrow before a target' '1 -> one.example'
check 'no other signs in a post' is_ascii
keys 2
expect 'a question about a long address' '... is no web page.'
check 'has none' is_ascii
keys n u
expect 'the window of links' 'Links of this post'
check 'has none' is_ascii
keys Escape '?'
expect 'the window of keys' 'Move down half a page'
check 'has none' is_ascii
keys Escape q '*'
expect 'a star' 'The post has a star.'
check 'is ASCII, too' is_ascii
keys Q
start 120x24 "'$home/fair'"
expect 'list and post' 'the page[1]'
check 'beside each other, too' is_ascii
keys Q

# From the right

mkdir "$home/east"
post east/one.md 'כנס 2027' 'דנה' 5 <<'END'
A [קישור](https://one.example/).
END
post east/two.md 'The second (כנס) day' 'Bo Dee' 4 <<'END'
Words.
END
configured <<'END'
visual-order: yes
END
start 80x24 "'$home/east'"
expect 'titles of the list stand in the order in which they are seen' '2027 סנכ'
expect 'authors, too' 'הנד'
expect 'a word from the right in a title from the left' 'The second (סנכ) day'
keys Enter u
expect 'the words of a link in a window' '1  רושיק'
configured <<'END'
visual-order: no
END
start 80x24 "'$home/east'"
expect 'or as they come, where the terminal orders them' 'כנס 2027'

# Keys that come together

configured </dev/null
start 80x24 "'$home/fair'"
expect 'the list' 'A title that is'
keys Enter
expect 'a post' 'See the page'
keys '?'
expect 'a window' 'Move down half a page'
mux send-keys -t hallway -l "$(printf '\033q')"
expect 'Esc and q that come together close the window and leave the post' 'Bo Dee'

# The address

mux set -s set-clipboard on
keys y
expect 'a post without an address has a file' 'This post has no address on the web; copied its file: /'
until_true copied "$home/fair/one.md"
ok 'which is copied'
keys Q

# Punctuation

post fair/two.md 'Another' 'Bo Dee' 4 <<'END'
It's "so" -- really. Go/it's --help.
END
sed -i 's/^title: .*/&\nlang: de/' "$home/fair/two.md"
start 80x24 "'$home/fair/two.md'"
expect 'quotation marks of the post’s language' 'It’s „so“ – really. Go/it’s --help.'
keys /
mux send-keys -t hallway -l '"so" --'
keys Enter
expect 'found as they are typed' '1 of 1'
configured <<'END'
typographic-punctuation: no
END
start 80x24 "'$home/fair/two.md'"
expect 'or all as it was typed' "It's \"so\" -- really."
keys Q
finish
