/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-evidence.h"
#include "zp-paper-words.h"

#include <string.h>

/* How far the actual values are from their targets, and what is said about it. */

#define OVER_MARK 120
#define OVER_REASON 130
#define FAR_OFF 20
#define SHORT_REASON_CHARS 4
#define LONGEST_WORDS 7 /* ideographs of the longest that says nothing */

static gboolean
is_number_row (const ZpScoreLine *line)
{
  return line->target_quantity.kind == ZP_QUANTITY_NUMBER
         && line->actual_quantity.kind == ZP_QUANTITY_NUMBER;
}

static gboolean
asks_for_less (const ZpScoreLine *line)
{
  ZpOperator op = line->target_quantity.op;

  return op == ZP_OP_AT_MOST || op == ZP_OP_LESS
         || (op == ZP_OP_NONE && line->cost && line->target_quantity.unit_kind == ZP_UNIT_MONEY);
}

static gboolean
is_above (const ZpScoreLine *line)
{
  return line->has_ratio && zp_decimal_compare (line->ratio, ZP_DECIMAL_INT (100)) > 0;
}

static gboolean
is_at_least (const ZpScoreLine *line, int percent)
{
  return line->has_ratio && zp_decimal_compare (line->ratio, ZP_DECIMAL_INT (percent)) >= 0;
}

/* More is better, and there is more. */
static gboolean
is_over (const ZpScoreLine *line)
{
  return is_number_row (line) && !asks_for_less (line) && line->target_quantity.op != ZP_OP_RANGE
         && (line->outcome == ZP_OUTCOME_MET || line->outcome == ZP_OUTCOME_OVER)
         && is_above (line);
}

static gboolean
has_reason (const ZpCheck *check, const ZpScoreLine *line)
{
  return !zp_check_is_blank (zp_check_get_reason (check, line));
}

/* --- N3 --- */

/* zp_check_units: N3.  元/年 and 元/月 are compared by their numbers, which is hardly meant. */
void
zp_check_units (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      const ZpQuantity *target = &line->target_quantity;
      const ZpQuantity *actual = &line->actual_quantity;
      ZpQuantity target_copy = *target, actual_copy = *actual;
      g_autofree char *name = NULL;

      if (!is_number_row (line)
          || ((*target->per == '\0' || *actual->per == '\0'
               || g_str_equal (target->per, actual->per))
              && zp_quantity_align (&target_copy, &actual_copy)))
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                         g_strdup_printf (_ ("%s: target %s and actual %s have different units"),
                                          name, line->target, line->actual),
                         g_strdup (_ ("Write both in the same unit.")));
    }
}

/* zp_check_operator_missing: N4, a target without a sign in a form whose other targets have one */
void
zp_check_operator_missing (ZpCheck *check)
{
  guint n_with = 0, n_without = 0;

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpQuantity *target = &zp_check_get_line (check, i)->target_quantity;

      if (target->kind == ZP_QUANTITY_NUMBER)
        *(target->op != ZP_OP_NONE ? &n_with : &n_without) += 1;
    }
  for (guint i = 0; n_with > n_without && i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *name = NULL;

      if (line->target_quantity.kind != ZP_QUANTITY_NUMBER
          || line->target_quantity.op != ZP_OP_NONE)
        continue;
      name = zp_check_line_name (line);
      zp_check_add_line (check, check->severity, line, ZP_ROLE_TARGET,
                         g_strdup_printf (_ ("%s: the target %s has no sign"), name, line->target),
                         g_strdup (_ ("Write ≥, ≤ or = before the number.")));
    }
}

/* --- F1 to F4 --- */

static int
reason_from (const ZpCheck *check)
{
  const ZpQuantityRule *rule = &check->profile->quantity;

  return rule->over == ZP_OVER_EXPLAIN ? (int) (rule->over_from.micro / 1000000) : OVER_REASON;
}

static char *
word_over (const ZpScoreLine *line)
{
  g_autofree char *name = zp_check_line_name (line);
  g_autofree char *ratio = zp_check_number (line->ratio);

  return g_strdup_printf (_ ("%s: target %s, actual %s is %s%% of the target"), name, line->target,
                          line->actual, ratio);
}

/* zp_check_over_fulfilled: F1.  Where points were taken without a reason, D7 asks for it. */
void
zp_check_over_fulfilled (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (!is_over (line) || !is_at_least (line, MIN (OVER_MARK, reason_from (check))))
        continue;
      if (is_at_least (line, reason_from (check)) && zp_check_lacks_reason (check, line)
          && !zp_check_is_below_full (line))
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_DEVIATION, word_over (line),
            g_strdup_printf (
                _ ("From %d%% a reason is asked: write why the target was set so low."),
                reason_from (check)));
      else
        zp_check_add_line (check, check->fixed_severity ? check->severity : ZP_SEVERITY_HINT, line,
                           ZP_ROLE_ACTUAL, word_over (line),
                           g_strdup (_ ("Check whether the target was set too low.")));
    }
}

/* zp_check_exceeded: F2, a limit was passed and the score does not say so */
void
zp_check_exceeded (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (!is_number_row (line) || !asks_for_less (line) || !is_above (line)
          || zp_check_is_zero_budget (line))
        continue;
      if (zp_check_is_full (line))
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_SCORE, word_over (line),
            g_strdup (_ (
                "The limit was exceeded, but the score is full: lower it, or write the reason.")));
      else if (is_at_least (line, 200) && line->score.has_score && line->score.score.micro > 0)
        zp_check_add_line (check, check->severity, line, ZP_ROLE_SCORE, word_over (line),
                           g_strdup (_ ("From twice the limit on many reviewers give 0.")));
    }
}

/* zp_check_not_equal: F3 */
void
zp_check_not_equal (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (is_over (line) && line->target_quantity.op == ZP_OP_EQUAL
          && !is_at_least (line, OVER_MARK))
        zp_check_add_line (
            check, has_reason (check, line) ? ZP_SEVERITY_HINT : check->severity, line,
            ZP_ROLE_ACTUAL, word_over (line),
            g_strdup (_ ("= asks for exactly the target: write ≥ next time, or give the reason.")));
    }
}

/* zp_check_far_off: F4.  Over-fulfilment is F1, and to stay far below a limit is good, but for costs. */
void
zp_check_far_off (ZpCheck *check)
{
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);

      if (!is_number_row (line) || !line->has_ratio || is_over (line)
          || zp_check_is_zero_budget (line)
          || (line->outcome == ZP_OUTCOME_MET && !(asks_for_less (line) && line->cost))
          || (zp_decimal_compare (line->ratio, ZP_DECIMAL_INT (100 - FAR_OFF)) >= 0
              && zp_decimal_compare (line->ratio, ZP_DECIMAL_INT (100 + FAR_OFF)) <= 0))
        continue;
      zp_check_add_line (
          check, check->severity, line, ZP_ROLE_ACTUAL, word_over (line),
          g_strdup (_ ("This is far from the target: the reason will be read closely.")));
    }
}

/* --- F5 --- */

/* Words that stand in the place of a reason and give none. */
static gboolean
says_nothing (const char *reason)
{
  static const char *const words[]
      = { "无",       "没有",         "无原因",   "客观原因", "受客观原因影响", "其他原因",
          "历史原因", "正常",         "正常情况", "未完成",   "已说明",         "见附件",
          "无偏差",   "不可抗力原因", "工作原因", NULL };
  g_autofree char *plain = NULL;

  if (g_utf8_strlen (reason, -1) < SHORT_REASON_CHARS)
    return TRUE;
  if (zp_text_count_ideographs (reason) > LONGEST_WORDS)
    return FALSE;
  plain = zp_text_normalise (reason);
  return g_strv_contains (words, plain);
}

/* zp_check_reason_quality: F5 */
void
zp_check_reason_quality (ZpCheck *check)
{
  static const char *const unfinished[]
      = { "未完成", "没有完成", "未达到", "未达成", "未开展", NULL };

  for (guint i = 0; check->reason_key != NULL && i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      const char *reason = zp_check_get_reason (check, line);
      gboolean empty
          = !zp_check_is_blank (reason) && zp_check_is_below_full (line) && says_nothing (reason);
      gboolean contradicts
          = !empty && zp_check_is_full (line) && zp_check_contains (reason, unfinished);
      g_autofree char *name = empty || contradicts ? zp_check_line_name (line) : NULL;

      if (empty)
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_DEVIATION,
            g_strdup_printf (_ ("%s: “%s” is no reason"), name, reason),
            g_strdup (_ ("Write the cause, its effect, and what will be done until when.")));
      else if (contradicts)
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_DEVIATION,
            g_strdup_printf (_ ("%s: full score, but the reason says it was not finished"), name),
            g_strdup (_ ("Correct the score or the reason.")));
    }
}

/* --- F6 --- */

static int
form_year (const ZpCheck *check)
{
  const char *text = zp_form_get_field (check->form, "year");

  return g_ascii_isdigit (*text) ? (int) MIN (g_ascii_strtoull (text, NULL, 10), 9999) : 0;
}

/* Papers that say when something was finished; others (invoices, photographs) may well be later. */
static const char *const finishing[] = { "验收", "竣工", "完工", "结项", "结题", "交付", NULL };

/* Returns: (transfer full) (nullable): a paper by which the work was finished later than the row says */
static ZpEvidence *
find_later_evidence (const ZpCheck *check, const ZpScoreLine *line)
{
  const ZpQuantity *actual = &line->actual_quantity;
  g_autofree char *row = g_strconcat (check->indicators->key, "/", line->row_id, NULL);
  g_autoptr (GPtrArray) list = zp_evidence_list (check->form, row);

  for (guint i = 0; actual->year > 0 && i < list->len; i++)
    {
      const ZpEvidence *evidence = g_ptr_array_index (list, i);
      g_autofree char *end = g_strdup_printf ("%04d-%02d-%02d", (int) actual->year,
                                              (int) actual->month, (int) actual->day);

      if (*evidence->date != '\0' && strcmp (evidence->date, end) > 0
          && zp_check_contains (evidence->name, finishing))
        return zp_evidence_copy (evidence);
    }
  return NULL;
}

static void
check_evidence_date (ZpCheck *check, const ZpScoreLine *line)
{
  g_autoptr (ZpEvidence) later = find_later_evidence (check, line);
  g_autofree char *name = NULL;

  if (later == NULL)
    return;
  name = zp_check_line_name (line);
  zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                     g_strdup_printf (_ ("%s: finished %s, but the evidence “%s” is dated %s"),
                                      name, line->actual, later->name, later->date),
                     g_strdup (_ ("Give the date on which the work was accepted.")));
}

/* zp_check_dates: F6 */
void
zp_check_dates (ZpCheck *check)
{
  int year = form_year (check);

  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      const ZpQuantity *actual = &line->actual_quantity;
      g_autofree char *name = NULL;

      if (actual->kind != ZP_QUANTITY_DATE)
        continue;
      name = zp_check_line_name (line);
      if (line->target_quantity.kind == ZP_QUANTITY_DATE
          && zp_quantity_compare_dates (actual, &line->target_quantity) > 0
          && line->target_quantity.op != ZP_OP_AT_LEAST && line->target_quantity.op != ZP_OP_MORE)
        zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                           g_strdup_printf (_ ("%s: finished %s, after the target %s"), name,
                                            line->actual, line->target),
                           g_strdup (_ ("Check the date, and write the reason for the delay.")));
      else if (year != 0 && actual->year > year)
        zp_check_add_line (
            check, check->severity, line, ZP_ROLE_ACTUAL,
            g_strdup_printf (_ ("%s: finished %s, after the end of %d"), name, line->actual, year),
            g_strdup (_ ("Only what was done within the year counts.")));
      else
        check_evidence_date (check, line);
    }
}
