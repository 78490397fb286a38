/* SPDX-License-Identifier: MIT */
#include "terminal/clipboard.h"

#include <stdlib.h>
#include <string.h>

#include "base/strings.h"
#include "terminal/argv.h"
#include "terminal/osc.h"
#include "terminal/screen.h"
#include "terminal/spawn.h"

/* `needs` is the variable without which the program has nothing to talk to, or NULL. */
static const struct {
	const char *command, *needs;
} programs[] = {
	{ "wl-copy", "WAYLAND_DISPLAY" },          { "xclip -selection clipboard -in", "DISPLAY" },
	{ "xsel --clipboard --input", "DISPLAY" }, { "pbcopy", NULL },
	{ "clip.exe", "WSL_DISTRO_NAME" },
};

/* True where the program is there and was started. */
static bool feed(const char *command, const char *text, size_t len)
{
	struct strings argv = { 0 };
	struct err err;
	size_t name_len = strcspn(command, " ");
	bool is_started;

	strings_add_bytes(&argv, command, name_len);
	is_started = spawn_exists(argv.items[0]);
	strings_release(&argv);
	if (!is_started)
		return false;
	argv_split(command, strlen(command), '\0', NULL, &argv);
	is_started = spawn_feed(&argv, text, len, &err) > 0;
	strings_release(&argv);
	return is_started;
}

bool clipboard_copy(const char *text, size_t len)
{
	if (len > OSC_MOST_COPY)
		return false;
	screen_copy(text, len);
	if (getenv("TMUX"))
		feed("tmux load-buffer -w -", text, len);
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		if ((!programs[i].needs || getenv(programs[i].needs)) &&
		    feed(programs[i].command, text, len))
			break;
	}
	return true;
}
