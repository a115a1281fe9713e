/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-page-parts.h"

#define TOLERANCE 0.05

/* A cell that is cut by a page end stands on several pages.  Words of the form are repeated
 * wherever they have room.  What somebody typed stands on one page if it has room there, else its
 * lines go on from page to page. */

/**
 * zp_page_parts_begins:
 * @strips: (element-type ZpStrip): the strips of a page
 * @strip: one of them
 * @cell: a cell that covers the row of @strip
 *
 * Returns: whether @strip is the first one on the page that shows @cell
 */
gboolean
zp_page_parts_begins (const GArray *strips, guint strip, const ZpSheetCell *cell)
{
  return strip == 0 || g_array_index (strips, ZpStrip, strip - 1).row < cell->row;
}

/**
 * zp_page_parts_measure:
 * @strips: (element-type ZpStrip): the strips of a page
 * @strip: the first of them that shows @cell
 * @cell: a cell
 * @out_complete: (out) (optional): whether the page shows all rows of the cell, uncut
 *
 * Returns: how high the cell is on the page
 */
double
zp_page_parts_measure (const GArray *strips,
                       guint strip,
                       const ZpSheetCell *cell,
                       gboolean *out_complete)
{
  double height = 0;
  guint n_whole = 0;

  for (guint i = strip; i < strips->len; i++)
    {
      const ZpStrip *it = &g_array_index (strips, ZpStrip, i);

      if (it->row >= cell->row + cell->row_span)
        break;
      height += it->height;
      n_whole += it->whole;
    }
  if (out_complete != NULL)
    *out_complete = n_whole == cell->row_span;
  return height;
}

static void
add_part (ZpPageBreaks *breaks, const ZpSheetCell *cell, guint page, double height)
{
  GArray *parts = g_hash_table_lookup (breaks->parts, cell);
  ZpPart part = { .page = page, .height = height };

  if (parts == NULL)
    {
      parts = g_array_new (FALSE, FALSE, sizeof (ZpPart));
      g_hash_table_insert (breaks->parts, (gpointer) cell, parts);
    }
  g_array_append_val (parts, part);
}

static void
mark_if_cut (
    ZpPageBreaks *breaks, GHashTable *cut, const ZpSheetCell *cell, guint page, guint strip)
{
  gboolean complete;
  double height
      = zp_page_parts_measure (g_ptr_array_index (breaks->pages, page), strip, cell, &complete);

  add_part (breaks, cell, page, height);
  if (!complete)
    g_hash_table_add (cut, (gpointer) cell);
}

static void
collect_page (ZpPageBreaks *breaks, GHashTable *cut, guint page)
{
  const GArray *strips = g_ptr_array_index (breaks->pages, page);

  for (guint i = 0; i < strips->len; i++)
    {
      guint row = g_array_index (strips, ZpStrip, i).row;

      for (guint c = 0; c < zp_sheet_get_n_columns (breaks->sheet); c++)
        {
          const ZpSheetCell *cell = zp_sheet_get_at (breaks->sheet, row, c);

          if (cell != NULL && cell->column == c && zp_page_parts_begins (strips, i, cell))
            mark_if_cut (breaks, cut, cell, page, i);
        }
    }
}

static gboolean
is_not_cut (gpointer key, gpointer value, gpointer user_data)
{
  return !g_hash_table_contains (user_data, key);
}

static GArray *
measure_lines (PangoLayout *measuring, const ZpSheet *sheet, const ZpSheetCell *cell)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (double));
  PangoLayoutIter *iter;

  zp_sheet_layout_prepare (measuring, sheet, cell, 1.0);
  iter = pango_layout_get_iter (measuring);
  do
    {
      double height;
      int top, bottom;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      height = (double) (bottom - top) / PANGO_SCALE;
      g_array_append_val (lines, height);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return lines;
}

static double
sum_lines (const GArray *lines, guint first)
{
  double sum = 0;

  for (guint i = first; i < lines->len; i++)
    sum += g_array_index (lines, double, i);
  return sum;
}

/* Puts the whole text wherever it has room, once or every time. */
static gboolean
place_whole (GArray *parts, const GArray *lines, gboolean repeat)
{
  double needed = sum_lines (lines, 0) + 2 * ZP_SHEET_PADDING_Y;
  gboolean placed = FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      ZpPart *part = &g_array_index (parts, ZpPart, i);

      if (part->height < needed - TOLERANCE || (placed && !repeat))
        continue;
      part->n_lines = lines->len;
      placed = TRUE;
    }
  return placed;
}

/* Lets the lines go on from part to part.  Returns how much room they miss at the end. */
static double
flow_lines (GArray *parts, const GArray *lines)
{
  ZpPart *last = &g_array_index (parts, ZpPart, parts->len - 1);
  guint next = 0;
  double missing;

  for (guint i = 0; i < parts->len; i++)
    {
      ZpPart *part = &g_array_index (parts, ZpPart, i);
      double room = part->height - 2 * ZP_SHEET_PADDING_Y + TOLERANCE;

      part->first_line = next;
      while (next < lines->len && g_array_index (lines, double, next) <= room)
        room -= g_array_index (lines, double, next++);
      part->n_lines = next - part->first_line;
      part->continued = part->n_lines < lines->len;
    }

  missing = sum_lines (lines, next);
  last->n_lines += lines->len - next;
  return missing;
}

static double
place_text (const ZpPageBreaks *breaks,
            PangoLayout *measuring,
            const ZpSheetCell *cell,
            GArray *parts)
{
  gboolean label = cell->kind == ZP_CELL_FIXED || cell->merged;
  g_autoptr (GArray) lines = NULL;

  if (*cell->text == '\0')
    return 0;
  lines = measure_lines (measuring, breaks->sheet, cell);
  if ((label || cell->row_span > 1) && place_whole (parts, lines, label))
    return 0;
  return flow_lines (parts, lines);
}

/**
 * zp_page_parts_assign:
 * @breaks: a sheet with its pages
 * @measuring: a layout, which is overwritten
 * @heights: (array): the heights of the rows, in points
 *
 * Says for every cell that is cut by the end of a page what stands where.  Where text misses room
 * at the end of its cell, as lines are not cut, the last row of the cell is made higher in
 * @heights.
 *
 * Returns: whether @heights changed, so that the pages must be made again
 */
gboolean
zp_page_parts_assign (ZpPageBreaks *breaks, PangoLayout *measuring, double *heights)
{
  g_autoptr (GHashTable) cut = g_hash_table_new (NULL, NULL);
  gboolean grown = FALSE;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_remove_all (breaks->parts);
  if (breaks->pages->len == 1)
    return FALSE;
  for (guint page = 0; page < breaks->pages->len; page++)
    collect_page (breaks, cut, page);
  g_hash_table_foreach_remove (breaks->parts, is_not_cut, cut);

  g_hash_table_iter_init (&iter, breaks->parts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const ZpSheetCell *cell = key;
      double missing = place_text (breaks, measuring, cell, value);

      if (missing <= 0)
        continue;
      heights[cell->row + cell->row_span - 1] += missing;
      grown = TRUE;
    }
  return grown;
}
