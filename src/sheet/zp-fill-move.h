/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-workbook.h"

G_BEGIN_DECLS

/**
 * ZpFillRow:
 * @id: what values call it, from 1
 * @after: the row of the sheet that it follows and looks like
 * @begin: the first row of the levels that it belongs to
 * @block_begin, @block_end: the rows of its table, the last one included
 * @shared: (element-type guint): columns whose cell it has in common with the row before
 * @own: (element-type guint): the table's other columns
 *
 * A row that is added to a sheet.
 */
typedef struct
{
  guint id;
  guint after;
  guint begin;
  guint block_begin;
  guint block_end;
  GArray *shared;
  GArray *own;
} ZpFillRow;

ZpFillRow *zp_fill_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_fill_row_free (ZpFillRow *self);

guint zp_fill_rows_move (const GPtrArray *rows, guint row);
guint zp_fill_rows_place (const GPtrArray *rows, guint index);
guint zp_fill_rows_find (const GPtrArray *rows, guint id);
gboolean zp_fill_rows_move_range (const GPtrArray *rows, guint *first, guint *last, gboolean all);
char *zp_fill_rows_move_formula (const GPtrArray *rows,
                                 const char *formula,
                                 const char *sheet,
                                 gboolean here,
                                 gboolean *out_one_by_one) G_GNUC_WARN_UNUSED_RESULT;
char *zp_fill_rows_move_cells (const GPtrArray *rows,
                               const char *cells,
                               gboolean grow) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
