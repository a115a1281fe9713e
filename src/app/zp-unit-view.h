/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ZpUnitView:
 *
 * The units of the forms, a line for each, the worst first.  Emits “unit-activated” with the name.
 */
#define ZP_TYPE_UNIT_VIEW (zp_unit_view_get_type ())
G_DECLARE_FINAL_TYPE (ZpUnitView, zp_unit_view, ZP, UNIT_VIEW, GtkWidget)

void zp_unit_view_set_units (ZpUnitView *self, GListModel *units);
GListModel *zp_unit_view_get_shown (ZpUnitView *self);

G_END_DECLS
