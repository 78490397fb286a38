/* SPDX-License-Identifier: MIT */
#include "settings/language.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

/* ISO 639-1, and the longer codes that sites use as folders. */
static const char codes[] =
	" aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy"
	" da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht"
	" hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky"
	" la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny"
	" oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss"
	" st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo"
	" za zh zu fil ckb ast tlh ";

bool language_is_code(const char *word, size_t len)
{
	size_t n = 0;
	char code[8] = " ";

	while (n < len && islower((unsigned char)word[n]))
		n++;
	if (n < 2 || n > 3)
		return false;
	memcpy(code + 1, word, n);
	memcpy(code + 1 + n, " ", 2);
	if (!strstr(codes, code))
		return false;
	if (n == len)
		return true;
	return (word[n] == '-' || word[n] == '_') && len - n >= 3 && len - n <= 5 &&
	       isalpha((unsigned char)word[n + 1]) && isalpha((unsigned char)word[n + 2]);
}

bool language_is_declared(const struct settings *settings, const char *word, size_t len)
{
	for (size_t i = 0; i < settings->langs.n_items; i++) {
		if (strlen(settings->langs.items[i]) == len &&
		    strncasecmp(settings->langs.items[i], word, len) == 0)
			return true;
	}
	return false;
}

const char *language_of_folder(const struct settings *settings, const char *path,
			       const char **below)
{
	for (size_t i = 0; i < settings->lang_folders.n_items; i++) {
		const char *folder = settings->lang_folders.items[i];

		*below = *folder ? path_below(path, folder) : NULL;
		if (*below)
			return settings->langs.items[i];
	}
	return NULL;
}

size_t language_suffix(const struct settings *settings, const char *stem)
{
	const char *dot = strrchr(stem, '.');
	size_t len = dot ? strlen(dot + 1) : 0;

	if (!dot || dot == stem)
		return 0;
	return language_is_declared(settings, dot + 1, len) || language_is_code(dot + 1, len)
		       ? len + 1
		       : 0;
}

const char *language_of_name(const struct settings *settings, const char *path, size_t *len)
{
	const char *extension = path_extension(path);
	char *stem = path_stem(path);

	*len = language_suffix(settings, stem);
	free(stem);
	if (*len == 0)
		return NULL;
	(*len)--;
	return extension - *len;
}

/* A folder of the path that names a language: the first of all, behind i18n/, content/,
 * src/content/C/ … */
static const char *in_folder(const struct settings *settings, const char *path, size_t *len)
{
	for (const char *at = path, *slash; (slash = strchr(at, '/')); at = slash + 1) {
		*len = (size_t)(slash - at);
		if (language_is_declared(settings, at, *len) || language_is_code(at, *len))
			return at;
	}
	return NULL;
}

/* By the file's name or a folder on the way. */
static char *split(const struct settings *settings, const char *path, char **key)
{
	size_t len;
	const char *lang = language_of_name(settings, path, &len);
	struct str rest = { 0 };

	if (lang) {
		str_add(&rest, path, (size_t)(lang - path) - 1);
		str_text(&rest, path_extension(path));
	} else {
		lang = in_folder(settings, path, &len);
		str_add(&rest, path, lang ? (size_t)(lang - path) : strlen(path));
		if (lang)
			str_text(&rest, lang + len + 1);
	}
	*key = str_take(&rest);
	return lang ? mem_copy(lang, len) : NULL;
}

char *language_split(const struct settings *settings, const char *path, char **key)
{
	const char *below, *own = language_of_folder(settings, path, &below);

	if (own) {
		*key = path_join(settings->content, below);
		return mem_string(own);
	}
	return split(settings, path, key);
}
