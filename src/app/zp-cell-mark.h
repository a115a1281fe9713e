/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-checks.h"

G_BEGIN_DECLS

/* How far from the edge of its cell a mark reaches, in pixels. */
#define ZP_CELL_MARK_REACH 10

/**
 * ZpCellMark:
 *
 * What a cell's corner shows: a disc with a cross for an error, a triangle for a warning, a ring for
 * a hint, a tick for a warning that was answered.  The shapes differ, not only the colours.
 */
typedef enum
{
  ZP_CELL_MARK_NONE,
  ZP_CELL_MARK_ERROR,
  ZP_CELL_MARK_WARNING,
  ZP_CELL_MARK_HINT,
  ZP_CELL_MARK_ANSWERED,
} ZpCellMark;

ZpCellMark zp_cell_mark_of (const ZpFinding *finding);
void zp_cell_mark_draw (GtkWidget *widget, GtkSnapshot *snapshot, ZpCellMark mark);

void zp_cell_mark_draw_remark (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
