/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpFormulaCell:
 * @row, @column: a cell, from 0
 * @row_fixed, @column_fixed: it is written with a $
 *
 * A cell that a formula names.
 */
typedef struct
{
  guint row;
  guint column;
  gboolean row_fixed;
  gboolean column_fixed;
} ZpFormulaCell;

/**
 * ZpFormulaArea:
 * @first, @last: its corners, the same for a single cell
 * @is_range: it is written with a colon
 * @has_rows, @has_columns: %FALSE for whole columns (A:C) and whole rows (2:5)
 * @sheet: (nullable): the sheet that is named before it, as written without quotes
 *
 * What a formula refers to.
 */
typedef struct
{
  ZpFormulaCell first;
  ZpFormulaCell last;
  gboolean is_range;
  gboolean has_rows;
  gboolean has_columns;
  const char *sheet;
} ZpFormulaArea;

typedef void (*ZpFormulaFunc) (ZpFormulaArea *area, gpointer data);

char *zp_formula_rewrite (const char *formula,
                          ZpFormulaFunc func,
                          gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
