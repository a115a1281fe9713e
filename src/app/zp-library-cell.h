/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-form-item.h"
#include "zp-place-list.h"

G_BEGIN_DECLS

/**
 * ZpLibraryColumn:
 *
 * The columns of the list of forms, from left to right.
 */
typedef enum
{
  ZP_LIBRARY_COLUMN_LAMP,
  ZP_LIBRARY_COLUMN_PROJECT,
  ZP_LIBRARY_COLUMN_RATE,
  ZP_LIBRARY_COLUMN_SCORE,
  ZP_LIBRARY_COLUMN_REVIEW,
  ZP_LIBRARY_COLUMN_GRADE,
  ZP_LIBRARY_COLUMN_PROBLEMS,
  ZP_LIBRARY_COLUMN_STATE,
  ZP_LIBRARY_COLUMN_DUE,
  ZP_LIBRARY_COLUMN_CHANGED,
  ZP_LIBRARY_N_COLUMNS,
} ZpLibraryColumn;

/**
 * ZpLibraryCell:
 *
 * One value of a form in the list, read only, drawn by itself.  It follows its place in the list.
 */
#define ZP_TYPE_LIBRARY_CELL (zp_library_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZpLibraryCell, zp_library_cell, ZP, LIBRARY_CELL, GtkWidget)

GtkWidget *zp_library_cell_new (ZpLibraryColumn column) G_GNUC_WARN_UNUSED_RESULT;
ZpFormItem *zp_library_cell_get_item (ZpLibraryCell *self);
const char *zp_library_cell_get_words (ZpLibraryCell *self);
int zp_library_cell_get_needed (ZpLibraryCell *self);
void zp_library_cell_set_place (ZpLibraryCell *self, ZpPlace *place);

G_END_DECLS
