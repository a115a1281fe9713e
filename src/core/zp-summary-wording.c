/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary.h"

#include "zp-check-titles.h"
#include "zp-paper-words.h"

/* How the numbers of a summary came about. */

#define TITLE(id, title) { id, title },

static const struct
{
  const char *check;
  const char *title;
} titles[] = { ZP_CHECK_TITLES (TITLE) };

/** zp_check_get_title: what the check is called in the user's language; its id for one without a
 * name. */
const char *
zp_check_get_title (const char *check)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].check, check))
      return _ (titles[i].title);
  return check;
}

static char *
grouped (ZpDecimal value)
{
  return zp_decimal_format_grouped (value, 0, ZP_DECIMAL_PLACES);
}

/** zp_summary_word_rate: (transfer full) (nullable): how the weighted execution rate is computed.
 */
char *
zp_summary_word_rate (const ZpSummaryGroup *group)
{
  g_autofree char *executed = grouped (group->rated_executed.value);
  g_autofree char *budget = grouped (group->rated_budget.value);
  g_autofree char *rate = zp_decimal_format (group->rate.value, 2, 2);

  if (!group->rate.there)
    return NULL;
  return g_strdup_printf (_ ("executed %s ÷ budget %s = %s%%, of the forms that name both (%u)"),
                          executed, budget, rate, group->rated_budget.n);
}

/** zp_summary_word_average: (transfer full) (nullable): how the average score is computed. */
char *
zp_summary_word_average (const ZpSummaryGroup *group)
{
  g_autofree char *sum = grouped (group->score.value);
  g_autofree char *result = zp_decimal_format (group->average.value, 0, 2);

  if (!group->average.there)
    return NULL;
  return g_strdup_printf (_ ("total scores %s ÷ %u forms with a score = %s"), sum, group->score.n,
                          result);
}

/** zp_summary_word_money: (transfer full) (nullable): of how many forms @sum, one of @group, is. */
char *
zp_summary_word_money (const ZpSummaryGroup *group, const ZpSum *sum)
{
  if (sum->overflow)
    return g_strdup (_ ("too large to be added up exactly"));
  if (sum->n == 0)
    return NULL;
  return g_strdup_printf (_ ("the sum of %u of %u forms"), sum->n, group->forms->len);
}

/** zp_summary_word_level: (transfer full) (nullable): how the share of a level is computed. */
char *
zp_summary_word_level (const ZpTally *level)
{
  g_autofree char *score = grouped (level->score.value);
  g_autofree char *weight = grouped (level->weight.value);
  g_autofree char *share = zp_decimal_format (level->share.value, 2, 2);

  if (!level->share.there)
    return NULL;
  return g_strdup_printf (_ ("points %s ÷ weight %s = %s%%, of %u forms"), score, weight, share,
                          level->forms->len);
}

/** zp_summary_word_review: (transfer full) (nullable): what the review made of the scores. */
char *
zp_summary_word_review (const ZpSummaryGroup *group)
{
  g_autofree char *self = zp_decimal_format (group->average_self.value, 0, 2);
  g_autofree char *review = zp_decimal_format (group->average_review.value, 0, 2);

  if (!group->average_review.there)
    return NULL;
  return g_strdup_printf (
      _ ("of the %u reviewed forms: %s by themselves, %s by the reviewer, on average"),
      group->review.n, self, review);
}

/** zp_summary_word_forms: (transfer full): which forms are summed up. */
char *
zp_summary_word_forms (const ZpSummary *self)
{
  g_autofree char *documents
      = self->n_documents > 0 ? g_strdup_printf (
            _ ("; documents that only restate other forms are not counted (%u)"), self->n_documents)
                              : g_strdup ("");

  if (self->kind != ZP_FORM_PROJECT)
    return g_strdup_printf (_ ("forms of whole departments or units%s"), documents);
  if (self->wholes->len == 0)
    return g_strdup_printf (_ ("forms of projects%s"), documents);
  return g_strdup_printf (_ ("forms of projects; those of whole departments contain them and stand "
                             "in a table of their own (%u)%s"),
                          self->wholes->len, documents);
}

/* What all forms have in common, or "". */
static const char *
common (GPtrArray *facts, gsize member)
{
  const char *word = "";

  for (guint i = 0; i < facts->len; i++)
    {
      const char *other = G_STRUCT_MEMBER (const char *, g_ptr_array_index (facts, i), member);

      if (i > 0 && !g_str_equal (word, other))
        return "";
      word = other;
    }
  return word;
}

/**
 * zp_summary_make_title:
 * @facts: (element-type ZpFormFacts): forms
 *
 * Returns: (transfer full): what a summary of these forms is called: by year and unit or
 * department, as far as they have them in common
 */
char *
zp_summary_make_title (GPtrArray *facts)
{
  const char *year = common (facts, G_STRUCT_OFFSET (ZpFormFacts, year));
  const char *unit = common (facts, G_STRUCT_OFFSET (ZpFormFacts, unit));
  const char *who
      = *unit != '\0' ? unit : common (facts, G_STRUCT_OFFSET (ZpFormFacts, department));

  if (*year != '\0' && *who != '\0')
    return g_strdup_printf (_ ("%s: Performance Self-Evaluation of %s"), who, year);
  if (*year != '\0')
    return g_strdup_printf (_ ("Performance Self-Evaluation of %s"), year);
  if (*who != '\0')
    return g_strdup_printf (_ ("%s: Performance Self-Evaluation"), who);
  return g_strdup (_ ("Summary of Performance Self-Evaluation"));
}
