/* SPDX-License-Identifier: MIT */
#include "text/url.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/host.h"
#include "text/safe.h"

enum { MOST_BYTES = 8192 };

static bool is_alpha(unsigned char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static bool is_digit(unsigned char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_unreserved(unsigned char byte)
{
	return is_alpha(byte) || is_digit(byte) || (byte && strchr("-._~", byte));
}

static int hex(unsigned char byte)
{
	if (is_digit(byte))
		return byte - '0';
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'f' ? (byte | 0x20) - 'a' + 10 : -1;
}

/* The byte that an escape at the start of the text stands for, or -1. */
static int escape(const char *text)
{
	if (text[0] != '%' || hex((unsigned char)text[1]) < 0 || hex((unsigned char)text[2]) < 0)
		return -1;
	return hex((unsigned char)text[1]) * 16 + hex((unsigned char)text[2]);
}

/* The length of a scheme without its colon; 0 where there is none. */
static size_t scheme_len(const char *text)
{
	size_t n = 0;

	if (!is_alpha((unsigned char)*text))
		return 0;
	while (is_alpha((unsigned char)text[n]) || is_digit((unsigned char)text[n]) ||
	       (text[n] && strchr("+-.", text[n])))
		n++;
	return text[n] == ':' ? n : 0;
}

/* Takes [from, to) as a part. */
static struct url_part part(const char *from, const char *to)
{
	return (struct url_part){ from, (size_t)(to - from) };
}

static const char *find_last(const char *from, const char *to, char byte)
{
	while (to > from)
		if (*--to == byte)
			return to;
	return NULL;
}

static void split_authority(const char *from, const char *to, struct url *url)
{
	const char *at = find_last(from, to, '@'), *colon;

	if (at) {
		url->user = part(from, at);
		from = at + 1;
	}
	colon = find_last(from, to, ':');
	/* The colons of an IPv6 address stand in brackets. */
	if (colon && !find_last(colon, to, ']')) {
		url->port = part(colon + 1, to);
		to = colon;
	}
	url->host = part(from, to);
}

void url_split(const char *text, struct url *url)
{
	size_t scheme = scheme_len(text), n;

	*url = (struct url){ 0 };
	if (scheme > 0) {
		url->scheme = part(text, text + scheme);
		text += scheme + 1;
	}
	if (text[0] == '/' && text[1] == '/') {
		n = strcspn(text + 2, "/?#");
		split_authority(text + 2, text + 2 + n, url);
		text += 2 + n;
	}
	n = strcspn(text, "?#");
	url->path = part(text, text + n);
	text += n;
	if (*text == '?') {
		n = strcspn(text, "#");
		url->query = part(text + 1, text + n);
		text += n;
	}
	if (*text == '#')
		url->fragment = part(text + 1, text + strlen(text));
}

bool url_is_absolute(const char *text)
{
	return scheme_len(text) > 1;
}

/* Adds the part with what no URL may hold percent-encoded; escapes that are there stay. */
static void add_encoded(struct str *out, const struct url_part *part)
{
	for (size_t i = 0; i < part->len; i++) {
		unsigned char byte = (unsigned char)part->at[i];

		if (byte <= 0x20 || byte >= 0x7F || strchr("\"<>\\^`{|}", byte))
			str_format(out, "%%%02X", byte);
		else
			str_byte(out, (char)byte);
	}
}

/* A host with escapes stays as it is: they could hide a separator. */
static void add_host(struct str *out, const struct url_part *part)
{
	char *host = mem_copy(part->at, part->len), *ascii = NULL;

	if (!strchr(host, '%'))
		ascii = host_ascii(host);
	if (ascii)
		add_encoded(out, &(struct url_part){ ascii, strlen(ascii) });
	else
		add_encoded(out, part);
	free(ascii);
	free(host);
}

static void add_authority(struct str *out, const struct url *url)
{
	if (!url->host.at)
		return;
	str_text(out, "//");
	if (url->user.at) {
		add_encoded(out, &url->user);
		str_byte(out, '@');
	}
	add_host(out, &url->host);
	if (url->port.at) {
		str_byte(out, ':');
		add_encoded(out, &url->port);
	}
}

static void add_url(struct str *out, const struct url *url)
{
	if (url->scheme.at) {
		str_add(out, url->scheme.at, url->scheme.len);
		str_byte(out, ':');
	}
	add_authority(out, url);
	add_encoded(out, &url->path);
	if (url->query.at) {
		str_byte(out, '?');
		add_encoded(out, &url->query);
	}
	if (url->fragment.at) {
		str_byte(out, '#');
		add_encoded(out, &url->fragment);
	}
}

/* RFC 3986 section 5.2.4, in place; the path is shortened. */
static void remove_dots(char *path)
{
	char *in = path, *out = path;

	while (*in) {
		size_t segment = (*in == '/') + strcspn(in + (*in == '/'), "/");

		if (strncmp(in, "../", 3) == 0 || strncmp(in, "./", 2) == 0) {
			in += strcspn(in, "/") + 1;
		} else if (segment == 2 && memcmp(in, "/.", 2) == 0) {
			in += in[2] == '/' ? 2 : 1;
			*in = '/';
		} else if (segment == 3 && memcmp(in, "/..", 3) == 0) {
			in += in[3] == '/' ? 3 : 2;
			*in = '/';
			while (out > path && *--out != '/')
				;
		} else if (strcmp(in, ".") == 0 || strcmp(in, "..") == 0) {
			break;
		} else {
			memmove(out, in, segment);
			out += segment;
			in += segment;
		}
	}
	*out = '\0';
}

/* RFC 3986 section 5.2.3. The caller frees. */
static char *merge_paths(const struct url *base, const struct url_part *path)
{
	const char *end = base->path.at + base->path.len;
	const char *slash = find_last(base->path.at, end, '/');
	struct str merged = { 0 };

	if (base->host.at && base->path.len == 0)
		str_byte(&merged, '/');
	else if (slash)
		str_add(&merged, base->path.at, (size_t)(slash + 1 - base->path.at));
	str_add(&merged, path->at, path->len);
	return str_take(&merged);
}

/* Without blanks at the ends, nor tabs and newlines inside, as browsers have it. */
static char *clean(const char *reference)
{
	size_t len = strlen(reference);
	struct str out = { 0 };

	str_trim(&reference, &len);
	for (size_t i = 0; i < len; i++)
		if (!strchr("\t\n\r", reference[i]))
			str_byte(&out, reference[i]);
	return str_take(&out);
}

/* RFC 3986 section 5.2.2: what the reference lacks comes from the base. The path is the caller's.
 */
static char *complete(struct url *url, const struct url *base)
{
	char *path;

	if (url->scheme.at || url->host.at || (url->path.len > 0 && *url->path.at == '/')) {
		path = mem_copy(url->path.at, url->path.len);
	} else if (url->path.len == 0) {
		path = mem_copy(base->path.at, base->path.len);
		if (!url->query.at)
			url->query = base->query;
	} else {
		path = merge_paths(base, &url->path);
	}
	if (!url->scheme.at && !url->host.at) {
		url->user = base->user;
		url->host = base->host;
		url->port = base->port;
	}
	if (!url->scheme.at)
		url->scheme = base->scheme;
	return path;
}

char *url_resolve(const char *base, const char *reference)
{
	char *text = clean(reference), *path = NULL;
	struct url url, base_url;
	struct str out = { 0 };

	url_split(text, &url);
	if (base && (url.scheme.at == NULL || url.host.at)) {
		url_split(base, &base_url);
		path = complete(&url, &base_url);
		remove_dots(path);
		url.path = part(path, path + strlen(path));
	}
	add_url(&out, &url);
	free(path);
	free(text);
	return str_take(&out);
}

static void add_lower(struct str *out, const struct url_part *part)
{
	for (size_t i = 0; i < part->len; i++)
		str_byte(out, (char)tolower((unsigned char)part->at[i]));
}

/* Escapes of unreserved characters decoded, the others in capitals. */
static void add_normal(struct str *out, const char *text)
{
	while (*text) {
		int byte = escape(text);

		if (byte < 0)
			str_byte(out, *text);
		else if (is_unreserved((unsigned char)byte))
			str_byte(out, (char)byte);
		else
			str_format(out, "%%%02X", (unsigned)byte);
		text += byte < 0 ? 1 : 3;
	}
}

static bool is_part(const struct url_part *part, const char *text)
{
	return part->len == strlen(text) && strncasecmp(part->at, text, part->len) == 0;
}

static bool is_web(const struct url *url)
{
	return is_part(&url->scheme, "http") || is_part(&url->scheme, "https");
}

static void drop_index(char *path)
{
	size_t len;

	if (str_ends(path, "/index.html"))
		path[strlen(path) - strlen("index.html")] = '\0';
	len = strlen(path);
	if (len > 0 && path[len - 1] == '/')
		path[len - 1] = '\0';
}

static void add_canonical_path(struct str *out, const struct url *url)
{
	char *path = mem_copy(url->path.at, url->path.len);

	if (is_web(url)) {
		remove_dots(path);
		drop_index(path);
	}
	add_normal(out, path);
	free(path);
}

static void add_canonical_host(struct str *out, const struct url *url)
{
	struct str host = { 0 };

	add_host(&host, &url->host);
	if (host.len > 0 && host.bytes[host.len - 1] == '.')
		host.len--;
	add_lower(out, &(struct url_part){ str_bytes(&host), host.len });
	str_release(&host);
	if (url->port.len > 0 && !(is_part(&url->port, "443") && is_web(url)) &&
	    !(is_part(&url->port, "80") && is_web(url))) {
		str_byte(out, ':');
		str_add(out, url->port.at, url->port.len);
	}
}

char *url_canonical(const char *text)
{
	char *encoded = url_resolve(NULL, text);
	struct str out = { 0 };
	struct url url;

	url_split(encoded, &url);
	if (is_web(&url))
		str_text(&out, "https");
	else
		add_lower(&out, &url.scheme);
	if (url.scheme.at)
		str_byte(&out, ':');
	if (url.host.at) {
		str_text(&out, "//");
		if (url.user.at) {
			str_add(&out, url.user.at, url.user.len);
			str_byte(&out, '@');
		}
		add_canonical_host(&out, &url);
	}
	add_canonical_path(&out, &url);
	if (url.query.at) {
		char *query = mem_copy(url.query.at, url.query.len);

		str_byte(&out, '?');
		add_normal(&out, query);
		free(query);
	}
	free(encoded);
	return str_take(&out);
}

/* The host with its escapes decoded; the caller frees. */
static char *host_of(const char *text)
{
	char *encoded, *host;
	struct url url;

	url_split(text, &url);
	encoded = mem_copy(url.host.at, url.host.len);
	host = url_decode(encoded);
	free(encoded);
	return host;
}

char *url_shown_host(const char *url)
{
	char *host = host_of(url), *shown = host_shown(host);

	free(host);
	return shown;
}

bool url_is_suspect(const char *url)
{
	char *host = host_of(url);
	bool is_suspect = host_is_suspect(host);

	free(host);
	return is_suspect;
}

/* Bytes that no URL holds, and text that could deceive. */
static bool has_refused(const char *url)
{
	for (const char *at = url; *at; at++)
		if ((unsigned char)*at <= 0x20 || *at == 0x7F || strchr("\"`<>\\", *at))
			return true;
	return !safe_is(url, strlen(url));
}

enum url_verdict url_verdict(const char *text)
{
	struct url url;

	if (*text == '-' || strnlen(text, MOST_BYTES + 1) > MOST_BYTES || has_refused(text))
		return URL_REFUSE;
	url_split(text, &url);
	if (!url_is_absolute(text) || (is_web(&url) && url.host.len == 0))
		return URL_REFUSE;
	if (is_web(&url))
		return url.user.at ? URL_ASK : URL_OPEN;
	return is_part(&url.scheme, "mailto") ? URL_OPEN : URL_ASK;
}

char *url_encode(const char *text, const char *keep)
{
	struct str out = { 0 };

	for (; *text; text++) {
		if (is_unreserved((unsigned char)*text) || strchr(keep, *text))
			str_byte(&out, *text);
		else
			str_format(&out, "%%%02X", (unsigned char)*text);
	}
	return str_take(&out);
}

char *url_decode(const char *text)
{
	struct str out = { 0 };

	while (*text) {
		int byte = escape(text);

		/* A NUL would end the text. */
		if (byte <= 0) {
			str_byte(&out, *text++);
			continue;
		}
		str_byte(&out, (char)byte);
		text += 3;
	}
	return str_take(&out);
}
