/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "zp-sheet.h"

G_BEGIN_DECLS

#define ZP_SHEET_PADDING_X 3.0
#define ZP_SHEET_PADDING_Y 2.5
#define ZP_SHEET_MIN_ROW_HEIGHT 19.0

/**
 * ZpSheetLayout:
 * @row_heights: in points, one for each row of the sheet
 * @n_rows: their number
 *
 * How high every row must be so that no text is cut: measured with the fonts really used.
 */
typedef struct
{
  double *row_heights;
  guint n_rows;
} ZpSheetLayout;

ZpSheetLayout *zp_sheet_layout_new (const ZpSheet *sheet,
                                    PangoContext *context) G_GNUC_WARN_UNUSED_RESULT;
void zp_sheet_layout_free (ZpSheetLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpSheetLayout, zp_sheet_layout_free)

PangoContext *zp_sheet_layout_create_context (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_sheet_layout_prepare (PangoLayout *layout,
                              const ZpSheet *sheet,
                              const ZpSheetCell *cell,
                              double scale);
double zp_sheet_layout_measure_cell (PangoLayout *layout,
                                     const ZpSheet *sheet,
                                     const ZpSheetCell *cell,
                                     double scale);
void zp_sheet_layout_fit_rows (const ZpSheet *sheet,
                               const double *cell_heights,
                               double scale,
                               double *row_heights);

G_END_DECLS
