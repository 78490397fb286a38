/* SPDX-License-Identifier: MIT */
#include "terminal/osc.h"

#include <stdlib.h>
#include <string.h>

#include "text/width.h"

enum {
	MOST_TITLE = 200,
	SCREEN_CHUNK = 512, /* GNU screen passes on so many bytes at once */
};

static void add_base64(struct str *out, const unsigned char *bytes, size_t len)
{
	static const char
		digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		unsigned group = (unsigned)bytes[i] << 16;

		group |= i + 1 < len ? (unsigned)bytes[i + 1] << 8 : 0;
		group |= i + 2 < len ? bytes[i + 2] : 0;
		str_byte(out, digits[group >> 18]);
		str_byte(out, digits[group >> 12 & 63]);
		str_byte(out, i + 1 < len ? digits[group >> 6 & 63] : '=');
		str_byte(out, i + 2 < len ? digits[group & 63] : '=');
	}
}

/* tmux passes on what is in this envelope, with each Escape doubled (where it is set to). */
static void add_for_tmux(struct str *out, const struct str *osc)
{
	str_text(out, "\033Ptmux;");
	for (size_t i = 0; i < osc->len; i++) {
		if (osc->bytes[i] == '\033')
			str_byte(out, '\033');
		str_byte(out, osc->bytes[i]);
	}
	str_text(out, "\033\\");
}

/* GNU screen passes on strings in this envelope, a piece at a time. */
static void add_for_screen(struct str *out, const struct str *osc)
{
	for (size_t at = 0; at < osc->len; at += SCREEN_CHUNK) {
		size_t len = osc->len - at < SCREEN_CHUNK ? osc->len - at : SCREEN_CHUNK;

		str_text(out, "\033P");
		str_add(out, osc->bytes + at, len);
		str_text(out, "\033\\");
	}
}

/* tmux gets both: it takes the plain one itself, or passes the other on, as it is set. */
void osc_copy(const char *text, size_t len, struct str *out)
{
	struct str osc = { 0 };

	if (len > OSC_MOST_COPY)
		return;
	str_text(&osc, "\033]52;c;");
	add_base64(&osc, (const unsigned char *)text, len);
	str_byte(&osc, '\a');
	if (getenv("STY"))
		add_for_screen(out, &osc);
	else
		str_add(out, osc.bytes, osc.len);
	if (getenv("TMUX"))
		add_for_tmux(out, &osc);
	str_release(&osc);
}

static bool is_control(const char *at)
{
	unsigned char byte = (unsigned char)at[0];

	return byte < ' ' || byte == 0x7f || (byte == 0xc2 && (unsigned char)at[1] < 0xa0);
}

void osc_title(const char *title, struct str *out)
{
	size_t len = strlen(title);
	struct cluster cluster;

	str_text(out, "\033]2;");
	for (size_t at = 0; width_cluster(title, len, at, &cluster); at += cluster.len) {
		if (at + cluster.len > MOST_TITLE)
			break;
		if (!is_control(title + at))
			str_add(out, title + at, cluster.len);
	}
	str_byte(out, '\a');
}
