/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-deductions.h"

G_BEGIN_DECLS

/**
 * ZpRoundingRule:
 * @places: decimals that stay
 * @rounding: how the rest goes
 */
typedef struct
{
  guint places;
  ZpRounding rounding;
} ZpRoundingRule;

/**
 * ZpDigits:
 * @min: decimals always printed
 * @max: decimals printed when they are not zero
 * @bare: a whole number is printed without decimals all the same: 41.50, but 100
 */
typedef struct
{
  guint min;
  guint max;
  gboolean bare;
} ZpDigits;

/**
 * ZpZeroBudget:
 * @ZP_ZERO_BUDGET_ZERO: the execution score is 0
 * @ZP_ZERO_BUDGET_ALL_ZERO: every score of the form is 0
 * @ZP_ZERO_BUDGET_FULL: nothing to spend, nothing missed: the full score
 *
 * What a form without any budget scores.
 */
typedef enum
{
  ZP_ZERO_BUDGET_ZERO,
  ZP_ZERO_BUDGET_ALL_ZERO,
  ZP_ZERO_BUDGET_FULL,
} ZpZeroBudget;

/**
 * ZpShare:
 * @from: the least percentage
 * @share: what it gives, in percent of the weight (tiers, intervals), or points (ceilings)
 */
typedef struct
{
  ZpDecimal from;
  ZpDecimal share;
} ZpShare;

/**
 * ZpExecutionRule:
 * @weight: points for the execution rate
 * @rate: how the rate, in percent, is rounded
 * @from_printed_rate: the score is taken of the rounded rate, not of the exact ratio
 * @has_cap, @cap: the highest rate that counts, in percent
 * @tiers: (element-type ZpShare): highest first; empty for a score in proportion to the rate
 * @score: how the score is rounded
 * @zero_budget: what happens without a budget
 * @ceilings: (element-type ZpShare): a rate below @from lets the total be at most @share points; lowest first
 */
typedef struct
{
  ZpDecimal weight;
  ZpRoundingRule rate;
  gboolean from_printed_rate;
  gboolean has_cap;
  ZpDecimal cap;
  GArray *tiers;
  ZpRoundingRule score;
  ZpZeroBudget zero_budget;
  GArray *ceilings;
} ZpExecutionRule;

typedef enum
{
  ZP_REVERSE_RATIO,
  ZP_REVERSE_LINEAR,
} ZpReverseMethod;

/**
 * ZpOverAction:
 * @ZP_OVER_NONE: full score, nothing said
 * @ZP_OVER_MARK: full score, marked
 * @ZP_OVER_EXPLAIN: full score, a reason is asked
 * @ZP_OVER_MINUS: some points less
 * @ZP_OVER_DEVIATION: weight × (1 − (actual − target) ÷ target), not below 0
 *
 * What happens to a target that was passed by far (超额完成).
 */
typedef enum
{
  ZP_OVER_NONE,
  ZP_OVER_MARK,
  ZP_OVER_EXPLAIN,
  ZP_OVER_MINUS,
  ZP_OVER_DEVIATION,
} ZpOverAction;

/**
 * ZpQuantityRule:
 * @missed: rounding of weight × actual ÷ target
 * @has_pass, @pass: below this percentage of the target the score is 0
 * @equal_exact: = means exactly equal; else = is scored like ≥
 * @reverse, @reverse_score: how an exceeded ≤ is scored
 * @over_from: percentage of the target from which over-fulfilment counts
 * @over, @over_points, @over_score: what it does
 * @cost_words: (nullable): words in level 1 or 2 that tell a cost row
 * @cost_below: a ≤ cost below its target is scored weight × actual ÷ target, as missed
 * @cost_below_score: its rounding
 */
typedef struct
{
  ZpRoundingRule missed;
  gboolean has_pass;
  ZpDecimal pass;
  gboolean equal_exact;
  ZpReverseMethod reverse;
  ZpRoundingRule reverse_score;
  ZpDecimal over_from;
  ZpOverAction over;
  ZpDecimal over_points;
  ZpRoundingRule over_score;
  char **cost_words;
  gboolean cost_below;
  ZpRoundingRule cost_below_score;
} ZpQuantityRule;

/**
 * ZpBand:
 * @words: what is written in the actual value
 * @from, @to: the interval of scores, in percent of the weight
 * @from_open, @to_open: the edge itself does not belong to it
 * @share: the suggestion, in percent of the weight
 *
 * A band of qualitative results (达成年度指标, 部分达成…, 未达成…).
 */
typedef struct
{
  char **words;
  ZpDecimal from;
  ZpDecimal to;
  gboolean from_open;
  gboolean to_open;
  ZpDecimal share;
} ZpBand;

/**
 * ZpGrade:
 * @from: the least total
 * @word: the grade (优, 良, 中, 差)
 */
typedef struct
{
  ZpDecimal from;
  char *word;
} ZpGrade;

/**
 * ZpLevelWeight:
 * @level1: name of the level
 * @weight: its points
 */
typedef struct
{
  char *level1;
  ZpDecimal weight;
} ZpLevelWeight;

/**
 * ZpCheckRule:
 * @check: its id
 * @severity: “error”, “warning”, “hint” or “off”
 */
typedef struct
{
  char *check;
  char *severity;
} ZpCheckRule;

/**
 * ZpReviewShare:
 * @check: the id of a check
 * @computed: a reviewer puts the computed score in place of the other; @share does not count
 * @share: what a reviewer takes for it, in percent of the row's weight
 * @effort: how much work it is to mend: 1 a sentence, 2 a document, 3 and more a rewrite
 *
 * What a finding costs in a review (expected_review).
 */
typedef struct
{
  char *check;
  gboolean computed;
  ZpDecimal share;
  guint effort;
} ZpReviewShare;

/**
 * ZpProfile:
 * @lamp_red: a form is red when (指标得分率 − 预算执行率) ÷ 指标得分率 is above so many percent
 * @lamp_unspent: it is yellow when more than so many percent of the money was not spent
 *
 * How a region scores in a year, as data.  Immutable and reference counted; the members may be read.
 * @causes (of #ZpDeductionCause) and @degrees (of #ZpDeductionDegree) are what reviewers choose from.
 */
typedef struct
{
  char *id;
  char *version;
  char *title;
  char *region;
  char *year;
  char *basis;
  char *source;
  char *note;
  GBytes *json;

  ZpDecimal total_weight;
  GArray *level_weights;
  ZpExecutionRule execution;
  ZpQuantityRule quantity;
  GPtrArray *bands;
  ZpRoundingRule band_score;
  char **satisfaction_words;
  GArray *satisfaction_intervals;
  ZpRoundingRule satisfaction_score;
  char **yes_words;
  char **no_words;
  ZpDecimal late_share;
  ZpDecimal lamp_red;
  ZpDecimal lamp_unspent;
  GArray *grades;

  ZpDigits rate_digits;
  ZpDigits execution_score_digits;
  ZpDigits indicator_score_digits;
  ZpDigits weight_digits;
  ZpDigits total_digits;
  ZpDigits amount_digits;

  GArray *checks;

  GPtrArray *causes;
  GPtrArray *degrees;
  GArray *review_shares;
} ZpProfile;

ZpProfile *zp_profile_new_from_json (GBytes *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ZpProfile *zp_profile_ref (ZpProfile *self);
void zp_profile_unref (ZpProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpProfile, zp_profile_unref)

const char *zp_profile_get_grade (const ZpProfile *self, ZpDecimal total);
const char *zp_profile_get_severity (const ZpProfile *self, const char *check);
const ZpReviewShare *zp_profile_get_review_share (const ZpProfile *self, const char *check);
gboolean
zp_profile_get_level_weight (const ZpProfile *self, const char *level1, ZpDecimal *out_weight);

G_END_DECLS
