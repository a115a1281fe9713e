/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZP_WORKBOOK_MAX_CELLS 500000
#define ZP_WORKBOOK_MAX_MERGES 100000
#define ZP_WORKBOOK_MAX_ROWS 1048576
#define ZP_WORKBOOK_MAX_COLUMNS 16384
/* Reading ends after so long, whatever the file holds. */
#define ZP_WORKBOOK_MAX_TIME (5 * G_USEC_PER_SEC / 2)

/**
 * ZpGridCell:
 * @row, @column: its place, from 0
 * @text: what it shows, never empty
 * @number: its value, when @has_number
 * @has_number: the file holds a number
 * @percent: @number is a fraction that is shown in percent
 * @date: @number is a serial day that is shown as a date
 * @failed: a formula that ended in an error (#REF!)
 *
 * A cell of a spreadsheet that is not empty.
 */
typedef struct
{
  guint row;
  guint column;
  char *text;
  double number;
  guint has_number : 1;
  guint percent : 1;
  guint date : 1;
  guint failed : 1;
} ZpGridCell;

/**
 * ZpGridRange:
 *
 * Cells that are merged, both ends included.
 */
typedef struct
{
  guint first_row;
  guint first_column;
  guint last_row;
  guint last_column;
} ZpGridRange;

/**
 * ZpGrid:
 * @name: the name of the sheet
 * @hidden: whether the sheet is hidden
 * @part: (nullable): the part of the file it was read from
 * @cells: (element-type ZpGridCell): by row and column
 * @merges: (element-type ZpGridRange): merged cells
 * @hidden_rows: rows that are not shown, as a set
 *
 * A sheet of a workbook, whatever file it came from.
 */
typedef struct
{
  char *name;
  gboolean hidden;
  char *part;
  GArray *cells;
  GArray *merges;
  GHashTable *hidden_rows;
} ZpGrid;

/**
 * ZpWorkbook:
 *
 * What a spreadsheet file says, without its looks.  Immutable once it was read, and reference counted.
 */
typedef struct _ZpWorkbook ZpWorkbook;

ZpWorkbook *zp_workbook_new (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_workbook_unref (ZpWorkbook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpWorkbook, zp_workbook_unref)

guint zp_workbook_get_n_sheets (const ZpWorkbook *self);
const ZpGrid *zp_workbook_get_sheet (const ZpWorkbook *self, guint index);
const GPtrArray *zp_workbook_get_notes (const ZpWorkbook *self);
char *zp_grid_name_cell (guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_grid_parse_cell (const char *name, guint *out_row, guint *out_column, const char **out_end);

/* For readers */
ZpGrid *zp_workbook_add_sheet (ZpWorkbook *self, const char *name, gboolean hidden);
void zp_workbook_add_note (ZpWorkbook *self, char *note);
void zp_grid_add_cell (ZpGrid *self, const ZpGridCell *cell);
void zp_grid_sort (ZpGrid *self);

G_END_DECLS
