/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-plan.h"

G_BEGIN_DECLS

/**
 * ZpFill:
 * @book: the workbook with the values of the form
 * @sheet: the sheet they are on
 * @n_written: cells that have a value of the form now
 * @n_added: rows that were added to the sheet
 * @rest: (element-type ZpPlanRest): values that found no cell
 *
 * A form in the bureau's own workbook.
 */
typedef struct
{
  GBytes *book;
  char *sheet;
  guint n_written;
  guint n_added;
  GPtrArray *rest;
} ZpFill;

ZpFill *zp_fill_book (GBytes *file, ZpForm *form, ZpCatalog *catalog, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void zp_fill_free (ZpFill *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpFill, zp_fill_free)

G_END_DECLS
