/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell-private.h"

#include "zp-sheet-layout.h"

#include <math.h>

/* How large a cell is, and what is drawn in it. */

/** zp_cell_prepare_layout: makes the layout show the cell's text. */
void
zp_cell_prepare_layout (ZpCell *self)
{
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  zp_sheet_layout_prepare (self->layout, self->sheet, self->cell, self->scale);
}

static double
padding_x (ZpCell *self)
{
  return ZP_SHEET_PADDING_X * self->scale;
}

/**
 * zp_cell_measure:
 *
 * Returns: the height in pixels that the text needs, the text being typed included
 */
double
zp_cell_measure (ZpCell *self)
{
  if (self->height >= 0 || self->cell == NULL)
    return MAX (self->height, 0);
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  self->height = zp_sheet_layout_measure_cell (self->layout, self->sheet, self->cell, self->scale);
  if (self->editor != NULL)
    {
      g_autofree char *text = zp_cell_dup_editor_text (self);
      int height;

      zp_cell_prepare_layout (self);
      pango_layout_set_text (self->layout, text, -1);
      pango_layout_get_pixel_size (self->layout, NULL, &height);
      self->height = MAX (self->height, height + 2 * ZP_SHEET_PADDING_Y * self->scale);
    }
  return self->height;
}

/** zp_cell_measure_vfunc: see #GtkWidgetClass. */
void
zp_cell_measure_vfunc (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  /* The table knows its columns and rows; a cell takes what it is given. */
  *minimum = *natural = 1;
}

/** zp_cell_size_allocate: see #GtkWidgetClass. */
void
zp_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZpCell *self = ZP_CELL (widget);
  GtkRequisition minimum;
  int text_height;
  GtkAllocation child;

  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
  if (self->editor == NULL)
    return;
  /* GTK wants to be asked, but the text view answers for the width it had before. */
  gtk_widget_get_preferred_size (self->editor, &minimum, NULL);
  zp_cell_measure (self);
  text_height = (int) ceil (self->height - 2 * ZP_SHEET_PADDING_Y * self->scale);
  child.x = (int) round (padding_x (self));
  child.width = MAX (width - 2 * child.x, minimum.width);
  child.x = MAX (child.x - (int) round (zp_cell_get_shift (self)), 0);
  child.height = MIN (text_height + 1, height);
  child.y = (height - child.height) / 2;
  gtk_widget_size_allocate (self->editor, &child, -1);
}

/**
 * zp_cell_get_shift:
 *
 * A figure at the right edge makes way for the mark in its corner, as far as it has room: the last
 * digit of an amount that is objected to must be seen.
 *
 * Returns: how many pixels the text stands farther left than on paper
 */
double
zp_cell_get_shift (ZpCell *self)
{
  double room;
  int text_width;

  if (self->mark == ZP_CELL_MARK_NONE || self->cell == NULL
      || zp_sheet_cell_get_align (self->cell) != ZP_ALIGN_END)
    return 0;
  zp_cell_prepare_layout (self);
  pango_layout_get_pixel_size (self->layout, &text_width, NULL);
  room = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * padding_x (self) - text_width;
  return CLAMP (room, 0, MAX (ZP_CELL_MARK_REACH - padding_x (self), 0));
}

static void
draw_text (ZpCell *self, GtkSnapshot *snapshot, int width, int height)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  int text_height;

  if (*self->cell->text == '\0')
    return;
  zp_cell_prepare_layout (self);
  pango_layout_get_pixel_size (self->layout, NULL, &text_height);
  gtk_snapshot_render_layout (snapshot, context, padding_x (self) - zp_cell_get_shift (self),
                              MAX ((height - text_height) / 2, 0), self->layout);
}

/** zp_cell_snapshot: see #GtkWidgetClass. */
void
zp_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZpCell *self = ZP_CELL (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->cell == NULL)
    return;
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
  else
    draw_text (self, snapshot, width, height);
  zp_cell_mark_draw (widget, snapshot, self->mark);
  if (self->remark != NULL)
    zp_cell_mark_draw_remark (widget, snapshot);
}
