/* SPDX-License-Identifier: MIT */
#include "store/handle.h"

int64_t handle_version(struct index *index)
{
	return sql_number(sql_ready(&index->sql, "PRAGMA data_version"), 0) + index->n_commits +
	       index->n_files * (INT64_C(1) << 32);
}

int64_t handle_changes(struct index *index)
{
	index_version(index);
	return sql_number(sql_ready(&index->sql, "SELECT changes FROM facts"), 0) +
	       index->n_files * (INT64_C(1) << 32);
}

int handle_within(struct index *index, int (*step)(struct index *, void *, struct err *),
		  void *context, struct err *err)
{
	if (index->is_writing)
		return step(index, context, err);
	if (index_begin(index, err) < 0)
		return -1;
	if (step(index, context, err) == 0)
		return index_commit(index, err);
	index_abort(index);
	return -1;
}
