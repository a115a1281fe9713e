/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "zp-error.h"
#include "zp-sheet-layout.h"
#include "zp-test-sheet.h"
#include "zp-test-xlsx.h"
#include "zp-xlsx-text.h"
#include "zp-xlsx-writer.h"

#define SHEET1 "xl/worksheets/sheet1.xml"

static PangoContext *context;
static char *tmp_dir;

static void
assert_no_files_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (tmp_dir, 0, NULL);

  g_assert_nonnull (dir);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
remove_leftovers (void)
{
  g_autoptr (GDir) dir = g_dir_open (tmp_dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tmp_dir, name, NULL);

      (void) g_unlink (path);
    }
}

static GBytes *
write_sheet (const ZpSheet *sheet, const char *name, GError **error)
{
  g_autoptr (ZpSheetLayout) layout = zp_sheet_layout_new (sheet, context);
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (error);

  if (writer == NULL || !zp_xlsx_writer_add_sheet (writer, name, sheet, layout, error))
    return NULL;
  return zp_xlsx_writer_finish (writer, error);
}

static ZpTestBook *
read_back (const ZpSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_sheet (sheet, "自评表", &error);

  g_assert_no_error (error);
  assert_no_files_left ();
  return zp_test_book_new (bytes);
}

static void
assert_refused (const ZpSheet *sheet, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_sheet (sheet, "自评表", &error);

  g_assert_null (bytes);
  g_assert_error (error, ZP_ERROR, ZP_ERROR_EXPORT);
  if (strstr (error->message, words) == NULL)
    g_test_message ("message: %s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  assert_no_files_left ();
}

static double
attribute_as_number (const ZpTestElement *element, const char *attribute)
{
  const char *value = zp_test_element_get (element, attribute);

  g_assert_nonnull (value);
  return g_ascii_strtod (value, NULL);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *stored;
} TextCase;

static const TextCase text_cases[] = {
  { "chinese", "医疗救助", "医疗救助" },
  { "formula", "=1+1", "=1+1" },
  { "formula-call", "=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")" },
  { "plus", "+86", "+86" },
  { "minus", "-1", "-1" },
  { "at", "@SUM(A1)", "@SUM(A1)" },
  { "number-like", "007", "007" },
  { "array-formula", "{=1}", "{=1}" },
  { "markup", "<b>&\"'</b>", "<b>&\"'</b>" },
  { "invalid-utf8",
    "a\xff\xfe"
    "b\xe4\xb8",
    "a\xef\xbf\xbd\xef\xbf\xbd"
    "b\xef\xbf\xbd\xef\xbf\xbd" },
  { "control-characters",
    "a\x01\x0b\x1f\x7f"
    "b",
    "ab" },
  { "noncharacters",
    "a\xef\xbf\xbe\xef\xbf\xbf"
    "b",
    "ab" },
  { "carriage-returns", "a\r\nb\rc\nd", "a\nb\nc\nd" },
  { "unicode-line-ends",
    "a\xe2\x80\xa8"
    "b\xc2\x85"
    "c",
    "a\nb\nc" },
  { "tabulator", "a\tb", "a b" },
  { "literal-escape", "a_x000D_b", "a_x000D_b" },
  { "literal-escapes", "_x005F__x000d_", "_x005F__x000d_" },
  { "almost-escape", "_x00G0_ _x000D", "_x00G0_ _x000D" },
  { "emoji", "🙂", "🙂" },
  { "spaces", "  a  ", "  a  " },
};

static void
test_text (gconstpointer data)
{
  const TextCase *c = data;
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text (c->text);
  g_autoptr (ZpTestBook) book = read_back (sheet);

  g_assert_cmpstr (zp_test_book_text (book, SHEET1, "A1"), ==, c->stored);
  g_assert_null (zp_test_book_find (book, SHEET1, "f", NULL, NULL));
}

typedef struct
{
  const char *name;
  const char *number;
  guint places;
  gboolean percent;
  const char *text;
  const char *stored; /* NULL: as text */
  const char *format;
} NumberCase;

static const NumberCase number_cases[] = {
  { "amount", "25.15", 2, FALSE, "25.15", "25.15", NULL },
  { "tenth", "0.1", 1, FALSE, "0.1", "0.1", "0.0" },
  { "whole", "100", 0, FALSE, "100", "100", NULL },
  { "rate", "54.99", 2, TRUE, "54.99%", "0.5499", NULL },
  { "rate-one-place", "99.7", 1, TRUE, "99.7%", "0.997", "0.0%" },
  { "rate-six-places", "33.333333", 6, TRUE, "33.333333%", "0.33333333", "0.000000%" },
  { "grouped", "1027.5", 1, FALSE, "1,027.5", "1027.5", "#,##0.0" },
  { "negative", "-3.25", 3, FALSE, "-3.250", "-3.25", "0.000" },
  { "one-cent-more", "123456789.01", 4, FALSE, "123456789.0100", "123456789.01", "0.0000" },
  { "too-many-digits", "9223372036854.775807", 6, FALSE, "9223372036854.775807", NULL, NULL },
};

static ZpSheet *
sheet_with_number (const NumberCase *c, guint span)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (2, (guint[]){ 1, 1 }, FALSE, "表");

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .span = span, .text = c->text, .number = c->number, .places = c->places,
               .percent = c->percent);
  return zp_sheet_builder_end (builder);
}

static void
test_number (gconstpointer data)
{
  const NumberCase *c = data;

  for (guint span = 1; span <= 2; span++)
    {
      g_autoptr (ZpSheet) sheet = sheet_with_number (c, span);
      g_autoptr (ZpTestBook) book = read_back (sheet);
      const ZpTestElement *cell = zp_test_book_find (book, SHEET1, "c", "r", "A1");

      if (c->stored == NULL)
        {
          g_assert_cmpstr (zp_test_book_text (book, SHEET1, "A1"), ==, c->text);
          continue;
        }
      /* The library writes sixteen digits; read back, they are the same number. */
      g_assert_cmpfloat (g_ascii_strtod (cell->text->str, NULL), ==,
                         g_ascii_strtod (c->stored, NULL));
      g_assert_null (zp_test_element_get (cell, "t"));
      if (c->format != NULL)
        g_assert_nonnull (
            zp_test_book_find (book, "xl/styles.xml", "numFmt", "formatCode", c->format));
    }
}

static gboolean
make_comma_locale (void)
{
  g_autofree char *localedef = g_find_program_in_path ("localedef");
  g_autofree char *dir = g_strconcat (tmp_dir, "-locale", NULL);
  g_autofree char *target = g_build_filename (dir, "de_DE.UTF-8", NULL);
  const char *argv[] = { localedef, "-i", "de_DE", "-f", "UTF-8", target, NULL };

  if (setlocale (LC_ALL, "de_DE.UTF-8") != NULL)
    return TRUE;
  if (localedef == NULL || g_mkdir_with_parents (dir, 0700) != 0
      || !g_spawn_sync (NULL, (char **) argv, NULL,
                        G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                        NULL, NULL, NULL))
    return FALSE;
  g_setenv ("LOCPATH", dir, TRUE);
  return setlocale (LC_ALL, "de_DE.UTF-8") != NULL;
}

static void
remove_comma_locale (void)
{
  g_autofree char *dir = g_strconcat (tmp_dir, "-locale", NULL);
  const char *argv[] = { "rm", "-rf", "--", dir, NULL };

  g_unsetenv ("LOCPATH");
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

static void
test_comma_locale (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);
  g_autoptr (GBytes) plain = write_sheet (sheet, "自评表", NULL);
  g_autoptr (GBytes) comma = NULL;
  g_autofree char *previous = g_strdup (setlocale (LC_ALL, NULL));
  char after[16] = "";

  if (make_comma_locale ())
    {
      comma = write_sheet (sheet, "自评表", NULL);
      g_snprintf (after, sizeof after, "%.1f", 1.5);
    }
  setlocale (LC_ALL, previous);
  remove_comma_locale ();
  if (comma == NULL)
    {
      g_test_skip ("there is no locale with a decimal comma");
      return;
    }
  /* The locale of the caller is as before. */
  g_assert_cmpstr (after, ==, "1,5");
  g_assert_true (g_bytes_equal (plain, comma));
}

static void
test_overlap (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (3, (guint[]){ 1, 1, 1 }, FALSE, "表");
  g_autoptr (ZpSheet) sheet = NULL;

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .span = 2, .rows = 2, .text = "a");
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .column = 1, .span = 2, .text = "b");
  sheet = zp_sheet_builder_end (builder);
  assert_refused (sheet, "自评表!B2");
}

static char *
repeat (const char *character, guint times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, character);
  return g_string_free (text, FALSE);
}

static void
test_long_text (void)
{
  g_autofree char *longest = repeat ("绩", 32767);
  g_autofree char *too_long = repeat ("绩", 32768);
  g_autoptr (ZpSheet) good = zp_test_sheet_with_text (longest);
  g_autoptr (ZpSheet) bad = zp_test_sheet_with_text (too_long);
  g_autoptr (ZpTestBook) book = read_back (good);

  g_assert_cmpstr (zp_test_book_text (book, SHEET1, "A1"), ==, longest);
  assert_refused (bad, "自评表!A1");
  assert_refused (bad, "32768");
}

/* A character outside the basic plane counts twice. */
static void
test_long_text_of_pairs (void)
{
  g_autofree char *text = repeat ("𠀀", 16384);
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text (text);

  assert_refused (sheet, "32768");
}

static ZpSheet *
sheet_with_tall_row (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (3, (guint[]){ 1, 1, 1 }, FALSE, "表");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append (text, "第一行\n");
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .rows = 3, .text = "跨行");
  ZP_TEST_ADD (builder, .column = 1, .text = "上");
  ZP_TEST_ADD (builder, .column = 2);
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .column = 1, .text = text->str);
  ZP_TEST_ADD (builder, .column = 2, .text = "5", .number = "5");
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .column = 1, .text = "下");
  ZP_TEST_ADD (builder, .column = 2);
  return zp_sheet_builder_end (builder);
}

/* 60 lines are some 900 points high, with spare room three rows of a workbook. */
static void
test_tall_row (void)
{
  g_autoptr (ZpSheet) sheet = sheet_with_tall_row ();
  g_autoptr (ZpTestBook) book = read_back (sheet);
  double height = 0;

  for (guint row = 1; row <= 5; row++)
    {
      g_autofree char *number = g_strdup_printf ("%u", row);
      const ZpTestElement *e = zp_test_book_find (book, SHEET1, "row", "r", number);

      g_assert_cmpfloat (attribute_as_number (e, "ht"), <=, 409);
      g_assert_cmpstr (zp_test_element_get (e, "customHeight"), ==, "1");
      if (row >= 2 && row <= 4)
        height += attribute_as_number (e, "ht");
    }
  g_assert_cmpfloat (height, >, 60 * 10.5);
  g_assert_null (zp_test_book_find (book, SHEET1, "row", "r", "6"));
  g_assert_nonnull (zp_test_book_find (book, SHEET1, "mergeCell", "ref", "A1:A5"));
  g_assert_nonnull (zp_test_book_find (book, SHEET1, "mergeCell", "ref", "B2:B4"));
  g_assert_nonnull (zp_test_book_find (book, SHEET1, "mergeCell", "ref", "C2:C4"));
  g_assert_cmpstr (zp_test_book_find (book, SHEET1, "c", "r", "C2")->text->str, ==, "5");
  g_assert_cmpstr (zp_test_book_text (book, SHEET1, "B5"), ==, "下");
}

static void
test_same_names (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text ("a");
  g_autoptr (ZpSheetLayout) layout = zp_sheet_layout_new (sheet, context);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (&error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpTestBook) book = NULL;
  GPtrArray *elements;

  for (guint i = 0; i < 40; i++)
    {
      zp_xlsx_writer_add_sheet (
          writer, "乌鲁木齐市医疗保障局二〇二〇年度城乡医疗救助补助资金项目支出绩效自评表", sheet,
          layout, &error);
      g_assert_no_error (error);
    }
  bytes = zp_xlsx_writer_finish (writer, &error);
  g_assert_no_error (error);
  book = zp_test_book_new (bytes);
  elements = zp_test_book_part (book, "xl/workbook.xml");
  for (guint i = 0; i < elements->len; i++)
    {
      const ZpTestElement *e = g_ptr_array_index (elements, i);

      if (g_str_equal (e->name, "sheet"))
        {
          g_assert_cmpint (g_utf8_strlen (zp_test_element_get (e, "name"), -1), <=, 31);
          g_assert_true (g_hash_table_add (names, (gpointer) zp_test_element_get (e, "name")));
        }
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, 40);
}

/* A single cell is not merged; a merged one has borders all around, also when it is a number. */
static void
test_merges_and_borders (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);
  g_autoptr (ZpTestBook) book = read_back (sheet);
  GPtrArray *elements = zp_test_book_part (book, SHEET1);
  const char *style = zp_test_element_get (zp_test_book_find (book, SHEET1, "c", "r", "B13"), "s");
  guint n_merged = 0, expected = 0;

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      expected += cell->row_span > 1 || cell->column_span > 1;
    }
  for (guint i = 0; i < elements->len; i++)
    n_merged
        += g_str_equal (((ZpTestElement *) g_ptr_array_index (elements, i))->name, "mergeCell");
  g_assert_cmpuint (n_merged, ==, expected);
  g_assert_nonnull (zp_test_book_find (book, SHEET1, "mergeCell", "ref", "B13:B16"));
  g_assert_cmpstr (zp_test_book_text (book, SHEET1, "B13"), ==, "产出指标");
  for (guint row = 14; row <= 16; row++)
    {
      g_autofree char *ref = g_strdup_printf ("B%u", row);
      const ZpTestElement *cell = zp_test_book_find (book, SHEET1, "c", "r", ref);

      g_assert_cmpstr (zp_test_element_get (cell, "s"), ==, style);
    }
  g_assert_nonnull (zp_test_book_find (book, "xl/styles.xml", "left", "style", "thin"));
}

/* Every row has a height of its own and every column a width. */
static void
test_sizes (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);
  g_autoptr (ZpTestBook) book = read_back (sheet);
  GPtrArray *elements = zp_test_book_part (book, SHEET1);
  double pixels = 0;
  guint rows = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const ZpTestElement *e = g_ptr_array_index (elements, i);

      if (g_str_equal (e->name, "col"))
        pixels += attribute_as_number (e, "width") * 7;
      if (!g_str_equal (e->name, "row"))
        continue;
      g_assert_cmpfloat (attribute_as_number (e, "ht"), >=, ZP_SHEET_MIN_ROW_HEIGHT);
      rows++;
    }
  g_assert_cmpuint (rows, ==, zp_sheet_get_n_rows (sheet));
  g_assert_cmpfloat_with_epsilon (pixels * 0.75, zp_sheet_get_table_width (sheet), 1.0);
}

/* 15 points are the library's default, which it does not write. */
static void
test_default_height (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (1, (guint[]){ 1 }, FALSE, "表");
  g_autoptr (ZpSheet) sheet = NULL;
  g_autoptr (ZpTestBook) book = NULL;

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 15);
  ZP_TEST_ADD (builder, .text = "");
  sheet = zp_sheet_builder_end (builder);
  book = read_back (sheet);
  g_assert_cmpstr (zp_test_book_attribute (book, SHEET1, "row", "customHeight"), ==, "1");
}

static void
test_page (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (20);
  g_autoptr (ZpTestBook) book = read_back (sheet);
  const ZpTestElement *titles
      = zp_test_book_find (book, "xl/workbook.xml", "definedName", "name", "_xlnm.Print_Titles");
  const ZpTestElement *area
      = zp_test_book_find (book, "xl/workbook.xml", "definedName", "name", "_xlnm.Print_Area");

  g_assert_cmpstr (zp_test_book_attribute (book, SHEET1, "pageSetup", "paperSize"), ==, "9");
  g_assert_cmpstr (zp_test_book_attribute (book, SHEET1, "pageSetup", "orientation"), ==,
                   "portrait");
  g_assert_cmpstr (zp_test_book_attribute (book, SHEET1, "pageSetup", "fitToHeight"), ==, "0");
  g_assert_cmpstr (zp_test_book_attribute (book, SHEET1, "pageSetUpPr", "fitToPage"), ==, "1");
  g_assert_cmpstr (zp_test_book_attribute (book, SHEET1, "printOptions", "horizontalCentered"), ==,
                   "1");
  g_assert_cmpfloat_with_epsilon (
      attribute_as_number (zp_test_book_find (book, SHEET1, "pageMargins", NULL, NULL), "left"),
      42.5 / 72, 0.001);
  g_assert_cmpstr (zp_test_book_find (book, SHEET1, "oddFooter", NULL, NULL)->text->str, ==,
                   "&C第 &P 页 / 共 &N 页");
  /* The heading of the longer table, not the title and not the heading of the money. */
  g_assert_cmpstr (titles->text->str, ==, "'自评表'!$12:$12");
  g_assert_cmpstr (area->text->str, ==, "'自评表'!$A$1:$I$33");
}

/* With two indicators the table of the money, which comes first, is the longer one. */
static void
test_repeats_longest (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (2);
  g_autoptr (ZpTestBook) book = read_back (sheet);
  const ZpTestElement *titles
      = zp_test_book_find (book, "xl/workbook.xml", "definedName", "name", "_xlnm.Print_Titles");

  g_assert_cmpstr (titles->text->str, ==, "'自评表'!$5:$5");
}

static const char *
style_of (ZpTestBook *book, const char *cell)
{
  return zp_test_element_get (zp_test_book_find (book, SHEET1, "c", "r", cell), "s");
}

/* Formats are shared by cells that look the same, and only by those. */
static void
test_formats (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);
  g_autoptr (ZpTestBook) book = read_back (sheet);

  g_assert_cmpstr (style_of (book, "D6"), ==, style_of (book, "E7")); /* amounts */
  g_assert_cmpstr (style_of (book, "G6"), !=, style_of (book, "H6")); /* 10 and 54.99% */
  g_assert_cmpstr (style_of (book, "H6"), !=, style_of (book, "I6")); /* 54.99% and 5.4 */
  g_assert_cmpstr (style_of (book, "G6"), !=, style_of (book, "G7")); /* 10 and — */
  g_assert_cmpstr (style_of (book, "A1"), !=, style_of (book, "A2")); /* title, subtitle */
}

static void
test_landscape (void)
{
  ZpSheetBuilder *builder = zp_sheet_builder_new (1, (guint[]){ 1 }, TRUE, "表");
  g_autoptr (ZpSheet) sheet = NULL;
  g_autoptr (ZpTestBook) book = NULL;

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .text = "a");
  sheet = zp_sheet_builder_end (builder);
  book = read_back (sheet);
  g_assert_cmpstr (zp_test_book_attribute (book, SHEET1, "pageSetup", "orientation"), ==,
                   "landscape");
  g_assert_null (
      zp_test_book_find (book, "xl/workbook.xml", "definedName", "name", "_xlnm.Print_Titles"));
}

static void
test_reproducible (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_form (4);
  g_autoptr (GBytes) first = write_sheet (sheet, "自评表", NULL);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (ZpTestBook) book = zp_test_book_new (first);

  /* The times in a zip file count in steps of two seconds. */
  g_usleep (2 * G_USEC_PER_SEC);
  second = write_sheet (sheet, "自评表", NULL);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpstr (
      zp_test_book_find (book, "docProps/core.xml", "dcterms:created", NULL, NULL)->text->str, ==,
      "2020-01-01T00:00:00Z");
  g_assert_cmpstr (zp_test_book_find (book, "docProps/core.xml", "dc:title", NULL, NULL)->text->str,
                   ==, "项目支出绩效自评表");
}

static void
test_created (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text ("a");
  g_autoptr (ZpSheetLayout) layout = zp_sheet_layout_new (sheet, context);
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpTestBook) book = NULL;

  zp_xlsx_writer_set_created (writer, 1611705600);
  g_assert_true (zp_xlsx_writer_add_sheet (writer, "表", sheet, layout, NULL));
  bytes = zp_xlsx_writer_finish (writer, NULL);
  assert_no_files_left ();
  book = zp_test_book_new (bytes);
  g_assert_cmpstr (
      zp_test_book_find (book, "docProps/core.xml", "dcterms:created", NULL, NULL)->text->str, ==,
      "2021-01-27T00:00:00Z");
}

static void
test_no_sheets (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (NULL);
  g_autoptr (GBytes) bytes = zp_xlsx_writer_finish (writer, &error);

  g_assert_null (bytes);
  g_assert_error (error, ZP_ERROR, ZP_ERROR_EXPORT);
}

/* One bad sheet spoils the workbook: half a summary must not look like a whole one. */
static void
test_failed_sheet (void)
{
  g_autofree char *too_long = repeat ("绩", 32768);
  g_autoptr (ZpSheet) bad = zp_test_sheet_with_text (too_long);
  g_autoptr (ZpSheet) good = zp_test_sheet_with_text ("a");
  g_autoptr (ZpSheetLayout) bad_layout = zp_sheet_layout_new (bad, context);
  g_autoptr (ZpSheetLayout) good_layout = zp_sheet_layout_new (good, context);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (NULL);

  g_assert_true (zp_xlsx_writer_add_sheet (writer, "甲", good, good_layout, NULL));
  g_assert_false (zp_xlsx_writer_add_sheet (writer, "乙", bad, bad_layout, NULL));
  g_assert_null (zp_xlsx_writer_finish (writer, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_EXPORT);
  g_clear_pointer (&writer, zp_xlsx_writer_free);
  assert_no_files_left ();
}

static void
test_no_room (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpXlsxWriter) writer = NULL;
  g_autofree char *moved = g_strconcat (tmp_dir, "-moved", NULL);

  g_assert_cmpint (g_rename (tmp_dir, moved), ==, 0);
  writer = zp_xlsx_writer_new (&error);
  g_assert_cmpint (g_rename (moved, tmp_dir), ==, 0);
  g_assert_null (writer);
  g_assert_error (error, ZP_ERROR, ZP_ERROR_EXPORT);
  g_assert_nonnull (strstr (error->message, tmp_dir));
}

static void
test_close_fails (void)
{
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text ("a");
  g_autoptr (ZpSheetLayout) layout = zp_sheet_layout_new (sheet, context);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpXlsxWriter) writer = zp_xlsx_writer_new (NULL);
  g_autofree char *moved = g_strconcat (tmp_dir, "-moved", NULL);
  GBytes *bytes;

  g_assert_true (zp_xlsx_writer_add_sheet (writer, "表", sheet, layout, NULL));
  g_assert_cmpint (g_rename (tmp_dir, moved), ==, 0);
  bytes = zp_xlsx_writer_finish (writer, &error);
  g_assert_cmpint (g_rename (moved, tmp_dir), ==, 0);
  g_assert_null (bytes);
  g_assert_error (error, ZP_ERROR, ZP_ERROR_EXPORT);
  remove_leftovers (); /* what was moved away while it should have been deleted */
}

static void
add_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/xlsx/text/", text_cases[i].name, NULL);

      g_test_add_data_func (path, &text_cases[i], test_text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/xlsx/number/", number_cases[i].name, NULL);

      g_test_add_data_func (path, &number_cases[i], test_number);
    }
}

int
main (int argc, char **argv)
{
  char dir[] = "/tmp/ziping-test-XXXXXX";
  int status;

  tmp_dir = g_mkdtemp (dir);
  g_assert_nonnull (tmp_dir);
  g_setenv ("TMPDIR", tmp_dir, TRUE);
  g_test_init (&argc, &argv, NULL);
  context = zp_sheet_layout_create_context ();
  add_tables ();
  g_test_add_func ("/xlsx/decimal-comma-locale", test_comma_locale);
  g_test_add_func ("/xlsx/overlapping-merges", test_overlap);
  g_test_add_func ("/xlsx/32768-characters", test_long_text);
  g_test_add_func ("/xlsx/32768-characters-of-pairs", test_long_text_of_pairs);
  g_test_add_func ("/xlsx/row-above-409-points", test_tall_row);
  g_test_add_func ("/xlsx/40-sheets-of-one-long-name", test_same_names);
  g_test_add_func ("/xlsx/merges-and-borders", test_merges_and_borders);
  g_test_add_func ("/xlsx/sizes", test_sizes);
  g_test_add_func ("/xlsx/default-height", test_default_height);
  g_test_add_func ("/xlsx/page", test_page);
  g_test_add_func ("/xlsx/repeats-longest", test_repeats_longest);
  g_test_add_func ("/xlsx/formats", test_formats);
  g_test_add_func ("/xlsx/landscape", test_landscape);
  g_test_add_func ("/xlsx/reproducible", test_reproducible);
  g_test_add_func ("/xlsx/created", test_created);
  g_test_add_func ("/xlsx/no-sheets", test_no_sheets);
  g_test_add_func ("/xlsx/failed-sheet", test_failed_sheet);
  g_test_add_func ("/xlsx/no-room", test_no_room);
  g_test_add_func ("/xlsx/close-fails", test_close_fails);
  status = g_test_run ();
  g_object_unref (context);
  remove_leftovers ();
  (void) g_rmdir (tmp_dir);
  return status;
}
