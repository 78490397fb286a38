/* SPDX-License-Identifier: MIT */
/*
 * faulty: a small HTTP server on loopback that does what servers should not do, and a few helpers.
 *
 *	faulty serve FOLDER     writes its port to FOLDER/port; answers until FOLDER is gone
 *	faulty port             prints a port that is free now
 *	faulty wait PORT        waits until something listens there
 *	faulty reach PORT       whether something listens there now
 *	faulty rss COMMAND...   runs the command; prints the most KiB it held in memory
 *
 * /NAME gives a good feed with an ETag while the file FOLDER/NAME does not exist; once it does, the
 * fault of that name.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LATENCY = 50, TRIES = 1000, PAUSE = 10 }; /* milliseconds */

static const char ok[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

static void say(int fd, const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		ssize_t n = write(fd, text, len);

		if (n <= 0)
			_exit(0);
		text += n;
		len -= (size_t)n;
	}
}

/* Until the other side has had enough. */
static void wait_for_end(int fd)
{
	char byte;

	while (read(fd, &byte, 1) > 0)
		;
}

static void good(int fd, const char *request)
{
	static const char body[] =
		"<feed xmlns='http://www.w3.org/2005/Atom'><title>Loopback days</title><entry>"
		"<id>one</id><title>The doors open</title><updated>2026-05-06T07:08:09Z</updated>"
		"<content>At nine.</content></entry></feed>";
	char head[256];

	if (strstr(request, "If-None-Match: \"good\"")) {
		say(fd, "HTTP/1.1 304 Not Modified\r\nETag: \"good\"\r\nConnection: close\r\n\r\n");
		return;
	}
	snprintf(head, sizeof(head),
		 "%sContent-Type: application/atom+xml\r\nETag: \"good\"\r\nContent-Length: "
		 "%zu\r\n\r\n",
		 ok, strlen(body));
	say(fd, head);
	say(fd, body);
}

static void slow_head(int fd)
{
	say(fd, "HTTP/1.1 200 OK\r\nX-Wait:");
	wait_for_end(fd);
}

static void slow_body(int fd)
{
	say(fd, ok);
	say(fd, "Content-Length: 5000\r\n\r\n<feed>");
	wait_for_end(fd);
}

static void cut(int fd)
{
	say(fd, ok);
	say(fd, "Content-Length: 5000\r\n\r\n<feed><entry><id>two</id><title>Half");
}

static void cut_chunks(int fd)
{
	say(fd, ok);
	say(fd, "Transfer-Encoding: chunked\r\n\r\n6\r\n<feed>\r\n100\r\n<entry>");
}

static void wrong_length(int fd)
{
	say(fd, ok);
	say(fd, "Content-Length: -3\r\n\r\n<feed></feed>");
}

static void endless(int fd)
{
	static char block[65537];

	memset(block, ' ', sizeof(block) - 1);
	say(fd, ok);
	say(fd, "Content-Type: text/markdown\r\n\r\n# Words\n");
	for (;;)
		say(fd, block);
}

static void loop(int fd)
{
	say(fd, "HTTP/1.1 302 Found\r\nLocation: /redirect-loop\r\nContent-Length: 0\r\n"
		"Connection: close\r\n\r\n");
}

static void to_file(int fd)
{
	say(fd, "HTTP/1.1 301 Moved\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n"
		"Connection: close\r\n\r\n");
}

static void to_other(int fd)
{
	say(fd, "HTTP/1.1 301 Moved\r\nLocation: ftp://127.0.0.1:1/x\r\nContent-Length: 0\r\n"
		"Connection: close\r\n\r\n");
}

static void to_named(int fd)
{
	say(fd, "HTTP/1.1 301 Moved\r\nLocation: http://me:secret@127.0.0.1:1/x\r\n"
		"Content-Length: 0\r\nConnection: close\r\n\r\n");
}

static void unasked(int fd)
{
	say(fd, "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
}

static void later(int fd)
{
	say(fd, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 600\r\nContent-Length: 0\r\n"
		"Connection: close\r\n\r\n");
}

static void busy(int fd)
{
	char head[256], date[64];
	time_t then = time(NULL) + 600;
	struct tm parts;

	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&then, &parts));
	snprintf(head, sizeof(head),
		 "HTTP/1.1 503 Busy\r\nRetry-After: %s\r\nContent-Length: 0\r\nConnection: "
		 "close\r\n\r\n",
		 date);
	say(fd, head);
}

static void fault(int fd)
{
	say(fd, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

static void empty(int fd)
{
	say(fd, ok);
	say(fd, "Content-Length: 0\r\n\r\n");
}

static void picture(int fd)
{
	say(fd, ok);
	say(fd, "Content-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n and so on");
}

static void nothing(int fd)
{
	(void)fd;
}

static void no_http(int fd)
{
	say(fd, "220 mail.example ESMTP\r\n");
}

static void bad_packing(int fd)
{
	say(fd, ok);
	say(fd, "Content-Encoding: gzip\r\n\r\nthis was never packed");
}

/* No fault, but a question to the reader. */
static void two_feeds(int fd)
{
	say(fd, ok);
	say(fd, "Content-Type: text/html\r\n\r\n<!DOCTYPE html><html><head><title>Home</title>"
		"<link rel='alternate' type='application/atom+xml' title='News' href='/good'>"
		"<link rel='alternate' type='application/atom+xml' title='Talks' href='/talks'>"
		"</head><body><p>Hello.</p></body></html>");
}

static const struct {
	const char *name;
	void (*answer)(int fd);
} faults[] = {
	{ "slow-head", slow_head },
	{ "slow-body", slow_body },
	{ "cut", cut },
	{ "cut-chunks", cut_chunks },
	{ "length", wrong_length },
	{ "endless", endless },
	{ "redirect-loop", loop },
	{ "to-file", to_file },
	{ "to-other", to_other },
	{ "to-named", to_named },
	{ "unasked", unasked },
	{ "later", later },
	{ "busy", busy },
	{ "fault", fault },
	{ "empty", empty },
	{ "picture", picture },
	{ "nothing", nothing },
	{ "no-http", no_http },
	{ "packing", bad_packing },
	{ "two-feeds", two_feeds },
};

static void answer(int fd, const char *request)
{
	char name[64] = "";

	sscanf(request, "GET /%63[a-z0-9-]", name);
	if (strncmp(name, "late", 4) == 0)
		poll(NULL, 0, LATENCY);
	for (size_t i = 0; access(name, F_OK) == 0 && i < sizeof(faults) / sizeof(*faults); i++) {
		if (strcmp(faults[i].name, name) == 0) {
			faults[i].answer(fd);
			return;
		}
	}
	good(fd, request);
}

static void serve_one(int fd)
{
	char request[8192];
	size_t len = 0;

	while (len < sizeof(request) - 1) {
		ssize_t n = read(fd, request + len, sizeof(request) - 1 - len);

		if (n <= 0)
			_exit(0);
		len += (size_t)n;
		request[len] = '\0';
		if (strstr(request, "\r\n\r\n"))
			break;
	}
	answer(fd, request);
	shutdown(fd, SHUT_WR);
	wait_for_end(fd);
	_exit(0);
}

static int listen_on(int port, int *taken)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	socklen_t len = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(fd, (struct sockaddr *)&address, len) < 0 || listen(fd, 512) < 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &len) < 0) {
		perror("faulty");
		exit(1);
	}
	*taken = ntohs(address.sin_port);
	return fd;
}

static void write_port(int port)
{
	FILE *file = fopen("port.new", "w");

	if (!file)
		exit(1);
	fprintf(file, "%d\n", port);
	fclose(file);
	rename("port.new", "port");
}

static int serve(const char *folder)
{
	int port, fd = listen_on(0, &port);
	pid_t parent = getppid();

	if (chdir(folder) < 0)
		return 1;
	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	write_port(port);
	while (getppid() == parent && access("port", F_OK) == 0) {
		struct pollfd ready = { fd, POLLIN, 0 };
		int client = poll(&ready, 1, 500) > 0 ? accept(fd, NULL, NULL) : -1;

		if (client < 0)
			continue;
		if (fork() == 0) {
			alarm(60);
			close(fd);
			serve_one(client);
		}
		close(client);
	}
	return 0;
}

static int print_port(void)
{
	int port, fd = listen_on(0, &port);

	printf("%d\n", port);
	close(fd);
	return 0;
}

static bool connect_to(const char *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool is_there;

	address.sin_port = htons((uint16_t)strtol(port, NULL, 10));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	is_there = connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0;
	close(fd);
	return is_there;
}

static int wait_for(const char *port)
{
	for (int i = 0; i < TRIES; i++) {
		if (connect_to(port))
			return 0;
		poll(NULL, 0, PAUSE);
	}
	return 1;
}

static int reach(const char *text)
{
	return connect_to(text) ? 0 : 1;
}

static int run(char **words)
{
	struct rusage usage;
	pid_t child = fork();
	int status;

	if (child == 0) {
		execvp(words[0], words);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0)
		return 1;
	printf("%ld\n", usage.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "serve") == 0)
		return serve(argv[2]);
	if (argc == 2 && strcmp(argv[1], "port") == 0)
		return print_port();
	if (argc == 3 && strcmp(argv[1], "wait") == 0)
		return wait_for(argv[2]);
	if (argc == 3 && strcmp(argv[1], "reach") == 0)
		return reach(argv[2]);
	if (argc > 2 && strcmp(argv[1], "rss") == 0)
		return run(argv + 2);
	fprintf(stderr, "faulty: serve FOLDER | port | wait PORT | reach PORT | rss COMMAND...\n");
	return 2;
}
