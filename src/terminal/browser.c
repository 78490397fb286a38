/* SPDX-License-Identifier: MIT */
#include "terminal/browser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strings.h"
#include "terminal/argv.h"
#include "terminal/clipboard.h"
#include "terminal/screen.h"
#include "terminal/spawn.h"

#ifdef __APPLE__
enum { IS_MACOS = 1 };
#else
enum { IS_MACOS = 0 };
#endif

/* Browsers that need the terminal. */
static const char *const text_browsers[] = {
	"w3m",    "lynx",   "links",  "links2",   "elinks",   "www-browser", "cha",
	"browsh", "netrik", "retawq", "edbrowse", "carbonyl", "felinks",
};

static bool is_text_browser(const char *command)
{
	for (size_t i = 0; i < sizeof(text_browsers) / sizeof(*text_browsers); i++) {
		if (strcmp(text_browsers[i], path_base(command)) == 0)
			return true;
	}
	return false;
}

static const char *keep_name(const char *command)
{
	static char kept[100];

	snprintf(kept, sizeof(kept), "%s", path_base(command));
	return kept;
}

static enum browser_result run(const struct strings *argv, const char **who, struct err *err)
{
	bool is_open = screen_is_open();
	int result;

	*who = keep_name(argv->items[0]);
	if (!is_text_browser(argv->items[0]))
		return spawn_background(argv, err) > 0 ? BROWSER_OPENED : BROWSER_FAILED;
	if (is_open)
		screen_leave();
	result = spawn_foreground(argv, err);
	if (is_open)
		screen_enter();
	return result < 0 ? BROWSER_FAILED : BROWSER_OPENED;
}

/* A command of the user's; false where there is no such program, so that the next may be tried. */
static bool try_command(const char *command, size_t len, char mark, const char *url,
			struct strings *argv)
{
	str_trim(&command, &len);
	/* "firefox %s &" was written for a shell; all but text browsers run beside the program
	 * anyway. */
	if (len > 1 && command[len - 1] == '&' && command[len - 2] == ' ')
		len--;
	argv_split(command, len, mark, url, argv);
	if (argv->n_items > 0 && spawn_exists(argv->items[0]))
		return true;
	strings_release(argv);
	return false;
}

static enum browser_result open_by_option(const char *option, const char *url, const char **who,
					  struct err *err)
{
	struct strings argv = { 0 };
	enum browser_result result = BROWSER_FAILED;

	if (try_command(option, strlen(option), 'u', url, &argv))
		result = run(&argv, who, err);
	else
		err_set(err, _("The command of the option “browser” is not there: %s."), option);
	strings_release(&argv);
	return result;
}

static enum browser_result open_by_list(const char *list, const char *url, const char **who,
					struct err *err)
{
	struct strings argv = { 0 };
	enum browser_result result;

	for (const char *at = list; *at; at += *at == ':') {
		size_t len = strcspn(at, ":");

		if (try_command(at, len, 's', url, &argv)) {
			result = run(&argv, who, err);
			strings_release(&argv);
			return result;
		}
		at += len;
	}
	err_set(err, _("None of the commands in BROWSER is there: %s."), list);
	return BROWSER_FAILED;
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

static bool is_wsl(void)
{
	return is_set("WSL_DISTRO_NAME") || is_set("WSL_INTEROP");
}

/* Whether a window would come up before the user's eyes. */
static bool has_display(void)
{
	if (is_set("SSH_CONNECTION") || is_set("SSH_TTY"))
		return false;
	return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || IS_MACOS || is_wsl();
}

static enum browser_result open_by_desktop(const char *url, const char **who, struct err *err)
{
	const char *const openers[] = { "xdg-open", IS_MACOS ? "open" : "",
					is_wsl() ? "wslview" : "" };
	struct strings argv = { 0 };
	enum browser_result result;

	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		if (!spawn_exists(openers[i]))
			continue;
		strings_add(&argv, openers[i]);
		strings_add(&argv, url);
		result = run(&argv, who, err);
		strings_release(&argv);
		return result;
	}
	err_set(err, _("There is no xdg-open; set the option “browser” to the command that opens "
		       "links."));
	return BROWSER_FAILED;
}

bool browser_is_here(const char *option)
{
	return (option && *option) || is_set("BROWSER") || has_display();
}

enum browser_result browser_open(const char *option, const char *url, const char **who,
				 struct err *err)
{
	*who = "";
	if (!browser_is_here(option)) {
		clipboard_copy(url, strlen(url));
		return BROWSER_COPIED;
	}
	if (option && *option)
		return open_by_option(option, url, who, err);
	if (is_set("BROWSER"))
		return open_by_list(getenv("BROWSER"), url, who, err);
	return open_by_desktop(url, who, err);
}
