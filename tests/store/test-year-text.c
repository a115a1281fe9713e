/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-year-list.h"
#include "zp-year-text.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *day;
} DayCase;

static const DayCase day_cases[] = {
  { "iso", "2021-03-31", "2021-03-31" },
  { "short", "2021-3-1", "2021-03-01" },
  { "slashes", "2021/3/31", "2021-03-31" },
  { "dots", "2021.3.31", "2021-03-31" },
  { "chinese", "2021年3月31日", "2021-03-31" },
  { "digits", "20210331", "2021-03-31" },
  { "serial", "44286", "2021-03-31" },
  { "full-width", "２０２１－３－３１", "2021-03-31" },
  { "empty", " ", "" },
  { "no-such-day", "2021-02-30", NULL },
  { "words", "三月底", NULL },
};

static void
test_day (gconstpointer data)
{
  const DayCase *test = data;
  g_autofree char *day = zp_year_parse_due (test->text);

  g_assert_cmpstr (day, ==, test->day);
}

typedef struct
{
  const char *name;
  const char *sheet; /* cells divided by “|”, rows by line ends */
  const char *lines; /* unit/project/budget/due */
  guint n_notes;
} SheetCase;

static const SheetCase sheet_cases[] = {
  { "headings",
    "2020年项目清单\n序号|项目名称|实施单位|全年预算数（万元）|截止日期\n"
    "1|稽核费|市医保局|12.5|2021-3-31\n2|律师费|市医保局|1,000|",
    "市医保局/稽核费/12.5/2021-03-31 市医保局/律师费/1000/", 0 },
  { "yuan", "单位|项目|预算（元）\n甲|稽核费|125000", "甲/稽核费/12.5/", 0 },
  { "adjusted-budget-counts", "单位|项目|年初预算|调整后预算\n甲|稽核费|1|2", "甲/稽核费/2/", 0 },
  { "merged-units", "单位|项目\n甲|一\n|二\n乙|三", "甲/一/-/ 甲/二/-/ 乙/三/-/", 0 },
  { "total-of-a-unit", "单位|项目|预算\n甲|一|1\n甲|小计|5\n合计||9", "甲/一/1/ 甲//5/", 1 },
  { "without-headings", "甲局|公务用车|10\n甲局|办公用房|20", "甲局/公务用车/10/ 甲局/办公用房/20/",
    0 },
  { "project-first", "公务用车|甲局|10\n办公用房|甲局|20", "甲局/公务用车/10/ 甲局/办公用房/20/",
    0 },
  { "names-alone", "公务用车\n办公用房", "/公务用车/-/ /办公用房/-/", 0 },
  { "bad-values", "单位|项目|预算|截止日期\n甲|一|很多|月底", "甲/一/-/", 2 },
  { "empty-rows", "单位|项目\n甲|一\n|\n", "甲/一/-/", 0 },
  { "nothing", "", "", 0 },
};

static char *
describe (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (lines, i);
      g_autofree char *budget = line->budget_micro == G_MININT64
                                    ? g_strdup ("-")
                                    : zp_decimal_to_string (ZP_DECIMAL_MICRO (line->budget_micro));

      g_string_append_printf (text, "%s%s/%s/%s/%s", i > 0 ? " " : "", line->unit, line->project,
                              budget, line->due);
    }
  return g_string_free (text, FALSE);
}

static void
test_sheet (gconstpointer data)
{
  const SheetCase *test = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = NULL;
  g_auto (GStrv) texts = g_strsplit (test->sheet, "\n", -1);
  g_autofree char *found = NULL;

  for (gsize i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (rows, g_strsplit (texts[i], "|", -1));
  lines = zp_year_lines_read (rows, "2020", notes);
  found = describe (lines);
  g_assert_cmpstr (found, ==, test->lines);
  g_assert_cmpuint (notes->len, ==, test->n_notes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (day_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/year-text/day/", day_cases[i].name, NULL);

      g_test_add_data_func (path, &day_cases[i], test_day);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sheet_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/year-text/sheet/", sheet_cases[i].name, NULL);

      g_test_add_data_func (path, &sheet_cases[i], test_sheet);
    }
  return g_test_run ();
}
