/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell-mark.h"

#define SIZE 9.0
#define INSET 1.0

/** zp_cell_mark_of: the mark for the worst that is to be said of a cell; (nullable) @finding. */
ZpCellMark
zp_cell_mark_of (const ZpFinding *finding)
{
  if (finding == NULL)
    return ZP_CELL_MARK_NONE;
  return finding->answer != NULL ? ZP_CELL_MARK_ANSWERED : ZP_CELL_MARK_ERROR + finding->severity;
}

static void
punch (cairo_t *cr, double width)
{
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
}

static void
draw_error (cairo_t *cr)
{
  cairo_arc (cr, SIZE / 2, SIZE / 2, SIZE / 2, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_move_to (cr, 2.7, 2.7);
  cairo_line_to (cr, SIZE - 2.7, SIZE - 2.7);
  cairo_move_to (cr, SIZE - 2.7, 2.7);
  cairo_line_to (cr, 2.7, SIZE - 2.7);
  punch (cr, 1.4);
}

static void
draw_warning (cairo_t *cr)
{
  cairo_move_to (cr, SIZE / 2, 0);
  cairo_line_to (cr, SIZE, SIZE);
  cairo_line_to (cr, 0, SIZE);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_move_to (cr, SIZE / 2, 3.2);
  cairo_line_to (cr, SIZE / 2, 6.2);
  cairo_move_to (cr, SIZE / 2, 7);
  cairo_line_to (cr, SIZE / 2, 8.2);
  punch (cr, 1.3);
}

static void
draw_hint (cairo_t *cr)
{
  cairo_arc (cr, SIZE / 2, SIZE / 2, SIZE / 2 - 0.6, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1.1);
  cairo_stroke (cr);
  cairo_rectangle (cr, SIZE / 2 - 0.6, 2.1, 1.2, 1.2);
  cairo_rectangle (cr, SIZE / 2 - 0.6, 4, 1.2, 3);
  cairo_fill (cr);
}

static void
draw_answered (cairo_t *cr)
{
  cairo_move_to (cr, 1, SIZE / 2);
  cairo_line_to (cr, SIZE / 2 - 1, SIZE - 1.5);
  cairo_line_to (cr, SIZE - 0.5, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static const struct
{
  const char *color;
  void (*draw) (cairo_t *cr);
} marks[] = {
  [ZP_CELL_MARK_ERROR] = { "error_color", draw_error },
  [ZP_CELL_MARK_WARNING] = { "warning_color", draw_warning },
  [ZP_CELL_MARK_HINT] = { "accent_color", draw_hint },
  [ZP_CELL_MARK_ANSWERED] = { "success_color", draw_answered },
};

/** zp_cell_mark_draw: draws @mark in the upper right corner of @widget. */
void
zp_cell_mark_draw (GtkWidget *widget, GtkSnapshot *snapshot, ZpCellMark mark)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  graphene_rect_t bounds;
  cairo_t *cr;
  GdkRGBA color;

  if (mark == ZP_CELL_MARK_NONE)
    return;
  if (!gtk_style_context_lookup_color (style, marks[mark].color, &color))
    gtk_style_context_get_color (style, &color);
  graphene_rect_init (&bounds, gtk_widget_get_width (widget) - SIZE - INSET, INSET, SIZE, SIZE);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_translate (cr, bounds.origin.x, bounds.origin.y);
  gdk_cairo_set_source_rgba (cr, &color);
  marks[mark].draw (cr);
  cairo_destroy (cr);
}

/** zp_cell_mark_draw_remark: draws the sign of a remark, a speech bubble, in the upper left corner of @widget. */
void
zp_cell_mark_draw_remark (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (INSET, INSET, SIZE + 1, SIZE + 1);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, "accent_color", &color))
    gtk_style_context_get_color (style, &color);
  cairo_translate (cr, bounds.origin.x, bounds.origin.y);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_rectangle (cr, 0, 0, SIZE, SIZE - 3);
  cairo_fill (cr);
  cairo_move_to (cr, 1.5, SIZE - 3.5);
  cairo_line_to (cr, 5.5, SIZE - 3.5);
  cairo_line_to (cr, 1.5, SIZE);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}
