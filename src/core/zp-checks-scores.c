/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"

#include "zp-paper-words.h"

#include <string.h>

/* Scores: whether they are possible, and whether what was lost is explained. */

/* --- D1 --- */

static void
check_execution_range (ZpCheck *check)
{
  const ZpScorecard *card = check->card;
  g_autofree char *score = NULL;
  g_autofree char *weight = NULL;

  if (!card->has_execution || !card->execution.has_score
      || (card->execution.score.micro >= 0
          && zp_decimal_compare (card->execution.score, card->execution_weight) <= 0))
    return;
  score = zp_check_number (card->execution.score);
  weight = zp_check_number (card->execution_weight);
  zp_check_add (check, zp_check_execution_score (check), 0,
                g_strdup_printf (_ ("the execution rate has %s points of %s"), score, weight),
                g_strdup_printf (_ ("Enter a score from 0 to %s."), weight));
}

static gboolean
level_exceeds (const ZpScorecard *card, const ZpScoreLine *line)
{
  for (guint i = 0; i < card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (card->levels, ZpScoreLevel, i);

      if (g_str_equal (level->level1, line->level1) && g_str_equal (level->goal, line->goal))
        return zp_decimal_compare (level->score, level->weight) > 0;
    }
  return TRUE;
}

/* Where the form prints weights for levels only, a row's own weight is an assumption: only the level
 * can be exceeded. */
static gboolean
exceeds_weight (const ZpScorecard *card, const ZpScoreLine *line)
{
  return line->has_weight && zp_decimal_compare (line->score.score, line->weight) > 0
         && (!line->weight_shared || level_exceeds (card, line));
}

/* zp_check_score_range: D1 */
void
zp_check_score_range (ZpCheck *check)
{
  check_execution_range (check);
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;
      g_autofree char *score = NULL;
      g_autofree char *weight = NULL;

      if (!line->score.has_score
          || (line->score.score.micro >= 0 && !exceeds_weight (check->card, line)))
        continue;
      name = zp_check_line_name (line);
      score = zp_check_number (line->score.score);
      weight = zp_check_number (line->weight);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_SCORE,
          g_strdup_printf (_ ("%s: a score of %s with a weight of %s"), name, score, weight),
          g_strdup_printf (_ ("Enter a score from 0 to %s."), weight));
    }
}

/* --- D3 --- */

static gboolean
is_band (const ZpScoreLine *line)
{
  return line->outcome >= ZP_OUTCOME_BAND_1 && line->outcome <= ZP_OUTCOME_BAND_3;
}

/* Returns: below 0, 0 or above 0: the score is below, inside or above the band. */
static int
compare_with_band (const ZpScoreLine *line, const ZpBand *band)
{
  ZpDecimal from, to;
  int lower, upper;

  if (!zp_decimal_mul_div (line->weight, band->from, ZP_DECIMAL_INT (100), ZP_DECIMAL_PLACES,
                           ZP_ROUND_HALF_UP, &from)
      || !zp_decimal_mul_div (line->weight, band->to, ZP_DECIMAL_INT (100), ZP_DECIMAL_PLACES,
                              ZP_ROUND_HALF_UP, &to))
    return 0;
  lower = zp_decimal_compare (line->score.score, from);
  upper = zp_decimal_compare (line->score.score, to);
  if (lower < 0 || (lower == 0 && band->from_open))
    return -1;
  return upper > 0 || (upper == 0 && band->to_open) ? 1 : 0;
}

static void
add_band_error (ZpCheck *check, const ZpScoreLine *line, const ZpBand *band, int side)
{
  g_autofree char *name = zp_check_line_name (line);
  g_autofree char *score = zp_check_number (line->score.score);
  g_autofree char *weight = zp_check_number (line->weight);
  g_autofree char *from = zp_check_number (band->from);
  g_autofree char *to = zp_check_number (band->to);
  g_autofree char *share = NULL;
  ZpDecimal percent;

  if (!zp_decimal_mul_div (line->score.score, ZP_DECIMAL_INT (100), line->weight, 2,
                           ZP_ROUND_HALF_UP, &percent))
    percent = ZP_DECIMAL_ZERO;
  share = zp_check_number (percent);
  zp_check_add_line (
      check, check->severity, line, ZP_ROLE_SCORE,
      g_strdup_printf (side < 0 ? _ ("%s: %s of %s is %s%%, below the band %s%% to %s%% of “%s”")
                                : _ ("%s: %s of %s is %s%%, above the band %s%% to %s%% of “%s”"),
                       name, score, weight, share, from, to, line->actual),
      g_strdup (_ ("Enter a score inside the band, or choose other words.")));
}

/* zp_check_band: D3.  A suggestion that rounding took out of its band is no one's mistake. */
void
zp_check_band (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      guint index = line->outcome - ZP_OUTCOME_BAND_1;
      const ZpBand *band;
      int side;

      if (!is_band (line) || !line->score.by_hand || zp_check_is_zero_budget (line)
          || line->weight.micro <= 0 || index >= check->profile->bands->len)
        continue;
      band = g_ptr_array_index (check->profile->bands, index);
      side = compare_with_band (line, band);
      if (side != 0)
        add_band_error (check, line, band, side);
    }
}

/* --- D6, D7 --- */

/* weight × value although the target is met: H4 says it better than D6. */
static gboolean
is_weight_times_value (const ZpCheck *check, const ZpScoreLine *line)
{
  ZpDecimal product;

  return zp_check_is_satisfaction (check, line) && zp_check_is_below_full (line)
         && (line->outcome == ZP_OUTCOME_MET || line->outcome == ZP_OUTCOME_OVER)
         && line->actual_quantity.kind == ZP_QUANTITY_NUMBER
         && line->actual_quantity.unit_kind == ZP_UNIT_PERCENT
         && zp_decimal_mul_div (line->weight, line->actual_quantity.value, ZP_DECIMAL_INT (100),
                                ZP_DECIMAL_PLACES, ZP_ROUND_HALF_UP, &product)
         && !zp_check_differs (product, line->score.score);
}

static void
add_score_finding (ZpCheck *check,
                   ZpSeverity severity,
                   const ZpScoreLine *line,
                   const char *format,
                   const char *remedy)
{
  g_autofree char *name = zp_check_line_name (line);
  g_autofree char *score = zp_check_number (line->score.score);
  g_autofree char *weight = zp_check_number (line->weight);
  g_autoptr (GString) message = g_string_new (format);

  g_string_replace (message, "{row}", name, 1);
  g_string_replace (message, "{score}", score, 1);
  g_string_replace (message, "{weight}", weight, 1);
  g_string_replace (message, "{target}", line->target, 1);
  g_string_replace (message, "{actual}", line->actual, 1);
  zp_check_add_line (check, severity, line, ZP_ROLE_DEVIATION, g_strdup (message->str),
                     g_strdup (remedy));
}

/* zp_check_met_reduced: D6 */
void
zp_check_met_reduced (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (line->outcome == ZP_OUTCOME_MET && zp_check_is_below_full (line)
          && !zp_check_is_zero_budget (line) && zp_check_lacks_reason (check, line)
          && !is_weight_times_value (check, line))
        add_score_finding (
            check, check->severity, line,
            _ ("{row}: target {target}, actual {actual} is met, but the score is {score} of {weight} "
               "and no reason is given"),
            _ ("Give the full score, or write the reason."));
    }
}

/* zp_check_reason_missing: D7; a row that was met has D6 instead. */
void
zp_check_reason_missing (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (line->outcome == ZP_OUTCOME_MET || line->outcome == ZP_OUTCOME_EMPTY
          || !zp_check_is_below_full (line) || !zp_check_lacks_reason (check, line))
        continue;
      if (zp_check_is_zero_budget (line))
        add_score_finding (
            check, ZP_SEVERITY_WARNING, line,
            _ ("{row}: {score} of {weight} without a budget, and no reason is given"),
            _ ("Write why the project was not carried out."));
      else if (line->outcome == ZP_OUTCOME_OVER)
        add_score_finding (
            check, ZP_SEVERITY_WARNING, line,
            _ ("{row}: target {target}, actual {actual} is over-fulfilled, the score is {score} of "
               "{weight} and no reason is given"),
            _ ("Write why the target was passed by so much."));
      else if (line->outcome == ZP_OUTCOME_MISSED)
        add_score_finding (
            check, check->severity, line,
            _ ("{row}: target {target}, actual {actual}, score {score} of {weight}: the reason is "
               "missing"),
            _ ("Write the reason and what will be done."));
      else
        add_score_finding (
            check, ZP_SEVERITY_WARNING, line,
            _ ("{row}: “{actual}”, score {score} of {weight}: no reason is given for the points lost"),
            _ ("Write the reason and what will be done."));
    }
}

/* zp_check_text_for_number: D8 */
void
zp_check_text_for_number (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (line->outcome != ZP_OUTCOME_UNDECIDED || line->target_quantity.kind != ZP_QUANTITY_NUMBER)
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_ACTUAL,
          g_strdup_printf (_ ("%s: the target %s is a number, the actual value “%s” is not"), name,
                           line->target, line->actual),
          g_strdup (_ ("Write the actual value as a number with its unit.")));
    }
}

/* --- D10 --- */

static void
check_execution_by_hand (ZpCheck *check)
{
  const ZpScore *score = &check->card->execution;
  g_autofree char *given = NULL;
  g_autofree char *computed = NULL;

  if (!check->card->has_execution || !score->by_hand || !score->has_computed)
    return;
  given = zp_check_number (score->score);
  computed = zp_check_number (score->computed);
  zp_check_add (check, zp_check_execution_score (check), 0,
                g_strdup_printf (_ ("the execution rate has %s points by hand, the rule gives %s"),
                                 given, computed),
                g_strdup (_ ("Take the computed score, or answer with the reason.")));
}

static gboolean
level_comes_out (const ZpScorecard *card, const ZpScoreLine *line, gboolean whole)
{
  ZpDecimal computed = ZP_DECIMAL_ZERO, score = ZP_DECIMAL_ZERO;

  for (guint i = 0; i < card->lines->len; i++)
    {
      const ZpScoreLine *other = &g_array_index (card->lines, ZpScoreLine, i);

      if (!g_str_equal (other->goal, line->goal) || !g_str_equal (other->level1, line->level1)
          || (!whole && !g_str_equal (other->level2, line->level2)))
        continue;
      if (!other->score.has_computed || !zp_decimal_add (computed, other->score.computed, &computed)
          || !zp_decimal_add (score, other->score.score, &score))
        return FALSE;
    }
  return !zp_check_differs (computed, score);
}

/* The even share of a level is an assumption: other shares that come to the same sum are no deviation. */
static gboolean
is_other_share (const ZpScorecard *card, const ZpScoreLine *line)
{
  return line->weight_shared
         && (level_comes_out (card, line, FALSE) || level_comes_out (card, line, TRUE));
}

/* zp_check_by_hand: D10.  Inside a band the score is a choice, outside it is D3. */
void
zp_check_by_hand (ZpCheck *check)
{
  check_execution_by_hand (check);
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;
      g_autofree char *given = NULL;
      g_autofree char *computed = NULL;

      if (!line->score.by_hand || !line->score.has_computed || is_other_share (check->card, line)
          || (is_band (line) && !zp_check_is_zero_budget (line)))
        continue;
      name = zp_check_line_name (line);
      given = zp_check_number (line->score.score);
      computed = zp_check_number (line->score.computed);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_SCORE,
          g_strdup_printf (_ ("%s: %s by hand, the rule gives %s"), name, given, computed),
          g_strdup (_ ("Take the computed score, or answer with the reason.")));
    }
}

/* zp_check_satisfaction_score: H4 */
void
zp_check_satisfaction_score (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;
      g_autofree char *score = NULL;
      g_autofree char *weight = NULL;

      if (!is_weight_times_value (check, line) || zp_check_is_zero_budget (line))
        continue;
      name = zp_check_line_name (line);
      score = zp_check_number (line->score.score);
      weight = zp_check_number (line->weight);
      zp_check_add_line (check, check->severity, line, ZP_ROLE_SCORE,
                         g_strdup_printf (_ ("%s: %s is %s × %s, but the target %s is met"), name,
                                          score, weight, line->actual, line->target),
                         g_strdup_printf (_ ("Enter the full score of %s."), weight));
    }
}
