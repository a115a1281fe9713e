/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-form-item.h"

G_BEGIN_DECLS

/**
 * ZpFacet:
 *
 * What the side bar narrows the list to.  @ZP_FACET_GRADE and @ZP_FACET_UNIT have a word; those from
 * @ZP_FACET_ERRORS to @ZP_FACET_SURPLUS want attention.
 */
typedef enum
{
  ZP_FACET_ALL,
  ZP_FACET_DRAFT,
  ZP_FACET_SUBMITTED,
  ZP_FACET_RETURNED,
  ZP_FACET_APPROVED,
  ZP_FACET_RECENT,
  ZP_FACET_ERRORS,
  ZP_FACET_WARNINGS,
  ZP_FACET_RED,
  ZP_FACET_YELLOW,
  ZP_FACET_SOON,
  ZP_FACET_LATE,
  ZP_FACET_SURPLUS,
  ZP_FACET_GRADE,
  ZP_FACET_UNIT,
} ZpFacet;

gboolean zp_facet_matches (ZpFacet facet, const char *word, ZpFormItem *item);

/**
 * ZpLibraryFilter:
 *
 * Which forms the list shows: those of a year, of a facet, and among the results of a search.
 */
#define ZP_TYPE_LIBRARY_FILTER (zp_library_filter_get_type ())
G_DECLARE_FINAL_TYPE (ZpLibraryFilter, zp_library_filter, ZP, LIBRARY_FILTER, GtkFilter)

ZpLibraryFilter *zp_library_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_library_filter_set_facet (ZpLibraryFilter *self, ZpFacet facet, const char *word);
ZpFacet zp_library_filter_get_facet (ZpLibraryFilter *self, const char **out_word);
void zp_library_filter_set_year (ZpLibraryFilter *self, const char *year);
const char *zp_library_filter_get_year (ZpLibraryFilter *self);
void zp_library_filter_set_found (ZpLibraryFilter *self, GHashTable *ids);
gboolean zp_library_filter_is_open (ZpLibraryFilter *self);

G_END_DECLS
