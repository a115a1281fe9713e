/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-batch-item.h"

G_BEGIN_DECLS

/**
 * ZpBatchRow:
 *
 * A form of a batch: its name, what came of it, and a reason of its own when each shall have one.
 */
#define ZP_TYPE_BATCH_ROW (zp_batch_row_get_type ())
G_DECLARE_FINAL_TYPE (ZpBatchRow, zp_batch_row, ZP, BATCH_ROW, GtkBox)

GtkWidget *zp_batch_row_new (const char *done) G_GNUC_WARN_UNUSED_RESULT;
void zp_batch_row_set_item (ZpBatchRow *self, ZpBatchItem *item, gboolean asks_reason);

G_END_DECLS
