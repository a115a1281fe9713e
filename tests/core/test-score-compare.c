/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"

#include "zp-profile-edit.h"
#include "zp-score-compare.h"

#define FORM                                                                                                                         \
  "{\"format\":\"ziping-form\",\"version\":1,\"template\":\"mof-2020\",\"profile\":\"mof-2020\",\"fields\":{},"                      \
  "\"tables\":{\"funding\":[{\"row\":\"total\",\"budget\":\"100\",\"executed\":\"55\"}],\"indicators\":["                            \
  "{\"id\":\"met\",\"level1\":\"产出指标\",\"level3\":\"甲\",\"target\":\"≥10个\",\"actual\":\"10个\",\"weight\":\"20\"},"  \
  "{\"id\":\"missed\",\"level1\":\"产出指标\",\"level3\":\"乙\",\"target\":\"≥3个\",\"actual\":\"2个\",\"weight\":\"20\"}," \
  "{\"id\":\"hand\",\"level1\":\"产出指标\",\"level3\":\"丙\",\"target\":\"≥3个\",\"actual\":\"1个\",\"weight\":\"20\","    \
  "\"score\":\"9\"}]}}"

static ZpScorecard *
score_with (ZpForm *form, const char *path, const char *text)
{
  g_autoptr (ZpForm) copy = zp_form_copy (form);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpProfile) profile = zp_profile_edit (zp_form_get_profile (form), path, text, &error);

  g_assert_no_error (error);
  zp_form_set_profile (copy, profile);
  return zp_score_form (copy);
}

static const ZpScoreChange *
get_change (GPtrArray *changes, guint index)
{
  g_assert_cmpuint (index, <, changes->len);
  return g_ptr_array_index (changes, index);
}

/* Only the missed row follows the other rounding; the score by hand is listed, and stays. */
static void
test_profile (void)
{
  g_autoptr (ZpForm) form = fixture_load (FORM);
  g_autoptr (ZpScorecard) before = zp_score_form (form);
  g_autoptr (ZpScorecard) after = score_with (form, "quantitative.missed.places", "0");
  g_autoptr (GPtrArray) changes = zp_score_compare (before, after);
  const ZpScoreChange *change = get_change (changes, 0);

  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpstr (change->row_id, ==, "missed");
  g_assert_cmpstr (change->level3, ==, "乙");
  g_assert_cmpuint (change->number, ==, 2);
  g_assert_true (change->has_before && change->has_after);
  g_assert_cmpint (change->before.micro, ==, 13330000);
  g_assert_cmpint (change->after.micro, ==, 13000000);
  g_assert_false (change->by_hand);
  g_assert_false (zp_score_change_stays (change));

  change = get_change (changes, 1);
  g_assert_cmpstr (change->row_id, ==, "hand");
  g_assert_true (change->by_hand);
  g_assert_true (zp_score_change_stays (change));
  g_assert_cmpint (change->after.micro, ==, 9000000);
}

static void
test_same (void)
{
  g_autoptr (ZpForm) form = fixture_load (FORM);
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) changes = zp_score_compare (card, card);

  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_true (get_change (changes, 0)->by_hand);
}

/* A row that only one card has: nothing on the other side. */
static void
test_rows (void)
{
  g_autoptr (ZpForm) form = fixture_load (FORM);
  g_autoptr (ZpScorecard) before = zp_score_form (form);
  g_autoptr (ZpScorecard) after = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) added = NULL;

  g_assert_true (zp_form_remove_row (form, "indicators", "hand", NULL));
  fixture_set (form, "indicators/met/actual", "");
  after = zp_score_form (form);
  removed = zp_score_compare (before, after);
  g_assert_cmpuint (removed->len, ==, 2);
  g_assert_cmpstr (get_change (removed, 0)->row_id, ==, "met");
  g_assert_true (get_change (removed, 0)->has_before);
  g_assert_false (get_change (removed, 0)->has_after);
  g_assert_cmpstr (get_change (removed, 1)->row_id, ==, "hand");
  g_assert_false (get_change (removed, 1)->has_after);

  added = zp_score_compare (after, before);
  g_assert_cmpuint (added->len, ==, 2);
  g_assert_cmpstr (get_change (added, 1)->row_id, ==, "hand");
  g_assert_false (get_change (added, 1)->has_before);
  g_assert_true (get_change (added, 1)->by_hand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score-compare/profile", test_profile);
  g_test_add_func ("/score-compare/same", test_same);
  g_test_add_func ("/score-compare/rows", test_rows);
  return g_test_run ();
}
