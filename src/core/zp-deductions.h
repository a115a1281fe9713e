/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-decimal.h"

G_BEGIN_DECLS

/**
 * ZpDeductionCause:
 * @word: what it is called (无佐证材料)
 * @also: (nullable) (array zero-terminated=1): other words by which reasons speak of it
 * @has_share, @share: what it always takes, in percent of the weight; else a degree says it
 * @reason: the reason in words; {share} stands for the percentage
 *
 * Why a reviewer takes points.
 */
typedef struct
{
  char *word;
  char **also;
  gboolean has_share;
  ZpDecimal share;
  char *reason;
} ZpDeductionCause;

/**
 * ZpDeductionDegree:
 * @word: how severe it is (轻微, 中等, 严重)
 * @share: what it takes, in percent of the weight
 */
typedef struct
{
  char *word;
  ZpDecimal share;
} ZpDeductionDegree;

const ZpDeductionCause *zp_deductions_find (const GPtrArray *causes, const char *word);
gboolean zp_deduction_cause_is_named (const ZpDeductionCause *cause, const char *text);
char *zp_deduction_cause_make_reason (const ZpDeductionCause *cause,
                                      ZpDecimal share) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
