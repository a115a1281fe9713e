/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-clip-sheet.h"

/**
 * zp_clip_new_from_sheet:
 * @first_row, @last_row: rows of @sheet, both included
 * @first_column, @last_column: columns, both included
 *
 * Copies a part of the official table, as it is printed.  A merged cell that lies in the part only
 * by half is copied as far as it does.
 *
 * Returns: (transfer full): the block
 */
ZpClip *
zp_clip_new_from_sheet (
    const ZpSheet *sheet, guint first_row, guint first_column, guint last_row, guint last_column)
{
  ZpClip *clip = zp_clip_new ();

  g_return_val_if_fail (first_row <= last_row && first_column <= last_column, clip);

  for (guint r = first_row; r <= last_row && r < zp_sheet_get_n_rows (sheet); r++)
    for (guint c = first_column; c <= last_column && c < zp_sheet_get_n_columns (sheet); c++)
      {
        const ZpSheetCell *cell = zp_sheet_get_at (sheet, r, c);

        if (cell != NULL && r == MAX (cell->row, first_row)
            && c == MAX (cell->column, first_column))
          (void) zp_clip_put (clip, r - first_row, c - first_column,
                              MIN (cell->row + cell->row_span - 1, last_row) - r + 1,
                              MIN (cell->column + cell->column_span - 1, last_column) - c + 1,
                              cell->text);
      }
  zp_clip_drop_spanned_columns (clip);
  return clip;
}
