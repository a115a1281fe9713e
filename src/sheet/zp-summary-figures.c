/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-summary-figures.h"

#include "zp-check-titles.h"
#include "zp-paper-words.h"

/* The tables of the overview; each is drawn as its kind says. */

static const char *const lamp_words[ZP_N_FIGURE_MARKS]
    = { NULL, N_ ("Green"), N_ ("Yellow"), N_ ("Red") };

static void
add_form (ZpFigureRow *row, const ZpFormFacts *form)
{
  g_ptr_array_add (row->forms, g_strdup (form->id));
}

static void
add_forms (ZpFigureRow *row, GPtrArray *forms)
{
  for (guint i = 0; i < forms->len; i++)
    add_form (row, g_ptr_array_index (forms, i));
}

static void
set_optional (ZpFigure *figure, ZpFigureRow *row, guint column, const ZpOptional *value)
{
  if (value->there)
    zp_figure_set_number (figure, row, column, value->value);
}

static void
set_sum (ZpFigure *figure, ZpFigureRow *row, guint column, const ZpSum *sum)
{
  if (zp_sum_is_known (sum))
    zp_figure_set_number (figure, row, column, sum->value);
}

static void
set_count (ZpFigure *figure, ZpFigureRow *row, guint column, guint n)
{
  zp_figure_set_number (figure, row, column, ZP_DECIMAL_INT (n));
}

/** zp_summary_state_word: how far the review of a form is. */
const char *
zp_summary_state_word (ZpFormState state)
{
  switch (state)
    {
    case ZP_FORM_STATE_SUBMITTED:
      return _ ("Submitted");
    case ZP_FORM_STATE_RETURNED:
      return _ ("Returned");
    case ZP_FORM_STATE_APPROVED:
      return _ ("Approved");
    case ZP_FORM_STATE_DRAFT:
    default:
      return _ ("Draft");
    }
}

/* --- key figures --- */

/* Takes @value and @explanation; nothing is added without a value. */
static void
add_key_figure (ZpFigure *figure, const char *name, char *value, char *explanation)
{
  ZpFigureRow *row;

  if (value != NULL)
    {
      row = zp_figure_add_row (figure, name);
      zp_figure_set_text (figure, row, 1, value);
      if (explanation != NULL)
        zp_figure_set_text (figure, row, 2, explanation);
    }
  g_free (value);
  g_free (explanation);
}

static char *
word_money (const ZpSum *sum)
{
  g_autofree char *number = zp_decimal_format_grouped (sum->value, 2, ZP_DECIMAL_PLACES);

  return zp_sum_is_known (sum) ? g_strdup_printf ("%s 万元", number) : NULL;
}

static char *
word_number (const ZpOptional *value, const char *unit)
{
  g_autofree char *number = zp_decimal_format_grouped (value->value, *unit != '\0' ? 2 : 0, 2);

  return value->there ? g_strconcat (number, unit, NULL) : NULL;
}

static char *
word_spread (const ZpSummaryGroup *group)
{
  g_autofree char *lowest = word_number (&group->lowest, "");
  g_autofree char *median = word_number (&group->median, "");
  g_autofree char *highest = word_number (&group->highest, "");

  return median != NULL ? g_strdup_printf ("%s – %s – %s", lowest, median, highest) : NULL;
}

static void
add_lamps (ZpFigure *figure, const ZpSummary *summary)
{
  guint n[ZP_N_FIGURE_MARKS] = { 0 };

  if (summary->rated->len == 0)
    return;
  for (guint i = 0; i < summary->rated->len; i++)
    n[((const ZpFormFacts *) g_ptr_array_index (summary->rated, i))->lamp]++;
  add_key_figure (
      figure, _ ("Red · Yellow · Green"),
      g_strdup_printf ("%u · %u · %u", n[ZP_LAMP_RED], n[ZP_LAMP_YELLOW], n[ZP_LAMP_GREEN]),
      g_strdup (
          _ ("red: (share of points − execution rate) ÷ share above 5%; yellow: more than 20% "
             "unspent, or no budget")));
}

static ZpFigure *
make_key_figures (const ZpSummary *summary)
{
  const ZpSummaryGroup *all = summary->all;
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_TABLE, ZP_FIGURE_KEY_FIGURES, _ ("Key Figures"));

  zp_figure_add_column (figure, _ ("Figure"), 12);
  zp_figure_add_column (figure, _ ("Value"), 14);
  zp_figure_add_column (figure, _ ("How It Came About"), 40);
  add_key_figure (figure, _ ("Forms"), g_strdup_printf ("%u", all->forms->len),
                  zp_summary_word_forms (summary));
  add_key_figure (figure, _ ("Initial Budget"), word_money (&all->initial),
                  zp_summary_word_money (all, &all->initial));
  add_key_figure (figure, _ ("Adjusted Budget"), word_money (&all->budget),
                  zp_summary_word_money (all, &all->budget));
  add_key_figure (figure, _ ("Executed"), word_money (&all->executed),
                  zp_summary_word_money (all, &all->executed));
  add_key_figure (figure, _ ("Weighted Execution Rate"), word_number (&all->rate, "%"),
                  zp_summary_word_rate (all));
  add_key_figure (figure, _ ("Average Score"), word_number (&all->average, ""),
                  zp_summary_word_average (all));
  add_key_figure (
      figure, _ ("Lowest – Median – Highest"), word_spread (all),
      g_strdup (
          _ ("of the total scores in order; of an even number the mean of the two in the middle")));
  add_lamps (figure, summary);
  add_key_figure (figure, _ ("Average Review Score"), word_number (&all->average_review, ""),
                  zp_summary_word_review (all));
  add_key_figure (figure, _ ("Errors · Warnings"),
                  g_strdup_printf ("%u · %u", all->errors, all->warnings),
                  g_strdup (_ ("findings of the built-in checks in the forms that are counted")));
  return figure;
}

/* --- distributions --- */

static void
set_share (ZpFigure *figure, ZpFigureRow *row, guint column, guint n, guint of)
{
  ZpDecimal share;

  if (of > 0
      && zp_decimal_mul_div (ZP_DECIMAL_INT (n), ZP_DECIMAL_INT (100), ZP_DECIMAL_INT (of), 2,
                             ZP_ROUND_HALF_UP, &share))
    zp_figure_set_number (figure, row, column, share);
}

static ZpFigure *
make_grades (const ZpSummary *summary)
{
  const ZpSummaryGroup *all = summary->all;
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_COLUMNS, "grades", _ ("Grades"));

  figure->note = g_strdup (_ ("number of forms by the grade of their total score"));
  figure->parts = TRUE;
  zp_figure_add_column (figure, _ ("Grade"), 6);
  zp_figure_add_numbers (figure, _ ("Forms"), 0, 0, FALSE);
  zp_figure_add_numbers (figure, _ ("Share"), 2, 2, TRUE);
  zp_figure_draw_columns (figure, 1, 1);
  for (guint i = 0; i < all->grades->len; i++)
    {
      const ZpTally *tally = &g_array_index (all->grades, ZpTally, i);
      ZpFigureRow *row = zp_figure_add_row (figure, tally->name);

      set_count (figure, row, 1, tally->n);
      set_share (figure, row, 2, tally->n, all->score.n);
      add_forms (row, tally->forms);
    }
  return figure;
}

static ZpFigure *
make_histogram (const ZpSummary *summary)
{
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_COLUMNS, "scores", _ ("Scores"));

  figure->note = g_strdup (
      _ ("number of forms by total score; the lower edge belongs to an interval, 100 to the last"));
  zp_figure_add_column (figure, _ ("Score"), 8);
  zp_figure_add_numbers (figure, _ ("Forms"), 0, 0, FALSE);
  zp_figure_add_numbers (figure, _ ("Share"), 2, 2, TRUE);
  zp_figure_draw_columns (figure, 1, 1);
  for (guint i = 0; i < summary->histogram->len; i++)
    {
      const ZpTally *tally = &g_array_index (summary->histogram, ZpTally, i);
      g_autofree char *from = zp_decimal_to_string (tally->from);
      g_autofree char *to = zp_decimal_to_string (tally->to);
      g_autofree char *name = g_strdup_printf ("%s–%s", from, to);
      ZpFigureRow *row = zp_figure_add_row (figure, name);

      set_count (figure, row, 1, tally->n);
      set_share (figure, row, 2, tally->n, summary->all->score.n);
      add_forms (row, tally->forms);
    }
  return figure;
}

static ZpFigure *
make_levels (const ZpSummary *summary)
{
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_BARS, "levels", _ ("Points by Level 1"));

  figure->note = g_strdup (_ ("points reached ÷ weight, added over all forms"));
  zp_figure_add_column (figure, _ ("Level 1"), 10);
  zp_figure_add_numbers (figure, _ ("Share"), 2, 2, TRUE);
  zp_figure_add_numbers (figure, _ ("Points"), 0, 2, FALSE);
  zp_figure_add_numbers (figure, _ ("Weight"), 0, 2, FALSE);
  zp_figure_add_numbers (figure, _ ("Forms"), 0, 0, FALSE);
  zp_figure_draw_columns (figure, 1, 1);
  for (guint i = 0; i < summary->levels->len; i++)
    {
      const ZpTally *tally = &g_array_index (summary->levels, ZpTally, i);
      ZpFigureRow *row = zp_figure_add_row (figure, tally->name);

      set_optional (figure, row, 1, &tally->share);
      set_sum (figure, row, 2, &tally->score);
      set_sum (figure, row, 3, &tally->weight);
      set_count (figure, row, 4, tally->forms->len);
      row->explanation = zp_summary_word_level (tally);
      add_forms (row, tally->forms);
    }
  return figure;
}

/* --- forms --- */

static ZpFigure *
make_execution (const ZpSummary *summary)
{
  ZpFigure *figure
      = zp_figure_new (ZP_FIGURE_SCATTER, "execution", _ ("Execution Rate and Points"));

  figure->note = g_strdup (
      _ ("share of points: points ÷ weight of the indicators, without the execution score. Red, "
         "left of the dashed line: (share − rate) ÷ share is above 5%; yellow: more than 20% "
         "unspent, or no budget"));
  figure->line = ZP_FIGURE_LAMP_LINE;
  figure->marks = lamp_words;
  zp_figure_add_column (figure, _ ("Project"), 24);
  zp_figure_add_numbers (figure, _ ("Execution Rate"), 2, 2, TRUE);
  zp_figure_add_numbers (figure, _ ("Share of Points"), 2, 2, TRUE);
  zp_figure_add_numbers (figure, _ ("Total Score"), 0, 2, FALSE);
  zp_figure_add_column (figure, _ ("Lamp"), 5);
  zp_figure_draw_columns (figure, 1, 2);
  for (guint i = 0; i < summary->rated->len; i++)
    {
      const ZpFormFacts *form = g_ptr_array_index (summary->rated, i);
      ZpFigureRow *row = zp_figure_add_row (figure, form->project);

      set_optional (figure, row, 1, &form->rate);
      set_optional (figure, row, 2, &form->share);
      set_optional (figure, row, 3, &form->score);
      zp_figure_set_text (figure, row, 4,
                          form->lamp != ZP_LAMP_NONE ? _ (lamp_words[form->lamp]) : "");
      row->mark = (ZpFigureMark) form->lamp;
      add_form (row, form);
    }
  return figure;
}

static int
compare_budgets (gconstpointer a, gconstpointer b)
{
  const ZpSummaryGroup *one = *(const ZpSummaryGroup *const *) a;
  const ZpSummaryGroup *other = *(const ZpSummaryGroup *const *) b;

  return zp_decimal_compare (other->budget.value, one->budget.value);
}

static char *
word_grades (const ZpSummaryGroup *group)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < group->grades->len; i++)
    {
      const ZpTally *tally = &g_array_index (group->grades, ZpTally, i);

      g_string_append_printf (text, "%s%s %u", text->len > 0 ? " · " : "", tally->name, tally->n);
    }
  return g_string_free (text, FALSE);
}

static gboolean
several_years (const ZpSummary *summary)
{
  for (guint i = 1; i < summary->groups->len; i++)
    if (!g_str_equal (((ZpSummaryGroup *) g_ptr_array_index (summary->groups, i))->year,
                      ((ZpSummaryGroup *) g_ptr_array_index (summary->groups, 0))->year))
      return TRUE;
  return FALSE;
}

static void
add_group (ZpFigure *figure, const ZpSummaryGroup *group, gboolean with_year)
{
  const char *unit = *group->unit != '\0' ? group->unit : _ ("No unit named");
  g_autofree char *name
      = with_year ? g_strdup_printf ("%s %s", group->year, unit) : g_strdup (unit);
  g_autofree char *grades = word_grades (group);
  ZpFigureRow *row = zp_figure_add_row (figure, name);

  set_sum (figure, row, 1, &group->budget);
  set_sum (figure, row, 2, &group->executed);
  set_optional (figure, row, 3, &group->rate);
  set_count (figure, row, 4, group->forms->len);
  set_optional (figure, row, 5, &group->average);
  zp_figure_set_text (figure, row, 6, grades);
  row->explanation = zp_summary_word_rate (group);
  add_forms (row, group->forms);
}

static ZpFigure *
make_units (const ZpSummary *summary)
{
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_BARS, "units", _ ("Money by Unit"));
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (summary->groups, NULL, NULL);
  gboolean with_year = several_years (summary);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_budgets);
  figure->note = g_strdup (
      _ ("in 万元; the rate is the sum executed ÷ the sum budgeted of the forms that name both"));
  zp_figure_add_column (figure, _ ("Unit"), 16);
  zp_figure_add_numbers (figure, _ ("Adjusted Budget"), 2, 6, FALSE);
  zp_figure_add_numbers (figure, _ ("Executed"), 2, 6, FALSE);
  zp_figure_add_numbers (figure, _ ("Execution Rate"), 2, 2, TRUE);
  zp_figure_add_numbers (figure, _ ("Forms"), 0, 0, FALSE);
  zp_figure_add_numbers (figure, _ ("Average Score"), 0, 2, FALSE);
  zp_figure_add_column (figure, _ ("Grades"), 12);
  zp_figure_draw_columns (figure, 1, 2);
  for (guint i = 0; i < sorted->len; i++)
    add_group (figure, g_ptr_array_index (sorted, i), with_year);
  return figure;
}

static ZpFigure *
make_findings (const ZpSummary *summary)
{
  static const char *const severities[] = { N_ ("Error"), N_ ("Warning"), N_ ("Hint") };
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_BARS, "findings", _ ("Findings by Kind"));

  figure->note = g_strdup (_ ("what the built-in checks object to, the most frequent first"));
  zp_figure_add_column (figure, _ ("Finding"), 16);
  zp_figure_add_numbers (figure, _ ("Times"), 0, 0, FALSE);
  zp_figure_add_numbers (figure, _ ("Forms"), 0, 0, FALSE);
  zp_figure_add_column (figure, _ ("Severity"), 5);
  zp_figure_draw_columns (figure, 1, 1);
  for (guint i = 0; i < summary->findings->len; i++)
    {
      const ZpTally *tally = &g_array_index (summary->findings, ZpTally, i);
      g_autofree char *name
          = g_strdup_printf ("%s %s", tally->name, zp_check_get_title (tally->name));
      ZpFigureRow *row = zp_figure_add_row (figure, name);

      set_count (figure, row, 1, tally->n);
      set_count (figure, row, 2, tally->forms->len);
      zp_figure_set_text (figure, row, 3, _ (severities[tally->severity]));
      add_forms (row, tally->forms);
    }
  return figure;
}

static ZpFigure *
make_deviations (const ZpSummary *summary)
{
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_TABLE, "deviations", _ ("Largest Deviations"));

  figure->note
      = summary->deviations->len > ZP_SUMMARY_MAX_DEVIATIONS
            ? g_strdup_printf (
                _ ("the %u indicators, of %u, that lost most points, then those farthest from "
                   "their target"),
                ZP_SUMMARY_MAX_DEVIATIONS, summary->deviations->len)
            : g_strdup (_ (
                "indicators that lost most points first, then those farthest from their target"));
  zp_figure_add_column (figure, _ ("Indicator"), 16);
  zp_figure_add_column (figure, _ ("Project"), 18);
  zp_figure_add_column (figure, _ ("Target"), 8);
  zp_figure_add_column (figure, _ ("Actual"), 8);
  zp_figure_add_numbers (figure, _ ("Reached"), 2, 2, TRUE);
  zp_figure_add_numbers (figure, _ ("Points Lost"), 0, 2, FALSE);
  zp_figure_add_column (figure, _ ("Reason"), 28);
  for (guint i = 0; i < MIN (summary->deviations->len, ZP_SUMMARY_MAX_DEVIATIONS); i++)
    {
      const ZpSummaryDeviation *deviation
          = &g_array_index (summary->deviations, ZpSummaryDeviation, i);
      ZpFigureRow *row = zp_figure_add_row (figure, deviation->deviation->level3);

      zp_figure_set_text (figure, row, 1, deviation->form->project);
      zp_figure_set_text (figure, row, 2, deviation->deviation->target);
      zp_figure_set_text (figure, row, 3, deviation->deviation->actual);
      set_optional (figure, row, 4, &deviation->deviation->ratio);
      zp_figure_set_number (figure, row, 5, deviation->deviation->lost);
      zp_figure_set_text (figure, row, 6, deviation->deviation->reason);
      add_form (row, deviation->form);
    }
  return figure;
}

static ZpFigure *
make_reviews (const ZpSummary *summary)
{
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_SCATTER, "reviews", _ ("Self and Review Score"));

  figure->note = zp_summary_word_review (summary->all);
  figure->line = ZP_FIGURE_EQUAL_LINE;
  zp_figure_add_column (figure, _ ("Project"), 24);
  zp_figure_add_numbers (figure, _ ("Self Score"), 0, 2, FALSE);
  zp_figure_add_numbers (figure, _ ("Review Score"), 0, 2, FALSE);
  zp_figure_add_numbers (figure, _ ("Difference"), 0, 2, FALSE);
  zp_figure_draw_columns (figure, 1, 2);
  for (guint i = 0; i < summary->reviewed->len; i++)
    {
      const ZpFormFacts *form = g_ptr_array_index (summary->reviewed, i);
      ZpFigureRow *row = zp_figure_add_row (figure, form->project);
      ZpDecimal difference;

      set_optional (figure, row, 1, &form->score);
      set_optional (figure, row, 2, &form->review);
      if (zp_decimal_sub (form->review.value, form->score.value, &difference))
        zp_figure_set_number (figure, row, 3, difference);
      add_form (row, form);
    }
  return figure;
}

static ZpFigure *
make_wholes (const ZpSummary *summary)
{
  ZpFigure *figure = zp_figure_new (ZP_FIGURE_TABLE, "wholes", _ ("Whole Departments and Units"));

  figure->note = g_strdup (_ ("their money contains that of the projects and is not added to it"));
  zp_figure_add_column (figure, _ ("Department or Unit"), 20);
  zp_figure_add_numbers (figure, _ ("Adjusted Budget"), 2, 6, FALSE);
  zp_figure_add_numbers (figure, _ ("Executed"), 2, 6, FALSE);
  zp_figure_add_numbers (figure, _ ("Execution Rate"), 2, 2, TRUE);
  zp_figure_add_numbers (figure, _ ("Total Score"), 0, 2, FALSE);
  zp_figure_add_column (figure, _ ("Grade"), 5);
  for (guint i = 0; i < summary->wholes->len; i++)
    {
      const ZpFormFacts *form = g_ptr_array_index (summary->wholes, i);
      ZpFigureRow *row
          = zp_figure_add_row (figure, *form->unit != '\0' ? form->unit : form->department);

      set_optional (figure, row, 1, &form->budget);
      set_optional (figure, row, 2, &form->executed);
      set_optional (figure, row, 3, &form->rate);
      set_optional (figure, row, 4, &form->score);
      zp_figure_set_text (figure, row, 5, form->grade != NULL ? form->grade : "");
      add_form (row, form);
    }
  return figure;
}

/**
 * zp_summary_make_figures:
 * @summary: a summary
 *
 * The figures of the overview in the user's language, always the same ones in the same order, the
 * key figures first.  Those about which the forms say nothing have no rows.
 *
 * Returns: (transfer full) (element-type ZpFigure): the figures
 */
GPtrArray *
zp_summary_make_figures (const ZpSummary *summary)
{
  /* Drawings of about the same height stand beside each other. */
  static ZpFigure *(*const makers[]) (const ZpSummary *) = {
    make_key_figures, make_grades, make_histogram, make_execution,  make_findings,
    make_levels,      make_units,  make_reviews,   make_deviations, make_wholes,
  };
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_figure_free);

  g_return_val_if_fail (summary != NULL, figures);

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    g_ptr_array_add (figures, makers[i](summary));
  return figures;
}
