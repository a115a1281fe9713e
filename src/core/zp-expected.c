/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-expected.h"

#include "zp-evidence.h"
#include "zp-form-private.h"
#include "zp-paper-words.h"

#include <string.h>

/* What a reviewer would take.  Of several faults in a row the dearest counts: reviewers strike a row
 * once.  The shares are a table of the profile. */

#define CHECK_EVIDENCE "I1"

/* A row that is looked at. */
typedef struct
{
  const ZpForm *form;
  const ZpScorecard *card;
  GPtrArray *findings;
  const ZpFinding *no_evidence; /* the finding I1, when some rows have evidence and others none */
  ZpExpected *result;
} Estimate;

/* A row and what was found there. */
typedef struct
{
  char *address;
  char *place; /* where to begin with a repair */
  guint row;
  gboolean has_weight;
  ZpDecimal weight;
  const ZpScore *score;
  ZpDecimal left;
  guint effort;
  const ZpFinding *worst;
} Row;

static void
clear_row (ZpExpectedRow *row)
{
  g_free (row->address);
}

static void
clear_repair (ZpRepair *repair)
{
  g_free (repair->address);
}

/** zp_expected_free: frees an estimate. */
void
zp_expected_free (ZpExpected *self)
{
  g_ptr_array_unref (self->findings);
  g_array_unref (self->rows);
  g_array_unref (self->repairs);
  g_free (self);
}

/* What is left of the score when @rule is applied; FALSE when the rule takes nothing here. */
static gboolean
apply (const Row *row, const ZpReviewShare *rule, ZpDecimal *out_left)
{
  ZpDecimal taken;

  if (rule->computed)
    {
      *out_left = row->score->computed;
      return row->score->has_computed;
    }
  return rule->share.micro > 0 && row->has_weight
         && zp_decimal_mul_div (row->weight, rule->share, ZP_DECIMAL_INT (100), ZP_DECIMAL_PLACES,
                                ZP_ROUND_HALF_UP, &taken)
         && zp_decimal_sub (row->weight, taken, out_left);
}

static void
strike (const Estimate *estimate, Row *row, const ZpFinding *finding, const char *check)
{
  const ZpReviewShare *rule = zp_profile_get_review_share (estimate->card->profile, check);
  ZpDecimal left;

  if (rule == NULL || !apply (row, rule, &left))
    return;
  if (left.micro < 0)
    left = ZP_DECIMAL_ZERO;
  if (zp_decimal_compare (left, row->score->score) >= 0)
    return;
  row->effort += rule->effort;
  if (row->worst != NULL && zp_decimal_compare (left, row->left) >= 0)
    return;
  row->left = left;
  row->worst = finding;
  g_free (row->place);
  row->place = g_strdup (g_str_equal (check, CHECK_EVIDENCE) || finding->address == NULL
                             ? row->address
                             : finding->address);
}

static void
keep (Estimate *estimate, Row *row)
{
  ZpExpectedRow expected
      = { g_steal_pointer (&row->address), row->row, row->score->score, row->left, row->worst };
  ZpRepair repair = { g_steal_pointer (&row->place), row->row, ZP_DECIMAL_ZERO,
                      MAX (row->effort, 1), row->worst };

  if (!zp_decimal_sub (row->score->score, row->left, &repair.gain))
    repair.gain = ZP_DECIMAL_ZERO;
  g_array_append_val (estimate->result->rows, expected);
  g_array_append_val (estimate->result->repairs, repair);
}

static void
judge (Estimate *estimate, Row *row, const char *prefix)
{
  for (guint i = 0; row->score->has_score && i < estimate->findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (estimate->findings, i);
      gboolean here = prefix == NULL ? finding->row == row->row
                                     : finding->row == 0 && finding->address != NULL
                                           && g_str_has_prefix (finding->address, prefix);

      if (here && finding->answer == NULL && !g_str_equal (finding->check, CHECK_EVIDENCE))
        strike (estimate, row, finding, finding->check);
    }
  if (row->score->has_score && prefix == NULL && estimate->no_evidence != NULL
      && zp_evidence_count (estimate->form, row->address) == 0)
    strike (estimate, row, estimate->no_evidence, CHECK_EVIDENCE);
  if (row->worst != NULL)
    keep (estimate, row);
  g_free (row->address);
  g_free (row->place);
}

static void
judge_execution (Estimate *estimate)
{
  const ZpScorecard *card = estimate->card;
  const ZpExecutionSpec *execution = zp_template_get_execution (card->template_);
  Row row = { .has_weight = TRUE, .weight = card->execution_weight, .score = &card->execution };
  g_autofree char *prefix = NULL;

  if (!card->has_execution || execution->table == NULL)
    return;
  prefix = g_strconcat (execution->table, "/", NULL);
  row.address = g_strdup (ZP_REVIEW_EXECUTION);
  judge (estimate, &row, prefix);
}

static void
judge_line (Estimate *estimate, const ZpScoreLine *line)
{
  Row row = { .row = line->number,
              .has_weight = line->has_weight,
              .weight = line->weight,
              .score = &line->score };

  row.address = g_strconcat (zp_template_get_indicators (estimate->card->template_)->key, "/",
                             line->row_id, NULL);
  judge (estimate, &row, NULL);
}

static void
find_evidence (Estimate *estimate)
{
  gboolean any = zp_evidence_count (estimate->form, NULL) > 0;

  for (guint i = 0; i < estimate->findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (estimate->findings, i);

      if (!g_str_equal (finding->check, CHECK_EVIDENCE))
        continue;
      estimate->result->no_evidence = !any;
      if (any && finding->answer == NULL)
        estimate->no_evidence = finding;
    }
}

/* The most points per effort first; of equals the upper row. */
static int
compare_repairs (gconstpointer a, gconstpointer b)
{
  const ZpRepair *first = a;
  const ZpRepair *second = b;
  __int128 x = (__int128) first->gain.micro * second->effort;
  __int128 y = (__int128) second->gain.micro * first->effort;

  if (x != y)
    return x > y ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

/* A total that the execution rate holds down anyway cannot rise above that. */
static void
finish (Estimate *estimate)
{
  const ZpScorecard *card = estimate->card;
  ZpExpected *result = estimate->result;
  ZpDecimal lost = ZP_DECIMAL_ZERO, sum;

  for (guint i = 0; i < result->repairs->len; i++)
    if (!zp_decimal_add (lost, g_array_index (result->repairs, ZpRepair, i).gain, &lost))
      break;
  sum = card->total;
  if (card->ceiling.n_reasons > 0)
    sum = card->ceiling.reasons[0].exact;
  if (!zp_decimal_sub (sum, lost, &result->total) || result->total.micro < 0)
    result->total = ZP_DECIMAL_ZERO;
  if (zp_decimal_compare (result->total, card->total) > 0)
    result->total = card->total;
  if (!zp_review_compare (result->self, result->total, &result->deviation))
    result->deviation = (ZpReviewDeviation){ 0 };
  g_array_sort (result->repairs, compare_repairs);
  if (result->repairs->len > ZP_EXPECTED_REPAIRS)
    g_array_set_size (result->repairs, ZP_EXPECTED_REPAIRS);
}

/**
 * zp_expected_new:
 * @form: a form
 * @card: its scorecard
 * @findings: (element-type ZpFinding): its findings, which are kept
 *
 * Estimates what a reviewer would give.  Warnings that were answered cost nothing.
 *
 * Returns: (transfer full) (nullable): the estimate; %NULL for a form without scores, and under rules
 *   without a table of shares
 */
ZpExpected *
zp_expected_new (const ZpForm *form, const ZpScorecard *card, GPtrArray *findings)
{
  Estimate estimate = { form, card, findings, NULL, NULL };

  if (!card->has_total || card->profile->review_shares->len == 0)
    return NULL;
  estimate.result = g_new0 (ZpExpected, 1);
  estimate.result->findings = g_ptr_array_ref (findings);
  estimate.result->self = card->total;
  estimate.result->rows = g_array_new (FALSE, TRUE, sizeof (ZpExpectedRow));
  g_array_set_clear_func (estimate.result->rows, (GDestroyNotify) clear_row);
  estimate.result->repairs = g_array_new (FALSE, TRUE, sizeof (ZpRepair));
  g_array_set_clear_func (estimate.result->repairs, (GDestroyNotify) clear_repair);
  find_evidence (&estimate);
  judge_execution (&estimate);
  for (guint i = 0; i < card->lines->len; i++)
    judge_line (&estimate, &g_array_index (card->lines, ZpScoreLine, i));
  finish (&estimate);
  return estimate.result;
}

/**
 * zp_expected_explain:
 *
 * Returns: (transfer full): how the estimate came about: what each row would lose, and by which check
 */
char *
zp_expected_explain (const ZpExpected *self)
{
  g_autofree char *own = zp_decimal_to_string (self->self);
  g_autofree char *total = zp_decimal_to_string (self->total);
  GString *text = g_string_new (own);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ZpExpectedRow *row = &g_array_index (self->rows, ZpExpectedRow, i);
      g_autofree char *lost = NULL;
      ZpDecimal difference;

      if (!zp_decimal_sub (row->self, row->expected, &difference))
        continue;
      lost = zp_decimal_to_string (difference);
      if (row->row > 0)
        g_string_append_printf (text, _ (" − %s (row %u, %s)"), lost, row->row,
                                row->finding->check);
      else
        g_string_append_printf (text, _ (" − %s (execution rate, %s)"), lost, row->finding->check);
    }
  g_string_append_printf (text, " = %s", total);
  if (self->no_evidence)
    g_string_append (text, _ ("; the form has no evidence yet, which is not counted here"));
  return g_string_free (text, FALSE);
}
