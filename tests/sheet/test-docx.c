/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-docx-writer.h"
#include "zp-test-sheet.h"
#include "zp-test-xlsx.h"

#include <string.h>

#define BODY "word/document.xml"
#define CREATED 1700000000

static ZpTestBook *
write_and_open (const ZpSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = zp_docx_write (sheet, zp_sheet_get_title (sheet), CREATED, &error);

  g_assert_no_error (error);
  return zp_test_book_new (bytes);
}

static guint
count (ZpTestBook *book, const char *name)
{
  GPtrArray *elements = zp_test_book_part (book, BODY);
  guint n = 0;

  for (guint i = 0; i < elements->len; i++)
    n += g_str_equal (((ZpTestElement *) g_ptr_array_index (elements, i))->name, name);
  return n;
}

static guint
count_value (ZpTestBook *book, const char *name, const char *value)
{
  GPtrArray *elements = zp_test_book_part (book, BODY);
  guint n = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const ZpTestElement *element = g_ptr_array_index (elements, i);

      n += g_str_equal (element->name, name)
           && g_strcmp0 (zp_test_element_get (element, "w:val"), value) == 0;
    }
  return n;
}

/* The texts of the document, one after the other. */
static char *
all_text (ZpTestBook *book)
{
  GPtrArray *elements = zp_test_book_part (book, BODY);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < elements->len; i++)
    {
      const ZpTestElement *element = g_ptr_array_index (elements, i);

      if (g_str_equal (element->name, "w:t"))
        g_string_append_printf (text, "%s|", element->text->str);
    }
  return g_string_free (text, FALSE);
}

static ZpSheetBuilder *
begin_document (void)
{
  return zp_sheet_builder_new (4, (guint[]){ 1, 2, 3, 4 }, FALSE, "报告");
}

static void
add_text (ZpSheetBuilder *builder, ZpCellStyle style, const char *text)
{
  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .span = 4, .style = style, .text = text);
}

/* Two rows of headings, of which the first cell covers both, and two rows of values. */
static void
add_table (ZpSheetBuilder *builder, gboolean reaches_down)
{
  zp_sheet_builder_begin_row (builder, NULL, NULL, TRUE, 0);
  ZP_TEST_ADD (builder, .rows = reaches_down ? 3 : 2, .style = ZP_STYLE_LABEL, .text = "项目");
  ZP_TEST_ADD (builder, .column = 1, .span = 3, .style = ZP_STYLE_LABEL, .text = "金额");
  zp_sheet_builder_begin_row (builder, NULL, NULL, TRUE, 0);
  ZP_TEST_ADD (builder, .column = 1, .style = ZP_STYLE_LABEL, .text = "预算");
  ZP_TEST_ADD (builder, .column = 2, .span = 2, .style = ZP_STYLE_LABEL, .text = "执行");
  for (guint i = 0; i < 2; i++)
    {
      zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
      if (i > 0 || !reaches_down)
        ZP_TEST_ADD (builder, .style = ZP_STYLE_VALUE, .text = "甲");
      ZP_TEST_ADD (builder, .column = 1, .span = 3, .style = ZP_STYLE_VALUE, .text = "1.00");
    }
}

static ZpSheet *
make_document (void)
{
  ZpSheetBuilder *builder = begin_document ();

  add_text (builder, ZP_STYLE_DOC_TITLE, "自评报告");
  add_text (builder, ZP_STYLE_HEADING1, "一、基本情况");
  add_text (builder, ZP_STYLE_HEADING2, "（一）职能");
  add_text (builder, ZP_STYLE_HEADING3, "1.概况");
  add_text (builder, ZP_STYLE_PARAGRAPH, "第一段。\n第二段。");
  add_text (builder, ZP_STYLE_PARAGRAPH, "");
  add_table (builder, FALSE);
  add_text (builder, ZP_STYLE_PARAGRAPH, "表后。");
  return zp_sheet_builder_end (builder);
}

/* --- the package --- */

static void
test_same_bytes (void)
{
  g_autoptr (ZpSheet) sheet = make_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = zp_docx_write (sheet, "报告", CREATED, &error);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) later = NULL;

  g_assert_no_error (error);
  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  second = zp_docx_write (sheet, "报告", CREATED, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  later = zp_docx_write (sheet, "报告", CREATED + 1, &error);
  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (first, later));
  g_unsetenv ("TZ");
}

static void
test_parts (void)
{
  g_autoptr (ZpSheet) sheet = make_document ();
  g_autoptr (ZpTestBook) book = write_and_open (sheet);
  static const char *const parts[] = { "[Content_Types].xml",
                                       "_rels/.rels",
                                       BODY,
                                       "word/styles.xml",
                                       "word/fontTable.xml",
                                       "word/footer1.xml",
                                       "word/settings.xml",
                                       "docProps/core.xml",
                                       "docProps/app.xml",
                                       "word/_rels/document.xml.rels" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_nonnull (zp_test_book_part (book, parts[i]));
  g_assert_cmpuint (g_hash_table_size (book->parts), ==, G_N_ELEMENTS (parts));
  g_assert_nonnull (zp_test_book_find (book, "word/styles.xml", "w:outlineLvl", "w:val", "0"));
  g_assert_nonnull (zp_test_book_find (book, "word/styles.xml", "w:outlineLvl", "w:val", "2"));
  g_assert_nonnull (
      zp_test_book_find (book, "word/styles.xml", "w:rFonts", "w:eastAsia", "方正小标宋简体"));
  g_assert_nonnull (zp_test_book_find (book, "word/fontTable.xml", "w:font", "w:name", "仿宋"));
  g_assert_nonnull (
      zp_test_book_find (book, "word/footer1.xml", "w:fldChar", "w:fldCharType", "begin"));
}

/* --- the text --- */

static void
test_headings (void)
{
  g_autoptr (ZpSheet) sheet = make_document ();
  g_autoptr (ZpTestBook) book = write_and_open (sheet);
  g_autofree char *text = all_text (book);

  g_assert_cmpstr (
      text, ==,
      "自评报告|一、基本情况|（一）职能|1.概况|第一段。|第二段。|项目|金额|预算|执行|甲|1.00|甲|1.00|表后。|");
  g_assert_cmpuint (count_value (book, "w:pStyle", "Title"), ==, 1);
  g_assert_cmpuint (count_value (book, "w:pStyle", "Heading1"), ==, 1);
  g_assert_cmpuint (count_value (book, "w:pStyle", "Heading2"), ==, 1);
  g_assert_cmpuint (count_value (book, "w:pStyle", "Heading3"), ==, 1);
  g_assert_cmpuint (count_value (book, "w:pStyle", "BodyText"), ==, 3);
  g_assert_cmpstr (zp_test_book_attribute (book, BODY, "w:pgMar", "w:top"), ==, "2098");
  g_assert_cmpstr (zp_test_book_attribute (book, BODY, "w:pgMar", "w:left"), ==, "1587");
}

static void
test_merges (void)
{
  g_autoptr (ZpSheet) sheet = make_document ();
  g_autoptr (ZpTestBook) book = write_and_open (sheet);

  g_assert_cmpuint (count (book, "w:tbl"), ==, 1);
  g_assert_cmpuint (count (book, "w:gridCol"), ==, 4);
  g_assert_cmpuint (count (book, "w:tr"), ==, 4);
  g_assert_cmpuint (count (book, "w:tc"), ==, 2 + 3 + 2 + 2);
  g_assert_cmpuint (count_value (book, "w:vMerge", "restart"), ==, 1);
  g_assert_cmpuint (count_value (book, "w:vMerge", "continue"), ==, 1);
  g_assert_cmpuint (count_value (book, "w:gridSpan", "3"), ==, 3);
  g_assert_cmpuint (count_value (book, "w:gridSpan", "2"), ==, 1);
  g_assert_cmpuint (count (book, "w:tblHeader"), ==, 2);
  g_assert_cmpuint (count (book, "w:cantSplit"), ==, 4);
}

/* Rows that a merged cell leaves downwards cannot be repeated. */
static void
test_no_header (void)
{
  ZpSheetBuilder *builder = begin_document ();
  g_autoptr (ZpSheet) sheet = NULL;
  g_autoptr (ZpTestBook) book = NULL;

  add_table (builder, TRUE);
  sheet = zp_sheet_builder_end (builder);
  book = write_and_open (sheet);
  g_assert_cmpuint (count (book, "w:tblHeader"), ==, 0);
  g_assert_cmpuint (count_value (book, "w:vMerge", "continue"), ==, 2);
}

static int
sum_widths (ZpTestBook *book)
{
  GPtrArray *elements = zp_test_book_part (book, BODY);
  int sum = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const ZpTestElement *element = g_ptr_array_index (elements, i);

      if (g_str_equal (element->name, "w:gridCol"))
        sum += atoi (zp_test_element_get (element, "w:w"));
    }
  return sum;
}

/* The columns fill the paper between the margins, to the twentieth of a point. */
static void
test_widths (void)
{
  g_autoptr (ZpSheet) document = make_document ();
  g_autoptr (ZpSheet) form = zp_test_sheet_form (9);
  g_autoptr (ZpTestBook) text_book = write_and_open (document);
  g_autoptr (ZpTestBook) form_book = write_and_open (form);

  g_assert_cmpint (sum_widths (text_book), ==, 11906 - 1587 - 1474);
  g_assert_cmpint (sum_widths (form_book), ==, 11906 - 2 * 850);
}

static void
test_several (void)
{
  const guint widths[] = { 1 };
  ZpSheetBuilder *builder = zp_sheet_builder_new (1, widths, TRUE, "横");
  g_autoptr (ZpSheet) upright = make_document ();
  g_autoptr (ZpSheet) landscape = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpTestBook) book = NULL;

  zp_sheet_builder_begin_row (builder, NULL, NULL, FALSE, 0);
  ZP_TEST_ADD (builder, .style = ZP_STYLE_VALUE, .text = "横表");
  landscape = zp_sheet_builder_end (builder);
  bytes = zp_docx_write_sheets ((const ZpSheet *const[]){ upright, landscape }, 2, "两张", CREATED,
                                &error);
  g_assert_no_error (error);
  book = zp_test_book_new (bytes);
  g_assert_cmpuint (count (book, "w:sectPr"), ==, 2);
  g_assert_cmpuint (count_value (book, "w:type", "nextPage"), ==, 2);
  g_assert_nonnull (zp_test_book_find (book, BODY, "w:pgSz", "w:orient", "landscape"));
  g_assert_cmpstr (zp_test_book_attribute (book, BODY, "w:pgSz", "w:w"), ==, "11906");
}

/* --- hostile texts --- */

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} TextCase;

static const TextCase text_cases[] = {
  { "markup", "<w:p>&amp;]]>\"'", "<w:p>&amp;]]>\"'|" },
  { "control",
    "a\x01\x02"
    "b\x7f"
    "c",
    "abc|" },
  { "bad-utf8",
    "a\xff"
    "b",
    "a\xef\xbf\xbd"
    "b|" },
  { "bad-end", "中\xe4\xb8", "中\xef\xbf\xbd\xef\xbf\xbd|" },
  { "noncharacter",
    "a\xef\xbf\xbe"
    "b",
    "ab|" },
  { "line-ends", "a\r\nb\rc\nd", "a|b|c|d|" },
  { "spaces", "  a  ", "  a  |" },
  { "tab", "a\tb", "a b|" },
  { "escape", "_x000D_", "_x000D_|" },
  { "beyond", "𠮷😀", "𠮷😀|" },
  { "empty", "", "" },
};

static void
test_text (gconstpointer data)
{
  const TextCase *c = data;
  g_autoptr (ZpSheet) sheet = zp_test_sheet_with_text (c->text);
  g_autoptr (ZpTestBook) book = write_and_open (sheet);
  g_autofree char *text = all_text (book);

  g_assert_cmpstr (text, ==, c->expected);
  g_assert_cmpuint (count (book, "w:tc"), ==, 1);
}

static void
test_title (void)
{
  g_autoptr (ZpSheet) sheet = make_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = zp_docx_write (sheet, "<标题>\x01&\xff", G_MAXINT64, &error);
  g_autoptr (ZpTestBook) book = NULL;

  g_assert_no_error (error);
  book = zp_test_book_new (bytes);
  g_assert_nonnull (zp_test_book_part (book, "docProps/core.xml"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/docx/same-bytes", test_same_bytes);
  g_test_add_func ("/docx/parts", test_parts);
  g_test_add_func ("/docx/headings", test_headings);
  g_test_add_func ("/docx/merges", test_merges);
  g_test_add_func ("/docx/no-header", test_no_header);
  g_test_add_func ("/docx/widths", test_widths);
  g_test_add_func ("/docx/several", test_several);
  g_test_add_func ("/docx/title", test_title);
  for (gsize i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/docx/text/", text_cases[i].name, NULL);

      g_test_add_data_func (path, &text_cases[i], test_text);
    }
  return g_test_run ();
}
