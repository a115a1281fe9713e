/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"
#include "zp-quantity.h"

G_BEGIN_DECLS

typedef enum
{
  ZP_KIND_NONE,
  ZP_KIND_QUANTITATIVE,
  ZP_KIND_QUALITATIVE,
  ZP_KIND_SATISFACTION,
  ZP_KIND_YES_NO,
  ZP_KIND_DATE,
} ZpKind;

typedef enum
{
  ZP_OUTCOME_EMPTY,
  ZP_OUTCOME_MET,
  ZP_OUTCOME_OVER,
  ZP_OUTCOME_MISSED,
  ZP_OUTCOME_BAND_1,
  ZP_OUTCOME_BAND_2,
  ZP_OUTCOME_BAND_3,
  ZP_OUTCOME_UNDECIDED,
} ZpOutcome;

/**
 * ZpReasonKind:
 *
 * A step of the way to a score.  In brackets: the operands a, b, c and the result.
 *
 * @ZP_REASON_EMPTY: something is missing (text: what)
 * @ZP_REASON_SAME_WORDS: the actual value says the same as the target (weight → result)
 * @ZP_REASON_MET: the target is met (a actual, b target → result)
 * @ZP_REASON_MISSED_RATIO: weight a × actual b ÷ target c
 * @ZP_REASON_REVERSE_RATIO: weight a × target b ÷ actual c
 * @ZP_REASON_REVERSE_LINEAR: weight a × (1 − (actual b − target c) ÷ c)
 * @ZP_REASON_NOT_MET_ZERO_TARGET: a target of 0 was not met: no ratio, 0
 * @ZP_REASON_NOT_EQUAL: = means exactly equal, and it is not
 * @ZP_REASON_BELOW_PASS: actual a ÷ target b is below the pass mark c
 * @ZP_REASON_OVER: over-fulfilled by a ratio of a percent, from b percent it counts (no deduction)
 * @ZP_REASON_OVER_MINUS: weight a − points b
 * @ZP_REASON_OVER_DEVIATION: weight a × (1 − (actual b − target c) ÷ c)
 * @ZP_REASON_COST_BELOW: cost: weight a × actual b ÷ target c
 * @ZP_REASON_BAND: qualitative, band a to b percent; suggestion c percent of the weight
 * @ZP_REASON_UNDECIDED: the words do not say how far the target was reached
 * @ZP_REASON_INTERVAL: satisfaction a percent reaches b percent: c percent of the weight
 * @ZP_REASON_BELOW_INTERVALS: satisfaction a percent is below every interval
 * @ZP_REASON_YES_NO_MISSED: asked yes, answered no
 * @ZP_REASON_DATE_MET: done in time
 * @ZP_REASON_DATE_LATE: done late: a percent of the weight
 * @ZP_REASON_ZERO_BUDGET: without a budget the score is the result
 * @ZP_REASON_RATE: executed a ÷ budget b = result percent
 * @ZP_REASON_CAP: a rate of a percent counts as b percent
 * @ZP_REASON_EXECUTION: weight a × rate b percent = exact, rounded → result
 * @ZP_REASON_TIER: rate a percent reaches b percent: c percent of the weight
 * @ZP_REASON_CEILING: a rate of a percent is below b percent: the total is at most c
 * @ZP_REASON_CONVERTED: compared in one unit: actual a, target b
 * @ZP_REASON_UNITS_DIFFER: the units differ; the numbers are compared as they stand
 */
typedef enum
{
  ZP_REASON_EMPTY,
  ZP_REASON_SAME_WORDS,
  ZP_REASON_MET,
  ZP_REASON_MISSED_RATIO,
  ZP_REASON_REVERSE_RATIO,
  ZP_REASON_REVERSE_LINEAR,
  ZP_REASON_NOT_MET_ZERO_TARGET,
  ZP_REASON_NOT_EQUAL,
  ZP_REASON_BELOW_PASS,
  ZP_REASON_OVER,
  ZP_REASON_OVER_MINUS,
  ZP_REASON_OVER_DEVIATION,
  ZP_REASON_COST_BELOW,
  ZP_REASON_BAND,
  ZP_REASON_UNDECIDED,
  ZP_REASON_INTERVAL,
  ZP_REASON_BELOW_INTERVALS,
  ZP_REASON_YES_NO_MISSED,
  ZP_REASON_DATE_MET,
  ZP_REASON_DATE_LATE,
  ZP_REASON_ZERO_BUDGET,
  ZP_REASON_RATE,
  ZP_REASON_CAP,
  ZP_REASON_EXECUTION,
  ZP_REASON_TIER,
  ZP_REASON_CEILING,
  ZP_REASON_CONVERTED,
  ZP_REASON_UNITS_DIFFER,
} ZpReasonKind;

/**
 * ZpReason:
 * @kind: what was done
 * @a, @b, @c: its operands
 * @exact: the result before rounding, cut after six places
 * @result: the result
 * @rounding: how it was rounded
 * @rounded: whether rounding changed anything
 */
typedef struct
{
  ZpReasonKind kind;
  ZpDecimal a;
  ZpDecimal b;
  ZpDecimal c;
  ZpDecimal exact;
  ZpDecimal result;
  ZpRoundingRule rounding;
  gboolean rounded;
} ZpReason;

#define ZP_MAX_REASONS 4

/**
 * ZpExplanation:
 * @reasons, @n_reasons: the steps, first to last
 */
typedef struct
{
  ZpReason reasons[ZP_MAX_REASONS];
  guint n_reasons;
} ZpExplanation;

/**
 * ZpScore:
 * @has_computed, @computed: what the rules give
 * @has_score, @score: what counts: the score by hand, else the computed one
 * @by_hand: somebody entered another score than the computed one
 * @explanation: how it was computed
 */
typedef struct
{
  ZpDecimal computed;
  ZpDecimal score;
  gboolean has_computed;
  gboolean has_score;
  gboolean by_hand;
  ZpExplanation explanation;
} ZpScore;

/**
 * ZpScoreLine:
 * @row_id, @goal, @level1, @level2, @level3, @target, @actual: texts of the row, shared with the form
 * @number: 1 for the first row of the table
 * @has_weight, @weight: its points
 * @weight_shared: the row has none of its own: an even share of its level
 * @kind, @outcome: what the row is and how it came out
 * @cost: a row of costs
 * @target_quantity, @actual_quantity: as understood
 * @has_ratio, @ratio: actual ÷ target in percent
 * @score: its score
 *
 * The score of an indicator.
 */
typedef struct
{
  GRefString *row_id;
  GRefString *goal;
  GRefString *level1;
  GRefString *level2;
  GRefString *level3;
  GRefString *target;
  GRefString *actual;
  guint number;
  gboolean has_weight;
  gboolean weight_shared;
  ZpDecimal weight;
  ZpKind kind;
  ZpOutcome outcome;
  gboolean cost;
  ZpQuantity target_quantity;
  ZpQuantity actual_quantity;
  gboolean has_ratio;
  ZpDecimal ratio;
  ZpScore score;
} ZpScoreLine;

/**
 * ZpScoreLevel:
 * @goal: (nullable): id of its yearly goal
 * @level1: its name
 * @weight, @score: the sums of its rows
 */
typedef struct
{
  GRefString *goal;
  GRefString *level1;
  ZpDecimal weight;
  ZpDecimal score;
} ZpScoreLevel;

/**
 * ZpScorecard:
 * @scored: the form has scores at all
 * @has_execution: it has an execution block; the members after it count only then
 * @has_rate, @rate: the execution rate in percent, rounded
 * @execution_weight, @execution: points and score of the execution rate
 * @zero_budget: budget and executed are there, and the budget is 0
 * @lines: (element-type ZpScoreLine): the indicators, in table order
 * @levels: (element-type ZpScoreLevel): sums by goal and level 1, in order of appearance
 * @total_weight, @total, @total_computed: sums with the execution score
 * @has_total: some score is there; without any, @total is no result
 * @ceiling: the ceiling that holds the total down, as an explanation
 * @grade: (nullable): the grade word
 *
 * Every score of a form, with its explanation.  Immutable and reference counted.
 */
typedef struct
{
  ZpProfile *profile;
  ZpTemplate *template_;
  gboolean scored;
  gboolean has_execution;
  gboolean has_rate;
  ZpDecimal rate;
  ZpDecimal execution_weight;
  ZpScore execution;
  gboolean zero_budget;
  GArray *lines;
  GHashTable *line_of_row;
  GArray *levels;
  ZpDecimal total_weight;
  ZpDecimal indicators_score;
  gboolean has_total;
  ZpDecimal total;
  ZpDecimal total_computed;
  ZpExplanation ceiling;
  const char *grade;
} ZpScorecard;

ZpScorecard *zp_score_form (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
ZpScorecard *zp_scorecard_ref (ZpScorecard *self);
void zp_scorecard_unref (ZpScorecard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpScorecard, zp_scorecard_unref)

const ZpScoreLine *zp_scorecard_find (const ZpScorecard *self, const char *row_id);

/**
 * ZpPrinted:
 * @value: the number
 * @digits: how many decimals are printed
 * @percent: it is a rate in percent
 */
typedef struct
{
  ZpDecimal value;
  ZpDigits digits;
  gboolean percent;
} ZpPrinted;

gboolean zp_scorecard_compute (const ZpScorecard *self,
                               const ZpForm *form,
                               const char *address,
                               ZpPrinted *out_value);
gboolean zp_scorecard_compute_column (const ZpScorecard *self,
                                      const ZpForm *form,
                                      const ZpTableSpec *table,
                                      const ZpRow *row,
                                      const char *row_key,
                                      const ZpComputedSpec *spec,
                                      ZpPrinted *out_value);
char *zp_printed_to_string (const ZpPrinted *printed) G_GNUC_WARN_UNUSED_RESULT;

const char *zp_kind_to_string (ZpKind kind);
const char *zp_outcome_to_string (ZpOutcome outcome);

G_END_DECLS
