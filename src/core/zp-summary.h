/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form-facts.h"

G_BEGIN_DECLS

/**
 * ZpSum:
 * @value: the sum
 * @n: how many values it has
 * @overflow: it is out of range, and @value means nothing
 */
typedef struct
{
  ZpDecimal value;
  guint n;
  gboolean overflow;
} ZpSum;

gboolean zp_sum_is_known (const ZpSum *self);

/**
 * ZpTally:
 * @name: what is counted; a canonical string
 * @from, @to: for an interval, its edges: @from belongs to it
 * @severity: of findings, the worst
 * @n: how often
 * @forms: (element-type ZpFormFacts): the forms it concerns, each once
 * @weight, @score: of a level, the sums over @forms
 * @share: of a level, @score ÷ @weight in percent
 *
 * Something that is counted: forms of a grade or with a score in an interval, findings of a check,
 * points of a level.
 */
typedef struct
{
  const char *name;
  ZpDecimal from;
  ZpDecimal to;
  ZpSeverity severity;
  guint n;
  GPtrArray *forms;
  ZpSum weight;
  ZpSum score;
  ZpOptional share;
} ZpTally;

/**
 * ZpSummaryGroup:
 * @year, @unit: (nullable): whose forms they are; %NULL for the group of all
 * @forms: (element-type ZpFormFacts): the forms that are summed up, all of one kind
 * @initial, @budget, @executed: money in 万元
 * @rated_budget, @rated_executed: the same of the forms that name both
 * @rate: 加权执行率: @rated_executed ÷ @rated_budget in percent, half-up to two places
 * @score: total scores
 * @average: @score ÷ its number, half-up to two places
 * @lowest, @highest, @median: of the scores
 * @grades: (element-type ZpTally): best first; forms without a score belong to none
 * @self, @review: scores of the reviewed forms, by themselves and by the reviewer
 * @average_self, @average_review: their averages, half-up to two places
 * @errors, @warnings: findings
 *
 * What some forms come to.
 */
typedef struct
{
  const char *year;
  const char *unit;
  GPtrArray *forms;
  ZpSum initial;
  ZpSum budget;
  ZpSum executed;
  ZpSum rated_budget;
  ZpSum rated_executed;
  ZpOptional rate;
  ZpSum score;
  ZpOptional average;
  ZpOptional lowest;
  ZpOptional median;
  ZpOptional highest;
  GArray *grades;
  ZpSum self;
  ZpSum review;
  ZpOptional average_self;
  ZpOptional average_review;
  guint errors;
  guint warnings;
} ZpSummaryGroup;

/**
 * ZpSummaryDeviation:
 * @form: the form
 * @deviation: an indicator of it
 */
typedef struct
{
  const ZpFormFacts *form;
  const ZpFactDeviation *deviation;
} ZpSummaryDeviation;

/**
 * ZpSummary:
 * @kind: the kind of form that is summed up: projects where there are any, else whole departments
 * @all: what all of them come to
 * @groups: (element-type ZpSummaryGroup): by year and unit, in the order of their names
 * @histogram: (element-type ZpTally): scores in intervals of ten, from the lowest that occurs to
 * 100
 * @levels: (element-type ZpTally): by level 1, in the order of appearance
 * @findings: (element-type ZpTally): by check, the most frequent first
 * @deviations: (element-type ZpSummaryDeviation): those that lost most points first, then the
 * farthest from the target
 * @rated: (element-type ZpFormFacts): forms with execution rate and scores, red lamps first
 * @reviewed: (element-type ZpFormFacts): reviewed forms, the largest difference first
 * @wholes: (element-type ZpFormFacts): forms of whole departments, where @kind is projects
 * @n_documents: documents, which are not summed up
 *
 * What the forms of a department come to in a year.  Immutable; the facts must outlive it.
 */
typedef struct
{
  ZpFormKind kind;
  ZpSummaryGroup *all;
  GPtrArray *groups;
  GArray *histogram;
  GArray *levels;
  GArray *findings;
  GArray *deviations;
  GPtrArray *rated;
  GPtrArray *reviewed;
  GPtrArray *wholes;
  guint n_documents;
} ZpSummary;

ZpSummary *zp_summary_new (GPtrArray *facts) G_GNUC_WARN_UNUSED_RESULT;
void zp_summary_free (ZpSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpSummary, zp_summary_free)

/* How the numbers came about, in the user's language */
char *zp_summary_word_rate (const ZpSummaryGroup *group) G_GNUC_WARN_UNUSED_RESULT;
char *zp_summary_word_average (const ZpSummaryGroup *group) G_GNUC_WARN_UNUSED_RESULT;
char *zp_summary_word_money (const ZpSummaryGroup *group,
                             const ZpSum *sum) G_GNUC_WARN_UNUSED_RESULT;
char *zp_summary_word_level (const ZpTally *level) G_GNUC_WARN_UNUSED_RESULT;
char *zp_summary_word_review (const ZpSummaryGroup *group) G_GNUC_WARN_UNUSED_RESULT;
char *zp_summary_word_forms (const ZpSummary *self) G_GNUC_WARN_UNUSED_RESULT;
char *zp_summary_make_title (GPtrArray *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
