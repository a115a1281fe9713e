/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-survey.h"

#include "zp-error.h"
#include "zp-form-private.h"
#include "zp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The survey stands in the row of the indicator, beside the columns of the paper, so that it is
 * undone, copied and removed with the row.  Satisfaction = satisfied ÷ valid answers. */

static const char *const keys[ZP_N_SURVEY_FIELDS]
    = { "survey_sent", "survey_valid", "survey_satisfied", "survey_date", "survey_method" };

static const char *
table_of (const ZpForm *form)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (form));

  return indicators != NULL ? indicators->key : NULL;
}

static const ZpRow *
find_row (const ZpForm *form, const char *row)
{
  const char *table = table_of (form);

  return table != NULL ? zp_form_find_row (form, table, row) : NULL;
}

/**
 * zp_survey_get:
 * @row: the id of an indicator
 *
 * Returns: what was typed, "" for nothing; valid until the form changes
 */
const char *
zp_survey_get (const ZpForm *form, const char *row, ZpSurveyField field)
{
  const ZpRow *found = find_row (form, row);

  return found != NULL ? zp_row_get (found, keys[field]) : "";
}

static void
get_all (const ZpForm *form, const char *row, const char *texts[ZP_N_SURVEY_FIELDS])
{
  const ZpRow *found = find_row (form, row);

  for (guint i = 0; i < ZP_N_SURVEY_FIELDS; i++)
    texts[i] = found != NULL ? zp_row_get (found, keys[i]) : "";
}

/** zp_survey_exists: whether anything is known of a survey for this row. */
gboolean
zp_survey_exists (const ZpForm *form, const char *row)
{
  const char *texts[ZP_N_SURVEY_FIELDS];

  get_all (form, row, texts);
  for (guint i = 0; i < ZP_N_SURVEY_FIELDS; i++)
    if (*texts[i] != '\0')
      return TRUE;
  return FALSE;
}

/* A count of people or papers: a whole number, with or without the unit (200份). */
static gboolean
parse_count (const char *text, guint64 *out_count)
{
  g_autofree char *half = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  char *end;
  guint64 count;

  if (half == NULL)
    return FALSE;
  g_strstrip (half);
  if (!g_ascii_isdigit (*half) || strlen (half) > 12)
    return FALSE;
  count = g_ascii_strtoull (half, &end, 10);
  if (*end == '.' || *end == ',' || *end == '%' || g_ascii_isdigit (*end))
    return FALSE;
  *out_count = count;
  return TRUE;
}

/** zp_survey_get_count: whether a count of the row's survey is known. */
gboolean
zp_survey_get_count (const ZpForm *form, const char *row, ZpSurveyField field, guint64 *out_count)
{
  return parse_count (zp_survey_get (form, row, field), out_count);
}

/** zp_survey_check: the first thing that is wrong with what was typed. */
ZpSurveyFault
zp_survey_check (const char *const texts[ZP_N_SURVEY_FIELDS])
{
  guint64 counts[ZP_SURVEY_SATISFIED + 1];
  gboolean missing = FALSE;

  for (guint i = 0; i < ZP_N_SURVEY_FIELDS; i++)
    {
      if (*texts[i] == '\0')
        missing = TRUE;
      else if (i <= ZP_SURVEY_SATISFIED && !parse_count (texts[i], &counts[i]))
        return ZP_SURVEY_NO_NUMBER;
    }
  if (*texts[ZP_SURVEY_VALID] != '\0')
    {
      if (*texts[ZP_SURVEY_SENT] != '\0' && counts[ZP_SURVEY_VALID] > counts[ZP_SURVEY_SENT])
        return ZP_SURVEY_MORE_VALID;
      if (*texts[ZP_SURVEY_SATISFIED] != '\0'
          && counts[ZP_SURVEY_SATISFIED] > counts[ZP_SURVEY_VALID])
        return ZP_SURVEY_MORE_SATISFIED;
    }
  return missing ? ZP_SURVEY_INCOMPLETE : ZP_SURVEY_FINE;
}

/** zp_survey_check_row: the first thing that is wrong with the survey of a row. */
ZpSurveyFault
zp_survey_check_row (const ZpForm *form, const char *row)
{
  const char *texts[ZP_N_SURVEY_FIELDS];

  get_all (form, row, texts);
  return zp_survey_check (texts);
}

/**
 * zp_survey_compute:
 * @profile: rounds percentages as it rounds the execution rate
 * @texts: a survey
 * @out_percent: (out): satisfied ÷ valid, in percent
 *
 * Returns: whether it can be computed
 */
gboolean
zp_survey_compute (const ZpProfile *profile,
                   const char *const texts[ZP_N_SURVEY_FIELDS],
                   ZpDecimal *out_percent)
{
  guint64 valid, satisfied;

  return parse_count (texts[ZP_SURVEY_VALID], &valid)
         && parse_count (texts[ZP_SURVEY_SATISFIED], &satisfied) && valid > 0 && satisfied <= valid
         && valid <= G_MAXINT32
         && zp_decimal_mul_div (ZP_DECIMAL_INT ((int) satisfied), ZP_DECIMAL_INT (100),
                                ZP_DECIMAL_INT ((int) valid), profile->execution.rate.places,
                                profile->execution.rate.rounding, out_percent);
}

/** zp_survey_compute_row: the same for the survey of a row. */
gboolean
zp_survey_compute_row (const ZpForm *form, const char *row, ZpDecimal *out_percent)
{
  const char *texts[ZP_N_SURVEY_FIELDS];

  get_all (form, row, texts);
  return zp_survey_compute (zp_form_get_profile (form), texts, out_percent);
}

static void
set_value (ZpForm *form, const char *table, const char *row, const char *key, const char *text)
{
  g_autofree char *address = g_strdup_printf ("%s/%s/%s", table, row, key);
  g_autofree char *clean = zp_text_clean (text);
  ZpAddress a;

  if (zp_address_parse (address, &a))
    zp_history_set (form->history, a.table, a.row, a.key, clean);
}

/**
 * zp_survey_set:
 * @form: a form
 * @row: the id of an indicator
 * @texts: the survey, as typed; all "" removes it
 *
 * Keeps a survey and writes the satisfaction into the actual value, as one undo step.
 *
 * Returns: whether the form keeps it; %ZP_ERROR_READ_ONLY when it is handed in
 */
gboolean
zp_survey_set (ZpForm *form,
               const char *row,
               const char *const texts[ZP_N_SURVEY_FIELDS],
               GError **error)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (form));
  const ZpColumnSpec *actual = indicators != NULL ? indicators->roles[ZP_ROLE_ACTUAL] : NULL;
  g_autofree char *address = NULL;
  ZpDecimal percent;

  if (actual == NULL || zp_form_find_row (form, indicators->key, row) == NULL)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("the row “%s” is not in the form"), row);
      return FALSE;
    }
  address = g_strdup_printf ("%s/%s/%s", indicators->key, row, actual->key);
  if (!zp_form_check_editable (form, address, error))
    return FALSE;
  zp_form_end_typing (form);
  zp_history_begin (form->history, ZP_STEP_SET, address);
  for (guint i = 0; i < ZP_N_SURVEY_FIELDS; i++)
    set_value (form, indicators->key, row, keys[i], texts[i]);
  if (zp_survey_compute (zp_form_get_profile (form), texts, &percent))
    {
      g_autofree char *number = zp_decimal_to_string (percent);
      g_autofree char *text = g_strconcat (number, "%", NULL);

      set_value (form, indicators->key, row, actual->key, text);
    }
  zp_history_end (form->history);
  zp_form_end_typing (form);
  zp_form_emit_changed (form);
  return TRUE;
}
