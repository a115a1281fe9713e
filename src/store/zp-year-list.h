/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-store.h"

G_BEGIN_DECLS

/**
 * ZpYearLine:
 * @year: the year that it is about
 * @unit: the unit, "" for any
 * @project: the project, "" for a line about the unit or the year as a whole
 * @budget_micro: millionths of 万元, G_MININT64 when it is not known; without a project the total
 * @due: the day on which the form must be handed in, "2021-03-31", or ""
 * @budget_text: the budget as it was typed, whether or not it is understood; "" for the usual writing
 * @due_text: the day, likewise
 * @draft: neither a unit nor a project is named yet; it is kept and counts for nothing
 *
 * A line of the year's list (年度项目清单).
 */
typedef struct
{
  char *year;
  char *unit;
  char *project;
  gint64 budget_micro;
  char *due;
  char *budget_text;
  char *due_text;
  gboolean draft;
} ZpYearLine;

ZpYearLine *zp_year_line_new (const char *year,
                              const char *unit,
                              const char *project,
                              gint64 budget_micro,
                              const char *due) G_GNUC_WARN_UNUSED_RESULT;
void zp_year_line_set_texts (ZpYearLine *line, const char *budget, const char *due);
gboolean zp_year_lines_equal (GPtrArray *a, GPtrArray *b);
void zp_year_line_free (ZpYearLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpYearLine, zp_year_line_free)

GPtrArray *zp_store_list_year_lines (ZpStore *self,
                                     const char *year,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_store_put_year_lines (ZpStore *self, const char *year, GPtrArray *lines, GError **error);

/**
 * ZpYearUnit:
 * @unit: what the forms call it, or the list when there is none
 * @n_expected: how many projects the list names
 * @n_missing: how many of them have no form
 * @n_forms: how many forms there are
 * @n_surplus: how many of them the list does not name, though it names some of the unit
 * @total_micro: the total of the unit by the list, G_MININT64 when it says none
 * @listed_micro: sum of the listed projects, likewise
 * @forms_micro: sum of the budgets of the forms, likewise
 *
 * What a unit should have handed in, and what is there.
 */
typedef struct
{
  char *year;
  char *unit;
  guint n_expected;
  guint n_missing;
  guint n_forms;
  guint n_surplus;
  gint64 total_micro;
  gint64 listed_micro;
  gint64 forms_micro;
} ZpYearUnit;

/**
 * ZpYearList:
 *
 * The lines of one or several years laid beside the forms.  Immutable and reference counted.
 */
typedef struct _ZpYearList ZpYearList;

gboolean zp_year_list_is_same_unit (const char *a, const char *b);
ZpYearList *zp_year_list_new (GPtrArray *lines, GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;
void zp_year_list_unref (ZpYearList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpYearList, zp_year_list_unref)

GPtrArray *zp_year_list_get_lines (const ZpYearList *self);
const char *zp_year_list_get_form (const ZpYearList *self, const ZpYearLine *line);
const ZpYearLine *zp_year_list_get_line (const ZpYearList *self, const char *id);
const char *zp_year_list_get_due (const ZpYearList *self, const ZpStoreRecord *record);
gboolean zp_year_list_is_surplus (const ZpYearList *self, const ZpStoreRecord *record);
GPtrArray *zp_year_list_get_units (const ZpYearList *self);

G_END_DECLS
