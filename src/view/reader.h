/* SPDX-License-Identifier: MIT */
/*
 * reader: the whole screen: list and page side by side or one at a time, a window over them, the
 * line at the top and the status line; keys in, a canvas out.
 */
#ifndef VIEW_READER_H
#define VIEW_READER_H

#include "base/event.h"
#include "view/fetching.h"
#include "view/label.h"
#include "view/prompt.h"
#include "view/view.h"
#include "view/window.h"

enum reader_wish {
	WISH_NONE,
	WISH_QUIT,
	WISH_REFRESH, /* fetch the source reader->address again */
	WISH_REFRESH_ALL,
	WISH_CANCEL,    /* end the fetching */
	WISH_TRY,       /* fetch reader->address and say what it holds: fetching_found() */
	WISH_SUBSCRIBE, /* to reader->address */
	WISH_PAGE,      /* find the page of the open post's site that stands at reader->address:
			   jump_page() */
	WISH_SUSPEND,
	WISH_REDRAW,
};

/* A place to come back to. */
struct spot {
	char id[POST_ID_ROOM];
	size_t place, link;
};

struct trail {
	struct spot *spots;
	size_t n_spots;
};

struct reader;

/* What a prompt is for. */
struct reader_question {
	const char *label;                                        /* not translated yet */
	void (*changed)(struct reader *reader, const char *text); /* or NULL */
	void (*entered)(struct reader *reader, const char *text);
	void (*left)(struct reader *reader); /* given up; or NULL */
};

struct reader {
	struct view_context context;
	struct status status;
	struct label label;
	const struct strings *sources; /* addresses whose posts are shown; borrowed */
	struct view sections, list, page;
	struct view window;           /* over the panes; kind NULL where there is none */
	const struct window_use *use; /* what the window is for */
	bool is_on_page;              /* the page has the keyboard */
	bool is_on_sections;          /* the sections have it; they are seen then */
	bool has_sections;            /* the pane of sections is seen */
	bool is_split;                /* both panes are seen */
	bool is_hurried;              /* the list is painted without the post beside it */
	bool is_zen;                  /* nothing but the post is seen */
	bool is_single;               /* one post only: there is no list to go back to */
	struct prompt prompt;
	const struct reader_question *question; /* NULL where no prompt is open */
	char complaint[1024];                   /* what is wrong with the text in the prompt; "" */
	char *asked;       /* the sentence that waits for a yes; NULL where nothing is asked */
	char *asked_about; /* what the yes is for: an address */
	void (*on_yes)(struct reader *reader, const char *about);
	bool has_pasted;    /* the prompt's text was changed by what was pasted; not told yet */
	size_t search_from; /* where the search in the page began */
	size_t number;      /* the digits typed so far; 0 none */
	struct trail back, forward;
	struct strings addresses; /* that the rows of the window stand for */
	enum reader_wish wish;
	char *address;                /* what a wish is about */
	char page_from[POST_ID_ROOM]; /* the post whose link WISH_PAGE follows */
	struct fetching fetching;
};

/* `context` is copied (its status is set to the reader's own); what it points to and `sources` must
 * outlive the reader. -1 where the list cannot be made. */
int reader_init(struct reader *reader, const struct view_context *context,
		const struct strings *sources, const char *query, struct err *err);
void reader_release(struct reader *reader);

/* Shows one post that is in no index, alone; takes it over. */
void reader_show(struct reader *reader, struct post *post);

/* Opens the only post of the list alone, where there is just one. */
void reader_open_single(struct reader *reader);

void reader_draw(struct reader *reader, struct canvas *canvas);

/* Looks whether the index or the journals changed, about once a second. */
void reader_tick(struct reader *reader);

/* What the program is to do; asking takes it away. */
enum reader_wish reader_wish(struct reader *reader);

/* The words in a sense of their own that follow are for the files of the reader: deed.c, jump.c,
 * window.c. */

/* The view that has the keyboard. */
struct view *reader_focus(struct reader *reader);

/* Shows the post of the page; marks it read. */
void reader_read(struct reader *reader);

/* Opens a post of the list in the page, what the list's filter looks for marked; false where it is
 * gone. */
bool reader_turn_to(struct reader *reader, const char *id);

/* Keeps where the page stands in the journal. */
void reader_keep_place(struct reader *reader);

/* Asks a question that y answers with yes; any other key with no. */
void reader_confirm(struct reader *reader, const char *sentence, const char *about,
		    void (*on_yes)(struct reader *reader, const char *about));

/* Sets a wish about an address. */
void reader_wish_for(struct reader *reader, enum reader_wish wish, const char *address);

void reader_ask(struct reader *reader, const struct reader_question *question, const char *text);

#endif
