/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-plan.h"
#include "zp-workbook.h"

G_BEGIN_DECLS

/**
 * ZpMatcher:
 *
 * Finds official forms in workbooks by their fixed words.
 */
typedef struct _ZpMatcher ZpMatcher;

ZpMatcher *zp_matcher_new (ZpCatalog *catalog,
                           const char *template_id,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void zp_matcher_free (ZpMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpMatcher, zp_matcher_free)

GPtrArray *zp_matcher_match (ZpMatcher *self,
                             const ZpWorkbook *book,
                             GPtrArray **out_rest,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
