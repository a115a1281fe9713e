/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpSurveyField:
 *
 * What is kept of a satisfaction survey (满意度调查): questionnaires sent, valid answers, satisfied
 * answers, when, and how people were asked.
 */
typedef enum
{
  ZP_SURVEY_SENT,
  ZP_SURVEY_VALID,
  ZP_SURVEY_SATISFIED,
  ZP_SURVEY_DATE,
  ZP_SURVEY_METHOD,
  ZP_N_SURVEY_FIELDS,
} ZpSurveyField;

/**
 * ZpSurveyFault:
 * @ZP_SURVEY_FINE: nothing
 * @ZP_SURVEY_INCOMPLETE: something is missing
 * @ZP_SURVEY_NO_NUMBER: a count is no whole number
 * @ZP_SURVEY_MORE_VALID: more valid answers than questionnaires
 * @ZP_SURVEY_MORE_SATISFIED: more satisfied than valid answers
 *
 * What is wrong with a survey.
 */
typedef enum
{
  ZP_SURVEY_FINE,
  ZP_SURVEY_INCOMPLETE,
  ZP_SURVEY_NO_NUMBER,
  ZP_SURVEY_MORE_VALID,
  ZP_SURVEY_MORE_SATISFIED,
} ZpSurveyFault;

const char *zp_survey_get (const ZpForm *form, const char *row, ZpSurveyField field);
gboolean zp_survey_exists (const ZpForm *form, const char *row);
ZpSurveyFault zp_survey_check (const char *const texts[ZP_N_SURVEY_FIELDS]);
ZpSurveyFault zp_survey_check_row (const ZpForm *form, const char *row);
gboolean zp_survey_compute (const ZpProfile *profile,
                            const char *const texts[ZP_N_SURVEY_FIELDS],
                            ZpDecimal *out_percent);
gboolean zp_survey_compute_row (const ZpForm *form, const char *row, ZpDecimal *out_percent);
gboolean zp_survey_set (ZpForm *form,
                        const char *row,
                        const char *const texts[ZP_N_SURVEY_FIELDS],
                        GError **error);
gboolean
zp_survey_get_count (const ZpForm *form, const char *row, ZpSurveyField field, guint64 *out_count);

G_END_DECLS
