/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"
#include "zp-review.h"

G_BEGIN_DECLS

/**
 * ZpBatchDialog:
 *
 * Something is done with several forms, one by one; what went, what did not and why stands beside
 * each of them.
 */
#define ZP_TYPE_BATCH_DIALOG (zp_batch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZpBatchDialog, zp_batch_dialog, ZP, BATCH_DIALOG, AdwWindow)

ZpBatchDialog *zp_batch_dialog_new (GtkWindow *parent,
                                    ZpLibrary *library,
                                    GListModel *forms,
                                    ZpReviewAction action) G_GNUC_WARN_UNUSED_RESULT;
GListModel *zp_batch_dialog_get_items (ZpBatchDialog *self);
void zp_batch_dialog_set_reason (ZpBatchDialog *self, const char *reason);

G_END_DECLS
