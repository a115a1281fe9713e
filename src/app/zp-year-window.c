/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-window-private.h"

#include "zp-column-width.h"
#include "zp-compat.h"
#include "zp-words.h"
#include "zp-year-row.h"
#include "zp-year-text.h"

#include <glib/gi18n.h>

/* What is typed is on the disk after so long. */
#define SAVE_AFTER_MS 1000
#define NOTES_MAX 12

G_DEFINE_FINAL_TYPE (ZpYearWindow, zp_year_window, ADW_TYPE_WINDOW)

static gboolean
is_of_whole_year (const ZpYearLine *line)
{
  return *line->unit == '\0' && *line->project == '\0' && !line->draft;
}

/* --- saving --- */

/* (transfer full) (element-type ZpYearLine): what is typed, and the deadline of the year */
static GPtrArray *
collect_lines (ZpYearWindow *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->due_entry));
  g_autofree char *due = zp_year_parse_due (typed);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ZpYearRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (!zp_year_row_is_empty (row))
        g_ptr_array_add (lines, zp_year_row_make_line (row, self->year));
    }
  if (*typed != '\0')
    {
      ZpYearLine *line = zp_year_line_new (self->year, "", "", G_MININT64, due != NULL ? due : "");

      zp_year_line_set_texts (line, "", typed);
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static void
update_summary (ZpYearWindow *self, guint n, guint missing, gint64 micro)
{
  ZpYearList *list = zp_library_get_year_list (self->library);
  g_autofree char *budget = zp_decimal_format_grouped (ZP_DECIMAL_MICRO (micro), 2, 6);
  guint surplus = 0;
  GPtrArray *all = zp_year_list_get_units (list);
  g_autofree char *text = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const ZpYearUnit *unit = g_ptr_array_index (all, i);

      surplus += g_str_equal (unit->year, self->year) ? unit->n_surplus : 0;
    }
  text = g_strdup_printf (
      _ ("%u expected, %u there, %u missing, %u not in the list; budgets %s 万元"), n, n - missing,
      missing, surplus, budget);
  gtk_label_set_text (self->summary, text);
}

/* The rows follow the list as it is laid beside the forms. */
static void
show_forms (ZpYearWindow *self)
{
  ZpYearList *list = zp_library_get_year_list (self->library);
  GPtrArray *lines = zp_year_list_get_lines (list);
  guint position = 0;
  guint n = 0;
  guint missing = 0;
  ZpDecimal budgets = ZP_DECIMAL_ZERO;

  for (guint i = 0; i < lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (lines, i);
      g_autoptr (ZpYearRow) row = NULL;
      const char *form = zp_year_list_get_form (list, line);

      if (!g_str_equal (line->year, self->year) || is_of_whole_year (line))
        continue;
      do
        {
          g_clear_object (&row);
          row = g_list_model_get_item (G_LIST_MODEL (self->rows), position++);
        }
      while (row != NULL && zp_year_row_is_draft (row));
      if (row == NULL)
        break;
      zp_year_row_set_form (row, form);
      if (*line->project == '\0')
        continue;
      n++;
      missing += form == NULL;
      if (line->budget_micro != G_MININT64
          && !zp_decimal_add (budgets, ZP_DECIMAL_MICRO (line->budget_micro), &budgets))
        budgets = ZP_DECIMAL_ZERO;
    }
  update_summary (self, n, missing, budgets.micro);
  zp_year_window_show_notes (self);
}

static gboolean
try_to_save (ZpYearWindow *self, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  lines = collect_lines (self);
  self->unsaved = !zp_library_put_year_lines (self->library, self->year, lines, error);
  if (!self->unsaved)
    show_forms (self);
  return !self->unsaved;
}

/* What could not be saved stays there, and is saved with the next change or at the end. */
static void
save (ZpYearWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!try_to_save (self, &error))
    zp_tell (GTK_WINDOW (self), _ ("The list could not be saved"), error->message);
}

static gboolean
save_rest (ZpYearWindow *self, GError **error)
{
  return (self->save_source == 0 && !self->unsaved) || try_to_save (self, error);
}

static gboolean
save_cb (gpointer user_data)
{
  ZpYearWindow *self = user_data;

  self->save_source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* A throttle: later keys do not put the saving off. */
static void
changed_cb (ZpYearWindow *self)
{
  if (!self->loading && self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

static void
due_changed_cb (ZpYearWindow *self)
{
  g_autofree char *due = zp_year_parse_due (gtk_editable_get_text (GTK_EDITABLE (self->due_entry)));

  zp_year_mark_entry (self->due_entry, due != NULL ? NULL : _ ("No date; write 2021-03-31"));
  changed_cb (self);
}

/* --- rows --- */

static ZpYearRow *
make_row (ZpYearWindow *self, const ZpYearLine *line)
{
  ZpYearRow *row = zp_year_row_new (line);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* In one announcement: the view takes its time for each. */
static void
append_rows (ZpYearWindow *self, GPtrArray *rows)
{
  g_list_store_splice (self->rows, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), 0,
                       rows->pdata, rows->len);
}

static void
append_row (ZpYearWindow *self)
{
  g_autoptr (ZpYearRow) row = make_row (self, NULL);

  g_list_store_append (self->rows, row);
}

static void
load_year (ZpYearWindow *self)
{
  GPtrArray *lines = zp_library_get_lines (self->library);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  self->loading = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->due_entry), "");
  for (guint i = 0; i < lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (lines, i);

      if (!g_str_equal (line->year, self->year))
        continue;
      if (is_of_whole_year (line))
        gtk_editable_set_text (GTK_EDITABLE (self->due_entry),
                               *line->due_text != '\0' ? line->due_text : line->due);
      else
        g_ptr_array_add (rows, make_row (self, line));
    }
  if (rows->len == 0)
    g_ptr_array_add (rows, make_row (self, NULL));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
  self->loading = FALSE;
  show_forms (self);
}

/* Where a year stands in the choice; the first one where it does not. */
static guint
find_year (ZpYearWindow *self, const char *year)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->years));

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (self->years, i), year) == 0)
      return i;
  return 0;
}

static void
year_selected_cb (ZpYearWindow *self)
{
  guint position = gtk_drop_down_get_selected (self->year_drop_down);
  g_autoptr (GError) error = NULL;

  if (self->library == NULL || self->loading || position == GTK_INVALID_LIST_POSITION)
    return;
  if (!save_rest (self, &error))
    {
      self->loading = TRUE;
      gtk_drop_down_set_selected (self->year_drop_down, find_year (self, self->year));
      self->loading = FALSE;
      zp_tell (GTK_WINDOW (self), _ ("The list could not be saved"), error->message);
      return;
    }
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_free (self->year);
  self->year = g_strdup (gtk_string_list_get_string (self->years, position));
  load_year (self);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpYearWindow *self = ZP_YEAR_WINDOW (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  append_row (self);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", n);
}

static void
remember (ZpYearWindow *self)
{
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  self->undo = collect_lines (self);
}

static void
offer_undo (ZpYearWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "year.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpYearWindow *self = ZP_YEAR_WINDOW (widget);
  g_autoptr (GPtrArray) lines = g_steal_pointer (&self->undo);
  g_autoptr (GError) error = NULL;

  if (lines == NULL)
    return;
  if (!zp_library_put_year_lines (self->library, self->year, lines, &error))
    {
      self->undo = g_steal_pointer (&lines);
      zp_tell (GTK_WINDOW (self), _ ("The list could not be saved"), error->message);
      return;
    }
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->unsaved = FALSE;
  load_year (self);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpYearWindow *self = ZP_YEAR_WINDOW (widget);

  remember (self);
  g_list_store_remove_all (self->rows);
  append_row (self);
  save (self);
  offer_undo (self, _ ("The list was emptied"));
}

static void
remove_row_cb (GtkListItem *list_item, GtkButton *button)
{
  ZpYearWindow *self = ZP_YEAR_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  guint position = gtk_list_item_get_position (list_item);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  remember (self);
  g_list_store_remove (self->rows, position);
  save (self);
  offer_undo (self, _ ("The line was removed"));
}

/* --- what comes from a spreadsheet --- */

static void
tell_notes (ZpYearWindow *self, GPtrArray *notes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notes->len && i < NOTES_MAX; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (notes, i));
  if (notes->len > NOTES_MAX)
    g_string_append (text, "\n…");
  zp_tell (GTK_WINDOW (self), _ ("Not everything could be taken"), text->str);
}

/* zp_year_window_take_lines: adds lines at the end, with undo, and says what could not be taken. */
void
zp_year_window_take_lines (ZpYearWindow *self, GPtrArray *lines, GPtrArray *notes)
{
  g_autofree char *text = NULL;
  guint n;

  if (lines->len > 0)
    {
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

      remember (self);
      n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
      for (guint i = n; i > 0; i--)
        {
          g_autoptr (ZpYearRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i - 1);

          if (zp_year_row_is_empty (row))
            g_list_store_remove (self->rows, i - 1);
        }
      for (guint i = 0; i < lines->len; i++)
        g_ptr_array_add (rows, make_row (self, g_ptr_array_index (lines, i)));
      append_rows (self, rows);
      save (self);
      text = g_strdup_printf (ngettext ("%u line was added", "%u lines were added", lines->len),
                              lines->len);
      offer_undo (self, text);
    }
  if (notes->len > 0)
    tell_notes (self, notes);
  else if (lines->len == 0)
    zp_tell (GTK_WINDOW (self), _ ("No project was found"),
             _ ("There should be a column “项目名称”, and columns for unit, budget and deadline."));
}

/* --- columns --- */

static void
setup_entry_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  gtk_list_item_set_child (list_item, zp_year_cell_new (GPOINTER_TO_INT (column)));
}

static void
bind_entry_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  zp_year_cell_set_row (ZP_YEAR_CELL (gtk_list_item_get_child (list_item)),
                        gtk_list_item_get_item (list_item));
}

static void
unbind_entry_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  zp_year_cell_set_row (ZP_YEAR_CELL (gtk_list_item_get_child (list_item)), NULL);
}

/* The closures of the column of the forms. */
static char *
word_form (GtkListItem *list_item, const char *form)
{
  ZpYearRow *row = gtk_list_item_get_item (list_item);

  if (row == NULL || *zp_year_row_get_text (row, ZP_YEAR_COLUMN_PROJECT) == '\0')
    return g_strdup ("");
  return g_strdup (form != NULL ? _ ("Form is there") : _ ("Missing"));
}

static char *
name_form_icon (GtkListItem *list_item, const char *form)
{
  ZpYearRow *row = gtk_list_item_get_item (list_item);

  if (row == NULL || *zp_year_row_get_text (row, ZP_YEAR_COLUMN_PROJECT) == '\0')
    return NULL;
  return g_strdup (form != NULL ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
}

static void
bind_closure (GtkListItem *list_item, GtkWidget *widget, const char *property, GCallback callback)
{
  GtkExpression *item = gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item");
  GtkExpression *params[] = { gtk_property_expression_new (ZP_TYPE_YEAR_ROW, item, "form") };
  GtkExpression *closure
      = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 1, params, callback, NULL, NULL);

  gtk_expression_bind (closure, widget, property, list_item);
}

static void
setup_form_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove the line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove the line"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_row_cb), list_item,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  bind_closure (list_item, label, "label", G_CALLBACK (word_form));
  bind_closure (list_item, icon, "icon-name", G_CALLBACK (name_form_icon));
  gtk_list_item_set_child (list_item, box);
}

static void
add_column (ZpYearWindow *self, const char *title, int width, int column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = NULL;

  if (column < ZP_YEAR_N_COLUMNS)
    {
      gpointer data = GINT_TO_POINTER (column);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_entry_cb), data);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_entry_cb), data);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_entry_cb), data);
    }
  else
    g_signal_connect (factory, "setup", G_CALLBACK (setup_form_cb), NULL);
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  zp_column_set_width (made, width);
  /* The names of projects are the longest, and are not squeezed away by large letters either. */
  gtk_column_view_column_set_expand (made, column == ZP_YEAR_COLUMN_PROJECT);
  gtk_column_view_append_column (self->view, made);
}

/* --- the window --- */

static void
unsaved_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpYearWindow) self = user_data;
  g_autofree char *answer = zp_ask_finish (result);

  if (self->library != NULL && g_strcmp0 (answer, "close") == 0)
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
zp_year_window_close_request (GtkWindow *window)
{
  const ZpAnswer answers[] = {
    { "keep", _ ("_Keep Open"), ADW_RESPONSE_DEFAULT },
    { "close", _ ("_Close Without Saving"), ADW_RESPONSE_DESTRUCTIVE },
  };
  ZpYearWindow *self = ZP_YEAR_WINDOW (window);
  g_autoptr (GError) error = NULL;

  if (!save_rest (self, &error))
    {
      zp_ask_async (window, _ ("The list could not be saved"), error->message, answers,
                    G_N_ELEMENTS (answers), unsaved_answered_cb, g_object_ref (self));
      return TRUE;
    }
  return GTK_WINDOW_CLASS (zp_year_window_parent_class)->close_request (window);
}

/* Nothing comes into the list of a window that is gone; the thread keeps its memory a while. */
static void
zp_year_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (ZP_YEAR_WINDOW (widget)->reading);
  GTK_WIDGET_CLASS (zp_year_window_parent_class)->unrealize (widget);
}

static void
zp_year_window_dispose (GObject *object)
{
  ZpYearWindow *self = ZP_YEAR_WINDOW (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_YEAR_WINDOW);
  g_clear_object (&self->rows);
  g_clear_object (&self->years);
  g_clear_object (&self->library);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->year, g_free);
  G_OBJECT_CLASS (zp_year_window_parent_class)->dispose (object);
}

static void
zp_year_window_class_init (ZpYearWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_year_window_dispose;
  widget_class->unrealize = zp_year_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = zp_year_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-year-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, year_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, due_entry);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, view);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, reading_bar);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, reading_label);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, notes_part);
  gtk_widget_class_bind_template_child (widget_class, ZpYearWindow, notes_box);
  gtk_widget_class_bind_template_callback (widget_class, year_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, due_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zp_year_window_go_to_note);
  gtk_widget_class_install_action (widget_class, "year.add", NULL, add_action);
  zp_year_window_install_reading (widget_class);
  gtk_widget_class_install_action (widget_class, "year.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "year.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zp_year_window_init (ZpYearWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  zp_year_window_init_reading (self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (zp_year_window_follow_focus), NULL);
  self->rows = g_list_store_new (ZP_TYPE_YEAR_ROW);
  add_column (self, _ ("Unit"), 200, ZP_YEAR_COLUMN_UNIT);
  add_column (self, _ ("Project"), 200, ZP_YEAR_COLUMN_PROJECT);
  add_column (self, _ ("Budget (万元)"), 130, ZP_YEAR_COLUMN_BUDGET);
  add_column (self, _ ("Deadline"), 130, ZP_YEAR_COLUMN_DUE);
  add_column (self, _ ("Form"), 180, ZP_YEAR_N_COLUMNS);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                             G_LIST_MODEL (g_object_ref (self->rows)))));
}

/**
 * zp_year_window_new:
 * @parent: (nullable): the window
 * @library: a library that is open
 * @year: (nullable): which year to show, %NULL for the newest that has a list, else the newest that
 *   has forms
 *
 * Returns: (transfer full): the window
 */
ZpYearWindow *
zp_year_window_new (GtkWindow *parent, ZpLibrary *library, const char *year)
{
  ZpYearWindow *self = g_object_new (ZP_TYPE_YEAR_WINDOW, "transient-for", parent, NULL);
  g_auto (GStrv) years = zp_library_list_years (library);
  guint position;

  self->years = gtk_string_list_new ((const char *const *) years);
  if (year == NULL)
    year = zp_library_find_newest_year (library);
  position = find_year (self, year);
  gtk_drop_down_set_model (self->year_drop_down, G_LIST_MODEL (self->years));
  gtk_drop_down_set_selected (self->year_drop_down, position);
  self->library = g_object_ref (library);
  self->year = g_strdup (gtk_string_list_get_string (self->years, position));
  load_year (self);
  return self;
}

/** zp_year_window_get_rows: (transfer none) (element-type ZpYearRow): the lines as they are typed.
 */
GListModel *
zp_year_window_get_rows (ZpYearWindow *self)
{
  g_return_val_if_fail (ZP_IS_YEAR_WINDOW (self), NULL);

  return G_LIST_MODEL (self->rows);
}
