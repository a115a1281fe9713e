/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-paper-words.h"
#include "zp-wording.h"

#include <string.h>

/* What an imported or published paper prints where the program computes. */

#define TOTAL "total/score"
#define GRADE "total/grade"

typedef enum
{
  PRINTED_RATE,
  PRINTED_EXECUTION,
  PRINTED_TOTAL,
  PRINTED_GRADE,
  PRINTED_OTHER,
} PrintedKind;

static PrintedKind
find_kind (const ZpCheck *check, const char *address)
{
  const ZpComputedSpec *computed;
  const ZpTableSpec *table;
  ZpAddress a;

  if (g_str_equal (address, TOTAL))
    return PRINTED_TOTAL;
  if (g_str_equal (address, GRADE))
    return PRINTED_GRADE;
  if (g_str_equal (address, "total/rate"))
    return PRINTED_RATE;
  if (g_str_equal (address, "total/execution"))
    return PRINTED_EXECUTION;
  if (!zp_address_parse (address, &a) || a.table == NULL)
    return PRINTED_OTHER;
  table = zp_template_find_table (check->template_, a.table);
  computed = table != NULL ? zp_table_spec_find_computed (table, a.key) : NULL;
  if (computed == NULL)
    return PRINTED_OTHER;
  return computed->kind == ZP_COMPUTED_RATE              ? PRINTED_RATE
         : computed->kind == ZP_COMPUTED_EXECUTION_SCORE ? PRINTED_EXECUTION
                                                         : PRINTED_OTHER;
}

/* Returns: whether the paper prints a number there */
static gboolean
read_printed (const char *text, ZpDecimal *out_value)
{
  ZpQuantity quantity;

  zp_quantity_parse (text, &quantity);
  if (quantity.kind != ZP_QUANTITY_NUMBER)
    return FALSE;
  *out_value = quantity.value;
  return TRUE;
}

/* A paper may print a rate with fewer decimals than the profile. */
static gboolean
is_rate_of (ZpDecimal printed, ZpDecimal computed)
{
  ZpDecimal rounded;

  return !zp_check_differs (printed, computed)
         || (zp_decimal_round (computed, zp_decimal_places (printed), ZP_ROUND_HALF_UP, &rounded)
             && zp_decimal_equal (rounded, printed));
}

/* What the rules give, also where a score by hand counts instead. */
static gboolean
compute (const ZpCheck *check, PrintedKind kind, const char *address, ZpDecimal *out_value)
{
  ZpPrinted printed;

  if (kind == PRINTED_EXECUTION)
    {
      *out_value = check->card->execution.computed;
      return check->card->has_execution && check->card->execution.has_computed;
    }
  if (!zp_scorecard_compute (check->card, check->form, address, &printed))
    return FALSE;
  *out_value = printed.value;
  return TRUE;
}

static void
check_printed (ZpCheck *check, PrintedKind kind, const char *address, const char *text)
{
  ZpDecimal printed, computed;
  g_autofree char *place = NULL;
  g_autofree char *number = NULL;

  if (!read_printed (text, &printed) || !compute (check, kind, address, &computed)
      || (kind == PRINTED_RATE ? is_rate_of (printed, computed)
                               : !zp_check_differs (printed, computed)))
    return;
  place = zp_word_address (check->form, address);
  number = zp_check_number (computed);
  zp_check_add (check, g_strdup (address), 0,
                g_strdup_printf (_ ("%s: the paper prints %s, the figures give %s%s"), place, text,
                                 number, kind == PRINTED_RATE ? "%" : ""),
                g_strdup (_ ("Correct the figures, or hand in the form as it is computed.")));
}

/* The same figure may be printed in its table and for the form as a whole: it is looked at once. */
static gboolean
stands_in_table (const ZpCheck *check, PrintedKind kind)
{
  GHashTableIter iter;
  gpointer address;

  if (kind != PRINTED_RATE && kind != PRINTED_EXECUTION)
    return FALSE;
  g_hash_table_iter_init (&iter, check->form->printed);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    if (find_kind (check, address) == kind && !g_str_has_prefix (address, "total/"))
      return TRUE;
  return FALSE;
}

static void
check_all_printed (ZpCheck *check, PrintedKind kind)
{
  gboolean in_table = stands_in_table (check, kind);
  GHashTableIter iter;
  gpointer address, text;

  g_hash_table_iter_init (&iter, check->form->printed);
  while (g_hash_table_iter_next (&iter, &address, &text))
    if (find_kind (check, address) == kind && !(in_table && g_str_has_prefix (address, "total/")))
      check_printed (check, kind, address, text);
}

/* zp_check_printed_rate: B2 */
void
zp_check_printed_rate (ZpCheck *check)
{
  check_all_printed (check, PRINTED_RATE);
}

/* zp_check_printed_execution: B3 */
void
zp_check_printed_execution (ZpCheck *check)
{
  check_all_printed (check, PRINTED_EXECUTION);
}

/* zp_check_printed_values: D2, all other computed values */
void
zp_check_printed_values (ZpCheck *check)
{
  check_all_printed (check, PRINTED_OTHER);
}

/* The sum of the scores as the paper prints them: with its own score of the execution rate. */
static ZpDecimal
sum_as_printed (const ZpCheck *check)
{
  GHashTableIter iter;
  gpointer address, text;
  ZpDecimal printed, sum;

  g_hash_table_iter_init (&iter, check->form->printed);
  while (g_hash_table_iter_next (&iter, &address, &text))
    if (find_kind (check, address) == PRINTED_EXECUTION && read_printed (text, &printed)
        && zp_decimal_add (check->card->indicators_score, printed, &sum))
      return sum;
  return check->card->total;
}

/* zp_check_printed_total: D4; a total above the ceiling is D9 */
void
zp_check_printed_total (ZpCheck *check)
{
  const char *text = zp_form_get_printed (check->form, TOTAL);
  g_autofree char *total = NULL;
  ZpDecimal printed;

  if (!check->card->scored || text == NULL || check->card->ceiling.n_reasons > 0
      || !read_printed (text, &printed) || !zp_check_differs (printed, check->card->total)
      || !zp_check_differs (printed, sum_as_printed (check)))
    return;
  total = zp_check_number (check->card->total);
  zp_check_add (check, g_strdup (TOTAL), 0,
                g_strdup_printf (_ ("the paper prints a total of %s, but the scores add up to %s"),
                                 text, total),
                g_strdup (_ ("Correct the scores, or hand in the form as it is computed.")));
}

/* zp_check_printed_grade: D5 */
void
zp_check_printed_grade (ZpCheck *check)
{
  const char *text = zp_form_get_printed (check->form, GRADE);
  g_autofree char *total = NULL;

  if (text == NULL || check->card->grade == NULL || zp_check_is_blank (text)
      || zp_text_same (text, check->card->grade))
    return;
  total = zp_check_number (check->card->total);
  zp_check_add (check, g_strdup (GRADE), 0,
                g_strdup_printf (_ ("the paper prints the grade %s, but a total of %s is %s"), text,
                                 total, check->card->grade),
                g_strdup (_ ("Correct the grade.")));
}

/* zp_check_ceiling: D9.  The program holds the total down by itself; that is only good to know. */
void
zp_check_ceiling (ZpCheck *check)
{
  const ZpScorecard *card = check->card;
  const char *text = zp_form_get_printed (check->form, TOTAL);
  const ZpReason *reason = &card->ceiling.reasons[0];
  g_autofree char *rate = NULL;
  g_autofree char *most = NULL;
  g_autofree char *sum = NULL;
  ZpDecimal printed;

  if (card->ceiling.n_reasons == 0)
    return;
  rate = zp_check_number (reason->a);
  most = zp_check_number (reason->c);
  sum = zp_check_number (reason->exact);
  if (text != NULL && read_printed (text, &printed) && zp_decimal_compare (printed, reason->c) > 0)
    zp_check_add (
        check, g_strdup (TOTAL), 0,
        g_strdup_printf (
            _ ("the paper prints a total of %s, but with a rate of %s%% it is at most %s"), text,
            rate, most),
        g_strdup_printf (_ ("Lower the total to %s."), most));
  else
    zp_check_add_as (
        check, ZP_SEVERITY_HINT, g_strdup (TOTAL), 0,
        g_strdup_printf (
            _ ("the scores add up to %s, but with a rate of %s%% the total is at most %s"), sum,
            rate, most),
        g_strdup (_ ("Nothing to do: the total is held down by the profile.")));
}
