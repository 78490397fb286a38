#!/bin/sh
# SPDX-License-Identifier: MIT
# What hallway says without a screen: lists, links, text, JSON; messages and exit statuses.
srcdir=$(cd "${srcdir:-.}" && pwd)
home=$(mktemp -d "${TMPDIR:-/tmp}/hallway-output.XXXXXX") || exit 99
trap 'chmod -R u+rwX "$home"; rm -rf "$home"' 0
export XDG_CONFIG_HOME="$home/config" XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" HOME="$home"
unset BROWSER NO_COLOR
n=0 failed=0
check() { # check NAME COMMAND...
	name=$1
	shift
	n=$((n + 1))
	if "$@" >"$home/shown" 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$home/shown" "$home/out" "$home/err" | head -30
		failed=1
	fi
}
run() { ./hallway "$@" >"$home/out" 2>"$home/err" </dev/null; echo $? >"$home/status"; }
out() { grep -qF -- "$1" "$home/out"; }
err() { grep -qF -- "$1" "$home/err"; }
status() { test "$(cat "$home/status")" = "$1"; }
json() { test "$(jq -rs "$1" "$home/out")" = "$2"; }

echo 1..53
run --list --json "$srcdir/data/sample"
check 'the sample has eight posts' json length 8
check 'the newest comes first' json '.[0].title' 'Who answers when something goes wrong'
check 'a time keeps its offset' json '.[3].published' '2026-10-05T10:00:00+01:00'
check 'a time without one is UTC' json '.[0].published' '2026-11-16T18:20:00Z'
check 'a day is midnight' json '.[6].published' '2026-07-14T00:00:00Z'
check 'authors are a list' json '.[4].authors | join("|")' 'Inês Marques|Tobias Wren'
check 'the cover has its words' json '.[3].cover.alt' 'Paper lanterns over the warehouse door, 2025'
check 'the ticket is known' json '.[3].ticket' 'https://pretix.example/lanternconf/2027/'
check 'what is absent is null' json '.[0].excerpt' null
check 'the address is the site'"'"'s' json '.[1].url' 'https://2027.lanternconf.example/news/schedule/'
run --links --json "$srcdir/data/sample"
check 'every link has an absolute target' json '[.[] | select(.url | test("^(https?|mailto|tel):") | not) | select(.kind != "anchor")] | length' 0
check 'all that lead to the shop are tickets' json '[.[] | select(.url | test("pretix")) | .kind] | unique | join(",")' ticket
check 'a post of the same site is told' json '[.[] | select(.kind == "post") | .url] | unique | join(" ")' \
	https://2027.lanternconf.example/news/opportunity-grants/
check 'kinds are those that are promised' json '[.[].kind] - ["ticket","web","post","mail","anchor","image","other"] | length' 0
run --print --width=60 "$srcdir/data/sample"
check 'nothing printed is wider than asked' test "$(LC_ALL=C.UTF-8 wc -L <"$home/out")" -le 60
check 'no template tag is left' sh -c "! grep -F '{{' '$home/out'"
check 'no front matter is left' sh -c "! grep -E '^(layout|author|title):' '$home/out'"
check 'a price is there' out '€ 190'
run --print --color=always --post=tickets-on-sale "$srcdir/data/sample"
check 'colours and links where asked for' sh -c "grep -q \"\$(printf '\\033]8;')\" '$home/out'"
awk 'BEGIN { for (i = 0; i < 30000; i++) printf "http://example.org/%d/", i }' >"$home/long.md"
check 'an address of 700 kB is no work for each of its lines' \
	timeout 30 ./hallway --print --color=always --width=40 "$home/long.md"
printf '| Flag |\n|---|\n| \360\237\207\251\360\237\207\252 \342\235\244\357\270\217 |\n' >"$home/flag.md"
check 'a terminal gets what has the columns that were counted' sh -c \
	"script -qc './hallway --print $home/flag.md' /dev/null </dev/null | grep -q 'DE '"
check 'a pipe gets the words as they are' sh -c "./hallway --print '$home/flag.md' | grep -q \"\$(printf '\360\237\207\251\360\237\207\252')\""
run --list "$srcdir/data/sample"
check 'a line has five fields' sh -c "! awk -F'\\t' 'NF != 5' '$home/out' | grep ."
run "$srcdir/data/sample"
check 'without a terminal the reader is a list' out 'The schedule is out'
run "$srcdir/data/sample/_posts/2026-11-02-schedule.md"
check 'and one post is its text' out '214 proposals'
check 'with the links of its site' sh -c "./hallway --links '$srcdir/data/sample/_posts/2026-11-02-schedule.md' | grep -q https://2027.lanternconf.example/schedule/"
run "file://$srcdir/data/sample/_posts/2026-11-02-schedule.md"
check 'file:// works' out '214 proposals'
# long enough to be printed in parts
awk 'BEGIN { for (i = 1; i <= 9000; i++) printf "%s[w%d](/l%d) is a word.\n\n", i % 50 ? "" : "## s\n\n", i, i }' \
	>"$home/long.md"
./hallway --print --linear "$home/long.md" >"$home/out"
check 'a long post is printed whole and in order, its links counted through' sh -c \
	"grep -o 'link [0-9]*: w[0-9]*' '$home/out' | awk '\$2 != NR \":\" || \$3 != \"w\" NR { exit 1 } END { exit NR != 9000 }'"
check 'a long post without its end read' sh -c "./hallway --print '$home/long.md' | head -n 20 | grep -q w1"
check 'a post on standard input' sh -c "printf '# Hello\n\nTo **all**.\n' | ./hallway - | grep -q 'To all.'"

mkdir "$home/bad" "$home/none" "$home/posts"
printf -- '---\ntitle: Fine\ndate: 2027-03-04\n---\nAll is well.\n' >"$home/bad/fine.md"
printf -- '---\ntitle: "Broken\ntags: [a, b\n---\nText.\n' >"$home/bad/broken.md"
printf -- '---\ntitle: Caf\351\n---\nna\357ve\n' >"$home/bad/latin.md"
: >"$home/bad/empty.md"
printf -- '---\ntitle: Never\ndate: 2027-02-30\n---\nNo such day.\n' >"$home/bad/never.md"
run --list "$home/bad"
check 'broken front matter names file and line' sh -c "grep -q 'broken.md.*line [0-9]' '$home/err'"
check 'an encoding is told' err 'latin.md'
check 'and read' out 'Café'
check 'an empty file is told' err 'empty.md'
check 'a day that is none is told with its line' sh -c "grep -q 'never.md.*line 3' '$home/err'"
check 'the others are listed' out 'Fine'
check 'that is no failure' status 0
run --list "$home/none"
check 'a folder without posts says so' err "$home/none"
run --list "$home/nowhere"
check 'a path that does not exist says so' err "$home/nowhere"
check 'and fails' status 1
run --list "$home/nowhere" "$home/bad"
check 'but the rest is done' out 'Fine'
check 'and the status tells' status 1
run --width=none "$home/bad"
check 'wrong usage is status 2' status 2
run --post=nothing --print "$home/bad"
check 'a post that is not there says so' err 'nothing'
run --query='after:soon' --list "$home/bad"
check 'a query that is wrong says so' err 'is no date'
mkdir -p "$home/bin"
printf '#!/bin/sh\necho "$@" >"%s/opened"\n' "$home" >"$home/bin/recorder"
chmod +x "$home/bin/recorder"
BROWSER="$home/bin/recorder" ./hallway --open=ticket "$srcdir/data/sample" >"$home/out" 2>"$home/err"
check '--open says what it opens' out 'https://pretix.example/lanternconf/2027/'
tries=0
until [ -s "$home/opened" ] || [ $tries -gt 200 ]; do tries=$((tries + 1)); sleep 0.05; done
check 'and opens it' grep -qF 'https://pretix.example/lanternconf/2027/' "$home/opened"
mkdir -p "$home/alone/site/_posts"
printf -- '---\ntitle: A file by itself\ndate: 2026-03-04\nauthor: Ines\ncover:\n  alt: A door\n---\nSee [there](there.md), %s.\n' '{{ site.price }}' |
	tee "$home/alone/post.md" "$home/alone/site/_posts/2026-03-04-post.md" >"$home/alone/feed.md"
printf '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "From a feed", "content_text": "x"}]}' >"$home/alone/feed.md"
printf 'price: 47 crowns\n' >"$home/alone/site/_config.yml"
XDG_CACHE_HOME="$home/no-cache" run --print --color=always "$home/alone/post.md"
cp "$home/out" "$home/by-itself"
check 'a file in no site is printed without an index' sh -c "grep -q 'Ines · 2026-03-04' '$home/out' && ! [ -e '$home/no-cache' ]"
run --print --color=always --post=1 "$home/alone/post.md"
check 'as it is printed from the index' cmp "$home/by-itself" "$home/out"
check 'what is piped is printed without an index' sh -c "XDG_CACHE_HOME='$home/no-cache' ./hallway --print - <'$home/alone/post.md' | grep -q 'A file by itself' && ! [ -e '$home/no-cache' ]"
run --print "$home/alone/site/_posts/2026-03-04-post.md"
check 'a file in a site has what the site says' out '47 crowns'
run --print "$home/alone/feed.md"
check 'a feed is one whatever it is called' out 'From a feed'
run --print "$home/alone/gone.md"
check 'a file that is not there is told' err 'There is no file or folder'
exit $failed
