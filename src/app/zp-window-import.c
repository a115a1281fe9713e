/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-window-private.h"

#include "zp-compat.h"
#include "zp-import-window.h"
#include "zp-ledger-window.h"

#include <glib/gi18n.h>

/* Workbooks that are chosen, dropped or given on the command line go to the import window. */

/** _zp_is_spreadsheet: whether @file is called like something that can be imported. */
gboolean
_zp_is_spreadsheet (GFile *file)
{
  static const char *const endings[]
      = { ".xlsx", ".xlsm", ".xltx", ".ods", ".csv", ".tsv", ".xls", ".et" };
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_ascii_strdown (base, -1) : NULL;

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;
  return FALSE;
}

static void
open_form_cb (ZpWindow *self, const char *id)
{
  zp_window_open_form (self, id);
}

/* The one that is open already, so that files which come one by one share a plan. */
static ZpImportWindow *
find_import_window (ZpWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ZP_IS_IMPORT_WINDOW (window)
          && gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        return ZP_IMPORT_WINDOW (window);
    }
  return NULL;
}

/**
 * _zp_window_import_files:
 * @self: the window
 * @files: (element-type GFile): workbooks
 *
 * Shows what the workbooks would become.
 */
void
_zp_window_import_files (ZpWindow *self, GPtrArray *files)
{
  ZpImportWindow *window = find_import_window (self);

  if (files->len == 0)
    return;
  if (window == NULL)
    {
      window = zp_import_window_new (GTK_WINDOW (self), self->library);
      g_signal_connect_object (window, "open-form", G_CALLBACK (open_form_cb), self,
                               G_CONNECT_SWAPPED);
    }
  zp_import_window_add_files (window, files);
  gtk_window_present (GTK_WINDOW (window));
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) files = zp_choose_files_finish (result, NULL);

  if (files != NULL)
    _zp_window_import_files (ZP_WINDOW (source), files);
}

/** _zp_window_import_action: asks for workbooks. */
void
_zp_window_import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpChooseWhat what = { ZP_CHOOSE_OPEN_SEVERAL, _ ("Import Workbooks") };

  what.filter = _ ("Workbooks (xlsx, ods, csv, xls, et)");
  what.pattern = "*.xlsx;*.xlsm;*.ods;*.csv;*.xls;*.et";
  zp_choose_file_async (GTK_WINDOW (widget), &what, files_chosen_cb, NULL);
}

static void
ledger_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpWindow *self = ZP_WINDOW (source);
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);

  if (file != NULL && self->library != NULL)
    gtk_window_present (GTK_WINDOW (zp_ledger_window_new (GTK_WINDOW (self), self->library, file)));
}

/** _zp_window_ledger_action: asks for a list of projects with their money. */
void
_zp_window_ledger_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpChooseWhat what = { ZP_CHOOSE_OPEN, _ ("Choose a Ledger") };

  what.filter = _ ("Workbooks (xlsx, ods, csv, xls, et)");
  what.pattern = "*.xlsx;*.xlsm;*.ods;*.csv";
  zp_choose_file_async (GTK_WINDOW (widget), &what, ledger_chosen_cb, NULL);
}

/* --- dropped on the window --- */

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  ZpWindow *self = ZP_WINDOW (data);
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GSList) dropped = gdk_file_list_get_files (list);
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *l = dropped; l != NULL; l = l->next)
    if (_zp_is_spreadsheet (l->data))
      g_ptr_array_add (books, g_object_ref (l->data));
    else
      zp_window_open_file (self, l->data);
  _zp_window_import_files (self, books);
  return dropped != NULL;
}

/** _zp_window_accept_files: lets files be dropped on the window. */
void
_zp_window_accept_files (ZpWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
