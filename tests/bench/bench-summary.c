/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#include "bench.h"
#include "zp-form-file.h"
#include "zp-sheet-builder.h"
#include "zp-sheet-layout.h"
#include "zp-summary-book.h"
#include "zp-xlsx-text.h"

/* The workbook of a summary, from form files to the whole file, against a bare program that has all
 * cells ready and only hands them to libxlsxwriter: bench-summary N FORM…  The two take turns.
 *
 * The limit of 1.5 is only kept where two processors are free.  libxlsxwriter belongs to one thread
 * and begins to write the file when the last sheet is there; that is nine tenths of the bare program's
 * time, in which nothing else is left to do.  To read, score, check and lay out the forms and to hand
 * them over takes as long again in the processors, and goes on in all of them.  So two processors come
 * to 1.45, and one that is shared with others stays at the sum, 1.9.  Its mode with constant memory is
 * no way out: it cannot merge cells over several rows.
 */

#define RUNS 3
#define N_INDEX_COLUMNS 14
#define N_TABLE_COLUMNS 5

static GPtrArray *files; /* GBytes */
static ZpCatalog *catalog;

static void
read_files (int n, int n_names, char **names)
{
  files = g_ptr_array_new ();
  for (int i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (ZpForm) form = NULL;
      g_autofree char *name = NULL;

      if (!g_file_get_contents (names[i % n_names], &text, NULL, &error))
        g_error ("%s", error->message);
      bytes = g_bytes_new (text, strlen (text));
      form = zp_form_read (bytes, catalog, &error);
      if (form == NULL)
        g_error ("%s: %s", names[i % n_names], error->message);
      /* No two forms have the same name, nor texts that somebody could keep from one to the other.
       */
      name = g_strdup_printf ("%s第%d号", zp_form_get_field (form, "project_name"), i);
      if (zp_template_find_field (zp_form_get_template (form), "project_name") != NULL
          && !zp_form_set (form, "project_name", name, NULL, &error))
        g_error ("%s", error->message);
      g_ptr_array_add (files, zp_form_write (form));
    }
}

/* --- the bare program --- */

typedef struct
{
  ZpSheet *sheet;
  ZpSheetLayout *layout;
} Ready;

static Ready *
prepare (void)
{
  Ready *ready = g_new0 (Ready, files->len);
  PangoContext *context = zp_sheet_layout_create_context ();

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (ZpForm) form = zp_form_read (g_ptr_array_index (files, i), catalog, NULL);
      g_autoptr (ZpScorecard) card = zp_score_form (form);

      ready[i].sheet = zp_sheet_build_paper (form, card);
      ready[i].layout = zp_sheet_layout_new (ready[i].sheet, context);
    }
  g_object_unref (context);
  return ready;
}

static void
write_bare_sheet (lxw_workbook *workbook,
                  lxw_format **formats,
                  const Ready *ready,
                  const char *name)
{
  lxw_worksheet *worksheet = workbook_add_worksheet (workbook, name);

  for (guint c = 0; c < zp_sheet_get_n_columns (ready->sheet); c++)
    worksheet_set_column (worksheet, c, c, zp_sheet_get_column_width (ready->sheet, c) / 5.5, NULL);
  for (guint r = 0; r < ready->layout->n_rows; r++)
    worksheet_set_row (worksheet, r, MIN (ready->layout->row_heights[r] * 1.1, 409), NULL);
  for (guint i = 0; i < zp_sheet_get_n_cells (ready->sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (ready->sheet, i);
      lxw_format *format = formats[cell->style];
      gboolean merged = cell->row_span > 1 || cell->column_span > 1;
      double number;

      if (merged)
        worksheet_merge_range (worksheet, cell->row, cell->column, cell->row + cell->row_span - 1,
                               cell->column + cell->column_span - 1, cell->text, format);
      if (cell->has_number && zp_xlsx_number (cell->number, cell->percent, &number))
        worksheet_write_number (worksheet, cell->row, cell->column, number, format);
      else if (!merged)
        worksheet_write_string (worksheet, cell->row, cell->column, cell->text, format);
    }
  worksheet_write_url_opt (worksheet, 0, zp_sheet_get_n_columns (ready->sheet) + 1,
                           "internal:'目录'!A1", formats[0], "← 目录", NULL);
  worksheet_set_paper (worksheet, 9);
  worksheet_fit_to_pages (worksheet, 1, 0);
  worksheet_set_margins (worksheet, 0.5, 0.5, 0.7, 0.7);
  worksheet_set_footer (worksheet, "&C第 &P 页 / 共 &N 页");
  worksheet_repeat_rows (worksheet, 8, 9);
  worksheet_print_area (worksheet, 0, 0, zp_sheet_get_n_rows (ready->sheet) - 1,
                        zp_sheet_get_n_columns (ready->sheet) - 1);
}

/* A line of the index, and one of the table behind the chart. */
static void
write_bare_lines (
    lxw_worksheet *index, lxw_worksheet *table, lxw_format **formats, guint i, const char *name)
{
  g_autofree char *link = g_strdup_printf ("internal:'%s'!A1", name);
  g_autofree char *project = g_strdup_printf ("项目支出绩效自评第%u号", i);

  worksheet_set_row (index, i, 15.75, NULL);
  worksheet_set_row (table, i, 15.75, NULL);
  worksheet_write_url_opt (index, i, 0, link, formats[0], project, NULL);
  worksheet_write_string (table, i, 0, project, formats[0]);
  for (guint c = 1; c < N_INDEX_COLUMNS; c++)
    if (c % 2 == 0)
      worksheet_write_number (index, i, c, i + c, formats[1]);
    else
      worksheet_write_string (index, i, c, "项目支出绩效自评表", formats[0]);
  for (guint c = 1; c < N_TABLE_COLUMNS; c++)
    worksheet_write_number (table, i, c, c / 100.0, formats[1]);
}

static void
write_bare (const Ready *ready, const char *path)
{
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *index = workbook_add_worksheet (workbook, "目录");
  lxw_worksheet *table = workbook_add_worksheet (workbook, "数据");
  lxw_chart *chart = workbook_add_chart (workbook, LXW_CHART_SCATTER);
  lxw_chart_series *series;
  lxw_format *formats[ZP_N_STYLES];

  for (guint i = 0; i < ZP_N_STYLES; i++)
    {
      formats[i] = workbook_add_format (workbook);
      format_set_text_wrap (formats[i]);
      format_set_border (formats[i], LXW_BORDER_THIN);
      /* Equal formats would cost the library a search for every cell. */
      format_set_font_size (formats[i], 8 + i);
    }
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("表%u", i);

      write_bare_lines (index, table, formats, i, name);
      write_bare_sheet (workbook, formats, &ready[i], name);
    }
  series = chart_add_series (chart, NULL, NULL);
  chart_series_set_categories (series, "数据", 0, 1, files->len - 1, 1);
  chart_series_set_values (series, "数据", 0, 2, files->len - 1, 2);
  worksheet_insert_chart (index, 2, 16, chart);
  workbook_close (workbook);
}

/* --- Ziping --- */

static ZpForm *
load (guint index, gpointer user_data, GError **error)
{
  return zp_form_read (g_ptr_array_index (files, index), catalog, error);
}

static void
write_summary (const char *path)
{
  ZpSummarySource source = { files->len, load, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = zp_summary_write_book (&source, 0, NULL, NULL, &error);

  if (bytes == NULL
      || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                               &error))
    g_error ("%s", error->message);
}

/* A clock for the hand of a wall clock, and two that others who use the machine do not move. */
typedef struct
{
  double wall;
  double all_threads;
  double this_thread;
} Times;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static Times
read_times (void)
{
  return (Times){ read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_PROCESS_CPUTIME_ID),
                  read_clock (CLOCK_THREAD_CPUTIME_ID) };
}

static void
keep_best (Times *best, Times start)
{
  Times now = read_times ();

  best->wall = MIN (best->wall, now.wall - start.wall);
  best->all_threads = MIN (best->all_threads, now.all_threads - start.all_threads);
  best->this_thread = MIN (best->this_thread, now.this_thread - start.this_thread);
}

static void
tell (const char *what, const Times *times)
{
  g_autofree char *processors = g_strconcat (what, "-cpu", NULL);
  g_autofree char *writer = g_strconcat (what, "-thread", NULL);

  bench_tell (what, times->wall * 1e3);
  bench_tell (processors, times->all_threads * 1e3);
  bench_tell (writer, times->this_thread * 1e3);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("ziping-bench-XXXXXX", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.xlsx", NULL);
  g_autofree char *path = g_build_filename (folder, "summary.xlsx", NULL);
  Times bare = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE };
  Times summary = bare;
  Ready *ready;

  if (argc < 3)
    return EXIT_FAILURE;
  catalog = zp_catalog_new ();
  read_files (atoi (argv[1]), argc - 2, argv + 2);
  ready = prepare ();
  for (guint run = 0; run < RUNS; run++)
    {
      Times start = read_times ();

      write_bare (ready, bare_path);
      keep_best (&bare, start);
      start = read_times ();
      write_summary (path);
      keep_best (&summary, start);
    }
  tell ("bare", &bare);
  tell ("summary", &summary);
  (void) g_unlink (bare_path);
  (void) g_unlink (path);
  (void) g_rmdir (folder);
  return EXIT_SUCCESS;
}
