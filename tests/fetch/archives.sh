#!/bin/sh
# SPDX-License-Identifier: MIT
# Archives: the same posts as unpacked; what is hostile is passed over or refused, in little memory.
. "${srcdir:-.}/tests/fetch/lib.sh"
plan 25
cd "$home" || exit 99

# Only where memory is counted as it is, not as the sanitizers need it.
is_plain() { ! grep -q __asan_init "$builddir/hallway-fetch"; }
small() { # small NAME ADDRESS: fetched in less than 256 MiB, one check
	"$tools/faulty" rss "$builddir/hallway-fetch" --progress-fd=3 "$2" 3>"$home/events" >"$home/rss"
	is_plain || { check "$1 # SKIP not with the sanitizers" true; return; }
	check "$1" [ "$(tail -n 1 "$home/rss")" -lt 262144 ]
}

mkdir -p site/_posts site/img site/node_modules/x
printf 'title: Packed days\nurl: https://packed.example\npermalink: /news/:title/\n' >site/_config.yml
for day in 1 2 3; do
	printf -- '---\ntitle: Day %d\n---\nWords of day %d.\n' $day $day >site/_posts/2026-04-0$day-day-$day.md
done
echo '# Not a post' >site/node_modules/x/README.md
head -c 100000 /dev/urandom >site/img/x.png
tar cf site.tar site
gzip -k site.tar
cp site.tar site.tgz.tar
fetch "$home/site" "$home/site.tar" "$home/site.tar.gz"
told 'a folder' done "$home/site" '	3	3	0	'
told 'the same as a tar' done "$home/site.tar" '	3	3	0	'
told 'the same, compressed' done "$home/site.tar.gz" '	3	3	0	'
for tool in xz zstd bzip2; do
	if command -v $tool >/dev/null; then
		$tool -kq site.tar
		archive=$(ls site.tar.xz site.tar.zst site.tar.bz2 2>/dev/null)
		fetch "$home/$archive"
		told "by $tool" done "$home/$archive" '	3	3	0	'
		rm "$archive"
	else
		check "no $tool # SKIP" true
	fi
done
# Made again at another time: no post is read again.
touch site/_posts/*
tar czf site.tar.gz site
fetch "$home/site.tar.gz"
told 'made again, with nothing new' done "$home/site.tar.gz" '	3	0	0	'
rm site/_posts/2026-04-01-day-1.md
printf -- '---\ntitle: Day two, changed\n---\nOther words.\n' >site/_posts/2026-04-02-day-2.md
tar czf site.tar.gz site
fetch "$home/site.tar.gz"
told 'one is gone and one has changed' done "$home/site.tar.gz" '	2	0	2	'

# A site made by hand is known in an archive, too, where one folder holds it all.
mkdir -p byhand/content/blog/doors
echo '{}' >byhand/package.json
for language in de en; do
	printf -- '---\ntitle: Doors\ndate: 2026-04-05\n---\nOpen, %s.\n' $language >byhand/content/blog/doors/index.$language.md
done
tar cf byhand.tar byhand
fetch "$home/byhand" "$home/byhand.tar"
told 'a folder with translations' done "$home/byhand" '	1	1	0'
told 'the same as an archive' done "$home/byhand.tar" '	1	1	0'

# Names that lead out, links, devices, archives inside.
mkdir -p bad/in
printf -- '---\ntitle: Out\n---\nx\n' >out.md
printf -- '---\ntitle: In\n---\nx\n' >bad/in/in.md
ln -s /etc/passwd bad/in/link.md
mkfifo bad/in/pipe.md
cp site.tar bad/in/nested.tar
(cd bad && tar cPf ../bad.tar ../out.md "$home/out.md" in)
fetch "$home/bad.tar"
told 'names that lead out are told' note "$home/bad.tar" '2 entries were passed over because their names lead out of the archive.'
told 'and what stays is one post' done "$home/bad.tar" '	1	1	0	'

# Not an archive after all, or half of one.
head -c 60000 site.tar.gz >half.tar.gz
printf '\037\213 and no more' >broken.tar.gz
gzip -c site.tar.gz >twice.tar.gz
fetch "$home/half.tar.gz" "$home/broken.tar.gz" "$home/twice.tar.gz"
told 'half an archive' fail "$home/half.tar.gz" 'half.tar.gz” cannot be unpacked ('
told 'a broken one' fail "$home/broken.tar.gz" 'broken.tar.gz” cannot be unpacked ('
told 'one that is compressed twice' fail "$home/twice.tar.gz" 'twice.tar.gz” is compressed more than once and is refused.'
cp half.tar.gz site.tar.gz
fetch "$home/site.tar.gz"
told 'what was good before and is half now' fail "$home/site.tar.gz" 'cannot be unpacked ('
holds 'its posts stay' "$home/site.tar.gz" 'posts=2 failures=1'

# Too much: ten thousand million zeros, as a hole and compressed; a hundred thousand entries.
truncate -s 10G zeros.md
echo end >>zeros.md
tar cSf hole.tar zeros.md
tar cf - zeros.md 2>/dev/null | head -c 512 | gzip >bomb.tar.gz
head -c 64M /dev/zero | gzip -1 >member
i=0
while [ $i -lt 160 ]; do
	cat member
	i=$((i + 1))
done >>bomb.tar.gz
yes out.md | head -n 100000 | tar cf many.tar -T -
fetch "$home/hole.tar" "$home/bomb.tar.gz"
told 'a hole' fail "$home/hole.tar" 'holds more than 1073741824 bytes, the most that is unpacked.'
told 'a bomb' fail "$home/bomb.tar.gz" 'bomb.tar.gz” unpacks to more than 200 times its size and is refused.'
small 'a hole takes little memory' "$home/hole.tar"
small 'a bomb takes little memory' "$home/bomb.tar.gz"
small 'a hundred thousand entries take little memory' "$home/many.tar"
told 'and are read' done "$home/many.tar" '	1	1	0	'
option archive-files 99999
fetch "$home/many.tar"
told 'if so many are wanted' fail "$home/many.tar" 'holds more than 99999 entries, the most that is unpacked.'
holds 'and the post stays' "$home/many.tar" 'posts=1 failures=1'
exit $failed
