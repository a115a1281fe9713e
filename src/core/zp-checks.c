/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"

#include "zp-answers.h"
#include "zp-paper-words.h"
#include "zp-wording.h"

#include <string.h>

/* The table of checks, and what all of them need. */

/* A finding with its place, for sorting. */
typedef struct
{
  ZpFinding finding;
  guint64 position;
} Placed;

static const ZpCheckSpec checks[] = {
  { "A1", ZP_SEVERITY_ERROR, zp_check_fields_filled },
  { "A2", ZP_SEVERITY_ERROR, zp_check_rows_filled },
  { "A3", ZP_SEVERITY_WARNING, zp_check_goals },
  { "A4", ZP_SEVERITY_WARNING, zp_check_placeholders },
  { "A5", ZP_SEVERITY_WARNING, zp_check_conclusions },
  { "A6", ZP_SEVERITY_HINT, zp_check_limits },
  { "A7", ZP_SEVERITY_WARNING, zp_check_groups },
  { "N1", ZP_SEVERITY_ERROR, zp_check_numbers },
  { "N2", ZP_SEVERITY_ERROR, zp_check_decided },
  { "N3", ZP_SEVERITY_WARNING, zp_check_units },
  { "N4", ZP_SEVERITY_WARNING, zp_check_operator_missing },
  { "B1", ZP_SEVERITY_ERROR, zp_check_sums },
  { "B2", ZP_SEVERITY_ERROR, zp_check_printed_rate },
  { "B3", ZP_SEVERITY_ERROR, zp_check_printed_execution },
  { "B4", ZP_SEVERITY_ERROR, zp_check_budget_zero },
  { "B5", ZP_SEVERITY_ERROR, zp_check_overspent },
  { "B6", ZP_SEVERITY_WARNING, zp_check_low_rate },
  { "B7", ZP_SEVERITY_WARNING, zp_check_adjusted },
  { "B8", ZP_SEVERITY_HINT, zp_check_unit_slip },
  { "B9", ZP_SEVERITY_HINT, zp_check_new_budget },
  { "C1", ZP_SEVERITY_ERROR, zp_check_weight_total },
  { "C2", ZP_SEVERITY_WARNING, zp_check_level_weights },
  { "C3", ZP_SEVERITY_ERROR, zp_check_weight_sums },
  { "C4", ZP_SEVERITY_ERROR, zp_check_weight_positive },
  { "C5", ZP_SEVERITY_WARNING, zp_check_lone_row },
  { "C6", ZP_SEVERITY_HINT, zp_check_cost_row },
  { "D1", ZP_SEVERITY_ERROR, zp_check_score_range },
  { "D2", ZP_SEVERITY_ERROR, zp_check_printed_values },
  { "D3", ZP_SEVERITY_ERROR, zp_check_band },
  { "D4", ZP_SEVERITY_ERROR, zp_check_printed_total },
  { "D5", ZP_SEVERITY_ERROR, zp_check_printed_grade },
  { "D6", ZP_SEVERITY_WARNING, zp_check_met_reduced },
  { "D7", ZP_SEVERITY_ERROR, zp_check_reason_missing },
  { "D8", ZP_SEVERITY_ERROR, zp_check_text_for_number },
  { "D9", ZP_SEVERITY_ERROR, zp_check_ceiling },
  { "D10", ZP_SEVERITY_WARNING, zp_check_by_hand },
  { "E1", ZP_SEVERITY_WARNING, zp_check_operator },
  { "E2", ZP_SEVERITY_WARNING, zp_check_quantity_is_money },
  { "E3", ZP_SEVERITY_WARNING, zp_check_level_fits },
  { "E4", ZP_SEVERITY_WARNING, zp_check_duplicates },
  { "E5", ZP_SEVERITY_WARNING, zp_check_empty_percent },
  { "E6", ZP_SEVERITY_WARNING, zp_check_slogans },
  { "E7", ZP_SEVERITY_WARNING, zp_check_extremes },
  { "E8", ZP_SEVERITY_HINT, zp_check_easy_targets },
  { "E9", ZP_SEVERITY_HINT, zp_check_share_of_numbers },
  { "F1", ZP_SEVERITY_WARNING, zp_check_over_fulfilled },
  { "F2", ZP_SEVERITY_WARNING, zp_check_exceeded },
  { "F3", ZP_SEVERITY_WARNING, zp_check_not_equal },
  { "F4", ZP_SEVERITY_HINT, zp_check_far_off },
  { "F5", ZP_SEVERITY_WARNING, zp_check_reason_quality },
  { "F6", ZP_SEVERITY_WARNING, zp_check_dates },
  { "G1", ZP_SEVERITY_WARNING, zp_check_rate_against_score },
  { "G2", ZP_SEVERITY_WARNING, zp_check_outputs_without_money },
  { "G3", ZP_SEVERITY_WARNING, zp_check_unfinished },
  { "G4", ZP_SEVERITY_WARNING, zp_check_double_standard },
  { "G5", ZP_SEVERITY_WARNING, zp_check_goal_numbers },
  { "H1", ZP_SEVERITY_WARNING, zp_check_survey },
  { "H2", ZP_SEVERITY_WARNING, zp_check_no_complaints },
  { "H3", ZP_SEVERITY_HINT, zp_check_all_satisfied },
  { "H4", ZP_SEVERITY_ERROR, zp_check_satisfaction_score },
  { "I1", ZP_SEVERITY_WARNING, zp_check_evidence },
  { "I2", ZP_SEVERITY_HINT, zp_check_evidence_year },
  { "I3", ZP_SEVERITY_WARNING, zp_check_evidence_files },
  { "J2", ZP_SEVERITY_WARNING, zp_check_foreign_group },
  { "K1", ZP_SEVERITY_ERROR, zp_check_review_reason },
  { "K2", ZP_SEVERITY_WARNING, zp_check_review_stated },
  { "K3", ZP_SEVERITY_ERROR, zp_check_review_fixed },
  { "K4", ZP_SEVERITY_ERROR, zp_check_review_higher },
  { "K5", ZP_SEVERITY_WARNING, zp_check_review_alike },
  { "K6", ZP_SEVERITY_ERROR, zp_check_review_empty },
  { "K7", ZP_SEVERITY_HINT, zp_check_review_discretion },
  { "K8", ZP_SEVERITY_ERROR, zp_check_review_numbers },
};

static const char *const severity_words[] = { "error", "warning", "hint" };

/** zp_severity_to_string: the word of the command line's JSON and of profiles. */
const char *
zp_severity_to_string (ZpSeverity severity)
{
  return severity_words[severity];
}

/** zp_finding_free: frees a finding. */
void
zp_finding_free (ZpFinding *finding)
{
  g_free (finding->address);
  g_free (finding->message);
  g_free (finding->remedy);
  g_free (finding->answer);
  g_free (finding->earlier);
  g_free (finding->other_id);
  g_free (finding->other_name);
  g_free (finding);
}

/* --- reporting --- */

static guint
column_position (const ZpTableSpec *table, const char *key)
{
  guint n = table->columns->len;

  for (guint i = 0; i < n; i++)
    if (((ZpColumnSpec *) g_ptr_array_index (table->columns, i))->key == key)
      return i;
  for (guint i = 0; i < table->computed->len; i++)
    if (((ZpComputedSpec *) g_ptr_array_index (table->computed, i))->key == key)
      return n + i;
  return 0xfff;
}

static guint
row_position (const ZpForm *form, const ZpTableSpec *table, const char *row)
{
  const ZpFormTable *rows = zp_form_find_table (form, table->key);
  int index;

  for (guint i = 0; i < table->rows->len; i++)
    if (g_str_equal (((ZpFixedRow *) g_ptr_array_index (table->rows, i))->key, row))
      return i;
  index = rows != NULL ? zp_form_table_find (rows, row) : -1;
  return index >= 0 ? (guint) index : 0xffff;
}

/* Fields first, then the tables row by row, then what is computed of the whole form. */
static guint64
find_position (const ZpCheck *check, const char *address)
{
  GPtrArray *fields = zp_template_get_fields (check->template_);
  GPtrArray *tables = zp_template_get_tables (check->template_);
  ZpAddress a;

  if (address == NULL || !zp_address_parse (address, &a))
    return G_MAXUINT64;
  if (a.table == NULL)
    {
      for (guint i = 0; i < fields->len; i++)
        if (((ZpColumnSpec *) g_ptr_array_index (fields, i))->key == a.key)
          return i;
      return fields->len;
    }
  for (guint i = 0; i < tables->len; i++)
    {
      const ZpTableSpec *table = g_ptr_array_index (tables, i);

      if (table->key == a.table)
        return (guint64) (i + 1) << 32 | (guint64) row_position (check->form, table, a.row) << 12
               | column_position (table, a.key);
    }
  return G_MAXUINT64;
}

/* zp_check_add_as: reports with the severity of this case, unless the profile has its own. */
void
zp_check_add_as (
    ZpCheck *check, ZpSeverity severity, char *address, guint row, char *message, char *remedy)
{
  Placed *placed = g_new0 (Placed, 1);

  placed->finding.check = check->id;
  placed->finding.severity = check->fixed_severity ? check->severity : severity;
  placed->finding.address = address;
  placed->finding.row = row;
  placed->finding.message = message;
  placed->finding.remedy = remedy;
  placed->position = find_position (check, address);
  g_ptr_array_add (check->findings, placed);
}

/* zp_check_add: reports with the usual severity of the check. */
void
zp_check_add (ZpCheck *check, char *address, guint row, char *message, char *remedy)
{
  zp_check_add_as (check, check->severity, address, row, message, remedy);
}

/* zp_check_add_line: reports about a cell of an indicator; where the form has no such column, about
 * its name. */
void
zp_check_add_line (ZpCheck *check,
                   ZpSeverity severity,
                   const ZpScoreLine *line,
                   ZpRole role,
                   char *message,
                   char *remedy)
{
  const ZpColumnSpec *column = check->indicators->roles[role];

  if (column == NULL)
    column = check->indicators->roles[ZP_ROLE_LEVEL3];
  zp_check_add_as (
      check, severity,
      column != NULL ? zp_check_cell (check->indicators->key, line->row_id, column->key) : NULL,
      line->number, message, remedy);
}

/* --- looking --- */

const ZpScoreLine *
zp_check_get_line (const ZpCheck *check, guint index)
{
  return &g_array_index (check->card->lines, ZpScoreLine, index);
}

const ZpRow *
zp_check_get_row (const ZpCheck *check, const ZpScoreLine *line)
{
  return zp_form_get_row (check->form, check->indicators->key, line->number - 1);
}

/* zp_check_get_reason: what stands in the row's column for reasons; "" also without such a column. */
const char *
zp_check_get_reason (const ZpCheck *check, const ZpScoreLine *line)
{
  return check->reason_key != NULL ? zp_row_get (zp_check_get_row (check, line), check->reason_key)
                                   : "";
}

/* zp_check_lacks_reason: the form has a column for reasons, and this row gives none. */
gboolean
zp_check_lacks_reason (const ZpCheck *check, const ZpScoreLine *line)
{
  return check->reason_key != NULL && zp_check_is_blank (zp_check_get_reason (check, line));
}

gboolean
zp_check_is_below_full (const ZpScoreLine *line)
{
  return line->has_weight && line->score.has_score
         && zp_decimal_compare (line->score.score, line->weight) < 0;
}

gboolean
zp_check_is_full (const ZpScoreLine *line)
{
  return line->has_weight && line->weight.micro > 0 && line->score.has_score
         && zp_decimal_compare (line->score.score, line->weight) >= 0;
}

/* zp_check_is_zero_budget: the row scores 0 for the budget alone, whatever was reached. */
gboolean
zp_check_is_zero_budget (const ZpScoreLine *line)
{
  return line->score.explanation.n_reasons > 0
         && line->score.explanation.reasons[0].kind == ZP_REASON_ZERO_BUDGET;
}

static gboolean
mentions_any (char **words, const char *text)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
zp_check_is_satisfaction (const ZpCheck *check, const ZpScoreLine *line)
{
  return mentions_any (check->profile->satisfaction_words, line->level1)
         || mentions_any (check->profile->satisfaction_words, line->level2);
}

gboolean
zp_check_read_amount (const ZpRow *row, const ZpColumnSpec *column, ZpDecimal *out_value)
{
  return row != NULL && column != NULL
         && zp_amount_parse (zp_row_get (row, column->key), column->unit_factor, out_value, NULL,
                             NULL);
}

/* zp_check_differs: by more than a hundredth, as reviewers look at it. */
gboolean
zp_check_differs (ZpDecimal a, ZpDecimal b)
{
  ZpDecimal difference;

  return !zp_decimal_sub (a, b, &difference) || ABS (difference.micro) > 10000;
}

/* zp_check_is_blank: nothing but white space. */
gboolean
zp_check_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

gboolean
zp_check_contains (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* zp_check_line_name: the row in the user's words. */
char *
zp_check_line_name (const ZpScoreLine *line)
{
  return zp_word_indicator (line->number, line->level3);
}

char *
zp_check_number (ZpDecimal value)
{
  return zp_decimal_to_string (value);
}

char *
zp_check_cell (const char *table, const char *row, const char *key)
{
  return table != NULL ? g_strconcat (table, "/", row, "/", key, NULL) : g_strdup (key);
}

/* zp_check_execution_score: the cell of the score of the execution rate. */
char *
zp_check_execution_score (const ZpCheck *check)
{
  for (guint i = 0; i < check->execution->computed->len; i++)
    {
      const ZpComputedSpec *computed = g_ptr_array_index (check->execution->computed, i);

      if (computed->kind == ZP_COMPUTED_EXECUTION_SCORE)
        return zp_check_cell (check->execution->key,
                              zp_template_get_execution (check->template_)->row, computed->key);
    }
  return g_strdup ("total/execution");
}

/* --- running --- */

static void
init_check (ZpCheck *check, const ZpForm *form, const ZpScorecard *card)
{
  const ZpExecutionSpec *execution;

  check->form = form;
  check->card = card;
  check->profile = card->profile;
  check->template_ = card->template_;
  check->indicators = zp_template_get_indicators (card->template_);
  if (check->indicators != NULL && check->indicators->roles[ZP_ROLE_DEVIATION] != NULL)
    check->reason_key = check->indicators->roles[ZP_ROLE_DEVIATION]->key;
  execution = zp_template_get_execution (card->template_);
  check->execution = execution->columns;
  check->execution_row = zp_form_get_execution_row (form);
  check->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_finding_free);
}

/* Returns: whether the profile wants the check at all. */
static gboolean
begin_check (ZpCheck *check, const ZpCheckSpec *spec)
{
  const char *wanted = zp_profile_get_severity (check->profile, spec->id);

  check->id = spec->id;
  check->severity = spec->severity;
  check->fixed_severity = wanted != NULL;
  if (wanted == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (severity_words); i++)
    if (g_str_equal (severity_words[i], wanted))
      {
        check->severity = i;
        return TRUE;
      }
  return FALSE;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const Placed *first = *(const Placed **) a;
  const Placed *second = *(const Placed **) b;

  if ((first->finding.answer != NULL) != (second->finding.answer != NULL))
    return first->finding.answer != NULL ? 1 : -1;
  if (first->finding.severity != second->finding.severity)
    return first->finding.severity < second->finding.severity ? -1 : 1;
  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  if (first->finding.check != second->finding.check)
    return strcmp (first->finding.check, second->finding.check);
  return g_strcmp0 (first->finding.address, second->finding.address);
}

/**
 * zp_check_form_with:
 * @form: a form
 * @card: its scorecard
 * @outside: (nullable): what the form does not say itself
 *
 * Looks for everything a reviewer would object to.  A check about a column or field looks only where
 * the template has it; the profile may make a check more or less severe, or leave it out.
 *
 * Returns: (transfer full) (element-type ZpFinding): what was found: errors, then warnings, then
 *   hints, each in the order of the form; behind them the warnings that were answered
 */
GPtrArray *
zp_check_form_with (const ZpForm *form, const ZpScorecard *card, const ZpOutside *outside)
{
  ZpCheck check = { 0 };

  init_check (&check, form, card);
  if (outside != NULL)
    check.outside = *outside;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (begin_check (&check, &checks[i]))
      checks[i].function (&check);
  zp_answers_attach (form, check.findings);
  g_ptr_array_sort (check.findings, compare_findings);
  return check.findings;
}

/** zp_check_form: the same, with nothing known but the form. */
GPtrArray *
zp_check_form (const ZpForm *form, const ZpScorecard *card)
{
  return zp_check_form_with (form, card, NULL);
}

static ZpFinding *
copy_finding (const ZpFinding *finding)
{
  ZpFinding *copy = g_memdup2 (finding, sizeof *finding);

  copy->address = g_strdup (finding->address);
  copy->message = g_strdup (finding->message);
  copy->remedy = g_strdup (finding->remedy);
  copy->answer = g_strdup (finding->answer);
  copy->earlier = g_strdup (finding->earlier);
  copy->other_id = g_strdup (finding->other_id);
  copy->other_name = g_strdup (finding->other_name);
  return copy;
}

static int
compare_merged (gconstpointer a, gconstpointer b)
{
  const ZpFinding *first = *(ZpFinding *const *) a;
  const ZpFinding *second = *(ZpFinding *const *) b;

  if ((first->answer != NULL) != (second->answer != NULL))
    return first->answer != NULL ? 1 : -1;
  return first->severity < second->severity ? -1 : first->severity > second->severity;
}

/**
 * zp_findings_merge:
 * @form: the form they are about
 * @findings: (element-type ZpFinding): what was found in it
 * @more: (element-type ZpFinding): what was found beside others
 *
 * Returns: (transfer full) (element-type ZpFinding): both, in the order of zp_check_form(); of the
 *   same severity @more come last
 */
GPtrArray *
zp_findings_merge (const ZpForm *form, GPtrArray *findings, GPtrArray *more)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_finding_free);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (merged, copy_finding (g_ptr_array_index (findings, i)));
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (merged, copy_finding (g_ptr_array_index (more, i)));
  zp_answers_attach (form, merged);
  g_ptr_array_sort (merged, compare_merged);
  return merged;
}

/** zp_findings_count: how many of them have this severity and no answer. */
guint
zp_findings_count (GPtrArray *findings, ZpSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      n += finding->severity == severity && finding->answer == NULL;
    }
  return n;
}
