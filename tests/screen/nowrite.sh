#!/bin/sh
# SPDX-License-Identifier: MIT
# Where nothing can be written: a sentence, and the posts all the same. A home that is in the way, one that
# may only be read, a disk that is full.
srcdir=$(cd "${srcdir:-.}" && pwd)
home=$(mktemp -d "${TMPDIR:-/tmp}/hallway-nowrite.XXXXXX") || exit 99
trap 'umount "$home/disk" 2>/dev/null; rm -rf "$home"' 0
n=0 failed=0
check() { # check NAME COMMAND...
	name=$1
	shift
	n=$((n + 1))
	if "$@"; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$home/out" "$home/err"
		failed=1
	fi
}
out() { grep -qF -- "$1" "$home/out"; }
err() { grep -qF -- "$1" "$home/err"; }
live_in() { export HOME="$1" XDG_CONFIG_HOME="$1/config" XDG_STATE_HOME="$1/state" XDG_CACHE_HOME="$1/cache"; }
run() {
	TMPDIR="$home/tmp" ./hallway "$@" >"$home/out" 2>"$home/err"
	echo $? >"$home/status"
}
status() { [ "$(cat "$home/status")" = "$1" ]; }
left() { [ -z "$(ls "$home/tmp")" ]; }

mkdir "$home/tmp" "$home/disk"
echo >"$home/file"
live_in "$home/file/below"
run --list "$srcdir/data/sample"
check 'without a place for the index the posts are there' out 'The schedule is out'
check 'what cannot be made is named' err "$home/file"
check 'and what that means' err 'What is fetched lasts for this run only.'
check 'for the marks, too' err 'What is marked lasts for this run only.'
check 'and nothing is left behind' left
run --refresh "$srcdir/data/sample"
check 'to fetch for nobody is a failure' status 1
check 'that leaves nothing behind, either' left

if ! mount -t tmpfs -o size=4m tmpfs "$home/disk" 2>/dev/null; then
	for name in 'reading' 'the sentence' 'a full disk' 'its sentence' 'nothing left' 'the list again'; do
		n=$((n + 1))
		echo "ok $n - $name # SKIP no file system can be mounted here"
	done
	echo "1..$n"
	exit $failed
fi
live_in "$home/disk"
run --list "$srcdir/data/sample"
mount -o remount,ro "$home/disk"
run --list "$srcdir/data/sample"
check 'an index that may only be read is read' out 'The schedule is out'
check 'with a sentence' err 'The index cannot be written: it may only be read.'
mount -o remount,rw "$home/disk"
cat /dev/zero >"$home/disk/fill" 2>/dev/null
run --list "$srcdir/data/sample"
check 'on a full disk it is read, too' out 'The schedule is out'
check 'with its sentence' err 'the disk is full'
rm -rf "$home/disk/cache"
cat /dev/zero >"$home/disk/fill" 2>/dev/null
cat /dev/zero >"$home/disk/more" 2>/dev/null
run --list "$srcdir/data/sample"
check 'and without one another place is found' out 'The schedule is out'
check 'that is left empty' left
echo "1..$n"
exit $failed
