/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "dialect/myst.h"
#include "dialect/rst.h"
#include "dialect/rsthead.h"

#define N(table) (sizeof(table) / sizeof((table)[0]))

struct sample {
	const char *text, *expected;
};

static void add_rst(const char *text, struct str *out)
{
	rst_to_markdown(text, strlen(text), out);
}

static void add_myst(const char *text, struct str *out)
{
	if (!myst_flatten(text, strlen(text), out))
		str_text(out, "(as it is)");
}

static void check(void (*add)(const char *text, struct str *out), const struct sample *samples,
		  size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str out = { 0 };

		add(samples[i].text, &out);
		if (strcmp(str_bytes(&out), samples[i].expected) != 0)
			print_message("# of: %s\n", samples[i].text);
		assert_string_equal(str_bytes(&out), samples[i].expected);
		str_release(&out);
	}
}

static void test_words(void **state)
{
	static const struct sample samples[] = {
		{ "Plain *a* and **b**.", "Plain *a* and **b**.\n" },
		{ "See `the shop <https://s.example/>`_ now",
		  "See [the shop](https://s.example/) now\n" },
		{ "See `the\nshop <https://s.example/a\nb>`__",
		  "See [the\nshop](https://s.example/ab)\n" },
		{ "Go `here <https://s.example/{{ year }}/>`_",
		  "Go [here](https://s.example/{{ year }}/)\n" },
		{ "A name_ and `Long Name`_.\n\n.. _name: https://n.example\n.. _Long name: /l\n",
		  "A [name] and [Long Name].\n\n[name]: https://n.example\n\n[Long name]: /l\n\n" },
		{ "No snake_case_ here, nor `there`_", "No snake_case_ here, nor there\n" },
		{ "Read :doc:`the guide </guide>`, :ref:`tickets`, :py:func:`~a.b`",
		  "Read the guide, tickets, a.b\n" },
		{ "Type :code:`ls` or ``a `b` c``", "Type `ls` or ``a `b` c``\n" },
		{ "At 10:30, a `title`", "At 10:30, a *title*\n" },
		{ "Sure [1]_, [#n]_ |x|\n\n.. |x| replace:: indeed\n.. [1] Yes\n   it is\n",
		  "Sure [^1], [^#n] indeed\n\n[^1]: Yes\n    it is\n\n" },
	};

	(void)state;
	check(add_rst, samples, N(samples));
}

static void test_blocks(void **state)
{
	static const struct sample samples[] = {
		{ "One\n===\n\nTwo\n---\n\nx\n", "# One\n\n## Two\n\nx\n" },
		{ "===\nOne\n===\n\nTwo\n---\n", "# One\n\n## Two\n\n" },
		{ "- a\n  b\n\n  c\n- d\n", "- a\n  b\n\n  c\n- d\n" },
		{ "#. a\n#. b\n\n(2) c\n", "1. a\n1. b\n\n2) c\n" },
		{ "x::\n\n    code\n\n  more\n\ny", "x:\n\n````\n  code\n\nmore\n````\n\ny\n" },
		{ "::\n\n  code\n", "\n\n````\ncode\n````\n\n" },
		{ "x\n\n    quoted\n    words\n\ny", "x\n\n> quoted\n> words\n\ny\n" },
		{ "term\n  what it is\n\n  more\n", "term\n:   what it is\n    \n    more\n\n" },
		{ "| a\n| b\n", "a  \nb  \n" },
		{ ":Where: the hall\n:og:x: y\n", "**Where:** the hall  \n**og:x:** y  \n" },
		{ ".. note:: Mind\n   it\n", "> **Note**\n> \n> Mind\n> \n> it\n\n" },
		{ ".. admonition:: Title\n\n   Words\n", "> **Title**\n> \n> Words\n\n" },
		{ ".. image:: /a.png\n   :alt: A\n   :target: /b\n", "[![A](/a.png)](/b)\n\n" },
		{ ".. code-block:: c\n   :linenos:\n\n   int x;\n", "````c\nint x;\n````\n\n" },
		{ ".. contents::\n   :local:\n\nx", "x\n" },
		{ ".. of no interest\n   at all\n\nx", "x\n" },
		{ ".. new-thing:: a\n\n   Kept *words*\n", "Kept *words*\n" },
		{ ".. media:: https://m.example/x\n\nx", "<https://m.example/x>\n\nx\n" },
		{ ".. listing:: tide.py python\n\nx",
		  "\xEE\x80\x80tide.py python\xEE\x80\x81\n\nx\n" },
	};

	(void)state;
	check(add_rst, samples, N(samples));
}

static void test_tables(void **state)
{
	static const struct sample samples[] = {
		{ "==== =====\nA    B\n==== =====\n1    two\n     more\n3\n==== =====\n\nx",
		  "| A | B |\n|---|---|\n| 1 | two more |\n| 3 |  |\n\nx\n" },
		{ "+---+-----+\n| A | B   |\n+===+=====+\n| 1 | *b* |\n|   | c   |\n+---+-----+\n",
		  "| A | B |\n|---|---|\n| 1 | *b* c |\n\n" },
		{ "+---+---+\n| A     |\n+---+---+\n| 1 | 2 |\n+---+---+\n",
		  "```\n+---+---+\n| A     |\n+---+---+\n| 1 | 2 |\n+---+---+\n```\n\n" },
		{ "=====  =====\n\u00e9\u00e9\u00e9\u00e9\u00e9  abcde\nxx     y\u00e9\n=====  "
		  "=====\n",
		  "| \u00e9\u00e9\u00e9\u00e9\u00e9 | abcde |\n|---|---|\n| xx | y\u00e9 |\n\n" },
		{ "+--", "```\n+--\n```\n\n" },
		{ "== ==", "```\n== ==\n```\n\n" },
	};

	(void)state;
	check(add_rst, samples, N(samples));
}

static void test_myst(void **state)
{
	static const struct sample samples[] = {
		{ "No directive, `code` {x}", "(as it is)" },
		{ "a\n\n```{eval-rst}\n.. note::\n\n   Hi\n```\nb",
		  "a\n\n\n> **Note**\n> \n> Hi\n\nb" },
		{ "```{eval-rst}\n.. datatemplate::\n   :source: x\n```\nb", "\nb" },
		{ "```{note}\nWords {ref}`here <x>`\n```\n",
		  "\n::::note \n\nWords here\n\n::::\n" },
		{ ":::{admonition} T\n:class: x\nWords\n:::\n", "\n::::note T\n\nWords\n\n::::\n" },
		{ "```{figure} /a.png\n:alt: A\n\nCaption\n```\n",
		  "\n![A](/a.png)\n\n\nCaption\n\n" },
		{ "```{code-block} c\n:linenos:\nint x;\n```\n", "\n````c\nint x;\n````\n" },
		{ "````{tip}\n```{note}\nIn\n```\n````\n",
		  "\n::::tip \n\n\n::::note \n\nIn\n\n::::\n\n::::\n" },
		{ "```\n```{note}\n{doc}`x`\n```\n", "```\n```{note}\n{doc}`x`\n```\n" },
		{ "```{toctree}\na\n```\nx", "x" },
		{ "```{grid} 2\nIn\n```\n", "\nIn\n\n" },
		{ "```{note}\nnever closed", "\n::::note \n\nnever closed\n::::\n" },
	};

	(void)state;
	check(add_myst, samples, N(samples));
}

/* Fields at the start are front matter. */
static void test_head(void **state)
{
	static const struct sample samples[] = {
		{ "Title\n#####\n\n:date: 2026-01-02\n:og:image: \"a\"\n\nx\n",
		  "---\ntitle: \"Title\"\ndate: \"2026-01-02\"\nog:image: "
		  "\"\\\"a\\\"\"\n---\n\nx\n" },
		{ "Title\n#####\n\nx\n", "Title\n#####\n\nx\n" },
	};

	(void)state;
	for (size_t i = 0; i < N(samples); i++) {
		struct str text = { 0 };

		str_text(&text, samples[i].text);
		rsthead_prepare(&text);
		assert_string_equal(str_bytes(&text), samples[i].expected);
		str_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),  cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_tables), cmocka_unit_test(test_myst),
		cmocka_unit_test(test_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
