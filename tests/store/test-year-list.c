/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "zp-store-backup.h"
#include "zp-year-list.h"

#define NONE G_MININT64
#define WAN(n) ((gint64) (n) *1000000)

static ZpStoreRecord *
make_form (const char *id, const char *unit, const char *project, gint64 budget)
{
  ZpStoreRecord *record = make_record (id, project, "");

  g_free (record->unit);
  record->unit = g_strdup (unit);
  record->budget_micro = budget;
  return record;
}

static void
add_line (GPtrArray *lines, const char *unit, const char *project, gint64 budget, const char *due)
{
  g_ptr_array_add (lines, zp_year_line_new ("2020", unit, project, budget, due));
}

static GPtrArray *
make_lines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zp_year_line_free);
}

/* A name of Chinese and ASCII alone is compared as any other is: a sign that counts for nothing and
 * is neither makes no difference. */
static void
test_every_way (void)
{
  for (gunichar c = 1; c <= 0xffff; c++)
    {
      g_autoptr (GString) name = g_string_new ("局");
      g_autoptr (GString) other = g_string_new ("局");

      /* Of the scripts that have a way of their own, each character; of Chinese, some. */
      if (c > 0x7f
          && (c < 0x4e00 || (c > 0x4e00 && c < 0x9f00 && c % 50 != 0)
              || (c > 0x9fff && c < 0xff00)))
        continue;
      g_string_append_unichar (name, c);
      g_string_append_unichar (other, c);
      g_string_append (other, "·");
      g_assert_true (zp_year_list_is_same_unit (name->str, other->str));
    }
  g_assert_true (zp_year_list_is_same_unit ("ＡＢ局（一）", "ab 局(一)"));
  g_assert_false (zp_year_list_is_same_unit ("甲局一", "甲局二"));
  g_assert_false (zp_year_list_is_same_unit ("ab局", "ac局"));
}

typedef struct
{
  const char *name;
  const char *line_unit;
  const char *line;
  const char *form_unit;
  const char *form;
  gboolean same;
} MatchCase;

static const MatchCase match_cases[] = {
  { "equal", "市医保局", "稽核费", "市医保局", "稽核费", TRUE },
  { "widths-and-brackets", "市医保局", "“两险合并”系统（ＡＢ）", "市医保局", "两险合并 系统(ab)",
    TRUE },
  { "own-level", "市医保局", "稽核费", "市医保局本级", "稽核费", TRUE },
  { "other-unit", "市医保局", "稽核费", "市财政局", "稽核费", FALSE },
  { "any-unit", "", "稽核费", "市财政局", "稽核费", TRUE },
  { "with-number-of-document", "市医保局", "办公场地维修及设备购置经费", "市医保局",
    "办公场地维修及设备购置经费 乌财社〔2020〕281号", TRUE },
  { "one-character", "市医保局", "公务用车运行维护费", "市医保局", "公务用车运行维修费", TRUE },
  { "another-stage", "市医保局", "信息系统建设一期", "市医保局", "信息系统建设二期", FALSE },
  { "another-number", "市医保局", "补助资金〔2020〕37号", "市医保局", "补助资金〔2020〕38号",
    FALSE },
  { "another-thing", "市医保局", "律师诉讼费", "市医保局", "稽核费", FALSE },
  { "too-short-a-part", "市医保局", "经费", "市医保局", "扶贫工作经费补助", FALSE },
};

static void
test_match (gconstpointer data)
{
  const MatchCase *test = data;
  g_autoptr (GPtrArray) lines = make_lines ();
  g_autoptr (ZpStoreRecord) form = make_form ("a", test->form_unit, test->form, NONE);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (ZpYearList) list = NULL;
  const ZpYearLine *line;

  add_line (lines, test->line_unit, test->line, NONE, "");
  g_ptr_array_add (records, form);
  list = zp_year_list_new (lines, records);
  line = g_ptr_array_index (zp_year_list_get_lines (list), 0);
  g_assert_cmpstr (zp_year_list_get_form (list, line), ==, test->same ? "a" : NULL);
  g_assert_true (zp_year_list_get_line (list, "a") == (test->same ? line : NULL));
}

/* Whatever order they are in, equal names find each other first. */
static void
test_best_match (void)
{
  g_autoptr (GPtrArray) lines = make_lines ();
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  g_autoptr (ZpYearList) list = NULL;

  add_line (lines, "甲", "公务用车运行维护费补助", NONE, "");
  add_line (lines, "甲", "公务用车运行维护费", NONE, "");
  add_line (lines, "甲", "公务用车运行维护费", NONE, "");
  g_ptr_array_add (records, make_form ("a", "甲", "公务用车运行维护费", NONE));
  g_ptr_array_add (records, make_form ("b", "甲", "公务用车运行维护费", NONE));
  list = zp_year_list_new (lines, records);
  g_assert_null (zp_year_list_get_form (list, g_ptr_array_index (lines, 0)));
  g_assert_cmpstr (zp_year_list_get_form (list, g_ptr_array_index (lines, 1)), ==, "a");
  g_assert_cmpstr (zp_year_list_get_form (list, g_ptr_array_index (lines, 2)), ==, "b");
}

static const ZpYearUnit *
find_unit (const ZpYearList *list, const char *name)
{
  GPtrArray *units = zp_year_list_get_units (list);

  for (guint i = 0; i < units->len; i++)
    {
      const ZpYearUnit *unit = g_ptr_array_index (units, i);

      if (g_str_equal (unit->unit, name))
        return unit;
    }
  g_assert_not_reached ();
}

static void
test_units (void)
{
  g_autoptr (GPtrArray) lines = make_lines ();
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  g_autoptr (ZpYearList) list = NULL;
  const ZpYearUnit *unit;

  add_line (lines, "甲", "稽核费", WAN (10), "");
  add_line (lines, "甲", "律师诉讼费", WAN (5), "2021-02-01");
  add_line (lines, "甲", "", WAN (20), "2021-03-01");
  add_line (lines, "乙", "培训费", NONE, "");
  add_line (lines, "", "", NONE, "2021-03-31");
  g_ptr_array_add (records, make_form ("a", "甲本级", "稽核费", WAN (11)));
  g_ptr_array_add (records, make_form ("b", "甲本级", "另外的", WAN (1)));
  g_ptr_array_add (records, make_form ("c", "丙", "调研费", NONE));
  list = zp_year_list_new (lines, records);

  unit = find_unit (list, "甲本级");
  g_assert_cmpuint (unit->n_expected, ==, 2);
  g_assert_cmpuint (unit->n_missing, ==, 1);
  g_assert_cmpuint (unit->n_forms, ==, 2);
  g_assert_cmpuint (unit->n_surplus, ==, 1);
  g_assert_cmpint (unit->total_micro, ==, WAN (20));
  g_assert_cmpint (unit->listed_micro, ==, WAN (15));
  g_assert_cmpint (unit->forms_micro, ==, WAN (12));
  unit = find_unit (list, "乙");
  g_assert_cmpuint (unit->n_missing, ==, 1);
  g_assert_cmpuint (unit->n_forms, ==, 0);
  g_assert_cmpint (unit->listed_micro, ==, NONE);
  unit = find_unit (list, "丙");
  g_assert_cmpuint (unit->n_surplus, ==, 0);

  /* The day of the line, else of the unit, else of the year. */
  g_assert_cmpstr (zp_year_list_get_due (list, records->pdata[0]), ==, "2021-03-01");
  g_assert_cmpstr (zp_year_list_get_due (list, records->pdata[2]), ==, "2021-03-31");
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (GPtrArray) lines = make_lines ();
  g_autoptr (GPtrArray) other = make_lines ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const ZpYearLine *line;
  gint64 generation = zp_store_get_generation (store);

  add_line (lines, "甲", "稽核费", WAN (10), "2021-03-31");
  add_line (lines, "甲", "", NONE, "");
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, &error));
  g_assert_true (zp_store_put_year_lines (store, "2021", other, &error));
  g_assert_no_error (error);
  g_assert_cmpint (zp_store_get_generation (store), >, generation);
  add_line (other, "乙", "培训费", 0, "");
  g_assert_true (zp_store_put_year_lines (store, "2021", other, &error));
  g_assert_true (zp_store_put_year_lines (store, "2021", other, &error));

  read = zp_store_list_year_lines (store, "2020", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  line = g_ptr_array_index (read, 0);
  g_assert_cmpstr (line->year, ==, "2020");
  g_assert_cmpstr (line->unit, ==, "甲");
  g_assert_cmpstr (line->project, ==, "稽核费");
  g_assert_cmpint (line->budget_micro, ==, WAN (10));
  g_assert_cmpstr (line->due, ==, "2021-03-31");
  g_assert_cmpint (((ZpYearLine *) g_ptr_array_index (read, 1))->budget_micro, ==, NONE);
  all = zp_store_list_year_lines (store, NULL, &error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (((ZpYearLine *) g_ptr_array_index (all, 2))->budget_micro, ==, 0);
}

/* A library that is put in the place of another one brings its list with it. */
static void
test_take_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autofree char *path = fixture_build_path (fixture, "other.db");
  g_autoptr (ZpStore) from = zp_store_open (path, ZP_STORE_COMMAND, NULL);
  g_autoptr (GPtrArray) lines = make_lines ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;

  save_record (from, "a", "甲", "一");
  add_line (lines, "甲", "稽核费", WAN (10), "");
  g_assert_true (zp_store_put_year_lines (from, "2020", lines, &error));
  add_line (lines, "甲", "培训费", WAN (10), "");
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, &error));
  g_assert_true (zp_store_take_whole (store, from, &error));
  g_assert_no_error (error);
  read = zp_store_list_year_lines (store, "2020", &error);
  g_assert_cmpuint (read->len, ==, 1);
}

/* The list of an older library stands there again, and texts are kept from then on. */
static void
test_texts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "store", "library-v5.db", NULL);
  g_autofree char *content = NULL;
  g_autoptr (ZpStore) store = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  ZpYearLine *line;
  gsize length;

  g_assert_true (g_file_get_contents (old, &content, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) length, NULL));
  store = fixture_open (fixture, ZP_STORE_WINDOW);
  lines = zp_store_list_year_lines (store, "2020", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2);
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpint (line->budget_micro, ==, 12500000);
  g_assert_cmpstr (line->budget_text, ==, "");
  g_assert_false (line->draft);
  zp_year_line_set_texts (line, "约十万", "三月底");
  line->draft = TRUE;
  g_assert_true (zp_store_put_year_lines (store, "2020", lines, &error));
  again = zp_store_list_year_lines (store, "2020", &error);
  line = g_ptr_array_index (again, 0);
  g_assert_cmpstr (line->budget_text, ==, "约十万");
  g_assert_cmpstr (line->due_text, ==, "三月底");
  g_assert_true (line->draft);
  line = g_ptr_array_index (again, 1);
  g_assert_cmpstr (line->due, ==, "2021-04-15");
  g_assert_false (line->draft);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (match_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/year-list/match/", match_cases[i].name, NULL);

      g_test_add_data_func (path, &match_cases[i], test_match);
    }
  g_test_add_func ("/store/year-list/every-way", test_every_way);
  g_test_add_func ("/store/year-list/best-match", test_best_match);
  g_test_add_func ("/store/year-list/units", test_units);
  fixture_add ("/store/year-list/keep", NULL, test_keep);
  fixture_add ("/store/year-list/texts", NULL, test_texts);
  fixture_add ("/store/year-list/take-whole", NULL, test_take_whole);

  return g_test_run ();
}
