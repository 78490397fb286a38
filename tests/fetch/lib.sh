# SPDX-License-Identifier: MIT
# Fetch tests: hallway-fetch against servers on loopback. Sourced.
#
#	plan N                   how many checks follow
#	fetch ADDRESS...         runs hallway-fetch; its events stand in $home/events, its status in $status
#	told NAME KIND ADDRESS TEXT   one check: there is such an event, and the text (fixed) is in it
#	silent NAME KIND ADDRESS one check: there is no such event
#	holds NAME ADDRESS TEXT  one check: the index says that of the source (see peek.c)
#	check NAME COMMAND...    one check: the command's exit status
#	start_nginx              a server at $www ($www_tls over TLS) that gives the files in $home/www
#	start_faulty             a server at $faulty; make_fault NAME makes it do so from then on
#	option NAME VALUE        a line of config.yaml
#
# Nothing sleeps and hopes.
srcdir=$(cd "${srcdir:-.}" && pwd)
builddir=$(pwd)
tools=$builddir/tests/fetch
home=$(mktemp -d "${TMPDIR:-/tmp}/hallway-fetch.XXXXXX") || exit 99
pids=
finish() {
	for pid in $pids; do kill "$pid" 2>/dev/null; done
	rm -rf "$home"
}
trap finish 0
trap 'exit 1' 1 2 15
export XDG_CONFIG_HOME="$home/config" XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" HOME="$home"
unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
export no_proxy='*'
mkdir -p "$XDG_CONFIG_HOME/hallway" "$home/www" "$home/faults"
n=0 failed=0
as= # a command that hallway-fetch is started by

plan() { echo "1..$1"; }

ok() { # ok NAME: by the last exit status
	result=$?
	n=$((n + 1))
	[ $result = 0 ] && echo "ok $n - $1" && return
	failed=1
	echo "not ok $n - $1"
	sed 's/^/# |/' "$home/events" 2>/dev/null | tail -n 40
}

check() { name=$1; shift; "$@"; ok "$name"; }

fetch() { # fetch ADDRESS...
	status=0
	$as "$builddir/hallway-fetch" --progress-fd=3 "$@" 3>"$home/events" 2>"$home/stderr" || status=$?
}

event() { awk -F '\t' -v kind="$1" -v source="$2" '$1 == kind && $2 == source' "$home/events"; }
has() { event "$1" "$2" | grep -qF -- "$3"; }
lacks() { ! event "$1" "$2" | grep -q .; }
told() { has "$2" "$3" "$4"; ok "$1"; }
silent() { lacks "$2" "$3"; ok "$1"; }
peek() { "$tools/peek" "$XDG_CACHE_HOME/hallway/index.db" "$@"; }
says() { peek "$1" | grep -qF -- "$2"; }
holds() { says "$2" "$3" || { peek "$2" | sed 's/^/# /'; false; }; ok "$1"; }
option() { printf '%s: %s\n' "$1" "$2" >>"$XDG_CONFIG_HOME/hallway/config.yaml"; }

start_faulty() {
	"$tools/faulty" serve "$home/faults" &
	pids="$pids $!"
	tries=0
	until [ -s "$home/faults/port" ]; do
		tries=$((tries + 1))
		[ $tries -lt 500 ] || { echo 'Bail out! no faulty server'; exit 99; }
		"$tools/faulty" port >/dev/null
	done
	faulty=http://127.0.0.1:$(cat "$home/faults/port")
}
make_fault() { : >"$home/faults/$1"; }

find_nginx() {
	for nginx in "$(command -v nginx)" /usr/sbin/nginx /usr/local/sbin/nginx; do
		[ -x "$nginx" ] && return
	done
	echo '1..0 # SKIP no nginx'
	exit 0
}

# A certificate authority of our own, a certificate for loopback and one for somebody else.
make_certificates() {
	command -v openssl >/dev/null || { echo '1..0 # SKIP no openssl'; exit 0; }
	(
		cd "$home" || exit 1
		openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Loopback authority' \
			-keyout ca.key -out ca.pem || exit 1
		for name in right wrong; do
			case $name in
			right) names=DNS:localhost,IP:127.0.0.1 ;;
			wrong) names=DNS:elsewhere.example ;;
			esac
			openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout $name.key -out $name.csr &&
				printf 'subjectAltName=%s\n' "$names" >$name.ext &&
				openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
					-extfile $name.ext -out $name.pem || exit 1
		done
	) >"$home/openssl.log" 2>&1 || { echo 'Bail out! no certificates'; exit 99; }
}

start_nginx() {
	find_nginx
	make_certificates
	port=$("$tools/faulty" port)
	tls=$("$tools/faulty" port)
	wrong=$("$tools/faulty" port)
	www=http://127.0.0.1:$port www_tls=https://127.0.0.1:$tls www_wrong=https://127.0.0.1:$wrong
	printf 'reader:{PLAIN}tickets\n' >"$home/passwords"
	cat >"$home/nginx.conf" <<-END
		daemon off;
		$([ "$(id -u)" != 0 ] || echo 'user root;')
		worker_processes 1;
		pid $home/nginx.pid;
		error_log $home/nginx.log;
		events { worker_connections 600; }
		http {
			log_format line '\$request_method \$uri \$status \$server_protocol "\$http_user_agent" '
				'auth="\$http_authorization" match="\$http_if_none_match" bytes=\$body_bytes_sent '
				'encoding="\$sent_http_content_encoding" host="\$host"';
			access_log $home/access.log line;
			client_body_temp_path $home/t1;
			proxy_temp_path $home/t2;
			fastcgi_temp_path $home/t3;
			uwsgi_temp_path $home/t4;
			scgi_temp_path $home/t5;
			types { text/html html; text/xml xml; text/markdown md; application/json json; }
			default_type application/octet-stream;
			root $home/www;
			index index.html;
			server {
				listen 127.0.0.1:$port;
				listen 127.0.0.1:$tls ssl http2;
				ssl_certificate $home/right.pem;
				ssl_certificate_key $home/right.key;
				gzip on;
				gzip_min_length 1;
				gzip_types *;
				location /list/ { autoindex on; }
				location /list/2025/ { autoindex on; add_header Retry-After 7200 always;
					if (-f $home/broken) { return 503; } }
				location /shut/ { autoindex on; }
				location = /shut/one.md { add_header Retry-After 3600 always; return 503; }
				location /list/away/ { return 302 /l/; }
				location /l/ { autoindex on; }
				location /moved.xml { return 301 /pier.xml; }
				location /away.xml { return 302 /pier.xml; }
				location /latin/ { types { } default_type 'text/xml; charset=iso-8859-1'; }
				location /fresh/ { add_header Cache-Control max-age=86400; }
				location /locked/ { auth_basic closed; auth_basic_user_file $home/passwords; }
				location /lure/ { auth_basic closed; auth_basic_user_file $home/passwords;
					rewrite ^ http://localhost:$port/bait.xml redirect; }
				location /bomb/ { gzip off; types { } default_type text/markdown;
					add_header Content-Encoding gzip; }
				location = /own/site/archive/HEAD.tar.gz { return 404; }
				location = /own/site/archive/main.tar.gz { alias $home/www/forge.tar.gz; }
				location = /own/site/archive/next.tar.gz { alias $home/www/next.tar.gz; }
			}
			server {
				listen 127.0.0.1:$wrong ssl;
				ssl_certificate $home/wrong.pem;
				ssl_certificate_key $home/wrong.key;
			}
		}
	END
	"$nginx" -e "$home/nginx.log" -c "$home/nginx.conf" >/dev/null 2>&1 &
	pids="$pids $!"
	"$tools/faulty" wait "$port" || { sed 's/^/# /' "$home/nginx.log"; echo 'Bail out! no nginx'; exit 99; }
}
asked() { grep -qF -- "$1" "$home/access.log"; }
