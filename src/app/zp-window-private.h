/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-page.h"
#include "zp-library-page.h"
#include "zp-window.h"

G_BEGIN_DECLS

struct _ZpWindow
{
  AdwApplicationWindow parent_instance;

  /* Template children */
  AdwToastOverlay *toasts;
  GtkStack *stack;

  /* Borrowed from the stack */
  ZpLibraryPage *library_page;
  ZpFormPage *form_page; /* NULL while the list is shown */

  /* Owned */
  ZpLibrary *library;
  ZpForm *created; /* a new form that is not shown yet, or NULL */
  char *place;     /* where the next form is looked at, or NULL */

  gboolean closing; /* what was typed is saved, or given up */
};

void _zp_window_install_actions (GtkWidgetClass *widget_class);
void _zp_window_install_carry (GtkWidgetClass *widget_class);
void _zp_window_close_form (ZpWindow *self);
void _zp_window_open_beside (ZpWindow *self, const char *id, const char *address);
gboolean _zp_is_spreadsheet (GFile *file);
void _zp_window_import_files (ZpWindow *self, GPtrArray *files);
void _zp_window_import_action (GtkWidget *widget, const char *name, GVariant *parameter);
void _zp_window_accept_files (ZpWindow *self);
void _zp_window_add_states (ZpWindow *self);
void _zp_window_ledger_action (GtkWidget *widget, const char *name, GVariant *parameter);
void _zp_window_fill_action (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
