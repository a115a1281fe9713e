/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-library-cell.h"

G_BEGIN_DECLS

void zp_library_columns_add (GtkColumnView *view);
int zp_library_columns_compare (ZpLibraryColumn column, ZpFormItem *a, ZpFormItem *b);

void zp_library_columns_show_due (GtkColumnView *view, gboolean show);
void zp_library_columns_sort (GtkColumnView *view, gboolean worst_first);

G_END_DECLS
