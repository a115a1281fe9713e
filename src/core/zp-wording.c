/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-wording.h"

#include "zp-form-private.h"
#include "zp-paper-words.h"

#include <string.h>

/* The engine returns rules, numbers and steps; here they become sentences in the user's language. */

#define MAX_QUOTED_CHARS 28
#define SHOWN_PLACES 4

/* What the words of one step are made of. */
typedef struct
{
  const ZpScorecard *card;
  const ZpScoreLine *line; /* NULL for the execution rate */
  const ZpReason *reason;
  char *target;
  char *actual;
  char *a;
  char *b;
  char *c;
  char *result;
  char *tail; /* “2.8, half-up to an integer → 3” */
} Step;

static void
add_part (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, C_ ("list", "; "));
  g_string_append (text, part);
  g_free (part);
}

/* --- numbers --- */

/* An exact result was cut after six places: what fills all of them goes on. */
static char *
word_exact (ZpDecimal exact)
{
  ZpDecimal cut;
  g_autofree char *digits = NULL;

  if (zp_decimal_places (exact) < ZP_DECIMAL_PLACES
      || !zp_decimal_round (exact, SHOWN_PLACES, ZP_ROUND_DOWN, &cut))
    return zp_decimal_to_string (exact);
  digits = zp_decimal_format (cut, SHOWN_PLACES, SHOWN_PLACES);
  return g_strconcat (digits, "…", NULL);
}

static char *
word_rounding_to_integer (ZpRounding rounding)
{
  switch (rounding)
    {
    case ZP_ROUND_DOWN:
      return g_strdup (_ ("cut to an integer"));
    case ZP_ROUND_UP:
      return g_strdup (_ ("rounded up to an integer"));
    case ZP_ROUND_HALF_EVEN:
      return g_strdup (_ ("half-even to an integer"));
    case ZP_ROUND_HALF_UP:
    default:
      return g_strdup (_ ("half-up to an integer"));
    }
}

static const char *
rounding_format (ZpRoundingRule rule)
{
  guint n = rule.places;

  switch (rule.rounding)
    {
    case ZP_ROUND_DOWN:
      return ngettext ("cut to %u decimal place", "cut to %u decimal places", n);
    case ZP_ROUND_UP:
      return ngettext ("rounded up to %u decimal place", "rounded up to %u decimal places", n);
    case ZP_ROUND_HALF_EVEN:
      return ngettext ("half-even to %u decimal place", "half-even to %u decimal places", n);
    case ZP_ROUND_HALF_UP:
    default:
      return ngettext ("half-up to %u decimal place", "half-up to %u decimal places", n);
    }
}

static char *
word_rounding (ZpRoundingRule rule)
{
  g_autofree char *places = NULL;
  g_auto (GStrv) parts = NULL;

  if (rule.places == 0)
    return word_rounding_to_integer (rule.rounding);
  places = g_strdup_printf ("%u", rule.places);
  parts = g_strsplit (rounding_format (rule), "%u", 2);
  return g_strjoinv (places, parts);
}

static char *
word_result (const ZpReason *reason)
{
  g_autofree char *result = zp_decimal_to_string (reason->result);
  g_autofree char *exact = NULL;
  g_autofree char *rounding = NULL;

  if (!reason->rounded)
    return g_steal_pointer (&result);
  exact = word_exact (reason->exact);
  rounding = word_rounding (reason->rounding);
  /* Translators: 2.8, half-up to an integer → 3 */
  return g_strdup_printf (_ ("%s, %s → %s"), exact, rounding, result);
}

/* --- what the row says --- */

static gboolean
has_role (const ZpScorecard *card, ZpRole role)
{
  const ZpTableSpec *table = zp_template_get_indicators (card->template_);

  return table != NULL && table->roles[role] != NULL;
}

/* Where sign and unit have columns of their own, the target is put together again. */
static char *
word_target (const ZpScorecard *card, const ZpScoreLine *line)
{
  const ZpQuantity *quantity = &line->target_quantity;
  g_autofree char *text = zp_text_shorten (line->target, MAX_QUOTED_CHARS);
  const char *sign = "", *unit = "";

  if (quantity->kind != ZP_QUANTITY_NUMBER)
    return g_steal_pointer (&text);
  if (has_role (card, ZP_ROLE_NATURE) && quantity->op != ZP_OP_RANGE)
    sign = zp_operator_to_string (quantity->op);
  if (has_role (card, ZP_ROLE_UNIT))
    unit = quantity->unit;
  return g_strconcat (g_str_has_prefix (text, sign) ? "" : sign, text,
                      g_str_has_suffix (text, unit) ? "" : unit, NULL);
}

static char *
word_verdict (const Step *step, const char *verdict)
{
  /* Translators: target ≥95%, actual 95% → met */
  return g_strdup_printf (_ ("target %s, actual %s → %s"), step->target, step->actual, verdict);
}

static char *
join (char *first, char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  return g_strconcat (a, C_ ("list", "; "), b, NULL);
}

static char *
word_full (const Step *step)
{
  g_autofree char *weight = zp_decimal_to_string (step->line->weight);

  /* Translators: weight 12.5 → score 12.5 */
  return g_strdup_printf (_ ("weight %s → %s"), weight, step->result);
}

/* --- one function for each kind of step --- */

static void
add_missing (GString *list, const ZpTableSpec *table, ZpRole role)
{
  if (table == NULL || table->roles[role] == NULL)
    return;
  if (list->len > 0)
    g_string_append (list, C_ ("list", ", "));
  g_string_append (list, table->roles[role]->label);
}

static char *
word_empty (const Step *step)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (step->card->template_);
  const ZpTableSpec *table = step->line != NULL ? zp_template_get_indicators (step->card->template_)
                                                : execution->columns;
  g_autoptr (GString) missing = g_string_new (NULL);

  if (step->line == NULL)
    {
      add_missing (missing, table, ZP_ROLE_BUDGET);
      add_missing (missing, table, ZP_ROLE_EXECUTED);
      return g_strdup_printf (_ ("no score yet, it needs %s"), missing->str);
    }
  if (step->line->target_quantity.kind == ZP_QUANTITY_EMPTY)
    add_missing (missing, table, ZP_ROLE_TARGET);
  if (step->line->actual_quantity.kind == ZP_QUANTITY_EMPTY)
    add_missing (missing, table, ZP_ROLE_ACTUAL);
  if (!step->line->has_weight)
    add_missing (missing, table, ZP_ROLE_WEIGHT);
  return g_strdup_printf (_ ("no score yet, missing: %s"), missing->str);
}

static char *
word_same (const Step *step)
{
  return join (g_strdup_printf (_ ("“%s”, as the target says → met"), step->actual),
               word_full (step));
}

static char *
word_met (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "met")), word_full (step));
}

static char *
word_ratio (const Step *step)
{
  return g_strdup_printf ("%s × %s ÷ %s = %s", step->a, step->b, step->c, step->tail);
}

static char *
word_missed (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "missed")), word_ratio (step));
}

static char *
word_exceeded (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "exceeded")), word_ratio (step));
}

static char *
word_deviation (const Step *step)
{
  const ZpReason *reason = step->reason;

  if (zp_decimal_is_zero (reason->exact) && !reason->rounded)
    return g_strdup_printf (_ ("%s × (1 − (%s − %s) ÷ %s), not below 0 → 0"), step->a, step->b,
                            step->c, step->c);
  return g_strdup_printf ("%s × (1 − (%s − %s) ÷ %s) = %s", step->a, step->b, step->c, step->c,
                          step->tail);
}

static char *
word_reverse_linear (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "exceeded")), word_deviation (step));
}

static char *
word_zero_target (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "not met")),
               g_strdup (_ ("with a target of 0 there is no ratio → 0")));
}

static char *
word_not_equal (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "not equal")),
               g_strdup (_ ("by this profile = asks for exactly the target → 0")));
}

static char *
word_below_pass (const Step *step)
{
  g_autofree char *ratio = zp_decimal_to_string (step->line->ratio);

  return join (
      word_verdict (step, C_ ("verdict", "missed")),
      g_strdup_printf (_ ("%s%% of the target, below the pass mark of %s%% → 0"), ratio, step->c));
}

static char *
word_over (const Step *step)
{
  g_autofree char *head = word_verdict (step, C_ ("verdict", "over-fulfilled"));
  g_autofree char *ratio
      = g_strdup_printf (_ ("%s%% of the target (counted from %s%%)"), step->a, step->b);
  g_autofree char *both = g_strconcat (head, C_ ("list", "; "), ratio, NULL);

  switch (step->card->profile->quantity.over)
    {
    case ZP_OVER_MARK:
      return join (g_steal_pointer (&both),
                   g_strdup_printf (_ ("marked, no deduction → %s"), step->result));
    case ZP_OVER_EXPLAIN:
      return join (g_steal_pointer (&both),
                   g_strdup_printf (_ ("a reason is asked, no deduction → %s"), step->result));
    case ZP_OVER_NONE:
    case ZP_OVER_MINUS:
    case ZP_OVER_DEVIATION:
    default:
      return g_steal_pointer (&both);
    }
}

static char *
word_minus (const Step *step)
{
  return g_strdup_printf ("%s − %s → %s", step->a, step->b, step->result);
}

static char *
word_cost_below (const Step *step)
{
  return join (
      word_verdict (step,
                    C_ ("verdict", "cost below the target, which this profile counts as missed")),
      word_ratio (step));
}

static char *
word_band (const Step *step)
{
  g_autofree char *weight = zp_decimal_to_string (step->line->weight);

  return join (g_strdup_printf (_ ("“%s” → band %s%% to %s%%"), step->actual, step->a, step->b),
               g_strdup_printf (_ ("suggested, free inside the band: %s × %s%% = %s"), weight,
                                step->c, step->tail));
}

static char *
word_undecided (const Step *step)
{
  const GPtrArray *bands = step->card->profile->bands;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < bands->len; i++)
    {
      const ZpBand *band = g_ptr_array_index (bands, i);

      if (band->words[0] != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? C_ ("list", ", ") : "",
                                band->words[0]);
    }
  if (step->line->target_quantity.kind == ZP_QUANTITY_NUMBER)
    return g_strdup_printf (
        _ ("target %s, actual “%s”: write the actual value as a number, or enter a score"),
        step->target, step->actual);
  return g_strdup_printf (_ ("“%s” does not say how far the target “%s” was reached: "
                             "choose from %s, or enter a score"),
                          step->actual, step->target, words->str);
}

static char *
word_interval (const Step *step)
{
  g_autofree char *weight = zp_decimal_to_string (step->line->weight);

  return join (g_strdup_printf (_ ("satisfaction %s%% reaches %s%%"), step->a, step->b),
               g_strdup_printf ("%s × %s%% = %s", weight, step->c, step->tail));
}

static char *
word_below_intervals (const Step *step)
{
  return g_strdup_printf (_ ("satisfaction %s%% is below every interval → 0"), step->a);
}

static char *
word_not_done (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "not met")), g_strdup (_ ("score → 0")));
}

static char *
word_in_time (const Step *step)
{
  return join (word_verdict (step, C_ ("verdict", "in time")), word_full (step));
}

static char *
word_late (const Step *step)
{
  g_autofree char *weight = zp_decimal_to_string (step->line->weight);

  return join (word_verdict (step, C_ ("verdict", "late")),
               g_strdup_printf ("%s × %s%% = %s", weight, step->c, step->tail));
}

static char *
word_zero_budget (const Step *step)
{
  if (step->line != NULL)
    return g_strdup (_ ("the budget is 0: by this profile every score is 0"));
  return g_strdup_printf (_ ("the budget is 0, so there is no rate: by this profile → %s"),
                          step->result);
}

static char *
word_rate (const Step *step)
{
  return g_strdup_printf ("%s ÷ %s = %s%%", step->a, step->b, step->result);
}

static char *
word_cap (const Step *step)
{
  return g_strdup_printf (_ ("a rate of %s%% counts as %s%%"), step->a, step->b);
}

static char *
word_execution (const Step *step)
{
  return g_strdup_printf ("%s × %s%% = %s", step->a, step->b, step->tail);
}

static char *
word_tier (const Step *step)
{
  g_autofree char *weight = zp_decimal_to_string (step->card->execution_weight);
  g_autofree char *rate = zp_decimal_to_string (step->card->rate);

  if (zp_decimal_is_zero (step->reason->c))
    return g_strdup_printf (_ ("a rate of %s%% earns nothing → 0"), rate);
  return join (g_strdup_printf (_ ("a rate of %s%% reaches %s%%"), step->a, step->b),
               g_strdup_printf ("%s × %s%% = %s", weight, step->c, step->tail));
}

static char *
word_ceiling (const Step *step)
{
  return g_strdup_printf (_ ("a rate of %s%% is below %s%%: the total is at most %s → %s"), step->a,
                          step->b, step->c, step->result);
}

/* 万元 and 元 were brought together: the number needs its unit to be understood. */
static char *
word_aligned (const ZpQuantity *quantity, const char *number)
{
  const char *multiplier = "";

  if (quantity->unit_kind == ZP_UNIT_MONEY || quantity->unit_kind == ZP_UNIT_COUNT)
    multiplier = quantity->factor == 10000       ? "万"
                 : quantity->factor == 100000000 ? "亿"
                 : quantity->factor == 1000      ? "千"
                                                 : "";
  return g_strconcat (number, multiplier, quantity->unit, NULL);
}

static char *
word_converted (const Step *step)
{
  ZpQuantity target = step->line->target_quantity;
  ZpQuantity actual = step->line->actual_quantity;
  g_autofree char *target_text = NULL;
  g_autofree char *actual_text = NULL;

  (void) zp_quantity_align (&target, &actual);
  target_text = word_aligned (&target, step->b);
  actual_text = word_aligned (&actual, step->a);
  return g_strdup_printf (_ ("in one unit: target %s, actual %s"), target_text, actual_text);
}

static char *
word_units_differ (const Step *step)
{
  return g_strdup_printf (
      _ ("the units of %s and %s differ, the numbers are compared as they stand"), step->target,
      step->actual);
}

typedef char *(*WordFunc) (const Step *step);

static const WordFunc words[] = {
  [ZP_REASON_EMPTY] = word_empty,
  [ZP_REASON_SAME_WORDS] = word_same,
  [ZP_REASON_MET] = word_met,
  [ZP_REASON_MISSED_RATIO] = word_missed,
  [ZP_REASON_REVERSE_RATIO] = word_exceeded,
  [ZP_REASON_REVERSE_LINEAR] = word_reverse_linear,
  [ZP_REASON_NOT_MET_ZERO_TARGET] = word_zero_target,
  [ZP_REASON_NOT_EQUAL] = word_not_equal,
  [ZP_REASON_BELOW_PASS] = word_below_pass,
  [ZP_REASON_OVER] = word_over,
  [ZP_REASON_OVER_MINUS] = word_minus,
  [ZP_REASON_OVER_DEVIATION] = word_deviation,
  [ZP_REASON_COST_BELOW] = word_cost_below,
  [ZP_REASON_BAND] = word_band,
  [ZP_REASON_UNDECIDED] = word_undecided,
  [ZP_REASON_INTERVAL] = word_interval,
  [ZP_REASON_BELOW_INTERVALS] = word_below_intervals,
  [ZP_REASON_YES_NO_MISSED] = word_not_done,
  [ZP_REASON_DATE_MET] = word_in_time,
  [ZP_REASON_DATE_LATE] = word_late,
  [ZP_REASON_ZERO_BUDGET] = word_zero_budget,
  [ZP_REASON_RATE] = word_rate,
  [ZP_REASON_CAP] = word_cap,
  [ZP_REASON_EXECUTION] = word_execution,
  [ZP_REASON_TIER] = word_tier,
  [ZP_REASON_CEILING] = word_ceiling,
  [ZP_REASON_CONVERTED] = word_converted,
  [ZP_REASON_UNITS_DIFFER] = word_units_differ,
};

static char *
word_reason (const ZpScorecard *card, const ZpScoreLine *line, const ZpReason *reason)
{
  Step step = { .card = card, .line = line, .reason = reason };
  char *text;

  if (line != NULL)
    {
      step.target = word_target (card, line);
      step.actual = zp_text_shorten (line->actual, MAX_QUOTED_CHARS);
    }
  step.a = zp_decimal_to_string (reason->a);
  step.b = zp_decimal_to_string (reason->b);
  step.c = zp_decimal_to_string (reason->c);
  step.result = zp_decimal_to_string (reason->result);
  step.tail = word_result (reason);
  text = words[reason->kind](&step);
  g_free (step.target);
  g_free (step.actual);
  g_free (step.a);
  g_free (step.b);
  g_free (step.c);
  g_free (step.result);
  g_free (step.tail);
  return text;
}

static void
add_reasons (GString *text,
             const ZpScorecard *card,
             const ZpScoreLine *line,
             const ZpExplanation *explanation)
{
  for (guint i = 0; i < explanation->n_reasons; i++)
    add_part (text, word_reason (card, line, &explanation->reasons[i]));
}

static void
add_by_hand (GString *text, const ZpScore *score, gboolean suggested)
{
  g_autofree char *given = NULL;
  g_autofree char *computed = NULL;

  if (!score->by_hand)
    return;
  given = zp_decimal_to_string (score->score);
  computed = zp_decimal_to_string (score->computed);
  if (!score->has_computed)
    add_part (text, g_strdup_printf (_ ("entered by hand: %s"), given));
  else if (suggested)
    add_part (text, g_strdup_printf (_ ("entered by hand: %s; suggested: %s"), given, computed));
  else
    add_part (text, g_strdup_printf (_ ("entered by hand: %s; computed: %s"), given, computed));
}

/**
 * zp_word_line:
 * @card: a scorecard
 * @line: one of its indicators
 *
 * Returns: (transfer full): how the score came about, step by step, with the numbers
 */
char *
zp_word_line (const ZpScorecard *card, const ZpScoreLine *line)
{
  GString *text = g_string_new (NULL);

  add_reasons (text, card, line, &line->score.explanation);
  if (line->weight_shared)
    {
      g_autofree char *weight = zp_decimal_to_string (line->weight);

      add_part (text, g_strdup_printf (_ ("the weight %s is an even share of its level"), weight));
    }
  add_by_hand (text, &line->score,
               line->outcome >= ZP_OUTCOME_BAND_1 && line->outcome <= ZP_OUTCOME_BAND_3);
  return g_string_free (text, FALSE);
}

/** zp_word_execution: (transfer full): how the score of the execution rate came about; "" without one. */
char *
zp_word_execution (const ZpScorecard *card)
{
  GString *text = g_string_new (NULL);

  if (card->has_execution)
    {
      add_reasons (text, card, NULL, &card->execution.explanation);
      add_by_hand (text, &card->execution, FALSE);
    }
  return g_string_free (text, FALSE);
}

static void
add_summand (GString *text, const char *name, ZpDecimal value)
{
  g_autofree char *number = zp_decimal_to_string (value);

  g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " + " : "", name,
                          *name != '\0' ? " " : "", number);
}

/**
 * zp_word_total:
 *
 * Returns: (transfer full): the sum that makes the total, and the ceiling that holds it down; "" for
 *   a form without scores
 */
char *
zp_word_total (const ZpScorecard *card)
{
  GString *text = g_string_new (NULL);
  ZpDecimal sum = card->ceiling.n_reasons > 0 ? card->ceiling.reasons[0].exact : card->total;
  g_autofree char *total = zp_decimal_to_string (sum);
  g_autofree char *computed = zp_decimal_to_string (card->total_computed);

  if (!card->scored)
    return g_string_free (text, FALSE);
  if (!card->has_total)
    {
      g_string_append (text, _ ("no row has a score yet"));
      return g_string_free (text, FALSE);
    }
  if (card->has_execution)
    add_summand (text, _ ("execution rate"),
                 card->execution.has_score ? card->execution.score : ZP_DECIMAL_ZERO);
  for (guint i = 0; i < card->levels->len; i++)
    {
      const ZpScoreLevel *level = &g_array_index (card->levels, ZpScoreLevel, i);

      add_summand (text, level->level1, level->score);
    }
  if (text->len > 0)
    g_string_append (text, " = ");
  g_string_append (text, total);
  add_reasons (text, card, NULL, &card->ceiling);
  if (!zp_decimal_equal (card->total, card->total_computed))
    add_part (text, g_strdup_printf (_ ("with the computed scores alone: %s"), computed));
  if (card->grade != NULL)
    add_part (text, g_strdup_printf (_ ("grade %s"), card->grade));
  return g_string_free (text, FALSE);
}

/**
 * zp_word_log_fault:
 * @fault: what is wrong with the history of a form
 * @event: at which entry, from 1
 *
 * Returns: (transfer full): a sentence, "" for a history that is whole
 */
char *
zp_word_log_fault (ZpLogFault fault, guint event)
{
  switch (fault)
    {
    case ZP_LOG_MALFORMED:
      return g_strdup_printf (_ ("The history of this form is broken: entry %u cannot be read."),
                              event);
    case ZP_LOG_ALTERED:
      return g_strdup_printf (
          _ ("The history of this form is broken: entry %u was changed afterwards."), event);
    case ZP_LOG_BROKEN:
      return g_strdup_printf (
          _ ("The history of this form is broken: before entry %u something was taken out or put in."),
          event);
    case ZP_LOG_OTHER_STATE:
      return g_strdup (_ ("The form is in another state than its history says."));
    case ZP_LOG_OTHER_CONTENT:
      return g_strdup (_ ("The form says something else than it did when it was handed in."));
    case ZP_LOG_WHOLE:
    default:
      return g_strdup ("");
    }
}
