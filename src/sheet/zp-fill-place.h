/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-fill-move.h"
#include "zp-form.h"
#include "zp-matcher-values.h"

G_BEGIN_DECLS

/*
 * ZpFilling:
 * @taking: the form's words, found on the sheet
 * @form, @own: what is written, and the form's own sheet of it
 * @values: (element-type ZpFillValue): for the cells of the workbook
 * @rest: (element-type ZpPlanRest): values without a cell
 * @rows: (element-type ZpFillRow): rows that are added to the sheet
 * @n_added: how many those are
 * @obstacle: (nullable): why no row can be added
 *
 * A form on its way into a sheet.
 */
typedef struct
{
  ZpTaking taking;
  ZpForm *form;
  ZpSheet *own;
  GArray *values;
  GPtrArray *rest;
  GPtrArray *rows;
  guint n_added;
  const char *obstacle;
} ZpFilling;

void zp_fill_place (ZpFilling *self);
void zp_fill_add (ZpFilling *self, guint row, guint column, const ZpSheetCell *from);
void zp_fill_add_to_row (
    ZpFilling *self, guint like_row, guint added, guint column, const ZpSheetCell *from);
void zp_fill_add_rest (ZpFilling *self, const ZpSheetCell *from, const char *reason);
void zp_fill_block (ZpFilling *self, guint item_index, guint first_row, guint last_row);
ZpGridRange zp_fill_find_range (const ZpGrid *grid, guint row, guint column);

G_END_DECLS
