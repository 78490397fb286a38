/* SPDX-License-Identifier: MIT */
#include "refresh/limits.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/xdg.h"
#include "config/config.h"

static int64_t mebibytes(const struct config *config, enum option option)
{
	return (int64_t)config_number(config, option) * 1024 * 1024;
}

static void take(struct limits *limits, const struct config *config)
{
	const char *ca_file = config_text(config, OPTION_CA_FILE);

	limits->bounds = (struct bounds){
		.archive = mebibytes(config, OPTION_ARCHIVE_SIZE),
		.page = mebibytes(config, OPTION_PAGE_SIZE),
		.connect = config_number(config, OPTION_CONNECT_TIME),
		.stall = config_number(config, OPTION_STALL_TIME),
		.total = config_number(config, OPTION_FETCH_TIME),
		.redirects = config_number(config, OPTION_REDIRECTS),
		.at_once = config_number(config, OPTION_AT_ONCE),
		.per_host = config_number(config, OPTION_PER_HOST),
		.files = (size_t)config_number(config, OPTION_LISTING_FILES),
		.entries = (size_t)config_number(config, OPTION_ARCHIVE_FILES),
		.unpacked = mebibytes(config, OPTION_UNPACKED_SIZE),
		.kept = mebibytes(config, OPTION_TEXT_SIZE),
		.ratio = (unsigned)config_number(config, OPTION_ARCHIVE_RATIO),
	};
	limits->pause = config_number(config, OPTION_REFRESH_TIME) * 60;
	limits->ca_file = *ca_file ? mem_string(ca_file) : NULL;
}

void limits_read(struct limits *limits, const struct notes *notes)
{
	char *path = xdg_path(XDG_CONFIG, "config.yaml");
	struct config *config = config_new(path, notes);

	take(limits, config);
	config_free(config);
	free(path);
}

void limits_release(struct limits *limits)
{
	free(limits->ca_file);
}
