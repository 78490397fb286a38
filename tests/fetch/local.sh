#!/bin/sh
# SPDX-License-Identifier: MIT
# Folders and files: what changed is read, what is gone leaves the index, and no end of a run harms it.
. "${srcdir:-.}/tests/fetch/lib.sh"
plan 37
cd "$home" || exit 99
index=$XDG_CACHE_HOME/hallway/index.db

post() { # post FOLDER NUMBER
	printf -- '---\ntitle: Post %d\ndate: 2026-01-02\n---\n[Tickets](https://ti.to/days/%d) for %d.\n' "$2" "$2" "$2" >"$1/post-$2.md"
}
mkdir news empty bare
for i in 1 2 3; do post news $i; done
echo 'nothing' >bare/data.json

fetch "$home/news"
told 'all posts of a folder' done "$home/news" '	3	3	0	'
told 'then links and words' texts "$home/news" ''
fetch "$home/news"
told 'a second time nothing is new' done "$home/news" '	3	0	0	'
post news 4
printf -- '---\ntitle: Post one, changed\n---\nWords.\n' >news/post-1.md
rm news/post-2.md
fetch "$home/news"
told 'one new, one changed, one gone' done "$home/news" '	3	1	2	'
ln -s post-3.md news/link.md
fetch "$home/news"
told 'links are not followed' done "$home/news" '	3	0	0	'
fetch --force "$home/news"
told 'all again, when asked' done "$home/news" '	3	0	3	'
printf 'actions:\n  ticket:\n    links:\n      - "!ti.to/**"\n' >"$XDG_CONFIG_HOME/hallway/actions.yaml"
fetch "$home/news"
told 'and when links mean something else' done "$home/news" '	3	0	3	'
printf -- "- address: '%s'\n  url: https://news.example\n" "$home/news" >"$XDG_CONFIG_HOME/hallway/sources.yaml"
fetch "$home/news"
told 'and when the user says something else of the site' done "$home/news" '	3	0	3	'
fetch
told 'without an address: what is subscribed' done "$home/news" '	3	0	0	'

# One file.
fetch "$home/news/post-3.md"
told 'one file' done "$home/news/post-3.md" '	1	1	0	'
fetch "file://$home/news/post-3.md"
told 'the same as an address' done "file://$home/news/post-3.md" '	1	1	0	'

# What cannot be read: a sentence with its path, and the others go on.
: >news/nothing.md
fetch "$home/nowhere" "$home/empty" "$home/bare" "$home/news"
check 'something failed' [ "$status" = 1 ]
told 'no such path' fail "$home/nowhere" "There is no file or folder “$home/nowhere”."
told 'an empty folder' fail "$home/empty" "The folder “$home/empty” is empty."
told 'no posts' note "$home/bare" "There are no posts in “$home/bare”."
told 'which is no failure' done "$home/bare" '	0	0	0	'
told 'an empty file' note "$home/news" "$home/news/nothing.md"
told 'is listed, and so are the others' done "$home/news" '	4	1	0	'
mkdir news/closed
post news 5
chmod 000 news/closed news/post-5.md
# Root may read everything, unless it is told not to: then it is a user like any other.
[ "$(id -u)" != 0 ] || as='setpriv --bounding-set -dac_override,-dac_read_search'
fetch "$home/news"
told 'a folder without permission' note "$home/news" "The folder “$home/news/closed” cannot be read: Permission denied."
told 'a post without permission' note "$home/news" "“$home/news/post-5.md” cannot be read: Permission denied."
fetch "$home/news/closed"
told 'a source without permission' fail "$home/news/closed" "The folder “$home/news/closed” cannot be read: Permission denied."
as=
chmod 700 news/closed
rm -f news/post-5.md
fetch "$home/news"
mv news away
fetch "$home/news"
told 'a folder that went away' fail "$home/news" "There is no file or folder “$home/news”."
holds 'its posts stay' "$home/news" 'posts=4 failures=1'
mv away news
fetch --no-such-option 2>/dev/null
check 'wrong usage' [ "$status" = 2 ]
fetch --index=/proc/none/index.db "$home/news"
told 'an index that cannot be' fail '' 'cannot be'

# Two at the same time.
if command -v flock >/dev/null; then
	mkfifo "$home/held" "$home/go"
	flock "$index.lock" sh -c "echo >'$home/held'; read line <'$home/go'" &
	pids="$pids $!"
	read -r line <"$home/held"
	fetch "$home/news"
	told 'one waits a little, then says so' fail '' "Another hallway is fetching into “$index”; try again when it is done."
	check 'and fails' [ "$status" = 1 ]
	echo >"$home/go"
	fetch "$home/news"
	told 'then it goes on' done "$home/news" '	4	0	0	'
else
	for i in 1 2 3; do check 'no flock # SKIP' true; done
fi

# Ended in the middle, by whatever: the index is whole, and the next run goes on.
# A feed that was saved is a feed.
item() { printf '<item><guid>%s</guid><title>%s</title></item>' "$1" "$1"; }
echo "<rss version='2.0'><channel><title>Saved</title>$(item one)$(item two)</channel></rss>" >saved.xml
fetch "$home/saved.xml"
told 'a feed in a file' done "$home/saved.xml" '	2	2	0	feed'
holds 'has its title' "$home/saved.xml" 'title=Saved'
fetch "$home/saved.xml"
told 'and is read once' done "$home/saved.xml" '	2	0	0	feed'

# The numbers of a site are written with a point, however the user's language writes them.
mkdir -p numbers/_posts "$home/locales"
printf 'title: Numbers\n' >numbers/_config.yml
printf -- '---\ntitle: Half\n---\n{{ 1.5 | times: 3 }}\n' >numbers/_posts/2026-01-01-half.md
if localedef -i de_DE -f UTF-8 "$home/locales/de_DE.UTF-8" 2>/dev/null; then
	LOCPATH="$home/locales" LC_ALL=de_DE.UTF-8 "$builddir/hallway" --print numbers >"$home/printed"
else
	"$builddir/hallway" --print numbers >"$home/printed"
fi
check 'a half is a half in German, too' grep -qx '4\.5' "$home/printed"

mkdir many
i=0
while [ $i -lt 3000 ]; do
	i=$((i + 1))
	echo "# Post $i" >"many/$i.md"
done
mkfifo "$home/pipe"
for signal in TERM INT KILL; do
	"$builddir/hallway-fetch" --progress-fd=3 "$home/many" 3>"$home/pipe" &
	pid=$!
	exec 4<"$home/pipe"
	while read -r kind rest <&4; do
		[ "$kind" != rows ] || break
	done
	kill -$signal $pid
	wait $pid 2>/dev/null
	exec 4<&-
	says "$home/many" failures=0
	ok "ended by $signal: some rows are there"
done
"$builddir/hallway-fetch" --progress-fd=3 --force "$home/many" 3>&1 | head -n 1 >/dev/null
fetch "$home/many"
holds 'nobody listened: the index is whole' "$home/many" 'posts=3000 failures=0'
check 'and nothing went wrong' [ "$status" = 0 ]
exit $failed
