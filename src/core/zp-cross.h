/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"

G_BEGIN_DECLS

/**
 * ZpTrace:
 * @hash: of a sentence, or of unit and name of an indicator
 * @address: where it stands
 * @text: of an indicator, the unit of measure of its target; "" for a sentence
 * @actual: of an indicator, what it came to; "" for a sentence
 *
 * What is looked for in other forms.  The hashes are the same in every version of the program.
 */
typedef struct
{
  gint64 hash;
  char *address;
  char *text;
  char *actual;
} ZpTrace;

/**
 * ZpOtherForm:
 * @id, @project, @unit, @year: another form
 * @has_score, @score: its self score
 * @has_budget, @budget: its budget in 万元
 * @traces: (element-type ZpTrace): those that the form that is checked has too
 *
 * What is known of another form.
 */
typedef struct
{
  char *id;
  char *project;
  char *unit;
  char *year;
  gboolean has_score;
  ZpDecimal score;
  gboolean has_budget;
  ZpDecimal budget;
  GArray *traces;
} ZpOtherForm;

GArray *zp_traces_list (const ZpForm *form, const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
ZpOtherForm *zp_other_form_new (const char *id,
                                const char *project,
                                const char *unit,
                                const char *year) G_GNUC_WARN_UNUSED_RESULT;
ZpOtherForm *zp_other_form_new_from_form (const ZpForm *form,
                                          const ZpScorecard *card) G_GNUC_WARN_UNUSED_RESULT;
void zp_other_form_add_trace (
    ZpOtherForm *self, gint64 hash, const char *address, const char *text, const char *actual);
void zp_other_form_free (ZpOtherForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpOtherForm, zp_other_form_free)

GPtrArray *zp_check_across (const ZpForm *form,
                            const ZpScorecard *card,
                            GPtrArray *others) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
