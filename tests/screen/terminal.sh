#!/bin/sh
# SPDX-License-Identifier: MIT
# The terminal room by itself: keys, sizes, and the terminal given back however the program ends.
. "${srcdir:-.}/tests/screen/lib.sh"
plan 34
program=$builddir/tests/screen/keys

text() { mux send-keys -t hallway -l -- "$1"; }
run() { text "clear; $1"; keys Enter; }
shows_all() { # shows_all TEXT...
	for text; do shows "$text" || return 1; done
}
expect_all() { # expect_all NAME TEXT...
	name=$1
	shift
	until_true shows_all "$@"
	ok "$name"
}
is_prompt() { [ "$(mux capture-pane -p -t hallway | sed 's/ *$//' | grep . | tail -n 1)" = '$' ]; }
prompt() { until_true is_prompt; }
state() { mux display-message -p -t hallway "$1"; }
has_state() { [ "$(state "$1")" = "$2" ]; }
# The process that has the terminal's foreground.
foreground() {
	ps -o pid=,stat= -t "$(state '#{pane_tty}')" 2>/dev/null | awk '$2 ~ /\+/ { pid = $1 } END { print pid }'
}
send_signal() { # send_signal NAME
	pid=$(foreground)
	[ -n "$pid" ] && kill -"$1" "$pid"
}
# given_back NAME: the prompt is there and the modes are a shell's. The shell's own line editing would
# change some, so another program looks at them.
given_back() {
	prompt
	run "stty -a | tr ' ;' '\\n\\n' | grep -xE -e '-?(icanon|echo|isig|ixon|opost|icrnl)' | sort | xargs"
	until_true shows 'echo icanon icrnl isig ixon opost' &&
		until_true has_state '#{alternate_on}#{cursor_flag}#{mouse_any_flag}' 010
	ok "$1"
}

shell 40x12
prompt
run "$program"
expect 'it knows its size' '40 columns, 12 rows'
keys j Space Enter Tab BTab Up PageDown Home C-f F5 M-x
expect_all 'keys have their names' 'key j' 'key Space' 'key Enter' 'key Tab' 'key BackTab' 'key Up' 'key PageDown' \
	'key Home' 'key ^F' 'key F5' 'key Alt-x'
text 'ä日'
expect_all 'and characters are themselves' 'key ä' 'key 日'
keys Escape
expect 'Escape at once' 'key Escape'
keys C-c C-s C-q
expect_all '^C, ^S and ^Q are keys' 'key ^C' 'key ^S' 'key ^Q'
click 4 3
click 4 3
expect_all 'a click and a double click' 'click 1 at 2,3' 'click 2 at 2,3'
wheel_down 2 2
expect 'the wheel down' 'wheel 3 at 1,1'
wheel_up 2 2
expect 'the wheel up' 'wheel -3 at 1,1'
resize 60x8
expect 'a new size' '60 columns, 8 rows'
resize 5x2
expect 'a tiny one' '5 col'
resize 1x1
resize 33x9
expect 'and back' '33 columns, 9 rows'
keys q
given_back 'given back at the end'

run "$program"
expect 'it runs again' '33 columns'
keys C-z
given_back 'given back on ^Z'
keys f g Enter
expect_all 'fg goes on' '33 columns' 'key ^Z'
send_signal TSTP
given_back 'given back on SIGTSTP'
keys f g Enter
expect_all 'fg goes on again' '33 columns' 'key ^Z'
send_signal STOP
expect 'SIGSTOP cannot be prepared for' 'Stopped'
keys f g C-j
expect_gone 'but the screen is drawn anew' 'Stopped'
keys y
expect 'and keys come' 'key y'

for signal in TERM HUP INT; do
	send_signal $signal
	given_back "given back on SIG$signal"
	run "$program"
	until_true shows '33 columns'
done

keys A
expect 'a failed assertion says what failed' 'Assertion'
given_back 'and the terminal is given back'
run "$program"
until_true shows '33 columns'
keys S
given_back 'given back by a crash'
run "$program"
until_true shows '33 columns'
keys O
given_back 'given back where the stack overflows'
run "$program"
until_true shows '33 columns'
keys D
expect 'what it dies of is said' 'hallway: there is no memory'

cat >"$home/pager" <<'END'
#!/bin/sh
echo "the pager has it"
read -r line
echo "read <$line>"
[ "$line" != bad ]
END
chmod +x "$home/pager"
resize 60x9
prompt
run "PAGER=$home/pager $program 'a title'"
until_true shows '60 columns'
until_true has_state '#{pane_title}' 'a title'
ok 'the window has a title'
keys l
until_true shows 'the pager has it'
text 'some line'
keys Enter
expect_all 'a program gets the terminal' 'read <some line>' 'press a key'
keys x
until_true shows '60 columns'
keys l
until_true shows 'the pager has it'
text 'bad'
keys Enter
until_true shows 'press a key'
keys x
expect 'gives it back, and a bad end is told' '“pager” failed with exit status 1.'
keys c
until_true sh -c '[ "$(tmux -S "$0" show-buffer 2>/dev/null)" = "copied text" ]' "$socket"
ok 'text is copied through tmux'
keys q
prompt
run "TERM=no-such-terminal $program"
expect 'a terminal that is not known is taken for an xterm' '60 columns'
keys q
prompt
run "TERM=dumb $program"
expect 'one that is too simple is refused' 'cannot be drawn on'
finish
