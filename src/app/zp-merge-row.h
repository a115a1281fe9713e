/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-form-merge.h"

G_BEGIN_DECLS

/**
 * ZpMergeRow:
 *
 * A difference between two versions: where, and the two texts as a choice.  Left and Right choose,
 * too.
 *
 * Signals: #ZpMergeRow::chosen, when a side was chosen.
 */
#define ZP_TYPE_MERGE_ROW (zp_merge_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpMergeRow, zp_merge_row, ZP, MERGE_ROW, GtkListBoxRow)

GtkWidget *zp_merge_row_new (ZpFormMerge *merge, guint index) G_GNUC_WARN_UNUSED_RESULT;
guint zp_merge_row_get_index (ZpMergeRow *self);
void zp_merge_row_choose (ZpMergeRow *self, ZpMergeSide side);
void zp_merge_row_update (ZpMergeRow *self);

G_END_DECLS
