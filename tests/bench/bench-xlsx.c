/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "zp-form-file.h"
#include "zp-paper.h"
#include "zp-sheet-builder.h"
#include "zp-sheet-layout.h"
#include "zp-xlsx-writer.h"

/* A workbook of a measured sheet, beside one with the same cells from a program that knows nothing
 * but libxlsxwriter: bench-xlsx FORM… */

#define ROUNDS 60

typedef struct
{
  ZpSheet *sheet;
  ZpSheetLayout *layout;
} Measured;

static void
read_form (ZpCatalog *catalog, PangoContext *context, const char *path, Measured *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (data, size);
  form = zp_form_read (bytes, catalog, &error);
  if (form == NULL)
    g_error ("%s: %s", path, error->message);
  card = zp_score_form (form);
  out->sheet = zp_sheet_build_paper (form, card);
  out->layout = zp_sheet_layout_new (out->sheet, context);
}

static gsize
write_ours (const Measured *measured)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (&error);
  g_autoptr (GBytes) bytes = NULL;

  if (writer == NULL
      || !zp_xlsx_writer_add_sheet (writer, "A", measured->sheet, measured->layout, &error))
    g_error ("%s", error->message);
  bytes = zp_xlsx_writer_finish (writer, &error);
  if (bytes == NULL)
    g_error ("%s", error->message);
  return g_bytes_get_size (bytes);
}

static lxw_format *
make_format (lxw_workbook *workbook, const char *font, double size, gboolean bold)
{
  lxw_format *format = workbook_add_format (workbook);

  format_set_font_name (format, font);
  format_set_font_size (format, size);
  if (bold)
    format_set_bold (format);
  else
    format_set_border (format, LXW_BORDER_THIN);
  format_set_text_wrap (format);
  format_set_align (format, LXW_ALIGN_CENTER);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

static void
put_cell (lxw_worksheet *worksheet, const ZpSheetCell *cell, lxw_format *format)
{
  if (cell->row_span > 1 || cell->column_span > 1)
    worksheet_merge_range (worksheet, cell->row, cell->column, cell->row + cell->row_span - 1,
                           cell->column + cell->column_span - 1,
                           cell->has_number ? NULL : cell->text, format);
  if (cell->has_number)
    worksheet_write_number (worksheet, cell->row, cell->column, (double) cell->number.micro / 1e6,
                            format);
  else if (cell->row_span == 1 && cell->column_span == 1)
    worksheet_write_string (worksheet, cell->row, cell->column, cell->text, format);
}

/* What somebody writes who has this one table to put out. */
static gsize
write_bare (const Measured *measured)
{
  const ZpSheet *sheet = measured->sheet;
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  lxw_workbook *workbook;
  lxw_worksheet *worksheet;
  lxw_format *title, *text;
  gsize size;

  (void) g_close (g_file_open_tmp ("bare-XXXXXX.xlsx", &path, NULL), NULL);
  workbook = workbook_new (path);
  worksheet = workbook_add_worksheet (workbook, "A");
  title = make_format (workbook, "黑体", 16, TRUE);
  text = make_format (workbook, "宋体", 10, FALSE);
  for (guint c = 0; c < zp_sheet_get_n_columns (sheet); c++)
    worksheet_set_column (worksheet, (lxw_col_t) c, (lxw_col_t) c,
                          zp_sheet_get_column_width (sheet, c) / 5.5, NULL);
  for (guint r = 0; r < zp_sheet_get_n_rows (sheet); r++)
    worksheet_set_row (worksheet, r, measured->layout->row_heights[r], NULL);
  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      put_cell (worksheet, cell, cell->border ? text : title);
    }
  workbook_close (workbook);
  if (!g_file_get_contents (path, &data, &size, NULL))
    g_error ("nothing was written");
  g_unlink (path);
  return size;
}

int
main (int argc, char *argv[])
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GObject) context = (GObject *) zp_sheet_layout_create_context ();
  g_autofree Measured *measured = g_new0 (Measured, argc);
  gint64 ours[ROUNDS], bare[ROUNDS];
  gsize sizes[2] = { 0, 0 };

  if (argc < 2)
    return EXIT_FAILURE;
  for (int i = 1; i < argc; i++)
    read_form (catalog, (PangoContext *) context, argv[i], &measured[i - 1]);
  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 middle;

      for (int i = 0; i < argc - 1; i++)
        sizes[0] += write_ours (&measured[i]);
      middle = g_get_monotonic_time ();
      for (int i = 0; i < argc - 1; i++)
        sizes[1] += write_bare (&measured[i]);
      ours[round] = middle - start;
      bare[round] = g_get_monotonic_time () - middle;
    }
  bench_tell ("xlsx-ours", bench_median (ours, ROUNDS) / (argc - 1));
  bench_tell ("xlsx-bare", bench_median (bare, ROUNDS) / (argc - 1));
  bench_tell ("xlsx-ours-bytes", (double) sizes[0] / ROUNDS / (argc - 1));
  bench_tell ("xlsx-bare-bytes", (double) sizes[1] / ROUNDS / (argc - 1));
  for (int i = 0; i < argc - 1; i++)
    {
      zp_sheet_unref (measured[i].sheet);
      zp_sheet_layout_free (measured[i].layout);
    }
  return EXIT_SUCCESS;
}
