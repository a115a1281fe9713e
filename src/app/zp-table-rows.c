/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-table-view-private.h"

#include <glib/gi18n.h>

/* The handle beside the row with the focus: its menu, and moving the row with the pointer. */

static gboolean
row_is_movable (ZpTableView *self, guint row)
{
  const ZpSheetRow *spec = zp_sheet_get_row (self->sheet, row);

  return spec->table != NULL && spec->row_id != NULL;
}

/** zp_table_view_allocate_handle: puts the handle beside the row with the focus. */
void
zp_table_view_allocate_handle (ZpTableView *self)
{
  const ZpSheetCell *cell = self->focus != NULL ? zp_cell_get_cell (self->focus) : NULL;
  gboolean shown = cell != NULL && row_is_movable (self, cell->row) && !self->read_only;
  GtkRequisition size;
  GtkAllocation place;

  gtk_widget_set_child_visible (self->handle, shown);
  if (!shown)
    return;
  gtk_widget_get_preferred_size (self->handle, &size, NULL);
  place.width = size.width;
  place.height = size.height;
  place.x = MAX (0, zp_table_view_get_margin (self) - size.width - 2);
  place.y = zp_table_view_get_margin (self)
            + (self->row_y[cell->row] + self->row_y[MIN (cell->row + cell->row_span, self->n_rows)]
               - size.height)
                  / 2;
  gtk_widget_size_allocate (self->handle, &place, -1);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, ZpTableView *self)
{
  if (self->focus == NULL)
    return NULL;
  return gdk_content_provider_new_typed (ZP_TYPE_TABLE_VIEW, self);
}

static int
row_at (ZpTableView *self, double y)
{
  for (guint i = 0; i < self->n_rows; i++)
    if (y - zp_table_view_get_margin (self) < self->row_y[i + 1])
      return i;
  return (int) self->n_rows - 1;
}

/* The cells of the row that the dragged one would take the place of; -1 for none. */
static void
mark_row (ZpTableView *self, int row)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);
      const ZpSheetCell *shown = zp_cell_get_cell (ZP_CELL (cell));
      gboolean marked = row >= 0 && shown != NULL && (int) shown->row == row && !shown->merged;

      if (marked != gtk_widget_has_css_class (cell, "drop-row"))
        (marked ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (cell, "drop-row");
    }
}

static gboolean
may_drop (ZpTableView *self, int to)
{
  guint from = self->focus != NULL ? zp_cell_get_cell (self->focus)->row : 0;

  return self->focus != NULL && to >= 0 && row_is_movable (self, (guint) to)
         && g_strcmp0 (zp_sheet_get_row (self->sheet, from)->table,
                       zp_sheet_get_row (self->sheet, (guint) to)->table)
                == 0;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, ZpTableView *self)
{
  int to = row_at (self, y);
  gboolean possible = may_drop (self, to);

  mark_row (self, possible ? to : -1);
  return possible ? GDK_ACTION_MOVE : 0;
}

static void
drop_leave_cb (GtkDropTarget *target, ZpTableView *self)
{
  mark_row (self, -1);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ZpTableView *self)
{
  int from, to;

  if (g_value_get_object (value) != self || self->focus == NULL)
    return FALSE;
  mark_row (self, -1);
  from = zp_cell_get_cell (self->focus)->row;
  to = row_at (self, y);
  if (!may_drop (self, to))
    return FALSE;
  if (to != from)
    g_signal_emit_by_name (self, "move-row", to - from);
  return TRUE;
}

/** zp_table_view_add_handle: makes the handle, with what can be dragged and dropped. */
void
zp_table_view_add_handle (ZpTableView *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (ZP_TYPE_TABLE_VIEW, GDK_ACTION_MOVE);
  GtkWidget *handle = gtk_menu_button_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (handle), "list-drag-handle-symbolic");
  gtk_widget_add_css_class (handle, "flat");
  gtk_widget_add_css_class (handle, "zp-row-handle");
  gtk_widget_set_tooltip_text (handle, _ ("Row: add, duplicate, move, remove; drag to move"));
  gtk_widget_set_focus_on_click (handle, FALSE);
  gtk_widget_set_can_focus (handle, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Row"),
                                  -1);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_parent (handle, GTK_WIDGET (self));
  self->handle = handle;
  g_signal_connect (drop, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (drop, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
