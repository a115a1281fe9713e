/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-page.h"

#include <math.h>

#include "zp-sheet-headings.h"

#define PAPER_A4 9
#define POINTS_PER_INCH 72.0
#define PIXELS_PER_POINT (96.0 / 72.0)
#define FOOTER_MARGIN 0.3 /* inches */

/* A form this much higher than a page is printed smaller, on one; beyond it becomes several pages. */
#define SHRINK_LIMIT 1.45

/* Columns are as wide as whole pixels of 96 to the inch, together never wider than the paper. */
static lxw_error
write_column_widths (lxw_worksheet *worksheet, const ZpSheet *sheet)
{
  double right = 0;
  guint done = 0;

  for (guint c = 0; c < zp_sheet_get_n_columns (sheet); c++)
    {
      lxw_error result;
      guint end;

      right += zp_sheet_get_column_width (sheet, c) * PIXELS_PER_POINT;
      end = (guint) floor (right + 0.01);
      result = worksheet_set_column_pixels (worksheet, c, c, end - done, NULL);
      if (result != LXW_NO_ERROR)
        return result;
      done = end;
    }
  return LXW_NO_ERROR;
}

/* A worksheet repeats one block of rows: the heading that stands above most rows of a table. */
static gboolean
find_heading (const ZpSheet *sheet, const double *heights, guint *out_begin, guint *out_end)
{
  guint most = 0;
  guint below;

  for (guint row = 0; row < zp_sheet_get_n_rows (sheet); row += MAX (below, 1))
    {
      below = zp_sheet_count_table_rows (sheet, row);
      if (below > most && zp_sheet_get_repeat_rows (sheet, heights, row, out_begin, out_end))
        most = below;
    }
  return most > 0;
}

static lxw_error
write_repeated_rows (lxw_worksheet *worksheet,
                     const ZpSheet *sheet,
                     const double *heights,
                     const guint *first_rows)
{
  guint begin, end;

  if (!find_heading (sheet, heights, &begin, &end))
    return LXW_NO_ERROR;
  return worksheet_repeat_rows (worksheet, first_rows[begin], first_rows[end] - 1);
}

/**
 * zp_xlsx_page_is_one:
 * @heights: (array): the height of each row of @sheet, in points
 *
 * Returns: whether the whole sheet is printed on one page, if need be a little smaller
 */
gboolean
zp_xlsx_page_is_one (const ZpSheet *sheet, const double *heights)
{
  double height, y, total = 0;

  zp_sheet_get_page (sheet, NULL, &height, NULL, &y);
  for (guint row = 0; row < zp_sheet_get_n_rows (sheet); row++)
    total += heights[row];
  return total <= SHRINK_LIMIT * (height - 2 * y);
}

static void
write_paper (lxw_worksheet *worksheet, const ZpSheet *sheet, const double *heights)
{
  double x, y;

  zp_sheet_get_page (sheet, NULL, NULL, &x, &y);
  x /= POINTS_PER_INCH;
  y /= POINTS_PER_INCH;
  worksheet_set_paper (worksheet, PAPER_A4);
  if (zp_sheet_is_landscape (sheet))
    worksheet_set_landscape (worksheet);
  else
    worksheet_set_portrait (worksheet);
  worksheet_fit_to_pages (worksheet, 1, zp_xlsx_page_is_one (sheet, heights) ? 1 : 0);
  worksheet_set_margins (worksheet, x, x, y, y);
  worksheet_center_horizontally (worksheet);
  worksheet_gridlines (worksheet, LXW_HIDE_ALL_GRIDLINES);
}

static lxw_error
write_print_area (lxw_worksheet *worksheet, const ZpSheet *sheet, const guint *first_rows)
{
  guint n_rows = first_rows[zp_sheet_get_n_rows (sheet)];

  if (n_rows == 0)
    return LXW_NO_ERROR;
  return worksheet_print_area (worksheet, 0, 0, n_rows - 1, zp_sheet_get_n_columns (sheet) - 1);
}

/**
 * zp_xlsx_page_write:
 * @worksheet: a worksheet
 * @sheet: the sheet it shows
 * @heights: (array): the height of each row of @sheet, in points
 * @first_rows: (array): the row of @worksheet at which each row of @sheet begins, and the end
 *
 * Writes how the worksheet comes out on paper: column widths, A4, one page wide, the heading of
 * the table on every page, page numbers.
 *
 * Returns: an error of the library
 */
lxw_error
zp_xlsx_page_write (lxw_worksheet *worksheet,
                    const ZpSheet *sheet,
                    const double *heights,
                    const guint *first_rows)
{
  /* A printed form is Chinese in every language of the program. */
  static const char footer[] = "&C第 &P 页 / 共 &N 页";
  lxw_header_footer_options options = { .margin = FOOTER_MARGIN };
  lxw_error result = write_column_widths (worksheet, sheet);

  write_paper (worksheet, sheet, heights);
  if (result == LXW_NO_ERROR)
    result = worksheet_set_footer_opt (worksheet, footer, &options);
  if (result == LXW_NO_ERROR)
    result = write_repeated_rows (worksheet, sheet, heights, first_rows);
  if (result == LXW_NO_ERROR)
    result = write_print_area (worksheet, sheet, first_rows);
  return result;
}
