/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"
#include "zp-review.h"

G_BEGIN_DECLS

/**
 * ZpBatchEntry:
 * @share: what the cause took, in percent of the weight
 * @form_id, @project: in which form
 *
 * A deduction in another form of the batch.
 */
typedef struct
{
  char *cause;
  ZpDecimal share;
  char *form_id;
  char *project;
} ZpBatchEntry;

void zp_review_batch_load_async (ZpLibrary *library,
                                 ZpForm *form,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *zp_review_batch_load_finish (ZpLibrary *library,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
