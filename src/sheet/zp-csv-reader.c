/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zp-book-xml.h"
#include "zp-error.h"

/* Tables as text.  Nothing in such a file says how it was written, so that encoding and separator
 * are found by looking; quotes are those of RFC 4180. */

#define MAX_TEXT 32767
#define SAMPLE_ROWS 100

/* --- encodings --- */

static gboolean
has_zeros (const char *text, gsize size)
{
  return size > 0 && memchr (text, '\0', size) != NULL;
}

/* UTF-16 without a mark: separators and digits have a zero on one side. */
static const char *
guess_utf16 (const guint8 *data, gsize size)
{
  gsize n = MIN (size, 4096) & ~(gsize) 1;
  gsize even = 0, odd = 0;

  for (gsize i = 0; i < n; i += 2)
    {
      even += data[i] == 0;
      odd += data[i + 1] == 0;
    }
  if (odd * 20 > n && even == 0)
    return "UTF-16LE";
  return even * 20 > n && odd == 0 ? "UTF-16BE" : NULL;
}

static char *
convert (const char *data, gsize size, const char *encoding)
{
  gsize length;
  g_autofree char *text = g_convert (data, (gssize) size, "UTF-8", encoding, NULL, &length, NULL);

  return text != NULL && !has_zeros (text, length) ? g_steal_pointer (&text) : NULL;
}

/* Returns: (transfer full) (nullable): the text in UTF-8 */
static char *
decode (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  const char *utf16;

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_validate_len (data + 3, size - 3, NULL) ? g_strndup (data + 3, size - 3) : NULL;
  if (size >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return convert (data + 2, size - 2, "UTF-16LE");
  if (size >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return convert (data + 2, size - 2, "UTF-16BE");
  utf16 = guess_utf16 ((const guint8 *) data, size);
  if (utf16 != NULL)
    return convert (data, size, utf16);
  if (has_zeros (data, size))
    return NULL;
  if (g_utf8_validate_len (data, size, NULL))
    return g_strndup (data, size);
  return convert (data, size, "GB18030");
}

/* --- separators --- */

typedef struct
{
  const char *p;
  char separator;
} Scanner;

/* Takes a field.  Returns: what ended it: the separator, '\n' or '\0' */
static char
scan_field (Scanner *scanner, GString *out)
{
  const char *p = scanner->p;
  char ended_by;

  g_string_truncate (out, 0);
  if (*p == '"')
    {
      for (p++; *p != '\0' && (*p != '"' || p[1] == '"'); p++)
        {
          p += *p == '"' ? 1 : 0;
          if (*p != '\r')
            g_string_append_c (out, *p);
        }
      p += *p == '"' ? 1 : 0;
    }
  for (; *p != '\0' && *p != scanner->separator && *p != '\n' && *p != '\r'; p++)
    g_string_append_c (out, *p);
  if (*p == '\r' && p[1] == '\n')
    p++;
  ended_by = *p == '\r' ? '\n' : *p;
  scanner->p = *p != '\0' ? p + 1 : p;
  return ended_by;
}

/* Tables have rows of the same number of fields: how many rows do, times how many fields. */
static guint
rate_separator (const char *text, char separator)
{
  Scanner scanner = { text, separator };
  g_autoptr (GString) field = g_string_new (NULL);
  guint counts[SAMPLE_ROWS] = { 0 };
  guint rows = 0, n = 0, best = 0;

  while (*scanner.p != '\0' && rows < SAMPLE_ROWS)
    {
      n++;
      if (scan_field (&scanner, field) == separator)
        continue;
      counts[rows++] = n;
      n = 0;
    }
  for (guint i = 0; i < rows; i++)
    {
      guint same = 0;

      for (guint j = 0; j < rows; j++)
        same += counts[j] == counts[i];
      best = MAX (best, same * (counts[i] - 1));
    }
  return best;
}

static char
guess_separator (const char *text)
{
  static const char separators[] = { ',', '\t', ';', '|' };
  char best = ',';
  guint best_rating = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint rating = rate_separator (text, separators[i]);

      if (rating > best_rating)
        {
          best = separators[i];
          best_rating = rating;
        }
    }
  return best;
}

/* --- fields --- */

static void
set_number (ZpGridCell *cell)
{
  char *end;
  double number = g_ascii_strtod (cell->text, &end);

  if (end == cell->text || *end != '\0' || !isfinite (number) || !g_ascii_isdigit (end[-1]))
    return;
  cell->has_number = TRUE;
  cell->number = number;
}

static gboolean
add_field (ZpGrid *grid, guint row, guint column, GString *field, GError **error)
{
  ZpGridCell cell = { .row = row, .column = column };

  if (field->len == 0 || column >= ZP_WORKBOOK_MAX_COLUMNS)
    return TRUE;
  if (grid->cells->len >= ZP_WORKBOOK_MAX_CELLS || row >= ZP_WORKBOOK_MAX_ROWS)
    return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, grid->name,
                             _ ("it has more than 500,000 filled cells"));
  if (field->len > MAX_TEXT * 4)
    return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, grid->name,
                             _ ("a field is longer than a cell can be"));
  cell.text = g_strdup (field->str);
  set_number (&cell);
  zp_grid_add_cell (grid, &cell);
  return TRUE;
}

static gboolean
read_fields (ZpGrid *grid, const char *text, GError **error)
{
  Scanner scanner = { text, guess_separator (text) };
  g_autoptr (GString) field = g_string_new (NULL);
  gint64 deadline = g_get_monotonic_time () + ZP_WORKBOOK_MAX_TIME;
  guint row = 0, column = 0;

  while (*scanner.p != '\0')
    {
      char ended_by = scan_field (&scanner, field);

      if (!add_field (grid, row, column, field, error))
        return FALSE;
      column = ended_by == scanner.separator ? column + 1 : 0;
      row += ended_by == '\n' ? 1 : 0;
      if (column == 0 && row % 1024 == 0 && g_get_monotonic_time () > deadline)
        return zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, grid->name,
                                 _ ("reading takes too long; remove what is no table"));
    }
  return TRUE;
}

/**
 * zp_csv_read:
 * @file: a text from outside
 * @name: what its only sheet is called
 * @error: return location for an error
 *
 * Reads fields divided by commas, tabs, semicolons or bars, in UTF-8, UTF-16 or GB18030 (which
 * includes GBK and GB 2312, what spreadsheets write in China).
 *
 * Returns: (transfer full) (nullable): a workbook of one sheet; %NULL when it is no text in these
 *   encodings (%ZP_ERROR_FORMAT) or passes a limit (%ZP_ERROR_TOO_LARGE)
 */
ZpWorkbook *
zp_csv_read (GBytes *file, const char *name, GError **error)
{
  g_autoptr (ZpWorkbook) book = zp_workbook_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  text = decode (file);
  if (text == NULL)
    {
      (void) zp_book_xml_fail (
          error, ZP_ERROR_FORMAT, name,
          _ ("this is no workbook and no text in UTF-8, UTF-16 or GB18030; save it as .xlsx"));
      return NULL;
    }
  return read_fields (zp_workbook_add_sheet (book, name, FALSE), text, error)
             ? g_steal_pointer (&book)
             : NULL;
}
