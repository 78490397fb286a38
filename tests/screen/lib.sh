# SPDX-License-Identifier: MIT
# Screen tests: the program in a tmux of its own, keys in, the screen looked at until it is as expected. Sourced.
#
#	plan N                      how many checks follow
#	start COLUMNSxROWS WORDS    starts `hallway WORDS` (a shell line) in a fresh window; $with stands before it
#	                            (env NAME=VALUE: tmux itself does not hand on what it takes for the client's)
#	shell COLUMNSxROWS          an interactive shell instead, its prompt "$ "
#	keys KEY...                 as tmux names them: j, Enter, Tab, BTab, Escape, C-c, Space
#	paste TEXT                  as a terminal does that was asked to mark what is pasted
#	click COLUMN ROW            the left button, cells counted from 1; wheel_down, wheel_up likewise
#	resize COLUMNSxROWS
#	expect NAME TEXT            waits until the screen holds the text (a fixed string)
#	expect_gone NAME TEXT       waits until it does not
#	expect_file NAME FILE TEXT  waits until the file holds the text
#	check NAME COMMAND...       one check: the command's exit status
#	ended NAME STATUS           waits until the program has ended with that status
#
# Nothing sleeps and hopes: each wait looks again until 15 seconds are over.
command -v tmux >/dev/null || { echo '1..0 # SKIP no tmux'; exit 0; }
srcdir=$(cd "${srcdir:-.}" && pwd)
builddir=$(pwd)
home=$(mktemp -d "${TMPDIR:-/tmp}/hallway-screen.XXXXXX") || exit 99
socket=$home/tmux
mux() { tmux -S "$socket" -f /dev/null "$@"; }
trap 'mux kill-server 2>/dev/null; rm -rf "$home"' 0
trap 'exit 1' 1 2 15
export XDG_CONFIG_HOME="$home/config" XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" HOME="$home"
unset BROWSER DISPLAY WAYLAND_DISPLAY SSH_CONNECTION SSH_TTY NO_COLOR VISUAL EDITOR TMUX
n=0 failed=0 with=

plan() { echo "1..$1"; }

ok() { # ok NAME: by the last exit status
	status=$?
	n=$((n + 1))
	[ $status = 0 ] && echo "ok $n - $1" && return
	failed=1
	echo "not ok $n - $1"
	mux capture-pane -p -t hallway 2>/dev/null | sed 's/^/# |/'
}

until_true() { # until_true COMMAND...
	tries=0
	while ! "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.05
	done
}

shows() { mux capture-pane -p -J -t hallway | grep -qF -- "$1"; }
lacks() { ! shows "$1"; }
holds() { grep -qF -- "$2" "$1" 2>/dev/null; }

start() { # start COLUMNSxROWS WORDS
	# A session that stays keeps the server from ending between two starts.
	mux has-session -t keeper 2>/dev/null || mux new-session -d -s keeper 'exec sleep 1000' || exit 99
	mux kill-session -t hallway 2>/dev/null
	rm -f "$home/status"
	mux new-session -d -s hallway -x "${1%x*}" -y "${1#*x}" "cd '$builddir'; $with ./hallway $2 2>'$home/stderr'; echo \$? >'$home/status'; \
		echo; echo shell again; stty -a | grep -o -- '-\\?icanon'; exec sleep 1000" || exit 99
	mux set -g status off
	mux set -g escape-time 0
	mux resize-window -t hallway -x "${1%x*}" -y "${1#*x}"
}
shell() { # shell COLUMNSxROWS
	# A session that stays keeps the server from ending between two starts.
	mux has-session -t keeper 2>/dev/null || mux new-session -d -s keeper 'exec sleep 1000' || exit 99
	mux kill-session -t hallway 2>/dev/null
	mux new-session -d -s hallway -x "${1%x*}" -y "${1#*x}" "cd '$builddir'; exec env PS1='$ ' ENV= sh -i" || exit 99
	mux set -g status off
	mux set -g escape-time 0
	mux set -s set-clipboard on
	mux resize-window -t hallway -x "${1%x*}" -y "${1#*x}"
}
keys() { mux send-keys -t hallway "$@"; }
paste() { mux set-buffer -b pasted "$1"; mux paste-buffer -p -d -b pasted -t hallway; }
resize() { mux resize-window -t hallway -x "${1%x*}" -y "${1#*x}"; }
mouse() { # mouse BUTTON COLUMN ROW: pressed and released, in SGR coordinates
	mux send-keys -t hallway -l "$(printf '\033[<%d;%d;%dM\033[<%d;%d;%dm' "$1" "$2" "$3" "$1" "$2" "$3")"
}
click() { mouse 0 "$1" "$2"; }
wheel_down() { mouse 65 "$1" "$2"; }
wheel_up() { mouse 64 "$1" "$2"; }

expect() { until_true shows "$2"; ok "$1"; }
expect_gone() { until_true lacks "$2"; ok "$1"; }
expect_file() { until_true holds "$2" "$3"; ok "$1"; }
check() { name=$1; shift; "$@"; ok "$name"; }
ended() { until_true holds "$home/status" "$2"; ok "$1"; }

# A browser that writes what it was given, an argument a line, into $home/opened.
recording_browser() {
	mkdir -p "$home/bin"
	printf '#!/bin/sh\nfor word; do printf "%%s\\n" "$word"; done >>"%s/opened"\n' "$home" >"$home/bin/recorder"
	chmod +x "$home/bin/recorder"
	export BROWSER="$home/bin/recorder"
}

# The server of tests/fetch that does what servers should not do, at $faulty.
start_faulty() {
	mkdir -p "$home/faults"
	"$builddir/tests/fetch/faulty" serve "$home/faults" &
	until_true [ -s "$home/faults/port" ] || { echo 'Bail out! no faulty server'; exit 99; }
	faulty=http://127.0.0.1:$(cat "$home/faults/port")
}

finish() { exit $failed; }
