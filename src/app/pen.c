/* SPDX-License-Identifier: MIT */
#include "app/pen.h"

#include "terminal/ansi.h"
#include "text/width.h"

static const struct str nothing = { 0 };

void pen_init(struct pen *pen, const struct theme *theme, int n_colors, struct str *out)
{
	*pen = (struct pen){
		.out = out, .theme = theme, .n_colors = n_colors, .look = &nothing, .link = -1
	};
}

void pen_release(struct pen *pen)
{
	for (size_t i = 0; i < N_ROLES; i++)
		for (size_t k = 0; k < PEN_STYLES; k++)
			str_release(&pen->looks[i][k]);
}

static const struct str *look_of(struct pen *pen, enum role role, unsigned styles)
{
	struct str *look = &pen->looks[role][styles % PEN_STYLES];

	if (!look->bytes) {
		str_add(look, "", 0);
		ansi_look(&pen->theme->looks[role], styles, pen->n_colors, look);
	}
	return look;
}

static void set_look(struct pen *pen, const struct str *look)
{
	if (look == pen->look)
		return;
	if (pen->look->len > 0)
		ansi_plain(pen->out);
	if (look->len > 0)
		str_add(pen->out, look->bytes, look->len);
	pen->look = look;
}

static void close_link(struct pen *pen)
{
	if (pen->link < 0)
		return;
	ansi_link(NULL, pen->out);
	pen->link = -1;
}

static void set_link(struct pen *pen, int link, const char *(*url)(void *context, int link),
		     void *context)
{
	const char *address;

	if (link == pen->link)
		return;
	close_link(pen);
	address = link >= 0 ? url(context, link) : NULL;
	if (!address)
		return;
	ansi_link(address, pen->out);
	pen->link = link;
}

static void add_drawn(struct pen *pen, const char *text, size_t len)
{
	struct cluster cluster;
	char drawn[64];

	for (size_t at = 0; width_cluster(text, len, at, &cluster); at += cluster.len)
		str_add(pen->out, drawn, width_drawn(text + at, cluster.len, drawn, sizeof(drawn)));
}

void pen_piece(struct pen *pen, const struct piece *piece,
	       const char *(*url)(void *context, int link), void *context)
{
	if (pen->theme) {
		set_link(pen, piece->link, url, context);
		set_look(pen, look_of(pen, piece->role, piece->styles));
	}
	if (pen->is_drawn)
		add_drawn(pen, piece->text, piece->len);
	else
		str_add(pen->out, piece->text, piece->len);
}

void pen_line(struct pen *pen, size_t start)
{
	struct str *out = pen->out;

	if (pen->look->len == 0)
		while (out->len > start && out->bytes[out->len - 1] == ' ')
			out->bytes[--out->len] = '\0';
	set_look(pen, &nothing);
	close_link(pen);
	str_byte(out, '\n');
}
