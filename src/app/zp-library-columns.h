/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-library-cell.h"

G_BEGIN_DECLS

void zp_library_columns_add (GtkColumnView *view);
int zp_library_columns_compare (ZpLibraryColumn column,
                                ZpFormItem     *a,
                                ZpFormItem     *b);

G_END_DECLS
