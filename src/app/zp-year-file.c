/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-file.h"

#include "zp-clip.h"
#include "zp-workbook-read.h"
#include "zp-year-text.h"

#include <glib/gi18n.h>

/* A year's list out of a workbook, a text with columns, or what a spreadsheet has copied. */

#define MAX_BYTES (20 * 1024 * 1024)
#define MAX_ROWS 20000

/* (transfer full): the cells of the first sheet that is shown, as texts */
static GPtrArray *
list_cells (ZpWorkbook *book, gboolean *out_cut)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const ZpGrid *grid = NULL;
  guint width = 0;

  for (guint i = 0; i < zp_workbook_get_n_sheets (book) && grid == NULL; i++)
    {
      const ZpGrid *sheet = zp_workbook_get_sheet (book, i);

      if (!sheet->hidden && sheet->cells->len > 0)
        grid = sheet;
    }
  for (guint i = 0; grid != NULL && i < grid->cells->len; i++)
    width = MAX (width, g_array_index (grid->cells, ZpGridCell, i).column + 1);
  width = MIN (width, ZP_CLIP_MAX_COLUMNS);
  for (guint i = 0; grid != NULL && i < grid->cells->len; i++)
    {
      const ZpGridCell *cell = &g_array_index (grid->cells, ZpGridCell, i);
      char **cells;

      *out_cut = *out_cut || cell->row >= MAX_ROWS;
      if (cell->row >= MAX_ROWS || cell->column >= width)
        continue;
      while (rows->len <= cell->row)
        {
          cells = g_new0 (char *, width + 1);
          for (guint j = 0; j < width; j++)
            cells[j] = g_strdup ("");
          g_ptr_array_add (rows, cells);
        }
      cells = g_ptr_array_index (rows, cell->row);
      g_free (cells[cell->column]);
      cells[cell->column] = g_strdup (cell->text);
    }
  return rows;
}

typedef struct
{
  GFile *file; /* one of the two is NULL */
  char *text;
  char *year;
  GPtrArray *lines;
  GPtrArray *notes;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->file);
  g_free (reading->text);
  g_free (reading->year);
  g_clear_pointer (&reading->lines, g_ptr_array_unref);
  g_clear_pointer (&reading->notes, g_ptr_array_unref);
  g_free (reading);
}

/* (transfer full) (nullable): what is in the file, when it is not too large */
static GBytes *
load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                           _ ("The file is too large"));
      return NULL;
    }
  return g_file_load_bytes (file, cancellable, NULL, error);
}

/* (transfer full) (nullable): the cells, row by row */
static GPtrArray *
read_file (GFile *file, gboolean *out_cut, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) bytes = load_file (file, cancellable, error);
  g_autoptr (ZpWorkbook) book = bytes != NULL ? zp_workbook_read (bytes, name, error) : NULL;

  return book != NULL ? list_cells (book, out_cut) : NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  gboolean cut = FALSE;
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = reading->file != NULL
                                   ? read_file (reading->file, &cut, cancellable, &error)
                                   : zp_clip_split_tsv (reading->text, MAX_ROWS, &cut);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  reading->notes = g_ptr_array_new_with_free_func (g_free);
  if (cut)
    g_ptr_array_add (
        reading->notes,
        g_strdup_printf (_ ("Only the first %u rows were read; the rest was not taken"),
                         rows->len));
  reading->lines = zp_year_lines_read (rows, reading->year, reading->notes);
  g_task_return_boolean (task, TRUE);
}

static void
read_async (Reading *reading,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * zp_year_file_read_async:
 * @file: a workbook or a text with columns
 * @year: the year the lines are for
 *
 * Reads the lines in a thread.
 */
void
zp_year_file_read_async (GFile *file,
                         const char *year,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Reading *reading;

  g_return_if_fail (G_IS_FILE (file) && year != NULL);

  reading = g_new0 (Reading, 1);
  reading->file = g_object_ref (file);
  reading->year = g_strdup (year);
  read_async (reading, cancellable, callback, user_data);
}

/**
 * zp_year_file_read_text_async:
 * @text: cells as a spreadsheet copies them, with tabs between them
 * @year: the year the lines are for
 *
 * Reads the lines in a thread.
 */
void
zp_year_file_read_text_async (const char *text,
                              const char *year,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Reading *reading;

  g_return_if_fail (text != NULL && year != NULL);

  reading = g_new0 (Reading, 1);
  reading->text = g_strdup (text);
  reading->year = g_strdup (year);
  read_async (reading, cancellable, callback, user_data);
}

/**
 * zp_year_file_read_finish:
 * @result: what the callback was given
 * @out_notes: (out) (transfer full) (element-type utf8): what could not be taken, a sentence each
 *
 * Returns: (transfer full) (nullable) (element-type ZpYearLine): the lines; %NULL when the file
 *   could not be read
 */
GPtrArray *
zp_year_file_read_finish (GAsyncResult *result, GPtrArray **out_notes, GError **error)
{
  Reading *reading;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  reading = g_task_get_task_data (G_TASK (result));
  *out_notes = g_steal_pointer (&reading->notes);
  return g_steal_pointer (&reading->lines);
}
