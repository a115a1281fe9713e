/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-window-private.h"

#include "zp-book-zip.h"
#include "zp-compat.h"
#include "zp-error.h"
#include "zp-export.h"
#include "zp-fill.h"

#include <glib/gi18n.h>

/* The open form goes into the bureau's own workbook: choose the workbook, fill a copy of it in a
 * worker, say what found no cell, choose where the copy goes. */

#define MAX_LINES 12

typedef struct
{
  ZpWindow *window;
  ZpForm *form; /* a snapshot */
  ZpCatalog *catalog;
  GFile *book;
  GFile *target;
  ZpFill *fill;
} Filling;

static void
filling_free (Filling *filling)
{
  g_object_unref (filling->window);
  g_object_unref (filling->form);
  g_object_unref (filling->catalog);
  g_clear_object (&filling->book);
  g_clear_object (&filling->target);
  g_clear_pointer (&filling->fill, zp_fill_free);
  g_free (filling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Filling, filling_free)

/* --- the end --- */

static char *
word_rest (const ZpFill *fill)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < fill->rest->len && i < MAX_LINES; i++)
    {
      const ZpPlanRest *rest = g_ptr_array_index (fill->rest, i);

      g_string_append_printf (text, "%s: %s (%s)\n", rest->source, rest->text, rest->reason);
    }
  if (fill->rest->len > MAX_LINES)
    g_string_append_printf (text,
                            ngettext ("and %u more", "and %u more", fill->rest->len - MAX_LINES),
                            fill->rest->len - MAX_LINES);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tell_written (Filling *filling)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u cell of the workbook was filled",
                                                     "%u cells of the workbook were filled",
                                                     filling->fill->n_written),
                                           filling->fill->n_written);
  g_autofree char *added = g_strdup_printf (ngettext ("%s; %u row was added for its indicators",
                                                      "%s; %u rows were added for its indicators",
                                                      filling->fill->n_added),
                                            text, filling->fill->n_added);
  g_autofree char *uri = g_file_get_uri (filling->target);

  zp_window_toast (filling->window, filling->fill->n_added > 0 ? added : text, _ ("Open"),
                   "win.show-file", g_variant_new_string (uri));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Filling) filling = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (filling->window->library == NULL)
    return;
  if (ok)
    tell_written (filling);
  else
    zp_tell (GTK_WINDOW (filling->window), _ ("The workbook could not be written"), error->message);
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Filling) filling = user_data;
  GFile *file;
  GBytes *book;

  filling->target = zp_choose_file_finish (result, NULL);
  if (filling->target == NULL || filling->window->library == NULL)
    return;
  if (g_file_equal (filling->target, filling->book))
    {
      zp_tell (GTK_WINDOW (filling->window), _ ("The workbook itself is not written over"),
               _ ("Choose another name for the filled copy."));
      return;
    }
  file = filling->target;
  book = filling->fill->book;
  g_file_replace_contents_bytes_async (file, book, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_steal_pointer (&filling));
}

static void
choose_target (Filling *filling)
{
  g_autofree char *name = zp_export_suggest_name (filling->form, ZP_EXPORT_XLSX);
  ZpChooseWhat what = { ZP_CHOOSE_SAVE, _ ("Save the Filled Workbook"), name };

  zp_choose_file_async (GTK_WINDOW (filling->window), &what, target_chosen_cb, filling);
}

static void
rest_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Filling) filling = user_data;
  g_autofree char *answer = zp_ask_finish (result);

  if (g_strcmp0 (answer, "save") == 0 && filling->window->library != NULL)
    choose_target (g_steal_pointer (&filling));
}

/* What found no cell is told before anything is written. */
static void
ask_rest (Filling *filling)
{
  const ZpAnswer answers[] = {
    { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "save", _ ("_Save All the Same"), ADW_RESPONSE_SUGGESTED },
  };
  guint n = filling->fill->rest->len;
  g_autofree char *heading
      = g_strdup_printf (ngettext ("%u Value Found No Cell", "%u Values Found No Cell", n), n);
  g_autofree char *body = word_rest (filling->fill);

  zp_ask_async (GTK_WINDOW (filling->window), heading, body, answers, G_N_ELEMENTS (answers),
                rest_answered_cb, filling);
}

/* --- the worker --- */

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Filling) filling = user_data;
  g_autoptr (GError) error = NULL;

  filling->fill = g_task_propagate_pointer (G_TASK (result), &error);
  if (filling->window->library == NULL)
    return;
  if (filling->fill == NULL)
    zp_tell (GTK_WINDOW (filling->window), _ ("The workbook could not be filled"), error->message);
  else if (filling->fill->rest->len > 0)
    ask_rest (g_steal_pointer (&filling));
  else
    choose_target (g_steal_pointer (&filling));
}

static void
fill_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Filling *filling = data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (filling->book, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  ZpFill *fill = NULL;

  if (info != NULL && g_file_info_get_size (info) > ZP_BOOK_MAX_FILE)
    error = g_error_new_literal (ZP_ERROR, ZP_ERROR_TOO_LARGE,
                                 _ ("larger than 20 MB; remove pictures and other sheets"));
  if (error == NULL)
    bytes = g_file_load_bytes (filling->book, NULL, NULL, &error);
  if (bytes != NULL)
    fill = zp_fill_book (bytes, filling->form, filling->catalog, &error);
  if (fill != NULL)
    g_task_return_pointer (task, fill, (GDestroyNotify) zp_fill_free);
  else
    g_task_return_error (task, error);
}

static void
book_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Filling) filling = user_data;
  g_autoptr (GTask) task = NULL;

  filling->book = zp_choose_file_finish (result, NULL);
  if (filling->book == NULL || filling->window->library == NULL)
    return;
  task = g_task_new (NULL, NULL, filled_cb, filling);
  g_task_set_task_data (task, g_steal_pointer (&filling), NULL);
  g_task_run_in_thread (task, fill_thread);
}

/** _zp_window_fill_action: asks for a workbook and fills a copy of it with the open form. */
void
_zp_window_fill_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpWindow *self = ZP_WINDOW (widget);
  ZpForm *form = zp_window_get_form (self);
  ZpChooseWhat what = { ZP_CHOOSE_OPEN, _ ("Choose the Bureau's Workbook") };
  Filling *filling;

  if (form == NULL)
    {
      zp_window_toast (self, _ ("Open the form first that goes into the workbook"), NULL, NULL,
                       NULL);
      return;
    }
  filling = g_new0 (Filling, 1);
  filling->window = g_object_ref (self);
  filling->form = zp_form_copy (form);
  filling->catalog = g_object_ref (zp_library_get_catalog (self->library));
  what.filter = _ ("Workbooks (xlsx)");
  what.pattern = "*.xlsx";
  zp_choose_file_async (GTK_WINDOW (self), &what, book_chosen_cb, filling);
}
