/* SPDX-License-Identifier: MIT */
#include "posts.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/path.h"

enum { N_WORDS = 12000, LEAST_BODY = 210, MOST_BODY = 16466, FIRST_DAY = 16436, N_DAYS = 3650 };

struct dice {
	uint64_t now;
};

static uint32_t roll(struct dice *dice)
{
	uint64_t x = dice->now += UINT64_C(0x9E3779B97F4A7C15);

	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)(x >> 32);
}

static double share(struct dice *dice)
{
	return roll(dice) / 4294967296.0;
}

/* Word number w: the syllables of a number, so that the seldom ones are long. */
static void add_word(size_t w, struct str *out)
{
	static const char *const common[] = { "the",  "of",   "and", "to",   "a",  "in",   "is",
					      "for",  "that", "you", "we",   "on", "with", "be",
					      "are",  "this", "our", "will", "at", "as",   "it",
					      "your", "have", "or",  "from", "by", "an",   "can" };
	static const char *const odd[] = { "café", "Zürich", "東京", "señor", "naïve", "привет" };
	static const char starts[] = "bdfgklmnprstvw", vowels[] = "aeiou";
	const size_t n_common = sizeof(common) / sizeof(*common);

	if (w < n_common) {
		str_text(out, common[w]);
		return;
	}
	if (w % 211 == 0)
		str_text(out, odd[w / 211 % (sizeof(odd) / sizeof(*odd))]);
	for (w += 40; w > 0; w /= 70) {
		str_byte(out, starts[w % 14]);
		str_byte(out, vowels[w / 14 % 5]);
	}
}

/* Few are often: about one in i + 3, by squaring the dice in a log scale. */
static size_t pick(struct dice *dice)
{
	double x = share(dice), word = 1;

	/* 12000 to the power of x, in steps of two. */
	for (int i = 0; i < 20; i++) {
		static const double roots[] = { 109.5445, 10.46635, 3.235174, 1.798659, 1.341141,
						1.158076, 1.076139, 1.037371, 1.018514, 1.009215 };

		x *= 2;
		if (x >= 1 && i < 10) {
			word *= roots[i];
			x -= 1;
		}
	}
	return (size_t)word - 1;
}

static void add_words(struct dice *dice, int n, struct str *out)
{
	for (int i = 0; i < n; i++) {
		if (i > 0)
			str_byte(out, ' ');
		add_word(pick(dice), out);
	}
}

static void add_sentence(struct dice *dice, struct str *out)
{
	uint32_t sort = roll(dice) % 40;

	if (sort == 0) {
		str_byte(out, '[');
		add_words(dice, 3, out);
		str_format(out, "](https://%u.example.org/%u/)", roll(dice) % 50,
			   roll(dice) % 9999);
	} else if (sort == 1) {
		str_text(out, "**");
		add_words(dice, 2, out);
		str_text(out, "**");
	}
	str_byte(out, ' ');
	add_words(dice, 6 + (int)(roll(dice) % 14), out);
	str_text(out, ". ");
}

static void add_block(struct dice *dice, struct str *out)
{
	uint32_t sort = roll(dice) % 10;
	int n = 2 + (int)(roll(dice) % 4);

	if (sort == 0) {
		str_text(out, "## ");
		add_words(dice, 4, out);
	}
	for (int i = 0; i < n && sort > 0; i++) {
		if (sort < 3)
			str_text(out, i > 0 ? "\n- " : "- ");
		add_sentence(dice, out);
	}
	str_text(out, "\n\n");
}

/* The middle of eight dice: near 3.1 kB as a rule, seldom far from it. */
static size_t body_bytes(struct dice *dice)
{
	double sum = 0, bytes = 3092;

	for (int i = 0; i < 8; i++)
		sum += share(dice) - .5;
	for (; sum > .1; sum -= .1)
		bytes *= 1.103;
	for (; sum < -.1; sum += .1)
		bytes /= 1.103;
	return bytes < LEAST_BODY ? LEAST_BODY : bytes > MOST_BODY ? MOST_BODY : (size_t)bytes;
}

static void add_day(size_t i, char separator, struct str *out)
{
	int64_t year;
	int month, day;

	clock_date(FIRST_DAY + (int64_t)(i * 7919 % N_DAYS), &year, &month, &day);
	str_format(out, "%lld%c%02d%c%02d", (long long)year, separator, month, separator, day);
}

void posts_make(size_t i, struct str *out)
{
	static const char *const categories[] = { "News", "Speakers", "Tickets", "Sprints" };
	struct dice dice = { i * 7777777 + 1 };
	size_t end;

	str_format(out, "---\nlayout: post\ntitle: \"Post %zu: ", i);
	add_words(&dice, 5, out);
	str_text(out, "\"\ndate: ");
	add_day(i, '-', out);
	str_format(out, " %02u:%02u:00 -0500\nauthor: ", roll(&dice) % 24, roll(&dice) % 60);
	add_words(&dice, 2, out);
	str_format(out, "\ncategory: %s\npermalink: /news/%zu/\n", categories[roll(&dice) % 4], i);
	str_text(out, "excerpt: ");
	add_words(&dice, 16, out);
	str_text(out, "\n---\n\n");
	for (end = out->len + body_bytes(&dice); out->len < end;)
		add_block(&dice, out);
}

void posts_path(size_t i, struct str *out)
{
	int64_t year;
	int month, day;

	clock_date(FIRST_DAY + (int64_t)(i * 7919 % N_DAYS), &year, &month, &day);
	str_format(out, "%lld/", (long long)year);
	add_day(i, '-', out);
	str_format(out, "-post-%06zu.md", i);
}

int posts_append(const char *folder, size_t i)
{
	static const char text[] = "One more sentence stands here now.\n";
	struct str path = { 0 };
	int fd, result = -1;

	str_format(&path, "%s/", folder);
	posts_path(i, &path);
	fd = open(path.bytes, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (fd >= 0) {
		result = file_write_fd(fd, text, sizeof(text) - 1);
		close(fd);
	}
	str_release(&path);
	return result;
}

static int write_one(const char *folder, size_t i, struct str *text)
{
	struct str path = { 0 };
	struct err err;
	char *above;
	int fd, result = -1;

	str_format(&path, "%s/", folder);
	posts_path(i, &path);
	above = path_folder(path.bytes);
	if (i < N_DAYS && file_make_folder(above, &err) < 0)
		fprintf(stderr, "%s\n", err.text);
	fd = open(path.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0) {
		result = write(fd, text->bytes, text->len) == (ssize_t)text->len ? 0 : -1;
		close(fd);
	}
	free(above);
	str_release(&path);
	return result;
}

long long posts_write(const char *folder, size_t n)
{
	struct str text = { 0 };
	long long bytes = 0;

	for (size_t i = 0; i < n && bytes >= 0; i++) {
		str_clear(&text);
		posts_make(i, &text);
		bytes = write_one(folder, i, &text) < 0 ? -1 : bytes + (long long)text.len;
	}
	str_release(&text);
	return bytes;
}
