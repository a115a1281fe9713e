/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-chart-view.h"

G_BEGIN_DECLS

/**
 * ZpFigureCard:
 *
 * A figure with its heading, how it is computed, the drawing and, below, the table of its numbers.
 * Rows of either lead to their forms: “picked” with a #ZpFigureRow.
 */
#define ZP_TYPE_FIGURE_CARD (zp_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (ZpFigureCard, zp_figure_card, ZP, FIGURE_CARD, GtkBox)

GtkWidget *zp_figure_card_new (const ZpFigure *figure) G_GNUC_WARN_UNUSED_RESULT;
void zp_figure_card_show_table (ZpFigureCard *self);

G_END_DECLS
