/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpListColumn:
 * @heading: what stands above it
 * @width: relative to the others
 * @align: of its cells
 *
 * A column of a plain list.
 */
typedef struct
{
  const char *heading;
  guint width;
  ZpCellAlign align;
} ZpListColumn;

/**
 * ZpListSheet:
 *
 * A plain list in the making, which becomes a sheet like the official tables: for workbooks, PDF and
 * print.
 */
typedef struct _ZpListSheet ZpListSheet;

ZpListSheet *zp_list_sheet_new (const char *title,
                                const char *subtitle,
                                const ZpListColumn *columns,
                                guint n_columns,
                                gboolean landscape) G_GNUC_WARN_UNUSED_RESULT;
void zp_list_sheet_add_row (ZpListSheet *self, const char *const *texts);
void zp_list_sheet_add_line (ZpListSheet *self, const char *text);
ZpSheet *zp_list_sheet_end (ZpListSheet *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
