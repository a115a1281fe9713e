/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"
#include "zp-form-private.h"

G_BEGIN_DECLS

/*
 * ZpCheck:
 * @form, @card, @profile, @template_: what is looked at
 * @indicators: (nullable): the table of indicators
 * @reason_key: (nullable): the column for reasons of its rows
 * @execution: (nullable): the table of the execution rate
 * @execution_row: (nullable): its row
 * @id, @severity: the check that is running
 * @fixed_severity: the profile says how severe it is
 * @outside: what the form does not say itself
 * @findings: what was found
 *
 * What every check sees.
 */
typedef struct
{
  const ZpForm *form;
  const ZpScorecard *card;
  const ZpProfile *profile;
  const ZpTemplate *template_;
  const ZpTableSpec *indicators;
  const char *reason_key;
  const ZpTableSpec *execution;
  const ZpRow *execution_row;
  const char *id;
  ZpSeverity severity;
  gboolean fixed_severity;
  ZpOutside outside;
  GPtrArray *findings;
} ZpCheck;

typedef void (*ZpCheckFunc) (ZpCheck *check);

typedef struct
{
  const char *id;
  ZpSeverity severity;
  ZpCheckFunc function;
} ZpCheckSpec;

/* Reporting.  Address, message and remedy are taken over. */
void zp_check_add (ZpCheck *check, char *address, guint row, char *message, char *remedy);
void zp_check_add_as (
    ZpCheck *check, ZpSeverity severity, char *address, guint row, char *message, char *remedy);
void zp_check_add_line (ZpCheck *check,
                        ZpSeverity severity,
                        const ZpScoreLine *line,
                        ZpRole role,
                        char *message,
                        char *remedy);

/* Looking */
const ZpScoreLine *zp_check_get_line (const ZpCheck *check, guint index);
const ZpRow *zp_check_get_row (const ZpCheck *check, const ZpScoreLine *line);
const char *zp_check_get_reason (const ZpCheck *check, const ZpScoreLine *line);
gboolean zp_check_lacks_reason (const ZpCheck *check, const ZpScoreLine *line);
gboolean zp_check_is_below_full (const ZpScoreLine *line);
gboolean zp_check_is_full (const ZpScoreLine *line);
gboolean zp_check_is_zero_budget (const ZpScoreLine *line);
gboolean zp_check_is_satisfaction (const ZpCheck *check, const ZpScoreLine *line);
gboolean zp_check_read_amount (const ZpRow *row, const ZpColumnSpec *column, ZpDecimal *out_value);
gboolean zp_check_differs (ZpDecimal a, ZpDecimal b);
gboolean zp_check_is_easier (const ZpQuantity *target, const ZpQuantity *last);
gboolean zp_check_is_slip (ZpDecimal a, ZpDecimal b);
gboolean zp_check_is_blank (const char *text);
gboolean zp_check_contains (const char *text, const char *const *words);
gboolean zp_check_is_placeholder (const char *text);
gboolean zp_check_names_itself (const ZpScoreLine *line);
gboolean zp_check_is_level (const char *level1, const char *wanted);
char *zp_check_line_name (const ZpScoreLine *line) G_GNUC_WARN_UNUSED_RESULT;
char *zp_check_number (ZpDecimal value) G_GNUC_WARN_UNUSED_RESULT;
char *zp_check_cell (const char *table, const char *row, const char *key) G_GNUC_WARN_UNUSED_RESULT;

char *zp_check_execution_score (const ZpCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/* Completeness */
void zp_check_fields_filled (ZpCheck *check);
void zp_check_rows_filled (ZpCheck *check);
void zp_check_goals (ZpCheck *check);
void zp_check_placeholders (ZpCheck *check);
void zp_check_conclusions (ZpCheck *check);
void zp_check_limits (ZpCheck *check);
void zp_check_groups (ZpCheck *check);
void zp_check_numbers (ZpCheck *check);
void zp_check_decided (ZpCheck *check);

/* Taken over from others */
void zp_check_foreign_group (ZpCheck *check);

/* Evidence */
void zp_check_evidence (ZpCheck *check);
void zp_check_evidence_year (ZpCheck *check);
void zp_check_evidence_files (ZpCheck *check);

/* Money */
void zp_check_sums (ZpCheck *check);
void zp_check_budget_zero (ZpCheck *check);
void zp_check_overspent (ZpCheck *check);
void zp_check_low_rate (ZpCheck *check);
void zp_check_adjusted (ZpCheck *check);
void zp_check_unit_slip (ZpCheck *check);
void zp_check_new_budget (ZpCheck *check);
void zp_check_rate_against_score (ZpCheck *check);
void zp_check_outputs_without_money (ZpCheck *check);

/* Weights */
void zp_check_weight_total (ZpCheck *check);
void zp_check_level_weights (ZpCheck *check);
void zp_check_weight_sums (ZpCheck *check);
void zp_check_weight_positive (ZpCheck *check);
void zp_check_lone_row (ZpCheck *check);
void zp_check_cost_row (ZpCheck *check);

/* What the paper prints */
void zp_check_printed_rate (ZpCheck *check);
void zp_check_printed_execution (ZpCheck *check);
void zp_check_printed_values (ZpCheck *check);
void zp_check_printed_total (ZpCheck *check);
void zp_check_printed_grade (ZpCheck *check);
void zp_check_ceiling (ZpCheck *check);

/* Scores */
void zp_check_score_range (ZpCheck *check);
void zp_check_band (ZpCheck *check);
void zp_check_met_reduced (ZpCheck *check);
void zp_check_reason_missing (ZpCheck *check);
void zp_check_text_for_number (ZpCheck *check);
void zp_check_by_hand (ZpCheck *check);
void zp_check_satisfaction_score (ZpCheck *check);

/* Deviations */
void zp_check_units (ZpCheck *check);
void zp_check_operator_missing (ZpCheck *check);
void zp_check_over_fulfilled (ZpCheck *check);
void zp_check_exceeded (ZpCheck *check);
void zp_check_not_equal (ZpCheck *check);
void zp_check_far_off (ZpCheck *check);
void zp_check_reason_quality (ZpCheck *check);
void zp_check_dates (ZpCheck *check);

/* Quality of the indicators */
void zp_check_operator (ZpCheck *check);
void zp_check_quantity_is_money (ZpCheck *check);
void zp_check_level_fits (ZpCheck *check);
void zp_check_duplicates (ZpCheck *check);
void zp_check_empty_percent (ZpCheck *check);
void zp_check_slogans (ZpCheck *check);
void zp_check_extremes (ZpCheck *check);
void zp_check_easy_targets (ZpCheck *check);
void zp_check_share_of_numbers (ZpCheck *check);
void zp_check_unfinished (ZpCheck *check);
void zp_check_double_standard (ZpCheck *check);
void zp_check_goal_numbers (ZpCheck *check);
void zp_check_survey (ZpCheck *check);
void zp_check_no_complaints (ZpCheck *check);
void zp_check_all_satisfied (ZpCheck *check);

/* The reviewer's own work */
void zp_check_review_reason (ZpCheck *check);
void zp_check_review_stated (ZpCheck *check);
void zp_check_review_fixed (ZpCheck *check);
void zp_check_review_higher (ZpCheck *check);
void zp_check_review_alike (ZpCheck *check);
void zp_check_review_empty (ZpCheck *check);
void zp_check_review_discretion (ZpCheck *check);
void zp_check_review_numbers (ZpCheck *check);

G_END_DECLS
