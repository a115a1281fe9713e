/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-checks.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpCell:
 *
 * One cell of the official table on the screen.  It draws its text itself; while it has the focus a
 * real text view stands in it, so that input methods, selection and clipboard work as everywhere.
 */
#define ZP_TYPE_CELL (zp_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZpCell, zp_cell, ZP, CELL, GtkWidget)

/**
 * ZpCellMove:
 *
 * Where the focus goes from a cell.
 */
typedef enum
{
  ZP_CELL_MOVE_NEXT,
  ZP_CELL_MOVE_PREVIOUS,
  ZP_CELL_MOVE_UP,
  ZP_CELL_MOVE_DOWN,
  ZP_CELL_MOVE_NEXT_ROW,
} ZpCellMove;

GtkWidget *zp_cell_new (void);
void zp_cell_show (
    ZpCell *self, ZpSheet *sheet, const ZpSheetCell *cell, const char *typed, double scale);
const ZpSheetCell *zp_cell_get_cell (ZpCell *self);
const char *zp_cell_get_address (ZpCell *self);
double zp_cell_measure (ZpCell *self);
void zp_cell_reload (ZpCell *self);
void zp_cell_set_scale (ZpCell *self, double scale);
void zp_cell_set_read_only (ZpCell *self, gboolean read_only);
void zp_cell_set_finding (ZpCell *self, const ZpFinding *finding);
void zp_cell_set_remark (ZpCell *self, const char *text);
void zp_cell_set_name (ZpCell *self, const char *name);
void zp_cell_set_note (ZpCell *self, const char *note);
void zp_cell_set_takes_blocks (ZpCell *self, gboolean takes_blocks);
gboolean zp_cell_insert (ZpCell *self, const char *text);
gboolean zp_cell_is_editing (ZpCell *self);
void zp_cell_leave (ZpCell *self);
gboolean zp_cell_is_composing (ZpCell *self);
gboolean zp_cell_is_pointed_at (ZpCell *self);
gboolean zp_cell_is_editable (ZpCell *self);
gboolean zp_cell_is_tab_stop (ZpCell *self);

G_END_DECLS
