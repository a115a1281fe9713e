/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-window-private.h"

#include "zp-year-notes.h"
#include "zp-year-row.h"

/* What is wrong with the year's list, in words below it. */

/* (transfer full) (nullable): the cell of the list that has the focus */
static ZpYearCell *
find_focus (ZpYearWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (focus != NULL)
    focus = gtk_widget_get_ancestor (focus, ZP_TYPE_YEAR_CELL);
  return focus != NULL ? g_object_ref (ZP_YEAR_CELL (focus)) : NULL;
}

/* Who is typing a date is not told with each key that it is none yet. */
static gboolean
is_being_typed (ZpYearWindow *self, const ZpYearNote *note, ZpYearCell *focus)
{
  g_autoptr (ZpYearRow) row = NULL;

  if (zp_year_notes_find (self->notes, note->line, note->column) != NULL)
    return FALSE;
  if (note->line == ZP_YEAR_NOWHERE)
    return note->column == ZP_YEAR_COLUMN_DUE
           && gtk_widget_get_state_flags (GTK_WIDGET (self->due_entry))
                  & GTK_STATE_FLAG_FOCUS_WITHIN;
  row = g_list_model_get_item (G_LIST_MODEL (self->rows), note->line);
  return focus != NULL && zp_year_cell_is (focus, row, note->column);
}

/* zp_year_window_show_notes: says below the list what is wrong with it. */
void
zp_year_window_show_notes (ZpYearWindow *self)
{
  g_autoptr (ZpYearCell) focus = find_focus (self);
  GPtrArray *notes = zp_year_notes_new (G_LIST_MODEL (self->rows),
                                        gtk_editable_get_text (GTK_EDITABLE (self->due_entry)));

  zp_year_notes_add_units (notes, zp_library_get_year_list (self->library), self->year);
  for (guint i = notes->len; i > 0; i--)
    {
      if (is_being_typed (self, g_ptr_array_index (notes, i - 1), focus))
        g_ptr_array_remove_index (notes, i - 1);
    }
  if (!zp_year_notes_are_equal (self->notes, notes))
    zp_year_notes_show (notes, self->notes_box);
  else
    {
      g_ptr_array_unref (notes);
      return;
    }
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->notes = notes;
  gtk_widget_set_visible (self->notes_part, notes->len > 0);
}

/* zp_year_window_follow_focus: what was being typed is told when the focus has left it. */
void
zp_year_window_follow_focus (ZpYearWindow *self)
{
  /* In the list itself the focus stands on what is shown. */
  if (self->library != NULL && !gtk_widget_in_destruction (GTK_WIDGET (self))
      && gtk_widget_get_focus_child (GTK_WIDGET (self->notes_box)) == NULL)
    zp_year_window_show_notes (self);
}

static GtkWidget *
find_cell (GtkWidget *widget, ZpYearRow *row, ZpYearColumn column)
{
  GtkWidget *found = NULL;

  if (ZP_IS_YEAR_CELL (widget))
    return zp_year_cell_is (ZP_YEAR_CELL (widget), row, column) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_cell (child, row, column);
  return found;
}

/* zp_year_window_go_to_note: gives the focus to the cell that a line of the notes is about. */
void
zp_year_window_go_to_note (ZpYearWindow *self, GtkListBoxRow *list_row)
{
  const ZpYearNote *note = zp_year_notes_get_shown (list_row);
  g_autoptr (ZpYearRow) row = NULL;
  GtkWidget *cell;

  if (note == NULL || note->column == ZP_YEAR_N_COLUMNS)
    return;
  if (note->line == ZP_YEAR_NOWHERE)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->due_entry));
      return;
    }
  row = g_list_model_get_item (G_LIST_MODEL (self->rows), note->line);
  if (row == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", note->line);
  cell = find_cell (GTK_WIDGET (self->view), row, note->column);
  if (cell != NULL)
    gtk_widget_grab_focus (cell);
}
