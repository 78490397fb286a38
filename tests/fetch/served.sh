#!/bin/sh
# SPDX-License-Identifier: MIT
# What an address leads to: posts, feeds, pages, listings, archives, forges; from nginx on loopback.
. "${srcdir:-.}/tests/fetch/lib.sh"
start_nginx
plan 101
cd "$home/www" || exit 99

post() { # post TITLE DATE
	printf -- '---\ntitle: %s\ndate: %s\n---\nSee [the plan](plan.md) of %s.\n' "$1" "$2" "$1"
}
feed() { # feed TITLE ENTRY-ID
	printf '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><entry><id>%s</id>' "$1" "$2"
	printf '<title>Doors & hours<br> at %s</title><link href="/news/%s/"/><updated>2026-02-03T04:05:06Z</updated>' "$2" "$2"
	printf '<content type="html">&lt;p&gt;Welcome.&lt;/p&gt;</content></entry></feed>'
}
page() { # page HEAD BODY
	printf '<!DOCTYPE html><html><head><title>Home</title>%s</head><body>%s</body></html>' "$1" "$2"
}

mkdir -p latin list/2025 list/away l named usual/blog article plain site/_posts fresh locked lure bomb
post 'One alone' 2026-03-01 >alone.md
feed 'Pier days' pier >pier.xml
printf '<?xml version="1.0"?><rss version="2.0"><channel><title>Caf\351 des postes</title><ttl>120</ttl><item><guid>x</guid><title>\311t\351</title></item></channel></rss>' >latin/feed
printf '{"version":"https://jsonfeed.org/version/1.1","title":"JSON days","items":[{"id":"j1","title":"First","content_text":"Text."}]}' >feed.json
page '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml"><link rel="alternate" type="application/atom+xml" href="../pier.xml">' hi >named/index.html
page '' 'nothing here' >usual/index.html
cp usual/index.html usual/blog/index.html
feed 'Usual days' usual >usual/blog/atom.xml
page '<meta property="og:type" content="article">' '<article><h1>A page that is a post</h1><p>Words.</p></article>' >article/index.html
page '' 'a home page' >plain/index.html
post 'Listed one' 2026-03-02 >list/one.md
post 'Listed two' 2025-03-02 >list/2025/two.md
echo 'no post' >list/data.json
post 'Not below the listing' 2025-03-02 >l/x.md
printf 'title: Site days\nurl: https://site.example\npermalink: /news/:title/\n' >site/_config.yml
post 'In the site' 2026-03-03 >site/_posts/2026-03-03-in-the-site.md
post 'No post' 2026-03-03 >site/README.md
tar czf site.tar.gz site
(cd site && tar cf - .) | gzip >bare.tar.gz
mkdir site-main && cp -r site/. site-main && tar czf forge.tar.gz site-main && rm -r site-main
feed 'Fresh days' fresh >fresh/feed.xml
feed 'Locked days' locked >locked/feed.xml
feed 'Bait days' bait >bait.xml
: >lure/feed.xml
head -c 3000000 /dev/zero | tr '\0' ' ' | gzip >bomb/post.md
option page-size 2
cat >"$XDG_CONFIG_HOME/hallway/forges.yaml" <<END
- name: Loopback
  like: Forgejo
  hosts: ['localhost:$port']
END

all="alone.md pier.xml latin/feed feed.json named/ usual/blog/ article/ list/ site.tar.gz bare.tar.gz moved.xml away.xml"
forge=http://localhost:$port/own/site
addresses="$(for path in $all; do echo "$www/$path"; done) $forge"
fetch $addresses
check 'everything comes' [ "$status" = 0 ]
for path in $all; do
	case $path in
	list/) posts=2 ;;
	*) posts=1 ;;
	esac
	holds "$path: its posts" "$www/$path" "posts=$posts failures=0"
done
while read -r path form; do
	told "$path: what it is" done "$www/$path" "	$form"
done <<END
alone.md post
feed.json feed
named/ feed
article/ post
list/ listing
site.tar.gz archive
END
told 'a forge: what it is' done "$forge" '	repository'
told 'the feeds of a page are told' choice "$www/named/" "$www/comments.xml Comments"
holds 'a feed with a bare & and an open <br>' "$www/pier.xml" 'title=Pier days'
holds 'a feed in Latin-1, as its server declares' "$www/latin/feed" 'title=Café des postes'
holds 'and it may say for how long it is fresh' "$www/latin/feed" 'next=7200 '
holds 'a JSON Feed' "$www/feed.json" 'title=JSON days'
told 'of several feeds that of the comments is the last choice' note "$www/named/" "names 2 feeds; “$www/pier.xml” is read."
holds 'what a page names is asked at once next time' "$www/named/" "moved=$www/pier.xml"
check 'the usual places are tried in turn' asked 'GET /usual/blog/feed.xml 404'
holds 'until there is a feed' "$www/usual/blog/" "moved=$www/usual/blog/atom.xml"
check 'not further' sh -c "! grep -q 'GET /usual/blog/index.xml' '$home/access.log'"
check 'a listing: nothing but posts' sh -c "! grep -q 'GET /list/data.json' '$home/access.log'"
holds 'a permanent redirect is remembered' "$www/moved.xml" "moved=$www/pier.xml"
holds 'another is not' "$www/away.xml" 'moved=- '
holds 'a site keeps its settings in an archive' "$www/site.tar.gz" 'title=Site days'
holds 'a forge, at the branch that is there' "$forge" "posts=1 failures=0"
holds 'which is remembered' "$forge" "moved=$forge/archive/main.tar.gz"
check 'we say who we are' asked '"hallway/'
check 'compression is asked for' asked 'encoding="gzip"'

post 'Elsewhere' 2026-03-04 >site/elsewhere.md
rm site/_config.yml
mkdir site-next && cp -r site/. site-next && tar czf next.tar.gz site-next && rm -r site-next
fetch "$forge/src/branch/next/_posts"
holds 'a folder of a repository: nothing beside it' "$forge/src/branch/next/_posts" "posts=1 failures=0"

# What did not change does not come again.
: >"$home/access.log"
fetch $addresses
check 'a second time' [ "$status" = 0 ]
for path in alone.md pier.xml latin/feed feed.json article/ site.tar.gz; do
	check "$path: not modified" grep -qE "^GET /$path(index.html)? 304" "$home/access.log"
	silent "$path: and nothing is read" rows "$www/$path"
	told "$path: its post is still there" done "$www/$path" '	1	0	0	'
done
check 'nothing but the pages of listings comes with a body' \
	sh -c "! grep ' 200 ' '$home/access.log' | grep -vE '^GET /(list|list/2025|l)/ '"
check 'the page is not asked for its feed again' sh -c "! grep -q 'GET /named/' '$home/access.log'"
check 'nor the forge for another branch' sh -c "! grep -q 'archive/HEAD' '$home/access.log'"
told 'a listing: what did not change is kept' done "$www/list/" '	2	0	0	'
for path in list/one.md list/2025/two.md; do
	check "$path: not modified" grep -q "^GET /$path 304" "$home/access.log"
done

# What is remembered may go.
rm usual/blog/atom.xml
feed 'Usual days' usual >usual/feed.xml
feed 'Other days' other >usual/blog/rss.xml
fetch "$www/usual/blog/"
holds 'a feed that moved is found again' "$www/usual/blog/" "moved=$www/usual/blog/rss.xml"

# A listing: what is new comes, what is gone leaves, what cannot be had just now stays.
post 'Listed three' 2026-03-05 >list/three.md
post 'Listed two, once more' 2025-03-02 >list/2025/two.md
: >"$home/access.log"
fetch "$www/list/"
told 'a listing: one is new and one has changed' done "$www/list/" '	3	1	1	'
check 'which come' [ "$(grep -cE '^GET /list/(three|2025/two).md 200' "$home/access.log")" = 2 ]
check 'but not the other' grep -q '^GET /list/one.md 304' "$home/access.log"
: >"$home/broken"
: >"$home/access.log"
rm list/one.md
option per-host 1
fetch "$www/list/"
told 'what is gone leaves the list, not what its server cannot give' done "$www/list/" '	2	0	1	'
check 'which is asked for no more then' sh -c "! grep -q 'GET /list/away/' '$home/access.log'"
told 'which is told' note "$www/list/" 'Its server is too busy for now (status 503).'
holds 'and the server is left alone as long as it asks' "$www/list/" 'next=7200 '
mkdir -p "$home/www/shut"
post 'Not to be had' 2026-03-02 >"$home/www/shut/one.md"
fetch "$www/shut/"
told 'nothing can be had of a listing' fail "$www/shut/" 'lists no posts, or none that could be fetched.'
holds 'its server, too, is left alone as long as it asks' "$www/shut/" 'failures=1 next=3600 '
rm "$home/broken"
: >"$home/access.log"
fetch --force "$www/list/"
told 'everything again' done "$www/list/" '	2	'
check 'comes again' [ "$(grep -cE '^GET /list/.*md 200' "$home/access.log")" = 2 ]
for file in "$XDG_CACHE_HOME"/hallway/listings/*; do printf 'http://x			99999
half' >>"$file"; done
fetch "$www/list/"
told 'damage to what is kept of it does no harm' done "$www/list/" '	2	0	0	'
rm -r "$XDG_CACHE_HOME/hallway/listings"
: >"$home/access.log"
fetch "$www/list/"
told 'nor does its loss' done "$www/list/" '	2	0	0	'
check 'it comes again then' [ "$(grep -cE '^GET /list/.*md 200' "$home/access.log")" = 2 ]
check 'and nothing from beside it' sh -c "! grep -q 'GET /l/x.md' '$home/access.log'"

feed 'Pier days' the-next >pier.xml # of another size: nginx has seconds and sizes
fetch "$www/pier.xml"
told 'a feed: what is gone from it stays' done "$www/pier.xml" '	2	1	0	'

fetch "$www/plain/" "$www/nowhere.md" "$www/bomb/post.md" "$www/fresh/feed.xml"
told 'a page without a feed' fail "$www/plain/" 'is a page that names no feed, and none was found beside it.'
told 'a missing post' fail "$www/nowhere.md" 'There is nothing at this address (status 404).'
told 'more than is wanted, once unpacked' fail "$www/bomb/post.md" 'is larger than 2097152 bytes'
holds 'a server says for how long it is fresh' "$www/fresh/feed.xml" 'next=86400 '

# TLS: always checked; HTTP/2 where the server has it.
fetch "$www_tls/pier.xml" "$www_wrong/pier.xml"
told 'a certificate of an unknown authority' fail "$www_tls/pier.xml" 'The certificate of its server is not trusted.'
option ca-file "$home/ca.pem"
fetch "$www_tls/pier.xml" "$www_wrong/pier.xml"
holds 'the authority is known now' "$www_tls/pier.xml" 'posts=1 failures=0'
check 'by HTTP/2' asked 'GET /pier.xml 200 HTTP/2.0'
told 'a certificate for another host' fail "$www_wrong/pier.xml" 'The certificate of its server is not trusted.'

fetch "https://127.0.0.1:$port/pier.xml"
told 'no TLS at all' fail "https://127.0.0.1:$port/pier.xml" 'No secure connection could be made.'

# Names and passwords: from .netrc alone, and for their own host alone.
fetch "$www/locked/feed.xml"
told 'a locked feed' fail "$www/locked/feed.xml" 'which belong into ~/.netrc (status 401).'
printf 'machine 127.0.0.1 login reader password tickets\n' >"$home/.netrc"
chmod 600 "$home/.netrc"
fetch "$www/locked/feed.xml" "$www/lure/feed.xml"
holds 'opened with .netrc' "$www/locked/feed.xml" 'posts=1 failures=0'
holds 'a redirect to another host is followed' "$www/lure/feed.xml" 'posts=1 failures=0'
check 'without the password' sh -c "grep 'GET /bait.xml' '$home/access.log' | grep -q 'auth=\"-\"'"

# The same post by two ways is one row: the site's source, not the feed's stub.
printf '<feed xmlns="http://www.w3.org/2005/Atom"><title>Stubs</title><entry><id>s</id><title>In the site</title><link href="https://site.example/news/in-the-site/"/><content>Look there.</content></entry></feed>' >stub.xml
export XDG_CACHE_HOME="$home/cache2"
"$builddir/hallway" --list "$www/stub.xml" "$www/site.tar.gz" >"$home/list" 2>"$home/events"
check 'one post is one row' [ "$(grep -c . "$home/list")" = 1 ]
"$builddir/hallway" --print "$www/stub.xml" "$www/site.tar.gz" >"$home/text" 2>"$home/events"
check 'with its fullest body' grep -q 'See the plan of In the site' "$home/text"
XDG_CACHE_HOME=$home/cache

# By git.
if command -v git >/dev/null; then
	(cd site && git init -q . && git add . && git -c user.name=a -c user.email=a@b commit -qm a) >/dev/null 2>&1
	fetch "git+file://$home/www/site"
	told 'a repository by git' done "git+file://$home/www/site" '	3	3	0	'
	fetch "git+file://$home/www/site"
	silent 'a second time nothing is read' rows "git+file://$home/www/site"
	GIT_SSH_COMMAND=false fetch ssh://nowhere.example/site.git "$www/pier.xml"
	told 'git says why it cannot' fail ssh://nowhere.example/site.git 'cannot be fetched by git ('
	check 'and nobody waits for it' sh -c "grep -n 'done\|fail' '$home/events' | sed -n 1p | grep -q pier"
else
	for check in 1 2 3 4; do check 'no git # SKIP' true; done
fi
# What was kept of a folder, and is too much by now, does not leave the list without a word.
for name in four five; do
	{ post "Long $name" 2025-04-05; head -c 700000 /dev/zero | tr '\0' x; } >"$home/www/list/2025/$name.md"
done
fetch "$www/list/"
: >"$home/broken"
option text-size 1
fetch "$www/list/"
told 'too much of what was kept' note "$www/list/" 'holds more than 1048576 bytes, the most that is kept.'
exit $failed
