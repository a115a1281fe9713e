/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-plan.h"

G_BEGIN_DECLS

/**
 * ZpPlanScore:
 * @address: of the score
 * @given: what the paper says
 * @computed: what the rules give
 * @same: both are the same number
 */
typedef struct
{
  char *address;
  char *given;
  char *computed;
  gboolean same;
} ZpPlanScore;

GPtrArray *zp_plan_compare_scores (const ZpPlan *self,
                                   const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_plan_choose_profile (ZpPlan *self, ZpCatalog *catalog, GError **error);

G_END_DECLS
