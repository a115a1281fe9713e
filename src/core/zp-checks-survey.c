/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-paper-words.h"
#include "zp-survey.h"

#include <string.h>

/* Satisfaction: how it was found out, and whether the figure is that of the survey. */

#define SMALL_SAMPLE 10

static gboolean
says_how (const ZpCheck *check, const ZpScoreLine *line)
{
  static const char *const words[] = { "问卷", "调查", "测评", "抽样", "发放", "回访", NULL };

  return zp_survey_exists (check->form, line->row_id) || zp_check_contains (line->actual, words)
         || zp_check_contains (zp_check_get_reason (check, line), words);
}

/* Once for the form: it is about the way, not about single rows. */
static void
check_any_survey (ZpCheck *check)
{
  const ZpScoreLine *first = NULL;

  for (guint i = 0; check->card->scored && i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (!zp_check_is_satisfaction (check, line))
        continue;
      if (says_how (check, line))
        return;
      if (first == NULL)
        first = line;
    }
  if (first != NULL)
    zp_check_add_line (
        check, check->severity, first, ZP_ROLE_ACTUAL,
        g_strdup_printf (_ ("satisfaction in row %u: nothing says how it was found out"),
                         first->number),
        g_strdup (
            _ ("Say how and when people were asked, how many, and how many answers were valid.")));
}

static const char *
word_fault (ZpSurveyFault fault)
{
  switch (fault)
    {
    case ZP_SURVEY_INCOMPLETE:
      return _ ("sent, valid and satisfied answers, date and method are not all given");
    case ZP_SURVEY_NO_NUMBER:
      return _ ("a count is no whole number");
    case ZP_SURVEY_MORE_VALID:
      return _ ("more answers are valid than were sent");
    case ZP_SURVEY_MORE_SATISFIED:
      return _ ("more answers are satisfied than are valid");
    case ZP_SURVEY_FINE:
    default:
      return NULL;
    }
}

static void
check_row_survey (ZpCheck *check, const ZpScoreLine *line)
{
  const char *fault = word_fault (zp_survey_check_row (check->form, line->row_id));
  g_autofree char *name = zp_check_line_name (line);
  g_autofree char *number = NULL;
  ZpDecimal percent;

  if (fault != NULL)
    zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                       g_strdup_printf (_ ("%s: survey: %s"), name, fault),
                       g_strdup (_ ("Complete the survey of this row.")));
  else if (zp_survey_compute_row (check->form, line->row_id, &percent)
           && line->actual_quantity.kind == ZP_QUANTITY_NUMBER
           && zp_check_differs (percent, line->actual_quantity.value))
    {
      number = zp_check_number (percent);
      zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                         g_strdup_printf (_ ("%s: the actual value is %s, the survey gives %s%%"),
                                          name, line->actual, number),
                         g_strdup (_ ("Take the value of the survey.")));
    }
}

/* zp_check_survey: H1 */
void
zp_check_survey (ZpCheck *check)
{
  check_any_survey (check);
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (zp_survey_exists (check->form, line->row_id))
        check_row_survey (check, line);
    }
}

/* zp_check_no_complaints: H2 */
void
zp_check_no_complaints (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (!zp_check_is_satisfaction (check, line)
          || (strstr (line->level3, "投诉") == NULL && strstr (line->actual, "投诉") == NULL))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_ACTUAL,
          g_strdup_printf (_ ("%s: that nobody complained (%s) does not show satisfaction"), name,
                           line->actual),
          g_strdup (_ ("Ask the people served, and write their share of satisfied answers.")));
    }
}

static void
check_sample (ZpCheck *check, const ZpScoreLine *line)
{
  g_autofree char *name = NULL;
  guint64 valid;

  if (!zp_survey_get_count (check->form, line->row_id, ZP_SURVEY_VALID, &valid)
      || valid >= SMALL_SAMPLE)
    return;
  name = zp_check_line_name (line);
  zp_check_add_line (
      check, check->severity, line, ZP_ROLE_ACTUAL,
      g_strdup_printf (_ ("%s: only %u valid answers"), name, (guint) valid),
      g_strdup (_ ("So few answers say little: ask more people, or say why there are no more.")));
}

/* zp_check_all_satisfied: H3 */
void
zp_check_all_satisfied (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      check_sample (check, line);

      if (!zp_check_is_satisfaction (check, line)
          || line->actual_quantity.kind != ZP_QUANTITY_NUMBER
          || line->actual_quantity.unit_kind != ZP_UNIT_PERCENT
          || zp_decimal_compare (line->actual_quantity.value, ZP_DECIMAL_INT (100)) != 0)
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                         g_strdup_printf (_ ("%s: everybody is satisfied"), name),
                         g_strdup (_ ("Check how many were asked, and whom.")));
    }
}
