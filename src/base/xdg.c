/* SPDX-License-Identifier: MIT */
#include "base/xdg.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"

static const struct {
	const char *variable, *below_home;
} places[] = {
	[XDG_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
	[XDG_STATE] = { "XDG_STATE_HOME", ".local/state" },
	[XDG_CACHE] = { "XDG_CACHE_HOME", ".cache" },
};

static const char *home(void)
{
	const char *path = getenv("HOME");
	struct passwd *user;

	if (path && *path == '/')
		return path;
	user = getpwuid(getuid());
	return user && user->pw_dir ? user->pw_dir : "/";
}

char *xdg_path(enum xdg sort, const char *name)
{
	const char *given = getenv(places[sort].variable);
	char *top = given && *given == '/' ? mem_string(given)
					   : path_join(home(), places[sort].below_home);
	char *own = path_join(top, PACKAGE), *path = *name ? path_join(own, name) : mem_string(own);

	free(own);
	free(top);
	return path;
}
