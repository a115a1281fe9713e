/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library-filter.h"
#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpLibraryPage:
 *
 * The list of all forms, with search, filters, orders and sums.
 */
#define ZP_TYPE_LIBRARY_PAGE (zp_library_page_get_type ())
G_DECLARE_FINAL_TYPE (ZpLibraryPage, zp_library_page, ZP, LIBRARY_PAGE, GtkWidget)

GtkWidget *zp_library_page_new (ZpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
void zp_library_page_focus_search (ZpLibraryPage *self);
void zp_library_page_focus_list (ZpLibraryPage *self);
void zp_library_page_search (ZpLibraryPage *self, const char *words);
void zp_library_page_pick (ZpLibraryPage *self, ZpFacet facet, const char *word);
GtkWidget *zp_library_page_get_unit_view (ZpLibraryPage *self);
const char *zp_library_page_get_year (ZpLibraryPage *self);
GListModel *zp_library_page_get_shown (ZpLibraryPage *self);
char **zp_library_page_dup_selected (ZpLibraryPage *self) G_GNUC_WARN_UNUSED_RESULT;
void zp_library_page_select_all_of (ZpLibraryPage *self, const char *const *ids);
void zp_library_page_select (ZpLibraryPage *self, const char *id);

G_END_DECLS
