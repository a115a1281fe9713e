/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-error.h"

#include <string.h>

#define STEPS 600

static ZpForm *
new_form (void)
{
  return zp_form_new (zp_catalog_find_template (fixture_catalog (), "mof-2020", NULL),
                      zp_catalog_find_profile (fixture_catalog (), "urumqi-2020", NULL));
}

static char *
write_form (const ZpForm *form)
{
  g_autoptr (GBytes) bytes = zp_form_write (form);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

static void
assert_text (ZpForm *form, const char *address, const char *expected)
{
  g_assert_cmpstr (zp_form_get (form, address), ==, expected);
}

static const char *
cell_of (ZpForm *form, guint row, const char *key)
{
  return zp_row_get (zp_form_get_row (form, "indicators", row), key);
}

static char *
score_of (ZpForm *form, const char *row, gboolean *out_by_hand)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  const ZpScoreLine *line = zp_scorecard_find (card, row);

  g_assert_nonnull (line);
  if (out_by_hand != NULL)
    *out_by_hand = line->score.by_hand;
  return line->score.has_score ? zp_decimal_to_string (line->score.score) : g_strdup ("");
}

static void
assert_score (ZpForm *form, const char *row, const char *expected, gboolean by_hand)
{
  gboolean found;
  g_autofree char *score = score_of (form, row, &found);

  g_assert_cmpstr (score, ==, expected);
  g_assert_cmpint (found, ==, by_hand);
}

/* --- values --- */

static void
count_cb (ZpForm *form, guint *n)
{
  (*n)++;
}

static void
test_values (void)
{
  g_autoptr (ZpForm) form = new_form ();
  guint n = 0;

  g_signal_connect (form, "changed", G_CALLBACK (count_cb), &n);
  fixture_set (form, "project_name", "稽核费");
  assert_text (form, "project_name", "稽核费");
  fixture_set (form, "project_name", "稽核费");
  g_assert_cmpuint (n, ==, 1);
  fixture_set (form, "goal_expected", "一\r\n二\r三\001\177\t四");
  assert_text (form, "goal_expected", "一\n二\n三\t四");
  fixture_set (form, "funding/carryover/budget", "1");
  fixture_set (form, "funding/total/budget", "2");
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "funding", 0)), ==, "total");
  assert_text (form, "funding/total/budget", "2");
  assert_text (form, "funding/total", "");
  assert_text (form, "nothing/at/all", "");
  g_assert_cmpuint (n, ==, 4);
}

static void
test_unknown (gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = write_form (form);
  g_autofree char *after = NULL;

  g_assert_false (zp_form_set (form, data, "1", NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  after = write_form (form);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (zp_form_can_undo (form));
}

static void
test_words (void)
{
  const char *chosen[] = { "部门预算项目", "市直专项", NULL };
  g_autofree char *text = zp_value_from_words (chosen);
  g_auto (GStrv) words = zp_value_get_words (text);
  g_autofree char *none = zp_value_from_words (chosen + 2);

  g_assert_true (zp_value_is_words (text));
  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[1], ==, "市直专项");
  g_assert_cmpstr (none, ==, "");
  g_assert_false (zp_value_is_words ("部门预算项目"));
}

/* --- places of the official form --- */

static void
test_placeholder (void)
{
  g_autoptr (ZpForm) form = new_form ();
  g_autofree char *fourth = NULL;
  g_autofree char *first = NULL;
  g_autofree char *undone = NULL;

  g_assert_true (zp_form_set (form, "indicators/+3/level3", "维修成本", &fourth, NULL));
  g_assert_nonnull (fourth);
  assert_text (form, fourth, "维修成本");
  g_assert_cmpstr (cell_of (form, 0, "level1"), ==, "产出指标");
  g_assert_cmpstr (cell_of (form, 0, "level2"), ==, "成本指标");
  g_assert_true (zp_form_set (form, "indicators/+0/target", "=1台", &first, NULL));
  g_assert_cmpuint (zp_form_get_n_rows (form, "indicators"), ==, 2);
  g_assert_cmpstr (cell_of (form, 0, "level2"), ==, "数量指标");
  g_assert_cmpstr (cell_of (form, 1, "level2"), ==, "成本指标");
  g_assert_true (zp_form_undo (form, NULL, &undone));
  g_assert_cmpstr (undone, ==, first);
  g_assert_cmpuint (zp_form_get_n_rows (form, "indicators"), ==, 1);
}

/* A group that is missing between others comes where the paper has it. */
static void
test_placeholder_between (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  g_autoptr (GArray) slots = zp_form_list_slots (form, "indicators", NULL, NULL);
  g_autofree char *made = NULL;

  g_assert_cmpuint (slots->len, ==, 9);
  g_assert_null (g_array_index (slots, ZpSlot, 4).row);
  g_assert_null (g_array_index (slots, ZpSlot, 6).row);
  g_assert_true (zp_form_set (form, "indicators/+4/level3", "节约开支", &made, NULL));
  g_assert_cmpuint (zp_form_get_n_rows (form, "indicators"), ==, 8);
  g_assert_cmpstr (cell_of (form, 4, "level2"), ==, "经济效益指标");
  g_assert_cmpstr (cell_of (form, 5, "level2"), ==, "社会效益指标");
}

/* Typing on in the new row belongs to the same step. */
static void
test_placeholder_typing (void)
{
  g_autoptr (ZpForm) form = new_form ();
  g_autofree char *address = NULL;
  g_autofree char *second = NULL;

  g_assert_true (zp_form_set (form, "indicators/+1/level3", "合", &address, NULL));
  g_assert_true (zp_form_set (form, address, "合格率", &second, NULL));
  g_assert_null (second);
  g_assert_true (zp_form_undo (form, NULL, NULL));
  g_assert_cmpuint (zp_form_get_n_rows (form, "indicators"), ==, 0);
  g_assert_false (zp_form_can_undo (form));
}

/* A row that is made inside a group leaves the address of the step before alone. */
static void
test_placeholder_in_group (void)
{
  g_autoptr (ZpForm) form = new_form ();
  g_autofree char *address = NULL;
  ZpStepKind kind;

  fixture_set (form, "project_name", "稽核费");
  zp_form_begin_group (form);
  fixture_set (form, "indicators/+1/level3", "合格率");
  zp_form_end_group (form);
  g_assert_true (zp_form_undo (form, &kind, NULL));
  g_assert_cmpint (kind, ==, ZP_STEP_GROUP);
  g_assert_true (zp_form_undo (form, &kind, &address));
  g_assert_cmpint (kind, ==, ZP_STEP_SET);
  g_assert_cmpstr (address, ==, "project_name");
}

/* --- rows --- */

static void
test_rows (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  g_autoptr (GError) error = NULL;
  g_autofree char *added = zp_form_add_row (form, "indicators", "r2", &error);
  g_autofree char *copy = zp_form_duplicate_row (form, "indicators", "r4", &error);
  g_autofree char *last = zp_form_add_row (form, "indicators", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (zp_form_get_n_rows (form, "indicators"), ==, 10);
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 2)), ==, added);
  g_assert_cmpstr (cell_of (form, 2, "level2"), ==, "质量指标");
  g_assert_cmpstr (cell_of (form, 2, "level3"), ==, "");
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 5)), ==, copy);
  g_assert_cmpstr (cell_of (form, 5, "target"), ==, "≤25.15万元");
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 9)), ==, last);
  g_assert_true (zp_form_remove_row (form, "indicators", "r1", &error));
  g_assert_null (zp_form_find_row (form, "indicators", "r1"));
  g_assert_false (zp_form_remove_row (form, "indicators", "r1", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (zp_form_remove_row (form, "funding", "total", &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (zp_form_add_row (form, "funding", NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (zp_form_add_row (form, "nothing", NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
}

static void
test_move (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("05-medical-aid-work");
  g_autoptr (GError) error = NULL;

  /* Inside its group. */
  g_assert_true (zp_form_move_row (form, "indicators", "r1", 1, &error));
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 0)), ==, "r2");
  /* Over the edge: first into the group below, without leaving the place. */
  g_assert_true (zp_form_move_row (form, "indicators", "r1", 1, &error));
  assert_text (form, "indicators/r1/level2", "质量指标");
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 1)), ==, "r1");
  g_assert_true (zp_form_move_row (form, "indicators", "r1", 1, &error));
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 2)), ==, "r1");
  g_assert_false (zp_form_move_row (form, "indicators", "r2", -1, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  for (guint i = 0; i < 3; i++)
    g_assert_true (zp_form_undo (form, NULL, NULL));
  assert_text (form, "indicators/r1/level2", "数量指标");
  g_assert_cmpstr (zp_row_get_id (zp_form_get_row (form, "indicators", 0)), ==, "r1");
}

/* --- scores --- */

static void
test_by_hand (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");

  assert_score (form, "r1", "12.5", FALSE);
  fixture_set (form, "indicators/r1/score", "9");
  assert_score (form, "r1", "9", TRUE);
  fixture_set (form, "indicators/r1/actual", "1个");
  assert_score (form, "r1", "9", TRUE);
  g_assert_true (zp_form_reset_score (form, "indicators/r1/score", NULL));
  assert_score (form, "r1", "6", FALSE);
  g_assert_true (zp_form_undo (form, NULL, NULL));
  assert_score (form, "r1", "9", TRUE);
  fixture_set (form, "funding/total/score", "6");
  {
    g_autoptr (ZpScorecard) card = zp_score_form (form);

    g_assert_true (card->execution.by_hand);
    g_assert_cmpint (card->execution.score.micro, ==, 6000000);
  }
}

static void
test_equal_follows (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");

  fixture_set (form, "indicators/r1/score", "3");
  assert_score (form, "r1", "3", TRUE);
  fixture_set (form, "indicators/r1/score", "12.50");
  assert_score (form, "r1", "12.5", FALSE);
  fixture_set (form, "indicators/r1/actual", "1个");
  assert_score (form, "r1", "6", FALSE);
  fixture_set (form, "indicators/r1/score", "6.0");
  fixture_set (form, "indicators/r1/weight", "10");
  assert_score (form, "r1", "5", FALSE);
}

static void
test_profile (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  ZpProfile *other = zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL);

  zp_form_set_profile (form, other);
  assert_score (form, "r4", "12.5", FALSE);
  g_assert_true (zp_form_undo (form, NULL, NULL));
  assert_score (form, "r4", "7", FALSE);
}

/* --- undo --- */

static void
test_typing (void)
{
  g_autoptr (ZpForm) form = new_form ();
  g_autofree char *address = NULL;
  ZpStepKind kind;

  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *text = g_utf8_substring ("稽核费用", 0, i);

      g_assert_true (zp_form_set (form, "project_name", text, NULL, NULL));
    }
  zp_form_end_typing (form);
  g_assert_true (zp_form_set (form, "project_name", "稽核费", NULL, NULL));
  g_assert_true (zp_form_set (form, "unit", "局", NULL, NULL));
  g_assert_true (zp_form_undo (form, &kind, &address));
  g_assert_cmpint (kind, ==, ZP_STEP_SET);
  g_assert_cmpstr (address, ==, "unit");
  g_assert_true (zp_form_undo (form, NULL, NULL));
  assert_text (form, "project_name", "稽核费用");
  g_assert_true (zp_form_undo (form, NULL, NULL));
  assert_text (form, "project_name", "");
  g_assert_false (zp_form_undo (form, NULL, NULL));
  g_assert_true (zp_form_redo (form, NULL, NULL));
  assert_text (form, "project_name", "稽核费用");
  fixture_set (form, "unit", "另一个局");
  g_assert_false (zp_form_can_redo (form));
}

/* A random change of any kind.  Returns: whether it left a step */
static void
change_something (ZpForm *form, GRand *rand)
{
  static const char *const fields[] = { "project_name", "department", "unit", "goal_actual" };
  static const char *const columns[]
      = { "level3", "target", "actual", "weight", "score", "deviation" };
  static const char *const texts[]
      = { "", "≥95%", "95%", "=2个", "12.5", "7", "0", "达成年度指标", "x\ny", "abc" };
  guint n = zp_form_get_n_rows (form, "indicators");
  const ZpRow *row
      = n > 0 ? zp_form_get_row (form, "indicators", g_rand_int_range (rand, 0, n)) : NULL;
  const char *id = row != NULL ? zp_row_get_id (row) : "+0";
  const char *text = texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))];
  g_autofree char *copy = g_strdup (id);
  g_autofree char *address = NULL;

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
      (void) zp_form_set (form, fields[g_rand_int_range (rand, 0, G_N_ELEMENTS (fields))], text,
                          NULL, NULL);
      break;
    case 1:
      address = g_strdup_printf ("indicators/+%d/level3", g_rand_int_range (rand, 0, 9));
      (void) zp_form_set (form, address, text, NULL, NULL);
      break;
    case 2:
      g_free (zp_form_add_row (form, "indicators", row != NULL ? copy : NULL, NULL));
      break;
    case 3:
      g_free (zp_form_duplicate_row (form, "indicators", copy, NULL));
      break;
    case 4:
      if (n > 3)
        (void) zp_form_remove_row (form, "indicators", copy, NULL);
      break;
    case 5:
      (void) zp_form_move_row (form, "indicators", copy, g_rand_int_range (rand, -3, 4), NULL);
      break;
    case 6:
      address = g_strdup_printf ("indicators/%s/score", copy);
      if (row != NULL)
        (void) zp_form_reset_score (form, address, NULL);
      break;
    case 7:
      zp_form_set_profile (
          form, zp_catalog_find_profile (fixture_catalog (),
                                         g_rand_boolean (rand) ? "mof-2020" : "urumqi-2020", NULL));
      break;
    case 8:
      (void) zp_form_set (form, "funding/other/budget", text, NULL, NULL);
      (void) zp_form_set (form, "funding/total/score", text, NULL, NULL);
      break;
    case 9:
      zp_form_begin_group (form);
      (void) zp_form_set (form, "year", text, NULL, NULL);
      (void) zp_form_set (form, "indicators/+8/actual", text, NULL, NULL);
      zp_form_end_group (form);
      break;
    default:
      address = g_strdup_printf ("indicators/%s/%s", copy,
                                 columns[g_rand_int_range (rand, 0, G_N_ELEMENTS (columns))]);
      (void) zp_form_set (form, address, text, NULL, NULL);
    }
  if (g_rand_boolean (rand))
    zp_form_end_typing (form);
}

static void
test_undo_everything (gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_load_golden (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (data));
  g_autofree char *first = write_form (form);
  g_autofree char *last = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  guint n = 0;

  for (guint i = 0; i < STEPS; i++)
    change_something (form, rand);
  last = write_form (form);
  g_assert_cmpstr (last, !=, first);
  while (zp_form_undo (form, NULL, NULL))
    n++;
  g_assert_cmpuint (n, >=, 250);
  undone = write_form (form);
  g_assert_cmpstr (undone, ==, first);
  while (zp_form_redo (form, NULL, NULL))
    n--;
  g_assert_cmpuint (n, ==, 0);
  redone = write_form (form);
  g_assert_cmpstr (redone, ==, last);
}

/* Every single step comes back to the bytes from before it. */
static void
test_undo_each (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("16-medical-capacity-subsidy-37");
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *before = write_form (form);
      g_autofree char *after = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;
      guint n = 0;

      zp_form_end_typing (form);
      zp_form_begin_group (form);
      change_something (form, rand);
      zp_form_end_group (form);
      after = write_form (form);
      if (g_str_equal (before, after))
        continue;
      g_assert_true (zp_form_undo (form, NULL, NULL));
      undone = write_form (form);
      g_assert_cmpstr (undone, ==, before);
      g_assert_true (zp_form_redo (form, NULL, NULL));
      redone = write_form (form);
      g_assert_cmpstr (redone, ==, after);
      g_assert_cmpuint (n, ==, 0);
    }
}

/* Keys that the template does not know keep their order over undo. */
static void
test_undo_unknown_keys (void)
{
  g_autoptr (ZpForm) form = fixture_load (
      "{\"format\":\"ziping-form\",\"version\":1,\"template\":\"mof-2020\",\"id\":\"x\",\"tables\":"
      "{\"indicators\":[{\"id\":\"a\",\"target\":\"=2个\",\"actual\":\"2个\",\"weight\":\"5\","
      "\"score\":\"4\",\"by_hand\":\"1\",\"other\":\"kept\"}]}}");
  g_autofree char *before = write_form (form);
  g_autofree char *after = NULL;

  g_assert_nonnull (strstr (before, "kept"));
  g_assert_true (zp_form_reset_score (form, "indicators/a/score", NULL));
  g_assert_true (zp_form_undo (form, NULL, NULL));
  after = write_form (form);
  g_assert_cmpstr (after, ==, before);
}

static void
test_copy (void)
{
  ZpForm *form = fixture_load_golden ("05-medical-aid-work");
  ZpForm *copy = zp_form_copy (form);
  g_autofree char *a = write_form (form);
  g_autofree char *b = write_form (copy);
  g_autofree char *c = NULL;

  g_assert_cmpstr (a, ==, b);
  fixture_set (copy, "indicators/r1/actual", "5人");
  c = write_form (form);
  g_assert_cmpstr (a, ==, c);
  g_assert_finalize_object (form);
  g_assert_finalize_object (copy);
}

int
main (int argc, char **argv)
{
  static const char *const unknown[] = { "",
                                         "nothing",
                                         "funding/total",
                                         "funding/nothing/budget",
                                         "funding/total/nothing",
                                         "funding/fiscal/score",
                                         "indicators/zz/level3",
                                         "indicators/+99/level3",
                                         "indicators/+/level3",
                                         "indicators/+x/level3",
                                         "nothing/r1/level3",
                                         "indicators/r1/level3/more",
                                         "indicators//level3",
                                         "total/score",
                                         "indicators/r1/computed" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/values", test_values);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *path = g_strdup_printf ("/form/unknown/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, unknown[i], test_unknown);
    }
  g_test_add_func ("/form/words", test_words);
  g_test_add_func ("/form/placeholder/first", test_placeholder);
  g_test_add_func ("/form/placeholder/between", test_placeholder_between);
  g_test_add_func ("/form/placeholder/typing", test_placeholder_typing);
  g_test_add_func ("/form/placeholder/group", test_placeholder_in_group);
  g_test_add_func ("/form/rows", test_rows);
  g_test_add_func ("/form/move", test_move);
  g_test_add_func ("/form/by-hand", test_by_hand);
  g_test_add_func ("/form/equal-follows", test_equal_follows);
  g_test_add_func ("/form/profile", test_profile);
  g_test_add_func ("/form/typing", test_typing);
  for (gsize i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strconcat ("/form/undo-everything/", fixture_urumqi[i], NULL);

      g_test_add_data_func (path, fixture_urumqi[i], test_undo_everything);
    }
  g_test_add_func ("/form/undo-each", test_undo_each);
  g_test_add_func ("/form/undo-unknown-keys", test_undo_unknown_keys);
  g_test_add_func ("/form/copy", test_copy);
  return g_test_run ();
}
