/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-package-plan.h"
#include "zp-window.h"

G_BEGIN_DECLS

/**
 * ZpPlanWindow:
 *
 * What taking an exchange file in would do, form by form, with a choice for each; afterwards what
 * was done, with a way back.
 */
#define ZP_TYPE_PLAN_WINDOW (zp_plan_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpPlanWindow, zp_plan_window, ZP, PLAN_WINDOW, AdwWindow)

ZpPlanWindow *zp_plan_window_new (ZpWindow *window, const char *name, ZpPackagePlan *plan);
ZpPackagePlan *zp_plan_window_get_plan (ZpPlanWindow *self);
gboolean zp_plan_window_is_done (ZpPlanWindow *self);

G_END_DECLS
