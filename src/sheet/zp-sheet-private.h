/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpSheetBuilder:
 *
 * A sheet in the making, for those who lay sheets out.  Rows are begun from the top, the cells of a
 * row are added from left to right; a cell that reaches down from an earlier row is not added again.
 */
typedef struct _ZpSheetBuilder ZpSheetBuilder;

ZpSheetBuilder *zp_sheet_builder_new (guint n_columns,
                                      const guint *relative_widths,
                                      gboolean landscape,
                                      const char *title) G_GNUC_WARN_UNUSED_RESULT;
void zp_sheet_builder_free (ZpSheetBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpSheetBuilder, zp_sheet_builder_free)

void zp_sheet_builder_keep (ZpSheetBuilder *builder, gpointer data, GDestroyNotify destroy);
guint zp_sheet_builder_begin_row (ZpSheetBuilder *builder,
                                  const char *table,
                                  const char *row_id,
                                  gboolean header,
                                  double min_height);
guint zp_sheet_builder_add_cell (ZpSheetBuilder *builder, ZpSheetCell cell);
ZpSheetCell *zp_sheet_builder_peek_cell (ZpSheetBuilder *builder, guint index);
guint zp_sheet_builder_get_n_rows (const ZpSheetBuilder *builder);
ZpSheet *zp_sheet_builder_end (ZpSheetBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
