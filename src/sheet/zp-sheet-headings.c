/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sheet-headings.h"

/* Headings that take more of the page than this are not repeated. */
#define MAX_REPEATED_PART 0.4

static gboolean
is_table_row (const ZpSheet *sheet, guint row)
{
  const ZpSheetRow *it = zp_sheet_get_row (sheet, row);

  return it->table != NULL && !it->header;
}

static gboolean
is_repeatable (const ZpSheet *sheet, const double *heights, guint begin, guint end)
{
  double page, margin, height = 0;

  zp_sheet_get_page (sheet, NULL, &page, NULL, &margin);
  for (guint r = begin; r < end; r++)
    height += heights[r];
  return height <= (page - 2 * margin) * MAX_REPEATED_PART;
}

/**
 * zp_sheet_count_table_rows:
 * @sheet: a sheet
 * @row: a row
 *
 * Returns: how many rows of tables follow each other from @row on; 0 if @row is none
 */
guint
zp_sheet_count_table_rows (const ZpSheet *sheet, guint row)
{
  guint end = row;

  g_return_val_if_fail (sheet != NULL, 0);

  while (end < zp_sheet_get_n_rows (sheet) && is_table_row (sheet, end))
    end++;
  return end - row;
}

/**
 * zp_sheet_get_repeat_rows:
 * @sheet: a sheet
 * @heights: (array): the height of each row, in points
 * @row: the row a page begins with
 * @out_begin: (out): the first row to repeat
 * @out_end: (out): the row after the last one to repeat
 *
 * Looks for the headings that stand directly above the table rows to which @row belongs.  Printed
 * pages and workbooks both ask here, so that they repeat the same rows.
 *
 * Returns: %FALSE when there is nothing to repeat: @row is not in a table, the table has no
 *   headings, or they would take too much of the page
 */
gboolean
zp_sheet_get_repeat_rows (
    const ZpSheet *sheet, const double *heights, guint row, guint *out_begin, guint *out_end)
{
  guint begin, end = row;

  g_return_val_if_fail (sheet != NULL, FALSE);
  g_return_val_if_fail (heights != NULL, FALSE);

  if (row >= zp_sheet_get_n_rows (sheet) || !is_table_row (sheet, row))
    return FALSE;
  while (end > 0 && is_table_row (sheet, end - 1))
    end--;
  begin = end;
  while (begin > 0 && zp_sheet_get_row (sheet, begin - 1)->header)
    begin--;
  if (begin == end || !is_repeatable (sheet, heights, begin, end))
    return FALSE;
  *out_begin = begin;
  *out_end = end;
  return TRUE;
}

static gboolean
is_heading_cell (const ZpSheetCell *cell)
{
  switch (cell->style)
    {
    case ZP_STYLE_LABEL:
      return cell->kind == ZP_CELL_FIXED;
    case ZP_STYLE_TITLE:
    case ZP_STYLE_SUBTITLE:
    case ZP_STYLE_SECTION:
    case ZP_STYLE_LINE:
    case ZP_STYLE_DOC_TITLE:
    case ZP_STYLE_HEADING1:
    case ZP_STYLE_HEADING2:
    case ZP_STYLE_HEADING3:
      return TRUE;
    case ZP_STYLE_VALUE:
    case ZP_STYLE_FOOTNOTE:
    case ZP_STYLE_PARAGRAPH:
    case ZP_N_STYLES:
    default:
      return FALSE;
    }
}

/**
 * zp_sheet_is_heading_row:
 * @sheet: a sheet
 * @row: a row of it
 *
 * Returns: whether @row only announces what is below it, so that no page may end with it
 */
gboolean
zp_sheet_is_heading_row (const ZpSheet *sheet, guint row)
{
  const ZpSheetRow *it;

  g_return_val_if_fail (sheet != NULL, FALSE);

  it = zp_sheet_get_row (sheet, row);
  if (it->header)
    return TRUE;
  for (guint i = 0; i < it->n_cells; i++)
    {
      if (!is_heading_cell (zp_sheet_get_cell (sheet, it->first_cell + i)))
        return FALSE;
    }
  return it->n_cells > 0;
}
