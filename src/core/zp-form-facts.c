/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-facts.h"

#include "zp-derive.h"
#include "zp-form-private.h"
#include "zp-review.h"

static void
deviation_clear (gpointer data)
{
  ZpFactDeviation *deviation = data;

  g_free (deviation->address);
  g_free (deviation->level3);
  g_free (deviation->target);
  g_free (deviation->actual);
  g_free (deviation->reason);
}

/** zp_form_facts_free: frees facts. */
void
zp_form_facts_free (ZpFormFacts *self)
{
  g_free (self->id);
  g_free (self->project);
  g_free (self->year);
  g_free (self->department);
  g_free (self->unit);
  g_free (self->template_title);
  g_array_unref (self->levels);
  g_array_unref (self->deviations);
  g_array_unref (self->findings);
  g_free (self);
}

/** zp_form_get_kind: what a form speaks of, as its template tells. */
ZpFormKind
zp_form_get_kind (const ZpForm *form)
{
  ZpTemplate *template_ = zp_form_get_template (form);

  if (zp_template_find_field (template_, "project_name") != NULL)
    return ZP_FORM_PROJECT;
  if (zp_template_get_derive (template_)->from != NULL && !zp_template_is_scored (template_))
    return ZP_FORM_DOCUMENT;
  return ZP_FORM_WHOLE;
}

/**
 * zp_form_get_money:
 * @form: a form
 * @role: %ZP_ROLE_INITIAL, %ZP_ROLE_BUDGET or %ZP_ROLE_EXECUTED
 * @out_value: (out): the money in 万元, whatever unit the form is in
 *
 * Returns: whether the form says it
 */
gboolean
zp_form_get_money (const ZpForm *form, ZpRole role, ZpDecimal *out_value)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (zp_form_get_template (form));
  const ZpColumnSpec *column = execution->columns != NULL ? execution->columns->roles[role] : NULL;
  const ZpRow *row = zp_form_get_execution_row (form);
  ZpDecimal value;

  if (column == NULL || row == NULL)
    return FALSE;
  return zp_amount_parse (zp_row_get (row, column->key), column->unit_factor, &value, NULL, NULL)
         && zp_decimal_mul_div (value, ZP_DECIMAL_INT (column->unit_factor), ZP_DECIMAL_INT (10000),
                                ZP_DECIMAL_PLACES, ZP_ROUND_HALF_UP, out_value);
}

static char *
dup_project (const ZpForm *form)
{
  const char *project = zp_form_get_field (form, "project_name");

  return g_strdup (*project != '\0' ? project
                                    : zp_template_get_title (zp_form_get_template (form)));
}

static void
read_money (ZpFormFacts *self, const ZpForm *form)
{
  self->initial.there = zp_form_get_money (form, ZP_ROLE_INITIAL, &self->initial.value);
  self->budget.there = zp_form_get_money (form, ZP_ROLE_BUDGET, &self->budget.value);
  self->executed.there = zp_form_get_money (form, ZP_ROLE_EXECUTED, &self->executed.value);
}

static ZpOptional
compute (const ZpForm *form, const ZpScorecard *card, const char *address)
{
  ZpPrinted printed = { 0 };
  ZpOptional result = { 0 };

  result.there = zp_scorecard_compute (card, form, address, &printed);
  result.value = printed.value;
  return result;
}

static void
read_grade (ZpFormFacts *self, const ZpScorecard *card)
{
  if (!self->score.there || card->grade == NULL)
    return;
  self->grade = g_intern_string (card->grade);
  for (guint i = 0; i < card->profile->grades->len; i++)
    {
      const ZpGrade *grade = &g_array_index (card->profile->grades, ZpGrade, i);

      if (g_str_equal (grade->word, card->grade))
        self->grade_from = grade->from;
    }
}

static void
read_scores (ZpFormFacts *self, const ZpForm *form, const ZpScorecard *card)
{
  self->rate = compute (form, card, "total/rate");
  self->lamp = zp_lamp_judge (card, &self->share.value);
  if (!card->scored)
    return;
  self->share.there = card->levels->len > 0;
  self->score = compute (form, card, "total/score");
  self->weight = card->total_weight;
  read_grade (self, card);
  self->review.there = zp_review_get_total (form, card, &self->review.value);
}

static void
add_level (ZpFormFacts *self, const ZpScoreLevel *level)
{
  ZpFactLevel added = { g_intern_string (level->level1), level->weight, level->score };

  for (guint i = 0; i < self->levels->len; i++)
    {
      ZpFactLevel *known = &g_array_index (self->levels, ZpFactLevel, i);

      if (known->name != added.name)
        continue;
      (void) (zp_decimal_add (known->weight, level->weight, &known->weight)
              && zp_decimal_add (known->score, level->score, &known->score));
      return;
    }
  g_array_append_val (self->levels, added);
}

/* The row's own reason; where the form has only one for all its rows, that one. */
static char *
dup_reason (const ZpForm *form, const ZpTableSpec *table, const ZpScoreLine *line)
{
  const ZpRow *row = zp_form_find_row (form, table->key, line->row_id);
  const ZpColumnSpec *column = table->roles[ZP_ROLE_DEVIATION];
  const char *reason = column != NULL && row != NULL ? zp_row_get (row, column->key) : "";

  if (*reason == '\0' && row != NULL)
    reason = zp_row_get (row, "reason_note");
  if (*reason == '\0')
    reason = zp_form_get_field (form, "deviation_analysis");
  return g_strdup (reason);
}

static void
add_deviation (ZpFormFacts *self,
               const ZpForm *form,
               const ZpTableSpec *table,
               const ZpScoreLine *line)
{
  ZpFactDeviation deviation = { 0 };
  gboolean off = line->outcome == ZP_OUTCOME_MISSED || line->outcome == ZP_OUTCOME_OVER;

  if (!line->has_weight || !line->score.has_score
      || !zp_decimal_sub (line->weight, line->score.score, &deviation.lost)
      || deviation.lost.micro < 0)
    deviation.lost = ZP_DECIMAL_ZERO;
  if (!off && deviation.lost.micro == 0)
    return;
  deviation.address = g_strdup_printf ("%s/%s", table->key, line->row_id);
  deviation.level3 = g_strdup (line->level3);
  deviation.target = g_strdup (line->target);
  deviation.actual = g_strdup (line->actual);
  deviation.ratio.there = line->has_ratio;
  deviation.ratio.value = line->ratio;
  deviation.reason = dup_reason (form, table, line);
  g_array_append_val (self->deviations, deviation);
}

static void
add_finding (ZpFormFacts *self, const ZpFinding *finding)
{
  ZpFactFindings added = { g_intern_string (finding->check), finding->severity, 1 };

  for (guint i = 0; i < self->findings->len; i++)
    {
      ZpFactFindings *known = &g_array_index (self->findings, ZpFactFindings, i);

      if (known->check != added.check || known->severity != added.severity)
        continue;
      known->n++;
      return;
    }
  g_array_append_val (self->findings, added);
}

/**
 * zp_form_facts_new:
 * @form: a form
 * @card: its scorecard
 * @findings: (element-type ZpFinding): its findings
 *
 * Returns: (transfer full): what a summary needs to know of the form; nothing of @form is kept
 */
ZpFormFacts *
zp_form_facts_new (const ZpForm *form, const ZpScorecard *card, GPtrArray *findings)
{
  ZpFormFacts *self;
  const ZpTableSpec *table;

  g_return_val_if_fail (ZP_IS_FORM ((ZpForm *) form), NULL);
  g_return_val_if_fail (card != NULL && findings != NULL, NULL);

  self = g_new0 (ZpFormFacts, 1);
  self->levels = g_array_new (FALSE, FALSE, sizeof (ZpFactLevel));
  self->deviations = g_array_new (FALSE, FALSE, sizeof (ZpFactDeviation));
  g_array_set_clear_func (self->deviations, deviation_clear);
  self->findings = g_array_new (FALSE, FALSE, sizeof (ZpFactFindings));

  self->id = g_strdup (zp_form_get_id (form));
  self->project = dup_project (form);
  self->year = g_strdup (zp_form_get_field (form, "year"));
  self->department = g_strdup (zp_form_get_field (form, "department"));
  self->unit = g_strdup (zp_form_get_field (form, "unit"));
  self->template_title = g_strdup (zp_template_get_title (zp_form_get_template (form)));
  self->kind = zp_form_get_kind (form);
  self->state = zp_form_get_state (form);
  read_money (self, form);
  read_scores (self, form, card);
  for (guint i = 0; card->scored && i < card->levels->len; i++)
    add_level (self, &g_array_index (card->levels, ZpScoreLevel, i));
  table = zp_template_get_indicators (card->template_);
  for (guint i = 0; table != NULL && i < card->lines->len; i++)
    add_deviation (self, form, table, &g_array_index (card->lines, ZpScoreLine, i));
  for (guint i = 0; i < findings->len; i++)
    add_finding (self, g_ptr_array_index (findings, i));
  return self;
}

/** zp_form_facts_gather: (transfer full): zp_form_facts_new() with what the program finds of @form.
 */
ZpFormFacts *
zp_form_facts_gather (const ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);

  return zp_form_facts_new (form, card, findings);
}

/** zp_form_facts_count: how many findings of that severity the form has. */
guint
zp_form_facts_count (const ZpFormFacts *self, ZpSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const ZpFactFindings *findings = &g_array_index (self->findings, ZpFactFindings, i);

      n += findings->severity == severity ? findings->n : 0;
    }
  return n;
}
