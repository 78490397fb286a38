#!/bin/sh
# SPDX-License-Identifier: MIT
# Every word that the user sees can be translated, and is, in every language of po/LINGUAS.
cd "${srcdir:-.}" || exit 99
languages=$(sed '/^#/d' po/LINGUAS)
set -- $languages
echo 1..$(($# + 1))
# Files that mark words are listed in po/POTFILES.in, and the other way round.
marked=$(grep -lE '(^|[^A-Za-z0-9])(_|N_|ngettext)\("' $(find src -name '*.[ch]' -o -name '*.def') | sort)
listed=$(sed '/^#/d' po/POTFILES.in | sort)
if [ "$marked" != "$listed" ]; then
	{ echo "$marked"; echo "$listed"; } | sort | uniq -u | sed 's/^/# only marked or only listed: /'
	printf 'not '; failed=1
fi
echo "ok 1 - po/POTFILES.in lists the files with words"
pot=${TMPDIR:-/tmp}/hallway-words-$$.pot
trap 'rm -f "$pot" "$pot.merged"' 0
sed '/^#/d' po/POTFILES.in | xgettext --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --from-code=UTF-8 --language=C \
	--add-comments=TRANSLATORS: -f - -o "$pot" || exit 99
i=1
for language in $languages; do
	i=$((i + 1))
	msgmerge -q --no-fuzzy-matching -o "$pot.merged" "po/$language.po" "$pot"
	lacking=$(msgattrib --untranslated --no-obsolete "$pot.merged"; msgattrib --only-fuzzy --no-obsolete "$pot.merged")
	if [ -n "$lacking" ] || ! msgfmt --check -o /dev/null "$pot.merged"; then
		echo "$lacking" | grep '^msgid' | sed 's/^/# /'
		printf 'not '; failed=1
	fi
	echo "ok $i - $language is complete"
done
exit ${failed:-0}
