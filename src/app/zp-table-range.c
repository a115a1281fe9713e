/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-table-view-private.h"

#include <string.h>

/* Several cells at once: dragged over with the pointer, or with Shift and Alt and the arrows.  The
 * cell with the focus stays the one that is typed in. */

#define MARK "in-range"

static gboolean
lies_in (const ZpSheetCell *cell, const ZpTableRange *range)
{
  return cell->row <= range->last_row && cell->row + cell->row_span > range->first_row
         && cell->column <= range->last_column
         && cell->column + cell->column_span > range->first_column;
}

static void
mark_cells (ZpTableView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);
      const ZpSheetCell *shown = zp_cell_get_cell (ZP_CELL (cell));
      gboolean in = self->has_range && shown != NULL && lies_in (shown, &self->range);

      if (in != gtk_widget_has_css_class (cell, MARK))
        (in ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (cell, MARK);
    }
}

/** zp_table_view_clear_range: only the cell with the focus is meant again. */
void
zp_table_view_clear_range (ZpTableView *self)
{
  if (!self->has_range)
    return;
  self->has_range = FALSE;
  mark_cells (self);
}

/* From the cell it began at to the other end. */
static void
select_to (ZpTableView *self, guint row, guint column)
{
  const ZpSheetCell *from = self->focus != NULL ? zp_cell_get_cell (self->focus) : NULL;
  const ZpSheetCell *to = zp_sheet_get_at (self->sheet, row, column);
  ZpTableRange range;

  if (from == NULL || to == NULL)
    return;
  range.first_row = MIN (from->row, to->row);
  range.first_column = MIN (from->column, to->column);
  range.last_row = MAX (from->row + from->row_span, to->row + to->row_span) - 1;
  range.last_column = MAX (from->column + from->column_span, to->column + to->column_span) - 1;
  self->end_row = row;
  self->end_column = column;
  if (self->has_range && memcmp (&range, &self->range, sizeof range) == 0)
    return;
  self->has_range = TRUE;
  self->range = range;
  mark_cells (self);
}

/** zp_table_view_get_range: FALSE when only the cell with the focus is meant. */
gboolean
zp_table_view_get_range (ZpTableView *self, ZpTableRange *out_range)
{
  if (self->has_range)
    *out_range = self->range;
  return self->has_range;
}

/** zp_table_view_select: selects from the cell with the focus to the one at @address. */
gboolean
zp_table_view_select (ZpTableView *self, const char *address)
{
  ZpCell *cell = zp_table_view_find (self, address);

  if (cell == NULL || self->focus == NULL)
    return FALSE;
  select_to (self, zp_cell_get_cell (cell)->row, zp_cell_get_cell (cell)->column);
  return TRUE;
}

/* --- with the pointer --- */

static gboolean
find_place (ZpTableView *self, double x, double y, guint *out_row, guint *out_column)
{
  double left = x - zp_table_view_get_margin (self);
  double top = y - zp_table_view_get_margin (self);

  if (self->sheet == NULL)
    return FALSE;
  for (guint r = 0; r < self->n_rows; r++)
    for (guint c = 0; c < self->n_columns && top >= self->row_y[r] && top < self->row_y[r + 1]; c++)
      if (left >= self->column_x[c] && left < self->column_x[c + 1])
        {
          *out_row = r;
          *out_column = c;
          return TRUE;
        }
  return FALSE;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ZpTableView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint row, column;

  if (!find_place (self, x, y, &row, &column))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if ((state & GDK_SHIFT_MASK) != 0 && self->focus != NULL)
    {
      if (zp_sheet_get_at (self->sheet, row, column) == zp_cell_get_cell (self->focus))
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      select_to (self, row, column);
      return;
    }
  zp_table_view_clear_range (self);
}

/* Inside of the first cell the pointer selects letters; from the second on, cells. */
static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ZpTableView *self)
{
  double x, y;
  guint row, column;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y) || self->focus == NULL
      || !find_place (self, x + dx, y + dy, &row, &column))
    return;
  if (!self->has_range
      && zp_sheet_get_at (self->sheet, row, column) == zp_cell_get_cell (self->focus))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  select_to (self, row, column);
}

/* --- with keys --- */

static gboolean
extend (ZpTableView *self, int by_row, int by_column)
{
  const ZpSheetCell *from = self->focus != NULL ? zp_cell_get_cell (self->focus) : NULL;
  const ZpSheetCell *end;
  int row, column;

  if (from == NULL)
    return GDK_EVENT_PROPAGATE;
  if (!self->has_range)
    {
      self->end_row = from->row;
      self->end_column = from->column;
    }
  end = zp_sheet_get_at (self->sheet, self->end_row, self->end_column);
  row = by_row > 0   ? (int) (end->row + end->row_span)
        : by_row < 0 ? (int) end->row - 1
                     : (int) self->end_row;
  column = by_column > 0   ? (int) (end->column + end->column_span)
           : by_column < 0 ? (int) end->column - 1
                           : (int) self->end_column;
  if (row >= 0 && row < (int) self->n_rows && column >= 0 && column < (int) self->n_columns)
    select_to (self, (guint) row, (guint) column);
  return GDK_EVENT_STOP;
}

/* Copying and cutting are about cells when cells are selected, or when there are no letters to select. */
static gboolean
clipboard_key (ZpTableView *self, guint key)
{
  gboolean cells = self->has_range || (self->focus != NULL && !zp_cell_is_editing (self->focus));

  if (self->focus == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_v || key == GDK_KEY_V)
    return gtk_widget_activate_action (GTK_WIDGET (self), "form.paste", NULL);
  if (!cells)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_c || key == GDK_KEY_C || key == GDK_KEY_Insert)
    return gtk_widget_activate_action (GTK_WIDGET (self), "form.copy-cells", NULL);
  if (key == GDK_KEY_x || key == GDK_KEY_X)
    return gtk_widget_activate_action (GTK_WIDGET (self), "form.cut-cells", NULL);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ZpTableView *self)
{
  GdkModifierType held
      = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  gboolean extending = held == (GDK_SHIFT_MASK | GDK_ALT_MASK);

  if (self->focus != NULL && zp_cell_is_composing (self->focus))
    return GDK_EVENT_PROPAGATE;
  if (held == GDK_CONTROL_MASK)
    return clipboard_key (self, key);
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return extending ? extend (self, -1, 0) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return extending ? extend (self, 1, 0) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return extending ? extend (self, 0, -1) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return extending ? extend (self, 0, 1) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Escape:
      if (!self->has_range || held != 0)
        return GDK_EVENT_PROPAGATE;
      zp_table_view_clear_range (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      if (!self->has_range || held != 0)
        return GDK_EVENT_PROPAGATE;
      gtk_widget_activate_action (GTK_WIDGET (self), "form.clear-cells", NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/**
 * zp_table_view_take_blocks:
 *
 * Lets cells be selected, and copied and pasted as blocks by the actions of the form page.  To be
 * called before anything is shown.
 */
void
zp_table_view_take_blocks (ZpTableView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->takes_blocks = TRUE;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
