/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cross-private.h"

#include "zp-checks-private.h"
#include "zp-form-facts.h"
#include "zp-paper-words.h"

#include <string.h>

/* What only shows in all forms of a unit in a year: equal scores, projects that have no form, money
 * that does not add up. */

/* Two forms with one score are chance. */
#define FORMS_TO_COMPARE 3

/** zp_unit_list_clear: frees what @self owns. */
void
zp_unit_list_clear (ZpUnitList *self)
{
  g_clear_pointer (&self->missing, g_free);
}

/* --- counting --- */

/* A bureau and its own level are one unit where forms are concerned. */
static gboolean
is_same_unit (const char *a, const char *b)
{
  static const char *const own_level[] = { "本级", "机关" };
  const char *longer = strlen (a) > strlen (b) ? a : b;
  const char *shorter = longer == a ? b : a;

  if (g_str_equal (a, b))
    return TRUE;
  if (*shorter == '\0' || !g_str_has_prefix (longer, shorter))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (own_level); i++)
    if (g_str_equal (longer + strlen (shorter), own_level[i]))
      return TRUE;
  return FALSE;
}

static void
add_money (ZpAcrossSum *sum, gboolean there, ZpDecimal value, ZpDecimal *total)
{
  if (there && !zp_decimal_add (*total, value, total))
    sum->overflow = TRUE;
}

static void
add_form (ZpAcrossSum *sum, const ZpOtherForm *other)
{
  sum->n++;
  add_money (sum, other->has_budget, other->budget, &sum->budget);
  add_money (sum, other->has_executed, other->executed, &sum->executed);
}

static void
add_own_money (ZpAcrossSum *sum, const ZpForm *form)
{
  ZpDecimal value;

  sum->n++;
  if (zp_form_get_money (form, ZP_ROLE_BUDGET, &value))
    add_money (sum, TRUE, value, &sum->budget);
  if (zp_form_get_money (form, ZP_ROLE_EXECUTED, &value))
    add_money (sum, TRUE, value, &sum->executed);
}

/**
 * zp_across_count:
 * @self: a form
 * @other: another one; its traces are not needed
 *
 * Counts what is of the same unit or department and year.
 */
void
zp_across_count (ZpAcross *self, const ZpOtherForm *other)
{
  const char *unit = zp_form_get_field (self->form, "unit");
  const char *department = zp_form_get_field (self->form, "department");

  if (g_strcmp0 (other->id, zp_form_get_id (self->form)) == 0
      || !g_str_equal (other->year, zp_form_get_field (self->form, "year")))
    return;
  if (other->has_score && *unit != '\0' && g_str_equal (other->unit, unit))
    {
      if (zp_decimal_equal (other->score, self->card->total))
        self->n_equal_scores++;
      else
        self->scores_differ = TRUE;
    }
  if (*other->project == '\0')
    return;
  if (*unit != '\0' && is_same_unit (other->unit, unit))
    add_form (&self->sum, other);
  if (*department != '\0' && g_str_equal (other->department, department))
    add_form (&self->department, other);
}

/* --- the checks --- */

/* zp_across_check_scores: J1, every form of the unit has one score */
void
zp_across_check_scores (ZpAcross *self, const ZpUnitList *list)
{
  g_autofree char *score = NULL;
  guint n = self->n_equal_scores + 1;

  if (!self->card->has_total || self->scores_differ || n < FORMS_TO_COMPARE)
    return;
  score = zp_check_number (self->card->total);
  zp_across_report (
      self, g_strdup ("total/score"), NULL,
      g_strdup_printf (_ ("all %u forms of the unit have %s points this year"), n, score),
      g_strdup (
          _ ("A reviewer doubts such scores: check whether the projects really came out alike.")));
}

/* zp_across_check_count: J3.  No error, though the count must be right in the end: a form cannot be
 * held back because others are still missing. */
void
zp_across_check_count (ZpAcross *self, const ZpUnitList *list)
{
  if (list == NULL || zp_form_get_kind (self->form) != ZP_FORM_PROJECT)
    return;
  if (list->is_surplus)
    zp_across_report (
        self, g_strdup ("project_name"), NULL,
        g_strdup (_ ("the year's list of projects does not name this one")),
        g_strdup (_ ("Check the name and the unit, or put the project on the list.")));
  if (list->n_missing == 0 || !zp_across_begin (self, "J3", ZP_SEVERITY_HINT))
    return;
  zp_across_report (
      self, g_strdup ("project_name"), NULL,
      g_strdup_printf (
          _ ("%u of the %u projects that the year's list names for the unit have no form: %s"),
          list->n_missing, list->n_listed, list->missing),
      g_strdup (_ ("Fill their forms in, or take the projects off the list.")));
}

static gboolean
is_complete (const ZpUnitList *list)
{
  return list != NULL && list->n_listed > 0 && list->n_missing == 0;
}

/* Less is only wrong when no form is missing, which nobody knows without a list. */
static gboolean
begin_difference (ZpAcross *self, ZpDecimal sum, ZpDecimal total, const ZpUnitList *list)
{
  gboolean certain = is_complete (list) || zp_decimal_compare (sum, total) > 0;

  return zp_check_differs (sum, total)
         && zp_across_begin (self, "J4", certain ? ZP_SEVERITY_WARNING : ZP_SEVERITY_HINT);
}

/* What stands at @address, in 万元; a sum where nothing was typed. */
static gboolean
read_amount (const ZpForm *form, const char *address, ZpDecimal *out_value)
{
  ZpTemplate *template_ = zp_form_get_template (form);
  const ZpColumnSpec *column = zp_template_find_field (template_, address);
  ZpDecimal value;
  ZpAddress a;

  if (column != NULL)
    {
      if (!zp_amount_parse (zp_form_get_field (form, address), column->unit_factor, &value, NULL,
                            NULL))
        return FALSE;
    }
  else
    {
      const ZpTableSpec *table;

      if (!zp_address_parse (address, &a) || a.table == NULL)
        return FALSE;
      table = zp_template_find_table (template_, a.table);
      column = zp_table_spec_find_column (table, a.key);
      if (!zp_form_get_amount (form, table, a.row, column, &value))
        return FALSE;
    }
  return zp_decimal_mul_div (value, ZP_DECIMAL_INT (column->unit_factor), ZP_DECIMAL_INT (10000),
                             ZP_DECIMAL_PLACES, ZP_ROUND_HALF_UP, out_value);
}

/* The form of a department or unit says what its projects have. */
static void
check_whole (ZpAcross *self, const char *address, ZpRole role, const ZpUnitList *list)
{
  ZpAcrossSum *sums[] = { &self->sum, &self->department };
  const ZpAcrossSum *nearest = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  ZpDecimal total, sum = ZP_DECIMAL_ZERO;

  if (address == NULL || !read_amount (self->form, address, &total))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      ZpDecimal this_sum = role == ZP_ROLE_BUDGET ? sums[i]->budget : sums[i]->executed;

      if (sums[i]->n == 0 || sums[i]->overflow)
        continue;
      if (!zp_check_differs (this_sum, total))
        return;
      if (nearest == NULL || sums[i]->n > nearest->n)
        {
          nearest = sums[i];
          sum = this_sum;
        }
    }
  if (nearest == NULL || !begin_difference (self, sum, total, list))
    return;
  ours = zp_check_number (total);
  theirs = zp_check_number (sum);
  zp_across_report (
      self, g_strdup (address), NULL,
      g_strdup_printf (_ ("the projects have %s万元 here, their %u forms add up to %s万元"), ours,
                       nearest->n, theirs),
      g_strdup (_ ("Check which form is wrong or missing.")));
}

static void
check_project (ZpAcross *self, const ZpUnitList *list)
{
  const ZpExecutionSpec *execution = zp_template_get_execution (self->card->template_);
  const ZpRow *row = zp_form_get_execution_row (self->form);
  ZpAcrossSum sum = self->sum;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (list == NULL || !list->has_total || execution->columns == NULL || row == NULL)
    return;
  add_own_money (&sum, self->form);
  if (sum.overflow || (!is_complete (list) && zp_decimal_compare (sum.budget, list->total) <= 0)
      || !begin_difference (self, sum.budget, list->total, list))
    return;
  ours = zp_check_number (sum.budget);
  theirs = zp_check_number (list->total);
  zp_across_report (
      self,
      zp_check_cell (execution->table, zp_row_get_id (row),
                     execution->columns->roles[ZP_ROLE_BUDGET]->key),
      NULL,
      g_strdup_printf (_ ("the %u forms of the unit add up to %s万元, the year's list says %s万元"),
                       sum.n, ours, theirs),
      g_strdup (_ ("Check the budgets of the forms, and the total in the list.")));
}

/* zp_across_check_sums: J4, the money of the projects beside that of the whole */
void
zp_across_check_sums (ZpAcross *self, const ZpUnitList *list)
{
  const ZpProjectsSpec *projects = zp_template_get_projects (self->card->template_);

  if (zp_form_get_kind (self->form) == ZP_FORM_PROJECT)
    check_project (self, list);
  check_whole (self, projects->budget, ZP_ROLE_BUDGET, list);
  check_whole (self, projects->executed, ZP_ROLE_EXECUTED, list);
}
