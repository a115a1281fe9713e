/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core-fixture.h"
#include "zp-answers.h"
#include "zp-evidence.h"
#include "zp-expected.h"

#define FORM "16-medical-capacity-subsidy-37"

static ZpExpected *
expect (ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);

  return zp_expected_new (form, card, findings);
}

static void
assert_decimal (ZpDecimal value, const char *expected)
{
  g_autofree char *text = zp_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

static const ZpExpectedRow *
find_row (const ZpExpected *expected, const char *address)
{
  for (guint i = 0; i < expected->rows->len; i++)
    {
      const ZpExpectedRow *row = &g_array_index (expected->rows, ZpExpectedRow, i);

      if (g_str_equal (row->address, address))
        return row;
    }
  return NULL;
}

static void
use_profile (ZpForm *form, const char *shares)
{
  g_autofree char *patch = g_strconcat ("expected_review=", shares, NULL);
  g_autoptr (ZpProfile) profile = fixture_profile (patch);

  zp_form_set_profile (form, profile);
}

/* A published form under its own rules: the two scores by hand are above what the rule gives. */
static void
test_published (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (FORM);
  g_autoptr (ZpExpected) expected = expect (form);
  g_autofree char *words = zp_expected_explain (expected);

  g_test_message ("%s", words);
  assert_decimal (expected->self, "69.9");
  g_assert_true (expected->no_evidence);
  g_assert_nonnull (find_row (expected, "indicators/r2"));
  assert_decimal (find_row (expected, "indicators/r2")->expected, "0");
  assert_decimal (find_row (expected, "indicators/r9")->expected, "3");
  g_assert_nonnull (strstr (words, "69.9 − "));
  g_assert_cmpint (zp_decimal_compare (expected->total, expected->self), <, 0);
  g_assert_cmpuint (expected->repairs->len, <=, ZP_EXPECTED_REPAIRS);
}

/* The points of all rows make up the difference. */
static void
test_adds_up (gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_load_golden (data);
  g_autoptr (ZpExpected) expected = expect (form);
  ZpDecimal sum = expected->total;

  for (guint i = 0; i < expected->rows->len; i++)
    {
      const ZpExpectedRow *row = &g_array_index (expected->rows, ZpExpectedRow, i);
      ZpDecimal lost;

      g_assert_true (zp_decimal_sub (row->self, row->expected, &lost));
      g_assert_cmpint (lost.micro, >, 0);
      g_assert_true (zp_decimal_add (sum, lost, &sum));
      g_assert_nonnull (row->finding);
    }
  g_assert_true (zp_decimal_equal (sum, expected->self));
  for (guint i = 1; i < expected->repairs->len; i++)
    {
      const ZpRepair *a = &g_array_index (expected->repairs, ZpRepair, i - 1);
      const ZpRepair *b = &g_array_index (expected->repairs, ZpRepair, i);

      g_assert_cmpint (a->gain.micro * b->effort, >=, b->gain.micro * a->effort);
    }
}

static void
add_evidence (ZpForm *form, const char *address)
{
  g_autoptr (ZpEvidence) evidence = zp_evidence_new (address, "a.pdf");

  g_assert_true (zp_evidence_put (form, evidence, NULL));
}

/* Without any evidence nothing is counted for it; with some, the rows without lose all. */
static void
test_evidence (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (FORM);
  g_autoptr (ZpExpected) none = NULL;
  g_autoptr (ZpExpected) some = NULL;

  use_profile (form, "{\"I1\":{\"share\":\"100\",\"effort\":\"2\"}}");
  none = expect (form);
  g_assert_true (none->no_evidence);
  g_assert_true (zp_decimal_equal (none->self, none->total));
  add_evidence (form, "indicators/r1");
  some = expect (form);
  g_assert_false (some->no_evidence);
  g_assert_null (find_row (some, "indicators/r1"));
  g_assert_nonnull (find_row (some, "indicators/r3"));
  assert_decimal (find_row (some, "indicators/r3")->expected, "0");
  g_assert_true (
      g_str_has_prefix (g_array_index (some->repairs, ZpRepair, 0).address, "indicators/r"));
  g_assert_cmpuint (g_array_index (some->repairs, ZpRepair, 0).effort, ==, 2);
}

/* The dearest fault of a row counts, not their sum; what was answered costs nothing. */
static void
test_dearest (void)
{
  static const ZpActor actor = { "李会计", ZP_ACTOR_PREPARER, 0 };
  g_autoptr (ZpForm) form = fixture_load_golden (FORM);
  g_autoptr (ZpExpected) before = NULL;
  g_autoptr (ZpExpected) after = NULL;

  fixture_set (form, "indicators/r3/target", "≥6万元");
  fixture_set (form, "indicators/r3/actual", "6万元");
  fixture_set (form, "indicators/r3/score", "5");
  use_profile (form,
               "{\"E2\":{\"share\":\"40\"},\"I2\":{\"share\":\"100\"},\"E4\":{\"share\":\"20\"}}");
  before = expect (form);
  assert_decimal (find_row (before, "indicators/r3")->expected, "3");
  g_assert_cmpstr (find_row (before, "indicators/r3")->finding->check, ==, "E2");
  g_assert_true (
      zp_answers_set (form, find_row (before, "indicators/r3")->finding, "按合同", &actor, NULL));
  after = expect (form);
  g_assert_null (find_row (after, "indicators/r3"));
}

static void
test_none (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (FORM);

  use_profile (form, "{}");
  g_assert_null (expect (form));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expected/published", test_published);
  for (guint i = 0; i < FIXTURE_N_URUMQI; i++)
    {
      g_autofree char *path = g_strconcat ("/expected/adds-up/", fixture_urumqi[i], NULL);

      g_test_add_data_func (path, fixture_urumqi[i], test_adds_up);
    }
  g_test_add_func ("/expected/evidence", test_evidence);
  g_test_add_func ("/expected/dearest", test_dearest);
  g_test_add_func ("/expected/none", test_none);
  return g_test_run ();
}
