/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-scoring-private.h"

#include <string.h>

/* One small function for each kind of rule.  What the rules say in numbers comes from the profile. */

/** zp_explain: adds a step to @explanation; the last one is overwritten when there are too many. */
ZpReason *
zp_explain (ZpExplanation *explanation, ZpReasonKind kind)
{
  ZpReason *reason;

  if (explanation->n_reasons < ZP_MAX_REASONS)
    explanation->n_reasons++;
  reason = &explanation->reasons[explanation->n_reasons - 1];
  *reason = (ZpReason){ .kind = kind };
  return reason;
}

static void
set_computed (ZpScore *score, ZpDecimal value)
{
  score->has_computed = TRUE;
  score->computed = value;
}

/** zp_score_fixed: the score is @value, without arithmetic. */
void
zp_score_fixed (ZpScore *score, ZpReasonKind kind, ZpDecimal value)
{
  zp_explain (&score->explanation, kind)->result = value;
  set_computed (score, value);
}

/* Rounds an exact result that may be computed twice: once cut after six places, to be shown, and once
 * as the profile says. */
static gboolean
compute (ZpReason *reason, ZpDecimal a, ZpDecimal b, ZpDecimal divisor, ZpRoundingRule rounding)
{
  if (!zp_decimal_mul_div (a, b, divisor, ZP_DECIMAL_PLACES, ZP_ROUND_DOWN, &reason->exact)
      || !zp_decimal_mul_div (a, b, divisor, rounding.places, rounding.rounding, &reason->result))
    return FALSE;
  reason->rounding = rounding;
  reason->rounded = !zp_decimal_equal (reason->exact, reason->result);
  return TRUE;
}

/**
 * zp_score_ratio:
 *
 * The score is weight × numerator ÷ denominator, between 0 and the weight.
 *
 * Returns: whether the numbers could be computed with
 */
gboolean
zp_score_ratio (ZpScore *score,
                ZpReasonKind kind,
                ZpDecimal weight,
                ZpDecimal numerator,
                ZpDecimal denominator,
                ZpRoundingRule rounding)
{
  ZpReason *reason = zp_explain (&score->explanation, kind);

  reason->a = weight;
  reason->b = numerator;
  reason->c = denominator;
  if (!compute (reason, weight, numerator, denominator, rounding))
    {
      score->explanation.n_reasons--;
      return FALSE;
    }
  if (reason->result.micro < 0)
    reason->result = ZP_DECIMAL_ZERO;
  if (zp_decimal_compare (reason->result, weight) > 0)
    reason->result = weight;
  set_computed (score, reason->result);
  return TRUE;
}

/** zp_score_share: the score is a percentage of the weight; @a and @b of the step are the caller's. */
void
zp_score_share (
    ZpScore *score, ZpReasonKind kind, ZpDecimal weight, ZpDecimal percent, ZpRoundingRule rounding)
{
  ZpReason *reason = zp_explain (&score->explanation, kind);

  reason->c = percent;
  if (zp_decimal_equal (percent, ZP_DECIMAL_INT (100)))
    reason->exact = reason->result = weight; /* met is met: a weight is never rounded */
  else if (!compute (reason, weight, percent, ZP_DECIMAL_INT (100), rounding))
    reason->result = ZP_DECIMAL_ZERO;
  set_computed (score, reason->result);
}

/* --- numbers --- */

static void
note_ratio (ZpScoreLine *line, ZpDecimal target, ZpDecimal actual)
{
  if (target.micro > 0)
    line->has_ratio = zp_decimal_mul_div (actual, ZP_DECIMAL_INT (100), target, 2, ZP_ROUND_HALF_UP,
                                          &line->ratio);
}

/* Whether actual ÷ target reaches @percent.  The ratio that is shown is rounded and may say 60% of
 * 59.996%, so it is not what decides. */
static gboolean
reaches (ZpDecimal target, ZpDecimal actual, ZpDecimal percent)
{
  ZpDecimal ratio;

  return target.micro > 0
         && zp_decimal_mul_div (actual, ZP_DECIMAL_INT (100), target, ZP_DECIMAL_PLACES,
                                ZP_ROUND_DOWN, &ratio)
         && zp_decimal_compare (ratio, percent) >= 0;
}

static void
score_met (ZpScoreLine *line, ZpDecimal target, ZpDecimal actual)
{
  ZpReason *reason = zp_explain (&line->score.explanation, ZP_REASON_MET);

  reason->a = actual;
  reason->b = target;
  reason->result = line->weight;
  set_computed (&line->score, line->weight);
  line->outcome = ZP_OUTCOME_MET;
}

/* weight × (1 − (actual − target) ÷ target) = weight × (2 target − actual) ÷ target, not below 0 */
static void
score_deviation (ZpScoreLine *line,
                 ZpReasonKind kind,
                 ZpDecimal target,
                 ZpDecimal actual,
                 ZpRoundingRule rounding)
{
  ZpReason *reason = zp_explain (&line->score.explanation, kind);
  ZpDecimal rest;

  reason->a = line->weight;
  reason->b = actual;
  reason->c = target;
  if (!zp_decimal_add (target, target, &rest) || !zp_decimal_sub (rest, actual, &rest)
      || rest.micro < 0)
    rest = ZP_DECIMAL_ZERO;
  if (!compute (reason, line->weight, rest, target, rounding))
    reason->result = ZP_DECIMAL_ZERO;
  set_computed (&line->score, reason->result);
}

static void
score_over (ZpScoreLine *line, const ZpProfile *profile, ZpDecimal target, ZpDecimal actual)
{
  const ZpQuantityRule *rule = &profile->quantity;
  ZpReason *reason = zp_explain (&line->score.explanation, ZP_REASON_OVER);

  line->outcome = ZP_OUTCOME_OVER;
  reason->a = line->ratio;
  reason->b = rule->over_from;
  reason->result = line->weight;
  set_computed (&line->score, line->weight);
  if (rule->over == ZP_OVER_MINUS)
    {
      reason = zp_explain (&line->score.explanation, ZP_REASON_OVER_MINUS);
      reason->a = line->weight;
      reason->b = rule->over_points;
      if (!zp_decimal_sub (line->weight, rule->over_points, &reason->result)
          || reason->result.micro < 0)
        reason->result = ZP_DECIMAL_ZERO;
      set_computed (&line->score, reason->result);
    }
  else if (rule->over == ZP_OVER_DEVIATION)
    score_deviation (line, ZP_REASON_OVER_DEVIATION, target, actual, rule->over_score);
}

static void
score_zero_target (ZpScoreLine *line)
{
  line->outcome = ZP_OUTCOME_MISSED;
  zp_score_fixed (&line->score, ZP_REASON_NOT_MET_ZERO_TARGET, ZP_DECIMAL_ZERO);
}

static gboolean
below_pass (ZpScoreLine *line, const ZpProfile *profile, ZpDecimal target, ZpDecimal actual)
{
  ZpReason *reason;

  if (!profile->quantity.has_pass || !line->has_ratio
      || reaches (target, actual, profile->quantity.pass))
    return FALSE;
  reason = zp_explain (&line->score.explanation, ZP_REASON_BELOW_PASS);
  reason->a = actual;
  reason->b = target;
  reason->c = profile->quantity.pass;
  set_computed (&line->score, ZP_DECIMAL_ZERO);
  return TRUE;
}

/* More is better: ≥, >, a bare number, and = where the profile has it so. */
static void
score_positive (
    ZpScoreLine *line, const ZpProfile *profile, ZpOperator op, ZpDecimal target, ZpDecimal actual)
{
  int order = zp_decimal_compare (actual, target);

  note_ratio (line, target, actual);
  if (order > 0 || (order == 0 && op != ZP_OP_MORE))
    {
      if (op == ZP_OP_EQUAL && order > 0 && target.micro <= 0)
        score_zero_target (line);
      else if (profile->quantity.over != ZP_OVER_NONE && line->has_ratio
               && reaches (target, actual, profile->quantity.over_from))
        score_over (line, profile, target, actual);
      else
        score_met (line, target, actual);
      return;
    }
  if (target.micro <= 0)
    {
      score_zero_target (line);
      return;
    }
  line->outcome = ZP_OUTCOME_MISSED;
  if (!below_pass (line, profile, target, actual))
    (void) zp_score_ratio (&line->score, ZP_REASON_MISSED_RATIO, line->weight, actual, target,
                           profile->quantity.missed);
}

/* Less is better: ≤ and <. */
static void
score_reverse (
    ZpScoreLine *line, const ZpProfile *profile, ZpOperator op, ZpDecimal target, ZpDecimal actual)
{
  const ZpQuantityRule *rule = &profile->quantity;
  int order = zp_decimal_compare (actual, target);

  note_ratio (line, target, actual);
  if (order < 0 && line->cost && rule->cost_below)
    {
      line->outcome = ZP_OUTCOME_MISSED;
      (void) zp_score_ratio (&line->score, ZP_REASON_COST_BELOW, line->weight, actual, target,
                             rule->cost_below_score);
      return;
    }
  if (order < 0 || (order == 0 && op != ZP_OP_LESS))
    {
      score_met (line, target, actual);
      return;
    }
  if (target.micro <= 0)
    {
      score_zero_target (line);
      return;
    }
  line->outcome = ZP_OUTCOME_MISSED;
  if (rule->reverse == ZP_REVERSE_LINEAR)
    score_deviation (line, ZP_REASON_REVERSE_LINEAR, target, actual, rule->reverse_score);
  else
    (void) zp_score_ratio (&line->score, ZP_REASON_REVERSE_RATIO, line->weight, target, actual,
                           rule->reverse_score);
}

static void
score_exact (ZpScoreLine *line, ZpDecimal target, ZpDecimal actual)
{
  note_ratio (line, target, actual);
  if (zp_decimal_equal (target, actual))
    score_met (line, target, actual);
  else
    {
      line->outcome = ZP_OUTCOME_MISSED;
      zp_score_fixed (&line->score, ZP_REASON_NOT_EQUAL, ZP_DECIMAL_ZERO);
    }
}

/* A cost that only names a sum of money is meant as its limit. */
static ZpOperator
effective_operator (const ZpScoreLine *line)
{
  ZpOperator op = line->target_quantity.op;

  if (op == ZP_OP_NONE && line->cost && line->target_quantity.unit_kind == ZP_UNIT_MONEY)
    return ZP_OP_AT_MOST;
  return op;
}

static void
score_range (ZpScoreLine *line,
             const ZpProfile *profile,
             const ZpQuantity *target,
             ZpDecimal actual)
{
  int below = zp_decimal_compare (actual, target->lower);
  int above = zp_decimal_compare (actual, target->value);

  if (below < 0 || (below == 0 && target->lower_open))
    score_positive (line, profile, target->lower_open ? ZP_OP_MORE : ZP_OP_AT_LEAST, target->lower,
                    actual);
  else if (above > 0 || (above == 0 && target->upper_open))
    score_reverse (line, profile, target->upper_open ? ZP_OP_LESS : ZP_OP_AT_MOST, target->value,
                   actual);
  else
    score_met (line, target->value, actual);
}

static void
score_quantity (ZpScoreLine *line, const ZpProfile *profile)
{
  ZpQuantity target = line->target_quantity;
  ZpQuantity actual = line->actual_quantity;
  gint64 target_factor = target.factor;
  gint64 actual_factor = actual.factor;
  ZpOperator op = effective_operator (line);
  ZpDecimal value;

  if (!zp_quantity_align (&target, &actual))
    (void) zp_explain (&line->score.explanation, ZP_REASON_UNITS_DIFFER);
  else if (target.factor != target_factor || actual.factor != actual_factor)
    {
      ZpReason *reason = zp_explain (&line->score.explanation, ZP_REASON_CONVERTED);

      reason->a = actual.value;
      reason->b = target.value;
    }
  value = actual.value.micro < 0 ? ZP_DECIMAL_ZERO : actual.value;
  switch (op)
    {
    case ZP_OP_AT_MOST:
    case ZP_OP_LESS:
      score_reverse (line, profile, op, target.value, value);
      break;
    case ZP_OP_RANGE:
      score_range (line, profile, &target, value);
      break;
    case ZP_OP_EQUAL:
      if (profile->quantity.equal_exact)
        {
          score_exact (line, target.value, value);
          break;
        }
      G_GNUC_FALLTHROUGH;
    case ZP_OP_NONE:
    case ZP_OP_AT_LEAST:
    case ZP_OP_MORE:
    default:
      score_positive (line, profile, op, target.value, value);
    }
}

/* --- words --- */

static gboolean
is_one_of (char **words, const char *text)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (zp_text_same (words[i], text))
      return TRUE;
  return FALSE;
}

/* The worse bands also by how the words begin (部分达成年度指标，…); the best only word for word, for
 * “完成情况较差” begins like a success. */
static int
find_band (const ZpProfile *profile, const char *text)
{
  for (guint i = profile->bands->len; i > 0; i--)
    {
      const ZpBand *band = g_ptr_array_index (profile->bands, i - 1);

      if (is_one_of (band->words, text))
        return i - 1;
      for (guint j = 0; i > 1 && band->words[j] != NULL; j++)
        if (g_str_has_prefix (text, band->words[j]))
          return i - 1;
    }
  return -1;
}

static void
score_undecided (ZpScoreLine *line)
{
  line->outcome = ZP_OUTCOME_UNDECIDED;
  (void) zp_explain (&line->score.explanation, ZP_REASON_UNDECIDED);
}

static void
score_words (ZpScoreLine *line, const ZpProfile *profile)
{
  int index = find_band (profile, line->actual);
  const ZpBand *band;
  ZpReason *reason;

  if (index < 0)
    {
      score_undecided (line);
      return;
    }
  band = g_ptr_array_index (profile->bands, index);
  line->outcome = ZP_OUTCOME_BAND_1 + index;
  zp_score_share (&line->score, ZP_REASON_BAND, line->weight, band->share, profile->band_score);
  reason = &line->score.explanation.reasons[line->score.explanation.n_reasons - 1];
  reason->a = band->from;
  reason->b = band->to;
}

static void
score_same (ZpScoreLine *line)
{
  line->outcome = ZP_OUTCOME_MET;
  zp_score_fixed (&line->score, ZP_REASON_SAME_WORDS, line->weight);
}

static void
score_yes_no (ZpScoreLine *line, const ZpProfile *profile)
{
  gboolean asked = is_one_of (profile->yes_words, line->target);
  gboolean yes = is_one_of (profile->yes_words, line->actual);
  gboolean no = is_one_of (profile->no_words, line->actual);

  if (!yes && !no)
    score_words (line, profile);
  else if (yes == asked)
    score_same (line);
  else
    {
      line->outcome = ZP_OUTCOME_MISSED;
      zp_score_fixed (&line->score, ZP_REASON_YES_NO_MISSED, ZP_DECIMAL_ZERO);
    }
}

static void
score_date (ZpScoreLine *line, const ZpProfile *profile)
{
  int order;

  if (line->actual_quantity.kind != ZP_QUANTITY_DATE)
    {
      score_words (line, profile);
      return;
    }
  order = zp_quantity_compare_dates (&line->actual_quantity, &line->target_quantity);
  if (line->target_quantity.op == ZP_OP_AT_LEAST || line->target_quantity.op == ZP_OP_MORE)
    order = -order;
  if (order <= 0)
    {
      line->outcome = ZP_OUTCOME_MET;
      zp_score_fixed (&line->score, ZP_REASON_DATE_MET, line->weight);
    }
  else
    {
      line->outcome = ZP_OUTCOME_MISSED;
      zp_score_share (&line->score, ZP_REASON_DATE_LATE, line->weight, profile->late_share,
                      profile->quantity.missed);
    }
}

/* --- satisfaction --- */

static gboolean
has_intervals (const ZpScoreLine *line, const ZpProfile *profile)
{
  return profile->satisfaction_intervals->len > 0
         && line->target_quantity.unit_kind == ZP_UNIT_PERCENT
         && (line->actual_quantity.unit_kind == ZP_UNIT_PERCENT
             || *line->actual_quantity.unit == '\0');
}

static void
score_satisfaction (ZpScoreLine *line, const ZpProfile *profile)
{
  ZpDecimal actual = line->actual_quantity.value;
  GArray *intervals = profile->satisfaction_intervals;

  note_ratio (line, line->target_quantity.value, actual);
  line->outcome = zp_decimal_compare (actual, line->target_quantity.value) >= 0 ? ZP_OUTCOME_MET
                                                                                : ZP_OUTCOME_MISSED;
  for (guint i = 0; i < intervals->len; i++)
    {
      const ZpShare *interval = &g_array_index (intervals, ZpShare, i);

      if (zp_decimal_compare (actual, interval->from) >= 0)
        {
          ZpReason *reason;

          zp_score_share (&line->score, ZP_REASON_INTERVAL, line->weight, interval->share,
                          profile->satisfaction_score);
          reason = &line->score.explanation.reasons[line->score.explanation.n_reasons - 1];
          reason->a = actual;
          reason->b = interval->from;
          return;
        }
    }
  zp_score_fixed (&line->score, ZP_REASON_BELOW_INTERVALS, ZP_DECIMAL_ZERO);
  line->score.explanation.reasons[line->score.explanation.n_reasons - 1].a = actual;
}

/* --- which rule --- */

static gboolean
mentions (char **words, const char *text)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static ZpKind
find_kind (const ZpScoreLine *line, const ZpProfile *profile)
{
  switch (line->target_quantity.kind)
    {
    case ZP_QUANTITY_NUMBER:
      return mentions (profile->satisfaction_words, line->level1)
                     || mentions (profile->satisfaction_words, line->level2)
                 ? ZP_KIND_SATISFACTION
                 : ZP_KIND_QUANTITATIVE;
    case ZP_QUANTITY_DATE:
      return ZP_KIND_DATE;
    case ZP_QUANTITY_WORDS:
      return is_one_of (profile->yes_words, line->target)
                     || is_one_of (profile->no_words, line->target)
                 ? ZP_KIND_YES_NO
                 : ZP_KIND_QUALITATIVE;
    case ZP_QUANTITY_EMPTY:
    default:
      return ZP_KIND_NONE;
    }
}

static void
score_numbers (ZpScoreLine *line, const ZpProfile *profile)
{
  if (line->actual_quantity.kind != ZP_QUANTITY_NUMBER)
    {
      if (zp_text_same (line->target, line->actual))
        score_same (line);
      else
        score_undecided (line);
    }
  else if (line->kind == ZP_KIND_SATISFACTION && has_intervals (line, profile))
    score_satisfaction (line, profile);
  else
    score_quantity (line, profile);
}

/**
 * zp_score_line:
 * @line: a line with its texts, quantities and weight
 * @profile: the rules
 *
 * Finds kind, outcome and computed score of one indicator, with the explanation.
 */
void
zp_score_line (ZpScoreLine *line, const ZpProfile *profile)
{
  line->cost = mentions (profile->quantity.cost_words, line->level1)
               || mentions (profile->quantity.cost_words, line->level2);
  line->kind = find_kind (line, profile);
  if (line->kind == ZP_KIND_NONE || line->actual_quantity.kind == ZP_QUANTITY_EMPTY
      || !line->has_weight)
    {
      line->outcome = ZP_OUTCOME_EMPTY;
      (void) zp_explain (&line->score.explanation, ZP_REASON_EMPTY);
      return;
    }
  if (line->kind == ZP_KIND_QUANTITATIVE || line->kind == ZP_KIND_SATISFACTION)
    score_numbers (line, profile);
  else if (zp_text_same (line->target, line->actual))
    score_same (line);
  else if (line->kind == ZP_KIND_DATE)
    score_date (line, profile);
  else if (line->kind == ZP_KIND_YES_NO)
    score_yes_no (line, profile);
  else
    score_words (line, profile);
}
