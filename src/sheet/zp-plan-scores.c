/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-plan-scores.h"

#include "zp-scorecard.h"

#include <string.h>

/* Which rules a filled table was scored by, its own scores tell. */

static void
score_free (gpointer data)
{
  ZpPlanScore *score = data;

  g_free (score->address);
  g_free (score->given);
  g_free (score->computed);
  g_free (score);
}

static gboolean
parse (const char *text, ZpDecimal *out_value)
{
  const char *rest = NULL;

  return zp_decimal_parse_prefix (text, out_value, &rest) == ZP_DECIMAL_OK;
}

static void
add_score (GPtrArray *scores, const char *address, const char *given, char *computed)
{
  ZpPlanScore *score;
  ZpDecimal one, two;

  if (!parse (given, &one) || !parse (computed, &two))
    {
      g_free (computed);
      return;
    }
  score = g_new0 (ZpPlanScore, 1);
  score->address = g_strdup (address);
  score->given = g_strdup (given);
  score->computed = computed;
  score->same = zp_decimal_equal (one, two);
  g_ptr_array_add (scores, score);
}

/* From the plan: the form keeps no text where both agree. */
static void
add_indicators (GPtrArray *scores, const ZpPlan *plan, const ZpForm *form, const ZpScorecard *card)
{
  const ZpTableSpec *table = zp_template_get_indicators (plan->template_);
  const ZpColumnSpec *column = table != NULL ? table->roles[ZP_ROLE_SCORE] : NULL;
  ZpPrinted printed;

  for (guint i = 0; column != NULL && i < card->lines->len; i++)
    {
      const ZpScoreLine *line = &g_array_index (card->lines, ZpScoreLine, i);
      g_autofree char *address
          = g_strdup_printf ("%s/%s/%s", table->key, line->row_id, column->key);
      g_autofree char *computed = g_strdup_printf ("%s/%s/computed", table->key, line->row_id);
      const ZpPlanValue *value = zp_plan_find (plan, address);

      if (value != NULL && zp_scorecard_compute (card, form, computed, &printed))
        add_score (scores, address, value->text, zp_printed_to_string (&printed));
    }
}

/**
 * zp_plan_compare_scores:
 * @self: a plan
 * @form: the form that it gives
 *
 * Compares what the workbook says of scores, rates and sums with what the rules of @form give.
 *
 * Returns: (transfer full) (element-type ZpPlanScore): those that can be compared
 */
GPtrArray *
zp_plan_compare_scores (const ZpPlan *self, const ZpForm *form)
{
  GPtrArray *scores = g_ptr_array_new_with_free_func (score_free);
  g_autoptr (ZpScorecard) card = NULL;
  ZpPrinted printed;

  g_return_val_if_fail (self != NULL, scores);
  g_return_val_if_fail (form != NULL, scores);

  card = zp_score_form (form);
  add_indicators (scores, self, form, card);
  for (guint i = 0; i < self->values->len; i++)
    {
      const ZpPlanValue *value = g_ptr_array_index (self->values, i);

      if (value->kind == ZP_PLAN_PRINTED
          && zp_scorecard_compute (card, form, value->address, &printed))
        add_score (scores, value->address, value->text, zp_printed_to_string (&printed));
    }
  return scores;
}

/* Scores that agree count most; of rules that agree alike, those that print them with the same
 * digits fit better. */
static guint
rate (const GPtrArray *scores, guint *out_n_same)
{
  guint n_same = 0, n_digits = 0;

  for (guint i = 0; i < scores->len; i++)
    {
      const ZpPlanScore *score = g_ptr_array_index (scores, i);

      n_same += score->same;
      n_digits += g_str_equal (score->given, score->computed);
    }
  *out_n_same = n_same;
  return n_same * 1000 + MIN (n_digits, 999);
}

static gboolean
try_profile (ZpPlan *self, ZpCatalog *catalog, ZpProfile *profile, guint *best, GError **error)
{
  ZpProfile *before = self->profile;
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (GPtrArray) scores = NULL;
  guint n_same, rating;

  self->profile = profile;
  form = zp_import_apply (self, catalog, error);
  self->profile = before;
  if (form == NULL)
    return FALSE;
  scores = zp_plan_compare_scores (self, form);
  rating = rate (scores, &n_same);
  if (self->profile != NULL && rating <= *best)
    return TRUE;
  *best = rating;
  zp_plan_set_profile (self, profile);
  self->n_scores = scores->len;
  self->n_same = n_same;
  return TRUE;
}

/**
 * zp_plan_choose_profile:
 * @self: a plan
 * @catalog: the rules there are
 * @error: return location for an error
 *
 * Sets the profile of the plan to that one of the template's which gives most of the scores of the
 * workbook; the first one when they fit alike.
 *
 * Returns: %FALSE when the plan gives no form (#ZpError)
 */
gboolean
zp_plan_choose_profile (ZpPlan *self, ZpCatalog *catalog, GError **error)
{
  const char *const *ids;
  guint best = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  ids = zp_template_get_profiles (self->template_);
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      ZpProfile *profile = zp_catalog_find_profile (catalog, ids[i], NULL);

      if (profile != NULL && !try_profile (self, catalog, profile, &best, error))
        return FALSE;
    }
  return self->profile != NULL
         || try_profile (self, catalog, zp_catalog_get_usual_profile (catalog, self->template_),
                         &best, error);
}
