#!/bin/sh
# SPDX-License-Identifier: MIT
# The reader in German and in Spanish: hints, counts, the help, mistakes; English in a language it does not have.
. "${srcdir:-.}/tests/screen/lib.sh"

# gettext may translate nothing in the locale C.UTF-8, whatever LANGUAGE says: the name is what counts to it. So
# the test has a locale of its own, which is C.UTF-8 under another name, or German where the machine can make it.
own_locale() {
	mkdir -p "$home/locales" || return 1
	for folder in /usr/lib/locale/C.utf8 /usr/lib/locale/C.UTF-8; do
		[ -d "$folder" ] && cp -R "$folder" "$home/locales/de_DE.UTF-8" && break
	done
	[ -d "$home/locales/de_DE.UTF-8" ] || localedef -i de_DE -f UTF-8 "$home/locales/de_DE.UTF-8" 2>/dev/null
	[ "$(LOCPATH="$home/locales" LC_ALL=de_DE.UTF-8 locale charmap 2>/dev/null)" = UTF-8 ]
}
own_locale || { echo '1..0 # SKIP no locale but C is here, and localedef makes none'; exit 0; }
export LOCPATH="$home/locales" LC_ALL=de_DE.UTF-8
# A library below libcurl keeps a locale from its start on; to know it by its stack needs the slow unwinder.
export ASAN_OPTIONS="fast_unwind_on_malloc=0" LSAN_OPTIONS="suppressions=$srcdir/tests/leaks.supp"
speak() { # speak LANGUAGE
	export LANGUAGE="$1"
	mux has-session -t keeper 2>/dev/null && mux set-environment -g LANGUAGE "$1"
}
plan 17

speak de
start 80x24 "'$srcdir/data/sample'"
expect 'German: the first hint' 'Enter lesen'
expect 'the last hint has room at 80 columns' 'o Browser'
expect 'the number of posts' '8 Beiträge'
keys '?'
expect 'the keys' 'Eine Seite nach unten'
keys h Enter
expect 'the hints of a post' 'Escape zurück'
keys 9
expect 'a mistake, with its numbers' 'Es gibt keinen Link 9: Dieser Beitrag hat 3.'
keys Q
ended 'Q leaves' 0

speak es
start 80x24 "'$srcdir/data/sample'"
expect 'Spanish: the first hint' 'Enter leer'
expect 'the last hint has room at 80 columns' 'o navegador'
expect 'the number of posts' '8 artículos'
keys '?'
expect 'the keys' 'Bajar una página'
keys h A
expect 'a count' '7 artículos marcados como leídos; U lo deshace.'
keys Q
ended 'Q leaves' 0

check 'the options in German' sh -c 'LANGUAGE=de ./hallway --help | grep -q "^Aufruf: hallway "'
check 'and in Spanish' sh -c 'LANGUAGE=es ./hallway --help | grep -q "^Uso: hallway "'
check 'the fetcher speaks, too' sh -c 'LANGUAGE=es ./hallway-fetch --help | grep -q "^Uso: hallway-fetch "'
check 'English in a language that it does not have' sh -c 'LANGUAGE=tlh ./hallway --help | grep -q "^Usage: hallway "'
finish
