/* SPDX-License-Identifier: MIT */
#include "view/hand.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "terminal/argv.h"
#include "terminal/screen.h"
#include "terminal/spawn.h"
#include "view/local.h"
#include "view/page.h"

/* Edit */

static const char *editor(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *command = getenv(names[i]);

		if (command && *command)
			return command;
	}
	return "vi";
}

void hand_edit(struct reader *reader)
{
	const struct post *post = page_post(&reader->page);
	char *path = post ? local_file(post) : NULL;
	struct strings argv = { 0 };
	const char *command = editor();
	struct err err;

	if (!path) {
		status_say(&reader->status,
			   _("This post does not come from a file on this machine."));
		return;
	}
	argv_split(command, strlen(command), 'f', path, &argv);
	screen_leave();
	if (spawn_foreground(&argv, &err) < 0)
		status_fail(&reader->status, "%s", err.text);
	screen_enter();
	strings_release(&argv);
	free(path);
}

/* Pipe */

static void pipe_entered(struct reader *reader, const char *command)
{
	const struct post *post = page_post(&reader->page);
	struct strings argv = { 0 };
	struct err err;

	if (!*command || !post)
		return;
	/* The user's own command line, as in a terminal; nothing of a source is on it. */
	strings_add(&argv, "/bin/sh");
	strings_add(&argv, "-c");
	strings_add(&argv, command);
	screen_leave();
	if (spawn_pipe(&argv, post->body, post->body_len, &err) < 0)
		status_fail(&reader->status, "%s", err.text);

	screen_pause(_("Press a key to go on."));
	screen_enter();
	strings_release(&argv);
}

static const struct reader_question pipe_question = { N_("Command:"), NULL, pipe_entered, NULL };

void hand_pipe(struct reader *reader)
{
	if (page_post(&reader->page))
		reader_ask(reader, &pipe_question, "");
}

/* Save */

static void write_to(struct reader *reader, const char *path)
{
	const struct post *post = page_post(&reader->page);
	struct err err;

	if (file_write(path, post->body, post->body_len, &err) < 0)
		status_fail(&reader->status, "%s", err.text);
	else
		status_say(&reader->status, _("Saved as “%s”."), path);
}

static void save_entered(struct reader *reader, const char *path)
{
	if (!*path || !page_post(&reader->page))
		return;
	if (access(path, F_OK) == 0)
		status_fail(&reader->status,
			    _("There is a file “%s” already; choose another name."), path);
	else
		write_to(reader, path);
}

static const struct reader_question save_question = { N_("Save as:"), NULL, save_entered, NULL };

void hand_save(struct reader *reader)
{
	const struct post *post = page_post(&reader->page);
	struct str name = { 0 };

	if (!post)
		return;
	/* A file name of plain characters, whatever the slug holds. */
	for (const char *at = post->slug ? post->slug : post->id; *at; at++) {
		bool is_plain = (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') ||
				(*at >= 'A' && *at <= 'Z');

		str_byte(&name, is_plain || (*at == '_' && name.len > 0) ? *at : '-');
	}
	str_text(&name, post->kind == POST_HTML ? ".html" : ".md");
	reader_ask(reader, &save_question, name.bytes);
	str_release(&name);
}
