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

#include "base/mem.h"
#include "base/str.h"
#include "base/tree.h"
#include "site/site.h"

struct file {
	const char *path, *text;
};

struct files {
	const struct file *items;
	size_t n_items;
};

static int read_file(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const struct files *files = tree->context;

	(void)limit;
	for (size_t j = 0; j < files->n_items; j++) {
		if (strcmp(files->items[j].path, tree->entries[i].path) == 0) {
			str_text(out, files->items[j].text);
			return 0;
		}
	}
	return err_set(err, "missing");
}

/* Reads the post at `path` of a site made of those files; true where it is one. */
static bool read_post(const struct files *files, const char *path, struct post *post)
{
	const struct site_options options = { .source = "test" };
	struct tree tree = { .read = read_file, .context = (void *)files };
	struct site *site;
	struct err why;
	bool is_post;

	for (size_t i = 0; i < files->n_items; i++)
		tree_add(&tree, files->items[i].path, (int64_t)strlen(files->items[i].text), 1);
	tree_sort(&tree);
	site = site_new(&tree, &options, NULL);
	is_post = site_read(site, (size_t)tree_find(&tree, path), NULL, post, &why) == SITE_POST;
	site_free(site);
	tree_release(&tree);
	return is_post;
}

struct sample {
	const char *body, *expected;
};

/* Each body as the last file of the site. */
static void check(const struct file *files, size_t n, const char *path, const char *front,
		  const struct sample *samples, size_t n_samples)
{
	struct file *all = mem_alloc(n + 1, sizeof(*all));

	memcpy(all, files, n * sizeof(*all));
	for (size_t i = 0; i < n_samples; i++) {
		struct str text = { 0 };
		struct post post = { .id = "" };

		str_format(&text, "%s%s", front, samples[i].body);
		all[n] = (struct file){ path, str_bytes(&text) };
		const struct files site = { all, n + 1 };

		assert_true(read_post(&site, path, &post));
		if (strcmp(post.body, samples[i].expected) != 0)
			print_message("# of: %s\n", samples[i].body);
		assert_string_equal(post.body, samples[i].expected);
		post_release(&post);
		str_release(&text);
	}
	free(all);
}

#define N(table) (sizeof(table) / sizeof((table)[0]))
#define OPEN     "\xEE\x80\x80"
#define CLOSE    "\xEE\x80\x81"

static const struct file jekyll[] = {
	{ "_config.yml", "title: Reef Days\nurl: https://reef.example\nbaseurl: /2025\n"
			 "ticket_link: https://ti.to/reef/2025\npermalink: news/:title/\n"
			 "mail: hi@reef.example\nempty: \"\"\nsocial: {handle: reefdays}\n"
			 "wiki: https://w.example/Coral_(reef)\n" },
	{ "_data/rooms.yml", "- name: Kelp\n  seats: 120\n  floor: 1\n- name: Sponge\n  seats: 40\n"
			     "  floor: 2\n" },
	{ "_data/team.yml", "- {name: A, place: 10}\n- {name: B, place: 9}\n- {name: C, place: "
			    "100}\n" },
	{ "_data/more/days.json", "{\"first\": \"Monday\", \"list\": [1, 2, 3]}" },
	{ "_data/prices.csv", "kind,price\nEarly,\"90, with lunch\"\nLate,120\n" },
	{ "_includes/note.html", "<p class=\"n\">\n\n    {{ include.text }}\n</p>\n" },
	{ "_includes/deep.html", "{% for x in site.posts %}{{ x }}{% endfor %}" },
	{ "_includes/loop.html", "{% include loop.html %}" },
	{ "_pages/conduct.md", "---\ntitle: C\npermalink: /conduct/\n---\nx\n" },
	{ "_posts/2025-01-02-hello-reef.md", "---\ntitle: Hello\n---\nx\n" },
};

static void test_liquid(void **state)
{
	static const struct sample samples[] = {
		{ "no tags at all", "no tags at all" },
		{ "[buy]({{ site.ticket_link }})", "[buy](https://ti.to/reef/2025)" },
		{ "[buy]({{site.ticket_link}})", "[buy](https://ti.to/reef/2025)" },
		{ "<a href=\"{{ site.ticket_link }}\">", "<a href=\"https://ti.to/reef/2025\">" },
		{ "[{{ site.mail }}](mailto:{{ site.mail }})",
		  "[hi@reef.example](mailto:hi@reef.example)" },
		{ "[x]({{ site.nothing }})", "[x]()" },
		{ "so {{ site.nothing }}.", "so " OPEN "site.nothing" CLOSE "." },
		{ "<a href=\"{{ site.nothing }}\">x</a>", "<a href=\"\">x</a>" },
		{ "<{{ site.nothing }}>", OPEN "site.nothing" CLOSE },
		{ "<{{ site.wiki }}>", "<https://w.example/Coral_(reef)>" },
		{ "[w]({{ site.wiki }})", "[w](https://w.example/Coral_%28reef%29)" },
		{ "a{{ site.empty }}b", "ab" },
		{ "{{ site.social.handle }} {{ page.title }} {{ page.slug }}", "reefdays T post" },
		{ "{{ site.url }}{{ page.url }}", "https://reef.example/2025/news/post/" },
		{ "{{ \"/a/\" | relative_url }} {{ 'a' | absolute_url }}",
		  "/2025/a/ https://reef.example/2025/a" },
		{ "{{ 'a<b' | escape }} {{ site.no | default: \"d\" }}", "a&lt;b d" },
		{ "{{ 'b' | prepend: 'a' | append: 'c' | upcase }}", "ABC" },
		{ "{{ page.date | date: \"%-d %B %Y, %H:%M\" }}", "5 March 2025, 09:30" },
		{ "{{ 'x' | newfilter: 3 }}", "x" },
		{ "{{ 'a b, c' | slugify }} {{ 'a/b?' | url_encode }}", "a-b-c a%2Fb%3F" },
		{ "{{ 7 | plus: 3 | divided_by: 4 }} {{ 'a-b-a' | replace: 'a', 'x' }}",
		  "2 x-b-x" },
		{ "{{ 'a,b' | split: ',' | join: '+' }} {{ site.data.rooms.size }}", "a+b 2" },
		{ "{{ site.data.rooms[1].name }} {{ site.data.more.days.first }}",
		  "Sponge Monday" },
		{ "{{ site.data.prices[0].price }}", "90, with lunch" },
		{ "{% assign r = site.data.rooms | where: \"name\", \"Kelp\" | first %}{{ r.seats "
		  "}}",
		  "120" },
		{ "{% if site.ticket_link %}yes{% else %}no{% endif %}", "yes" },
		{ "{% if site.nothing %}a{% elsif page.title == 'T' %}b{% else %}c{% endif %}",
		  "b" },
		{ "{% unless site.empty %}u{% endunless %}", "u" },
		{ "{% if page.title contains 'x' or site.url %}y{% endif %}", "y" },
		{ "{% if 2 > 10 %}a{% endif %}{% if '2' < '10' %}b{% endif %}", "b" },
		{ "{% case page.title %}{% when 'S' %}s{% when 'T' %}t{% else %}e{% endcase %}",
		  "t" },
		{ "{% for r in site.data.rooms %}{{ forloop.index }} {{ r.name }}, {% endfor %}",
		  "1 Kelp, 2 Sponge, " },
		{ "{% for i in (1..9) limit:2 offset:3 %}{{ i }}{% endfor %}", "45" },
		{ "{% for r in site.data.rooms reversed %}{{ r.floor }}{% endfor %}", "21" },
		{ "{% for p in site.posts %}lost{% endfor %}", OPEN "p in site.posts" CLOSE },
		{ "{% capture c %}a{{ site.mail }}{% endcapture %}{{ c }}", "ahi@reef.example" },
		{ "a {%- if true -%} b {%- endif -%} c", "abc" },
		{ "Ask.{% comment %} Not on sale. {{ x }} `{% endcomment %} Buy!", "Ask. Buy!" },
		{ "{# not seen #}seen {#anchor}", "seen {#anchor}" },
		{ "{% raw %}{{ site.mail }}{% endraw %}", "{{ site.mail }}" },
		{ "{% include note.html text=\"Bring fins\" %}",
		  "<p class=\"n\">\nBring fins\n</p>\n" },
		{ "{% include missing.html %}", OPEN "missing" CLOSE },
		{ "{% include deep.html %}", OPEN "deep" CLOSE },
		{ "{% include loop.html %}", OPEN "loop" CLOSE },
		{ "[c]({% link _pages/conduct.md %})", "[c](https://reef.example/2025/conduct/)" },
		{ "[h]({% post_url 2025-01-02-hello-reef %})",
		  "[h](https://reef.example/2025/news/hello-reef/)" },
		{ "[h](./2025-01-02-hello-reef.md#top)",
		  "[h](https://reef.example/2025/news/hello-reef/#top)" },
		{ "[h](../else.md)", "[h](../else.md)" },
		{ "{% highlight python %}\nprint('{{ x }}')\n{% endhighlight %}",
		  "```python\nprint('{{ x }}')\n```\n" },
		{ "{% callout \"demo\" %}x{% endcallout %}", "\n\n::::note \n\nx\n\n::::\n\n" },
		{ "{% note warn Mind it %}x{% endnote %}",
		  "\n\n::::warning Mind it\n\nx\n\n::::\n\n" },
		{ "{% asset_img a.png The reef 300 %}", "![The reef](a.png)" },
		{ "{% link The reef https://r.example true %}", "[The reef](https://r.example)" },
		{ "{% iframe https://r.example 100% 200 %}",
		  "[https://r.example](https://r.example)" },
		{ "{% codeblock Tides lang:c https://r.example All %}\nx\n{% endcodeblock %}",
		  "\n\n[Tides All](https://r.example)\n\n```c\nx\n```\n" },
		{ "{% post_link 2025-01-02-hello-reef 'Hello you' %}",
		  "[Hello you](https://reef.example/2025/news/hello-reef/)" },
		{ "{% callout info %}Mind the step{% endcallout %}",
		  "\n\n::::info \n\nMind the step\n\n::::\n\n" },
		{ "{% badge \"Ana\", \"https://a.example\" %}", "[Ana](https://a.example)" },
		{ "{% youtube abc123 %}", "[YouTube](https://www.youtube.com/watch?v=abc123)" },
		{ "{% unknown %}", OPEN "unknown" CLOSE },
		{ "{% %}{{ }}{% endif %}", "" },
		{ "{{ open but never closed", "{{ open but never closed" },
		{ "{{ a\n\nb }}", "{{ a\n\nb }}" },
		{ "{% assign s = site.data.team | sort: \"place\" %}"
		  "{% for m in s %}{{ m.name }}{% endfor %}",
		  "BAC" },
		{ "{{ 'b,C,a' | split: ',' | sort_natural | join: '' }}", "abC" },
		{ "{{ 1234567 + 1 }}", "1234568" },
		{ "{% assign who = 'nobody' %}{% for r in site.data.rooms %}"
		  "{% if r.floor == 2 %}{% assign who = r.name %}{% assign new = 'yes' %}{% endif "
		  "%}"
		  "{% endfor %}{{ who }} {{ new }}",
		  "Sponge yes" },
		{ "{% blockquote Ann O'Reef %}Words{% endblockquote %}It's {% raw %}x{% endraw %}",
		  "\n> Words\n>\n> — Ann O'Reef\nIt's x" },
		{ "[h]({% post_url /2025-01-02-hello-reef %})",
		  "[h](https://reef.example/2025/news/hello-reef/)" },
		{ "{% post_url \"\" %}", OPEN "…" CLOSE },
		{ "{% for in (1..2) %}x{% endfor %}", "xx" },
		{ "{% for i in (9223372036854775806..9223372036854775807) %}x{% endfor %}ok",
		  "ok" },
	};

	(void)state;
	check(jekyll, N(jekyll), "_posts/2025-03-05-post.md",
	      "---\ntitle: T\ndate: 2025-03-05 09:30\n---\n", samples, N(samples));
}

/* A post that is HTML gets no Markdown. */
static void test_html(void **state)
{
	static const struct sample samples[] = {
		{ "{% highlight ruby %}\na < b\n{% endhighlight %}",
		  "<pre><code class=\"language-ruby\">a &lt; b</code></pre>" },
		{ "{% youtube abc %}",
		  "<a href=\"https://www.youtube.com/watch?v=abc\">YouTube</a>" },
		{ "{% img /a.png \"Sea & sand\" %}", "<img src=\"/a.png\" alt=\"Sea & sand\">" },
		{ "{% blockquote Ann %}Words{% endblockquote %}",
		  "<blockquote>Words<p>— Ann</blockquote>" },
		{ "{% link Reef & sea https://r.example %}",
		  "<a href=\"https://r.example\">Reef &amp; sea</a>" },
		{ "<a href=\"{% post_url 2025-01-02-hello-reef %}\">x</a>",
		  "<a href=\"https://reef.example/2025/news/hello-reef/\">x</a>" },
	};

	(void)state;
	check(jekyll, N(jekyll), "_posts/2025-03-05-post.html", "---\ntitle: T\n---\n", samples,
	      N(samples));
}

static void test_code(void **state)
{
	static const struct sample samples[] = {
		{ "`{{ site.mail }}` {{ site.mail }}", "`{{ site.mail }}` hi@reef.example" },
		{ "``a ` {{ site.mail }}``", "``a ` {{ site.mail }}``" },
		{ "`open {{ site.mail }}", "`open hi@reef.example" },
		{ "```\n{{ site.mail }}\n```\n{{ site.mail }}",
		  "```\n{{ site.mail }}\n```\nhi@reef.example" },
		{ "~~~ html\n{{ site.mail }}\n```\n~~~\n",
		  "~~~ html\n{{ site.mail }}\n```\n~~~\n" },
		{ "a\n\n    {{ site.mail }}\n\nb", "a\n\n    {{ site.mail }}\n\nb" },
		{ "- a\n\n    {{ site.mail }}", "- a\n\n    hi@reef.example" },
		{ "<pre>{{ site.mail }}</pre>", "<pre>{{ site.mail }}</pre>" },
		{ "```\n{% raw %}{{ x }}{% endraw %}\n```", "```\n{{ x }}\n```" },
		{ "{% raw %}\n```\n{{ x }}\n```\n{% endraw %}{{ site.mail }}",
		  "\n```\n{{ x }}\n```\nhi@reef.example" },
		{ "{% highlight sh %}\n```\n{% endhighlight %}\n{{ site.mail }}",
		  "````sh\n```\n````\n\nhi@reef.example" },
		{ "- x\n  {% highlight sh %}\n  ls\n  {% endhighlight %}\n",
		  "- x\n  ```sh\n  ls\n  ```\n\n" },
	};

	(void)state;
	check(jekyll, N(jekyll), "_posts/2025-03-05-post.md", "---\ntitle: T\n---\n", samples,
	      N(samples));
}

static void test_kramdown(void **state)
{
	static const struct sample samples[] = {
		{ "[x](y){:target=\"_blank\"} z", "[x](y) z" },
		{ "[x](y){:rel=\"sponsored\"}, z", "[x](y), z" },
		{ "a\n{: .note}\n\nb", "a\n\nb" },
		{ "{: .note #n}\na", "a" },
		{ "## Head {: #part .x}\n", "## Head {#part}\n" },
		{ "* TOC\n{:toc}\n\na", "\na" },
		{ "- {:.done} a", "-  a" },
		{ "a{::comment}b{:/comment}", "ab" },
		{ "{:ok, x} = f", "{:ok, x} = f" },
		{ "`{: .x}` a", "`{: .x}` a" },
		{ "![i](j){:\nstyle=\"a\"}\n", "![i](j)\n" },
	};

	(void)state;
	check(jekyll, N(jekyll), "_posts/2025-03-05-post.md", "---\ntitle: T\n---\n", samples,
	      N(samples));
}

static void test_hugo(void **state)
{
	static const struct file files[] = {
		{ "hugo.toml",
		  "baseURL = 'https://h.example/'\ntitle = 'H'\n[params]\nfee = '12'\n" },
		{ "content/news/a/index.md", "---\ntitle: A\ndate: 2025-01-01\n---\nx\n" },
	};
	static const struct sample samples[] = {
		{ "{{< figure src=\"a.png\" alt=\"A \\\"b\" caption=\"C\" >}}",
		  "<figure><img src=\"a.png\" alt=\"A "
		  "&quot;b\"><figcaption>C</figcaption></figure>" },
		{ "{{< youtube w7Ft2ymGmfc >}}",
		  "[YouTube](https://www.youtube.com/watch?v=w7Ft2ymGmfc)" },
		{ "{{< vimeo id=\"1\" >}}", "[Vimeo](https://vimeo.com/1)" },
		{ "[a]({{< ref \"news/a\" >}})", "[a](https://h.example/news/a/)" },
		{ "[a]({{< relref \"/news/a/index.md#b\" >}})",
		  "[a](https://h.example/news/a/#b)" },
		{ "{{< highlight go >}}\nx := 1\n{{< /highlight >}}", "```go\nx := 1\n```\n" },
		{ "{{% aside %}}\nMind **it**\n{{% /aside %}}", "\nMind **it**\n" },
		{ "{{% note %}}\nMind **it** {{< param fee >}}\n{{% /note %}}",
		  "\n\n::::note \n\nMind **it** 12\n\n::::\n\n" },
		{ "{{< callout type=\"warning\" title=\"T\" >}}x{{< /callout >}}",
		  "\n\n::::warning T\n\nx\n\n::::\n\n" },
		{ "{{< alert \"Mind\" />}}", OPEN "Mind" CLOSE },
		{ "{{< param fee >}}", "12" },
		{ "{{< widget >}}", OPEN "widget" CLOSE },
		{ "{{< pod \"Net::DBus\" >}}", OPEN "Net::DBus" CLOSE },
		{ "{{</* figure */>}}", "`{{< figure >}}`" },
		{ "`{{< x >}}`", "`{{< x >}}`" },
	};

	(void)state;
	check(files, N(files), "content/news/b.md", "---\ntitle: B\ndate: 2025-01-02\n---\n",
	      samples, N(samples));
}

/* Shortcodes of the site's own, by the templates that it has for them. */
static void test_own_shortcodes(void **state)
{
	static const struct file files[] = {
		{ "hugo.toml", "baseURL = 'https://h.example/'\ntitle = 'H'\ntheme = 'reef'\n"
			       "[params]\ntrack = 'kelp'\n" },
		{ "layouts/shortcodes/pod.html",
		  "<a href=\"https://pods.example/{{ .Get 0 }}\">{{ .Get 0 }}</a>\n" },
		{ "layouts/shortcodes/plain.html", "https://docs.example/{{ .Get \"page\" }}\n" },
		{ "layouts/shortcodes/box.html",
		  "{{- $kind := .Get \"kind\" | default \"note\" -}}\n"
		  "{{- $marks := dict \"note\" \"(i)\" \"care\" \"(!)\" -}}\n<div class=\"{{ $kind "
		  "}}\">\n"
		  "    <b>{{ index $marks $kind }}</b>\n\n    {{ .Inner | markdownify "
		  "}}\n</div>\n" },
		{ "layouts/shortcodes/fig.html",
		  "{{/* words */}}<figure>\n  <img src=\"{{ .Get \"src\" }}\">\n"
		  "  {{ with .Get \"caption\" }}<figcaption>{{ . }}</figcaption>{{ else }}none{{ "
		  "end }}\n"
		  "</figure>" },
		{ "layouts/shortcodes/track.html",
		  "{{ if eq $.Page.Site.Params.track (.Get 0) }}{{ .Inner }}{{ end }}" },
		{ "layouts/shortcodes/list.html",
		  "{{ range $i, $x := split (.Get 0) \",\" }}{{ add $i 1 }}={{ $x | upper }};{{ "
		  "end }}"
		  "{{ if and (.Get 1) (ne (.Get 1) \"x\") }}A{{ else if not (.Get 1) }}B{{ else }}C"
		  "{{ end }}" },
		{ "layouts/shortcodes/set.html",
		  "{{ $a := \"1\" }}{{ if .IsNamedParams }}{{ $a = .Get \"a\" }}{{ end }}"
		  "{{ printf \"%s/%v\" $a (len .Params) }}" },
		{ "layouts/shortcodes/sized.html",
		  "{{ $i := .Page.Resources.GetMatch (.Get 0) }}<img width=\"{{ $i.Width }}\" "
		  "src=\"{{ $i.RelPermalink }}\">" },
		{ "layouts/shortcodes/part.html", "{{ partial \"p.html\" (dict \"w\" .Name) }}" },
		{ "layouts/partials/p.html", "<i>{{ .w }}</i>" },
		{ "layouts/shortcodes/ever.html", "{{ partial \"ever.html\" . }}" },
		{ "layouts/partials/ever.html", "{{ partial \"ever.html\" . }}" },
		{ "layouts/shortcodes/where.html", "<a href=\"{{ \"a/\" | relURL }}\">x</a> "
						   "<a href=\"{{ relref . \"news/a\" }}\">y</a>" },
		{ "i18n/en.toml", "[care]\nother = \"Take care\"\n" },
		{ "layouts/shortcodes/care.html", "<b>{{ T \"care\" }}</b> {{ .Inner }}" },
		{ "layouts/shortcodes/code.html", "<pre>{{ .Inner }}</pre>" },
		{ "layouts/shortcodes/all.html",
		  "{{ range .Params }}({{ . }}){{ else }}none{{ end }} end" },
		{ "layouts/shortcodes/own.html",
		  "{{ $x := \"a\" }}{{ partial \"own.html\" . }}{{ $x }}" },
		{ "layouts/partials/own.html", "{{ $x := \"b\" }}[{{ $x }}]" },
		{ "themes/reef/layouts/shortcodes/tide.html", "tide {{ .Page.Title }}" },
		{ "content/news/a/index.md", "---\ntitle: A\ndate: 2025-01-01\n---\nx\n" },
	};
	static const struct sample samples[] = {
		{ "Use {{<pod \"Net::Reef\">}}.",
		  "Use <a href=\"https://pods.example/Net::Reef\">Net::Reef</a>." },
		{ "At {{% plain page=\"x\" %}}.", "At https://docs.example/x." },
		{ "{{< box kind=\"care\" >}}Mind **it**{{< /box >}}",
		  "<div class=\"care\">\n<b>(!)</b>\nMind <strong>it</strong>\n</div>" },
		{ "{{< box >}}\n- a\n- b {{< pod \"C\" >}}\n{{< /box >}}",
		  "<div class=\"note\">\n<b>(i)</b>\n\n\n- a\n- b <a "
		  "href=\"https://pods.example/C\">C</a>\n\n</div>" },
		{ "{{< fig src=\"/a.png\" caption=\"C\" >}}",
		  "<figure>\n<img src=\"/a.png\">\n<figcaption>C</figcaption>\n</figure>" },
		{ "{{< fig src=\"/a.png\" >}}", "<figure>\n<img src=\"/a.png\">\nnone\n</figure>" },
		{ "{{< track kelp >}}K{{< /track >}}{{< track sand >}}S{{< /track >}}", "K" },
		{ "{{< list \"a,b\" \"y\" >}} {{< list c >}} {{< list d x >}}",
		  "1=A;2=B;A 1=C;B 1=D;C" },
		{ "{{< set a=2 >}} {{< set >}}", "2/1 1/0" },
		{ "{{< sized \"My reef\" >}}", OPEN "My reef" CLOSE },
		{ "{{< part >}}", "<i>part</i>" },
		{ "{{< ever \"deep\" >}}", OPEN "deep" CLOSE },
		{ "{{< where >}}",
		  "<a href=\"/a/\">x</a> <a href=\"https://h.example/news/a/\">y</a>" },
		{ "{{< code >}}\n**a**\n\n  b{{< /code >}}", "<pre>\n**a**\n\n  b</pre>" },
		{ "{{< tide >}}", "tide B" },
		{ "{{< all a b >}}, {{< all >}}", "(a)(b) end, none end" },
		{ "{{< own >}}", "[b]a" },
		{ "{{< care >}}x{{< /care >}}", "<b>Take care</b> x" },
		{ "{{< ../pod >}}", OPEN "pod" CLOSE },
	};

	(void)state;
	check(files, N(files), "content/news/b.md", "---\ntitle: B\ndate: 2025-01-02\n---\n",
	      samples, N(samples));
}

static void test_others(void **state)
{
	static const struct file zola[] = {
		{ "config.toml", "base_url = \"https://z.example\"\ntitle = \"Z\"\n" },
		{ "content/blog/one.md", "+++\ntitle = \"O\"\ndate = 2025-01-01\n+++\nx\n" },
		{ "templates/shortcodes/note.html",
		  "<div>\n  {{ body | markdown | safe }}{% if title %} <b>{{ title }}</b>{% endif "
		  "%}\n</div>" },
		{ "templates/shortcodes/ticket.md",
		  "[{{ text | default(value=\"Buy\") }}]({{ config.title }})" },
	};
	static const struct sample zola_samples[] = {
		{ "[o](@/blog/one.md#x)", "[o](https://z.example/blog/one/#x)" },
		{ "{{ youtube(id=\"abc\") }}", "[YouTube](https://www.youtube.com/watch?v=abc)" },
		{ "{% quote(author=\"V\") %}Words{% end %}", "Words" },
		{ "{{ ticket(text=\"Go\") }} {{ ticket() }}.", "[Go](Z) [Buy](Z)." },
		{ "{% note(title=\"T\") %}In *it*{% end %} after {{ two(a=1, b=\"B c\") }}",
		  "<div>\nIn <em>it</em> <b>T</b>\n</div>\n\n after " OPEN "B c" CLOSE },
		{ "{% note() %}In{% end %} after", "<div>\nIn\n</div>\n\n after" },
	};
	static const struct file pelican[] = {
		{ "pelicanconf.py", "SITEURL = 'https://p.example'\nPATH = 'content'\n"
				    "ARTICLE_URL = '{date:%Y}/{slug}.html'\n" },
		{ "content/one.md", "Title: One Two\nDate: 2025-04-05\n\nx\n" },
	};
	static const struct sample pelican_samples[] = {
		{ "[o]({filename}one.md) ![i]({static}/i/a.png)",
		  "[o](https://p.example/2025/one-two.html) ![i](https://p.example/i/a.png)" },
		{ "[o](|filename|/one.md)", "[o](https://p.example/2025/one-two.html)" },
		{ "`{filename}one.md`", "`{filename}one.md`" },
	};

	static const struct file eleventy[] = {
		{ "eleventy.config.js",
		  "const town = \"Cove\";\n"
		  "export default function (config) {\n"
		  "  config.addGlobalData(\"event\", { name: town + \" Days\", year: 2026 });\n"
		  "  config.addGlobalData('hall', () => \"B (east)\");\n"
		  "  config.addGlobalData(\"site\", { url: \"https://e.example\" });\n"
		  "  config.addGlobalData(\"now\", () => new Date());\n"
		  "  return { dir: { input: \"src\" } };\n}\n" },
		{ "src/_data/crew.js",
		  "module.exports = [{ name: \"Ada\" }, { name: \"Eve\" }];\n" },
		{ "src/_data/cost.js", "const base = \"4\";\nexport default () => ({ late: "
				       "`${base}0 ${\"EUR\"}` });\n" },
		{ "src/_includes/forms.njk", "{% macro button(text, kind=\"big\") %}<b>{{ text "
					     "}}/{{ kind }}</b>{% endmacro %}" },
		{ "src/_includes/news.njk",
		  "<div>\n  <p>Join the {{ unknown.count }} others who wait for it</p>\n</div>" },
		{ "src/_includes/nothing.njk", "<div>{{ unknown.a }} {{ unknown.b }} of</div>" },
	};
	static const struct sample eleventy_samples[] = {
		{ "{% for c in crew %}{{ c.name }}{% if not loop.last %}, {% endif %}{% endfor %}",
		  "Ada, Eve" },
		{ "{{ cost.late }}", "40 EUR" },
		{ "{{ event.name }} {{ event.year }} {{ hall }} {{ site.url }} {{ now }}",
		  "Cove Days 2026 B (east) https://e.example " OPEN "now" CLOSE },
		{ "{% macro a(x, y=\"d\") %}{{ x }}-{{ y }}{% endmacro %}{{ a(\"1\") }} {{ "
		  "a(\"2\", \"3\") }} "
		  "{{ a(y=\"4\", x=\"5\") }}{{ x }}",
		  "1-d 2-3 5-4" OPEN "x" CLOSE },
		{ "{% callout \"info\", \"Mind\" %}a {{ cost.late }}{% endcallout %}",
		  "\n\n::::info Mind\n\na 40 EUR\n\n::::\n\n" },
		{ "{% from \"forms.njk\" import button %}{{ button(\"Go\") }}", "<b>Go/big</b>" },
		{ "{% import \"forms.njk\" as f %}{{ f.button(\"Go\", \"s\") }}", "<b>Go/s</b>" },
		{ "{% macro a(x) %}{{ a(x) }}{{ a(x) }}{% endmacro %}{{ a(\"1\") }}",
		  OPEN "a" CLOSE OPEN "a" CLOSE },
		{ "{% macro b(x=b()) %}{{ x }}{% endmacro %}{{ b() }}", OPEN "x" CLOSE },
		{ "{% include \"news.njk\" %}", "<div>\n<p>Join the " OPEN "unknown.count" CLOSE
						" others who wait for it</p>\n</div>" },
		{ "{% include \"nothing.njk\" %}", OPEN "nothing" CLOSE },
	};
	static const struct file go[] = {
		{ "go.mod", "module x\n" },
		{ "_content/blog/one.md", "---\ntitle: O\ndate: 2025-01-01\n---\nx\n" },
		{ "_content/blog/x/a.go",
		  "package x\n\n// START OMIT\nfunc a() {\n\tb()\n}\n// END OMIT\n" },
	};
	static const struct sample go_samples[] = {
		{ "{{code \"x/a.go\" `/START/` `/END/`}}", "```go\nfunc a() {\n\tb()\n}\n```\n" },
		{ "{{play \"x/a.go\" `/func a/` `/^}/`}}", "```go\nfunc a() {\n\tb()\n}\n```\n" },
		{ "{{code \"x/a.go\" `/package/`}}", "```go\npackage x\n```\n" },
		{ "{{code \"x/a.go\" `/nothing/`}}", OPEN "x/a.go" CLOSE },
		{ "{{code \"../x.go\"}}", OPEN "x.go" CLOSE },
		{ "a{{/* not \"shown\" */}}b", "ab" },
		{ "{{raw `\n\tif a < b { x }\n`}}", "\n\tif a < b { x }\n" },
	};
	static const struct file sphinx[] = {
		{ "docs/conf.py", "extensions = ['ablog']\nhtml_baseurl = 'https://s.example'\n" },
		{ "docs/_data/cove-2025-config.yaml", "name: Old Cove\nyear: 2025\n" },
		{ "docs/_data/cove-2026-config.yaml",
		  "name: Cove\nyear: 2026\ndate: {short: May 4}\n" },
		{ "docs/_data/bay-2026-config.yaml", "name: Bay\n" },
	};
	static const struct sample sphinx_samples[] = {
		{ "{{ name }} {{ year - 1 }} {{ date.short }} {{ other }}",
		  "Cove 2025 May 4 " OPEN "other" CLOSE },
	};

	(void)state;
	check(eleventy, N(eleventy), "src/posts/two.md", "---\ntitle: T\ndate: 2026-01-02\n---\n",
	      eleventy_samples, N(eleventy_samples));
	check(go, N(go), "_content/blog/two.md", "---\ntitle: T\ndate: 2026-01-02\n---\n",
	      go_samples, N(go_samples));
	check(sphinx, N(sphinx), "docs/conf/cove/2026/news/x.md",
	      "---\ntitle: T\ndate: 2026-01-02\n---\n", sphinx_samples, N(sphinx_samples));
	check(zola, N(zola), "content/blog/two.md", "+++\ntitle = \"T\"\ndate = 2025-01-02\n+++\n",
	      zola_samples, N(zola_samples));
	check(pelican, N(pelican), "content/two.md", "Title: Two\nDate: 2025-04-06\n\n",
	      pelican_samples, N(pelican_samples));
}

static void test_mdx(void **state)
{
	static const struct file files[] = {
		{ "astro.config.mjs",
		  "export default defineConfig({ site: 'https://a.example' });\n" },
		{ "src/constants.ts",
		  "export const TICKETS: string = \"https://pretix.eu/a/1/\";\n" },
	};
	static const struct sample samples[] = {
		{ "import X from \"../X.astro\";\n\n<Intro>\n  _Hi_ there\n</Intro>\n\nA\n",
		  "\n\n_Hi_ there\n\n\nA\n" },
		{ "See <Link href=\"/tickets\">the *shop*</Link>.",
		  "See <a href=\"/tickets\">the *shop*</a>." },
		{ "import { TICKETS } from \"../../constants\";\n<a href={TICKETS}>Buy</a>",
		  "<a href=\"https://pretix.eu/a/1/\">Buy</a>" },
		{ "export const n = \"ten\";\n\nIt has {n} rooms{\" \"}now. {/* no */}{f(1)}",
		  "\nIt has ten rooms now. " OPEN "f1" CLOSE },
		{ "<Faq title=\"Where?\">\n    Here\n</Faq>", "\n**Where?**\n\n  Here\n" },
		{ "<Photo src=\"/a.png\" alt=\"A\" />", "![A](/a.png)" },
		{ "`<Link>` {`x`}", "`<Link>` x" },
		{ "```jsx\nimport x from 'y'\n<Link/>\n```\n",
		  "```jsx\nimport x from 'y'\n<Link/>\n```\n" },
		{ "important words, exported", "important words, exported" },
		{ "import Reef from './reef.png';\nimport R from './r';\n\n<Image src={Reef} "
		  "alt=\"A\" />",
		  "\n![A](./reef.png)" },
		{ "<img src={require('./b.png').default} alt=\"B\" />",
		  "<img src=\"./b.png\" alt=\"B\" />" },
		{ "export const D = { open: '2 May', at: { hall: 'B' } };\n\n{D.open} in "
		  "{D.at.hall}{D.none}",
		  "\n2 May in B" OPEN "D.none" CLOSE },
		{ "import { TICKETS } from \"../../constants\";\n<a href={`${TICKETS}x`}>Buy</a> "
		  "{`${y}`}",
		  "<a href=\"https://pretix.eu/a/1/x\">Buy</a> " OPEN "y" CLOSE },
		{ "<Faq question=\"Where?\" answer=\"Here\" />", "\n**Where?**\n\nHere\n" },
		{ "<Card href=\"/a\" title=\"T\" description=\"Words\" /> <B href=\"/b\" "
		  "text=\"Go\" />",
		  "<a href=\"/a\">T</a> Words <a href=\"/b\">Go</a>" },
		{ "<YouTube id=\"abc\" />", "[YouTube](https://www.youtube.com/watch?v=abc)" },
		{ "{[1, 2].map((i) => (\n  <li key={i}>Room {i} <Link "
		  "href=\"/r\">go</Link></li>\n))}",
		  "<li>Room " OPEN "i" CLOSE " <a href=\"/r\">go</a></li>" },
		{ "{\n  /* no */\n}a{a.b}{x &&\n y}", "a" OPEN "a.b" CLOSE OPEN "x " CLOSE },
	};

	(void)state;
	check(files, N(files), "src/content/posts/a.mdx", "---\ntitle: B\ndate: 2025-01-02\n---\n",
	      samples, N(samples));
}

/* Read as Latin-1 before it was saved, front matter and all: with controls that YAML refuses, and a
 * blank that trimming takes for one. */
static void test_damage(void **state)
{
	static const struct file files[] = {
		{ "_config.yml", "title: R\n" },
		{ "_posts/2025-03-05-post.md",
		  "---\ntitle: \xC3\x83\xC2\x8Dris ou l\xC3\x83\xC2\xA0\nauthor: "
		  "\xC3\x83\xC2\x81gnes\n---\n\n"
		  "Voil\xC3\x83\xC2\xA0\n" },
	};
	const struct files site = { files, N(files) };
	struct post post;

	(void)state;
	assert_true(read_post(&site, "_posts/2025-03-05-post.md", &post));
	assert_string_equal(post.title, "\xC3\x8Dris ou l\xC3\xA0");
	assert_string_equal(post.authors.items[0], "\xC3\x81gnes");
	assert_string_equal(post.body, "\nVoil\xC3\xA0\n");
	assert_string_equal(post.repaired, "Windows-1252");
	post_release(&post);
}

static uint64_t fingerprint(const char *settings, const char *part, int64_t mtime)
{
	const struct site_options options = { .source = "test" };
	const struct file items[] = { { settings, "title: T\nbaseURL: https://a.example\n" },
				      { part, "x" },
				      { "content/news/x.md", "x" } };
	const struct files files = { items, N(items) };
	struct tree tree = { .read = read_file, .context = (void *)&files };
	struct site *site;
	uint64_t print;

	for (size_t i = 0; i < N(items); i++)
		tree_add(&tree, items[i].path, 1, items[i].path == part ? mtime : 1);
	tree_sort(&tree);
	site = site_new(&tree, &options, NULL);
	print = site_fingerprint(site);
	site_free(site);
	tree_release(&tree);
	return print;
}

/* What posts are put together from: where it changes, they are to be read again. */
static void test_fingerprint(void **state)
{
	static const struct {
		const char *settings, *part;
		bool counts;
	} samples[] = {
		{ "hugo.yaml", "layouts/shortcodes/x.html", true },
		{ "hugo.yaml", "themes/reef/layouts/partials/x.html", true },
		{ "hugo.yaml", "i18n/en.yaml", true },
		{ "hugo.yaml", "layouts/_default/single.html", false },
		{ "hugo.yaml", "content/news/y.md", false },
		{ "_config.yml", "_includes/x.html", true },
		{ "_config.yml", "_layouts/x.html", false },
	};

	(void)state;
	for (size_t i = 0; i < N(samples); i++)
		assert_int_equal(samples[i].counts,
				 fingerprint(samples[i].settings, samples[i].part, 1) !=
					 fingerprint(samples[i].settings, samples[i].part, 2));
}

/* What Jekyll's settings say of all posts like it, where they do not say it themselves. */
static void test_defaults(void **state)
{
	static const struct file items[] = {
		{ "_config.yml",
		  "url: https://a.example\ndefaults:\n"
		  "- scope: {path: _posts/kelp, type: posts}\n  values: {author: Ada, fee: 12}\n"
		  "- scope: {path: '', type: posts}\n"
		  "  values: {author: Eve, lang: de, permalink: '/n/:title/', tags: [reef], image: "
		  "/card.png}\n"
		  "- scope: {path: ''}\n  values: {author: Nobody}\n"
		  "- scope: {path: '', type: pages}\n  values: {author: Pat}\n"
		  "- scope: {path: '_posts/*/old'}\n  values: {published: false}\n" },
		{ "_posts/2025-03-05-a.md", "---\ntitle: A\n---\n{{ page.author }}{{ page.fee }}" },
		{ "_posts/2025-03-06-b.md", "---\ntitle: B\nauthor: Zoe\n---\n{{ page.author }}" },
		{ "_posts/kelp/2025-03-07-c.md", "---\ntitle: C\n---\n{{ page.fee }}" },
		{ "_posts/kelpie/2025-03-08-d.md", "---\ntitle: D\n---\nx" },
	};
	const struct {
		const char *path, *author, *body;
	} samples[] = {
		{ items[1].path, "Eve", "Eve" OPEN "page.fee" CLOSE },
		{ items[2].path, "Zoe", "Zoe" },
		{ items[3].path, "Ada", "12" },
		{ items[4].path, "Eve", "x" },
	};
	const struct files site = { items, N(items) };

	(void)state;
	for (size_t i = 0; i < N(samples); i++) {
		struct post post;

		assert_true(read_post(&site, samples[i].path, &post));
		assert_string_equal(post.authors.items[0], samples[i].author);
		assert_string_equal(post.body, samples[i].body);
		assert_string_equal(post.lang, "de");
		assert_string_equal(post.tags.items[0], "reef");
		assert_null(post.cover_url);
		assert_true(strncmp(post.url, "https://a.example/n/", 20) == 0);
		post_release(&post);
	}
}

static void test_hidden_by_default(void **state)
{
	static const struct file items[] = {
		{ "_config.yml", "defaults:\n- scope: {path: '_posts/*/old'}\n"
				 "  values: {published: false}\n" },
		{ "_posts/kelp/old/2025-03-05-a.md", "---\ntitle: A\n---\nx" },
		{ "_posts/kelp/2025-03-05-b.md", "---\ntitle: B\n---\nx" },
		{ "_posts/kelp/old/2025-03-05-c.md", "---\ntitle: C\npublished: true\n---\nx" },
	};
	const struct files site = { items, N(items) };

	(void)state;
	for (size_t i = 1; i < N(items); i++) {
		struct post post;
		bool is_post = read_post(&site, items[i].path, &post);

		assert_int_equal(is_post, i != 1);
		if (is_post)
			post_release(&post);
	}
}

/* Whatever a template says, it ends soon and stays small. */
static void test_bounds(void **state)
{
	static const char *const bombs[] = {
		"{% assign x = 'aaaaaaaaaaaaaaaa' %}{% for i in (1..99999) %}"
		"{% assign x = x | append: x %}{% endfor %}{{ x }}",
		"{% for i in (1..99999) %}{% for j in (1..99999) %}words {% endfor %}{% endfor %}",
		"{% capture x %}y{% endcapture %}{% for i in (1..60) %}"
		"{% capture x %}{{ x }}{{ x }}{% endcapture %}{% endfor %}{{ x }}",
	};
	struct file files[N(jekyll) + 1];

	(void)state;
	memcpy(files, jekyll, sizeof(jekyll));
	for (size_t i = 0; i < N(bombs); i++) {
		const struct files site = { files, N(files) };
		struct post post;

		files[N(jekyll)] = (struct file){ "_posts/2025-03-05-post.md", bombs[i] };
		assert_true(read_post(&site, "_posts/2025-03-05-post.md", &post));
		assert_true(post.body_len < 40 * 1024 * 1024);
		post_release(&post);
	}
}

/* Bodies that would take minutes if time grew with the square of what is written, or die of memory
 * if it did: a start, what is repeated, an end; with a file that they use. */
static const struct hostile {
	const char *path, *used, *start, *repeated, *end;
} hostiles[] = {
	{ "_posts/2025-03-05-post.md", "", "", "{# ", "" },
	{ "_posts/2025-03-05-post.md", "", "", "{{< \"", "" },
	{ "_posts/2025-03-05-post.md", "", "", "{{< highlight >}}", "" },
	{ "_posts/2025-03-05-post.md", "", "{{< a >}}{{< a >}}{{< a >}}{{< a >}}", "{{</a \"", "" },
	{ "_posts/2025-03-05-post.md", "", "", "](", "" },
	{ "_posts/2025-03-05-post.md", "", "", "{: ", "" },
	{ "_posts/2025-03-05-post.md", "", "", "{:a}", "" },
	{ "_posts/2025-03-05-post.md", "", "", "{::comment}\n", "" },
	{ "_posts/2025-03-05-post.md", "", "{% capture x %}", "<",
	  "{% endcapture %}{{ x | strip_html }}{{ x | markdownify }}" },
	{ "_posts/2025-03-05-post.md", "", "{% capture x %}", "*a ",
	  "{% endcapture %}{{ x | markdownify }}" },
	{ "_posts/2025-03-05-post.md", "", "{% capture x %}", "[",
	  "{% endcapture %}{{ x | markdownify }}" },
	{ "_posts/2025-03-05-post.md", "", "{% capture x %}", "a",
	  "{% endcapture %}{% for i in (1..90000) %}{{ x }}{% endfor %}" },
	{ "_posts/2025-03-05-post.md", "", "{% capture x %}", "1",
	  "{% endcapture %}{% for i in (1..90000) %}{{ x | plus: 1 }}{% endfor %}" },
	{ "_posts/2025-03-05-post.md", "", "", "{%macro a()%}{%endmacro%}{{b()}}{{b()}}", "" },
	{ "_posts/2025-03-05-post.md", "",
	  "{% for i in (1..90000) %}{{ nil or nil or nil or nil or nil or nil or nil or nil }}", "",
	  "{% endfor %}" },
	{ "content/news/b.md", "{{ range seq 90000 }}{{ $.Inner }}{{ end }}", "{{< x >}}", "a",
	  "{{< /x >}}" },
	{ "content/news/b.md", "{{ range seq 90000 }}some words {{ . }}{{ end }}", "{{< x >}}", "",
	  "" },
	{ "content/news/b.md", "x", "", "{{< x >}}", "" },
	{ "blog/2025-03-05-post.mdx", "", "", "{a ", "" },
	{ "blog/2025-03-05-post.mdx", "", "", "<A b={", "" },
	{ "blog/2025-03-05-post.mdx", "", "", "export const a = 1\n", "" },
	{ "news/post.rst", "", "", "[", "" },
	{ "news/post.rst", "", "", ":a", "" },
	{ "news/post.rst", "", "", "www.a", "" },
	{ "news/post.rst", "", "", "a\n\n", "" },
	{ "news/post.rst", "", "", ".. _a: b\n", "" },
};

static void test_hostile(void **state)
{
	enum { BYTES = 400000, SECONDS = 300 };

	(void)state;
	alarm(SECONDS);
	for (size_t i = 0; i < N(hostiles); i++) {
		struct str text = { 0 };
		struct post post;

		str_format(&text, "---\ntitle: T\ndate: 2025-01-02\n---\n%s", hostiles[i].start);
		while (*hostiles[i].repeated && text.len < BYTES)
			str_text(&text, hostiles[i].repeated);
		str_text(&text, hostiles[i].end);
		const struct file files[] = {
			{ "_config.yml", "title: T\n" },
			{ "hugo.toml", "title = 'T'\n" },
			{ "layouts/shortcodes/x.html", hostiles[i].used },
			{ hostiles[i].path, str_bytes(&text) },
		};
		const struct files site = { files, N(files) };

		assert_true(read_post(&site, hostiles[i].path, &post));
		assert_true(post.body_len < 64 * 1024 * 1024);
		post_release(&post);
		str_release(&text);
	}
	alarm(0);
}

/* Few bytes of settings that say very much. */
static void test_shared_values(void **state)
{
	struct str script = { 0 };
	struct post post;

	(void)state;
	str_text(&script, "const a0 = { url: 'https://a.example' };\n");
	for (int i = 0; i < 12; i++) {
		str_format(&script, "const a%d = [", i + 1);
		for (int j = 0; j < 1000; j++)
			str_format(&script, "a%d,", i);
		str_text(&script, "];\n");
	}
	str_text(&script, "module.exports = { presets: a12 };\n");
	const struct file files[] = {
		{ "docusaurus.config.js", str_bytes(&script) },
		{ "blog/2025-03-05-post.md", "---\ntitle: T\n---\nx\n" },
	};
	const struct files site = { files, N(files) };

	alarm(300);
	assert_true(read_post(&site, "blog/2025-03-05-post.md", &post));
	alarm(0);
	post_release(&post);
	str_release(&script);
}

static void test_nesting(void **state)
{
	struct file files[N(jekyll) + 1];
	const struct files site = { files, N(files) };
	struct str deep = { 0 };
	struct post post;

	(void)state;
	memcpy(files, jekyll, sizeof(jekyll));
	for (int i = 0; i < 5000; i++)
		str_text(&deep, "{% if true %}");
	str_text(&deep, "{{ ");
	for (int i = 0; i < 5000; i++)
		str_text(&deep, "((");
	files[N(jekyll)] = (struct file){ "_posts/2025-03-05-post.md", str_bytes(&deep) };
	assert_true(read_post(&site, "_posts/2025-03-05-post.md", &post));
	post_release(&post);
	str_release(&deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_liquid),      cmocka_unit_test(test_html),
		cmocka_unit_test(test_code),        cmocka_unit_test(test_kramdown),
		cmocka_unit_test(test_hugo),        cmocka_unit_test(test_own_shortcodes),
		cmocka_unit_test(test_others),      cmocka_unit_test(test_mdx),
		cmocka_unit_test(test_damage),      cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_defaults),    cmocka_unit_test(test_hidden_by_default),
		cmocka_unit_test(test_fingerprint), cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_hostile),     cmocka_unit_test(test_shared_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
