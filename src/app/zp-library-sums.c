/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-sums.h"

#include "zp-form-item.h"

#include <glib/gi18n.h>

#define NONE G_MININT64

/*
 * Sum:
 * @value: so far
 * @n: how many values there were
 * @overflow: it is out of range
 */
typedef struct
{
  ZpDecimal value;
  guint n;
  gboolean overflow;
} Sum;

static void
add (Sum *sum, gint64 micro)
{
  if (micro == NONE)
    return;
  sum->n++;
  if (!zp_decimal_add (sum->value, ZP_DECIMAL_MICRO (micro), &sum->value))
    sum->overflow = TRUE;
}

static gboolean
is_there (const Sum *sum)
{
  return sum->n > 0 && !sum->overflow;
}

/**
 * zp_library_sums_compute:
 * @items: (element-type ZpFormItem): forms
 * @out_sums: (out): what they come to
 */
void
zp_library_sums_compute (GListModel *items, ZpLibrarySums *out_sums)
{
  ZpLibrarySums sums = { .n_forms = g_list_model_get_n_items (items) };
  Sum budget = { 0 };
  Sum executed = { 0 };
  Sum score = { 0 };

  for (guint i = 0; i < sums.n_forms; i++)
    {
      g_autoptr (ZpFormItem) item = g_list_model_get_item (items, i);
      const ZpStoreRecord *record = zp_form_item_get_record (item);

      add (&budget, record->budget_micro);
      add (&executed, record->executed_micro);
      add (&score, record->score_micro);
    }
  sums.has_budget = is_there (&budget);
  sums.budget = budget.value;
  sums.has_executed = is_there (&executed);
  sums.executed = executed.value;
  sums.has_rate = sums.has_budget && sums.has_executed
                  && zp_decimal_mul_div (executed.value, ZP_DECIMAL_INT (100), budget.value, 2,
                                         ZP_ROUND_HALF_UP, &sums.rate);
  sums.has_average
      = is_there (&score)
        && zp_decimal_mul_div (score.value, ZP_DECIMAL_INT (1), ZP_DECIMAL_INT (score.n), 2,
                               ZP_ROUND_HALF_UP, &sums.average);
  *out_sums = sums;
}

/* (transfer full): the number in bold; the sentence around it belongs to the translator. */
static char *
format_bold (ZpDecimal value, guint min_places)
{
  g_autofree char *number = zp_decimal_format_grouped (value, min_places, 6);

  return g_strdup_printf ("<b>%s</b>", number);
}

/* Takes @part. */
static void
append_part (GString *string, char *part)
{
  g_string_append_printf (string, "      %s", part);
  g_free (part);
}

/**
 * zp_library_sums_to_text:
 * @sums: sums
 * @selected: they are those of the selected forms
 *
 * Returns: (transfer full): one line of Pango markup
 */
char *
zp_library_sums_to_text (const ZpLibrarySums *sums, gboolean selected)
{
  GString *string = g_string_new (NULL);
  g_autofree char *budget = format_bold (sums->budget, 2);
  g_autofree char *executed = format_bold (sums->executed, 2);
  g_autofree char *rate = format_bold (sums->rate, 2);
  g_autofree char *average = format_bold (sums->average, 0);

  if (selected)
    g_string_append_printf (
        string, ngettext ("%u form selected", "%u forms selected", sums->n_forms), sums->n_forms);
  else
    g_string_append_printf (string, ngettext ("%u form", "%u forms", sums->n_forms), sums->n_forms);
  if (sums->has_budget)
    append_part (string, g_strdup_printf (_ ("Budget %s 万元"), budget));
  if (sums->has_executed)
    append_part (string, g_strdup_printf (_ ("Executed %s 万元"), executed));
  if (sums->has_rate)
    append_part (string, g_strdup_printf (_ ("Weighted execution rate %s%%"), rate));
  if (sums->has_average)
    append_part (string, g_strdup_printf (_ ("Average score %s"), average));
  return g_string_free (string, FALSE);
}
