/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-lamp.h"
#include "zp-paper-words.h"
#include "zp-wording.h"

#include <string.h>

/* Money: sums, budget and execution, and whether they go with the scores. */

#define RATE_WITHOUT_REASON 90
#define RATE_UNSPENT 80
#define RATE_ALMOST_NOTHING 10

/* --- B1 --- */

static gboolean
sum_parts (ZpCheck *check,
           const ZpTableSpec *table,
           const ZpFixedRow *total,
           const ZpColumnSpec *column,
           ZpDecimal *out_sum)
{
  ZpDecimal sum = ZP_DECIMAL_ZERO, part;
  gboolean any = FALSE;

  for (guint i = 0; total->parts[i] != NULL; i++)
    if (zp_check_read_amount (zp_form_find_row (check->form, table->key, total->parts[i]), column,
                              &part)
        && zp_decimal_add (sum, part, &sum))
      any = TRUE;
  *out_sum = sum;
  return any;
}

/* A total that is not given is computed; only a given one can be wrong. */
static void
check_sum (ZpCheck *check,
           const ZpTableSpec *table,
           const ZpFixedRow *total,
           const ZpColumnSpec *column)
{
  const ZpRow *row = zp_form_find_row (check->form, table->key, total->key);
  g_autofree char *address = NULL;
  g_autofree char *place = NULL;
  g_autofree char *given = NULL;
  g_autofree char *wanted = NULL;
  ZpDecimal sum, value;

  if (!zp_check_read_amount (row, column, &value) || !sum_parts (check, table, total, column, &sum)
      || zp_decimal_equal (sum, value))
    return;
  address = zp_check_cell (table->key, total->key, column->key);
  place = zp_word_address (check->form, address);
  given = zp_decimal_format (value, 2, 6);
  wanted = zp_decimal_format (sum, 2, 6);
  zp_check_add (check, g_steal_pointer (&address), 0,
                g_strdup_printf (_ ("%s: %s, but its parts add up to %s"), place, given, wanted),
                g_strdup (_ ("Correct the total or the parts.")));
}

/* zp_check_sums: B1 */
void
zp_check_sums (ZpCheck *check)
{
  GPtrArray *tables = zp_template_get_tables (check->template_);

  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        {
          const ZpFixedRow *row = g_ptr_array_index (table->rows, j);

          for (guint k = 0; row->parts != NULL && k < table->columns->len; k++)
            {
              const ZpColumnSpec *column = g_ptr_array_index (table->columns, k);

              if (column->type == ZP_TYPE_AMOUNT)
                check_sum (check, table, row, column);
            }
        }
    }
}

/* --- budget and executed --- */

typedef void (*RowFunc) (ZpCheck *check,
                         const ZpTableSpec *table,
                         const ZpRow *row,
                         ZpDecimal budget,
                         ZpDecimal executed);

static void
for_each_budget (ZpCheck *check, RowFunc function)
{
  GPtrArray *tables = zp_template_get_tables (check->template_);

  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);
      guint n = zp_form_get_n_rows (check->form, table->key);

      for (guint j = 0; j < n; j++)
        {
          const ZpRow *row = zp_form_get_row (check->form, table->key, j);
          ZpDecimal budget, executed;

          if (zp_check_read_amount (row, table->roles[ZP_ROLE_BUDGET], &budget)
              && zp_check_read_amount (row, table->roles[ZP_ROLE_EXECUTED], &executed))
            function (check, table, row, budget, executed);
        }
    }
}

static void
check_zero_row (ZpCheck *check,
                const ZpTableSpec *table,
                const ZpRow *row,
                ZpDecimal budget,
                ZpDecimal executed)
{
  g_autofree char *address = NULL;
  g_autofree char *place = NULL;
  g_autofree char *number = NULL;

  if (budget.micro != 0 || (executed.micro == 0 && row != check->execution_row))
    return;
  if (executed.micro == 0)
    {
      address = zp_check_cell (table->key, row->id, table->roles[ZP_ROLE_BUDGET]->key);
      place = zp_word_address (check->form, address);
      zp_check_add_as (check, ZP_SEVERITY_WARNING, g_steal_pointer (&address), 0,
                       g_strdup_printf (_ ("%s is 0 and nothing was spent"), place),
                       g_strdup (_ ("Say why the project had no money, or leave the form out.")));
      return;
    }
  address = zp_check_cell (table->key, row->id, table->roles[ZP_ROLE_EXECUTED]->key);
  place = zp_word_address (check->form, address);
  number = zp_check_number (executed);
  zp_check_add (check, g_steal_pointer (&address), 0,
                g_strdup_printf (_ ("%s: %s was spent of a budget of 0"), place, number),
                g_strdup (_ ("Enter the adjusted budget.")));
}

/* zp_check_budget_zero: B4 */
void
zp_check_budget_zero (ZpCheck *check)
{
  for_each_budget (check, check_zero_row);
}

static void
check_overspent_row (ZpCheck *check,
                     const ZpTableSpec *table,
                     const ZpRow *row,
                     ZpDecimal budget,
                     ZpDecimal executed)
{
  g_autofree char *address = NULL;
  g_autofree char *place = NULL;
  g_autofree char *spent = NULL;
  g_autofree char *had = NULL;

  if (budget.micro == 0 || zp_decimal_compare (executed, budget) <= 0)
    return;
  address = zp_check_cell (table->key, row->id, table->roles[ZP_ROLE_EXECUTED]->key);
  place = zp_word_address (check->form, address);
  spent = zp_check_number (executed);
  had = zp_check_number (budget);
  zp_check_add (check, g_steal_pointer (&address), 0,
                g_strdup_printf (_ ("%s: %s was spent of a budget of %s"), place, spent, had),
                g_strdup (_ ("Correct the amount spent or the adjusted budget.")));
}

/* zp_check_overspent: B5 */
void
zp_check_overspent (ZpCheck *check)
{
  for_each_budget (check, check_overspent_row);
}

/* --- reasons for the money --- */

/* A reason stands in a field of the form, or in a row of costs. */
static gboolean
has_money_reason (const ZpCheck *check)
{
  static const char *const labels[] = { "原因", NULL };
  GPtrArray *fields = zp_template_get_fields (check->template_);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);

      if (zp_check_contains (field->label, labels)
          && !zp_check_is_blank (zp_form_get_field (check->form, field->key)))
        return TRUE;
    }
  return check->execution_row != NULL && check->execution->roles[ZP_ROLE_DEVIATION] != NULL
         && !zp_check_is_blank (
             zp_row_get (check->execution_row, check->execution->roles[ZP_ROLE_DEVIATION]->key));
}

static gboolean
has_cost_reason (const ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (line->cost && !zp_check_is_blank (zp_check_get_reason (check, line)))
        return TRUE;
    }
  return FALSE;
}

static char *
execution_cell (const ZpCheck *check, ZpRole role)
{
  return zp_check_cell (check->execution->key, zp_template_get_execution (check->template_)->row,
                        check->execution->roles[role]->key);
}

/* zp_check_low_rate: B6; without any budget it is B4's turn. */
void
zp_check_low_rate (ZpCheck *check)
{
  const ZpScorecard *card = check->card;
  g_autofree char *rate = NULL;
  gboolean reason;

  if (!card->has_execution || !card->has_rate || card->zero_budget
      || zp_decimal_compare (card->rate, ZP_DECIMAL_INT (RATE_WITHOUT_REASON)) >= 0)
    return;
  rate = zp_check_number (card->rate);
  reason = has_money_reason (check) || has_cost_reason (check);
  if (!reason)
    zp_check_add (
        check, execution_cell (check, ZP_ROLE_EXECUTED), 0,
        g_strdup_printf (_ ("the execution rate is %s%%, below %d%%, and no reason is given"), rate,
                         RATE_WITHOUT_REASON),
        g_strdup (_ ("Give the reason in the row of costs or in the analysis of deviations.")));
  else if (zp_decimal_compare (card->rate, ZP_DECIMAL_INT (RATE_UNSPENT)) < 0)
    zp_check_add_as (
        check, ZP_SEVERITY_HINT, execution_cell (check, ZP_ROLE_EXECUTED), 0,
        g_strdup_printf (_ ("the execution rate is %s%%: more than 20%% of the budget is unspent"),
                         rate),
        g_strdup (_ ("Be ready to explain what happens with the rest.")));
}

static gboolean
read_initial (const ZpCheck *check, ZpDecimal *out_initial, ZpDecimal *out_budget)
{
  return check->execution != NULL
         && zp_check_read_amount (check->execution_row, check->execution->roles[ZP_ROLE_INITIAL],
                                  out_initial)
         && zp_check_read_amount (check->execution_row, check->execution->roles[ZP_ROLE_BUDGET],
                                  out_budget);
}

/* zp_check_adjusted: B7; a budget that began with 0 is B9. */
void
zp_check_adjusted (ZpCheck *check)
{
  ZpDecimal initial, budget;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!read_initial (check, &initial, &budget) || initial.micro == 0
      || zp_decimal_equal (initial, budget) || has_money_reason (check))
    return;
  before = zp_check_number (initial);
  after = zp_check_number (budget);
  zp_check_add (
      check, execution_cell (check, ZP_ROLE_BUDGET), 0,
      g_strdup_printf (_ ("the budget was adjusted from %s to %s, and no reason is given"), before,
                       after),
      g_strdup (_ ("Answer this remark with the reason and the document of the adjustment.")));
}

/* zp_check_new_budget: B9 */
void
zp_check_new_budget (ZpCheck *check)
{
  ZpDecimal initial, budget;
  g_autofree char *after = NULL;

  if (!read_initial (check, &initial, &budget) || initial.micro != 0 || budget.micro <= 0)
    return;
  after = zp_check_number (budget);
  zp_check_add (
      check, execution_cell (check, ZP_ROLE_INITIAL), 0,
      g_strdup_printf (
          _ ("the initial budget is 0, the adjusted one %s: money added during the year"), after),
      g_strdup (_ ("This is allowed; keep the document of the addition at hand.")));
}

/* --- B8 --- */

/* zp_check_is_slip: whether one is about ten thousand times the other */
gboolean
zp_check_is_slip (ZpDecimal a, ZpDecimal b)
{
  ZpDecimal ratio;
  ZpDecimal large = zp_decimal_compare (a, b) > 0 ? a : b;
  ZpDecimal small = zp_decimal_compare (a, b) > 0 ? b : a;

  return small.micro > 0
         && zp_decimal_mul_div (large, ZP_DECIMAL_INT (1), small, 0, ZP_ROUND_DOWN, &ratio)
         && zp_decimal_compare (ratio, ZP_DECIMAL_INT (9000)) >= 0
         && zp_decimal_compare (ratio, ZP_DECIMAL_INT (11000)) <= 0;
}

static void
check_slip (ZpCheck *check,
            const ZpScoreLine *line,
            ZpRole role,
            const ZpQuantity *quantity,
            ZpDecimal budget)
{
  ZpDecimal amount;
  g_autofree char *name = NULL;
  g_autofree char *had = NULL;

  if (quantity->kind != ZP_QUANTITY_NUMBER || quantity->unit_kind != ZP_UNIT_MONEY
      || *quantity->per != '\0'
      || !zp_decimal_mul_div (quantity->value, ZP_DECIMAL_INT (quantity->factor),
                              ZP_DECIMAL_INT (check->execution->roles[ZP_ROLE_BUDGET]->unit_factor),
                              ZP_DECIMAL_PLACES, ZP_ROUND_HALF_UP, &amount)
      || !zp_check_is_slip (amount, budget))
    return;
  name = zp_check_line_name (line);
  had = zp_check_number (budget);
  zp_check_add_line (
      check, check->severity, line, role,
      g_strdup_printf (_ ("%s: %s is about 10,000 times more or less than the budget of %s%s"),
                       name, role == ZP_ROLE_TARGET ? line->target : line->actual, had,
                       check->execution->roles[ZP_ROLE_BUDGET]->unit),
      g_strdup (_ ("Check the unit: 元 or 万元?")));
}

/* zp_check_unit_slip: B8, as far as one form shows it */
void
zp_check_unit_slip (ZpCheck *check)
{
  ZpDecimal initial, budget;

  if (check->execution == NULL
      || !zp_check_read_amount (check->execution_row, check->execution->roles[ZP_ROLE_BUDGET],
                                &budget))
    return;
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      check_slip (check, line, ZP_ROLE_TARGET, &line->target_quantity, budget);
      check_slip (check, line, ZP_ROLE_ACTUAL, &line->actual_quantity, budget);
    }
  if (read_initial (check, &initial, &budget) && zp_check_is_slip (initial, budget))
    zp_check_add (check, execution_cell (check, ZP_ROLE_INITIAL), 0,
                  g_strdup (_ ("initial and adjusted budget differ by a factor of about 10,000")),
                  g_strdup (_ ("Check the unit: 元 or 万元?")));
}

/* --- G --- */

/* zp_check_rate_against_score: G1, where the lamp is red */
void
zp_check_rate_against_score (ZpCheck *check)
{
  ZpDecimal share;
  g_autofree char *share_text = NULL;
  g_autofree char *rate = NULL;

  if (zp_lamp_judge (check->card, &share) != ZP_LAMP_RED)
    return;
  share_text = zp_check_number (share);
  rate = zp_check_number (check->card->rate);
  zp_check_add (
      check, execution_cell (check, ZP_ROLE_EXECUTED), 0,
      g_strdup_printf (
          _ ("the indicators reach %s%% of their points, but only %s%% of the money was spent"),
          share_text, rate),
      g_strdup (
          _ ("Check whether the indicators were scored too high, or explain the difference.")));
}

static gboolean
is_full_quantity (const ZpScoreLine *line)
{
  return strstr (line->level2, "数量") != NULL && line->actual_quantity.kind == ZP_QUANTITY_NUMBER
         && line->actual_quantity.value.micro > 0 && zp_check_is_full (line);
}

static char *
unit_cost (const ZpCheck *check, const ZpScoreLine *line)
{
  ZpDecimal executed, cost;
  const ZpColumnSpec *column = check->execution->roles[ZP_ROLE_EXECUTED];
  const ZpQuantity *actual = &line->actual_quantity;
  g_autofree char *number = NULL;

  if (!zp_check_read_amount (check->execution_row, column, &executed)
      || !zp_decimal_mul_div (executed, ZP_DECIMAL_INT (column->unit_factor), actual->value,
                              ZP_DECIMAL_PLACES, ZP_ROUND_HALF_UP, &cost)
      || !zp_decimal_mul_div (cost, ZP_DECIMAL_INT (1), ZP_DECIMAL_INT (actual->factor), 2,
                              ZP_ROUND_HALF_UP, &cost))
    return g_strdup ("—");
  number = zp_check_number (cost);
  return g_strconcat (number, "元/", *actual->unit != '\0' ? actual->unit : "1", NULL);
}

/* zp_check_outputs_without_money: G2 */
void
zp_check_outputs_without_money (ZpCheck *check)
{
  const ZpScorecard *card = check->card;

  if (!card->has_execution || !card->has_rate || card->zero_budget
      || zp_decimal_compare (card->rate, ZP_DECIMAL_INT (RATE_ALMOST_NOTHING)) >= 0)
    return;
  for (guint i = 0; i < card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;
      g_autofree char *rate = NULL;
      g_autofree char *cost = NULL;

      if (!is_full_quantity (line))
        continue;
      name = zp_check_line_name (line);
      rate = zp_check_number (card->rate);
      cost = unit_cost (check, line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_ACTUAL,
          g_strdup_printf (_ ("%s: fully reached with %s%% of the money, that is %s"), name, rate,
                           cost),
          g_strdup (_ ("Check the actual value, or explain who paid for it.")));
    }
}
