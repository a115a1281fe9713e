/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-sheet.h"

G_BEGIN_DECLS

gboolean zp_cell_has_choices (const ZpSheetCell *cell);
GtkWidget *zp_cell_choices_new (const ZpSheetCell *cell,
                                const char *typed,
                                GCallback chosen,
                                gpointer user_data);

G_END_DECLS
