#!/bin/sh
# SPDX-License-Identifier: MIT
# kill-program.sh [ROUNDS [SEED]]: hallway and the fetcher it started are killed at random moments, while posts
# change and are marked. After each, the index opens and holds all posts, and every mark that was seen on the
# screen is there. make check runs 6 rounds; 500 are for a quiet hour.
. "${srcdir:-.}/tests/screen/lib.sh"
rounds=${1:-6} dice=${2:-1}
plan "$rounds"
posts=300 marked=12
roll() { # roll N: $rolled is below N
	dice=$(((dice * 1103515245 + 12345) % 2147483648))
	rolled=$((dice / 65536 % $1))
}
mkdir "$home/news"
write() { # write NUMBER WORDS
	printf -- '---\ntitle: Post %d\ndate: 2024-01-01 %02d:%02d:00\n---\n%s\n' "$1" $(($1 / 60)) $(($1 % 60)) "$2" \
		>"$home/news/$1.md"
}
i=0
while [ $i -lt $posts ]; do
	write $i 'The first words.'
	i=$((i + 1))
done

# The newest posts are marked, the others change. Of row i stands in $want whether it is read; $maybe is the
# row whose mark was not seen any more.
want=000000000000
at() { printf %s "$want" | cut -c"$1"; }
turn() { want=$(printf %s "$want" | awk -v i="$1" '{ print substr($0, 1, i - 1) 1 - substr($0, i, 1) substr($0, i + 1) }'); }
is_shown() { # is_shown ROW READ
	line=$(mux capture-pane -p -t hallway | sed -n "$((2 * $1))p")
	case $line in
	'●'*'Post '*) [ "$2" = 0 ] ;;
	*'Post '*) [ "$2" = 1 ] ;;
	*) false ;;
	esac
}
change_some() {
	roll 60
	for i in $(seq 1 $((rolled + 1))); do
		roll $((posts - marked))
		write $rolled "Other words, of $dice."
	done
}
# All of the session: the fetcher has a process group of its own.
kill_all() { pkill -9 -s "$(mux list-panes -t hallway -F "#{pane_pid}")"; }
is_whole() {
	./hallway --list --json "$home/news" >"$home/list" 2>"$home/err" && [ ! -s "$home/err" ] &&
		[ "$(wc -l <"$home/list")" = $posts ] || return 1
	row=0
	for is_read in $(head -$marked "$home/list" | jq 'if .read then 1 else 0 end'); do
		row=$((row + 1))
		[ "$is_read" = "$(at $row)" ] && continue
		[ $row = $maybe ] || return 1
		turn $row
	done
}

# The rows must stand where they are looked for: newer ones that come in would push them down.
./hallway --list "$home/news" >/dev/null 2>&1
for round in $(seq 1 "$rounds"); do
	change_some
	start 100x40 "'$home/news'"
	roll 8
	presses=$rolled row=1 maybe=0
	while [ $presses -gt 0 ] && until_true is_shown $row "$(at $row)"; do
		keys m
		turn $row
		until_true is_shown $row "$(at $row)" || break
		keys j
		row=$((row + 1)) presses=$((presses - 1))
	done
	roll 3
	[ $rolled = 0 ] && keys m && maybe=$row
	kill_all
	is_whole
	ok "round $round"
	[ $failed = 0 ] || { cat "$home/err"; echo "# wanted $want, row $row, maybe $maybe"; head -$marked "$home/list" | jq -c '[.title, .read]' | sed 's/^/# /'; break; }
done
finish
