/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-decimal.h"

G_BEGIN_DECLS

/**
 * ZpLibrarySums:
 * @n_forms: number of forms
 * @has_budget, @budget: the sum of the budgets, in 万元
 * @has_executed, @executed: the sum of what was spent, in 万元
 * @has_rate, @rate: @executed ÷ @budget in percent, half-up to 2 places
 * @has_average, @average: the mean of the self scores, half-up to 2 places
 *
 * What several forms come to, exactly.  A value is absent when no form has it or it is out of range.
 */
typedef struct
{
  guint n_forms;
  gboolean has_budget;
  gboolean has_executed;
  gboolean has_rate;
  gboolean has_average;
  ZpDecimal budget;
  ZpDecimal executed;
  ZpDecimal rate;
  ZpDecimal average;
} ZpLibrarySums;

void zp_library_sums_compute (GListModel *items, ZpLibrarySums *out_sums);
char *zp_library_sums_to_text (const ZpLibrarySums *sums,
                               gboolean selected) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
