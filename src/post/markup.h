/* SPDX-License-Identifier: MIT */
/*
 * markup: one line of plain words out of a title, a name or a summary that holds a little markup.
 */
#ifndef POST_MARKUP_H
#define POST_MARKUP_H

/*
 * HTML tags and comments gone (what is no tag of HTML, as in List<T>, stays), character references
 * decoded, the ticks of Markdown code taken off and what they hold left alone, its links their
 * words and its images gone; then safe_line(). NULL where no word is left, or for NULL. The caller
 * frees.
 */
char *markup_line(const char *text);

#endif
