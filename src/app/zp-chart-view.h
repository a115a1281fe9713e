/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-figure.h"

G_BEGIN_DECLS

/**
 * ZpChartView:
 *
 * A figure, drawn.  The row under the pointer, or chosen by arrow keys, says its numbers; a click
 * or Enter activates it (“activated” with its number).
 */
#define ZP_TYPE_CHART_VIEW (zp_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (ZpChartView, zp_chart_view, ZP, CHART_VIEW, GtkWidget)

GtkWidget *zp_chart_view_new (const ZpFigure *figure) G_GNUC_WARN_UNUSED_RESULT;
int zp_chart_view_get_highlighted (ZpChartView *self);
void zp_chart_view_set_highlighted (ZpChartView *self, int row);

G_END_DECLS
