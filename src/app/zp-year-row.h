/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-year-list.h"

G_BEGIN_DECLS

/**
 * ZpYearColumn:
 *
 * The columns of the year's list that are typed.
 */
typedef enum
{
  ZP_YEAR_COLUMN_UNIT,
  ZP_YEAR_COLUMN_PROJECT,
  ZP_YEAR_COLUMN_BUDGET,
  ZP_YEAR_COLUMN_DUE,
  ZP_YEAR_N_COLUMNS,
} ZpYearColumn;

/**
 * ZpYearRow:
 *
 * A line of the year's list as it is typed.  “changed” is emitted when a text changes,
 * “notify::form” when another form, or none, belongs to it.
 */
#define ZP_TYPE_YEAR_ROW (zp_year_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpYearRow, zp_year_row, ZP, YEAR_ROW, GObject)

ZpYearRow *zp_year_row_new (const ZpYearLine *line) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_year_row_get_text (ZpYearRow *self, ZpYearColumn column);
void zp_year_row_set_text (ZpYearRow *self, ZpYearColumn column, const char *text);
gboolean zp_year_row_is_right (ZpYearRow *self, ZpYearColumn column);
gboolean zp_year_row_is_empty (ZpYearRow *self);
gboolean zp_year_row_is_draft (ZpYearRow *self);
ZpYearLine *zp_year_row_make_line (ZpYearRow *self, const char *year) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_year_row_get_form (ZpYearRow *self);
void zp_year_row_set_form (ZpYearRow *self, const char *id);

/**
 * ZpYearCell:
 *
 * An entry for one text of a line.
 */
#define ZP_TYPE_YEAR_CELL (zp_year_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZpYearCell, zp_year_cell, ZP, YEAR_CELL, GtkEntry)

GtkWidget *zp_year_cell_new (ZpYearColumn column) G_GNUC_WARN_UNUSED_RESULT;
void zp_year_cell_set_row (ZpYearCell *self, ZpYearRow *row);
gboolean zp_year_cell_is (ZpYearCell *self, ZpYearRow *row, ZpYearColumn column);

void zp_year_mark_entry (GtkEntry *entry, const char *mistake);

G_END_DECLS
