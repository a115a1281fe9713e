/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-error.h"
#include "zp-test-book.h"
#include "zp-workbook-read.h"

#include <string.h>

/* Spreadsheets of OpenDocument and texts with fields: what they say, and what they may not do. */

static const ZpGridCell *
find (const ZpGrid *grid, const char *name)
{
  guint row, column;

  g_assert_true (zp_grid_parse_cell (name, &row, &column, NULL));
  for (guint i = 0; i < grid->cells->len; i++)
    {
      const ZpGridCell *cell = &g_array_index (grid->cells, ZpGridCell, i);

      if (cell->row == row && cell->column == column)
        return cell;
    }
  return NULL;
}

static void
assert_cell (const ZpGrid *grid, const char *name, const char *text)
{
  const ZpGridCell *cell = find (grid, name);

  g_assert_cmpstr (cell != NULL ? cell->text : NULL, ==, text);
}

/* --- OpenDocument --- */

#define HEAD                                                                                       \
  "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"       \
  " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"                                 \
  " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"                                   \
  " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:calcext='c'>"              \
  "<office:automatic-styles><style:style style:name='ta2' style:family='table'>"                   \
  "<style:table-properties table:display='false'/></style:style></office:automatic-styles>"        \
  "<office:body><office:spreadsheet>"
#define TABLE HEAD "<table:table table:name='A'>"
#define TAIL "</table:table></office:spreadsheet></office:body></office:document-content>"

static GBytes *
make_ods (const char *head, const char *repeated, guint times, const char *tail)
{
  ZpTestBook book;

  zp_test_book_begin (&book);
  zp_test_book_add (&book, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "", 0, "");
  zp_test_book_add (&book, "content.xml", head, repeated, times, tail);
  return zp_test_book_end (&book);
}

static void
test_ods (void)
{
  g_autoptr (GBytes) file = make_ods (
      TABLE
      "<table:table-row><table:table-cell office:value-type='string' "
      "table:number-columns-spanned='3'"
      " table:number-rows-spanned='2'><office:annotation><text:p>note</text:p></office:annotation>"
      "<text:p>one<text:s "
      "text:c='2'/><text:span>two</text:span></text:p><text:p>three</text:p></table:table-cell>"
      "<table:covered-table-cell table:number-columns-repeated='2'/>"
      "<table:table-cell office:value-type='float' "
      "office:value='1234.5'><text:p>1,234.50</text:p></table:table-cell>"
      "<table:table-cell office:value-type='percentage' "
      "office:value='0.5499'><text:p>54.99%</text:p></table:table-cell>"
      "</table:table-row>"
      "<table:table-row table:number-rows-repeated='2' table:visibility='collapse'>"
      "<table:table-cell table:number-columns-repeated='3'/>"
      "<table:table-cell office:value-type='date' "
      "office:date-value='2020-10-05'><text:p>10/05</text:p></table:table-cell>"
      "<table:table-cell table:formula='of:=1/0' office:value-type='string' office:string-value=''"
      " calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell>"
      "<table:table-cell table:formula='of:=1+1'/>"
      "</table:table-row>"
      "<table:table-row table:number-rows-repeated='1048573'><table:table-cell "
      "table:number-columns-repeated='16384'/></table:table-row>",
      "", 0, "</table:table><table:table table:name='B' table:style-name='ta2'>" TAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpWorkbook) book = zp_workbook_read (file, "a.ods", &error);
  const ZpGrid *grid;

  g_assert_no_error (error);
  g_assert_cmpuint (zp_workbook_get_n_sheets (book), ==, 2);
  g_assert_true (zp_workbook_get_sheet (book, 1)->hidden);
  grid = zp_workbook_get_sheet (book, 0);
  g_assert_false (grid->hidden);
  assert_cell (grid, "A1", "one  two\nthree");
  assert_cell (grid, "D1", "1234.50");
  assert_cell (grid, "E1", "54.99%");
  g_assert_true (find (grid, "E1")->percent);
  assert_cell (grid, "D2", "2020年10月5日");
  assert_cell (grid, "D3", "2020年10月5日");
  g_assert_cmpfloat (find (grid, "D2")->number, ==, 44109);
  g_assert_true (find (grid, "E2")->failed);
  g_assert_true (g_hash_table_contains (grid->hidden_rows, GUINT_TO_POINTER (2)));
  g_assert_cmpuint (grid->merges->len, ==, 1);
  g_assert_cmpuint (g_array_index (grid->merges, ZpGridRange, 0).last_row, ==, 1);
  g_assert_cmpuint (zp_workbook_get_notes (book)->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (zp_workbook_get_notes (book), 0), "A!F2"));
}

typedef struct
{
  const char *name;
  const char *head;
  const char *repeated;
  guint times;
  const char *tail;
  int code;
} Hostile;

#define CELL "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"

static const Hostile hostiles[] = {
  { "entities", "<!DOCTYPE a [<!ENTITY b 'c'>]>" TABLE "&b;", "", 0, TAIL, ZP_ERROR_FORMAT },
  { "no-xml", "PK", "", 0, "", ZP_ERROR_FORMAT },
  { "cut-off", TABLE "<table:table-row>", CELL, 3, "", ZP_ERROR_FORMAT },
  { "no-sheets", HEAD, "", 0, "</office:spreadsheet></office:body></office:document-content>",
    ZP_ERROR_FORMAT },
  { "deep", TABLE, "<table:table-row-group>", 200, TAIL, ZP_ERROR_TOO_LARGE },
  { "rows-repeated", TABLE "<table:table-row table:number-rows-repeated='1048576'>", CELL, 3,
    "</table:table-row>" TAIL, ZP_ERROR_TOO_LARGE },
  { "cells-repeated",
    TABLE "<table:table-row table:number-rows-repeated='4294967295'><table:table-cell "
          "office:value-type='string'"
          " table:number-columns-repeated='4294967295'><text:p>x</text:p></table:table-cell></"
          "table:table-row>",
    "", 0, TAIL, ZP_ERROR_TOO_LARGE },
  { "merges", TABLE "<table:table-row>",
    "<table:table-cell table:number-rows-spanned='4294967295'/>", 20000, "</table:table-row>" TAIL,
    -1 },
  { "many-merges", TABLE,
    "<table:table-row><table:table-cell table:number-rows-spanned='2'/></table:table-row>", 200000,
    TAIL, ZP_ERROR_TOO_LARGE },
  { "sheets", HEAD, "<table:table/>", 1000,
    "</office:spreadsheet></office:body></office:document-content>", ZP_ERROR_TOO_LARGE },
  { "spaces", TABLE "<table:table-row><table:table-cell><text:p>", "<text:s text:c='4294967295'/>",
    2000, "</text:p></table:table-cell></table:table-row>" TAIL, -1 },
};

static void
test_hostile (gconstpointer data)
{
  const Hostile *hostile = data;
  g_autoptr (GBytes) file
      = make_ods (hostile->head, hostile->repeated, hostile->times, hostile->tail);
  g_autoptr (GError) error = NULL;
  gint64 begin = zp_test_get_time ();
  G_GNUC_UNUSED g_autoptr (ZpWorkbook) book = zp_workbook_read (file, "a.ods", &error);

  g_assert_cmpint (zp_test_get_time () - begin, <, ZP_TEST_TIME_LIMIT);
  if (hostile->code >= 0)
    g_assert_error (error, ZP_ERROR, hostile->code);
  else
    g_assert_no_error (error);
}

static void
test_protected (void)
{
  ZpTestBook made;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;

  zp_test_book_begin (&made);
  zp_test_book_add (&made, "content.xml", "\x01\x02", "", 0, "");
  zp_test_book_add (&made, "META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>",
                    "", 0, "");
  file = zp_test_book_end (&made);
  g_assert_null (zp_workbook_read (file, "a.ods", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "password"));
}

/* --- texts --- */

typedef struct
{
  const char *name;
  const char *encoding; /* what the text is written in, or NULL */
  const char *mark;
  const char *text; /* in UTF-8 */
  const char *a1;
  const char *c2;
} Text;

#define LINES(x) "项目" x "年初" x "预算\n“访惠聚”" x "24.00" x "25.15\n"

static const Text texts[] = {
  { "utf-8", NULL, "", LINES (","), "项目", "25.15" },
  { "utf-8-mark", NULL, "\xef\xbb\xbf", LINES (","), "项目", "25.15" },
  { "gb18030", "GB18030", "", LINES (","), "项目", "25.15" },
  { "utf-16le-mark", "UTF-16LE", "\xff\xfe", LINES ("\t"), "项目", "25.15" },
  { "utf-16be-mark", "UTF-16BE", "\xfe\xff", LINES ("\t"), "项目", "25.15" },
  { "utf-16le", "UTF-16LE", "", LINES (","), "项目", "25.15" },
  { "semicolons", NULL, "", LINES (";"), "项目", "25.15" },
  { "bars", NULL, "", LINES ("|"), "项目", "25.15" },
  { "quotes", NULL, "", "\"a,\"\"b\"\"\r\nc\",2,3\r\n4,5,\"6\"\r\n", "a,\"b\"\nc", "6" },
  { "old-mac", NULL, "", "1,2,3\r4,5,6\r", "1", "6" },
  { "no-last-line-end", NULL, "", "1,2,3\n4,5,6", "1", "6" },
  { "quote-never-closed", NULL, "", "1,2,3\n4,5,\"6", "1", "6" },
  { "commas-in-texts", NULL, "", "a,b\tc\td\n1\t2\t3\n4\t5\t6\n", "a,b", "3" },
};

static void
test_text (gconstpointer data)
{
  const Text *text = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *converted = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpWorkbook) book = NULL;
  gsize size = strlen (text->text);

  if (text->encoding != NULL)
    converted = g_convert (text->text, -1, text->encoding, "UTF-8", NULL, &size, &error);
  g_assert_no_error (error);
  g_byte_array_append (bytes, (const guint8 *) text->mark, (guint) strlen (text->mark));
  g_byte_array_append (bytes, (const guint8 *) (converted != NULL ? converted : text->text),
                       (guint) size);
  file = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  book = zp_workbook_read (file, "/tmp/台账.csv", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_workbook_get_sheet (book, 0)->name, ==, "台账");
  assert_cell (zp_workbook_get_sheet (book, 0), "A1", text->a1);
  assert_cell (zp_workbook_get_sheet (book, 0), "C2", text->c2);
}

static const struct
{
  const char *name;
  const char *bytes;
  gsize size;
} no_texts[] = {
  { "zeros", "abc\0\0\0\0def,\0", 12 },
  { "no-encoding", "a,b\n\xff\xff\x80\xfe,1", 9 },
  { "half-utf-16", "\xff\xfe\x00\xd8\x00\xd8", 6 },
  { "older", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 },
  { "web-page", "<html><table>", 13 },
  { "empty-zip", "PK", 2 },
};

static void
test_no_text (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) file = g_bytes_new_static (no_texts[i].bytes, no_texts[i].size);
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_workbook_read (file, "a.csv", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
}

static void
test_many_fields (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;

  for (guint i = 0; i < 9 * 1024 * 1024; i++)
    g_string_append (text, i % 100 == 99 ? "1\n" : "1,");
  file = g_string_free_to_bytes (g_steal_pointer (&text));
  begin = zp_test_get_time ();
  g_assert_null (zp_workbook_read (file, "a.csv", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_TOO_LARGE);
  g_assert_cmpint (zp_test_get_time () - begin, <, ZP_TEST_TIME_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook-read/ods", test_ods);
  g_test_add_func ("/workbook-read/ods-protected", test_protected);
  for (gsize i = 0; i < G_N_ELEMENTS (hostiles); i++)
    {
      g_autofree char *path = g_strconcat ("/workbook-read/ods-hostile/", hostiles[i].name, NULL);

      g_test_add_data_func (path, &hostiles[i], test_hostile);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/workbook-read/text/", texts[i].name, NULL);

      g_test_add_data_func (path, &texts[i], test_text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_texts); i++)
    {
      g_autofree char *path = g_strconcat ("/workbook-read/no-text/", no_texts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_no_text);
    }
  g_test_add_func ("/workbook-read/many-fields", test_many_fields);
  return g_test_run ();
}
