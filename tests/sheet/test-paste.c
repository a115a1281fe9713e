/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-catalog.h"
#include "zp-clip-sheet.h"
#include "zp-form-file.h"
#include "zp-paste.h"
#include "zp-quantity.h"
#include "zp-sheet-builder.h"

#include <string.h>

/* Blocks from spreadsheets: how they are read, and where they go. */

/* --- reading --- */

typedef struct
{
  const char *name;
  const char *text;
  const char *cells; /* rows divided by |, columns by ; */
} TextCase;

static const TextCase tsv_cases[] = {
  { "one", "a", "a" },
  { "row", "a\tb\tc", "a;b;c" },
  { "rows", "a\tb\nc\td\n", "a;b|c;d" },
  { "windows-line-ends", "a\tb\r\nc\td\r\n", "a;b|c;d" },
  { "old-line-ends", "a\rb", "a|b" },
  { "empty-cells", "\ta\t\n\t\tb", ";a;|;;b" },
  { "break-in-cell", "\"a\nb\"\tc\n", "a\nb;c" },
  { "tab-in-cell", "\"a\tb\"\tc", "a\tb;c" },
  { "quotes-in-quotes", "\"say \"\"yes\"\"\"\tc", "say \"yes\";c" },
  { "quotes-unquoted", "a \"b\" c\td", "a \"b\" c;d" },
  { "quote-begins-only", "\"a\" b\tc", "\"a\" b;c" },
  { "quote-never-closed", "\"a\tb", "\"a;b" },
  { "quoted-empty", "\"\"\tb", ";b" },
  { "empty-line", "a\n\nb", "a||b" },
  { "nothing", "", "" },
  { "windows-break-in-cell", "\"a\r\nb\"\tc", "a\nb;c" },
};

static const TextCase html_cases[] = {
  { "simple", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    "a;b|c;d" },
  { "headings", "<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d</table>", "a;b|c;d" },
  { "break", "<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb;c" },
  { "excel-break",
    "<table><tr><td>a<br style='mso-data-placement:same-cell'/>\r\n  b</td><td>c</td></table>",
    "a\nb;c" },
  { "paragraphs", "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\nb;c" },
  { "row-span", "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
    "a;b|;c" },
  { "column-span-all-rows",
    "<table><tr><td colspan=3>a</td><td>b</td></tr><tr><td colspan=3>c</td><td>d</td></tr></table>",
    "a;b|c;d" },
  { "column-span-one-row",
    "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>", "a;|b;c" },
  { "entities", "<table><tr><td>&lt;5&nbsp;&amp;&ge;6</td><td>&#8805;95%</td></tr></table>",
    "<5 &≥6;≥95%" },
  { "excel-envelope",
    "<html xmlns:x=\"urn\"><head><meta charset=gb2312><style>td{color:red}</style><title>x</title></head>"
    "<body><!--StartFragment--><table><col width=72><tr height=18><td class=xl65 x:num>12.5</td>"
    "<td>二级指标</td></tr></table><!--EndFragment--></body></html>",
    "12.5;二级指标" },
  { "nested",
    "<table><tr><td>a<table><tr><td>x</td><td>y</td></tr></table></td><td>b</td></tr></table>",
    "a\nx y;b" },
  { "span-that-lies", "<table><tr><td rowspan=-3 colspan=abc>a</td><td>b</td></tr></table>",
    "a;b" },
  { "words-outside", "<p>hello</p><table><tr><td>a</td><td>b</td></tr></table>", NULL },
  { "two-tables", "<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>", NULL },
  { "no-table", "<p>a</p>", NULL },
  { "nothing", "", NULL },
  { "not-html", "\x01\x02<<<>>&&&", NULL },
};

static char *
describe (const ZpClip *clip)
{
  GString *out = g_string_new (NULL);

  for (guint r = 0; r < zp_clip_get_n_rows (clip); r++)
    {
      const char *between = r > 0 ? "|" : "";
      guint n = zp_clip_get_n_columns (clip);

      while (n > 1 && zp_clip_get_at (clip, r, n - 1) == NULL)
        n--;
      g_string_append (out, between);
      for (guint c = 0; c < n; c++)
        g_string_append_printf (out, "%s%s", c > 0 ? ";" : "", zp_clip_get_text (clip, r, c));
    }
  return g_string_free (out, FALSE);
}

static void
test_tsv (gconstpointer data)
{
  const TextCase *test = data;
  g_autoptr (ZpClip) clip = zp_clip_new_from_tsv (test->text);
  g_autofree char *found = describe (clip);

  g_assert_cmpstr (found, ==, test->cells);
}

static void
test_html (gconstpointer data)
{
  const TextCase *test = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (test->text, strlen (test->text));
  g_autoptr (ZpClip) clip = zp_clip_new_from_html (bytes);
  g_autofree char *found = clip != NULL ? describe (clip) : NULL;

  g_assert_cmpstr (found, ==, test->cells);
}

static void
test_html_wide (void)
{
  g_autofree char *wide = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpClip) clip = NULL;
  gsize size;

  wide = g_convert ("<table><tr><td>指标</td><td>b</td></tr></table>", -1, "UTF-16", "UTF-8", NULL,
                    &size, NULL);
  bytes = g_bytes_new (wide, size);
  clip = zp_clip_new_from_html (bytes);
  g_assert_nonnull (clip);
  g_assert_cmpstr (zp_clip_get_text (clip, 0, 0), ==, "指标");
}

/* More than anybody pastes: cut off, soon, and said. */
static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) html = g_string_new ("<table>");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpClip) many = NULL;
  g_autoptr (ZpClip) quotes = NULL;
  g_autoptr (ZpClip) spans = NULL;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 3000; i++)
    g_string_append (text, "a\tb\n");
  many = zp_clip_new_from_tsv (text->str);
  g_assert_cmpuint (zp_clip_get_n_rows (many), ==, ZP_CLIP_MAX_ROWS);
  g_assert_true (zp_clip_was_cut (many));

  g_string_truncate (text, 0);
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "\"x\t");
  quotes = zp_clip_new_from_tsv (text->str);
  g_assert_true (zp_clip_was_cut (quotes));

  for (guint i = 0; i < 3000; i++)
    g_string_append (html, "<tr><td>a<td rowspan=99999 colspan=99999>b");
  bytes = g_bytes_new (html->str, html->len);
  spans = zp_clip_new_from_html (bytes);
  g_assert_true (zp_clip_was_cut (spans));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

/* --- writing and reading again --- */

static char *
random_text (void)
{
  static const char *const parts[]
      = { "a", "指标", "\"", "\t", "\n", " ", "≥95%", "<b>", "&amp;", "12.5", "" };
  GString *text = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static void
assert_same_texts (const ZpClip *a, const ZpClip *b, gboolean squeezed)
{
  for (guint r = 0; r < zp_clip_get_n_rows (a); r++)
    for (guint c = 0; c < zp_clip_get_n_columns (a); c++)
      {
        g_auto (GStrv) one = g_strsplit_set (zp_clip_get_text (a, r, c), " \t\n", -1);
        g_auto (GStrv) two = g_strsplit_set (zp_clip_get_text (b, r, c), " \t\n", -1);
        g_autofree char *first = g_strjoinv ("", one);
        g_autofree char *second = g_strjoinv ("", two);

        if (squeezed)
          g_assert_cmpstr (first, ==, second);
        else
          g_assert_cmpstr (zp_clip_get_text (a, r, c), ==, zp_clip_get_text (b, r, c));
      }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (ZpClip) clip = zp_clip_new ();
      guint n_rows = (guint) g_test_rand_int_range (1, 6),
            n_columns = (guint) g_test_rand_int_range (2, 6);
      g_autofree char *tsv = NULL;
      g_autofree char *html = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (ZpClip) from_tsv = NULL;
      g_autoptr (ZpClip) from_html = NULL;

      for (guint r = 0; r < n_rows; r++)
        for (guint c = 0; c < n_columns; c++)
          {
            g_autofree char *text = random_text ();

            (void) zp_clip_put (clip, r, c, (guint) g_test_rand_int_range (1, 3), 1, text);
          }
      tsv = zp_clip_to_tsv (clip);
      html = zp_clip_to_html (clip);
      from_tsv = zp_clip_new_from_tsv (tsv);
      bytes = g_bytes_new_static (html, strlen (html));
      from_html = zp_clip_new_from_html (bytes);
      g_assert_cmpuint (zp_clip_get_n_columns (from_tsv), ==, n_columns);
      g_assert_cmpuint (zp_clip_get_n_columns (from_html), ==, n_columns);
      assert_same_texts (clip, from_tsv, FALSE);
      assert_same_texts (clip, from_html, TRUE);
      for (guint r = 0; r < zp_clip_get_n_rows (clip); r++)
        for (guint c = 0; c < n_columns; c++)
          {
            const ZpClipCell *a = zp_clip_get_at (clip, r, c);
            const ZpClipCell *b = zp_clip_get_at (from_html, r, c);

            if (a == NULL)
              continue;
            g_assert_cmpuint (a->row, ==, b->row);
            g_assert_cmpuint (a->row_span, ==, b->row_span);
          }
    }
}

/* A spreadsheet must not work out what is only written like a formula. */
static void
test_no_formulas (void)
{
  g_autoptr (ZpClip) clip = zp_clip_new ();
  g_autofree char *html = NULL;

  (void) zp_clip_put (clip, 0, 0, 1, 1, "=6家");
  (void) zp_clip_put (clip, 0, 1, 1, 1, "12.5");
  html = zp_clip_to_html (clip);
  g_assert_nonnull (
      strstr (html, "<td style=\"mso-number-format:'\\@'\" sdnum=\"1033;0;@\">=6家</td>"));
  g_assert_nonnull (strstr (html, "<td>12.5</td>"));
}

/* --- whole tables: out of one form and into an empty one --- */

static ZpForm *
read_golden (ZpCatalog *catalog, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  ZpForm *form;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  json = g_bytes_new (text, size);
  form = zp_form_read (json, catalog, &error);
  g_assert_no_error (error);
  return form;
}

static ZpSheet *
build (ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  return zp_sheet_build (form, card);
}

/* The rows of the table with what stands above them. */
static ZpClip *
copy_table (ZpForm *form, const char *table)
{
  g_autoptr (ZpSheet) sheet = build (form);
  guint first = G_MAXUINT, last = 0;

  for (guint r = 0; r < zp_sheet_get_n_rows (sheet); r++)
    if (g_strcmp0 (zp_sheet_get_row (sheet, r)->table, table) == 0)
      {
        first = MIN (first, r);
        last = r;
      }
  g_assert_cmpuint (first, <, last);
  return zp_clip_new_from_sheet (sheet, first > 2 ? first - 2 : 0, 0, last,
                                 zp_sheet_get_n_columns (sheet) - 1);
}

static char *
first_address (ZpForm *form, const char *table)
{
  g_autoptr (ZpSheet) sheet = build (form);

  for (guint i = 0; i < zp_sheet_get_n_cells (sheet); i++)
    {
      const ZpSheetCell *cell = zp_sheet_get_cell (sheet, i);

      if (cell->address != NULL && cell->kind == ZP_CELL_INPUT
          && g_str_has_prefix (cell->address, table) && !cell->merged)
        return g_strdup (cell->address);
    }
  g_assert_not_reached ();
}

static gboolean
same_value (const char *a, const char *b)
{
  ZpDecimal one, two;

  if (zp_decimal_parse (a, &one) == ZP_DECIMAL_OK && zp_decimal_parse (b, &two) == ZP_DECIMAL_OK)
    return zp_decimal_equal (one, two);
  return zp_text_same (a, b);
}

static void
assert_same_rows (ZpForm *a, ZpForm *b)
{
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (a));

  g_assert_cmpuint (zp_form_get_n_rows (a, table->key), ==, zp_form_get_n_rows (b, table->key));
  for (guint i = 0; i < zp_form_get_n_rows (a, table->key); i++)
    for (guint c = 0; c < table->columns->len; c++)
      {
        const ZpColumnSpec *column = g_ptr_array_index (table->columns, c);
        const char *one = zp_row_get (zp_form_get_row (a, table->key, i), column->key);
        const char *two = zp_row_get (zp_form_get_row (b, table->key, i), column->key);

        /* A score that nobody gave by hand is printed, and comes back settled. */
        if (column->role == ZP_ROLE_SCORE || column->role == ZP_ROLE_LEVEL2_CELL)
          continue;
        if (!same_value (one, two))
          g_error ("row %u, %s: “%s” came back as “%s”", i, column->key, one, two);
      }
}

static ZpClip *
through (const ZpClip *clip, gboolean html)
{
  g_autofree char *text = html ? zp_clip_to_html (clip) : zp_clip_to_tsv (clip);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return html ? zp_clip_new_from_html (bytes) : zp_clip_new_from_tsv (text);
}

static void
test_table (gconstpointer data)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, data);
  const char *table = zp_template_get_indicators (zp_form_get_template (form))->key;
  g_autoptr (ZpClip) clip = copy_table (form, table);

  for (guint html = 0; html < 2; html++)
    {
      g_autoptr (ZpForm) empty
          = zp_form_new (zp_form_get_template (form), zp_form_get_profile (form));
      g_autofree char *address = first_address (empty, table);
      g_autoptr (ZpClip) back = through (clip, html == 1);
      g_autoptr (ZpPaste) plan = NULL;

      g_assert_nonnull (back);
      plan = zp_paste_plan (empty, address, back);
      g_assert_cmpuint (zp_form_get_n_rows (empty, table), ==, 0);
      g_assert_true (plan->by_headings);
      assert_same_rows (form, plan->result);
      g_assert_true (zp_paste_apply (empty, address, back));
      assert_same_rows (form, empty);
      g_assert_true (zp_form_undo (empty, NULL, NULL));
      g_assert_cmpuint (zp_form_get_n_rows (empty, table), ==, 0);
      g_assert_false (zp_form_can_undo (empty));
    }
}

/* --- where things go --- */

typedef struct
{
  const char *name;
  const char *address;
  const char *tsv;
  const char *values; /* address=text, divided by |; a row number stands for the row */
  const char *left;   /* texts that are not taken, divided by | */
} PlaceCase;

static const PlaceCase place_cases[] = {
  { "column-down", "indicators/+0/level3", "甲\n乙\n丙",
    "1/level3=甲|2/level3=乙|3/level3=丙|2/level2=质量指标", "" },
  { "block-down", "indicators/+1/target", "≥95%\t96%\t10\n=2个\t2个\t20",
    "1/target=≥95%|1/actual=96%|1/weight=10|2/target==2个|2/weight=20|1/level2=质量指标|2/level2=时效指标",
    "" },
  { "from-the-table-of-an-office", "indicators/+0/level3",
    "序号\t指标名称\t权重\t二级指标\t运算符号\t指标值\t计量单位\t完成值\n"
    "1\t培训人次\t20\t数量指标\t≥\t100\t人次\t120\n"
    "2\t培训合格率\t30\t质量指标\t≥\t95\t%\t96",
    "1/level3=培训人次|1/level1=产出指标|1/weight=20|1/target=≥100人次|1/actual=120人次|2/level2=质量指标|2/target=≥95%|2/actual=96%",
    "序号" },
  { "another-order", "indicators/+0/level3",
    "得分\t分值\t三级指标\t二级指标\n\t10\t甲\t满意度\n\t20\t乙\t社会效益",
    "1/level3=乙|1/level1=效益指标|2/level3=甲|1/weight=20|2/weight=10", "" },
  { "two-of-a-kind", "indicators/+0/level3", "二级指标\t三级指标\n数量指标\t甲\n\t乙\n质量指标\t丙",
    "1/level3=甲|2/level3=乙|2/level2=数量指标|3/level3=丙", "" },
  { "a-level-of-its-own", "indicators/+0/level3",
    "一级指标\t二级指标\t三级指标\n产出指标\t绿色指标\t甲",
    "1/level2=绿色指标|1/level1=产出指标|1/level3=甲", "" },
  { "sums-below", "indicators/+0/level3",
    "一级指标\t二级指标\t三级指标\t分值\n产出指标\t数量指标\t甲\t90\n总分\t\t\t90",
    "1/level3=甲|1/weight=90|2/level3=", "总分" },
  { "no-numbers", "indicators/+0/weight", "许多\n20", "1/weight=20|1/level2=质量指标", "许多" },
  { "points", "indicators/+0/weight", "12.5分\n１０", "1/weight=12.5|2/weight=１０", "" },
  { "money", "funding/total/initial", "25.15\t251500元\t1,300.5",
    "initial=25.15|budget=251500元|executed=1,300.5", "" },
  { "money-beyond", "funding/total/initial", "1\t2\t3\t10\t99%\t5", "initial=1|executed=3",
    "10|99%" },
  { "money-by-names", "funding/total/initial",
    "资金来源\t全年执行数\t年初预算数\n其他资金\t3\t4\n年度资金总额\t5\t6\n贷款\t7\t8",
    "initial=6|executed=5|other:initial=4", "贷款" },
  { "below-the-table", "filled_on", "今天\n明天", "", "明天" },
};

static const char *
find_value (ZpForm *form, const char *place)
{
  const ZpRow *row;

  if (g_ascii_isdigit (*place))
    {
      row = zp_form_get_row (form, "indicators", (guint) g_ascii_strtoull (place, NULL, 10) - 1);
      return row != NULL ? zp_row_get (row, strchr (place, '/') + 1) : "";
    }
  if (strchr (place, ':') != NULL)
    return zp_row_get (zp_form_find_row (form, "funding", "other"), strchr (place, ':') + 1);
  return zp_row_get (zp_form_find_row (form, "funding", "total"), place);
}

static void
test_place (gconstpointer data)
{
  const PlaceCase *test = data;
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  ZpTemplate *template_ = zp_catalog_find_template (catalog, "mof-2020", NULL);
  g_autoptr (ZpForm) form
      = zp_form_new (template_, zp_catalog_find_profile (catalog, "mof-2020", NULL));
  g_autoptr (ZpClip) clip = zp_clip_new_from_tsv (test->tsv);
  g_autoptr (ZpPaste) plan = zp_paste_plan (form, test->address, clip);
  g_auto (GStrv) values = g_strsplit (test->values, "|", -1);
  g_autoptr (GString) left = g_string_new (NULL);

  for (guint i = 0; values[i] != NULL; i++)
    {
      char *equals = strchr (values[i], '=');

      *equals = '\0';
      g_assert_cmpstr (find_value (plan->result, values[i]), ==, equals + 1);
    }
  for (guint i = 0; i < plan->left->len; i++)
    g_string_append_printf (left, "%s%s", i > 0 ? "|" : "",
                            ((ZpPasteItem *) g_ptr_array_index (plan->left, i))->text);
  g_assert_cmpstr (left->str, ==, test->left);
}

/* A long list stops at what a form can be, says so, and takes no time. */
static void
test_too_many (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = zp_form_new (zp_catalog_find_template (catalog, "mof-2020", NULL),
                                         zp_catalog_find_profile (catalog, "mof-2020", NULL));
  g_autoptr (GString) text = g_string_new ("二级指标\t三级指标\n");
  g_autoptr (ZpClip) clip = NULL;
  g_autoptr (ZpPaste) plan = NULL;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (text, "数量指标\t第%u项\n", i);
  clip = zp_clip_new_from_tsv (text->str);
  plan = zp_paste_plan (form, "indicators/+0/level3", clip);
  g_assert_cmpuint (zp_form_get_n_rows (plan->result, "indicators"), ==, 300);
  g_assert_cmpuint (plan->left->len, >, 0);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

/* The same table again says nothing new; a changed figure goes to its own row. */
static void
test_again (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form
      = read_golden (catalog, "urumqi-2020/16-medical-capacity-subsidy-37.ziping");
  g_autoptr (ZpClip) same = copy_table (form, "indicators");
  g_autofree char *address = first_address (form, "indicators");
  g_autoptr (ZpPaste) plan = zp_paste_plan (form, address, same);
  g_autofree char *text
      = g_strdup_printf ("三级指标\t实际完成值\n%s\t7个",
                         zp_row_get (zp_form_get_row (form, "indicators", 3), "level3"));
  g_autoptr (ZpClip) one = zp_clip_new_from_tsv (text);
  g_autoptr (ZpPaste) changed = NULL;

  g_assert_cmpuint (plan->set->len, ==, 0);
  g_assert_cmpuint (plan->n_rows, ==, 0);
  g_assert_cmpuint (plan->n_same, >, 20);
  g_assert_false (zp_form_can_undo (form));
  changed = zp_paste_plan (form, address, one);
  g_assert_cmpuint (changed->set->len, ==, 1);
  g_assert_cmpstr (zp_row_get (zp_form_get_row (changed->result, "indicators", 3), "actual"), ==,
                   "7个");
}

int
main (int argc, char *argv[])
{
  static const char *const goldens[] = {
    "urumqi-2020/01-fanghuiju.ziping",
    "urumqi-2020/16-medical-capacity-subsidy-37.ziping",
    "qujing-2023/03-project-service-capacity.ziping",
    "wuhan-2020/01-medical-aid.ziping",
    "fushun-2021/11-medical-capacity-subsidy.ziping",
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tsv_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/paste/tsv/", tsv_cases[i].name, NULL);

      g_test_add_data_func (path, &tsv_cases[i], test_tsv);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (html_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/paste/html/", html_cases[i].name, NULL);

      g_test_add_data_func (path, &html_cases[i], test_html);
    }
  g_test_add_func ("/paste/html-wide", test_html_wide);
  g_test_add_func ("/paste/limits", test_limits);
  g_test_add_func ("/paste/round-trip", test_round_trip);
  g_test_add_func ("/paste/no-formulas", test_no_formulas);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strconcat ("/paste/table/", goldens[i], NULL);

      g_test_add_data_func (path, goldens[i], test_table);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (place_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/paste/place/", place_cases[i].name, NULL);

      g_test_add_data_func (path, &place_cases[i], test_place);
    }
  g_test_add_func ("/paste/too-many", test_too_many);
  g_test_add_func ("/paste/again", test_again);
  return g_test_run ();
}
