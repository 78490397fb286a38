/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "feed/feed.h"

#define RSS(head, items) \
	"<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' " \
	"xmlns:content='http://purl.org/rss/1.0/modules/content/' " \
	"xmlns:dc='http://purl.org/dc/elements/1.1/' " \
	"xmlns:media='http://search.yahoo.com/mrss/' " \
	"xmlns:atom='http://www.w3.org/2005/Atom'>\n<channel>" head items "</channel></rss>\n"
#define ATOM(head, entries) \
	"<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom' " head entries "</" \
	"feed>\n"
#define JSON(items) \
	"{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", " \
	"\"home_page_url\": \"/home\", \"language\": \"en\", \"items\": [" items "]}"

static void add(struct str *out, const char *name, const char *text)
{
	if (text && *text)
		str_format(out, "%s=%s|", name, text);
}

static void add_list(struct str *out, const char *name, const struct strings *strings)
{
	char *text = strings_join(strings, ";");

	add(out, name, text);
	free(text);
}

static void add_when(struct str *out, const char *name, const struct when *when)
{
	char text[32];

	when_format(when, text, sizeof(text));
	add(out, name, text);
}

/* One line for the feed and one for each post. */
static void write_feed(const struct feed *feed, struct str *out)
{
	static const char *const kinds[] = { "md", "html", "text" };

	add(out, "feed", feed->title);
	add(out, "home", feed->url);
	add(out, "lang", feed->lang);
	if (feed->ttl)
		str_format(out, "ttl=%lld|", (long long)feed->ttl);
	for (size_t i = 0; i < feed->n_posts; i++) {
		const struct post *post = &feed->posts[i];

		str_text(out, "\n");
		add(out, "title", post->title);
		add(out, "url", post->url);
		add(out, "path", post->path);
		add(out, "base", post->base);
		add_list(out, "by", &post->authors);
		add_list(out, "in", &post->categories);
		add_when(out, "on", &post->published);
		add_when(out, "updated", &post->updated);
		add(out, "excerpt", post->excerpt);
		add(out, "cover", post->cover_url);
		add(out, "alt", post->cover_alt);
		add(out, "lang", post->lang);
		add(out, kinds[post->kind], post->body);
	}
}

/* `has`: parts of what write_feed() gives, ended by NULL. */
static const struct {
	const char *what, *bytes;
	const char *has[12];
} samples[] = {
	{ "RSS 2.0",
	  RSS("<title>News</title><link>https://x.org/</link><language>en-gb</language><ttl>60</"
	      "ttl>",
	      "<item><title>One &amp; only</title><link>https://x.org/one/</link>"
	      "<guid isPermaLink='false'>tag:x.org,1</guid>"
	      "<pubDate>Tue, 16 Jul 2024 06:07:08 +0200</pubDate>"
	      "<author>ada@x.org (Ada Byron)</author><category>News</category>"
	      "<category domain='x'>Tickets</category><category>News</category>"
	      "<description>&lt;p&gt;Hello &amp;amp; welcome&lt;/p&gt;</description></item>"
	      "<item><title>Two</title><link>https://x.org/two/</link></item>"),
	  { "feed=News|home=https://x.org/|lang=en-gb|ttl=3600|\n",
	    "\ntitle=One & only|url=https://x.org/one/|path=tag:x.org,1|base=https://x.org/one/|"
	    "by=Ada Byron|in=News;Tickets|on=2024-07-16T06:07:08+02:00|lang=en-gb|"
	    "html=<p>Hello &amp; welcome</p>|",
	    "\ntitle=Two|url=https://x.org/two/|path=https://x.org/two/|", NULL } },
	{ "modules of RSS",
	  RSS("",
	      "<item><title>One</title><link>/one/</link><dc:creator>Ada</dc:creator>"
	      "<dc:creator>Bo</dc:creator><dc:date>2024-07-16T06:00:00Z</dc:date>"
	      "<description>Short &lt;b&gt;words&lt;/b&gt;.</description>"
	      "<content:encoded><![CDATA[<p>Long <a href='two'>words</a>.</p>]]></content:encoded>"
	      "<media:thumbnail url='/a.jpg'/><enclosure url='https://x.org/talk.mp3?x=1' "
	      "type='audio/mpeg' length='1'/></item>"),
	  { "\ntitle=One|url=https://x.org/one/|", "|base=https://x.org/one/|by=Ada;Bo|",
	    "|on=2024-07-16T06:00:00Z|excerpt=Short words.|cover=https://x.org/a.jpg|",
	    "html=<p>Long <a href='two'>words</a>.</p>\n"
	    "<p><a href=\"https://x.org/talk.mp3?x=1\">talk.mp3</a></p>\n|",
	    NULL } },
	{ "an address in the guid",
	  RSS("",
	      "<item><title>One</title><guid>https://x.org/one/</guid></item>"
	      "<item><title>Two</title><guid isPermaLink='false'>https://x.org/two/</guid></item>"
	      "<item><title>Three</title><atom:link href='three' rel='alternate'/></item>"
	      "<item><title>Four</title><atom:link href='four' rel='self'/></item>"),
	  { "\ntitle=One|url=https://x.org/one/|", "\ntitle=Two|path=https://x.org/two/|",
	    "\ntitle=Three|url=https://x.org/three|", "\ntitle=Four|path=#4|", NULL } },
	{ "one id for all",
	  RSS("", "<item><guid>1</guid><link>https://x.org/a</link></item>"
		  "<item><guid>1</guid><link>https://x.org/b</link></item>"
		  "<item><guid>1</guid><link>https://x.org/c</link></item>"),
	  { "|url=https://x.org/a|path=1|", "|url=https://x.org/b|path=https://x.org/b|",
	    "|url=https://x.org/c|path=https://x.org/c|", NULL } },
	{ "pictures",
	  RSS("",
	      "<item><title>One</title><enclosure url='/a.png' type='image/png'/></item>"
	      "<item><title>Two</title><media:group><media:content url='/b.png' medium='image'>"
	      "<media:description>A hall</media:description></media:content></media:group></item>"
	      "<item><title>Three</title><media:content url='/c.mp4' type='video/mp4'>"
	      "<media:thumbnail url='/c.png'/></media:content></item>"),
	  { "title=One|path=#1|base=https://x.org/feed.xml|cover=https://x.org/a.png|\n",
	    "cover=https://x.org/b.png|alt=A hall|\n", "cover=https://x.org/c.png|", NULL } },
	{ "relative addresses below a home page",
	  RSS("<link>https://y.org/blog/</link>",
	      "<item><title>One</title><link>one</link></item>"),
	  { "home=https://y.org/blog/|\n", "|url=https://y.org/blog/one|", NULL } },
	{ "RSS 1.0",
	  "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	  "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' "
	  "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
	  "<channel rdf:about='https://x.org/'><title>News</title><link>https://x.org/</link>"
	  "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
	  "<items><rdf:Seq><rdf:li rdf:resource='https://x.org/one/'/></rdf:Seq></items></channel>"
	  "<item rdf:about='https://x.org/one/'><title>One</title><link>https://x.org/one/</link>"
	  "<dc:date>2024-07-16T06:00+02:00</dc:date><dc:subject>News</dc:subject></item></rdf:RDF>",
	  { "feed=News|home=https://x.org/|ttl=43200|\n",
	    "\ntitle=One|url=https://x.org/one/|path=https://x.org/one/|base=https://x.org/one/|"
	    "in=News|on=2024-07-16T06:00:00+02:00|",
	    NULL } },
	{ "RSS 0.91 with its document type",
	  "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
	  "'http://my.netscape.com/publish/formats/rss-0.91.dtd'>\n"
	  "<rss version='0.91'><channel><title>News</title><item><title>Caf&eacute;</title>"
	  "<link>https://x.org/one/</link></item></channel></rss>",
	  { "feed=News|\n", "\ntitle=Caf\u00e9|url=https://x.org/one/|", NULL } },
	{ "Atom",
	  ATOM("xml:lang='de'>",
	       "<title>News</title><link href='https://x.org/'/><link rel='self' href='/feed'/>"
	       "<author><name>The Team</name></author>"
	       "<entry><title type='html'>One &amp;amp; &lt;em&gt;only&lt;/em&gt;</title>"
	       "<link rel='replies' href='/no'/><link href='/one/' type='text/html'/>"
	       "<id>tag:x.org,1</id><published>2024-07-16T06:00:00Z</published>"
	       "<updated>2024-07-18T06:00:00Z</updated><author><name>Ada Byron</name>"
	       "<email>a@x.org</email></author><author><name>Bo</name></author>"
	       "<category term='news' label='News'/><category term='cfp'/>"
	       "<summary>Short.</summary><content type='html'>&lt;p&gt;Long.&lt;/p&gt;</content>"
	       "</entry><entry><title>Two</title><link href='two/'/>"
	       "<updated>2024-07-18T06:00:00Z</updated><content>Plain &lt; text</content></entry>"),
	  { "feed=News|home=https://x.org/|lang=de|\n",
	    "\ntitle=One & only|url=https://x.org/one/|path=tag:x.org,1|base=https://x.org/one/|"
	    "by=Ada Byron;Bo|in=News;cfp|on=2024-07-16T06:00:00Z|updated=2024-07-18T06:00:00Z|"
	    "excerpt=Short.|lang=de|html=<p>Long.</p>|",
	    "\ntitle=Two|url=https://x.org/two/|path=https://x.org/two/|base=https://x.org/two/|"
	    "by=The Team|on=2024-07-18T06:00:00Z|lang=de|text=Plain < text|",
	    NULL } },
	{ "XHTML and bases",
	  ATOM("xml:base='https://y.org/a/'>",
	       "<entry xml:base='b/'><title>One</title><link href='one'/>"
	       "<content type='xhtml' xml:base='c/'><div xmlns='http://www.w3.org/1999/xhtml'>"
	       "<p>1 &lt; <b>2</b></p><br/></div></content></entry>"),
	  { "|url=https://y.org/a/b/one|", "|base=https://y.org/a/b/c/|", "<p>1 &lt; <b>2</b></p>",
	    NULL } },
	{ "the same time twice, XHTML without tags",
	  ATOM(">", "<entry><title>One</title><published>2024-07-16T06:00:00Z</published>"
		    "<updated>2024-07-16T08:00:00+02:00</updated>"
		    "<content type='xhtml'>1 and 2</content></entry>"),
	  { "|on=2024-07-16T06:00:00Z|html=1 and 2|", NULL } },
	{ "Atom 0.3",
	  "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>News</title>"
	  "<entry><title>One</title><link rel='alternate' href='https://x.org/one/'/>"
	  "<issued>2004-07-16T06:00:00Z</issued><modified>2004-07-17T06:00:00Z</modified>"
	  "<content mode='escaped' type='text/html'>&lt;p&gt;a&lt;/p&gt;</content></entry></feed>",
	  { "feed=News|\n", "|on=2004-07-16T06:00:00Z|updated=2004-07-17T06:00:00Z|html=<p>a</p>|",
	    NULL } },
	{ "Atom without its namespace",
	  "<feed><title>News</title><entry><title>One</title><id>https://x.org/one/</id></entry></"
	  "feed>",
	  { "feed=News|\n", "\ntitle=One|url=https://x.org/one/|", NULL } },
	{ "files of Atom",
	  ATOM(">",
	       "<entry><title>One</title><link rel='enclosure' href='/a.ogg' type='audio/ogg'/>"
	       "<link rel='enclosure' href='/a.png' type='image/png'/>"
	       "<content src='/one.html' type='text/html'/></entry>"),
	  { "cover=https://x.org/a.png|", "<a href=\"https://x.org/a.ogg\">a.ogg</a>",
	    "<a href=\"https://x.org/one.html\">one.html</a>", NULL } },
	{ "JSON Feed",
	  JSON("{\"id\": 7, \"url\": \"/one/\", \"title\": \"One\", \"content_html\": \"<p>a</p>\","
	       "\"summary\": \"Short.\", \"image\": \"/a.jpg\", \"tags\": [\"News\", \"CFP\"],"
	       "\"date_published\": \"2024-07-16T06:00:00-05:00\", \"date_modified\": null,"
	       "\"authors\": [{\"name\": \"Ada\"}, {\"name\": \"Bo\"}],"
	       "\"attachments\": [{\"url\": \"https://x.org/a.pdf\", \"mime_type\": \"x\"}]},"
	       "{\"id\": \"https://x.org/two/\", \"author\": {\"name\": \"Cy\"},"
	       "\"content_text\": \"Just a note.\"}, 8"),
	  { "feed=News|home=https://x.org/home|lang=en|\n",
	    "\ntitle=One|url=https://x.org/one/|path=7|base=https://x.org/one/|by=Ada;Bo|"
	    "in=News;CFP|on=2024-07-16T06:00:00-05:00|excerpt=Short.|cover=https://x.org/a.jpg|"
	    "lang=en|html=<p>a</p>\n<p><a href=\"https://x.org/a.pdf\">a.pdf</a></p>\n|",
	    "\ntitle=Just a note.|url=https://x.org/two/|", "|by=Cy|lang=en|text=Just a note.|",
	    NULL } },
	/* not well-formed */
	{ "an ampersand and a break in a title",
	  RSS("<title>Q & A</title>", "<item><title>Safety Checks & The Latest<br>News</title>"
				      "<link>https://x.org/?a=1&b=2</link></item>"
				      "<item><title>Two <3</title></item>"),
	  { "feed=Q & A|\n", "\ntitle=Safety Checks & The Latest News|url=https://x.org/?a=1&b=2|",
	    "\ntitle=Two <3|", NULL } },
	{ "bare HTML",
	  RSS("", "<item><description><p>One<br>two & <img src='a.png'></description>"
		  "<title>One</title></item><item><title>Two</title></item>"),
	  { "\ntitle=One|", "One<br>two &amp; <img src=\"a.png\">", "\ntitle=Two|", NULL } },
	{ "references of HTML",
	  RSS("", "<item><title>Caf&eacute; &ndash; &#8220;b&#8221; &nope;</title></item>"
		  "<item><title>It&amp;#8217;s</title></item>"),
	  { "\ntitle=Caf\u00e9 \u2013 \u201cb\u201d &nope;|", "\ntitle=It\u2019s|", NULL } },
	{ "blank lines in front",
	  "\n\n <rss><channel><title>News</title></channel></rss>",
	  { "feed=News|", NULL } },
	{ "cut off",
	  "<rss><channel><title>News</title><item><title>One</title></item><item><title>Tw",
	  { "feed=News|\n", "\ntitle=One|", "\ntitle=Tw|", NULL } },
	{ "prefixes that nobody declared",
	  "<rss><channel><item><title>One</title><dc:creator>Ada</dc:creator>"
	  "<content:encoded>&lt;p&gt;a&lt;/p&gt;</content:encoded></item></channel></rss>",
	  { "|by=Ada|html=<p>a</p>|", NULL } },
	{ "no titles",
	  RSS("", "<item><description>&lt;p&gt;A note that is long enough to be cut somewhere, as "
		  "everybody who reads it will see.&lt;/p&gt;</description></item>"
		  "<item><link>https://x.org/two/</link></item><item/>"),
	  { "\ntitle=A note that is long enough to be cut somewhere, as everybody who reads\u2026|",
	    "\ntitle=https://x.org/two/|", "\ntitle=\u2026|path=#3|", NULL } },
	{ "dates that are none",
	  RSS("",
	      "<item><title>One</title><pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate></item>"
	      "<item><title>Two</title><pubDate>soon</pubDate><dc:date>2024-07-16</dc:date></"
	      "item>"),
	  { "\ntitle=One|path=#1|base=https://x.org/feed.xml|\n", "|on=2024-07-16T00:00:00Z|",
	    NULL } },
};

static int read(const char *bytes, size_t len, const char *charset, struct feed *feed)
{
	const struct feed_input input = { .bytes = bytes,
					  .len = len,
					  .charset = charset,
					  .url = "https://x.org/feed.xml",
					  .source = "https://x.org/feed.xml" };
	struct err err = { "" };
	int result = feed_read(&input, feed, &err);

	assert_int_equal(result < 0, *err.text != '\0');
	return result;
}

static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const char *bytes = samples[i].bytes;
		struct str found = { 0 };
		struct feed feed;

		if (read(bytes, strlen(bytes), NULL, &feed) < 0 || !feed_is(bytes, strlen(bytes)))
			fail_msg("%s: no feed", samples[i].what);
		write_feed(&feed, &found);
		for (const char *const *has = samples[i].has; *has; has++) {
			if (!strstr(str_bytes(&found), *has))
				fail_msg("%s: \"%s\" is not in\n%s", samples[i].what, *has,
					 str_bytes(&found));
		}
		str_release(&found);
		feed_release(&feed);
	}
}

static void test_no_feed(void **state)
{
	static const char *const texts[] = {
		"",
		" ",
		"plain",
		"<!DOCTYPE html><html><body><rss>",
		"<opml><body/></opml>",
		"{",
		"{\"title\": \"x\"}",
		"[1]",
		"<feeder/>",
	};
	struct feed feed;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_int_equal(read(texts[i], strlen(texts[i]), NULL, &feed), -1);
		assert_false(feed_is(texts[i], strlen(texts[i])));
		feed_release(&feed);
	}
	assert_false(feed_is("---\ntitle: <rss>\n---\n", 22));
}

/* What HTTP says goes before what the feed says, a byte order mark before both. */
static void test_charsets(void **state)
{
	static const struct {
		const char *bytes, *charset;
		size_t len;
	} texts[] = {
		{ "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><title>\xe9", NULL, 0 },
		{ "<?xml version='1.0'?><rss><channel><title>\xe9", "ISO-8859-1", 0 },
		{ "<?xml version='1.0' encoding='UTF-8'?><rss><channel><title>\xe9", "ISO-8859-1",
		  0 },
		{ "<?xml version='1.0' encoding='UTF-8'?><rss><channel><title>\xe9", NULL, 0 },
		{ "<?xml version='1.0' encoding='KOI8-R'?><rss><channel><title>\xc3\xa9", "UTF-8",
		  0 },
		{ "\xef\xbb\xbf<rss><channel><title>\xc3\xa9", "ISO-8859-1", 0 },
		{ "\xff\xfe<\0r\0s\0s\0>\0<\0"
		  "c\0h\0a\0n\0n\0e\0l\0>\0<\0t\0i\0t\0l\0e\0>\0\xe9\0",
		  NULL, 2 + 2 * 22 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		size_t len = texts[i].len ? texts[i].len : strlen(texts[i].bytes);
		struct feed feed;

		assert_int_equal(read(texts[i].bytes, len, texts[i].charset, &feed), 0);
		assert_string_equal(feed.title, "\u00e9");
		feed_release(&feed);
	}
}

static void test_repair(void **state)
{
	static const char bytes[] = RSS(
		"", "<item><title>Caf\u00c3\u00a9 talks</title><description>It\u00e2\u20ac\u2122s"
		    " here</description></item>");
	struct feed_input input = { .bytes = bytes, .len = strlen(bytes), .source = "x" };
	struct feed feed;
	struct err err;

	(void)state;
	assert_int_equal(feed_read(&input, &feed, &err), 0);
	assert_string_equal(feed.posts[0].title, "Caf\u00e9 talks");
	assert_string_equal(feed.posts[0].body, "It\u2019s here");
	assert_string_equal(feed.posts[0].repaired, "Windows-1252");
	feed_release(&feed);
	input.no_repair = true;
	assert_int_equal(feed_read(&input, &feed, &err), 0);
	assert_string_equal(feed.posts[0].title, "Caf\u00c3\u00a9 talks");
	feed_release(&feed);
}

/* An entry is known by its address wherever it comes from; what is in it gives it another hash. */
static void test_identity(void **state)
{
	static const char a[] = RSS(
		"", "<item><title>One</title><link>https://x.org/one/</link></item>");
	static const char b[] = ATOM(
		">", "<entry><title>One</title><link href='http://x.org/one'/></entry>"
		     "<entry><title>Two</title><link href='http://x.org/two'/></entry>");
	struct feed rss, atom;

	(void)state;
	assert_int_equal(read(a, strlen(a), NULL, &rss), 0);
	assert_int_equal(read(b, strlen(b), NULL, &atom), 0);
	assert_string_equal(rss.posts[0].id, atom.posts[0].id);
	assert_string_not_equal(atom.posts[0].id, atom.posts[1].id);
	assert_true(rss.posts[0].content == atom.posts[0].content);
	assert_true(rss.posts[0].content != atom.posts[1].content);
	feed_release(&rss);
	feed_release(&atom);
}

/* Cut anywhere, nothing beyond the end is read (under sanitizers). */
static void test_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		for (size_t len = 0; len <= strlen(samples[i].bytes); len += 3) {
			char *bytes = malloc(len ? len : 1);
			struct feed feed;

			memcpy(bytes, samples[i].bytes, len);
			read(bytes, len, NULL, &feed);
			feed_release(&feed);
			free(bytes);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),  cmocka_unit_test(test_no_feed),
		cmocka_unit_test(test_charsets), cmocka_unit_test(test_repair),
		cmocka_unit_test(test_identity), cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
