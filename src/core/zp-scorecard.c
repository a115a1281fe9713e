/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-scorecard.h"

#include "zp-form-private.h"

/* What a scorecard and a form say at an address, as it is printed. */

/** zp_scorecard_find: (nullable): the line of an indicator. */
const ZpScoreLine *
zp_scorecard_find (const ZpScorecard *self, const char *row_id)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->line_of_row, row_id));

  return index > 0 ? &g_array_index (self->lines, ZpScoreLine, index - 1) : NULL;
}

static gboolean
take (ZpPrinted *out_value, gboolean has, ZpDecimal value, ZpDigits digits, gboolean percent)
{
  if (!has)
    return FALSE;
  out_value->value = value;
  out_value->digits = digits;
  out_value->percent = percent;
  return TRUE;
}

static gboolean
compute_total (const ZpScorecard *self, const char *key, ZpPrinted *out_value)
{
  const ZpProfile *profile = self->profile;

  if (g_str_equal (key, "weight"))
    return take (out_value, self->scored, self->total_weight, profile->weight_digits, FALSE);
  if (g_str_equal (key, "score"))
    return take (out_value, self->has_total, self->total, profile->total_digits, FALSE);
  if (g_str_equal (key, "rate"))
    return take (out_value, self->has_rate, self->rate, profile->rate_digits, TRUE);
  if (g_str_equal (key, "indicators"))
    return take (out_value, self->has_total, self->indicators_score, profile->total_digits, FALSE);
  if (g_str_equal (key, "execution"))
    return take (out_value, self->has_execution && self->execution.has_score, self->execution.score,
                 profile->execution_score_digits, FALSE);
  return FALSE;
}

/* --- computed columns --- */

static gboolean
read_operand (const ZpForm *form,
              const ZpTableSpec *table,
              const char *row_key,
              const char *key,
              ZpDecimal *out_value)
{
  const ZpColumnSpec *column = zp_table_spec_find_column (table, key);

  return column != NULL && zp_form_get_amount (form, table, row_key, column, out_value);
}

static gboolean
compute_rate (const ZpScorecard *self,
              const ZpForm *form,
              const ZpTableSpec *table,
              const char *row_key,
              const ZpComputedSpec *spec,
              ZpPrinted *out_value)
{
  const ZpRoundingRule *rounding = &self->profile->execution.rate;
  ZpDecimal top, bottom, rate;

  if (!read_operand (form, table, row_key, spec->operands[0], &top)
      || !read_operand (form, table, row_key, spec->operands[1], &bottom))
    return FALSE;
  if (zp_decimal_is_zero (bottom))
    rate = ZP_DECIMAL_ZERO;
  else if (!zp_decimal_mul_div (top, ZP_DECIMAL_INT (100), bottom, rounding->places,
                                rounding->rounding, &rate))
    return FALSE;
  return take (out_value, TRUE, rate, self->profile->rate_digits, TRUE);
}

static gboolean
compute_sum (const ZpScorecard *self,
             const ZpForm *form,
             const ZpTableSpec *table,
             const char *row_key,
             const ZpComputedSpec *spec,
             ZpPrinted *out_value)
{
  ZpDecimal sum = ZP_DECIMAL_ZERO, part;
  gboolean any = FALSE;

  for (guint i = 0; spec->operands[i] != NULL; i++)
    if (read_operand (form, table, row_key, spec->operands[i], &part)
        && zp_decimal_add (sum, part, &sum))
      any = TRUE;
  return take (out_value, any, sum, self->profile->amount_digits, FALSE);
}

/**
 * zp_scorecard_compute_column:
 * @table: a table
 * @row: (nullable): unused; the row is looked up by @row_key
 * @row_key: the row's id or key, also where the form has no such row yet
 * @spec: one of its computed columns
 * @out_value: (out): the value and how it is printed
 *
 * Returns: whether there is a value
 */
gboolean
zp_scorecard_compute_column (const ZpScorecard *self,
                             const ZpForm *form,
                             const ZpTableSpec *table,
                             const ZpRow *row,
                             const char *row_key,
                             const ZpComputedSpec *spec,
                             ZpPrinted *out_value)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (self->template_);
  gboolean is_execution
      = execution->table == table->key && g_strcmp0 (execution->row, row_key) == 0;
  const ZpProfile *profile = self->profile;

  switch (spec->kind)
    {
    case ZP_COMPUTED_RATE:
      return compute_rate (self, form, table, row_key, spec, out_value);
    case ZP_COMPUTED_SUM:
      return compute_sum (self, form, table, row_key, spec, out_value);
    case ZP_COMPUTED_EXECUTION_WEIGHT:
      return take (out_value, is_execution, self->execution_weight, profile->weight_digits, FALSE);
    case ZP_COMPUTED_EXECUTION_SCORE:
      return take (out_value, is_execution && self->execution.has_score, self->execution.score,
                   profile->execution_score_digits, FALSE);
    default:
      return FALSE;
    }
}

/* An amount that nobody typed. */
static gboolean
compute_amount (const ZpScorecard *self,
                const ZpForm *form,
                const ZpTableSpec *table,
                const ZpAddress *a,
                ZpPrinted *out_value)
{
  const ZpColumnSpec *column = zp_table_spec_find_column (table, a->key);
  const ZpRow *row = zp_form_find_row (form, a->table, a->row);
  ZpDecimal value;

  return column != NULL && column->type == ZP_TYPE_AMOUNT
         && (row == NULL || *zp_row_get (row, a->key) == '\0')
         && zp_form_get_amount (form, table, a->row, column, &value)
         && take (out_value, TRUE, value, self->profile->amount_digits, FALSE);
}

/**
 * zp_scorecard_compute:
 * @address: “total/score”, “funding/total/rate”, “indicators/r3/computed”, “tasks/total/budget”, …
 * @out_value: (out): the value and how it is printed
 *
 * Returns: whether the address is one of a computed number that has a value
 */
gboolean
zp_scorecard_compute (const ZpScorecard *self,
                      const ZpForm *form,
                      const char *address,
                      ZpPrinted *out_value)
{
  const ZpTableSpec *table;
  const ZpComputedSpec *spec;
  const ZpScoreLine *line;
  ZpAddress a;

  if (g_str_has_prefix (address, "total/"))
    return compute_total (self, address + strlen ("total/"), out_value);
  if (!zp_address_parse (address, &a) || a.table == NULL)
    return FALSE;
  table = zp_template_find_table (self->template_, a.table);
  if (table == NULL)
    return FALSE;
  line = table == zp_template_get_indicators (self->template_) ? zp_scorecard_find (self, a.row)
                                                               : NULL;
  if (line != NULL && g_str_equal (a.key, "computed"))
    return take (out_value, line->score.has_computed, line->score.computed,
                 self->profile->indicator_score_digits, FALSE);
  if (line != NULL && table->roles[ZP_ROLE_SCORE] != NULL
      && table->roles[ZP_ROLE_SCORE]->key == a.key)
    return take (out_value, line->score.has_score, line->score.score,
                 self->profile->indicator_score_digits, FALSE);
  if (compute_amount (self, form, table, &a, out_value))
    return TRUE;
  spec = zp_table_spec_find_computed (table, a.key);
  return spec != NULL
         && zp_scorecard_compute_column (self, form, table, zp_form_find_row (form, a.table, a.row),
                                         a.row, spec, out_value);
}

/** zp_printed_to_string: (transfer full): the number as the profile prints it. */
char *
zp_printed_to_string (const ZpPrinted *printed)
{
  gboolean bare = printed->digits.bare && zp_decimal_places (printed->value) == 0;
  g_autofree char *number
      = zp_decimal_format (printed->value, bare ? 0 : printed->digits.min, printed->digits.max);

  return printed->percent ? g_strconcat (number, "%", NULL) : g_steal_pointer (&number);
}

/** zp_kind_to_string: the word of the command line's JSON. */
const char *
zp_kind_to_string (ZpKind kind)
{
  static const char *const words[]
      = { "none", "quantitative", "qualitative", "satisfaction", "yes-no", "date" };

  return words[kind];
}

/** zp_outcome_to_string: the word of the command line's JSON. */
const char *
zp_outcome_to_string (ZpOutcome outcome)
{
  static const char *const words[]
      = { "empty", "met", "over", "missed", "band-1", "band-2", "band-3", "undecided" };

  return words[outcome];
}
