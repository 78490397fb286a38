/* SPDX-License-Identifier: MIT */
/* spoil: runs SQL on an index, so that writing to it fails from then on, or does again. */
#include <sqlite3.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	sqlite3 *db = NULL;
	int result = 1;

	if (argc == 3 && sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
		result = sqlite3_exec(db, argv[2], NULL, NULL, NULL) != SQLITE_OK;
	if (result)
		fprintf(stderr, "spoil: %s\n", db ? sqlite3_errmsg(db) : "spoil INDEX SQL");
	sqlite3_close(db);
	return result;
}
