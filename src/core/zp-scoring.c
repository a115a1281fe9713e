/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-scoring-private.h"

#include "zp-row.h"
#include "zp-intern.h"

/* A form's scorecard: a pure function of its values, its template and its profile. */

static void
clear_line (ZpScoreLine *line)
{
  g_ref_string_release (line->row_id);
  g_ref_string_release (line->goal);
  g_ref_string_release (line->level1);
  g_ref_string_release (line->level2);
  g_ref_string_release (line->level3);
  g_ref_string_release (line->target);
  g_ref_string_release (line->actual);
}

static void
clear_level (ZpScoreLevel *level)
{
  g_ref_string_release (level->goal);
  g_ref_string_release (level->level1);
}

static void
scorecard_clear (ZpScorecard *self)
{
  g_array_unref (self->lines);
  g_hash_table_unref (self->line_of_row);
  g_array_unref (self->levels);
  zp_profile_unref (self->profile);
  zp_template_unref (self->template_);
}

ZpScorecard *
zp_scorecard_ref (ZpScorecard *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
zp_scorecard_unref (ZpScorecard *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) scorecard_clear);
}

/* --- execution --- */

static void
score_tier (ZpScorecard *card, ZpDecimal rate)
{
  const ZpExecutionRule *rule = &card->profile->execution;

  for (guint i = 0; i < rule->tiers->len; i++)
    {
      const ZpShare *tier = &g_array_index (rule->tiers, ZpShare, i);

      if (zp_decimal_compare (rate, tier->from) >= 0)
        {
          ZpReason *reason;

          zp_score_share (&card->execution, ZP_REASON_TIER, card->execution_weight, tier->share,
                          rule->score);
          reason = &card->execution.explanation.reasons[card->execution.explanation.n_reasons - 1];
          reason->a = rate;
          reason->b = tier->from;
          return;
        }
    }
  zp_score_fixed (&card->execution, ZP_REASON_TIER, ZP_DECIMAL_ZERO);
}

static void
score_rate (ZpScorecard *card, ZpDecimal executed, ZpDecimal budget)
{
  const ZpExecutionRule *rule = &card->profile->execution;
  ZpDecimal rate = card->rate;
  gboolean capped = rule->has_cap && zp_decimal_compare (rate, rule->cap) > 0;
  ZpDecimal numerator = rate, denominator = ZP_DECIMAL_INT (100);

  if (capped)
    {
      ZpReason *reason = zp_explain (&card->execution.explanation, ZP_REASON_CAP);

      reason->a = rate;
      reason->b = numerator = rate = rule->cap;
    }
  else if (!rule->from_printed_rate)
    {
      numerator = executed;
      denominator = budget;
    }
  if (rule->tiers->len > 0)
    score_tier (card, rate);
  else if (zp_score_ratio (&card->execution, ZP_REASON_EXECUTION, card->execution_weight, numerator,
                           denominator, rule->score))
    card->execution.explanation.reasons[card->execution.explanation.n_reasons - 1].b = rate;
}

static void
score_zero_budget (ZpScorecard *card)
{
  gboolean full = card->profile->execution.zero_budget == ZP_ZERO_BUDGET_FULL;

  card->zero_budget = TRUE;
  card->has_rate = TRUE;
  card->rate = ZP_DECIMAL_ZERO;
  zp_score_fixed (&card->execution, ZP_REASON_ZERO_BUDGET,
                  full ? card->execution_weight : ZP_DECIMAL_ZERO);
}

/* What counts: the score by hand, else the computed one. */
static void
take_given (ZpScore *score, const ZpRow *row, const char *key)
{
  ZpDecimal given;

  score->has_score = score->has_computed;
  score->score = score->computed;
  if (row == NULL || key == NULL
      || zp_decimal_parse (zp_row_get (row, key), &given) != ZP_DECIMAL_OK)
    return;
  score->has_score = TRUE;
  score->score = given;
  score->by_hand = !score->has_computed || !zp_decimal_equal (given, score->computed);
}

static const char *
execution_score_key (const ZpTableSpec *table)
{
  for (guint i = 0; i < table->computed->len; i++)
    {
      const ZpComputedSpec *computed = g_ptr_array_index (table->computed, i);

      if (computed->kind == ZP_COMPUTED_EXECUTION_SCORE)
        return computed->key;
    }
  return NULL;
}

/* What was typed, in a table also what the parts add up to. */
static gboolean
read_amount (const ZpForm *form,
             const ZpExecutionSpec *spec,
             const ZpRow *row,
             ZpRole role,
             ZpDecimal *out_amount)
{
  const ZpColumnSpec *column = spec->columns->roles[role];

  if (spec->table != NULL)
    return zp_form_get_amount (form, spec->columns, spec->row, column, out_amount);
  return row != NULL
         && zp_amount_parse (zp_row_get (row, column->key), column->unit_factor, out_amount, NULL,
                             NULL);
}

/** zp_score_execution: the execution rate and its score. */
void
zp_score_execution (ZpScorecard *card, const ZpForm *form)
{
  const ZpExecutionSpec *spec = zp_template_get_execution (card->template_);
  const ZpTableSpec *table = spec->columns;
  const ZpRow *row;
  ZpDecimal budget, executed;

  if (table == NULL)
    return;
  row = zp_form_get_execution_row (form);
  card->has_execution = TRUE;
  card->execution_weight = card->profile->execution.weight;
  if (!read_amount (form, spec, row, ZP_ROLE_BUDGET, &budget)
      || !read_amount (form, spec, row, ZP_ROLE_EXECUTED, &executed))
    (void) zp_explain (&card->execution.explanation, ZP_REASON_EMPTY);
  else if (zp_decimal_is_zero (budget))
    score_zero_budget (card);
  else if (zp_decimal_mul_div (executed, ZP_DECIMAL_INT (100), budget,
                               card->profile->execution.rate.places,
                               card->profile->execution.rate.rounding, &card->rate))
    {
      ZpReason *reason = zp_explain (&card->execution.explanation, ZP_REASON_RATE);

      card->has_rate = TRUE;
      reason->a = executed;
      reason->b = budget;
      reason->result = card->rate;
      score_rate (card, executed, budget);
    }
  take_given (&card->execution, row, execution_score_key (table));
}

/* --- indicators --- */

static GRefString *
ref_role (const ZpTableSpec *table, const ZpRow *row, ZpRole role)
{
  return table->roles[role] != NULL ? zp_row_ref_text (row, table->roles[role]->key)
                                    : zp_intern ("");
}

static void
parse_quantities (ZpScoreLine *line, const ZpTableSpec *table, const ZpRow *row)
{
  const ZpColumnSpec *nature = table->roles[ZP_ROLE_NATURE];
  const ZpColumnSpec *unit = table->roles[ZP_ROLE_UNIT];

  if (nature != NULL || unit != NULL)
    zp_quantity_parse_parts (nature != NULL ? zp_row_get (row, nature->key) : "", line->target,
                             unit != NULL ? zp_row_get (row, unit->key) : "",
                             &line->target_quantity);
  else
    zp_quantity_parse (line->target, &line->target_quantity);
  zp_quantity_parse (line->actual, &line->actual_quantity);
}

static void
add_line (ZpScorecard *card, const ZpTableSpec *table, const ZpRow *row, guint number)
{
  ZpScoreLine line = { .row_id = zp_row_ref_id (row), .number = number };

  line.goal = ref_role (table, row, ZP_ROLE_GOAL);
  line.level1 = ref_role (table, row, ZP_ROLE_LEVEL1);
  line.level2 = ref_role (table, row, ZP_ROLE_LEVEL2);
  line.level3 = ref_role (table, row, ZP_ROLE_LEVEL3);
  line.target = ref_role (table, row, ZP_ROLE_TARGET);
  line.actual = ref_role (table, row, ZP_ROLE_ACTUAL);
  if (table->roles[ZP_ROLE_WEIGHT] != NULL)
    line.has_weight
        = zp_decimal_parse (zp_row_get (row, table->roles[ZP_ROLE_WEIGHT]->key), &line.weight)
              == ZP_DECIMAL_OK
          && line.weight.micro >= 0;
  parse_quantities (&line, table, row);
  g_array_append_val (card->lines, line);
}

static void
score_lines (ZpScorecard *card, const ZpForm *form, const ZpTableSpec *table)
{
  const char *key = table->roles[ZP_ROLE_SCORE] != NULL ? table->roles[ZP_ROLE_SCORE]->key : NULL;
  gboolean all_zero
      = card->zero_budget && card->profile->execution.zero_budget == ZP_ZERO_BUDGET_ALL_ZERO;

  for (guint i = 0; i < card->lines->len; i++)
    {
      ZpScoreLine *line = &g_array_index (card->lines, ZpScoreLine, i);

      zp_score_line (line, card->profile);
      if (all_zero && line->has_weight && line->outcome != ZP_OUTCOME_EMPTY)
        {
          line->score.explanation.n_reasons = 0;
          zp_score_fixed (&line->score, ZP_REASON_ZERO_BUDGET, ZP_DECIMAL_ZERO);
        }
      if (key != NULL)
        take_given (&line->score, zp_form_get_row (form, table->key, i), key);
      g_hash_table_insert (card->line_of_row, line->row_id, GUINT_TO_POINTER (i + 1));
    }
}

/* --- sums --- */

static ZpScoreLevel *
find_level (ZpScorecard *card, const ZpScoreLine *line)
{
  for (guint i = card->levels->len; i > 0; i--)
    {
      ZpScoreLevel *level = &g_array_index (card->levels, ZpScoreLevel, i - 1);

      if (g_str_equal (level->level1, line->level1) && g_str_equal (level->goal, line->goal))
        return level;
    }
  g_array_set_size (card->levels, card->levels->len + 1);
  {
    ZpScoreLevel *level = &g_array_index (card->levels, ZpScoreLevel, card->levels->len - 1);

    level->level1 = g_ref_string_acquire (line->level1);
    level->goal = g_ref_string_acquire (line->goal);
    return level;
  }
}

static void
accumulate (ZpDecimal *sum, ZpDecimal value)
{
  /* Weights and scores that overflow are errors of their own; the sum stays what it was. */
  if (!zp_decimal_add (*sum, value, sum))
    return;
}

static void
sum_up (ZpScorecard *card)
{
  for (guint i = 0; i < card->lines->len; i++)
    {
      const ZpScoreLine *line = &g_array_index (card->lines, ZpScoreLine, i);
      ZpScoreLevel *level = find_level (card, line);

      if (line->has_weight)
        {
          accumulate (&level->weight, line->weight);
          accumulate (&card->total_weight, line->weight);
        }
      if (line->score.has_computed)
        accumulate (&card->total_computed, line->score.computed);
      if (line->score.has_score)
        {
          accumulate (&level->score, line->score.score);
          accumulate (&card->indicators_score, line->score.score);
          card->has_total = TRUE;
        }
    }
  card->total = card->indicators_score;
  if (card->has_execution)
    {
      accumulate (&card->total_weight, card->execution_weight);
      accumulate (&card->total_computed, card->execution.computed);
      accumulate (&card->total, card->execution.score);
      card->has_total = card->has_total || card->execution.has_score;
    }
}

/* Some places let a low execution rate hold down the whole total. */
static void
apply_ceiling (ZpScorecard *card)
{
  GArray *ceilings = card->profile->execution.ceilings;

  for (guint i = 0; card->has_rate && i < ceilings->len; i++)
    {
      const ZpShare *ceiling = &g_array_index (ceilings, ZpShare, i);
      ZpReason *reason;

      if (zp_decimal_compare (card->rate, ceiling->from) >= 0)
        continue;
      if (zp_decimal_compare (card->total_computed, ceiling->share) > 0)
        card->total_computed = ceiling->share;
      if (zp_decimal_compare (card->total, ceiling->share) <= 0)
        return;
      reason = zp_explain (&card->ceiling, ZP_REASON_CEILING);
      reason->a = card->rate;
      reason->b = ceiling->from;
      reason->c = ceiling->share;
      reason->exact = card->total;
      reason->result = card->total = ceiling->share;
      return;
    }
}

/**
 * zp_score_form:
 * @form: a form
 *
 * Scores a form by its profile.  Pure: the same values, template and profile give the same scorecard.
 *
 * Returns: (transfer full): every score with its explanation
 */
ZpScorecard *
zp_score_form (const ZpForm *form)
{
  ZpScorecard *card = g_atomic_rc_box_new0 (ZpScorecard);
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form));
  guint n_lines = table != NULL ? zp_form_get_n_rows (form, table->key) : 0;

  card->profile = zp_profile_ref (zp_form_get_profile (form));
  card->template_ = zp_template_ref (zp_form_get_template (form));
  card->scored = zp_template_is_scored (card->template_);
  card->lines = g_array_sized_new (FALSE, TRUE, sizeof (ZpScoreLine), n_lines);
  g_array_set_clear_func (card->lines, (GDestroyNotify) clear_line);
  card->levels = g_array_new (FALSE, TRUE, sizeof (ZpScoreLevel));
  g_array_set_clear_func (card->levels, (GDestroyNotify) clear_level);
  card->line_of_row = g_hash_table_new (g_str_hash, g_str_equal);

  zp_score_execution (card, form);
  if (table != NULL)
    {
      for (guint i = 0; i < n_lines; i++)
        add_line (card, table, zp_form_get_row (form, table->key, i), i + 1);
      zp_share_weights (card, form);
      score_lines (card, form, table);
    }
  sum_up (card);
  apply_ceiling (card);
  card->has_total = card->has_total && card->scored;
  card->grade = card->has_total ? zp_profile_get_grade (card->profile, card->total) : NULL;
  return card;
}
