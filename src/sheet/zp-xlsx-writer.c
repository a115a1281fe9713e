/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-writer-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "zp-error.h"
#include "zp-xlsx-page.h"
#include "zp-xlsx-text.h"

/* A row cannot be higher; what needs more becomes several rows. */
#define MAX_ROW_HEIGHT 409.0
#define PIXEL 0.75 /* points */

/* Another program may have another font of that name and break lines elsewhere. */
#define SPARE_ROOM 1.1

#define MAX_PROPERTY 200

/* A label over more rows than this may be cut by a page break when it stands in their middle. */
#define HIGH_CELL_ROWS 3

/* 2020-01-01, for a caller who does not say when: the same form gives the same bytes. */
#define DEFAULT_CREATED 1577836800

/* One sheet on its way into the workbook. */
typedef struct
{
  ZpXlsxWriter *writer;
  lxw_worksheet *worksheet;
  const ZpSheet *sheet;
  const char *name;
  double *heights;   /* with spare room */
  guint *first_rows; /* of the workbook, for each row of the sheet and the end */
  GError **error;
} Job;

/* The library prints numbers in the locale of the thread, and a decimal comma breaks the file. */
gboolean
_zp_xlsx_number_guard_enter (ZpXlsxNumberGuard *guard, GError **error)
{
  locale_t base = duplocale (uselocale ((locale_t) 0));

  guard->numeric = newlocale (LC_NUMERIC_MASK, "C", base);
  if (guard->numeric == (locale_t) 0)
    {
      if (base != (locale_t) 0)
        freelocale (base);
      g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("workbook: numbers cannot be written: %s"),
                   g_strerror (errno));
      return FALSE;
    }
  guard->previous = uselocale (guard->numeric);
  return TRUE;
}

void
_zp_xlsx_number_guard_leave (ZpXlsxNumberGuard *guard)
{
  uselocale (guard->previous);
  freelocale (guard->numeric);
}

gboolean
_zp_xlsx_check (lxw_error result, const char *place, GError **error)
{
  if (result == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, "%s: %s", place, lxw_strerror (result));
  return FALSE;
}

static void
remove_file (ZpXlsxWriter *writer)
{
  if (writer->path != NULL)
    (void) g_unlink (writer->path);
  g_clear_pointer (&writer->path, g_free);
}

/**
 * zp_xlsx_writer_new:
 * @error: return location for an error
 *
 * Begins a workbook in a private temporary file.
 *
 * Returns: (transfer full) (nullable): a writer, or %NULL when no temporary file can be made
 *   (%ZP_ERROR_EXPORT)
 */
ZpXlsxWriter *
zp_xlsx_writer_new (GError **error)
{
  g_autoptr (ZpXlsxWriter) writer = g_new0 (ZpXlsxWriter, 1);
  g_autoptr (GError) local_error = NULL;
  int fd = g_file_open_tmp ("ziping-XXXXXX.xlsx", &writer->path, &local_error);

  if (fd == -1)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("temporary file: %s; make room in %s"),
                   local_error->message, g_get_tmp_dir ());
      return NULL;
    }
  (void) g_close (fd, NULL);

  writer->created = DEFAULT_CREATED;
  writer->workbook = workbook_new (writer->path);
  if (writer->workbook == NULL)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_EXPORT,
                           _ ("workbook: there is not enough memory for it"));
      return NULL;
    }
  writer->formats = zp_xlsx_formats_new (writer->workbook);
  writer->names = zp_xlsx_names_new ();
  return g_steal_pointer (&writer);
}

/**
 * zp_xlsx_writer_free:
 * @writer: (transfer full): a writer
 *
 * Also gives up a workbook that was not finished; its temporary file is deleted.
 */
void
zp_xlsx_writer_free (ZpXlsxWriter *writer)
{
  g_return_if_fail (writer != NULL);

  if (writer->workbook != NULL)
    lxw_workbook_free (writer->workbook);
  remove_file (writer);
  g_clear_pointer (&writer->formats, zp_xlsx_formats_free);
  g_clear_pointer (&writer->names, zp_xlsx_names_free);
  g_clear_pointer (&writer->form_names, g_ptr_array_unref);
  g_clear_pointer (&writer->figure_sheets, g_array_unref);
  g_free (writer->index_name);
  g_free (writer->overview_name);
  g_free (writer->title);
  g_free (writer);
}

/**
 * zp_xlsx_writer_set_created:
 * @writer: a writer
 * @unix_time: seconds since 1970
 *
 * Says when the document was made.  Without it that is a constant, so that the same sheets give
 * the same bytes.
 */
void
zp_xlsx_writer_set_created (ZpXlsxWriter *writer, gint64 unix_time)
{
  g_return_if_fail (writer != NULL);

  writer->created = unix_time;
}

/* Where a cell stands in the workbook. */
static void
get_range (const Job *job, const ZpSheetCell *cell, lxw_row_t *out_first, lxw_row_t *out_last)
{
  *out_first = job->first_rows[cell->row];
  *out_last = job->first_rows[cell->row + cell->row_span] - 1;
}

static char *
describe_cell (const Job *job, const ZpSheetCell *cell)
{
  char name[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell (name, job->first_rows[cell->row], cell->column);
  if (*cell->label == '\0')
    return g_strdup_printf ("%s!%s", job->name, name);
  return g_strdup_printf ("%s!%s (%s)", job->name, name, cell->label);
}

static gboolean
check_cell (const Job *job, const ZpSheetCell *cell, lxw_error result)
{
  g_autofree char *place = NULL;

  if (result == LXW_NO_ERROR)
    return TRUE;
  place = describe_cell (job, cell);
  return _zp_xlsx_check (result, place, job->error);
}

/* Excel “repairs” a file with overlapping merges by throwing cells away; the library does not
 * notice. */
static gboolean
check_overlaps (const Job *job)
{
  guint n_columns = zp_sheet_get_n_columns (job->sheet);
  guint n_places = zp_sheet_get_n_rows (job->sheet) * n_columns;
  g_autofree const ZpSheetCell **owners = g_new0 (const ZpSheetCell *, n_places + 1);

  for (guint i = 0; i < zp_sheet_get_n_cells (job->sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (job->sheet, i);

      for (guint p = 0; p < cell->row_span * cell->column_span; p++)
        {
          guint row = cell->row + p / cell->column_span;
          guint column = cell->column + p % cell->column_span;
          const ZpSheetCell **owner = &owners[row * n_columns + column];

          if (*owner != NULL)
            {
              g_autofree char *a = describe_cell (job, *owner);
              g_autofree char *b = describe_cell (job, cell);

              g_set_error (job->error, ZP_ERROR, ZP_ERROR_EXPORT,
                           _ ("%s: overlaps %s; correct the spans in the template"), b, a);
              return FALSE;
            }
          *owner = cell;
        }
    }
  return TRUE;
}

/* Rows that hold more than their least height have wrapped text, which needs spare room. */
static double
row_height (const ZpSheetRow *row, double measured)
{
  double floor_height = row->min_height > 0 ? row->min_height : ZP_SHEET_MIN_ROW_HEIGHT;

  return measured > floor_height + 0.01 ? measured * SPARE_ROOM : measured;
}

static void
place_rows (Job *job, const ZpSheetLayout *layout)
{
  guint n_rows = zp_sheet_get_n_rows (job->sheet);
  guint next = 0;

  job->heights = g_new0 (double, n_rows + 1);
  job->first_rows = g_new0 (guint, n_rows + 1);
  for (guint r = 0; r < n_rows; r++)
    {
      job->heights[r] = row_height (zp_sheet_get_row (job->sheet, r), layout->row_heights[r]);
      job->first_rows[r] = next;
      next += MAX ((guint) ceil (job->heights[r] / MAX_ROW_HEIGHT), 1);
    }
  job->first_rows[n_rows] = next;
}

/* The library leaves the height out when it is its own default of 15, and then every program
 * chooses one itself. */
static double
whole_pixels (double height)
{
  double rounded = ceil (height / PIXEL - 0.01) * PIXEL;

  return rounded == LXW_DEF_ROW_HEIGHT ? rounded + PIXEL : rounded;
}

static gboolean
write_row_heights (const Job *job)
{
  for (guint r = 0; r < zp_sheet_get_n_rows (job->sheet); r++)
    {
      guint parts = job->first_rows[r + 1] - job->first_rows[r];
      double height = MIN (whole_pixels (job->heights[r] / parts), MAX_ROW_HEIGHT);

      for (guint i = 0; i < parts; i++)
        {
          if (!_zp_xlsx_check (
                  worksheet_set_row (job->worksheet, job->first_rows[r] + i, height, NULL),
                  job->name, job->error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
put_merged (const Job *job, const ZpSheetCell *cell, const char *text, lxw_format *format)
{
  lxw_row_t first, last;

  get_range (job, cell, &first, &last);
  return check_cell (job, cell,
                     worksheet_merge_range (job->worksheet, first, cell->column, last,
                                            cell->column + cell->column_span - 1, text, format));
}

static gboolean
is_merged (const Job *job, const ZpSheetCell *cell)
{
  lxw_row_t first, last;

  get_range (job, cell, &first, &last);
  return first != last || cell->column_span > 1;
}

static lxw_format *
get_format (const Job *job, const ZpSheetCell *cell, gboolean number)
{
  gboolean top = cell->row_span > HIGH_CELL_ROWS && !zp_xlsx_page_is_one (job->sheet, job->heights);
  lxw_format *format = zp_xlsx_formats_get (job->writer->formats, job->sheet, cell, top, number);

  if (format == NULL)
    (void) check_cell (job, cell, LXW_ERROR_MEMORY_MALLOC_FAILED);
  return format;
}

static gboolean
write_number (const Job *job, const ZpSheetCell *cell, double number)
{
  lxw_format *format = get_format (job, cell, TRUE);

  if (format == NULL || (is_merged (job, cell) && !put_merged (job, cell, NULL, format)))
    return FALSE;
  return check_cell (job, cell,
                     worksheet_write_number (job->worksheet, job->first_rows[cell->row],
                                             cell->column, number, format));
}

static gboolean
check_length (const Job *job, const ZpSheetCell *cell, const char *text)
{
  glong length;
  g_autofree char *place = NULL;

  if (strlen (text) <= ZP_XLSX_MAX_TEXT)
    return TRUE;
  length = zp_xlsx_text_length (text);
  if (length <= ZP_XLSX_MAX_TEXT)
    return TRUE;
  place = describe_cell (job, cell);
  g_set_error (job->error, ZP_ERROR, ZP_ERROR_EXPORT,
               _ ("%s: the text has %ld characters and a spreadsheet cell holds %d; shorten it"),
               place, length, ZP_XLSX_MAX_TEXT);
  return FALSE;
}

/* Always as a string: whatever begins with “=” stays what it is, a text. */
static gboolean
write_text (const Job *job, const ZpSheetCell *cell)
{
  g_autofree char *made = NULL;
  const char *text = zp_xlsx_make_text (cell->text, &made);
  lxw_format *format;

  if (!check_length (job, cell, text))
    return FALSE;
  format = get_format (job, cell, FALSE);
  if (format == NULL)
    return FALSE;
  if (is_merged (job, cell))
    return put_merged (job, cell, text, format);
  return check_cell (job, cell,
                     worksheet_write_string (job->worksheet, job->first_rows[cell->row],
                                             cell->column, text, format));
}

static gboolean
write_cell (const Job *job, const ZpSheetCell *cell)
{
  double number;

  if (cell->has_number && *cell->text != '\0'
      && zp_xlsx_number (cell->number, cell->percent, &number))
    return write_number (job, cell, number);
  return write_text (job, cell);
}

/* Merged cells come last, so that nothing is written over their borders. */
static gboolean
write_cells (const Job *job)
{
  for (guint merged = 0; merged < 2; merged++)
    {
      for (guint i = 0; i < zp_sheet_get_n_cells (job->sheet); i++)
        {
          const ZpSheetCell *cell = zp_sheet_get_cell (job->sheet, i);

          if (is_merged (job, cell) == (merged == 1) && !write_cell (job, cell))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_sheet (Job *job, const ZpSheetLayout *layout)
{
  gboolean ok;

  place_rows (job, layout);
  ok = check_overlaps (job);
  if (ok)
    {
      job->worksheet = workbook_add_worksheet (job->writer->workbook, job->name);
      ok = _zp_xlsx_check (job->worksheet != NULL ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED,
                           job->name, job->error);
    }
  ok = ok && write_row_heights (job) && write_cells (job)
       && _zp_xlsx_check (
           zp_xlsx_page_write (job->worksheet, job->sheet, job->heights, job->first_rows),
           job->name, job->error);
  if (ok && job->writer->index_name != NULL)
    ok = _zp_xlsx_check (
        _zp_xlsx_write_way_back (job->writer, job->worksheet, zp_sheet_get_n_columns (job->sheet)),
        job->name, job->error);
  g_free (job->heights);
  g_free (job->first_rows);
  return ok;
}

/**
 * zp_xlsx_writer_add_sheet:
 * @writer: a writer
 * @name: what to call the sheet; changed as far as spreadsheets demand, and made unique
 * @sheet: the official table
 * @layout: its measured rows
 * @error: return location for an error
 *
 * Adds @sheet to the workbook, ready to be printed.
 *
 * Returns: %FALSE if a cell cannot be written: overlapping cells, or a text that is too long
 *   (%ZP_ERROR_EXPORT); the workbook is lost then
 */
gboolean
zp_xlsx_writer_add_sheet (ZpXlsxWriter *writer,
                          const char *name,
                          const ZpSheet *sheet,
                          const ZpSheetLayout *layout,
                          GError **error)
{
  g_autofree char *unique = NULL;
  ZpXlsxNumberGuard guard;
  gboolean ok;
  Job job = { 0 };

  g_return_val_if_fail (writer != NULL && writer->workbook != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (sheet != NULL, FALSE);
  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (layout->n_rows == zp_sheet_get_n_rows (sheet), FALSE);

  if (!_zp_xlsx_number_guard_enter (&guard, error))
    return FALSE;

  unique = zp_xlsx_names_add (writer->names, name);
  if (writer->form_names != NULL)
    g_ptr_array_add (writer->form_names, g_strdup (unique));
  job.writer = writer;
  job.sheet = sheet;
  job.name = unique;
  job.error = error;
  ok = write_sheet (&job, layout);
  _zp_xlsx_number_guard_leave (&guard);
  writer->failed |= !ok;

  if (writer->title == NULL)
    writer->title = zp_xlsx_clean_text (zp_sheet_get_title (sheet));
  return ok;
}

static gboolean
write_properties (ZpXlsxWriter *writer, GError **error)
{
  lxw_doc_properties properties = { 0 };
  g_autofree char *title
      = g_utf8_substring (writer->title, 0, MIN (g_utf8_strlen (writer->title, -1), MAX_PROPERTY));

  properties.title = title;
  properties.created = (time_t) writer->created;
  return _zp_xlsx_check (workbook_set_properties (writer->workbook, &properties), _ ("workbook"),
                         error);
}

static gboolean
close_workbook (ZpXlsxWriter *writer, GError **error)
{
  ZpXlsxNumberGuard guard;
  lxw_error result;

  if (!_zp_xlsx_number_guard_enter (&guard, error))
    return FALSE;
  result = workbook_close (g_steal_pointer (&writer->workbook));
  _zp_xlsx_number_guard_leave (&guard);
  return _zp_xlsx_check (result, g_get_tmp_dir (), error);
}

static GBytes *
read_file (ZpXlsxWriter *writer, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *data;
  gsize size;

  if (g_file_get_contents (writer->path, &data, &size, &local_error))
    return g_bytes_new_take (data, size);
  g_set_error (error, ZP_ERROR, ZP_ERROR_EXPORT, _ ("temporary file: %s"), local_error->message);
  return NULL;
}

/**
 * zp_xlsx_writer_finish:
 * @writer: a writer with at least one sheet
 * @error: return location for an error
 *
 * Ends the workbook.  After that @writer can only be freed.
 *
 * Returns: (transfer full) (nullable): the file; %NULL if the workbook has no sheets, a sheet
 *   failed, or the temporary file could not be written (%ZP_ERROR_EXPORT)
 */
GBytes *
zp_xlsx_writer_finish (ZpXlsxWriter *writer, GError **error)
{
  GBytes *bytes = NULL;

  g_return_val_if_fail (writer != NULL && writer->workbook != NULL, NULL);

  if (writer->failed || writer->title == NULL)
    {
      g_set_error_literal (error, ZP_ERROR, ZP_ERROR_EXPORT,
                           _ ("workbook: it has no complete sheets, so it was not written"));
      return NULL;
    }
  if (write_properties (writer, error) && close_workbook (writer, error))
    bytes = read_file (writer, error);
  remove_file (writer);
  return bytes;
}
