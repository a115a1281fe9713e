/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-import-item.h"

G_BEGIN_DECLS

/**
 * ZpImportRow:
 *
 * A line of the list of what an import found: what it is, where it comes from, how it stands.
 */
#define ZP_TYPE_IMPORT_ROW (zp_import_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpImportRow, zp_import_row, ZP, IMPORT_ROW, GtkListBoxRow)

GtkWidget *zp_import_row_new (ZpImportItem *item) G_GNUC_WARN_UNUSED_RESULT;
ZpImportItem *zp_import_row_get_item (ZpImportRow *self);
void zp_import_row_set_item (ZpImportRow *self, ZpImportItem *item);

G_END_DECLS
