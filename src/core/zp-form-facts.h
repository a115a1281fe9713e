/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"
#include "zp-lamp.h"

G_BEGIN_DECLS

/**
 * ZpFormKind:
 * @ZP_FORM_PROJECT: the form of one project; it has a project name
 * @ZP_FORM_WHOLE: the form of a whole department or unit (整体支出), which contains its projects
 * @ZP_FORM_DOCUMENT: words about other forms (摘要版); it has no scores of its own
 *
 * What a form speaks of.  Money of different kinds is never added up.
 */
typedef enum
{
  ZP_FORM_PROJECT,
  ZP_FORM_WHOLE,
  ZP_FORM_DOCUMENT,
} ZpFormKind;

/**
 * ZpOptional:
 * @there: whether there is a value
 * @value: the value
 */
typedef struct
{
  gboolean there;
  ZpDecimal value;
} ZpOptional;

/**
 * ZpFactLevel:
 * @name: the level 1; a canonical string
 * @weight, @score: the sums of its rows, over all goals
 */
typedef struct
{
  const char *name;
  ZpDecimal weight;
  ZpDecimal score;
} ZpFactLevel;

/**
 * ZpFactDeviation:
 * @address: the row
 * @level3, @target, @actual: what it is about
 * @ratio: 完成率: actual ÷ target in percent, where both are numbers
 * @lost: points it lost
 * @reason: what the form says why, or ""
 *
 * An indicator that came out otherwise than planned, or lost points.
 */
typedef struct
{
  char *address;
  char *level3;
  char *target;
  char *actual;
  ZpOptional ratio;
  ZpDecimal lost;
  char *reason;
} ZpFactDeviation;

/**
 * ZpFactFindings:
 * @check: the check; a canonical string
 * @severity: the worst of them
 * @n: how many the form has
 */
typedef struct
{
  const char *check;
  ZpSeverity severity;
  guint n;
} ZpFactFindings;

/**
 * ZpFormFacts:
 * @id, @project, @year, @department, @unit: of the form; @project is the title of forms without one
 * @template_title: the official name of the form
 * @kind: what it speaks of
 * @state: how far its review is
 * @initial, @budget, @executed: money in 万元
 * @rate: execution rate in percent, as printed
 * @share: 指标得分率 in percent
 * @lamp: the rate against the share
 * @score, @weight: the total and the points there are
 * @grade: (nullable): its grade word, a canonical string; @grade_from the least total that has it
 * @review: the review score, once somebody reviewed
 * @levels: (element-type ZpFactLevel)
 * @deviations: (element-type ZpFactDeviation)
 * @findings: (element-type ZpFactFindings)
 *
 * What a summary needs to know of a form: small, and made in any thread.
 */
typedef struct
{
  char *id;
  char *project;
  char *year;
  char *department;
  char *unit;
  char *template_title;
  ZpFormKind kind;
  ZpFormState state;
  ZpOptional initial;
  ZpOptional budget;
  ZpOptional executed;
  ZpOptional rate;
  ZpOptional share;
  ZpLamp lamp;
  ZpOptional score;
  ZpDecimal weight;
  const char *grade;
  ZpDecimal grade_from;
  ZpOptional review;
  GArray *levels;
  GArray *deviations;
  GArray *findings;
} ZpFormFacts;

ZpFormKind zp_form_get_kind (const ZpForm *form);
gboolean zp_form_get_money (const ZpForm *form, ZpRole role, ZpDecimal *out_value);

ZpFormFacts *zp_form_facts_new (const ZpForm *form,
                                const ZpScorecard *card,
                                GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;
ZpFormFacts *zp_form_facts_gather (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
void zp_form_facts_free (ZpFormFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpFormFacts, zp_form_facts_free)
guint zp_form_facts_count (const ZpFormFacts *self, ZpSeverity severity);

G_END_DECLS
