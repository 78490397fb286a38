/* SPDX-License-Identifier: MIT */
/*
 * pattern: an address with holes, and whether an address fits it. The head of data/actions.yaml
 * tells the form.
 */
#ifndef POST_PATTERN_H
#define POST_PATTERN_H

#include <stdbool.h>

#include "base/err.h"
#include "base/strings.h"

struct pattern {
	struct strings host; /* its names; none: the post's own site, or a scheme alone */
	struct strings path;
	char *fragment; /* NULL: any or none */
	char *scheme;   /* NULL: http or https */
};

/* An address taken apart in the same way. */
struct pattern_target {
	struct strings host, path;
	char *fragment; /* NULL where there is none */
	char *scheme;   /* in lower case; NULL for http and https */
};

/* -1 with a sentence where the text is no pattern; then there is nothing to release. */
int pattern_read(const char *text, struct pattern *pattern, struct err *err);
void pattern_release(struct pattern *pattern);

void pattern_take(const char *url, struct pattern_target *target);
void pattern_drop(struct pattern_target *target);

bool pattern_fits_host(const struct pattern *pattern, const struct pattern_target *target);

/* All but the host. */
bool pattern_fits_path(const struct pattern *pattern, const struct pattern_target *target);

/* The longest name without a hole in the pattern's host, or NULL; borrowed. */
const char *pattern_key(const struct pattern *pattern);

#endif
