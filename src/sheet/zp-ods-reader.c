/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-ods-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zp-book-xml.h"
#include "zp-error.h"
#include "zp-xlsx-numbers.h"

/* Spreadsheets of OpenDocument (ODF 1.2, part 1, chapter 9): content.xml holds everything a table
 * says.  Cells that repeat are written once with a count, and the empty rest of a sheet is such a
 * count, too. */

#define PART "content.xml"
#define MAX_TEXT 32767
#define MAX_SHEETS 200
#define MAX_NOTES 100

typedef struct
{
  ZpWorkbook *book;
  GHashTable *hidden_styles; /* table styles that hide their sheet */
  gint64 deadline;
  guint n_cells;
  guint n_merges;
  char *style; /* the table style that is being read */
  /* where we are */
  ZpGrid *grid;
  guint row;
  guint n_repeated_rows;
  guint first_of_row;
  guint column;
  guint n_hidden_groups;
  GPtrArray *groups; /* whether each open group of rows is hidden */
  /* the cell */
  ZpGridCell cell;
  GString *text;
  char *type;
  char *value;
  guint n_repeated;
  guint span_columns;
  guint span_rows;
  gboolean in_cell;
  gboolean has_formula;
  guint n_paragraphs;
  guint paragraph_depth;
  guint aside; /* depth inside of what is no text of the cell: notes, drawings */
} Job;

static gboolean
is_aside (const char *name)
{
  static const char *const names[]
      = { "annotation", "frame",           "ruby-text", "custom-shape", "rect",
          "shapes",     "tracked-changes", "dde-link",  "desc",         NULL };

  return g_strv_contains (names, name);
}

/* --- places --- */

static void
begin_table (Job *job, ZpXmlReader *reader)
{
  g_autofree char *name = zp_book_xml_get (reader, "table:name");
  g_autofree char *style = zp_book_xml_get (reader, "table:style-name");

  job->grid
      = zp_workbook_add_sheet (job->book, name != NULL ? name : "?",
                               style != NULL && g_hash_table_contains (job->hidden_styles, style));
  job->row = 0;
  job->n_hidden_groups = 0;
  g_ptr_array_set_size (job->groups, 0);
}

static void
begin_group (Job *job, ZpXmlReader *reader)
{
  g_autofree char *display = zp_book_xml_get (reader, "table:display");
  gboolean hidden = g_strcmp0 (display, "false") == 0;

  g_ptr_array_add (job->groups, GINT_TO_POINTER (hidden));
  job->n_hidden_groups += hidden ? 1 : 0;
}

static void
end_group (Job *job)
{
  if (job->groups->len == 0)
    return;
  job->n_hidden_groups -= g_ptr_array_index (job->groups, job->groups->len - 1) != NULL ? 1 : 0;
  g_ptr_array_set_size (job->groups, (int) job->groups->len - 1);
}

static void
begin_row (Job *job, ZpXmlReader *reader)
{
  g_autofree char *visibility = zp_book_xml_get (reader, "table:visibility");

  job->n_repeated_rows = MAX (zp_book_xml_get_number (reader, "table:number-rows-repeated", 1), 1);
  job->first_of_row = job->grid->cells->len;
  job->column = 0;
  if (job->n_hidden_groups > 0 || (visibility != NULL && !g_str_equal (visibility, "visible")))
    g_hash_table_add (job->grid->hidden_rows, GUINT_TO_POINTER (job->row));
}

static gboolean
add_cell (Job *job, const ZpGridCell *cell, GError **error)
{
  ZpGridCell copy = *cell;

  if (++job->n_cells > ZP_WORKBOOK_MAX_CELLS)
    return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, job->grid->name,
                             _ ("it has more than 500,000 filled cells"));
  copy.text = g_strdup (cell->text);
  zp_grid_add_cell (job->grid, &copy);
  return TRUE;
}

/* A filled row that repeats is there as often as it says. */
static gboolean
end_row (Job *job, GError **error)
{
  guint n = job->grid->cells->len - job->first_of_row;
  gboolean hidden = g_hash_table_contains (job->grid->hidden_rows, GUINT_TO_POINTER (job->row));

  for (guint r = 1; n > 0 && r < job->n_repeated_rows && job->row + r < ZP_WORKBOOK_MAX_ROWS; r++)
    {
      if (hidden)
        g_hash_table_add (job->grid->hidden_rows, GUINT_TO_POINTER (job->row + r));
      for (guint i = 0; i < n; i++)
        {
          ZpGridCell cell = g_array_index (job->grid->cells, ZpGridCell, job->first_of_row + i);

          cell.row = job->row + r;
          if (!add_cell (job, &cell, error))
            return FALSE;
        }
    }
  job->row
      = MIN (job->row + MIN (job->n_repeated_rows, ZP_WORKBOOK_MAX_ROWS), ZP_WORKBOOK_MAX_ROWS);
  return TRUE;
}

/* --- cells --- */

static void
begin_cell (Job *job, ZpXmlReader *reader)
{
  g_autofree char *formula = zp_book_xml_get (reader, "table:formula");
  g_autofree char *shown_type = zp_book_xml_get (reader, "calcext:value-type");
  static const char *const values[]
      = { "office:value", "office:date-value", "office:string-value", "office:boolean-value" };

  g_free (job->type);
  g_clear_pointer (&job->value, g_free);
  job->type = zp_book_xml_get (reader, "office:value-type");
  for (gsize i = 0; i < G_N_ELEMENTS (values) && job->value == NULL; i++)
    job->value = zp_book_xml_get (reader, values[i]);
  job->n_repeated = MAX (zp_book_xml_get_number (reader, "table:number-columns-repeated", 1), 1);
  job->span_columns = MAX (zp_book_xml_get_number (reader, "table:number-columns-spanned", 1), 1);
  job->span_rows = MAX (zp_book_xml_get_number (reader, "table:number-rows-spanned", 1), 1);
  job->has_formula = formula != NULL;
  job->cell = (ZpGridCell){ .row = job->row, .column = job->column };
  job->cell.failed = g_strcmp0 (shown_type, "error") == 0;
  job->in_cell = TRUE;
  job->n_paragraphs = job->paragraph_depth = 0;
  g_string_truncate (job->text, 0);
}

/* “1,234.50” with the value 1234.5 reads 1234.50; what is shown in another way is written out. */
static char *
print_number (const Job *job, double number)
{
  static const ZpNumberFormat general = { FALSE, FALSE, -1 };
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *point;
  char *end;
  double shown;
  guint places;

  for (const char *p = job->text->str; *p != '\0'; p++)
    if (*p != ',' && *p != ' ')
      g_string_append_c (plain, *p);
  point = strchr (plain->str, '.');
  places = point != NULL ? (guint) strspn (point + 1, "0123456789") : 0;
  shown = g_ascii_strtod (plain->str, &end);
  if (end != plain->str && *end == '\0'
      && fabs (shown - number) <= 0.51 * pow (10, -(double) MIN (places, 15)))
    return g_strdup (plain->str);
  return zp_number_format_print (general, number, FALSE);
}

static char *
print_percent (double number, const char *shown)
{
  const char *point = strchr (shown, '.');
  ZpNumberFormat format = { TRUE, FALSE, -1 };

  if (strchr (shown, '%') != NULL)
    format.places = point != NULL ? (int) MIN (strspn (point + 1, "0123456789"), 10) : 0;
  return zp_number_format_print (format, number, FALSE);
}

static char *
print_date (const Job *job, double *out_serial)
{
  guint year, month, day;
  g_autofree char *text = g_strndup (job->value, 10);
  GDate date, begin;

  if (sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  g_date_clear (&date, 1);
  g_date_clear (&begin, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_set_dmy (&begin, 30, G_DATE_DECEMBER, 1899);
  *out_serial = g_date_days_between (&begin, &date);
  return g_strdup_printf ("%u年%u月%u日", year, month, day);
}

static char *
get_text (Job *job)
{
  char *end = NULL;
  double number = job->value != NULL ? g_ascii_strtod (job->value, &end) : 0;
  gboolean is_number = job->value != NULL && end != job->value && *end == '\0' && isfinite (number);
  double serial = 0;
  char *date;

  if (job->type == NULL || job->value == NULL)
    return g_strdup (job->text->str);
  if (g_str_equal (job->type, "date") && (date = print_date (job, &serial)) != NULL)
    {
      job->cell.has_number = job->cell.date = TRUE;
      job->cell.number = serial;
      return date;
    }
  if (g_str_equal (job->type, "boolean"))
    return g_strdup (g_str_equal (job->value, "true") ? "TRUE" : "FALSE");
  if (is_number
      && (g_str_equal (job->type, "float") || g_str_equal (job->type, "currency")
          || g_str_equal (job->type, "percentage")))
    {
      job->cell.has_number = TRUE;
      job->cell.number = number;
      job->cell.percent = g_str_equal (job->type, "percentage");
      return job->cell.percent ? print_percent (number, job->text->str)
                               : print_number (job, number);
    }
  return g_strdup (job->text->len > 0 ? job->text->str : job->value);
}

static void
note_formula (Job *job)
{
  g_autofree char *place = zp_grid_name_cell (job->cell.row, job->cell.column);

  zp_workbook_add_note (
      job->book,
      g_strdup_printf (
          _ ("%s!%s: a formula without its result; open and save the file in a spreadsheet"),
          job->grid->name, place));
}

static gboolean
add_merge (Job *job, GError **error)
{
  ZpGridRange range = { job->row, job->column, 0, 0 };

  if (job->span_rows == 1 && job->span_columns == 1)
    return TRUE;
  if (++job->n_merges > ZP_WORKBOOK_MAX_MERGES)
    return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, job->grid->name,
                             _ ("it has more than 100,000 merged cells"));
  range.last_row = job->row + MIN (job->span_rows, ZP_WORKBOOK_MAX_ROWS - job->row) - 1;
  range.last_column
      = job->column + MIN (job->span_columns, ZP_WORKBOOK_MAX_COLUMNS - job->column) - 1;
  g_array_append_val (job->grid->merges, range);
  return TRUE;
}

static gboolean
put_cell (Job *job, GError **error)
{
  g_autofree char *text = get_text (job);

  if (job->has_formula && *text == '\0' && zp_workbook_get_notes (job->book)->len < MAX_NOTES)
    note_formula (job);
  if (!add_merge (job, error))
    return FALSE;
  job->cell.text = text;
  for (guint i = 0;
       *text != '\0' && i < job->n_repeated && job->column + i < ZP_WORKBOOK_MAX_COLUMNS; i++)
    {
      job->cell.column = job->column + i;
      if (!add_cell (job, &job->cell, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
end_cell (Job *job, GError **error)
{
  gboolean inside = job->row < ZP_WORKBOOK_MAX_ROWS && job->column < ZP_WORKBOOK_MAX_COLUMNS;

  job->in_cell = FALSE;
  if (inside && !put_cell (job, error))
    return FALSE;
  job->column
      = MIN (job->column + MIN (job->n_repeated, ZP_WORKBOOK_MAX_COLUMNS), ZP_WORKBOOK_MAX_COLUMNS);
  return TRUE;
}

/* --- nodes --- */

static void
begin_in_cell (Job *job, ZpXmlReader *reader, const char *name)
{
  guint n = 1;

  if (g_str_equal (name, "p"))
    {
      if (job->paragraph_depth++ == 0 && job->n_paragraphs++ > 0)
        g_string_append_c (job->text, '\n');
    }
  else if (g_str_equal (name, "s"))
    {
      n = MIN (zp_book_xml_get_number (reader, "text:c", 1), 1000);
      for (guint i = 0; i < n && job->text->len <= MAX_TEXT * 4; i++)
        g_string_append_c (job->text, ' ');
    }
  else if (g_str_equal (name, "line-break"))
    g_string_append_c (job->text, '\n');
  else if (g_str_equal (name, "tab"))
    g_string_append_c (job->text, '\t');
}

static gboolean
begin_node (gpointer data, ZpXmlReader *reader, const char *name, GError **error)
{
  Job *job = data;

  if (job->aside > 0 || is_aside (name))
    job->aside++;
  else if (job->in_cell)
    begin_in_cell (job, reader, name);
  else if (g_str_equal (name, "table") && zp_workbook_get_n_sheets (job->book) >= MAX_SHEETS)
    return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, _ ("workbook"),
                             _ ("it has more than 200 sheets"));
  else if (g_str_equal (name, "table"))
    begin_table (job, reader);
  else if (g_str_equal (name, "style"))
    {
      g_free (job->style);
      job->style = zp_book_xml_get (reader, "style:name");
    }
  else if (g_str_equal (name, "table-properties") && job->style != NULL)
    {
      g_autofree char *display = zp_book_xml_get (reader, "table:display");

      if (g_strcmp0 (display, "false") == 0)
        g_hash_table_add (job->hidden_styles, g_steal_pointer (&job->style));
    }
  else if (job->grid == NULL)
    return TRUE;
  else if (g_str_equal (name, "table-row-group"))
    begin_group (job, reader);
  else if (g_str_equal (name, "table-row"))
    begin_row (job, reader);
  else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
    begin_cell (job, reader);
  return TRUE;
}

static gboolean
end_node (gpointer data, const char *name, GError **error)
{
  Job *job = data;

  if (job->aside > 0)
    job->aside--;
  else if (job->in_cell && g_str_equal (name, "p"))
    job->paragraph_depth -= job->paragraph_depth > 0 ? 1 : 0;
  else if (job->in_cell
           && (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell")))
    return end_cell (job, error);
  else if (job->in_cell || job->grid == NULL)
    return TRUE;
  else if (g_str_equal (name, "table-row"))
    return end_row (job, error);
  else if (g_str_equal (name, "table-row-group"))
    end_group (job);
  else if (g_str_equal (name, "table"))
    {
      zp_grid_sort (job->grid);
      job->grid = NULL;
    }
  return TRUE;
}

static void
take_text (gpointer data, const char *text)
{
  Job *job = data;

  if (job->in_cell && job->aside == 0 && job->paragraph_depth > 0 && job->text->len <= MAX_TEXT * 4)
    g_string_append (job->text, text);
}

static gboolean
is_encrypted (GHashTable *parts)
{
  GBytes *manifest = g_hash_table_lookup (parts, "META-INF/manifest.xml");
  gsize size = 0;
  const char *text = manifest != NULL ? g_bytes_get_data (manifest, &size) : NULL;

  return text != NULL && g_strstr_len (text, (gssize) size, "encryption-data") != NULL;
}

/**
 * zp_ods_read:
 * @parts: (element-type utf8 GBytes): a spreadsheet from outside, taken apart
 * @error: return location for an error
 *
 * Reads the sheets of an OpenDocument spreadsheet within the limits of zp_xlsx_read(); numbers read
 * as they are shown, without separators of thousands.
 *
 * Returns: (transfer full) (nullable): the workbook; %NULL when it cannot be read
 * (%ZP_ERROR_FORMAT) or passes a limit (%ZP_ERROR_TOO_LARGE)
 */
ZpWorkbook *
zp_ods_read (GHashTable *parts, GError **error)
{
  static const ZpBookXml handler = { begin_node, end_node, take_text };
  g_autoptr (ZpWorkbook) book = zp_workbook_new ();
  g_autoptr (GHashTable) hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  Job job = { .book = book, .hidden_styles = hidden, .groups = groups, .text = text };
  gboolean ok;

  g_return_val_if_fail (parts != NULL, NULL);

  if (is_encrypted (parts))
    {
      (void) zp_book_xml_fail (error, ZP_ERROR_FORMAT, _ ("workbook"),
                               _ ("it is protected with a password; save it without"));
      return NULL;
    }
  job.deadline = g_get_monotonic_time () + ZP_WORKBOOK_MAX_TIME;
  ok = zp_book_xml_walk (g_hash_table_lookup (parts, PART), PART, job.deadline, &handler, &job,
                         error);
  if (ok && zp_workbook_get_n_sheets (book) == 0)
    ok = zp_book_xml_fail (error, ZP_ERROR_FORMAT, _ ("workbook"),
                           _ ("it has no sheets that can be read"));
  g_free (job.style);
  g_free (job.type);
  g_free (job.value);
  return ok ? g_steal_pointer (&book) : NULL;
}
