#!/bin/sh
# SPDX-License-Identifier: MIT
# src/ROOMS holds: a file includes its own header first, then only rooms of its row; a library's headers
# only where the row names the library. ROOMS and the folders name the same rooms.
cd "${srcdir:-.}" || exit 99
echo 1..2
find src -name '*.[ch]' | sort | xargs grep -Hn '^#include' | awk '
BEGIN {
	FS = ":"
	while ((getline row < "src/ROOMS") > 0) {
		if (row ~ /^#/) continue
		split(row, cell, "|"); gsub(/ /, "", cell[1])
		may[cell[1]] = " " cell[1] " " cell[2] " "
		uses[cell[1]] = " " cell[3] " "
		n = split(cell[3], names, " ")
		for (i = 1; i <= n; i++) library[names[i]] = 1
	}
}
function complain(what) { bad++; print "# " $1 ":" $2 ": " what }
{
	split($1, path, "/"); room = path[2]; line = $3
	for (i = 4; i <= NF; i++) line = line ":" $i
	if (!(room in may)) complain("no row in src/ROOMS for " room)
	if (match(line, /"[a-z]+\//)) {
		to = substr(line, RSTART + 1, RLENGTH - 2)
		if (!index(may[room], " " to " ")) complain(room " may not include " to)
	}
	if (match(line, /<[a-z0-9_]+/)) {
		to = substr(line, RSTART + 1, RLENGTH - 1)
		for (name in library)
			if ((to == name || to == name "lib" || index(to, name) == 1 && length(name) > 4) && !index(uses[room], " " name " "))
				if (!(to in library) || !index(uses[room], " " to " ")) complain(room " may not use <" to ">")
	}
}
$1 ~ /\.c$/ && !seen[$1]++ {
	own = substr($1, 1, length($1) - 1) "h"
	if ((getline row < own) > 0 && !index("src/" line, substr(own, 5))) complain("its own header comes first")
	close(own)
}
END {
	print (bad ? "not ok" : "ok") " 1 - every include stays in its room"
	exit bad > 0
}' || failed=1
odd=$({ ls src | grep -v ROOMS; sed '/^#/d; s/ .*//' src/ROOMS; } | sort | uniq -u)
[ -z "$odd" ] || { echo "# $odd: in src/ or in src/ROOMS, not in both"; printf 'not '; failed=1; }
echo "ok 2 - src/ROOMS names the folders"
exit ${failed:-0}
