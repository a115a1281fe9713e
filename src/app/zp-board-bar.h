/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ZpBoardBar:
 *
 * The bar over the list of forms: forms or units, their order, what a supervisor does with all of
 * them.  Its buttons activate actions of the page.
 */
#define ZP_TYPE_BOARD_BAR (zp_board_bar_get_type ())
G_DECLARE_FINAL_TYPE (ZpBoardBar, zp_board_bar, ZP, BOARD_BAR, GtkWidget)

void zp_board_bar_set_note (ZpBoardBar *self, const char *note);

G_END_DECLS
