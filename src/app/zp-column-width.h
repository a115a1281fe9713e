/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zp_column_set_width (GtkColumnViewColumn *column, int width);
int zp_column_measure (const char *words);

G_END_DECLS
