/* SPDX-License-Identifier: MIT */
#include "view/view.h"

#include <limits.h>

void view_draw(struct view *view, const struct box *box, bool has_keyboard)
{
	view->rows = box->rows;
	view->columns = box->columns;
	view->kind->draw(view, box, has_keyboard);
}

enum view_reply view_act(struct view *view, enum action action)
{
	if (!(action_info(action)->where & view->kind->where))
		return VIEW_PASS;
	return view->kind->act(view, action);
}

void view_release(struct view *view)
{
	if (view->kind)
		view->kind->release(view);
	*view = (struct view){ 0 };
}

long view_step(enum action action, int rows)
{
	long page = rows > 2 ? rows - 1 : 1, half = rows > 2 ? rows / 2 : 1;

	switch (action) {
	case ACTION_DOWN:
		return 1;
	case ACTION_UP:
		return -1;
	case ACTION_PAGE_DOWN:
		return page;
	case ACTION_PAGE_UP:
		return -page;
	case ACTION_HALF_DOWN:
		return half;
	case ACTION_HALF_UP:
		return -half;
	case ACTION_FIRST:
		return LONG_MIN;
	case ACTION_LAST:
		return LONG_MAX;
	default:
		return 0;
	}
}

const char *view_sign(const struct view_context *context, enum ornament sign)
{
	return ornament_text(sign, config_truth(context->config, OPTION_ASCII));
}
