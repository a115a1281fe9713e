/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-sample.h"

#include <glib/gi18n.h>

#define HALF_SPENT ZP_DECIMAL_INT (50)
#define ALL_POINTS ZP_DECIMAL_INT (100)

static void
clear_choice (gpointer choice)
{
  g_clear_object (&((ZpSampleChoice *) choice)->item);
}

static gint64
budget_of (const ZpSampleChoice *choice)
{
  return zp_form_item_get_record (choice->item)->budget_micro;
}

/* Equal budgets stay in an order that does not change from one proposal to the next. */
static int
compare_budgets (gconstpointer a, gconstpointer b)
{
  gint64 first = budget_of (a);
  gint64 second = budget_of (b);

  if (first != second)
    return first > second ? -1 : 1;
  return strcmp (zp_form_item_get_id (((const ZpSampleChoice *) a)->item),
                 zp_form_item_get_id (((const ZpSampleChoice *) b)->item));
}

static guint
count_reasons (guint reasons)
{
  guint n = 0;

  for (; reasons != 0; reasons >>= 1)
    n += reasons & 1;
  return n;
}

/* The more reasons, the sooner; among equals the larger one. */
static int
compare_choices (gconstpointer a, gconstpointer b)
{
  guint first = count_reasons (((const ZpSampleChoice *) a)->reasons);
  guint second = count_reasons (((const ZpSampleChoice *) b)->reasons);

  if (first != second)
    return first > second ? -1 : 1;
  return compare_budgets (a, b);
}

static guint
look (const ZpStoreRecord *record)
{
  guint reasons = 0;

  if (record->lamp == ZP_LAMP_RED)
    reasons |= ZP_SAMPLE_RED;
  if (record->rate_micro != G_MININT64 && record->rate_micro < HALF_SPENT.micro)
    reasons |= ZP_SAMPLE_RATE;
  if (record->score_micro != G_MININT64 && record->score_micro >= ALL_POINTS.micro)
    reasons |= ZP_SAMPLE_FULL;
  return reasons;
}

/* @choices are in the order of their budgets. */
static void
weigh_money (GArray *choices, guint reasons)
{
  ZpDecimal total = ZP_DECIMAL_ZERO;
  ZpDecimal before = ZP_DECIMAL_ZERO;

  for (guint i = 0; i < choices->len; i++)
    {
      gint64 budget = budget_of (&g_array_index (choices, ZpSampleChoice, i));

      if (budget > 0 && !zp_decimal_add (total, ZP_DECIMAL_MICRO (budget), &total))
        return;
    }
  for (guint i = 0; i < choices->len; i++)
    {
      ZpSampleChoice *choice = &g_array_index (choices, ZpSampleChoice, i);
      gint64 budget = budget_of (choice);

      if (budget <= 0)
        return;
      choice->has_share = zp_decimal_mul_div (ZP_DECIMAL_MICRO (budget), ZP_DECIMAL_INT (100),
                                              total, 1, ZP_ROUND_HALF_UP, &choice->share);
      if ((reasons & ZP_SAMPLE_MONEY) != 0 && before.micro < total.micro / 2)
        choice->reasons |= ZP_SAMPLE_MONEY;
      /* Cannot overflow: the sum of all did not. */
      before.micro += budget;
    }
}

/**
 * zp_sample_propose:
 * @forms: (element-type ZpFormItem): what to choose from
 * @reasons: a set of #ZpSampleReason that count
 * @n: how many to propose
 *
 * Proposes forms to look at closely.  The same forms give the same proposal.  When fewer have a
 * reason, the largest of the others fill up the number.
 *
 * Returns: (transfer full) (element-type ZpSampleChoice): the proposal, the most pressing first
 */
GArray *
zp_sample_propose (GListModel *forms, guint reasons, guint n)
{
  GArray *choices = g_array_new (FALSE, TRUE, sizeof (ZpSampleChoice));

  g_array_set_clear_func (choices, clear_choice);
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      ZpSampleChoice choice = { g_list_model_get_item (forms, i) };

      choice.reasons = look (zp_form_item_get_record (choice.item)) & reasons;
      g_array_append_val (choices, choice);
    }
  g_array_sort (choices, compare_budgets);
  weigh_money (choices, reasons);
  g_array_sort (choices, compare_choices);
  if (choices->len > n)
    g_array_set_size (choices, n);
  return choices;
}

/**
 * zp_sample_word_reasons:
 * @choice: a form that is proposed
 *
 * Returns: (transfer full): why, with the numbers
 */
char *
zp_sample_word_reasons (const ZpSampleChoice *choice)
{
  const ZpStoreRecord *record = zp_form_item_get_record (choice->item);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *share = zp_decimal_to_string (choice->share);
  g_autofree char *money = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *full = NULL;
  g_auto (GStrv) parts = NULL;

  if (choice->reasons & ZP_SAMPLE_RED)
    g_strv_builder_add (builder, _ ("red lamp: the score is above the execution rate"));
  if (choice->reasons & ZP_SAMPLE_RATE)
    {
      rate = g_strdup_printf (_ ("only %s of the money was spent"), record->rate);
      g_strv_builder_add (builder, rate);
    }
  if (choice->reasons & ZP_SAMPLE_FULL)
    {
      full = g_strdup_printf (_ ("all points: %s"), record->score);
      g_strv_builder_add (builder, full);
    }
  if (choice->reasons & ZP_SAMPLE_MONEY)
    {
      money = g_strdup_printf (_ ("large: %s%% of the money"), share);
      g_strv_builder_add (builder, money);
    }
  if (choice->reasons == 0)
    g_strv_builder_add (builder, _ ("fills up the number, by its budget"));
  parts = g_strv_builder_end (builder);
  /* Translators: between the reasons of a proposal */
  return g_strjoinv (_ ("; "), parts);
}
