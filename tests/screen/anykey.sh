#!/bin/sh
# SPDX-License-Identifier: MIT
# Whatever is pressed, in whatever order and at whatever size, the program goes on, and leaves in order when told
# to. The keys are drawn from a fixed seed, so that what fails once fails again.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 4
export BROWSER=true

printf -- '---\ntitle: Nothing asked for\n---\n# A heading\n\nWords[^1], a [link](#a-heading) and `code`.\n\n[^1]: A note.\n' \
	>"$home/2027-02-03-x.md"
drawn=0
draw() { # draw N: sets $drawn to a number below N
	seed=$(((seed * 1103515245 + 12345) & 0x7fffffff))
	drawn=$((seed / 65536 % $1))
}

# Not among them: what leaves or suspends the program, edits, pipes, saves or subscribes.
some_keys() { # some_keys N
	words=
	for i in $(seq "$1"); do
		set -- j k Space b g G Enter h BSpace Tab BTab f a u c '{' '}' / n N m '*' A U s z v '\' '?' \
			']' '[' J K w 1 2 3 Escape Up Down PageUp PageDown Home End Left Right y Y o O t r R C-l C-d \
			C-u C-f C-b i l x d : ä 日 M-x F1
		draw $#
		shift "$drawn"
		words="$words $1"
	done
	set -f
	# shellcheck disable=SC2086
	keys $words
	set +f
}

press_any() { # press_any SEED SIZE
	seed=$1
	start "$2" "'$srcdir/data/sample' '$home/2027-02-03-x.md'"
	until_true shows 'LanternConf' || return
	for turn in $(seq 12); do
		some_keys 40
		draw 5
		[ "$drawn" != 0 ] || { draw 150; columns=$((20 + drawn)); draw 40; resize "${columns}x$((3 + drawn))"; }
	done
	resize 90x25
	keys Escape Escape Escape Escape Escape Escape
	keys Q
}
for setting in '1 120x34' '2 60x20' '3 200x50' '4 40x12'; do
	# shellcheck disable=SC2086
	press_any $setting
	ended "it leaves in order after any keys ($setting)" 0
done
finish
