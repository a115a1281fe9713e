/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-wording.h"

#include <string.h>

/* Each kind of rule with made-up profiles, and the published forms. */

static void
assert_decimal (ZpDecimal value, const char *expected)
{
  g_autofree char *text = zp_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

/* --- indicators --- */

#define LINEAR "quantitative.reverse={\"method\":\"linear\"}"
#define INTEGER "quantitative.missed={\"places\":0,\"rounding\":\"half-up\"}"
#define MINUS "quantitative.over={\"from\":\"130\",\"action\":\"minus\",\"points\":\"2\"}"
#define DEVIATION                                                                                  \
  "quantitative.over={\"from\":\"150\",\"action\":\"by-deviation\",\"score\":{\"places\":0,\"rounding\":\"half-up\"}}"
#define COST_BELOW "quantitative.cost_below={\"score\":{\"places\":0,\"rounding\":\"half-up\"}}"
#define INTERVALS                                                                                   \
  "satisfaction.intervals=[{\"from\":\"60\",\"share\":\"50\"},{\"from\":\"90\",\"share\":\"100\"}," \
  "{\"from\":\"80\",\"share\":\"80\"}]"

typedef struct
{
  const char *name;
  const char *rules;
  const char *level2;
  const char *target;
  const char *actual;
  const char *weight;
  ZpKind kind;
  ZpOutcome outcome;
  const char *computed; /* "" for none */
  ZpReasonKind reason;  /* the last one */
} Case;

#define Q ZP_KIND_QUANTITATIVE
#define MET ZP_OUTCOME_MET
#define MISSED ZP_OUTCOME_MISSED

static const Case cases[] = {
  { "met", "", "数量指标", "≥95%", "95%", "12.5", Q, MET, "12.5", ZP_REASON_MET },
  { "met-more", "", "数量指标", "≥95%", "96%", "7.14", Q, MET, "7.14", ZP_REASON_MET },
  { "more-than", "", "数量指标", ">100人", "100人", "8", Q, MISSED, "8", ZP_REASON_MISSED_RATIO },
  { "no-sign", "", "数量指标", "95%", "95%", "8", Q, MET, "8", ZP_REASON_MET },
  { "missed", "", "数量指标", "≥3次", "2次", "10", Q, MISSED, "6.67", ZP_REASON_MISSED_RATIO },
  { "missed-integer", INTEGER, "数量指标", "=5人", "2人", "7", Q, MISSED, "3",
    ZP_REASON_MISSED_RATIO },
  { "missed-integer-4", INTEGER, "数量指标", "≥10次/年", "4次/年", "6", Q, MISSED, "2",
    ZP_REASON_MISSED_RATIO },
  { "missed-never-above-weight", "quantitative.missed={\"places\":0,\"rounding\":\"up\"}",
    "数量指标", "≥100", "99", "7.5", Q, MISSED, "7.5", ZP_REASON_MISSED_RATIO },
  { "negative-is-zero", "", "数量指标", "≥3次", "-2次", "10", Q, MISSED, "0",
    ZP_REASON_MISSED_RATIO },
  { "pass-below", "quantitative.pass=\"60\"", "数量指标", "≥10次", "5次", "10", Q, MISSED, "0",
    ZP_REASON_BELOW_PASS },
  { "pass-at", "quantitative.pass=\"60\"", "数量指标", "≥10次", "6次", "10", Q, MISSED, "6",
    ZP_REASON_MISSED_RATIO },
  { "pass-a-hair-below", "quantitative.pass=\"60\"", "数量指标", "≥30000次", "17999次", "10", Q,
    MISSED, "0", ZP_REASON_BELOW_PASS },
  { "equal-more", "", "数量指标", "=5次", "6次", "10", Q, MET, "10", ZP_REASON_MET },
  { "equal-exact", "quantitative.equal=\"exact\"", "数量指标", "=5次", "6次", "10", Q, MISSED, "0",
    ZP_REASON_NOT_EQUAL },
  { "equal-exact-met", "quantitative.equal=\"exact\"", "数量指标", "=5次", "5次", "10", Q, MET,
    "10", ZP_REASON_MET },
  { "zero-met", "", "质量指标", "=0次", "0次", "7", Q, MET, "7", ZP_REASON_MET },
  { "zero-missed", "", "质量指标", "=0次", "1次", "7", Q, MISSED, "0",
    ZP_REASON_NOT_MET_ZERO_TARGET },
  { "zero-limit-missed", "", "质量指标", "≤0次", "1次", "7", Q, MISSED, "0",
    ZP_REASON_NOT_MET_ZERO_TARGET },

  /* Exceeded limits: 8.00 / 5.00 / 1.00 / 0 / 0 by one formula, 8.33 / 6.67 / 5.26 / 5 / 4 by the other. */
  { "linear-12", LINEAR, "时效指标", "≤10天", "12天", "10", Q, MISSED, "8",
    ZP_REASON_REVERSE_LINEAR },
  { "linear-15", LINEAR, "时效指标", "≤10天", "15天", "10", Q, MISSED, "5",
    ZP_REASON_REVERSE_LINEAR },
  { "linear-19", LINEAR, "时效指标", "≤10天", "19天", "10", Q, MISSED, "1",
    ZP_REASON_REVERSE_LINEAR },
  { "linear-20", LINEAR, "时效指标", "≤10天", "20天", "10", Q, MISSED, "0",
    ZP_REASON_REVERSE_LINEAR },
  { "linear-25", LINEAR, "时效指标", "≤10天", "25天", "10", Q, MISSED, "0",
    ZP_REASON_REVERSE_LINEAR },
  { "reverse-12", "", "时效指标", "≤10天", "12天", "10", Q, MISSED, "8.33",
    ZP_REASON_REVERSE_RATIO },
  { "reverse-15", "", "时效指标", "≤10天", "15天", "10", Q, MISSED, "6.67",
    ZP_REASON_REVERSE_RATIO },
  { "reverse-19", "", "时效指标", "≤10天", "19天", "10", Q, MISSED, "5.26",
    ZP_REASON_REVERSE_RATIO },
  { "reverse-20", "", "时效指标", "≤10天", "20天", "10", Q, MISSED, "5", ZP_REASON_REVERSE_RATIO },
  { "reverse-25", "", "时效指标", "≤10天", "25天", "10", Q, MISSED, "4", ZP_REASON_REVERSE_RATIO },
  { "limit-kept", "", "时效指标", "≤10天", "3天", "10", Q, MET, "10", ZP_REASON_MET },
  { "less-than", "", "时效指标", "<10天", "10天", "10", Q, MISSED, "10", ZP_REASON_REVERSE_RATIO },

  { "over-explain", "", "数量指标", "≥10次", "13次", "10", Q, ZP_OUTCOME_OVER, "10",
    ZP_REASON_OVER },
  { "over-below", "", "数量指标", "≥10000次", "12999次", "10", Q, MET, "10", ZP_REASON_MET },
  { "over-a-hair-below", "", "数量指标", "≥100000次", "129999次", "10", Q, MET, "10",
    ZP_REASON_MET },
  { "over-none", "quantitative.over={\"action\":\"none\"}", "数量指标", "≥10次", "90次", "10", Q,
    MET, "10", ZP_REASON_MET },
  { "over-minus", MINUS, "数量指标", "≥10次", "13次", "10", Q, ZP_OUTCOME_OVER, "8",
    ZP_REASON_OVER_MINUS },
  { "over-minus-floor", MINUS, "数量指标", "≥10次", "13次", "1", Q, ZP_OUTCOME_OVER, "0",
    ZP_REASON_OVER_MINUS },
  { "over-deviation", DEVIATION, "数量指标", "≥2次", "3次", "5", Q, ZP_OUTCOME_OVER, "3",
    ZP_REASON_OVER_DEVIATION },
  { "over-deviation-floor", DEVIATION, "数量指标", ">10000人次", "41000人次", "7", Q,
    ZP_OUTCOME_OVER, "0", ZP_REASON_OVER_DEVIATION },
  { "over-deviation-140", DEVIATION, "数量指标", "≥20000公里", "28000公里", "7", Q, MET, "7",
    ZP_REASON_MET },

  { "cost-below", COST_BELOW, "成本指标", "≤26万元", "9.2万元", "8", Q, MISSED, "3",
    ZP_REASON_COST_BELOW },
  { "cost-bare", COST_BELOW, "成本指标", "26万元", "9.2万元", "8", Q, MISSED, "3",
    ZP_REASON_COST_BELOW },
  { "cost-kept", COST_BELOW, "成本指标", "≤13万元", "13万元", "10", Q, MET, "10", ZP_REASON_MET },
  { "cost-saved", "", "成本指标", "≤26万元", "9.2万元", "8", Q, MET, "8", ZP_REASON_MET },
  { "cost-exceeded", "", "成本指标", "26万元", "52万元", "8", Q, MISSED, "4",
    ZP_REASON_REVERSE_RATIO },
  { "not-cost-below", COST_BELOW, "满意度", "≤1次", "0次", "10", ZP_KIND_SATISFACTION, MET, "10",
    ZP_REASON_MET },

  { "range-inside", "", "成本指标", "97%≤预算执行率≤100%", "98%", "7", Q, MET, "7", ZP_REASON_MET },
  { "range-below", "", "成本指标", "97%≤预算执行率≤100%", "33.13%", "7", Q, MISSED, "2.39",
    ZP_REASON_MISSED_RATIO },
  { "range-above", "", "数量指标", "90%≤x≤100%", "120%", "6", Q, MISSED, "5",
    ZP_REASON_REVERSE_RATIO },
  { "range-open", "", "数量指标", "95%<x≤100%", "95%", "6", Q, MISSED, "6",
    ZP_REASON_MISSED_RATIO },
  { "range-edge", "", "数量指标", "95%≤x≤100%", "95%", "6", Q, MET, "6", ZP_REASON_MET },

  { "units-converted", "", "时效指标", "1年", "5个月", "6", Q, MISSED, "2.5",
    ZP_REASON_MISSED_RATIO },
  { "units-money", "", "成本指标", "≤5万元", "50000元", "6", Q, MET, "6", ZP_REASON_MET },
  { "units-differ", "", "数量指标", "≥10天", "10万元", "6", Q, MET, "6", ZP_REASON_MET },
  { "text-for-number", "", "数量指标", "≥10次", "完成", "6", Q, ZP_OUTCOME_UNDECIDED, "",
    ZP_REASON_UNDECIDED },
  { "same-text-for-number", "", "时效指标", "5个工作日完成", "5个工作日完成", "5", Q, MET, "5",
    ZP_REASON_MET },

  { "band-1", "", "社会效益指标", "有效", "达成年度指标", "15", ZP_KIND_QUALITATIVE,
    ZP_OUTCOME_BAND_1, "13.5", ZP_REASON_BAND },
  { "band-2", "", "社会效益指标", "有效", "部分达成年度指标并具有一定效果", "15",
    ZP_KIND_QUALITATIVE, ZP_OUTCOME_BAND_2, "10.5", ZP_REASON_BAND },
  { "band-3", "", "社会效益指标", "有效", "未达成年度指标且效果较差", "15", ZP_KIND_QUALITATIVE,
    ZP_OUTCOME_BAND_3, "4.5", ZP_REASON_BAND },
  { "band-beginning", "", "社会效益指标", "有效", "部分达成，仍需努力", "10", ZP_KIND_QUALITATIVE,
    ZP_OUTCOME_BAND_2, "7", ZP_REASON_BAND },
  { "band-not-by-beginning", "", "社会效益指标", "有效", "完成情况较差", "10", ZP_KIND_QUALITATIVE,
    ZP_OUTCOME_UNDECIDED, "", ZP_REASON_UNDECIDED },
  { "same-words", "", "质量指标", "中级以上", "中级以上。", "7", ZP_KIND_QUALITATIVE, MET, "7",
    ZP_REASON_SAME_WORDS },
  { "undecided", "", "社会效益指标", "有效", "开展了工作", "7", ZP_KIND_QUALITATIVE,
    ZP_OUTCOME_UNDECIDED, "", ZP_REASON_UNDECIDED },
  { "yes", "", "社会效益指标", "是", "有", "10", ZP_KIND_YES_NO, MET, "10", ZP_REASON_SAME_WORDS },
  { "no", "", "社会效益指标", "是", "否", "10", ZP_KIND_YES_NO, MISSED, "0",
    ZP_REASON_YES_NO_MISSED },
  { "none-asked", "", "社会效益指标", "无", "没有", "10", ZP_KIND_YES_NO, MET, "10",
    ZP_REASON_SAME_WORDS },

  { "date-same", "", "时效指标", "2020年10月", "2020年10月", "5", ZP_KIND_DATE, MET, "5",
    ZP_REASON_SAME_WORDS },
  { "date-early", "", "时效指标", "2020年12月底前", "2020年11月30日", "5", ZP_KIND_DATE, MET, "5",
    ZP_REASON_DATE_MET },
  { "date-late", "", "时效指标", "2020年10月", "2020年12月", "5", ZP_KIND_DATE, MISSED, "0",
    ZP_REASON_DATE_LATE },
  { "date-late-share", "date.late_share=\"60\"", "时效指标", "2020年10月", "2020年12月", "5",
    ZP_KIND_DATE, MISSED, "3", ZP_REASON_DATE_LATE },

  { "satisfaction-full", INTERVALS, "服务对象满意度指标", "≥95%", "90%", "10", ZP_KIND_SATISFACTION,
    MISSED, "10", ZP_REASON_INTERVAL },
  { "satisfaction-80", INTERVALS, "服务对象满意度指标", "≥95%", "89.99%", "10",
    ZP_KIND_SATISFACTION, MISSED, "8", ZP_REASON_INTERVAL },
  { "satisfaction-60", INTERVALS, "服务对象满意度指标", "≥95%", "60%", "10", ZP_KIND_SATISFACTION,
    MISSED, "5", ZP_REASON_INTERVAL },
  { "satisfaction-below", INTERVALS, "服务对象满意度指标", "≥95%", "59%", "10",
    ZP_KIND_SATISFACTION, MISSED, "0", ZP_REASON_BELOW_INTERVALS },
  { "satisfaction-ratio", "", "服务对象满意度指标", "≥98%", "98%", "20", ZP_KIND_SATISFACTION, MET,
    "20", ZP_REASON_MET },

  { "no-target", "", "数量指标", "", "5", "5", ZP_KIND_NONE, ZP_OUTCOME_EMPTY, "",
    ZP_REASON_EMPTY },
  { "no-actual", "", "数量指标", "≥5", "—", "5", Q, ZP_OUTCOME_EMPTY, "", ZP_REASON_EMPTY },
  { "no-weight", "", "数量指标", "≥5", "5", "", Q, ZP_OUTCOME_EMPTY, "", ZP_REASON_EMPTY },
  { "negative-weight", "", "数量指标", "≥5", "5", "-5", Q, ZP_OUTCOME_EMPTY, "", ZP_REASON_EMPTY },
};

static ZpForm *
new_form (const char *rules)
{
  g_autoptr (ZpProfile) profile = fixture_profile (rules);

  return zp_form_new (zp_catalog_find_template (fixture_catalog (), "mof-2020", NULL), profile);
}

static void
add_row (
    ZpForm *form, const char *level2, const char *target, const char *actual, const char *weight)
{
  g_autofree char *id = zp_form_add_row (form, "indicators", NULL, NULL);
  const char *values[][2] = { { "level1", "产出指标" },
                              { "level2", level2 },
                              { "target", target },
                              { "actual", actual },
                              { "weight", weight } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *address = g_strconcat ("indicators/", id, "/", values[i][0], NULL);

      fixture_set (form, address, values[i][1]);
    }
}

static void
test_rule (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (ZpForm) form = new_form (c->rules);
  g_autoptr (ZpScorecard) card = NULL;
  const ZpScoreLine *line;
  const ZpExplanation *explanation;

  add_row (form, c->level2, c->target, c->actual, c->weight);
  card = zp_score_form (form);
  line = &g_array_index (card->lines, ZpScoreLine, 0);
  explanation = &line->score.explanation;
  g_assert_cmpstr (zp_kind_to_string (line->kind), ==, zp_kind_to_string (c->kind));
  g_assert_cmpstr (zp_outcome_to_string (line->outcome), ==, zp_outcome_to_string (c->outcome));
  g_assert_cmpint (line->score.has_computed, ==, *c->computed != '\0');
  if (*c->computed != '\0')
    assert_decimal (line->score.computed, c->computed);
  g_assert_cmpuint (explanation->n_reasons, >, 0);
  g_assert_cmpint (explanation->reasons[explanation->n_reasons - 1].kind, ==, c->reason);
  g_assert_false (line->score.by_hand);
}

/* What is printed is summed up: three times 6.67 are 20.01. */
static void
test_sum_of_printed (void)
{
  g_autoptr (ZpForm) form = new_form ("");
  g_autoptr (ZpScorecard) card = NULL;

  for (guint i = 0; i < 3; i++)
    add_row (form, "数量指标", "≥3次", "2次", "10");
  card = zp_score_form (form);
  assert_decimal (card->indicators_score, "20.01");
  assert_decimal (g_array_index (card->levels, ZpScoreLevel, 0).score, "20.01");
  assert_decimal (g_array_index (card->levels, ZpScoreLevel, 0).weight, "30");
}

/* --- execution --- */

#define TIERS                                                                                      \
  "execution.tiers=[{\"from\":\"60\",\"share\":\"50\"},{\"from\":\"80\",\"share\":\"70\"},"        \
  "{\"from\":\"100\",\"share\":\"100\"}]"
#define CEILINGS                                                                                   \
  "execution.ceilings=[{\"below\":\"80\",\"total\":\"89\"},{\"below\":\"50\",\"total\":\"59\"},"   \
  "{\"below\":\"60\",\"total\":\"69\"}]"

typedef struct
{
  const char *name;
  const char *rules;
  const char *budget;
  const char *executed;
  const char *rate; /* "" for none */
  const char *score;
} ExecutionCase;

static const ExecutionCase execution_cases[] = {
  { "half-up-2", "", "202.00", "82.35", "40.77", "4.08" },
  { "down-1", "execution.score={\"places\":1,\"rounding\":\"down\"}", "25.15", "13.83", "54.99",
    "5.4" },
  { "down-1-81", "execution.score={\"places\":1,\"rounding\":\"down\"}", "86.29", "70.53", "81.74",
    "8.1" },
  { "printed-rate", "weights.execution=\"20\"", "1027", "784.29", "76.37", "15.27" },
  { "exact-rate",
    "execution.from=\"exact-rate\"\nexecution.score={\"places\":6,\"rounding\":\"half-up\"}", "3",
    "1", "33.33", "3.333333" },
  { "from-rate", "execution.score={\"places\":6,\"rounding\":\"half-up\"}", "3", "1", "33.33",
    "3.333" },
  { "full", "", "6.00", "6.00", "100", "10" },
  { "capped", "", "10", "12", "120", "10" },
  { "never-above-weight", "execution.cap=-", "10", "12", "120", "10" },
  { "zero-budget", "", "0", "0", "0", "0" },
  { "zero-budget-full", "execution.zero_budget=\"full\"", "0", "0", "0", "10" },
  { "tier-full", TIERS, "10", "10", "100", "10" },
  { "tier-80", TIERS, "10", "9.9", "99", "7" },
  { "tier-60", TIERS, "10", "6", "60", "5" },
  { "tier-none", TIERS, "10", "5.9", "59", "0" },
  { "units", "", "10", "60000元", "60", "6" },
  { "no-budget", "", "", "5", "", "" },
  { "no-number", "", "十万", "5", "", "" },
};

static void
test_execution (gconstpointer data)
{
  const ExecutionCase *c = data;
  g_autoptr (ZpForm) form = new_form (c->rules);
  g_autoptr (ZpScorecard) card = NULL;
  ZpPrinted printed;

  fixture_set (form, "funding/total/budget", c->budget);
  fixture_set (form, "funding/total/executed", c->executed);
  card = zp_score_form (form);
  g_assert_true (card->has_execution);
  g_assert_cmpint (card->has_rate, ==, *c->rate != '\0');
  g_assert_cmpint (card->execution.has_computed, ==, *c->score != '\0');
  if (*c->rate == '\0')
    return;
  assert_decimal (card->rate, c->rate);
  assert_decimal (card->execution.computed, c->score);
  g_assert_true (zp_scorecard_compute (card, form, "funding/total/rate", &printed));
  assert_decimal (printed.value, c->rate);
}

typedef struct
{
  const char *name;
  const char *executed;
  const char *total;
  gboolean held;
} CeilingCase;

/* 90 points of the indicators, and ten for the rate. */
static const CeilingCase ceiling_cases[] = {
  { "above", "85", "98.5", FALSE }, { "below-80", "79.99", "89", TRUE },
  { "below-60", "59", "69", TRUE }, { "below-50", "49", "59", TRUE },
  { "at-50", "50", "69", TRUE },
};

static void
test_ceiling (gconstpointer data)
{
  const CeilingCase *c = data;
  g_autoptr (ZpForm) form = new_form (CEILINGS);
  g_autoptr (ZpScorecard) card = NULL;

  fixture_set (form, "funding/total/budget", "100");
  fixture_set (form, "funding/total/executed", c->executed);
  add_row (form, "数量指标", "≥1", "1", "90");
  card = zp_score_form (form);
  assert_decimal (card->total, c->total);
  g_assert_cmpuint (card->ceiling.n_reasons, ==, c->held ? 1 : 0);
}

/* --- the published forms --- */

static const struct
{
  const char *form;
  const char *rate;
  const char *execution;
  const char *total;
  const char *grade;
} published[] = {
  { "01-fanghuiju", "54.99%", "5.4", "83.9", "良" },
  { "02-liangxian-hebing", "0.00%", "0", "0", "差" },
  { "04-office-renovation-281", "81.74%", "8.1", "95.1", "优" },
  { "05-medical-aid-work", "35.38%", "3.5", "65.5", "中" },
  { "07-official-vehicle", "100.00%", "10", "81", "良" },
  { "09-audit-fee", "49.93%", "4.9", "68.9", "中" },
  { "10-lawyer-litigation", "100.00%", "10", "87", "良" },
  { "12-expert-committee", "82.50%", "8.2", "91.2", "优" },
  { "14-insurance-special-surplus", "100.00%", "10", "90", "优" },
  { "16-medical-capacity-subsidy-37", "34.33%", "3.4", "69.9", "中" },
};

static void
assert_printed (const ZpScorecard *card, ZpForm *form, const char *address, const char *expected)
{
  ZpPrinted printed;
  g_autofree char *text = NULL;

  g_assert_true (zp_scorecard_compute (card, form, address, &printed));
  text = zp_printed_to_string (&printed);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (zp_form_get_printed (form, address), ==, expected);
}

static void
test_published (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (ZpForm) form = fixture_load_golden (published[index].form);
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  assert_printed (card, form, "funding/total/rate", published[index].rate);
  assert_printed (card, form, "funding/total/score", published[index].execution);
  assert_printed (card, form, "total/score", published[index].total);
  assert_printed (card, form, "total/weight", "100");
  g_assert_cmpstr (card->grade, ==, published[index].grade);
}

/* Quantitative scores that the rules give as they were printed. */
static void
test_published_rows (void)
{
  guint rows = 0, right = 0;

  for (gsize i = 0; i < FIXTURE_N_URUMQI; i++)
    {
      g_autoptr (ZpForm) form = fixture_load_golden (fixture_urumqi[i]);
      g_autoptr (ZpScorecard) card = zp_score_form (form);

      for (guint j = 0; j < card->lines->len; j++)
        {
          const ZpScoreLine *line = &g_array_index (card->lines, ZpScoreLine, j);

          if (line->target_quantity.kind != ZP_QUANTITY_NUMBER)
            continue;
          rows++;
          if (line->score.has_computed
              && zp_decimal_equal (line->score.score, line->score.computed))
            right++;
          else
            g_test_message ("%s, row %u: %s", fixture_urumqi[i], line->number, line->level3);
        }
    }
  g_test_message ("%u of %u quantitative rows", right, rows);
  g_assert_cmpuint (rows, >=, 72);
  g_assert_cmpuint (right, >=, 67);
}

/* Before anything is scored there is no total; one score makes it, also a 0. */
static void
test_no_total (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("02-liangxian-hebing");
  g_autoptr (ZpForm) empty = zp_form_new (zp_form_get_template (form), zp_form_get_profile (form));
  g_autoptr (ZpScorecard) zero = zp_score_form (form);
  g_autoptr (ZpScorecard) none = zp_score_form (empty);
  g_autofree char *words = zp_word_total (none);
  ZpPrinted printed;

  g_assert_true (zero->has_total);
  g_assert_true (zp_decimal_is_zero (zero->total));
  g_assert_true (zp_scorecard_compute (zero, form, "total/score", &printed));
  g_assert_true (none->scored);
  g_assert_false (none->has_total);
  g_assert_null (none->grade);
  g_assert_false (zp_scorecard_compute (none, empty, "total/score", &printed));
  g_assert_false (zp_scorecard_compute (none, empty, "total/indicators", &printed));
  g_assert_cmpstr (words, ==, "no row has a score yet");
}

/* Scoring changes nothing, and gives the same every time. */
static void
test_pure (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("05-medical-aid-work");
  g_autoptr (GBytes) before = zp_form_write (form);
  g_autoptr (ZpScorecard) first = zp_score_form (form);
  g_autoptr (ZpScorecard) second = zp_score_form (form);
  g_autoptr (GBytes) after = zp_form_write (form);

  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpint (first->total.micro, ==, second->total.micro);
  g_assert_cmpuint (first->lines->len, ==, second->lines->len);
  g_assert_null (zp_scorecard_find (first, "nothing"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scoring/rule/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_rule);
    }
  g_test_add_func ("/scoring/sum-of-printed", test_sum_of_printed);
  for (gsize i = 0; i < G_N_ELEMENTS (execution_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scoring/execution/", execution_cases[i].name, NULL);

      g_test_add_data_func (path, &execution_cases[i], test_execution);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ceiling_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scoring/ceiling/", ceiling_cases[i].name, NULL);

      g_test_add_data_func (path, &ceiling_cases[i], test_ceiling);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      g_autofree char *path = g_strconcat ("/scoring/published/", published[i].form, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_published);
    }
  g_test_add_func ("/scoring/published-rows", test_published_rows);
  g_test_add_func ("/scoring/no-total", test_no_total);
  g_test_add_func ("/scoring/pure", test_pure);
  return g_test_run ();
}
