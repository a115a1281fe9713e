/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-page-painter.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "zp-page-parts.h"

#define LINE_WIDTH 0.5

/* How high the middle of the page number stands above the edge of the paper, as in the workbook. */
#define FOOTER_HEIGHT 21.6

typedef struct
{
  const ZpPageBreaks *breaks;
  const ZpSheet *sheet;
  const GArray *strips;
  guint page;
  guint n_columns;
  PangoLayout *layout;
  cairo_t *cr;
  double *xs;   /* the left edge of each column, and the right edge of the last */
  double *ys;   /* the upper edge of each strip, and the lower edge of the last */
  double width; /* of lines, in points */
  gboolean raster;
} Painter;

/* --- lines --- */

/* On a screen a hairline is as many whole pixels wide as come nearest, and lies on pixels. */
static gboolean
is_raster (cairo_t *cr)
{
  switch (cairo_surface_get_type (cairo_get_target (cr)))
    {
    case CAIRO_SURFACE_TYPE_PDF:
    case CAIRO_SURFACE_TYPE_PS:
    case CAIRO_SURFACE_TYPE_SVG:
    case CAIRO_SURFACE_TYPE_SCRIPT:
    case CAIRO_SURFACE_TYPE_WIN32_PRINTING:
      return FALSE;
    default:
      return TRUE;
    }
}

static double
get_line_width (cairo_t *cr)
{
  double pixel = 1, unused = 0;

  cairo_device_to_user_distance (cr, &pixel, &unused);
  pixel = fabs (pixel);
  if (pixel <= 0)
    return LINE_WIDTH;
  return MAX (round (LINE_WIDTH / pixel), 1) * pixel;
}

static double
snap_to_pixels (double coordinate, double width)
{
  return fmod (round (width), 2) == 0 ? round (coordinate) : floor (coordinate) + 0.5;
}

static void
snap (const Painter *painter, double *x, double *y)
{
  double width = painter->width, unused = 0;

  if (!painter->raster)
    return;
  cairo_user_to_device_distance (painter->cr, &width, &unused);
  cairo_user_to_device (painter->cr, x, y);
  *x = snap_to_pixels (*x, fabs (width));
  *y = snap_to_pixels (*y, fabs (width));
  cairo_device_to_user (painter->cr, x, y);
}

static void
add_line (const Painter *painter, double x1, double y1, double x2, double y2)
{
  snap (painter, &x1, &y1);
  snap (painter, &x2, &y2);
  cairo_move_to (painter->cr, x1, y1);
  cairo_line_to (painter->cr, x2, y2);
}

static const ZpSheetCell *
get_cell (const Painter *painter, guint strip, guint column)
{
  if (strip >= painter->strips->len || column >= painter->n_columns)
    return NULL;
  return zp_sheet_get_at (painter->sheet, g_array_index (painter->strips, ZpStrip, strip).row,
                          column);
}

static gboolean
is_edge (const ZpSheetCell *a, const ZpSheetCell *b)
{
  return a != b && ((a != NULL && a->border) || (b != NULL && b->border));
}

/* The index before the first one is far outside, where there is no cell. */
static gboolean
is_horizontal_edge (const Painter *painter, guint y, guint column)
{
  return is_edge (get_cell (painter, y - 1, column), get_cell (painter, y, column));
}

static gboolean
is_vertical_edge (const Painter *painter, guint x, guint strip)
{
  return is_edge (get_cell (painter, strip, x - 1), get_cell (painter, strip, x));
}

/* Every line is drawn once and as long as it goes: lines drawn twice look bolder than others. */
static void
add_horizontal_lines (const Painter *painter, guint y)
{
  for (guint begin = 0, end; begin < painter->n_columns; begin = end + 1)
    {
      for (end = begin; end < painter->n_columns && is_horizontal_edge (painter, y, end); end++)
        ;
      if (end > begin)
        add_line (painter, painter->xs[begin], painter->ys[y], painter->xs[end], painter->ys[y]);
    }
}

static void
add_vertical_lines (const Painter *painter, guint x)
{
  for (guint begin = 0, end; begin < painter->strips->len; begin = end + 1)
    {
      for (end = begin; end < painter->strips->len && is_vertical_edge (painter, x, end); end++)
        ;
      if (end > begin)
        add_line (painter, painter->xs[x], painter->ys[begin], painter->xs[x], painter->ys[end]);
    }
}

static void
draw_borders (const Painter *painter)
{
  cairo_set_line_width (painter->cr, painter->width);
  cairo_set_line_cap (painter->cr, CAIRO_LINE_CAP_SQUARE);
  for (guint y = 0; y <= painter->strips->len; y++)
    add_horizontal_lines (painter, y);
  for (guint x = 0; x <= painter->n_columns; x++)
    add_vertical_lines (painter, x);
  cairo_stroke (painter->cr);
}

/* --- text --- */

static double
measure_lines (PangoLayout *layout, guint first, guint n_lines)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double height = 0;
  guint i = 0;

  do
    {
      int top, bottom;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      if (i >= first && i < first + n_lines)
        height += (double) (bottom - top) / PANGO_SCALE;
      i++;
    }
  while (i < first + n_lines && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return height;
}

/* Draws some lines of the layout; the first of them begins at @y. */
static void
draw_lines (const Painter *painter, double x, double y, guint first, guint n_lines)
{
  PangoLayoutIter *iter = pango_layout_get_iter (painter->layout);
  double origin = 0;
  guint i = 0;

  do
    {
      PangoRectangle extents;
      int top;

      pango_layout_iter_get_line_yrange (iter, &top, NULL);
      if (i == first)
        origin = y - (double) top / PANGO_SCALE;
      if (i >= first)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &extents);
          cairo_move_to (painter->cr, x + (double) extents.x / PANGO_SCALE,
                         origin + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
          pango_cairo_show_layout_line (painter->cr, pango_layout_iter_get_line_readonly (iter));
        }
      i++;
    }
  while (i < first + n_lines && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_text (const Painter *painter, const ZpSheetCell *cell, guint strip)
{
  const ZpPart *part = zp_page_breaks_get_part (painter->breaks, cell, painter->page);
  double space = zp_page_parts_measure (painter->strips, strip, cell, NULL);
  guint first, n_lines;
  double top = ZP_SHEET_PADDING_Y;

  if (*cell->text == '\0' || (part != NULL && part->n_lines == 0))
    return;
  zp_sheet_layout_prepare (painter->layout, painter->sheet, cell, 1.0);
  first = part != NULL ? part->first_line : 0;
  n_lines = part != NULL ? part->n_lines : (guint) pango_layout_get_line_count (painter->layout);
  if (part == NULL || !part->continued)
    top = MAX (0, (space - measure_lines (painter->layout, first, n_lines)) / 2);
  draw_lines (painter, painter->xs[cell->column] + ZP_SHEET_PADDING_X, painter->ys[strip] + top,
              first, n_lines);
}

/* From the upper left to the lower right, so that a reader of the file gets the words in order. */
static void
draw_texts (const Painter *painter)
{
  for (guint i = 0; i < painter->strips->len; i++)
    {
      for (guint c = 0; c < painter->n_columns; c++)
        {
          const ZpSheetCell *cell = get_cell (painter, i, c);

          if (cell != NULL && cell->column == c && zp_page_parts_begins (painter->strips, i, cell))
            draw_text (painter, cell, i);
        }
    }
}

/* --- pages --- */

static void
place_edges (Painter *painter)
{
  double x, y;

  zp_sheet_get_page (painter->sheet, NULL, NULL, &x, &y);
  painter->xs = g_new (double, painter->n_columns + 1);
  painter->ys = g_new (double, painter->strips->len + 1);
  for (guint c = 0; c < painter->n_columns; c++)
    {
      painter->xs[c] = x;
      x += zp_sheet_get_column_width (painter->sheet, c);
    }
  painter->xs[painter->n_columns] = x;
  for (guint i = 0; i < painter->strips->len; i++)
    {
      painter->ys[i] = y;
      y += g_array_index (painter->strips, ZpStrip, i).height;
    }
  painter->ys[painter->strips->len] = y;
}

/**
 * zp_page_painter_draw:
 * @breaks: the pages of a sheet
 * @page: one of them
 * @layout: a layout of the context the sheet was measured with; overwritten
 * @cr: where to draw; the unit is the point, the origin the corner of the paper
 *
 * Draws what of the sheet stands on the page.  Colour and line settings of @cr are changed.
 */
void
zp_page_painter_draw (const ZpPageBreaks *breaks, guint page, PangoLayout *layout, cairo_t *cr)
{
  Painter painter = {
    .breaks = breaks,
    .sheet = breaks->sheet,
    .strips = g_ptr_array_index (breaks->pages, page),
    .page = page,
    .n_columns = zp_sheet_get_n_columns (breaks->sheet),
    .layout = layout,
    .cr = cr,
    .raster = is_raster (cr),
  };

  painter.width = painter.raster ? get_line_width (cr) : LINE_WIDTH;
  place_edges (&painter);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_texts (&painter);
  draw_borders (&painter);
  g_free (painter.xs);
  g_free (painter.ys);
}

/**
 * zp_page_painter_draw_footer:
 * @breaks: the pages of a sheet
 * @page: one of them
 * @layout: a layout, which is overwritten
 * @cr: as for zp_page_painter_draw()
 *
 * Draws the number of the page in the middle of its lower margin.
 */
void
zp_page_painter_draw_footer (const ZpPageBreaks *breaks,
                             guint page,
                             PangoLayout *layout,
                             cairo_t *cr)
{
  /* A printed form is Chinese in every language of the program. */
  g_autofree char *text = g_strdup_printf ("第 %u 页 / 共 %u 页", page + 1, breaks->pages->len);
  ZpSheetCell cell = {
    .row_span = 1,
    .column_span = zp_sheet_get_n_columns (breaks->sheet),
    .style = ZP_STYLE_FOOTNOTE,
    .align = ZP_ALIGN_CENTRE,
    .text = text,
  };
  double paper, margin;
  int height;

  zp_sheet_get_page (breaks->sheet, NULL, &paper, &margin, NULL);
  zp_sheet_layout_prepare (layout, breaks->sheet, &cell, 1.0);
  pango_layout_get_size (layout, NULL, &height);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, margin + ZP_SHEET_PADDING_X,
                 paper - FOOTER_HEIGHT - (double) height / PANGO_SCALE / 2);
  pango_cairo_show_layout (cr, layout);
}
