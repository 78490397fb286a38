/* SPDX-License-Identifier: MIT */
#include "terminal/typography.h"

#include <langinfo.h>
#include <string.h>

bool typography_is_wanted(const struct config *config)
{
	return config_truth(config, OPTION_TYPOGRAPHIC_PUNCTUATION) &&
	       !config_truth(config, OPTION_ASCII) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
