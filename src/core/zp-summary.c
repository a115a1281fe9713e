/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary.h"

#include <string.h>

#include "zp-check-titles.h"

#define BIN_WIDTH 10
#define N_BINS 10
#define RATE_PLACES 2

/* --- sums --- */

static void
sum_add (ZpSum *sum, ZpDecimal value)
{
  sum->n++;
  sum->overflow = !zp_decimal_add (sum->value, value, &sum->value) || sum->overflow;
}

static void
sum_add_optional (ZpSum *sum, const ZpOptional *value)
{
  if (value->there)
    sum_add (sum, value->value);
}

/** zp_sum_is_known: whether there was something to add up, and it could be. */
gboolean
zp_sum_is_known (const ZpSum *self)
{
  return self->n > 0 && !self->overflow;
}

static ZpOptional
divide (const ZpSum *sum, ZpDecimal factor, ZpDecimal divisor)
{
  ZpOptional result = { 0 };

  result.there = zp_sum_is_known (sum) && divisor.micro != 0
                 && zp_decimal_mul_div (sum->value, factor, divisor, RATE_PLACES, ZP_ROUND_HALF_UP,
                                        &result.value);
  return result;
}

static ZpOptional
average (const ZpSum *sum)
{
  return divide (sum, ZP_DECIMAL_INT (1), ZP_DECIMAL_INT (sum->n));
}

static ZpOptional
percent (const ZpSum *part, const ZpSum *whole)
{
  return divide (part, ZP_DECIMAL_INT (100),
                 zp_sum_is_known (whole) ? whole->value : ZP_DECIMAL_ZERO);
}

/* --- tallies --- */

static void
tally_clear (gpointer data)
{
  g_ptr_array_unref (((ZpTally *) data)->forms);
}

static GArray *
tallies_new (void)
{
  GArray *tallies = g_array_new (FALSE, FALSE, sizeof (ZpTally));

  g_array_set_clear_func (tallies, tally_clear);
  return tallies;
}

static ZpTally *
tallies_append (GArray *tallies, const char *name)
{
  ZpTally tally = { .name = name, .forms = g_ptr_array_new () };

  g_array_append_val (tallies, tally);
  return &g_array_index (tallies, ZpTally, tallies->len - 1);
}

/* @name is canonical. */
static ZpTally *
tallies_get (GArray *tallies, const char *name)
{
  for (guint i = 0; i < tallies->len; i++)
    {
      ZpTally *tally = &g_array_index (tallies, ZpTally, i);

      if (tally->name == name)
        return tally;
    }
  return tallies_append (tallies, name);
}

static void
tally_add_form (ZpTally *tally, const ZpFormFacts *form)
{
  guint n = tally->forms->len;

  if (n == 0 || g_ptr_array_index (tally->forms, n - 1) != form)
    g_ptr_array_add (tally->forms, (gpointer) form);
}

/* --- a group --- */

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  return zp_decimal_compare (*(const ZpDecimal *) a, *(const ZpDecimal *) b);
}

/* The median of an even number is the mean of the two in the middle, half-up to two places. */
static void
find_spread (ZpSummaryGroup *group)
{
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (ZpDecimal));
  ZpSum middle = { 0 };

  for (guint i = 0; i < group->forms->len; i++)
    {
      const ZpFormFacts *form = g_ptr_array_index (group->forms, i);

      if (form->score.there)
        g_array_append_val (scores, form->score.value);
    }
  if (scores->len == 0)
    return;
  g_array_sort (scores, compare_scores);
  group->lowest = (ZpOptional){ TRUE, g_array_index (scores, ZpDecimal, 0) };
  group->highest = (ZpOptional){ TRUE, g_array_index (scores, ZpDecimal, scores->len - 1) };
  sum_add (&middle, g_array_index (scores, ZpDecimal, (scores->len - 1) / 2));
  sum_add (&middle, g_array_index (scores, ZpDecimal, scores->len / 2));
  group->median = average (&middle);
}

static int
compare_grades (gconstpointer a, gconstpointer b)
{
  const ZpTally *tally_a = a;
  const ZpTally *tally_b = b;
  int order = zp_decimal_compare (tally_b->from, tally_a->from);

  return order != 0 ? order : strcmp (tally_a->name, tally_b->name);
}

static void
count_grade (ZpSummaryGroup *group, const ZpFormFacts *form)
{
  ZpTally *tally;

  if (form->grade == NULL)
    return;
  tally = tallies_get (group->grades, form->grade);
  if (zp_decimal_compare (form->grade_from, tally->from) > 0)
    tally->from = form->grade_from;
  tally->n++;
  tally_add_form (tally, form);
}

static void
group_add (ZpSummaryGroup *group, const ZpFormFacts *form)
{
  g_ptr_array_add (group->forms, (gpointer) form);
  sum_add_optional (&group->initial, &form->initial);
  sum_add_optional (&group->budget, &form->budget);
  sum_add_optional (&group->executed, &form->executed);
  if (form->budget.there && form->executed.there)
    {
      sum_add (&group->rated_budget, form->budget.value);
      sum_add (&group->rated_executed, form->executed.value);
    }
  sum_add_optional (&group->score, &form->score);
  count_grade (group, form);
  if (form->score.there && form->review.there)
    {
      sum_add (&group->self, form->score.value);
      sum_add (&group->review, form->review.value);
    }
  group->errors += zp_form_facts_count (form, ZP_SEVERITY_ERROR);
  group->warnings += zp_form_facts_count (form, ZP_SEVERITY_WARNING);
}

static void
group_finish (ZpSummaryGroup *group)
{
  group->rate = percent (&group->rated_executed, &group->rated_budget);
  group->average = average (&group->score);
  group->average_self = average (&group->self);
  group->average_review = average (&group->review);
  g_array_sort (group->grades, compare_grades);
  find_spread (group);
}

static ZpSummaryGroup *
group_new (const char *year, const char *unit)
{
  ZpSummaryGroup *group = g_new0 (ZpSummaryGroup, 1);

  group->year = year;
  group->unit = unit;
  group->forms = g_ptr_array_new ();
  group->grades = tallies_new ();
  return group;
}

static void
group_free (gpointer data)
{
  ZpSummaryGroup *group = data;

  g_ptr_array_unref (group->forms);
  g_array_unref (group->grades);
  g_free (group);
}

/* Years from the latest, then units. */
static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const ZpSummaryGroup *group_a = *(const ZpSummaryGroup *const *) a;
  const ZpSummaryGroup *group_b = *(const ZpSummaryGroup *const *) b;
  int order = strcmp (group_b->year, group_a->year);

  return order != 0 ? order : strcmp (group_a->unit, group_b->unit);
}

/* Who spent the money; a form that names no unit counts for its department. */
static const char *
get_unit (const ZpFormFacts *form)
{
  return *form->unit != '\0' ? form->unit : form->department;
}

static void
add_to_groups (ZpSummary *self, GHashTable *known, const ZpFormFacts *form)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", form->year, get_unit (form));
  ZpSummaryGroup *group = g_hash_table_lookup (known, key);

  if (group == NULL)
    {
      group = group_new (form->year, get_unit (form));
      g_ptr_array_add (self->groups, group);
      g_hash_table_insert (known, g_steal_pointer (&key), group);
    }
  group_add (group, form);
}

/* --- distributions --- */

static guint
find_bin (ZpDecimal score)
{
  gint64 bin = score.micro / ZP_DECIMAL_INT (BIN_WIDTH).micro;

  return (guint) CLAMP (bin, 0, N_BINS - 1);
}

static void
make_histogram (ZpSummary *self)
{
  guint first = self->all->lowest.there ? find_bin (self->all->lowest.value) : N_BINS;

  for (guint bin = first; bin < N_BINS; bin++)
    {
      ZpTally *tally = tallies_append (self->histogram, "");

      tally->from = ZP_DECIMAL_INT (bin * BIN_WIDTH);
      tally->to = ZP_DECIMAL_INT ((bin + 1) * BIN_WIDTH);
    }
  for (guint i = 0; i < self->all->forms->len; i++)
    {
      const ZpFormFacts *form = g_ptr_array_index (self->all->forms, i);
      ZpTally *tally;

      if (!form->score.there)
        continue;
      tally = &g_array_index (self->histogram, ZpTally, find_bin (form->score.value) - first);
      tally->n++;
      tally_add_form (tally, form);
    }
}

static void
count_levels (ZpSummary *self, const ZpFormFacts *form)
{
  for (guint i = 0; i < form->levels->len; i++)
    {
      const ZpFactLevel *level = &g_array_index (form->levels, ZpFactLevel, i);
      ZpTally *tally;

      if (level->weight.micro <= 0)
        continue;
      tally = tallies_get (self->levels, level->name);
      tally->n++;
      sum_add (&tally->weight, level->weight);
      sum_add (&tally->score, level->score);
      tally_add_form (tally, form);
    }
}

static void
count_findings (ZpSummary *self, const ZpFormFacts *form)
{
  for (guint i = 0; i < form->findings->len; i++)
    {
      const ZpFactFindings *findings = &g_array_index (form->findings, ZpFactFindings, i);
      ZpTally *tally = tallies_get (self->findings, findings->check);

      tally->severity
          = tally->n == 0 ? findings->severity : MIN (tally->severity, findings->severity);
      tally->n += findings->n;
      tally_add_form (tally, form);
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const ZpTally *tally_a = a;
  const ZpTally *tally_b = b;

  if (tally_a->n != tally_b->n)
    return tally_a->n > tally_b->n ? -1 : 1;
  if (tally_a->severity != tally_b->severity)
    return tally_a->severity < tally_b->severity ? -1 : 1;
  return strcmp (tally_a->name, tally_b->name);
}

static void
collect_deviations (ZpSummary *self, const ZpFormFacts *form)
{
  for (guint i = 0; i < form->deviations->len; i++)
    {
      ZpSummaryDeviation deviation
          = { form, &g_array_index (form->deviations, ZpFactDeviation, i) };

      g_array_append_val (self->deviations, deviation);
    }
}

/* How far from 100 %; without a ratio it is not known. */
static gint64
distance (const ZpFactDeviation *deviation)
{
  return deviation->ratio.there ? ABS (deviation->ratio.value.micro - ZP_DECIMAL_INT (100).micro)
                                : 0;
}

static int
compare_deviations (gconstpointer a, gconstpointer b)
{
  const ZpSummaryDeviation *one = a;
  const ZpSummaryDeviation *other = b;
  int order = zp_decimal_compare (other->deviation->lost, one->deviation->lost);
  gint64 far_one = distance (one->deviation);
  gint64 far_other = distance (other->deviation);

  if (order == 0)
    order = (far_other > far_one) - (far_other < far_one);
  if (order == 0)
    order = strcmp (one->form->id, other->form->id);
  return order != 0 ? order : strcmp (one->deviation->address, other->deviation->address);
}

static int
compare_lamps (gconstpointer a, gconstpointer b)
{
  const ZpFormFacts *one = *(const ZpFormFacts *const *) a;
  const ZpFormFacts *other = *(const ZpFormFacts *const *) b;
  int order;

  if (one->lamp != other->lamp)
    return one->lamp > other->lamp ? -1 : 1;
  order = zp_decimal_compare (one->rate.value, other->rate.value);
  return order != 0 ? order : strcmp (one->id, other->id);
}

static gint64
difference (const ZpFormFacts *form)
{
  return ABS (form->score.value.micro - form->review.value.micro);
}

static int
compare_reviews (gconstpointer a, gconstpointer b)
{
  const ZpFormFacts *one = *(const ZpFormFacts *const *) a;
  const ZpFormFacts *other = *(const ZpFormFacts *const *) b;

  if (difference (one) != difference (other))
    return difference (one) > difference (other) ? -1 : 1;
  return strcmp (one->id, other->id);
}

/* --- all --- */

static gboolean
has_projects (GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    if (((const ZpFormFacts *) g_ptr_array_index (facts, i))->kind == ZP_FORM_PROJECT)
      return TRUE;
  return FALSE;
}

static void
take_form (ZpSummary *self, GHashTable *known, const ZpFormFacts *form)
{
  if (form->kind == ZP_FORM_DOCUMENT)
    {
      self->n_documents++;
      return;
    }
  count_findings (self, form);
  collect_deviations (self, form);
  if (form->kind != self->kind)
    {
      g_ptr_array_add (self->wholes, (gpointer) form);
      return;
    }
  group_add (self->all, form);
  add_to_groups (self, known, form);
  count_levels (self, form);
  if (form->rate.there && form->share.there)
    g_ptr_array_add (self->rated, (gpointer) form);
  if (form->score.there && form->review.there)
    g_ptr_array_add (self->reviewed, (gpointer) form);
}

static void
finish (ZpSummary *self)
{
  group_finish (self->all);
  for (guint i = 0; i < self->groups->len; i++)
    group_finish (g_ptr_array_index (self->groups, i));
  for (guint i = 0; i < self->levels->len; i++)
    {
      ZpTally *level = &g_array_index (self->levels, ZpTally, i);

      level->share = percent (&level->score, &level->weight);
    }
  make_histogram (self);
  g_ptr_array_sort (self->groups, compare_groups);
  g_array_sort (self->findings, compare_findings);
  g_array_sort (self->deviations, compare_deviations);
  g_ptr_array_sort (self->rated, compare_lamps);
  g_ptr_array_sort (self->reviewed, compare_reviews);
}

/**
 * zp_summary_new:
 * @facts: (element-type ZpFormFacts): the forms
 *
 * Sums forms up.  Forms of whole departments contain their projects, so the two are never added:
 * the figures are those of the project forms where there are any.
 *
 * Returns: (transfer full): the summary, which borrows @facts
 */
ZpSummary *
zp_summary_new (GPtrArray *facts)
{
  ZpSummary *self;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (facts != NULL, NULL);

  self = g_new0 (ZpSummary, 1);
  self->kind = has_projects (facts) ? ZP_FORM_PROJECT : ZP_FORM_WHOLE;
  self->all = group_new (NULL, NULL);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->histogram = tallies_new ();
  self->levels = tallies_new ();
  self->findings = tallies_new ();
  self->deviations = g_array_new (FALSE, FALSE, sizeof (ZpSummaryDeviation));
  self->rated = g_ptr_array_new ();
  self->reviewed = g_ptr_array_new ();
  self->wholes = g_ptr_array_new ();
  for (guint i = 0; i < facts->len; i++)
    take_form (self, known, g_ptr_array_index (facts, i));
  finish (self);
  return self;
}

/** zp_summary_free: frees a summary; the facts stay. */
void
zp_summary_free (ZpSummary *self)
{
  group_free (self->all);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->histogram);
  g_array_unref (self->levels);
  g_array_unref (self->findings);
  g_array_unref (self->deviations);
  g_ptr_array_unref (self->rated);
  g_ptr_array_unref (self->reviewed);
  g_ptr_array_unref (self->wholes);
  g_free (self);
}
