/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-workbook.h"

/* What holds for every workbook, whatever it was read from. */
static inline void
check_book (const ZpWorkbook *book)
{
  for (guint s = 0; book != NULL && s < zp_workbook_get_n_sheets (book); s++)
    {
      const ZpGrid *grid = zp_workbook_get_sheet (book, s);

      for (guint i = 0; i < grid->cells->len; i++)
        {
          const ZpGridCell *cell = &g_array_index (grid->cells, ZpGridCell, i);

          g_assert_true (g_utf8_validate (cell->text, -1, NULL));
          g_assert_cmpuint (cell->row, <, ZP_WORKBOOK_MAX_ROWS);
          g_assert_cmpuint (cell->column, <, ZP_WORKBOOK_MAX_COLUMNS);
        }
    }
}
