/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet-layout.h"

G_BEGIN_DECLS

/**
 * ZpStrip:
 * @row: a row of the sheet
 * @from: how much of the row stands on earlier pages, in points; 0 unless it is higher than a page
 * @height: how much of it stands here
 * @whole: whether the whole row stands here
 *
 * A row, or a part of one, on a page.
 */
typedef struct
{
  guint row;
  double from;
  double height;
  gboolean whole;
} ZpStrip;

/**
 * ZpPart:
 * @page: a page
 * @height: how high the cell is there
 * @first_line, @n_lines: which lines of its text stand there
 * @continued: whether other lines stand on other pages
 *
 * What a page shows of a cell that reaches over several pages.
 */
typedef struct
{
  guint page;
  double height;
  guint first_line;
  guint n_lines;
  gboolean continued;
} ZpPart;

/**
 * ZpPageBreaks:
 * @sheet: (owned): the sheet
 * @pages: (element-type GArray): for each page its strips (#ZpStrip) from top to bottom, repeated
 *   headings first
 * @parts: #ZpSheetCell → #GArray of #ZpPart, for cells that do not stand whole on their page
 *
 * A sheet that is cut into pages.
 */
typedef struct
{
  ZpSheet *sheet;
  GPtrArray *pages;
  GHashTable *parts;
} ZpPageBreaks;

ZpPageBreaks *zp_page_breaks_new (ZpSheet *sheet,
                                  const ZpSheetLayout *layout,
                                  PangoContext *context) G_GNUC_WARN_UNUSED_RESULT;
void zp_page_breaks_free (ZpPageBreaks *breaks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpPageBreaks, zp_page_breaks_free)

const ZpPart *
zp_page_breaks_get_part (const ZpPageBreaks *breaks, const ZpSheetCell *cell, guint page);

G_END_DECLS
