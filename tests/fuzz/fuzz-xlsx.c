/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-xlsx-reader.h"

/* Whatever the bytes: a workbook in order, or an error. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpWorkbook) book = zp_xlsx_read (file, &error);

  g_assert_true ((book == NULL) == (error != NULL));
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
  return 0;
}
