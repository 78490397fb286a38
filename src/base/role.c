/* SPDX-License-Identifier: MIT */
#include "base/role.h"

#include <string.h>

#include "base/intl.h"

static const struct {
	const char *name, *help;
} roles[N_ROLES] = {
#define ROLE(id, name, help) [ROLE_##id] = { name, help },
#include "base/roles.def"
#undef ROLE
};

const char *role_name(enum role role)
{
	return roles[role].name;
}

const char *role_help(enum role role)
{
	return _(roles[role].help);
}

bool role_find(const char *name, enum role *role)
{
	for (int i = 0; i < N_ROLES; i++) {
		if (strcmp(roles[i].name, name) == 0) {
			*role = (enum role)i;
			return true;
		}
	}
	return false;
}
