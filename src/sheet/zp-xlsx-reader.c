/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zp-book-xml.h"
#include "zp-book-zip.h"
#include "zp-error.h"
#include "zp-xlsx-numbers.h"

/* Workbooks from outside.  Only what a table says is read, and nothing outside of the file. */

#define MAX_STRINGS 1000000
#define MAX_TEXT 32767
#define MAX_SHEETS 200

typedef struct
{
  ZpWorkbook *book;
  GHashTable *parts;
  GHashTable *targets; /* relation → part */
  GPtrArray *strings;
  GHashTable *codes; /* id → ZpNumberFormat */
  GArray *formats;   /* of cell styles */
  gboolean date1904;
  gboolean in_cell_styles;
  guint n_cells;
  guint n_merges;
  gint64 deadline;
  /* what is being read */
  ZpGrid *grid;
  GString *text;
  gboolean collecting;
  gboolean phonetic;
  guint next_row;
  guint next_column;
  ZpGridCell cell;
  char *type;
  guint style;
  gboolean has_formula;
  gboolean has_value;
} Job;

static gboolean
fail (GError **error, ZpError code, const char *part, const char *reason)
{
  return zp_book_xml_fail (error, code, part, reason);
}

static void
take_text (gpointer data, const char *text)
{
  Job *job = data;

  if (job->collecting && !job->phonetic && job->text->len <= MAX_TEXT * 4)
    g_string_append (job->text, text);
}

static gboolean
walk (Job *job, const char *part, const ZpBookXml *handler, GError **error)
{
  return zp_book_xml_walk (g_hash_table_lookup (job->parts, part), part, job->deadline, handler,
                           job, error);
}

/* --- texts --- */

static void
append_code (GString *out, const char *digits)
{
  g_autofree char *number = g_strndup (digits, 4);
  gunichar c = (gunichar) g_ascii_strtoull (number, NULL, 16);

  if (g_unichar_validate (c) && c >= ' ')
    g_string_append_unichar (out, c);
  else if (c == '\n' || c == '\t')
    g_string_append_c (out, (char) c);
}

static gboolean
is_code (const char *text)
{
  return text[0] == '_' && text[1] == 'x' && strnlen (text, 7) == 7 && text[6] == '_'
         && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3]) && g_ascii_isxdigit (text[4])
         && g_ascii_isxdigit (text[5]);
}

/* “_x000A_” stands for a character that XML does not have; carriage returns go. */
static char *
unescape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (is_code (p))
        {
          append_code (out, p + 2);
          p += 6;
        }
      else if (*p != '\r')
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static gboolean
begin_string (gpointer data, ZpXmlReader *reader, const char *name, GError **error)
{
  Job *job = data;

  if (g_str_equal (name, "si"))
    g_string_truncate (job->text, 0);
  else if (g_str_equal (name, "t"))
    job->collecting = TRUE;
  else if (g_str_equal (name, "rPh"))
    job->phonetic = TRUE;
  return TRUE;
}

static gboolean
end_string (gpointer data, const char *name, GError **error)
{
  Job *job = data;

  if (g_str_equal (name, "t"))
    job->collecting = FALSE;
  else if (g_str_equal (name, "rPh"))
    job->phonetic = FALSE;
  else if (g_str_equal (name, "si"))
    {
      if (job->strings->len >= MAX_STRINGS)
        return fail (error, ZP_ERROR_TOO_LARGE, "xl/sharedStrings.xml",
                     _ ("it has too many texts"));
      g_ptr_array_add (job->strings, unescape (job->text->str));
    }
  return TRUE;
}

/* --- formats --- */

static ZpNumberFormat
find_format (Job *job, guint id)
{
  const ZpNumberFormat *own = g_hash_table_lookup (job->codes, GUINT_TO_POINTER (id));

  return own != NULL ? *own : zp_number_format_builtin (id);
}

static gboolean
begin_style (gpointer data, ZpXmlReader *reader, const char *name, GError **error)
{
  Job *job = data;

  if (g_str_equal (name, "numFmt"))
    {
      g_autofree char *code = zp_book_xml_get (reader, "formatCode");
      ZpNumberFormat format = zp_number_format_parse (code != NULL ? code : "");

      g_hash_table_insert (job->codes,
                           GUINT_TO_POINTER (zp_book_xml_get_number (reader, "numFmtId", 0)),
                           g_memdup2 (&format, sizeof format));
    }
  else if (g_str_equal (name, "cellXfs"))
    job->in_cell_styles = TRUE;
  else if (job->in_cell_styles && g_str_equal (name, "xf"))
    {
      ZpNumberFormat format = find_format (job, zp_book_xml_get_number (reader, "numFmtId", 0));

      g_array_append_val (job->formats, format);
    }
  return TRUE;
}

static gboolean
end_style (gpointer data, const char *name, GError **error)
{
  Job *job = data;

  if (g_str_equal (name, "cellXfs"))
    job->in_cell_styles = FALSE;
  return TRUE;
}

/* --- sheets --- */

static gboolean
begin_relation (gpointer data, ZpXmlReader *reader, const char *name, GError **error)
{
  Job *job = data;
  g_autofree char *id = zp_book_xml_get (reader, "Id");
  g_autofree char *target = zp_book_xml_get (reader, "Target");

  if (g_str_equal (name, "Relationship") && id != NULL && target != NULL)
    g_hash_table_insert (job->targets, g_steal_pointer (&id),
                         *target == '/' ? g_strdup (target + 1)
                                        : g_strconcat ("xl/", target, NULL));
  return TRUE;
}

static void
begin_row (Job *job, ZpXmlReader *reader)
{
  guint row = zp_book_xml_get_number (reader, "r", job->next_row + 1);

  job->next_row = CLAMP (row, 1, ZP_WORKBOOK_MAX_ROWS);
  job->next_column = 0;
  if (zp_book_xml_get_flag (reader, "hidden"))
    g_hash_table_add (job->grid->hidden_rows, GUINT_TO_POINTER (job->next_row - 1));
}

static void
begin_cell (Job *job, ZpXmlReader *reader)
{
  g_autofree char *place = zp_book_xml_get (reader, "r");

  job->cell = (ZpGridCell){ .row = job->next_row > 0 ? job->next_row - 1 : 0,
                            .column = job->next_column };
  if (place != NULL)
    (void) zp_grid_parse_cell (place, &job->cell.row, &job->cell.column, NULL);
  job->next_column = job->cell.column + 1;
  g_free (job->type);
  job->type = zp_book_xml_get (reader, "t");
  job->style = zp_book_xml_get_number (reader, "s", 0);
  job->has_formula = job->has_value = FALSE;
  g_string_truncate (job->text, 0);
}

static gboolean
add_merge (Job *job, ZpXmlReader *reader, GError **error)
{
  g_autofree char *range = zp_book_xml_get (reader, "ref");
  ZpGridRange merge;
  const char *rest;

  if (++job->n_merges > ZP_WORKBOOK_MAX_MERGES)
    return fail (error, ZP_ERROR_TOO_LARGE, job->grid->name,
                 _ ("it has more than 100,000 merged cells"));
  if (range != NULL && zp_grid_parse_cell (range, &merge.first_row, &merge.first_column, &rest)
      && *rest == ':' && zp_grid_parse_cell (rest + 1, &merge.last_row, &merge.last_column, NULL)
      && merge.last_row >= merge.first_row && merge.last_column >= merge.first_column)
    g_array_append_val (job->grid->merges, merge);
  return TRUE;
}

static gboolean
begin_in_sheet (gpointer data, ZpXmlReader *reader, const char *name, GError **error)
{
  Job *job = data;

  if (g_str_equal (name, "row"))
    begin_row (job, reader);
  else if (g_str_equal (name, "c"))
    begin_cell (job, reader);
  else if (g_str_equal (name, "f"))
    job->has_formula = TRUE;
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    job->has_value = job->collecting = TRUE;
  else if (g_str_equal (name, "rPh"))
    job->phonetic = TRUE;
  else if (g_str_equal (name, "mergeCell"))
    return add_merge (job, reader, error);
  return TRUE;
}

static char *
get_shared (const Job *job)
{
  guint64 index = g_ascii_strtoull (job->text->str, NULL, 10);

  return index < job->strings->len ? g_strdup (g_ptr_array_index (job->strings, index)) : NULL;
}

static char *
get_numeric (Job *job)
{
  ZpNumberFormat format = { FALSE, FALSE, -1 };
  char *end;
  double number = g_ascii_strtod (job->text->str, &end);

  if (end == job->text->str || *end != '\0' || !isfinite (number))
    return g_strdup (job->text->str);
  if (job->style < job->formats->len)
    format = g_array_index (job->formats, ZpNumberFormat, job->style);
  job->cell.has_number = TRUE;
  job->cell.number = number;
  job->cell.percent = format.percent;
  job->cell.date = format.date;
  return zp_number_format_print (format, number, job->date1904);
}

static char *
get_text (Job *job)
{
  const char *type = job->type != NULL ? job->type : "n";

  if (g_str_equal (type, "s"))
    return get_shared (job);
  if (g_str_equal (type, "n"))
    return get_numeric (job);
  if (g_str_equal (type, "b"))
    return g_strdup (g_str_equal (job->text->str, "1") ? "TRUE" : "FALSE");
  job->cell.failed = g_str_equal (type, "e");
  return unescape (job->text->str);
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
end_cell (Job *job, GError **error)
{
  g_autofree char *text = job->has_value ? get_text (job) : NULL;

  /* An empty result of a text formula is a result; any other empty one was never computed. */
  if (job->has_formula && (text == NULL || (*text == '\0' && g_strcmp0 (job->type, "str") != 0))
      && zp_workbook_get_notes (job->book)->len < 100)
    note_formula (job);
  if (text == NULL || *text == '\0')
    return TRUE;
  if (++job->n_cells > ZP_WORKBOOK_MAX_CELLS)
    return fail (error, ZP_ERROR_TOO_LARGE, job->grid->name,
                 _ ("it has more than 500,000 filled cells"));
  job->cell.text = g_steal_pointer (&text);
  zp_grid_add_cell (job->grid, &job->cell);
  return TRUE;
}

static gboolean
end_in_sheet (gpointer data, const char *name, GError **error)
{
  Job *job = data;

  if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    job->collecting = FALSE;
  else if (g_str_equal (name, "rPh"))
    job->phonetic = FALSE;
  else if (g_str_equal (name, "c"))
    return end_cell (job, error);
  return TRUE;
}

/* --- the book --- */

static gboolean
read_sheet (Job *job, const char *name, const char *relation, gboolean hidden, GError **error)
{
  static const ZpBookXml handler = { begin_in_sheet, end_in_sheet, take_text };
  const char *part = relation != NULL ? g_hash_table_lookup (job->targets, relation) : NULL;
  g_autoptr (GError) problem = NULL;

  if (part == NULL || !g_hash_table_contains (job->parts, part))
    {
      zp_workbook_add_note (job->book,
                            g_strdup_printf (_ ("%s: the sheet is missing in the file"), name));
      return TRUE;
    }
  if (zp_workbook_get_n_sheets (job->book) >= MAX_SHEETS)
    return fail (error, ZP_ERROR_TOO_LARGE, _ ("workbook"), _ ("it has more than 200 sheets"));
  job->grid = zp_workbook_add_sheet (job->book, name, hidden);
  job->grid->part = g_strdup (part);
  job->next_row = job->next_column = 0;
  job->collecting = job->phonetic = FALSE;
  if (!walk (job, part, &handler, &problem))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&problem), "%s: ", name);
      return FALSE;
    }
  zp_grid_sort (job->grid);
  return TRUE;
}

static gboolean
begin_in_book (gpointer data, ZpXmlReader *reader, const char *name, GError **error)
{
  Job *job = data;

  if (g_str_equal (name, "workbookPr"))
    job->date1904 = zp_book_xml_get_flag (reader, "date1904");
  if (g_str_equal (name, "sheet"))
    {
      g_autofree char *title = zp_book_xml_get (reader, "name");
      g_autofree char *state = zp_book_xml_get (reader, "state");
      g_autofree char *relation = zp_book_xml_get (reader, "r:id");

      return read_sheet (job, title != NULL ? title : "?", relation,
                         state != NULL && !g_str_equal (state, "visible"), error);
    }
  return TRUE;
}

static gboolean
read_book (Job *job, GError **error)
{
  static const ZpBookXml relations = { begin_relation, NULL, take_text };
  static const ZpBookXml strings = { begin_string, end_string, take_text };
  static const ZpBookXml styles = { begin_style, end_style, take_text };
  static const ZpBookXml book = { begin_in_book, NULL, take_text };

  if (!g_hash_table_contains (job->parts, "xl/workbook.xml"))
    return fail (error, ZP_ERROR_FORMAT, "xl/workbook.xml",
                 _ ("the part is missing, so this is no .xlsx workbook; open the file and save it "
                    "as .xlsx"));
  if (!walk (job, "xl/_rels/workbook.xml.rels", &relations, error)
      || !walk (job, "xl/sharedStrings.xml", &strings, error)
      || !walk (job, "xl/styles.xml", &styles, error)
      || !walk (job, "xl/workbook.xml", &book, error))
    return FALSE;
  if (zp_workbook_get_n_sheets (job->book) == 0)
    return fail (error, ZP_ERROR_FORMAT, _ ("workbook"), _ ("it has no sheets that can be read"));
  return TRUE;
}

/**
 * zp_xlsx_read_parts:
 * @parts: (element-type utf8 GBytes): a workbook from outside, taken apart
 * @error: return location for an error
 *
 * Reads the sheets of an .xlsx workbook: texts as shown, numbers, merged cells, hidden rows.
 * Bounded in memory and time, whatever the file claims.  What is missing though the rest could be
 * read is in zp_workbook_get_notes().
 *
 * Returns: (transfer full) (nullable): the workbook; %NULL when it cannot be read
 * (%ZP_ERROR_FORMAT) or passes a limit (%ZP_ERROR_TOO_LARGE)
 */
ZpWorkbook *
zp_xlsx_read_parts (GHashTable *parts, GError **error)
{
  g_autoptr (ZpWorkbook) book = zp_workbook_new ();
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (ZpNumberFormat));
  Job job = { book, parts, targets, strings, codes, formats };
  gboolean ok;

  g_return_val_if_fail (parts != NULL, NULL);

  job.deadline = g_get_monotonic_time () + ZP_WORKBOOK_MAX_TIME;
  job.text = g_string_new (NULL);
  ok = read_book (&job, error);
  g_string_free (job.text, TRUE);
  g_free (job.type);
  return ok ? g_steal_pointer (&book) : NULL;
}

/** zp_xlsx_read: takes @file apart and reads it as zp_xlsx_read_parts() does. */
ZpWorkbook *
zp_xlsx_read (GBytes *file, GError **error)
{
  g_autoptr (GHashTable) parts = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  parts = zp_book_zip_read (file, error);
  return parts != NULL ? zp_xlsx_read_parts (parts, error) : NULL;
}
