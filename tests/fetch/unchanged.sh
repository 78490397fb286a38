#!/bin/sh
# SPDX-License-Identifier: MIT
# A tree that did not change costs one look at each file, and no file is opened. Nothing is written
# but where the index is.
home=$(mktemp -d "${TMPDIR:-/tmp}/hallway-unchanged.XXXXXX") || exit 99
trap 'rm -rf "$home"' 0
export XDG_CONFIG_HOME="$home/config" XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" HOME="$home"
export ASAN_OPTIONS=detect_leaks=0
if ! strace -f -o "$home/try" true 2>/dev/null; then
	echo '1..0 # SKIP no strace'
	exit 0
fi
n=0 failed=0
check() {
	name=$1
	shift
	n=$((n + 1))
	if "$@"; then echo "ok $n - $name"; else
		echo "not ok $n - $name"
		grep -F '.md"' "$home/calls" | sed 's/^/# /' | head -20
		failed=1
	fi
}
count() { grep -cE "^[0-9]+ +($1)\\(.*\\.md\"" "$home/calls"; }
fetch() { strace -f -o "$home/calls" ./hallway-fetch --index="$home/index.db" "$home/news" >/dev/null 2>"$home/err"; }
# Files that are opened for writing elsewhere, in the temporary folders of the system too.
strays() {
	grep -E "(openat|open|creat)\(.*(O_WRONLY|O_RDWR|O_CREAT)" "$home/calls" | grep -vE "\"(/dev/(null|tty|urandom)|/proc/)" |
		grep -vF "\"$home/"
}
no_strays() { ! strays | sed 's/^/# /' | grep .; }
echo 1..7
mkdir -p "$home/news/2027"
for i in $(seq 1 100); do
	printf -- '---\ntitle: Post %d\n---\nWords.\n' "$i" >"$home/news/2027/$i.md"
done
fetch
check 'a new tree is read' [ "$(count 'openat|open')" = 100 ]
check 'and each file asked for its bytes alone' [ "$(count 'stat|lstat|newfstatat|fstatat64|statx')" = 0 ]
check 'and nothing is written elsewhere' no_strays
fetch
check 'an unchanged one is looked at once a file' [ "$(count 'stat|lstat|newfstatat|fstatat64|statx')" = 100 ]
check 'and none is opened' [ "$(count 'openat|open')" = 0 ]
echo 'More.' >>"$home/news/2027/7.md"
fetch
check 'one that changed is read alone' [ "$(count 'openat|open')" = 1 ]
check 'and looked at once, too' [ "$(count 'stat|lstat|newfstatat|fstatat64|statx')" = 100 ]
exit $failed
