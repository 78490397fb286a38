/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "post/kinds.h"
#include "post/pattern.h"

static char *shipped_path(void)
{
	const char *folder = getenv("srcdir");
	struct str path = { 0 };

	str_format(&path, "%s/data/actions.yaml", folder ? folder : ".");
	return str_take(&path);
}

static int set_up(void **state)
{
	char *path = shipped_path();
	struct err err;

	*state = kinds_new(path, NULL, NULL, &err);
	free(path);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	kinds_free(*state);
	return 0;
}

#define SITE "https://2026.weaverconf.example/"

struct sample {
	const char *url, *words, *site, *action; /* NULL: none */
};

static void check(const struct kinds *kinds, const struct sample *samples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *action = kinds_of(kinds, samples[i].url, samples[i].words,
					      samples[i].site);

		print_message("# %s [%s]: %s\n", samples[i].url,
			      samples[i].words ? samples[i].words : "", action ? action : "none");
		if (samples[i].action)
			assert_non_null(action);
		else
			assert_null(action);
		if (action)
			assert_string_equal(action, samples[i].action);
	}
}

static const struct sample tickets[] = {
	{ "https://ti.to/weavers/weaverconf-2026", "here", NULL, "ticket" },
	{ "http://www.ti.to/weavers/weaverconf-2026/", "", NULL, "ticket" },
	{ "https://ti.to/weavers/weaverconf-2026/en", NULL, NULL, "ticket" },
	{ "https://ti.to/weavers/weaverconf-2026/with/speaker", NULL, NULL, "ticket" },
	{ "https://ti.to/weavers/weaverconf-2026/discount/EARLY?x=1#y", NULL, NULL, "ticket" },
	{ "https://TI.TO/Weavers/WeaverConf", NULL, NULL, "ticket" },
	{ "https://ti.to/weavers", "tickets", NULL, NULL },
	{ "https://ti.to/features", "tickets", NULL, NULL },
	{ "https://ti.to/features/discounts", "tickets", NULL, NULL },
	{ "https://ti.to/about/us", "tickets", NULL, NULL },
	{ "https://ti.to/home", "Tito", NULL, NULL },
	{ "https://blog.tito.io/tickets-sold", "tickets", NULL, NULL },
	{ "https://pretix.eu/weavers/2026/", "x", NULL, "ticket" },
	{ "https://pretix.eu/weavers/2026/redeem?voucher=ABC", "x", NULL, "ticket" },
	{ "https://pretix.weavers.example/weavers/2026/", "x", NULL, "ticket" },
	{ "https://pretix.eu/weavers/2026/resend/", "tickets", NULL, NULL },
	{ "https://pretix.eu/weavers/2026/order/ABCDE/secret/", "tickets", NULL, NULL },
	{ "https://pretix.eu/about/en/", "tickets", NULL, NULL },
	{ "https://tickets.weavers.example/2026/", "x", NULL, "ticket" },
	{ "https://www.eventbrite.com/e/weaverconf-tickets-123456", "x", NULL, "ticket" },
	{ "https://www.eventbrite.co.uk/e/weaverconf-tickets-123456", "x", NULL, "ticket" },
	{ "https://www.eventbrite.fr/e/billets-weaverconf-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.ca/e/weaverconf-tickets-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.it/e/biglietti-weaverconf-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.nl/e/weaverconf-tickets-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.be/e/weaverconf-tickets-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.de/e/weaverconf-tickets-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.sg/e/weaverconf-tickets-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.co.nz/e/weaverconf-tickets-1", "x", NULL, "ticket" },
	{ "https://www.eventbrite.com.br/e/weaverconf-tickets-1", "neste link", NULL, "ticket" },
	{ "https://www.eventbrite.com/event/123456", "x", NULL, "ticket" },
	{ "https://weaverconf.eventbrite.com/", "x", NULL, "ticket" },
	{ "https://www.eventbrite.com/o/weavers-123", "get tickets", NULL, NULL },
	{ "https://www.eventbrite.com/cc/looms-123", "tickets", NULL, NULL },
	{ "https://www.eventbrite.com/", "tickets", NULL, NULL },
	{ "https://blog.eventbrite.com/tickets-101", "tickets", NULL, NULL },
	{ "https://konfhub.com/weaverconf", "x", NULL, "ticket" },
	{ "https://konfhub.com/weaverconf#tickets", "x", NULL, "ticket" },
	{ "https://konfhub.com/pricing", "tickets", NULL, NULL },
	{ "https://in.explara.com/e/weaverconf-2026/checkout", "x", NULL, "ticket" },
	{ "https://www.explara.com/manage-tickets", "tickets", NULL, NULL },
	{ "https://www.townscript.com/v2/e/weaverconf/booking/tickets", "x", NULL, "ticket" },
	{ "https://www.townscript.com/e/weaverconf", "x", NULL, "ticket" },
	{ "https://lu.ma/abcd1234", "x", NULL, "ticket" },
	{ "https://luma.com/weavers", "x", NULL, "ticket" },
	{ "https://weaverconf.peatix.com/event/1", "x", NULL, "ticket" },
	{ "https://www.townscript.com/v2/e/weaverconf", "x", NULL, "ticket" },
	{ "https://in.explara.com/e/weaverconf-2026", "x", NULL, "ticket" },
	{ "https://lu.ma/discover", "tickets", NULL, NULL },
	{ "https://weavers.kktix.cc/events/weaverconf2026", "x", NULL, "ticket" },
	{ "https://weavers.kktix.cc/events/weaverconf2026-cfp", "tickets", NULL, "cfp" },
	{ "https://kktix.com/events/weaverconf2026/registrations/new", "x", NULL, "ticket" },
	{ "https://weavers.doorkeeper.jp/events/12345", "参加受付", NULL, "ticket" },
	{ "https://weavers.connpass.com/event/12345/", "x", NULL, "ticket" },
	{ "https://weaverconf.peatix.com/", "x", NULL, "ticket" },
	{ "https://my.weezevent.com/weaverconf", "x", NULL, "ticket" },
	{ "https://www.tickettailor.com/events/weavers/123456", "x", NULL, "ticket" },
	{ "https://weavers.ticketleap.com/weaverconf/", "x", NULL, "ticket" },
	{ "https://www.sympla.com.br/weaverconf__123456", "x", NULL, "ticket" },
	{ "https://events.humanitix.com/weaverconf-2026", "x", NULL, "ticket" },
	{ "https://www.regonline.com/weaverconf", "x", NULL, "ticket" },
	{ "https://us.pycon.org/2026/registration/register", "x", NULL, "ticket" },
	{ "https://in.pycon.org/2026/#tickets", "x", NULL, "ticket" },
	{ "https://in.pycon.org/2026/#ticket", "x", NULL, "ticket" },
	{ "https://in.pycon.org/2026/", "tickets", NULL, NULL },
	{ "https://events.linuxfoundation.org/loom-summit/register/", "x", NULL, "ticket" },
	{ "https://events.linuxfoundation.org/loom-summit/", "tickets", NULL, NULL },
	/* The site's own pages, also of another year; not a post about tickets. */
	{ SITE "tickets/", "x", SITE, "ticket" },
	{ SITE "tickets/index.html", "x", SITE, "ticket" },
	{ SITE "tickets.html#early", "x", SITE, "ticket" },
	{ SITE "attend/tickets", "x", SITE, "ticket" },
	{ SITE "registration/register", "x", SITE, "ticket" },
	{ SITE "#tickets", "x", SITE, "ticket" },
	{ SITE "entradas/", "x", SITE, "ticket" },
	{ SITE "inscri%C3%A7%C3%A3o", "x", SITE, NULL },
	{ SITE "%E3%83%81%E3%82%B1%E3%83%83%E3%83%88/", "x", SITE, "ticket" },
	{ "https://2025.weaverconf.example/register/", "x", SITE, "ticket" },
	{ "https://weaverconf.example/register/", "x", SITE, "ticket" },
	{ "https://weavers.example/register/", "x", SITE, NULL },
	{ "https://weavers.example/register/", "x", NULL, NULL },
	{ "https://weavers.example/2026/tickets/", "x", SITE, "ticket" },
	{ "https://a.github.io/register/", "x", "https://b.github.io/", NULL },
	{ "https://b.github.io/register/", "x", "https://b.github.io/", "ticket" },
	{ "https://a.conf.co.uk/register", "x", "https://b.other.co.uk/", NULL },
	{ "https://a.conf.co.uk/register", "x", "https://b.conf.co.uk/", "ticket" },
	{ SITE "attend/ticket-tiers", "tickets", SITE, NULL },
	{ SITE "posts/early-bird-tickets-available", "tickets", SITE, NULL },
	{ SITE "news/tickets/", "tickets", SITE, NULL },
	{ SITE "accounts/register/", "register", SITE, NULL },
	/* Words, where the target says nothing. */
	{ "https://bit.ly/WeaverConf", "Buy your ticket!", NULL, "ticket" },
	{ "https://t.co/abc", "GET YOUR TICKETS NOW", NULL, "ticket" },
	{ "https://unheard.example/x", "Register now", SITE, "ticket" },
	{ "https://unheard.example/x", "Register today", SITE, "ticket" },
	{ "https://unheard.example/x", "tickets are still on sale", SITE, "ticket" },
	{ "https://unheard.example/x", "they're still on sale", SITE, "ticket" },
	{ "https://unheard.example/x", "on sale now", SITE, "ticket" },
	{ "https://unheard.example/x", "Tickets Page", SITE, "ticket" },
	{ "https://unheard.example/x", "Grab your tickets", SITE, "ticket" },
	{ "https://unheard.example/x", "RSVP here!", NULL, "event" },
	{ "https://www.eventbrite.com/e/weavers-lunch-tickets-1", "RSVP here", NULL, "ticket" },
	{ "https://unheard.example/buy-tickets", "here", NULL, "ticket" },
	{ "https://indico.weavers.example/event/31/registrations/7/", "here", NULL, "ticket" },
	{ "https://unheard.example/", "early bird registration is now open", NULL, "ticket" },
	{ "https://register.weavers.example/", "here", NULL, "ticket" },
	{ "https://support.example/x", "open a support ticket", NULL, NULL },
	{ "https://support.example/x", "サポートチケット", NULL, NULL },
	{ "https://weavers.atlassian.net/browse/W-1", "this ticket", NULL, NULL },
	{ "https://bugs.weavers.example/1", "ticket", NULL, NULL },
	{ SITE "party/", "RSVP here!", SITE, NULL },
	{ "mailto:party@unheard.example", "RSVP", NULL, NULL },
	{ "https://unheard.example/x", "Compra tu entrada", NULL, "ticket" },
	{ "https://unheard.example/x", "garanta seu ingresso", NULL, "ticket" },
	{ "https://unheard.example/x", "Prenez vos billets", NULL, "ticket" },
	{ "https://unheard.example/x", "Zur Anmeldung", NULL, "ticket" },
	{ "https://unheard.example/x", "チケット購入はこちら", NULL, "ticket" },
	{ "https://unheard.example/x", "Inscrições abertas", NULL, "ticket" },
	{ "https://unheard.example/x", "here", NULL, NULL },
	{ "https://unheard.example/x", "cricket", NULL, NULL },
	{ "https://unheard.example/x", "ticket #1234", NULL, NULL },
	{ "https://tracker.example/ticket/1234", "ticket", NULL, NULL },
	{ "https://code.djangoproject.com/query", "open tickets", NULL, NULL },
	{ "https://github.com/weavers/tickets", "tickets", NULL, NULL },
	{ "mailto:tickets@weaverconf.example", "buy tickets", NULL, "contact" },
	{ "tel:+1234567", "tickets", NULL, NULL },
	{ "not an address", "tickets", NULL, NULL },
	{ "/attend/tickets/", "x", NULL, "ticket" },
	{ "", "tickets", NULL, NULL },
};

static void test_tickets(void **state)
{
	check(*state, tickets, sizeof(tickets) / sizeof(*tickets));
}

static const struct sample others[] = {
	{ "https://pretalx.com/weaverconf-2026/cfp", "x", NULL, "cfp" },
	{ "https://cfp.weavers.example/2026/", "x", NULL, "cfp" },
	{ "https://sessionize.com/weaverconf", "x", NULL, "cfp" },
	{ "https://www.papercall.io/weaverconf", "x", NULL, "cfp" },
	{ SITE "speaking/", "x", SITE, "cfp" },
	{ "https://forms.gle/abc", "Submit a proposal", NULL, "cfp" },
	{ "https://forms.gle/abc", "envía tu charla", NULL, "cfp" },
	{ "https://forms.gle/abc", "register here for the CFP", NULL, "cfp" },
	{ "https://forms.gle/abc", "register here", NULL, NULL },
	{ SITE "opportunity-grants/", "x", SITE, "grants" },
	{ "https://forms.gle/abc", "Opportunity Grants application", NULL, "grants" },
	{ "https://www.marriott.com/event/x", "Book your room", NULL, "hotel" },
	{ "https://unheard.example/x", "book your room", NULL, "hotel" },
	{ SITE "venue/#hotel", "x", SITE, "hotel" },
	{ "https://pretalx.com/weaverconf-2026/schedule/", "x", NULL, "schedule" },
	{ "https://weaverconf.sched.com/", "x", NULL, "schedule" },
	{ SITE "schedule/", "tickets", SITE, "schedule" },
	{ SITE "news/schedule/", "schedule", SITE, NULL },
	{ "https://www.youtube.com/live/abc", "x", NULL, "stream" },
	{ "https://www.youtube.com/watch?v=abc", "live stream", NULL, NULL },
	{ "https://www.twitch.tv/weavers", "x", NULL, "stream" },
	{ SITE "code-of-conduct/", "x", SITE, "conduct" },
	{ SITE "conduct/reporting/", "x", SITE, "conduct" },
	{ "https://github.com/weavers/loom/blob/main/CODE_OF_CONDUCT.md", "x", NULL, "conduct" },
	{ "https://unheard.example/rules", "Code of Conduct", NULL, "conduct" },
	{ SITE "sponsors/", "x", SITE, "sponsorship" },
	{ SITE "static/prospectus-2026.pdf", "x", SITE, "sponsorship" },
	{ "https://unheard.example/", "one of our sponsors", NULL, NULL },
	{ "https://indico.weavers.example/event/31/abstracts/", "x", NULL, "cfp" },
	{ "https://unheard.example/speakers", "please submit a paper", NULL, "cfp" },
	{ "https://weaverconf.sched.com/event/1abc/looms", "schedule", NULL, NULL },
	{ "https://weaverconf.sched.com/speaker/ann", "x", NULL, NULL },
	{ "https://github.com/sponsors/ann", "sponsorship", NULL, NULL },
	{ "https://goo.gl/forms/abc", "Financial Aid application", NULL, "grants" },
	{ "https://goo.gl/maps/abc", "the hotel", NULL, NULL },
	{ "https://unheard.example/", "Hébergement web", NULL, NULL },
	{ "https://unheard.example/", "Hébergement", NULL, "hotel" },
	{ "https://unheard.example/", "el programa", NULL, "schedule" },
	{ "https://www.meetup.com/weavers/events/123/", "Inscrições aqui!", NULL, "event" },
	{ "https://www.meetup.com/weavers/", "our group", NULL, NULL },
	{ SITE "contact/", "x", SITE, "contact" },
	{ "mailto:hello@weaverconf.example", "x", SITE, "contact" },
	{ "mailto:Sponsors@weaverconf.example?subject=x", "x", SITE, "sponsorship" },
	{ "mailto:mabel@weaverconf.example", "contact us", SITE, NULL },
	{ SITE, "home", SITE, NULL },
	{ "https://www.youtube.com/", NULL, NULL, NULL },
};

static void test_others(void **state)
{
	check(*state, others, sizeof(others) / sizeof(*others));
}

/* Addresses that variables of a site hold. */
static void test_variables(void **state)
{
	static const struct {
		const char *name, *url;
	} variables[] = {
		{ "ticket_link", "https://shop.weavers.example/27" },
		{ "Tickets-URL", "https://till.weavers.example/" },
		{ "registration", "https://forms.gle/abc" },
		{ "cfp_url", "https://forms.gle/def" },
		{ "ticket_price", "30" },
		{ "twitter", "https://weavers.example/feed" },
		{ "tickets_by", "https://ti.to/features" },
		{ "hotel", "https://weaverconf.sched.com/" },
	};
	static const struct sample samples[] = {
		{ "https://shop.weavers.example/27/", "here", SITE, "ticket" },
		{ "https://shop.weavers.example/28", "here", SITE, NULL },
		{ "https://till.weavers.example", "the schedule", SITE, "ticket" },
		{ "https://forms.gle/abc", "here", NULL, "ticket" },
		{ "https://forms.gle/def", "tickets", NULL, "cfp" },
		{ "30", "here", SITE, NULL },
		{ "https://weavers.example/feed", "here", SITE, NULL },
		{ "https://ti.to/features", "here", SITE, NULL },
		{ "https://weaverconf.sched.com/", "here", SITE, "schedule" },
	};

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		kinds_learn(*state, variables[i].name, variables[i].url);
	check(*state, samples, sizeof(samples) / sizeof(*samples));
}

static void test_titles(void **state)
{
	const struct kinds *kinds = *state;

	assert_int_equal(kinds_n(kinds), 10);
	assert_string_equal(kinds_name(kinds, 0), "ticket");
	assert_string_equal(kinds_title(kinds, "cfp"), "Call for proposals");
	assert_string_equal(kinds_title(kinds, "unheard"), "unheard");
	/* Each shipped action has a title that is translated. */
	for (size_t i = 0; i < kinds_n(kinds); i++)
		assert_string_not_equal(kinds_title(kinds, kinds_name(kinds, i)),
					kinds_name(kinds, i));
}

static void keep(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	str_format(context, "%s\n", sentence);
}

/* The user's file on top. */
static void test_user(void **state)
{
	static const char
		text[] = "actions:\n"
			 "  ticket:\n"
			 "    links: ['loomshop.example/*', '!ti.to/*/*/**', '', 'a*b.example']\n"
			 "    words: garn\n"
			 "  wiki:\n"
			 "    title: The wiki\n"
			 "    links: ['/**/wiki', 7, [x]]\n"
			 "shared: .looms.example\n";
	struct str told = { 0 };
	const struct notes notes = { keep, &told };
	char *shipped = shipped_path(), *user = strdup("test-kinds-user.yaml");
	struct kinds *kinds;
	struct err err;
	const struct sample samples[] = {
		{ "https://loomshop.example/26", "x", NULL, "ticket" },
		{ "https://ti.to/weavers/2026", "x", NULL, NULL },
		{ "https://unheard.example/", "Garn", NULL, "ticket" },
		{ SITE "a/wiki", "x", SITE, "wiki" },
		{ "https://a.looms.example/wiki", "x", "https://b.looms.example", NULL },
	};

	(void)state;
	assert_int_equal(file_write(user, text, strlen(text), &err), 0);
	kinds = kinds_new(shipped, user, &notes, &err);
	assert_non_null(kinds);
	check(kinds, samples, sizeof(samples) / sizeof(*samples));
	assert_string_equal(kinds_title(kinds, "wiki"), "The wiki");
	assert_string_equal(
		told.bytes,
		"“test-kinds-user.yaml”, line 3: “” is no pattern of addresses.\n"
		"“test-kinds-user.yaml”, line 3: “a*b.example” is no pattern of addresses.\n"
		"“test-kinds-user.yaml”, line 7: This is no text.\n");
	kinds_free(kinds);
	/* A broken file is told, and the shipped one counts. */
	str_clear(&told);
	assert_int_equal(file_write(user, "a: [", 4, &err), 0);
	kinds = kinds_new(shipped, user, &notes, &err);
	assert_non_null(kinds);
	assert_non_null(strstr(told.bytes, "test-kinds-user.yaml"));
	kinds_free(kinds);
	unlink(user);
	assert_null(kinds_new("/nowhere/actions.yaml", NULL, &notes, &err));
	str_release(&told);
	free(shipped);
	free(user);
}

static void test_patterns(void **state)
{
	static const struct {
		const char *pattern, *url;
		bool fits;
	} samples[] = {
		{ "a.example/*", "https://a.example/b", true },
		{ "a.example/*", "https://a.example/b/c", false },
		{ "a.example/*", "https://a.example/", false },
		{ "a.example/**", "https://a.example", true },
		{ "a.example", "https://a.example/b", false },
		{ "*.example/b", "https://x.y.example/b", true },
		{ "*.example/b", "https://example/b", false },
		{ "a.*/b", "https://a.co.uk/b", true },
		{ "*.a.*/b", "https://a.example/b", false },
		{ "*.a.*/b", "https://x.a.example/b", true },
		{ "a.example/**/c/*", "https://a.example/c/c/d", true },
		{ "a.example/x*y*z", "https://a.example/xyyz", true },
		{ "a.example/x*y*z", "https://a.example/xyyzz1", false },
		{ "a.example/**#t*", "https://a.example/b#Tickets", true },
		{ "a.example/**#t*", "https://a.example/b", false },
		{ "a.example/c", "https://www.A.example/C.html?q", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct pattern pattern;
		struct pattern_target target;
		struct err err;

		assert_int_equal(pattern_read(samples[i].pattern, &pattern, &err), 0);
		pattern_take(samples[i].url, &target);
		print_message("# %s %s\n", samples[i].pattern, samples[i].url);
		assert_int_equal(pattern_fits_host(&pattern, &target) &&
					 pattern_fits_path(&pattern, &target),
				 samples[i].fits);
		pattern_release(&pattern);
		pattern_drop(&target);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_tickets, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_others, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_variables, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_titles, set_up, tear_down),
		cmocka_unit_test(test_user),
		cmocka_unit_test(test_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
