/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-library-filter.h"

G_BEGIN_DECLS

/**
 * ZpLibrarySidebar:
 *
 * What the list can be narrowed to, with the number of forms of each.  #ZpLibrarySidebar::picked
 * says that another row was chosen.
 */
#define ZP_TYPE_LIBRARY_SIDEBAR (zp_library_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ZpLibrarySidebar, zp_library_sidebar, ZP, LIBRARY_SIDEBAR, GtkWidget)

void zp_library_sidebar_update (ZpLibrarySidebar *self, GListModel *items, const char *year);
ZpFacet zp_library_sidebar_get_facet (ZpLibrarySidebar *self, const char **out_word);
void zp_library_sidebar_pick (ZpLibrarySidebar *self, ZpFacet facet, const char *word);

G_END_DECLS
