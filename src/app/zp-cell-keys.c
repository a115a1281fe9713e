/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell-private.h"

#include "zp-cell-choices.h"

/* Keys, pointer and focus of a cell: what leads into it, out of it, and to its words. */

static gboolean
on_edge_line (ZpCell *self, gboolean first)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return first
             ? !gtk_text_view_backward_display_line (view, &iter) || gtk_text_iter_is_start (&iter)
             : !gtk_text_view_forward_display_line (view, &iter);
}

/* Without a selection, behind the last letter. */
static void
go_to_end (ZpCell *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

static gboolean
move (ZpCell *self, ZpCellMove where)
{
  g_signal_emit_by_name (self, "move", where);
  return GDK_EVENT_STOP;
}

static void
word_chosen (const char *word, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "chosen", word);
}

/* A cell for one of several words is ticked at once; else the words are offered. */
static void
choose (ZpCell *self)
{
  if (self->read_only)
    return;
  if (self->cell->choice != NULL)
    {
      word_chosen (self->cell->choice, self);
      return;
    }
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = zp_cell_choices_new (self->cell, self->typed, G_CALLBACK (word_chosen), self);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* Keys that lead out of the cell.  While an input method composes, every key is its own. */
static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, ZpCell *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (self->composing)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (!plain || !zp_cell_has_choices (self->cell))
        return GDK_EVENT_PROPAGATE;
      choose (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return plain ? move (self, shift ? ZP_CELL_MOVE_PREVIOUS : ZP_CELL_MOVE_NEXT)
                   : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (plain && !shift)
        return move (self, ZP_CELL_MOVE_NEXT_ROW);
      if (control && !self->read_only && self->editor != NULL)
        {
          gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)),
                                            "\n", 1);
          return GDK_EVENT_STOP;
        }
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_F2:
      /* As in a spreadsheet: go on writing, in place of writing over what is selected. */
      if (!plain || shift || self->editor == NULL)
        return GDK_EVENT_PROPAGATE;
      go_to_end (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return plain && !shift && (self->editor == NULL || on_edge_line (self, TRUE))
                 ? move (self, ZP_CELL_MOVE_UP)
                 : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return plain && !shift && (self->editor == NULL || on_edge_line (self, FALSE))
                 ? move (self, ZP_CELL_MOVE_DOWN)
                 : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/** zp_cell_add_keys: makes the keys that lead out of the cell work in @widget, a part of it. */
void
zp_cell_add_keys (ZpCell *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
}

static void
focus_in_cb (GtkEventControllerFocus *controller, ZpCell *self)
{
  if (self->active)
    return;
  self->active = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  g_signal_emit_by_name (self, "entered");
}

/* Only now GTK is done with moving the focus.  Where just the window lost it, or a menu of the text
 * view has it, the cell stays as it is. */
static gboolean
leave_later (gpointer user_data)
{
  g_autoptr (ZpCell) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->leaving = 0;
  if (focus != NULL
      && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return G_SOURCE_REMOVE;
  self->active = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  zp_cell_close_editor (self);
  return G_SOURCE_REMOVE;
}

static void
focus_out_cb (GtkEventControllerFocus *controller, ZpCell *self)
{
  g_signal_emit_by_name (self, "left");
  if (self->leaving == 0)
    self->leaving = g_idle_add_full (G_PRIORITY_HIGH_IDLE, leave_later, g_object_ref (self), NULL);
}

/**
 * zp_cell_leave:
 *
 * Another cell has the focus.  A window that is not the active one tells only the new cell; what is
 * done on leaving is done all the same, and once.
 */
void
zp_cell_leave (ZpCell *self)
{
  g_return_if_fail (ZP_IS_CELL (self));

  if (self->active && self->leaving == 0)
    focus_out_cb (NULL, self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZpCell *self)
{
  if (self->cell->kind == ZP_CELL_FIXED)
    return;
  if (!self->active)
    {
      self->pointed_at = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (self));
      self->pointed_at = FALSE;
    }
  if (zp_cell_has_choices (self->cell))
    choose (self);
}

/** zp_cell_is_pointed_at: whether the cell is getting the focus by a click, while it tells that it has it. */
gboolean
zp_cell_is_pointed_at (ZpCell *self)
{
  g_return_val_if_fail (ZP_IS_CELL (self), FALSE);

  return self->pointed_at;
}

/** zp_cell_init_keys: listens to keys, the pointer and the focus. */
void
zp_cell_init_keys (ZpCell *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (focus_in_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_out_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  zp_cell_add_keys (self, GTK_WIDGET (self));
}
