/* SPDX-License-Identifier: MIT */
#include "fetch/reply.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "fetch/client.h"
#include "fetch/transfer.h"

static void clear(struct reply *reply)
{
	bool is_redirected = reply->is_redirected, is_moved = reply->is_moved;

	reply_release(reply);
	reply->max_age = -1;
	reply->is_redirected = is_redirected;
	reply->is_moved = is_moved;
}

static void read_status(struct reply *reply, const char *line)
{
	const char *blank = strchr(line, ' ');
	long status = blank ? strtol(blank + 1, NULL, 10) : 0;
	bool is_permanent = status == 301 || status == 308;

	clear(reply);
	if (!is_permanent && status != 302 && status != 303 && status != 307)
		return;
	reply->is_moved = is_permanent && (!reply->is_redirected || reply->is_moved);
	reply->is_redirected = true;
}

static void replace(char **text, const char *with, size_t len)
{
	free(*text);
	*text = mem_copy(with, len);
}

static void read_charset(struct reply *reply, const char *parameters)
{
	static const char name[] = "charset=";

	for (; parameters; parameters = strchr(parameters, ';')) {
		parameters += strspn(parameters, "; \t");
		if (strncasecmp(parameters, name, sizeof(name) - 1) != 0)
			continue;
		parameters += sizeof(name) - 1;
		parameters += *parameters == '"';
		replace(&reply->charset, parameters, strcspn(parameters, "\"; \t"));
		return;
	}
}

static void read_type(struct reply *reply, const char *value)
{
	replace(&reply->type, value, strcspn(value, "; \t"));
	for (char *c = reply->type; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 'a' - 'A') : *c;
	read_charset(reply, strchr(value, ';'));
}

static void read_cache(struct reply *reply, const char *value)
{
	static const char age[] = "max-age=";

	for (; *value; value += strcspn(value, ",")) {
		value += strspn(value, ", \t");
		if (strncasecmp(value, age, sizeof(age) - 1) == 0)
			reply->max_age = strtoll(value + sizeof(age) - 1, NULL, 10);
		else if (strncasecmp(value, "no-cache", 8) == 0 ||
			 strncasecmp(value, "no-store", 8) == 0)
			reply->is_uncached = true;
	}
}

static void read_etag(struct reply *reply, const char *value)
{
	replace(&reply->etag, value, strlen(value));
}

static void read_modified(struct reply *reply, const char *value)
{
	replace(&reply->modified, value, strlen(value));
}

static void read_age(struct reply *reply, const char *value)
{
	reply->age = strtoll(value, NULL, 10);
}

static void read_expires(struct reply *reply, const char *value)
{
	reply->expires = client_open()->getdate(value, NULL);
}

static void read_date(struct reply *reply, const char *value)
{
	reply->date = client_open()->getdate(value, NULL);
}

static const struct {
	const char *name;
	void (*read)(struct reply *reply, const char *value);
} fields[] = {
	{ "content-type:", read_type },
	{ "etag:", read_etag },
	{ "last-modified:", read_modified },
	{ "cache-control:", read_cache },
	{ "expires:", read_expires },
	{ "date:", read_date },
	{ "age:", read_age },
};

void reply_line(struct reply *reply, const char *line, size_t len)
{
	const char *value;
	char *copy;

	str_trim(&line, &len);
	copy = mem_copy(line, len);
	if (str_starts(copy, "HTTP/"))
		read_status(reply, copy);
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		size_t n = strlen(fields[i].name);

		if (strncasecmp(copy, fields[i].name, n) != 0)
			continue;
		value = copy + n;
		fields[i].read(reply, value + strspn(value, " \t"));
	}
	free(copy);
}

/* RFC 9111, 4.2.1 and 4.2.3, without guessing. */
static int64_t freshness(const struct reply *reply)
{
	int64_t fresh = 0;

	if (reply->is_uncached)
		return 0;
	if (reply->max_age >= 0)
		fresh = reply->max_age - reply->age;
	else if (reply->expires > 0 && reply->date > 0)
		fresh = reply->expires - reply->date;
	return fresh > 0 ? fresh : 0;
}

static char *move(char **text)
{
	char *moved = *text;

	*text = NULL;
	return moved;
}

void reply_answer(struct reply *reply, struct transfer_answer *answer)
{
	answer->type = move(&reply->type);
	answer->charset = move(&reply->charset);
	answer->etag = move(&reply->etag);
	answer->modified = move(&reply->modified);
	answer->fresh = freshness(reply);
}

void reply_release(struct reply *reply)
{
	free(reply->type);
	free(reply->charset);
	free(reply->etag);
	free(reply->modified);
	*reply = (struct reply){ 0 };
}
