/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-plan.h"

G_BEGIN_DECLS

/**
 * ZpPlanView:
 *
 * What an import would do to a form: the official table as it will be, what goes where, the scores
 * of the workbook beside those of the rules, and what is not taken.
 */
#define ZP_TYPE_PLAN_VIEW (zp_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (ZpPlanView, zp_plan_view, ZP, PLAN_VIEW, AdwBin)

void zp_plan_view_show (
    ZpPlanView *self, const ZpPlan *plan, ZpForm *form, GPtrArray *scores, GPtrArray *rest);
void zp_plan_view_show_changes (ZpPlanView *self, GPtrArray *changes, ZpForm *form);

G_END_DECLS
