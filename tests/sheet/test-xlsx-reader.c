/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-error.h"
#include "zp-test-book.h"
#include "zp-xlsx-numbers.h"
#include "zp-xlsx-reader.h"

#include <string.h>

/* Workbooks from outside: what they say, and what they may not do. */

#define BOOK                                                                                       \
  "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>"
#define RELATIONS                                                                                  \
  "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>"

static void
add_frame (ZpTestBook *zip)
{
  zp_test_book_add (zip, "xl/workbook.xml", BOOK, "", 0, "");
  zp_test_book_add (zip, "xl/_rels/workbook.xml.rels", RELATIONS, "", 0, "");
}

/* --- what is read --- */

static void
test_read (void)
{
  ZpTestBook zip;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (ZpWorkbook) book = NULL;
  g_autoptr (GError) error = NULL;
  const ZpGrid *grid;
  static const char *const texts[]
      = { "甲乙", "内", "54.99%", "24.00", "2020年10月1日", "13.83", "和" };

  zp_test_book_begin (&zip);
  add_frame (&zip);
  zp_test_book_add (&zip, "xl/sharedStrings.xml",
                    "<sst><si><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></si></sst>", "",
                    0, "");
  zp_test_book_add (
      &zip, "xl/styles.xml",
      "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.00'/><numFmt numFmtId='165' "
      "formatCode='yyyy\"年\"m\"月\"d\"日\"'/></numFmts><cellXfs><xf/><xf numFmtId='10'/><xf numFmtId='164'/>"
      "<xf numFmtId='165'/></cellXfs></styleSheet>",
      "", 0, "");
  zp_test_book_add (
      &zip, "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>内</t></is></c>"
      "<c r='C1' s='1'><v>0.5499</v></c><c r='D1' s='2'><v>24</v></c><c r='E1' s='3'><v>44105</v></c>"
      "<c r='F1'><v>13.830000000000002</v></c></row><row r='3' hidden='1'><c r='B3' t='str'><f>A1</f><v>和</v></c>"
      "<c r='C3'><f>1/0</f></c><c r='D3'><f>2个</f><v></v></c><c r='E3' t='str'><f>B9</f><v></v></c></row></sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>",
      "", 0, "");
  file = zp_test_book_end (&zip);
  book = zp_xlsx_read (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (zp_workbook_get_n_sheets (book), ==, 1);
  grid = zp_workbook_get_sheet (book, 0);
  g_assert_cmpuint (grid->cells->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < grid->cells->len; i++)
    g_assert_cmpstr (g_array_index (grid->cells, ZpGridCell, i).text, ==, texts[i]);
  g_assert_cmpuint (grid->merges->len, ==, 1);
  g_assert_true (g_hash_table_contains (grid->hidden_rows, GUINT_TO_POINTER (2)));
  /* Two formulas were never computed; a third one gave an empty text. */
  g_assert_cmpuint (zp_workbook_get_notes (book)->len, ==, 2);
}

typedef struct
{
  const char *code;
  double number;
  const char *text;
} Number;

static const Number numbers[] = {
  { "General", 0.1, "0.1" },
  { "0", 2.5, "3" },
  { "0.00", 1.005, "1.01" },
  { "#,##0.00", 1234567.5, "1234567.50" },
  { "0.0%", 0.955, "95.5%" },
  { "0.00_);[Red]\\(0.00\\)", -3, "-3.00" },
  { "yyyy/m/d", 44105, "2020年10月1日" },
  { "0\"d\"", 7, "7" },
};

static void
test_number (gconstpointer data)
{
  const Number *number = data;
  g_autofree char *text
      = zp_number_format_print (zp_number_format_parse (number->code), number->number, FALSE);

  g_assert_cmpstr (text, ==, number->text);
}

/* --- what is refused --- */

static void
assert_refused (GBytes *file, int code)
{
  gint64 begin = zp_test_get_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpWorkbook) book = zp_xlsx_read (file, &error);

  g_assert_null (book);
  g_assert_error (error, ZP_ERROR, code);
  g_assert_cmpint (zp_test_get_time () - begin, <, ZP_TEST_TIME_LIMIT);
}

typedef struct
{
  const char *name;
  const char *part;
  const char *head;
  const char *repeated;
  guint times;
  const char *tail;
  int code;
} Hostile;

static const Hostile hostiles[] = {
  { "bomb", "xl/sharedStrings.xml", "<sst><si><t>",
    "                                                  ", 800000, "</t></si></sst>",
    ZP_ERROR_TOO_LARGE },
  { "merges", "xl/worksheets/sheet1.xml", "<worksheet><mergeCells>", "<mergeCell ref='A1:B2'/>",
    1200000, "</mergeCells></worksheet>", ZP_ERROR_TOO_LARGE },
  { "many-merges", "xl/worksheets/sheet1.xml", "<worksheet><mergeCells>",
    "<mergeCell ref='A1:B2'/>", 10000000, "</mergeCells></worksheet>", ZP_ERROR_TOO_LARGE },
  { "cells", "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>", "<c><v>1</v></c>", 900000,
    "</row></sheetData></worksheet>", ZP_ERROR_TOO_LARGE },
  { "depth", "xl/worksheets/sheet1.xml", "<worksheet>", "<a>", 200, "</worksheet>",
    ZP_ERROR_TOO_LARGE },
  { "entities", "xl/worksheets/sheet1.xml",
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><worksheet>", "&b;", 10,
    "</worksheet>", ZP_ERROR_FORMAT },
  { "file", "xl/worksheets/sheet1.xml", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><worksheet/>", "",
    0, "", ZP_ERROR_FORMAT },
  { "broken", "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<row>", 3, "",
    ZP_ERROR_FORMAT },
  { "encoding", "xl/worksheets/sheet1.xml", "<worksheet><c><v>\xff\xfe</v></c></worksheet>", "", 0,
    "", ZP_ERROR_FORMAT },
};

static void
test_hostile (gconstpointer data)
{
  const Hostile *hostile = data;
  g_autoptr (GBytes) file = NULL;
  ZpTestBook zip;

  zp_test_book_begin (&zip);
  add_frame (&zip);
  zp_test_book_add (&zip, hostile->part, hostile->head, hostile->repeated, hostile->times,
                    hostile->tail);
  file = zp_test_book_end (&zip);
  assert_refused (file, hostile->code);
}

static void
test_entries (void)
{
  g_autoptr (GBytes) file = NULL;
  ZpTestBook zip;

  zp_test_book_begin (&zip);
  add_frame (&zip);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/media/%u.png", i);

      zp_test_book_add (&zip, name, "x", "", 0, "");
    }
  file = zp_test_book_end (&zip);
  assert_refused (file, ZP_ERROR_TOO_LARGE);
}

static void
test_names (void)
{
  static const char *const names[] = { "../xl/a.xml", "/etc/passwd", "xl/workbook.xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) file = NULL;
      ZpTestBook zip;

      zp_test_book_begin (&zip);
      add_frame (&zip);
      zp_test_book_add (&zip, names[i], "x", "", 0, "");
      file = zp_test_book_end (&zip);
      assert_refused (file, ZP_ERROR_FORMAT);
    }
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) file = NULL;
  ZpTestBook zip;

  zp_test_book_begin (&zip);
  add_frame (&zip);
  zp_test_book_add (&zip, "xl/worksheets/sheet1.xml", "<worksheet/>", "", 0, "");
  file = zp_test_book_end (&zip);
  for (gsize size = 0; size < g_bytes_get_size (file); size += 7)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (file, 0, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZpWorkbook) book = zp_xlsx_read (part, &error);

      g_assert_true ((book == NULL) == (error != NULL));
    }
}

/* A sheet that is missing is told; the others are read. */
static void
test_missing (void)
{
  g_autoptr (GBytes) without_sheet = NULL;
  g_autoptr (GBytes) without_book = NULL;
  ZpTestBook zip;

  zp_test_book_begin (&zip);
  add_frame (&zip);
  without_sheet = zp_test_book_end (&zip);
  assert_refused (without_sheet, ZP_ERROR_FORMAT);
  zp_test_book_begin (&zip);
  zp_test_book_add (&zip, "xl/worksheets/sheet1.xml", "<worksheet/>", "", 0, "");
  without_book = zp_test_book_end (&zip);
  assert_refused (without_book, ZP_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx-reader/read", test_read);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/xlsx-reader/number/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &numbers[i], test_number);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hostiles); i++)
    {
      g_autofree char *path = g_strconcat ("/xlsx-reader/hostile/", hostiles[i].name, NULL);

      g_test_add_data_func (path, &hostiles[i], test_hostile);
    }
  g_test_add_func ("/xlsx-reader/entries", test_entries);
  g_test_add_func ("/xlsx-reader/names", test_names);
  g_test_add_func ("/xlsx-reader/truncated", test_truncated);
  g_test_add_func ("/xlsx-reader/missing", test_missing);
  return g_test_run ();
}
