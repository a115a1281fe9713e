/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-form-page.h"
#include "zp-library.h"
#include "zp-table-view.h"

G_BEGIN_DECLS

/* A library of its own in a temporary folder. */
typedef struct
{
  char *folder;
  char *path;
  ZpLibrary *library;
} Fixture;

int app_test_init (int *argc, char ***argv);

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_save_records (Fixture *fixture, guint n);
ZpForm *fixture_make_form (Fixture *fixture, const char *project);
void fixture_save (Fixture *fixture, ZpForm *form);
guint fixture_count_items (Fixture *fixture);

/* Runs the main loop until @condition holds; fails after ten seconds. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;                           \
    while (!(condition) && g_get_monotonic_time () < wait_end)                                     \
      {                                                                                            \
        if (!g_main_context_iteration (NULL, FALSE))                                               \
          g_usleep (1000);                                                                         \
      }                                                                                            \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

void run_pending (void);
ZpStoreRecord *make_list_record (const char *id, const char *project);

ZpForm *fixture_read_golden (Fixture *fixture, const char *name);
GtkWidget *find_widget (GtkWidget *widget, GType type);
GtkLabel *find_label (GtkWidget *widget, const char *text);

/* A form in a window of its own. */
typedef struct
{
  GtkWidget *window;
  ZpFormPage *page;
  ZpForm *form;
  ZpTableView *table; /* the official table */
} Editor;

void open_editor (Editor *editor, Fixture *fixture, ZpForm *form);
void close_editor (Editor *editor);

G_END_DECLS
