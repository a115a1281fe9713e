/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-catalog.h"
#include "zp-entry-habits.h"
#include "zp-form-weights.h"

#include <string.h>

/* What makes filling fast: numbers as people write them, weights shared out. */

typedef struct
{
  const char *name;
  ZpValueType type;
  const char *typed;
  const char *understood;
} HabitCase;

static const HabitCase habit_cases[] = {
  { "plain-target", ZP_TYPE_QUANTITY, "≥95%", NULL },
  { "and-more", ZP_TYPE_QUANTITY, "90%以上", "≥90%" },
  { "not-below", ZP_TYPE_QUANTITY, "不低于90%", "≥90%" },
  { "full-width", ZP_TYPE_QUANTITY, "９０％", "90%" },
  { "at-most", ZP_TYPE_QUANTITY, "60分钟以内", "≤60分钟" },
  { "words", ZP_TYPE_QUANTITY, "有所提高", NULL },
  { "count", ZP_TYPE_QUANTITY, "2000人次", NULL },
  { "thousands", ZP_TYPE_QUANTITY, "=2千人次", NULL },
  { "many", ZP_TYPE_QUANTITY, "3万人次以上", "≥3万人次" },
  { "yuan", ZP_TYPE_AMOUNT, "251500元", "25.15" },
  { "plain-amount", ZP_TYPE_AMOUNT, "25.15", NULL },
  { "amount-with-unit", ZP_TYPE_AMOUNT, "25.15万元", NULL },
  { "amount-grouped", ZP_TYPE_AMOUNT, "1,234.56", NULL },
  { "sum", ZP_TYPE_AMOUNT, "12+3.5", "15.5" },
  { "sum-of-units", ZP_TYPE_AMOUNT, "25万元-12000元", "23.8" },
  { "sum-full-width", ZP_TYPE_AMOUNT, "１２＋３．５", "15.5" },
  { "sum-exact", ZP_TYPE_AMOUNT, "0.1+0.2", "0.3" },
  { "sum-like-a-spreadsheet", ZP_TYPE_AMOUNT, "=12+3.5-0.5", "15" },
  { "sum-open", ZP_TYPE_AMOUNT, "12+", NULL },
  { "sum-of-words", ZP_TYPE_AMOUNT, "12+多", NULL },
  { "sum-double", ZP_TYPE_AMOUNT, "12++3", NULL },
  { "negative", ZP_TYPE_AMOUNT, "-3", NULL },
  { "weight", ZP_TYPE_SCORE, "１２．５", "12.5" },
  { "text", ZP_TYPE_PARAGRAPH, "12+3", NULL },
};

static void
test_habit (gconstpointer data)
{
  const HabitCase *test = data;
  ZpColumnSpec spec = { .type = test->type, .unit_factor = 10000 };
  g_autofree char *understood = zp_entry_understand (&spec, test->typed);

  g_assert_cmpstr (understood, ==, test->understood);
}

/* --- weights --- */

typedef struct
{
  const char *name;
  const char *profile;
  const char *
      rows; /* level1/level2/weight of each row, divided by spaces; levels by their numbers in the skeleton */
  guint row;
  ZpShareScope scope;
  const char *weights; /* NULL: refused */
} ShareCase;

static const ShareCase share_cases[] = {
  { "seven-of-fifty", "mof-2020", "0 0 0 1 1 2 3", 0, ZP_SHARE_LEVEL1,
    "7.14 7.14 7.14 7.14 7.14 7.14 7.16" },
  { "six-of-fifty", "mof-2020", "0 0 0 1 1 2", 0, ZP_SHARE_LEVEL1,
    "8.33 8.33 8.33 8.33 8.33 8.35" },
  { "thirty", "mof-2020", "0 4 5 6", 1, ZP_SHARE_LEVEL1, " 10 10 10" },
  { "one", "mof-2020", "8", 0, ZP_SHARE_LEVEL1, "10" },
  { "level2-keeps-its-sum", "mof-2020", "0:20 0:5 1:25", 0, ZP_SHARE_LEVEL2, "12.5 12.5 25" },
  { "level2-takes-the-rest", "mof-2020", "0 0 1:20", 0, ZP_SHARE_LEVEL2, "15 15 20" },
  { "level2-nothing-left", "mof-2020", "0 0 1:50", 0, ZP_SHARE_LEVEL2, NULL },
  { "missing", "mof-2020", "0:20 0 1", 0, ZP_SHARE_MISSING, "20 15 15" },
  { "missing-remainder", "mof-2020", "0:40 0 1 2", 0, ZP_SHARE_MISSING, "40 3.33 3.33 3.34" },
  { "nothing-missing", "mof-2020", "0:20 1:30", 0, ZP_SHARE_MISSING, NULL },
  { "none-without", "mof-2020", "0:20 1:20", 0, ZP_SHARE_MISSING, NULL },
};

static void
fill_rows (ZpForm *form, const char *text)
{
  const ZpTableSpec *table = zp_template_find_table (zp_form_get_template (form), "indicators");
  g_auto (GStrv) rows = g_strsplit (text, " ", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      guint skeleton = (guint) g_ascii_strtoull (rows[i], NULL, 10);
      const char *colon = strchr (rows[i], ':');
      const ZpRow *last = i > 0 ? zp_form_get_row (form, "indicators", i - 1) : NULL;
      g_autofree char *id
          = zp_form_add_row (form, "indicators", last != NULL ? zp_row_get_id (last) : NULL, NULL);
      g_autofree char *level1 = g_strdup_printf ("indicators/%s/level1", id);
      g_autofree char *level2 = g_strdup_printf ("indicators/%s/level2", id);
      g_autofree char *weight = g_strdup_printf ("indicators/%s/weight", id);

      g_assert_true (zp_form_set (
          form, level1, zp_table_spec_get_skeleton (table, skeleton, "level1"), NULL, NULL));
      g_assert_true (zp_form_set (
          form, level2, zp_table_spec_get_skeleton (table, skeleton, "level2"), NULL, NULL));
      if (colon != NULL)
        g_assert_true (zp_form_set (form, weight, colon + 1, NULL, NULL));
    }
}

static char *
list_weights (ZpForm *form)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < zp_form_get_n_rows (form, "indicators"); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            zp_row_get (zp_form_get_row (form, "indicators", i), "weight"));
  return g_string_free (text, FALSE);
}

static void
test_share (gconstpointer data)
{
  const ShareCase *test = data;
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = zp_form_new (zp_catalog_find_template (catalog, "mof-2020", NULL),
                                         zp_catalog_find_profile (catalog, test->profile, NULL));
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;

  fill_rows (form, test->rows);
  before = list_weights (form);
  if (!zp_form_share_weights (form, zp_row_get_id (zp_form_get_row (form, "indicators", test->row)),
                              test->scope, &error))
    {
      g_assert_null (test->weights);
      g_assert_nonnull (error);
      return;
    }
  after = list_weights (form);
  g_assert_cmpstr (after, ==, test->weights);
  if (!g_str_equal (before, after))
    g_assert_true (zp_form_undo (form, NULL, NULL));
  undone = list_weights (form);
  g_assert_cmpstr (undone, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (habit_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/entry/habit/", habit_cases[i].name, NULL);

      g_test_add_data_func (path, &habit_cases[i], test_habit);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (share_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/entry/share/", share_cases[i].name, NULL);

      g_test_add_data_func (path, &share_cases[i], test_share);
    }
  return g_test_run ();
}
