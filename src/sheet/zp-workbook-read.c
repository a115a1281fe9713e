/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-workbook-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-book-xml.h"
#include "zp-csv-reader.h"
#include "zp-error.h"
#include "zp-ods-reader.h"
#include "zp-xlsx-reader.h"

/* What a file is, its first bytes say better than its name. */

static gboolean
begins_with (GBytes *file, const char *start)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  return size >= strlen (start) && memcmp (data, start, strlen (start)) == 0;
}

/**
 * zp_workbook_is_older:
 * @file: a file from outside
 *
 * Returns: whether @file is of a kind that only a spreadsheet program opens: the binary .xls and
 * .et, and the web pages and XML files that office systems hand out under these names
 */
gboolean
zp_workbook_is_older (GBytes *file)
{
  g_return_val_if_fail (file != NULL, FALSE);

  return begins_with (file, "\xd0\xcf\x11\xe0") || begins_with (file, "<")
         || begins_with (file, "\xef\xbb\xbf<");
}

static char *
make_sheet_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *shown = g_filename_display_name (base);
  char *point = strrchr (shown, '.');

  if (point != NULL && point != shown)
    *point = '\0';
  return g_steal_pointer (&shown);
}

/**
 * zp_workbook_read:
 * @file: a file from outside
 * @name: its name; a text without sheets is called after it
 * @error: return location for an error
 *
 * Reads a workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a text with fields (.csv),
 * whatever
 * @name says, bounded in memory and time.
 *
 * Returns: (transfer full) (nullable): the workbook; %NULL when it cannot be read
 * (%ZP_ERROR_FORMAT) or passes a limit (%ZP_ERROR_TOO_LARGE)
 */
ZpWorkbook *
zp_workbook_read (GBytes *file, const char *name, GError **error)
{
  g_autoptr (GHashTable) parts = NULL;
  g_autofree char *sheet = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  if (begins_with (file, "PK"))
    {
      parts = zp_book_zip_read (file, error);
      if (parts == NULL)
        return NULL;
      if (g_hash_table_contains (parts, "content.xml"))
        return zp_ods_read (parts, error);
      return zp_xlsx_read_parts (parts, error);
    }
  if (zp_workbook_is_older (file))
    {
      (void) zp_book_xml_fail (
          error, ZP_ERROR_FORMAT, _ ("workbook"),
          _ ("this is an older or a protected workbook; save it as .xlsx without a password"));
      return NULL;
    }
  if (g_bytes_get_size (file) > ZP_BOOK_MAX_FILE)
    {
      (void) zp_book_xml_fail (error, ZP_ERROR_TOO_LARGE, _ ("workbook"),
                               _ ("larger than 20 MB; remove pictures and other sheets"));
      return NULL;
    }
  sheet = make_sheet_name (name);
  return zp_csv_read (file, sheet, error);
}
