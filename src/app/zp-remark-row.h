/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-review.h"

G_BEGIN_DECLS

/**
 * ZpRemarkRow:
 *
 * A remark that a reviewer pinned to a cell, and the answer to it.
 */
#define ZP_TYPE_REMARK_ROW (zp_remark_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpRemarkRow, zp_remark_row, ZP, REMARK_ROW, GtkListBoxRow)

GtkWidget *zp_remark_row_new (void);
void zp_remark_row_show (ZpRemarkRow *self,
                         const ZpForm *form,
                         const ZpRemark *remark,
                         gboolean can_remove,
                         gboolean can_answer);
gboolean zp_remark_row_is_answering (ZpRemarkRow *self);

G_END_DECLS
