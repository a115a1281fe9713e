/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-library-filter.h"

G_BEGIN_DECLS

/**
 * ZpFacetRow:
 *
 * A row of the side bar: a name, and how many forms belong to it.
 */
#define ZP_TYPE_FACET_ROW (zp_facet_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpFacetRow, zp_facet_row, ZP, FACET_ROW, GtkListBoxRow)

GtkWidget *zp_facet_row_new (ZpFacet facet, const char *word) G_GNUC_WARN_UNUSED_RESULT;
ZpFacet zp_facet_row_get_facet (ZpFacetRow *self);
const char *zp_facet_row_get_word (ZpFacetRow *self);
void zp_facet_row_set_count (ZpFacetRow *self, guint count);

G_END_DECLS
