/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-package-plan.h"

G_BEGIN_DECLS

/**
 * ZpPlanRow:
 *
 * A form of an exchange file: how it stands to the library's, who changed which when, and what is
 * done with it.
 *
 * Signals: #ZpPlanRow::merge, when the two versions are to be compared.
 */
#define ZP_TYPE_PLAN_ROW (zp_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpPlanRow, zp_plan_row, ZP, PLAN_ROW, GtkListBoxRow)

GtkWidget *zp_plan_row_new (ZpPackageItem *item, const char *created) G_GNUC_WARN_UNUSED_RESULT;
ZpPackageItem *zp_plan_row_get_item (ZpPlanRow *self);
void zp_plan_row_update (ZpPlanRow *self);
void zp_plan_row_show_result (ZpPlanRow *self);

G_END_DECLS
