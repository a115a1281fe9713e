/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-matcher-map.h"

G_BEGIN_DECLS

guint zp_align_score_row (const ZpMapItem *item, const ZpPage *page, guint row);
guint zp_align (ZpMap *map, const ZpPage *page, guint begin, guint end);
GArray *zp_align_find_starts (const ZpMap *map, const ZpPage *page) G_GNUC_WARN_UNUSED_RESULT;
guint zp_align_count_goals (const ZpMap *map, const ZpPage *page, guint begin, guint end);
guint zp_align_count_skeleton (const ZpMap *map, const ZpPage *page);

G_END_DECLS
