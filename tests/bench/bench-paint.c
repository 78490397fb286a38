/* SPDX-License-Identifier: MIT */
/* bench-paint: the least that a list can cost: curses starts, paints a screen of rows, waits. */
#include <locale.h>

#include <curses.h>

int main(void)
{
	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	curs_set(0);
	start_color();
	for (int i = 0; i < LINES; i++) {
		attrset(i % 2 ? A_NORMAL : A_BOLD);
		mvprintw(i, 2, "Post %d: a title of some length, as they are", 10000 + i);
		attrset(A_DIM);
		mvprintw(i, 70, "2026-11-20  An Author, Another Author");
	}
	refresh();
	getch();
	endwin();
	return 0;
}
