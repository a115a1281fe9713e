/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"
#include "zp-traces.h"

G_BEGIN_DECLS

/**
 * ZpOtherForm:
 * @id, @project, @unit, @department, @year: another form; @project is "" for one that is of no
 *   project
 * @has_score, @score: its self score
 * @has_budget, @budget: its budget in 万元
 * @has_executed, @executed: what it spent in 万元
 * @traces: (element-type ZpTrace): what may stand in both
 *
 * What is known of another form.
 */
typedef struct
{
  char *id;
  char *project;
  char *unit;
  char *department;
  char *year;
  gboolean has_score;
  ZpDecimal score;
  gboolean has_budget;
  ZpDecimal budget;
  gboolean has_executed;
  ZpDecimal executed;
  GArray *traces;
} ZpOtherForm;

ZpOtherForm *zp_other_form_new (const char *id,
                                const char *project,
                                const char *unit,
                                const char *department,
                                const char *year) G_GNUC_WARN_UNUSED_RESULT;
ZpOtherForm *zp_other_form_new_from_form (const ZpForm *form,
                                          const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
void zp_other_form_free (ZpOtherForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpOtherForm, zp_other_form_free)

/**
 * ZpUnitList:
 * @n_listed: how many projects the year's list names for the unit
 * @n_missing: how many of them have no form
 * @missing: (nullable): the first of them, for people to read
 * @is_surplus: it names projects, but not that of the form that is checked
 * @has_total, @total: what it says the unit has in all, in 万元
 *
 * What the year's list (年度项目清单) says of the unit of a form.
 */
typedef struct
{
  guint n_listed;
  guint n_missing;
  char *missing;
  gboolean is_surplus;
  gboolean has_total;
  ZpDecimal total;
} ZpUnitList;

void zp_unit_list_clear (ZpUnitList *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZpUnitList, zp_unit_list_clear)

/**
 * ZpAcross:
 *
 * A form that is being compared with others, one after the other.
 */
typedef struct _ZpAcross ZpAcross;

ZpAcross *zp_across_new (const ZpForm *form, const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
void zp_across_free (ZpAcross *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpAcross, zp_across_free)

gboolean zp_across_knows (const ZpAcross *self, gconstpointer data, gsize size);
void zp_across_compare (ZpAcross *self, const ZpOtherForm *other);
void zp_across_count (ZpAcross *self, const ZpOtherForm *other);
GPtrArray *zp_across_finish (ZpAcross *self, const ZpUnitList *list) G_GNUC_WARN_UNUSED_RESULT;

char *zp_across_find_place (const ZpForm *form,
                            const char *address,
                            const ZpForm *other) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_is_last_year (const ZpForm *form, const char *project, const char *unit, const char *year);
GPtrArray *zp_check_across (const ZpForm *form,
                            const ZpScorecard *card,
                            GPtrArray *others) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
