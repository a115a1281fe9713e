/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"

#include "zp-summary.h"

#define assert_decimal(value, text)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *shown = zp_decimal_to_string (value);                                         \
    g_assert_cmpstr (shown, ==, text);                                                             \
  }                                                                                                \
  G_STMT_END

static GPtrArray *
facts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zp_form_facts_free);
}

static GPtrArray *
load_urumqi (void)
{
  GPtrArray *facts = facts_new ();

  for (guint i = 0; i < FIXTURE_N_URUMQI; i++)
    {
      g_autoptr (ZpForm) form = fixture_load_golden (fixture_urumqi[i]);

      g_ptr_array_add (facts, zp_form_facts_gather (form));
    }
  return facts;
}

/* (transfer full): a form with one indicator */
static ZpFormFacts *
make_facts (const char *template_,
            const char *unit,
            const char *budget,
            const char *executed,
            const char *score)
{
  g_autofree char *json
      = g_strdup_printf ("{\"format\":\"ziping-form\",\"version\":1,\"template\":\"%s\",\"fields\":"
                         "{\"year\":\"2024\",\"unit\":\"%s\","
                         "\"department\":\"局\"},\"tables\":{\"funding\":[{\"row\":\"total\","
                         "\"budget\":\"%s\",\"executed\":\"%s\"}],"
                         "\"indicators\":[{\"level1\":\"产出指标\",\"level3\":\"甲\",\"target\":"
                         "\"≥10个\",\"actual\":\"10个\","
                         "\"weight\":\"90\",\"score\":\"%s\"}]}}",
                         template_, unit, budget, executed, score);
  g_autoptr (ZpForm) form = fixture_load (json);

  return zp_form_facts_gather (form);
}

/* The sums of ten published forms, added by hand. */
static void
test_published (void)
{
  g_autoptr (GPtrArray) facts = load_urumqi ();
  g_autoptr (ZpSummary) summary = zp_summary_new (facts);
  const ZpSummaryGroup *all = summary->all;
  g_autofree char *rate = zp_summary_word_rate (all);

  g_assert_cmpint (summary->kind, ==, ZP_FORM_PROJECT);
  g_assert_cmpuint (all->forms->len, ==, FIXTURE_N_URUMQI);
  g_assert_cmpuint (summary->groups->len, ==, 1);
  assert_decimal (all->budget.value, "827.84");
  assert_decimal (all->executed.value, "364.84");
  assert_decimal (all->rate.value, "44.07");
  assert_decimal (all->score.value, "732.5");
  assert_decimal (all->average.value, "73.25");
  g_assert_cmpstr (rate, ==,
                   "executed 364.84 ÷ budget 827.84 = 44.07%, of the forms that name both (10)");
}

static void
check_total (GArray *tallies, guint expected)
{
  guint n = 0;

  for (guint i = 0; i < tallies->len; i++)
    {
      const ZpTally *tally = &g_array_index (tallies, ZpTally, i);

      g_assert_cmpuint (tally->n, ==, tally->forms->len);
      n += tally->n;
    }
  g_assert_cmpuint (n, ==, expected);
}

/* Every form is in exactly one grade and one interval, whose edges are as printed. */
static void
test_distributions (void)
{
  g_autoptr (GPtrArray) facts = load_urumqi ();
  g_autoptr (ZpSummary) summary = zp_summary_new (facts);
  const ZpTally *last = &g_array_index (summary->histogram, ZpTally, summary->histogram->len - 1);

  check_total (summary->all->grades, FIXTURE_N_URUMQI);
  check_total (summary->histogram, FIXTURE_N_URUMQI);
  g_assert_cmpstr (g_array_index (summary->all->grades, ZpTally, 0).name, ==, "优");
  assert_decimal (last->from, "90");
  assert_decimal (last->to, "100");
  for (guint i = 0; i < last->forms->len; i++)
    g_assert_cmpint (((ZpFormFacts *) g_ptr_array_index (last->forms, i))->score.value.micro, >=,
                     90000000);
  for (guint i = 1; i < summary->deviations->len; i++)
    g_assert_cmpint (
        g_array_index (summary->deviations, ZpSummaryDeviation, i - 1).deviation->lost.micro, >=,
        g_array_index (summary->deviations, ZpSummaryDeviation, i).deviation->lost.micro);
  for (guint i = 1; i < summary->findings->len; i++)
    g_assert_cmpuint (g_array_index (summary->findings, ZpTally, i - 1).n, >=,
                      g_array_index (summary->findings, ZpTally, i).n);
}

/* The groups are a partition: their sums are the sums of all. */
static void
test_groups (void)
{
  g_autoptr (GPtrArray) facts = facts_new ();
  g_autoptr (ZpSummary) summary = NULL;
  ZpDecimal budget = ZP_DECIMAL_ZERO;
  guint n = 0;

  g_ptr_array_add (facts, make_facts ("mof-2020", "乙", "10.01", "5", "60"));
  g_ptr_array_add (facts, make_facts ("mof-2020", "甲", "20.02", "20.02", "90"));
  g_ptr_array_add (facts, make_facts ("mof-2020", "甲", "0.000001", "0", "85"));
  g_ptr_array_add (facts, make_facts ("mof-2020", "", "3", "", "85"));
  summary = zp_summary_new (facts);
  g_assert_cmpuint (summary->groups->len, ==, 3);
  for (guint i = 0; i < summary->groups->len; i++)
    {
      const ZpSummaryGroup *group = g_ptr_array_index (summary->groups, i);

      g_assert_true (zp_decimal_add (budget, group->budget.value, &budget));
      n += group->forms->len;
    }
  g_assert_cmpuint (n, ==, summary->all->forms->len);
  assert_decimal (budget, "33.030001");
  g_assert_true (zp_decimal_equal (budget, summary->all->budget.value));
  /* The form that does not say what was spent has no part in the rate: 25.02 ÷ 30.030001 */
  g_assert_cmpuint (summary->all->rated_budget.n, ==, 3);
  assert_decimal (summary->all->rate.value, "83.32");
}

/* A form of a whole department contains the projects: its money is not added to theirs. */
static void
test_whole (void)
{
  g_autoptr (GPtrArray) facts = facts_new ();
  g_autoptr (ZpSummary) both = NULL;
  g_autoptr (ZpSummary) alone = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (facts, make_facts ("mof-2020", "甲", "10", "5", "60"));
  g_ptr_array_add (facts, make_facts ("wuhan-department-2020", "甲", "100", "90", "80"));
  g_ptr_array_add (facts, make_facts ("wuhan-prose-2020", "甲", "7", "7", "7"));
  both = zp_summary_new (facts);
  g_assert_cmpuint (both->all->forms->len, ==, 1);
  g_assert_cmpuint (both->wholes->len, ==, 1);
  g_assert_cmpuint (both->n_documents, ==, 1);
  assert_decimal (both->all->budget.value, "10");

  g_ptr_array_add (one, g_ptr_array_index (facts, 1));
  alone = zp_summary_new (one);
  g_assert_cmpint (alone->kind, ==, ZP_FORM_WHOLE);
  assert_decimal (alone->all->budget.value, "100");
  g_assert_cmpuint (alone->wholes->len, ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) facts = facts_new ();
  g_autoptr (ZpSummary) summary = zp_summary_new (facts);

  g_assert_cmpuint (summary->all->forms->len, ==, 0);
  g_assert_false (summary->all->rate.there);
  g_assert_false (summary->all->average.there);
  g_assert_cmpuint (summary->histogram->len, ==, 0);
  g_assert_null (zp_summary_word_rate (summary->all));
}

/* Money that is too much for the number is not shown as something else. */
static void
test_overflow (void)
{
  g_autoptr (GPtrArray) facts = facts_new ();
  g_autoptr (ZpSummary) summary = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (facts, make_facts ("mof-2020", "甲", "4000000000000", "1", "60"));
  summary = zp_summary_new (facts);
  g_assert_false (zp_sum_is_known (&summary->all->budget));
  g_assert_true (zp_sum_is_known (&summary->all->executed));
  g_assert_false (summary->all->rate.there);
  words = zp_summary_word_money (summary->all, &summary->all->budget);
  g_assert_cmpstr (words, ==, "too large to be added up exactly");
}

/* Scores at the edges of intervals and an even number of them. */
static void
test_edges (void)
{
  static const char *const scores[] = { "90", "80", "79.99", "0" };
  g_autoptr (GPtrArray) facts = facts_new ();
  g_autoptr (ZpSummary) summary = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    g_ptr_array_add (facts, make_facts ("mof-2020", "甲", "100", "100", scores[i]));
  summary = zp_summary_new (facts);
  /* with 10 points for the money: 100, 90, 89.99, 10 */
  g_assert_cmpuint (summary->histogram->len, ==, 9);
  g_assert_cmpuint (g_array_index (summary->histogram, ZpTally, 0).n, ==, 1);
  g_assert_cmpuint (g_array_index (summary->histogram, ZpTally, 7).n, ==, 1);
  g_assert_cmpuint (g_array_index (summary->histogram, ZpTally, 8).n, ==, 2);
  assert_decimal (summary->all->median.value, "90");
  assert_decimal (summary->all->lowest.value, "10");
  assert_decimal (summary->all->highest.value, "100");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/published", test_published);
  g_test_add_func ("/summary/distributions", test_distributions);
  g_test_add_func ("/summary/groups", test_groups);
  g_test_add_func ("/summary/whole", test_whole);
  g_test_add_func ("/summary/empty", test_empty);
  g_test_add_func ("/summary/overflow", test_overflow);
  g_test_add_func ("/summary/edges", test_edges);
  return g_test_run ();
}
