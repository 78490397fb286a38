/* SPDX-License-Identifier: MIT */
#include "app/launch.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/select.h"
#include "base/intl.h"
#include "base/mem.h"
#include "terminal/browser.h"
#include "text/url.h"
#include "view/leads.h"

struct launch {
	struct session *session;
	const char *action;
	char *url; /* the first that was found */
};

static void visit(void *context, const struct post *post, const struct state_of *state)
{
	struct launch *launch = context;
	struct document *document;
	struct links links;

	(void)state;
	if (launch->url)
		return;
	document = links_document(post, NULL, 0);
	links_read(post, document, launch->session->kinds, &links);
	leads_tell(launch->session->index, launch->session->kinds, post, &links);
	for (size_t i = 0; i < links.n_items && !launch->url; i++) {
		if (str_equal(links.items[i].action, launch->action))
			launch->url = mem_string(links.items[i].url);
	}
	links_release(&links);
	document_free(document);
}

static int open_url(struct session *session, const char *url, struct err *err)
{
	const char *browser = config_text(session->config, OPTION_BROWSER), *who = "";

	if (url_verdict(url) != URL_OPEN)
		return err_set(err, _("“%s” is not opened: it is no safe web address."), url);
	switch (browser_open(browser, url, &who, err)) {
	case BROWSER_OPENED:
		printf(_("Opened %s with %s.\n"), url, who);
		return 0;
	case BROWSER_COPIED:
		printf(_("No browser can be shown here; copied %s instead.\n"), url);
		return 0;
	default:
		return -1;
	}
}

int launch_action(struct session *session, struct err *err)
{
	struct launch launch = { session, session->flags->values[FLAG_OPEN], NULL };
	int result = session_kinds(session, err) ? 0 : -1;

	if (result == 0)
		result = select_each(session, visit, &launch, err);
	if (result == 0 && launch.url)
		result = open_url(session, launch.url, err);
	else if (result == 0)
		result = err_set(err, _("No post has a link for “%s”."), launch.action);
	free(launch.url);
	return result;
}
