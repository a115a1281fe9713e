/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-wording.h"

#include <string.h>

/* The sentences in the source language; every kind of step has one. */

typedef struct
{
  const char *name;
  const char *rules; /* (nullable): NULL for urumqi-2020, else patches of mof-2020 */
  const char *level2;
  const char *target;
  const char *actual;
  const char *weight;
  const char *score; /* by hand */
  const char *expected;
} Case;

#define MINUS "quantitative.over={\"from\":\"130\",\"action\":\"minus\",\"points\":\"2\"}"
#define INTERVALS "satisfaction.intervals=[{\"from\":\"80\",\"share\":\"80\"}]"

static const Case cases[] = {
  { "met", NULL, "质量指标", "≥95%", "95%", "12.5", "",
    "target ≥95%, actual 95% → met; weight 12.5 → 12.5" },
  { "same-words", NULL, "质量指标", "中级以上", "中级以上", "7", "",
    "“中级以上”, as the target says → met; weight 7 → 7" },
  { "missed-rounded", NULL, "数量指标", "=5人", "2人", "7", "",
    "target =5人, actual 2人 → missed; 7 × 2 ÷ 5 = 2.8, half-up to an integer → 3" },
  { "missed-not-rounded", NULL, "数量指标", "≥30人", "10人", "6", "",
    "target ≥30人, actual 10人 → missed; 6 × 10 ÷ 30 = 2" },
  { "missed-endless", "", "数量指标", "≥3次", "2次", "10", "",
    "target ≥3次, actual 2次 → missed; 10 × 2 ÷ 3 = 6.6666…, half-up to 2 decimal places → 6.67" },
  { "reverse-ratio", "", "时效指标", "≤10天", "12天", "9", "",
    "target ≤10天, actual 12天 → exceeded; 9 × 10 ÷ 12 = 7.5" },
  { "reverse-linear", NULL, "时效指标", "≤4300元/月", "5000元/月", "7", "5",
    "target ≤4300元/月, actual 5000元/月 → exceeded; 7 × (1 − (5000 − 4300) ÷ 4300) = 5.8604…, "
    "half-up to an integer → 6; entered by hand: 5; computed: 6" },
  { "reverse-floor", NULL, "时效指标", "≤1次", "5次", "7", "",
    "target ≤1次, actual 5次 → exceeded; 7 × (1 − (5 − 1) ÷ 1), not below 0 → 0" },
  { "zero-target", NULL, "质量指标", "=0次", "1次", "7", "",
    "target =0次, actual 1次 → not met; with a target of 0 there is no ratio → 0" },
  { "not-equal", "quantitative.equal=\"exact\"", "数量指标", "=5次", "6次", "7", "",
    "target =5次, actual 6次 → not equal; by this profile = asks for exactly the target → 0" },
  { "below-pass", "quantitative.pass=\"60\"", "数量指标", "≥10次", "5次", "7", "",
    "target ≥10次, actual 5次 → missed; 50% of the target, below the pass mark of 60% → 0" },
  { "over-explain", "", "数量指标", "≥10次", "15次", "7", "",
    "target ≥10次, actual 15次 → over-fulfilled; 150% of the target (counted from 130%); "
    "a reason is asked, no deduction → 7" },
  { "over-mark", "quantitative.over={\"from\":\"120\",\"action\":\"mark\"}", "数量指标", "≥10次",
    "15次", "7", "",
    "target ≥10次, actual 15次 → over-fulfilled; 150% of the target (counted from 120%); marked, no deduction → 7" },
  { "over-minus", MINUS, "数量指标", "≥10次", "15次", "7", "",
    "target ≥10次, actual 15次 → over-fulfilled; 150% of the target (counted from 130%); 7 − 2 → 5" },
  { "over-deviation", NULL, "数量指标", "≥2次", "3次", "5", "",
    "target ≥2次, actual 3次 → over-fulfilled; 150% of the target (counted from 150%); "
    "5 × (1 − (3 − 2) ÷ 2) = 2.5, half-up to an integer → 3" },
  { "cost-below", NULL, "成本指标", "≤26万元", "9.2万元", "8", "",
    "target ≤26万元, actual 9.2万元 → cost below the target, which this profile counts as missed; "
    "8 × 9.2 ÷ 26 = 2.8307…, half-up to an integer → 3" },
  { "band", "", "社会效益指标", "有效", "达成年度指标", "15", "12",
    "“达成年度指标” → band 80% to 100%; suggested, free inside the band: 15 × 90% = 13.5; "
    "entered by hand: 12; suggested: 13.5" },
  { "undecided", "", "社会效益指标", "有效", "开展了工作", "15", "3",
    "“开展了工作” does not say how far the target “有效” was reached: choose from 达成年度指标, "
    "部分达成年度指标并具有一定效果, 未达成年度指标且效果较差, or enter a score; entered by hand: 3" },
  { "undecided-number", "", "数量指标", "≥10次", "完成", "15", "",
    "target ≥10次, actual “完成”: write the actual value as a number, or enter a score" },
  { "interval", INTERVALS, "满意度指标", "≥95%", "85%", "10", "",
    "satisfaction 85% reaches 80%; 10 × 80% = 8" },
  { "below-intervals", INTERVALS, "满意度指标", "≥95%", "59%", "10", "",
    "satisfaction 59% is below every interval → 0" },
  { "no", "", "社会效益指标", "是", "否", "10", "", "target 是, actual 否 → not met; score → 0" },
  { "in-time", "", "时效指标", "2020年12月底前", "2020年11月30日", "5", "",
    "target 2020年12月底前, actual 2020年11月30日 → in time; weight 5 → 5" },
  { "late", "date.late_share=\"60\"", "时效指标", "2020年10月", "2020年12月", "5", "",
    "target 2020年10月, actual 2020年12月 → late; 5 × 60% = 3" },
  { "converted", "", "时效指标", "1年", "5个月", "6", "",
    "in one unit: target 12个月, actual 5个月; target 1年, actual 5个月 → missed; 6 × 5 ÷ 12 = 2.5" },
  { "units-differ", "", "数量指标", "≥10天", "12万元", "6", "",
    "the units of ≥10天 and 12万元 differ, the numbers are compared as they stand; "
    "target ≥10天, actual 12万元 → met; weight 6 → 6" },
  { "empty", "", "数量指标", "≥10天", "", "", "", "no score yet, missing: 实际完成值, 分值" },
};

static ZpForm *
new_form (const char *rules)
{
  ZpTemplate *template_ = zp_catalog_find_template (fixture_catalog (), "mof-2020", NULL);
  g_autoptr (ZpProfile) profile = NULL;

  if (rules != NULL)
    profile = fixture_profile (rules);
  else
    profile = zp_profile_ref (zp_catalog_find_profile (fixture_catalog (), "urumqi-2020", NULL));
  return zp_form_new (template_, profile);
}

static void
add_row (ZpForm *form, const Case *c)
{
  g_autofree char *id = zp_form_add_row (form, "indicators", NULL, NULL);
  const char *values[][2]
      = { { "level1", "产出指标" }, { "level2", c->level2 }, { "target", c->target },
          { "actual", c->actual },  { "weight", c->weight }, { "score", c->score } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *address = g_strconcat ("indicators/", id, "/", values[i][0], NULL);

      fixture_set (form, address, values[i][1]);
    }
}

static void
test_line (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (ZpForm) form = new_form (c->rules);
  g_autoptr (ZpScorecard) card = NULL;
  g_autofree char *text = NULL;

  add_row (form, c);
  card = zp_score_form (form);
  text = zp_word_line (card, &g_array_index (card->lines, ZpScoreLine, 0));
  g_assert_cmpstr (text, ==, c->expected);
}

/* --- the execution rate --- */

typedef struct
{
  const char *name;
  const char *rules;
  const char *budget;
  const char *executed;
  const char *score;
  const char *expected;
} ExecutionCase;

#define TIERS "execution.tiers=[{\"from\":\"80\",\"share\":\"70\"}]"

static const ExecutionCase execution_cases[] = {
  { "truncated", NULL, "25.15", "13.83", "",
    "13.83 ÷ 25.15 = 54.99%; 10 × 54.99% = 5.499, cut to 1 decimal place → 5.4" },
  { "full", NULL, "6.00", "6.00", "", "6 ÷ 6 = 100%; 10 × 100% = 10" },
  { "by-hand", NULL, "6.00", "6.00", "9",
    "6 ÷ 6 = 100%; 10 × 100% = 10; entered by hand: 9; computed: 10" },
  { "capped", "", "10", "12", "", "12 ÷ 10 = 120%; a rate of 120% counts as 100%; 10 × 100% = 10" },
  { "rounded-up", "execution.score={\"places\":0,\"rounding\":\"up\"}", "100", "51", "",
    "51 ÷ 100 = 51%; 10 × 51% = 5.1, rounded up to an integer → 6" },
  { "half-even", "execution.score={\"places\":0,\"rounding\":\"half-even\"}", "100", "45", "",
    "45 ÷ 100 = 45%; 10 × 45% = 4.5, half-even to an integer → 4" },
  { "tier", TIERS, "100", "85", "", "85 ÷ 100 = 85%; a rate of 85% reaches 80%; 10 × 70% = 7" },
  { "no-tier", TIERS, "100", "75", "", "75 ÷ 100 = 75%; a rate of 75% earns nothing → 0" },
  { "zero-budget", NULL, "0", "0", "",
    "the budget is 0, so there is no rate: by this profile → 0" },
  { "empty", NULL, "", "5", "", "no score yet, it needs 全年预算数, 全年执行数" },
};

static void
test_execution (gconstpointer data)
{
  const ExecutionCase *c = data;
  g_autoptr (ZpForm) form = new_form (c->rules);
  g_autoptr (ZpScorecard) card = NULL;
  g_autofree char *text = NULL;

  fixture_set (form, "funding/total/budget", c->budget);
  fixture_set (form, "funding/total/executed", c->executed);
  fixture_set (form, "funding/total/score", c->score);
  card = zp_score_form (form);
  text = zp_word_execution (card);
  g_assert_cmpstr (text, ==, c->expected);
}

static void
test_zero_budget_line (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("02-liangxian-hebing");
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autofree char *text = zp_word_line (card, &g_array_index (card->lines, ZpScoreLine, 3));

  g_assert_cmpstr (text, ==, "the budget is 0: by this profile every score is 0");
}

static void
test_total (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autofree char *text = zp_word_total (card);

  g_assert_cmpstr (text, ==,
                   "execution rate 5.4 + 产出指标 44.5 + 效益指标 24 + 满意度指标 10 = 83.9; "
                   "with the computed scores alone: 85.9; grade 良");
}

static void
test_ceiling (void)
{
  static const Case row = { "", "", "数量指标", "≥1", "1", "90", "", "" };
  g_autoptr (ZpForm) form = new_form ("execution.ceilings=[{\"below\":\"60\",\"total\":\"69\"}]");
  g_autoptr (ZpScorecard) card = NULL;
  g_autofree char *text = NULL;

  fixture_set (form, "funding/total/budget", "100");
  fixture_set (form, "funding/total/executed", "50");
  add_row (form, &row);
  card = zp_score_form (form);
  text = zp_word_total (card);
  g_assert_cmpstr (
      text, ==,
      "execution rate 5 + 产出指标 90 = 95; a rate of 50% is below 60%: the total is at most 69 → 69; "
      "grade 中");
}

/* --- addresses --- */

static const struct
{
  const char *address;
  const char *expected;
  const char *named; /* NULL: the same */
} addresses[] = {
  { "project_name", "项目名称" },
  { "funding/total/executed", "年度资金总额 · 全年执行数" },
  { "funding/fiscal/budget", "当年财政拨款 · 全年预算数" },
  { "funding/total/score", "年度资金总额 · 得分" },
  { "indicators/r4/deviation", "row 4 · 偏差原因分析及改进措施" },
  { "indicators/r4/computed", "row 4 · computed score" },
  { "indicators/r4", "row 4", "row 4 “‘访惠聚’工作队经费成本”" },
  { "indicators/+4/level3", "new row of 经济效益指标 · 三级指标" },
  { "indicators/+77/level3", "new row · 三级指标" },
  { "indicators/gone/level3", "gone · 三级指标" },
  { "total/score", "total score" },
  { "total/grade", "grade" },
  { "total/other", "other" },
  { "nothing", "nothing" },
  { "nothing/at/all", "nothing/at/all" },
  { "", "" },
};

static void
test_address (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (ZpForm) form = fixture_load_golden ("01-fanghuiju");
  g_autofree char *text = zp_word_address (form, addresses[index].address);

  g_autofree char *named = zp_word_address_named (form, addresses[index].address);

  g_assert_cmpstr (text, ==, addresses[index].expected);
  if (addresses[index].named != NULL)
    g_assert_cmpstr (named, ==, addresses[index].named);
  else if (!g_str_has_prefix (text, "row"))
    g_assert_cmpstr (named, ==, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/wording/line/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_line);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (execution_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/wording/execution/", execution_cases[i].name, NULL);

      g_test_add_data_func (path, &execution_cases[i], test_execution);
    }
  g_test_add_func ("/wording/zero-budget-line", test_zero_budget_line);
  g_test_add_func ("/wording/total", test_total);
  g_test_add_func ("/wording/ceiling", test_ceiling);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wording/address/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_address);
    }
  return g_test_run ();
}
