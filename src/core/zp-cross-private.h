/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-cross.h"

G_BEGIN_DECLS

/* One bit for each of 65,536 kinds of hashes. */
#define ZP_ACROSS_FILTER 2048

/*
 * ZpAcrossSum:
 * @n: how many forms of projects were added up
 * @budget, @executed: in 万元
 * @overflow: the sums mean nothing
 */
typedef struct
{
  guint n;
  ZpDecimal budget;
  ZpDecimal executed;
  gboolean overflow;
} ZpAcrossSum;

/*
 * ZpAcross:
 * @traces: what is looked for
 * @by_hash: hash → its first trace; they are borrowed
 * @filter: bits of the hashes: nearly all of what others have is not even looked up
 * @n_rows: how many rows the form has that could be copied
 * @told: addresses of which something was found already, and “B8” when that was
 * @n_equal_scores: forms of the unit and year with the same score
 * @scores_differ: one of them has another
 * @sum: forms of projects of the unit and year; @department likewise
 * @check, @severity: the check that is running
 * @copied, @n_copied: the form that has most of the rows too, and how many
 */
struct _ZpAcross
{
  ZpForm *form;
  ZpScorecard *card;
  GArray *traces;
  GHashTable *by_hash;
  guint32 filter[ZP_ACROSS_FILTER];
  guint n_rows;
  GHashTable *told;
  guint n_equal_scores;
  gboolean scores_differ;
  ZpAcrossSum sum;
  ZpAcrossSum department;
  const char *check;
  ZpSeverity severity;
  ZpOtherForm *copied;
  guint n_copied;
  GPtrArray *findings;
};

gboolean zp_across_begin (ZpAcross *self, const char *check, ZpSeverity severity);
void zp_across_report (
    ZpAcross *self, char *address, const ZpOtherForm *other, char *message, char *remedy);

/* Of the unit in its year */
void zp_across_check_scores (ZpAcross *self, const ZpUnitList *list);
void zp_across_check_count (ZpAcross *self, const ZpUnitList *list);
void zp_across_check_sums (ZpAcross *self, const ZpUnitList *list);

G_END_DECLS
