/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-window-private.h"

#include "zp-clip.h"
#include "zp-compat.h"
#include "zp-year-file.h"

#include <glib/gi18n.h>

/* A file or the clipboard becomes lines of the year's list; it is read in a thread. */

/* @text says what is being read, when that may take a while. */
static void
set_reading (ZpYearWindow *self, GCancellable *cancellable, const char *text)
{
  gboolean busy = cancellable != NULL;

  g_set_object (&self->reading, cancellable);
  if (text != NULL)
    gtk_label_set_text (self->reading_label, text);
  gtk_revealer_set_reveal_child (self->reading_bar, text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "year.cancel", busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "year.import", !busy);
  /* The lines are for the year that was shown when the file was chosen. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->year_drop_down), !busy);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpYearWindow) self = user_data;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = zp_year_file_read_finish (result, &notes, &error);

  /* Whoever cancelled has put the window in order. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return;
  set_reading (self, NULL, NULL);
  if (lines != NULL)
    zp_year_window_take_lines (self, lines, notes);
  else
    zp_tell (GTK_WINDOW (self), _ ("The file could not be read"), error->message);
}

/**
 * zp_year_window_read_file:
 * @self: the window
 * @file: a workbook or a text with columns
 *
 * Adds the lines of a file to the list; it is read in a thread, and “year.cancel” stops that.
 */
void
zp_year_window_read_file (ZpYearWindow *self, GFile *file)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (ZP_IS_YEAR_WINDOW (self));
  g_return_if_fail (self->reading == NULL);

  name = g_file_get_basename (file);
  text = g_strdup_printf (_ ("“%s” is being read"), name);
  set_reading (self, cancellable, text);
  zp_year_file_read_async (file, self->year, cancellable, read_cb, g_object_ref (self));
}

/**
 * zp_year_window_read_text:
 * @self: the window
 * @text: cells as a spreadsheet copies them
 *
 * Adds the lines of a block of cells to the list, which is read in a thread.
 */
void
zp_year_window_read_text (ZpYearWindow *self, const char *text)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_return_if_fail (ZP_IS_YEAR_WINDOW (self) && text != NULL);
  g_return_if_fail (self->reading == NULL);

  set_reading (self, cancellable, NULL);
  zp_year_file_read_text_async (text, self->year, cancellable, read_cb, g_object_ref (self));
}

/* One cell belongs into the entry with the focus, a block into the list. */
static gboolean
insert_cell (ZpYearWindow *self, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean more;
  g_autoptr (GPtrArray) rows = zp_clip_split_tsv (text, 1, &more);
  char *const *cells = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  int position;

  if (cells == NULL || more || g_strv_length ((char **) cells) != 1 || focus == NULL
      || !GTK_IS_EDITABLE (focus))
    return FALSE;
  gtk_editable_delete_selection (GTK_EDITABLE (focus));
  position = gtk_editable_get_position (GTK_EDITABLE (focus));
  gtk_editable_insert_text (GTK_EDITABLE (focus), cells[0], -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (focus), position);
  return TRUE;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpYearWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || self->library == NULL || insert_cell (self, text))
    return;
  if (self->reading == NULL)
    zp_year_window_read_text (self, text);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb,
                                 g_object_ref (widget));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpYearWindow *self = ZP_YEAR_WINDOW (widget);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  set_reading (self, NULL, NULL);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZpYearWindow *self = ZP_YEAR_WINDOW (source);
  g_autoptr (GFile) file = zp_choose_file_finish (result, NULL);

  if (file != NULL && self->library != NULL && self->reading == NULL)
    zp_year_window_read_file (self, file);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpChooseWhat what = { ZP_CHOOSE_OPEN, _ ("Import a List") };

  what.filter = _ ("Spreadsheets (xlsx, ods, csv)");
  what.pattern = "*.xlsx;*.ods;*.csv;*.tsv";
  zp_choose_file_async (GTK_WINDOW (widget), &what, file_chosen_cb, NULL);
}

/* Before an entry takes a block of cells as one word. */
static void
add_paste_key (ZpYearWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                        gtk_named_action_new ("year.paste")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* zp_year_window_install_reading: the actions that bring lines in. */
void
zp_year_window_install_reading (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "year.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "year.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "year.cancel", NULL, cancel_action);
}

/* zp_year_window_init_reading: nothing is read yet; Ctrl+V takes a block of cells. */
void
zp_year_window_init_reading (ZpYearWindow *self)
{
  add_paste_key (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "year.cancel", FALSE);
}
