/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-year-window.h"

G_BEGIN_DECLS

struct _ZpYearWindow
{
  AdwWindow parent_instance;

  /* Template children */
  AdwToastOverlay *toasts;
  GtkDropDown *year_drop_down;
  GtkEntry *due_entry;
  GtkColumnView *view;
  GtkLabel *summary;
  GtkRevealer *reading_bar;
  GtkLabel *reading_label;
  GtkWidget *notes_part;
  GtkListBox *notes_box;

  /* Owned */
  ZpLibrary *library;
  GtkStringList *years;
  GListStore *rows;
  GPtrArray *undo;  /* lines of the year before the last big change */
  GPtrArray *notes; /* what is shown of it below the list */
  char *year;
  GCancellable *reading; /* a file that is being read */

  guint save_source;
  gboolean unsaved; /* what is shown could not be saved */
  gboolean loading;
};

/* zp-year-window.c */
void zp_year_window_take_lines (ZpYearWindow *self, GPtrArray *lines, GPtrArray *notes);

/* zp-year-window-notes.c */
void zp_year_window_show_notes (ZpYearWindow *self);
void zp_year_window_follow_focus (ZpYearWindow *self);
void zp_year_window_go_to_note (ZpYearWindow *self, GtkListBoxRow *list_row);

/* zp-year-window-read.c */
void zp_year_window_install_reading (GtkWidgetClass *widget_class);
void zp_year_window_init_reading (ZpYearWindow *self);

G_END_DECLS
