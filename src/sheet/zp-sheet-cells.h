/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"
#include "zp-scorecard.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpSheetScope:
 * @form, @card: what is drawn
 * @table: (nullable): the table whose row is drawn
 * @slot: the row, or the empty place of the official form
 * @row_id: (nullable): its id, “+3” for an empty place
 * @number: 1 for the first row
 * @outer: (nullable): the row drawn outside (the goal of an indicator)
 *
 * Where the builder stands while it makes a cell.
 */
typedef struct _ZpSheetScope ZpSheetScope;
struct _ZpSheetScope
{
  const ZpForm *form;
  const ZpScorecard *card;
  const ZpTableSpec *table;
  ZpSlot slot;
  const char *row_id;
  guint number;
  const ZpSheetScope *outer;
};

ZpSheetCell zp_sheet_make_cell (const ZpSheetScope *scope, const ZpCellSpec *spec);
void zp_sheet_cell_clear (ZpSheetCell *cell);
const char *zp_sheet_scope_get (const ZpSheetScope *scope, const char *column);

G_END_DECLS
